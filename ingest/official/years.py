"""Rows of a long table -> one figure for each force, offence and financial year.

Protects: quarters are added up to a year only where all four are there with a number; else those that follow one
another are a part of the year, and say so. Quarters are no figures of their own: the sum's steps name each with its
cell. A year is a sum of whole codes: no two codes are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.ids import digest
from ingest.model import Figure, Period, Problem, Value
from ingest.official.rows import LongRow, quarters_period
from ingest.reference import Reference

QUARTERS = 4
MONTHS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}
HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes
MOST_TOLD = 5  # negative rows that a problem names by place


@dataclass(frozen=True)
class Sum:
    """Rows of one force, offence and year that are counted together, in the order of their quarters."""

    rows: tuple[LongRow, ...]
    period: Period

    @property
    def is_whole_year(self) -> bool:
        return self.period == self.rows[0].year

    @property
    def number(self) -> int:
        return sum(row.number or 0 for row in self.rows)


def sums_of(rows: Sequence[LongRow]) -> list[Sum]:
    """What can be counted together, in the order in which the table has it."""
    groups: dict[tuple[object, ...], list[LongRow]] = {}
    for row in rows:
        key = (row.year.period_id, row.force_id, row.coded, row.dimensions)
        groups.setdefault(key, []).append(row)
    return [found for group in groups.values() for found in _sums(group)]


def _sums(rows: Sequence[LongRow]) -> Iterator[Sum]:
    counted = sorted((row for row in rows if row.number is not None), key=lambda row: row.quarter or 0)
    if counted and counted[0].quarter is None:
        yield Sum(tuple(counted), counted[0].year)
        return
    run: list[LongRow] = []
    for row in counted:
        if run and row.quarter != (run[-1].quarter or 0) + 1:
            yield _run(run)
            run = []
        run.append(row)
    if run:
        yield _run(run)


def _run(rows: list[LongRow]) -> Sum:
    year, first, last = rows[0].year, rows[0].quarter or 1, rows[-1].quarter or QUARTERS
    return Sum(tuple(rows), year if len(rows) == QUARTERS else quarters_period(year, first, last))


def figure_of(found: Sum, reference: Reference, names: tuple[object, ...]) -> Figure:
    """The figure of a sum. Its id is made of the labels, quarters included: a link to nine months never turns into one
    to a year when a later release of the table adds the rest."""
    first = found.rows[0]
    table = first.table
    force, offence, code = first.labels
    quarters = tuple(row.quarter for row in found.rows)
    part = ((HOME_OFFICE_CODE, first.coded.part),) if first.coded.part else ()
    number = float(found.number)
    printed = " + ".join(row.number_text for row in found.rows)
    return Figure(
        figure_id=digest(*names, "long table", first.year.period_id, quarters, force, code, *first.dimensions),
        force_id=first.force_id,
        question=None,
        measure_id=table.measure_id,
        unit=table.unit,
        offence_id=first.coded.offence_id,
        scope=None,
        dimensions=tuple(sorted((*first.dimensions, *part))),
        period=found.period,
        value=Value(number, number, number, None, printed),
        locator=_locator(found),
        method="spreadsheet",
        quote=" | ".join(label for label in (force, offence, code) if label),
        note=None if found.is_whole_year else _part_words(found),
        offence_label=f"{offence} ({code})" if offence else code,
        period_label=first.year_label,
        chain=tuple(_chain(found, reference)),
        publisher=table.publisher,
        kind="official",
        licence=table.licence,
    )


def _locator(found: Sum) -> str:
    first, last, more = found.rows[0], found.rows[-1], len(found.rows) - 1
    if not first.sheet:
        return f"{first.ref} to {last.quarter_label}" if more else first.ref
    rest = f" and {more} more {'row' if more == 1 else 'rows'}" if more else ""
    return f"{first.place}{rest}"


def _part_words(found: Sum) -> str:
    first, last = found.rows[0].quarter or 1, found.rows[-1].quarter or QUARTERS
    months = f"{MONTHS[first].split()[0]} to {MONTHS[last].split()[-1]}"
    return f"A part year: {months} of {found.rows[0].year_label}. The table gives no number for the other quarters."


def _chain(found: Sum, reference: Reference) -> Iterator[str]:
    first = found.rows[0]
    force, _, code = first.labels
    yield f"official statistics: {first.table.title}, compiled by the {first.table.publisher}"
    yield f"force {force!r} is {first.force_id}"
    title = reference.offences[first.coded.offence_id].title
    part = ", of which it is one code of several" if first.coded.part else ""
    yield f"code {code} is {first.coded.offence_id} ({title}){part}"
    if first.quarter is None:
        yield f"{first.number_text} stands in {first.place}"
        return
    terms = "; ".join(
        f"quarter {row.quarter}: {row.number_text} ({row.place.removeprefix('sheet ')})" for row in found.rows
    )
    whole = "all four quarters of" if found.is_whole_year else "a part of"
    yield f"{whole} {first.year_label} added up: {terms}"


def negative_rows(rows: Sequence[LongRow]) -> Iterator[Problem]:
    """One note for all rows below zero: the table corrects earlier quarters with them, and they are counted as such."""
    below = [row for row in rows if row.number is not None and row.number < 0]
    if below:
        places = ", ".join(f"{row.place}: {row.number}" for row in below[:MOST_TOLD])
        more = f" and {len(below) - MOST_TOLD:,} more" if len(below) > MOST_TOLD else ""
        message = f"{len(below):,} rows are below zero (corrections of earlier quarters), and are added up as such: "
        yield Problem("note", f"{message}{places}{more}.", below[0].place, rule="number-below-zero", origin="source")
