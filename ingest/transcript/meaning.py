"""One row of a transcript -> what its offence, its period and its value mean, with the steps in words.

Protects: the print is read by the same code as everywhere. Where a person read it, the reading stands with its reason,
and one that the code would have reached alone is reported, so that readings stay few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.ids import period_of_id
from ingest.model import UNKNOWN_PERIOD, Period, Problem, Value
from ingest.phrases.numbers import ESTIMATE, read_mark, read_value
from ingest.phrases.offences import OffenceReading, nearest, read_offence
from ingest.phrases.periods import read_period
from ingest.reference import Reference
from ingest.transcript.rows import NO_OFFENCE, Row

BLANK = "blank"  # the legend's name for an empty cell
SUPPRESSED = "[c]"
HOME_OFFICE_CODE = "home_office_code"  # the dimension of a figure that counts some of an offence's codes


@dataclass(frozen=True)
class Meaning:
    """What a row's labels mean. `dimensions` are those that a label itself brings; `chain` the steps in words."""

    offence_id: str | None
    period: Period
    dimensions: tuple[tuple[str, str], ...]
    chain: tuple[str, ...]


def meaning_of(row: Row, published: str | None, reference: Reference) -> tuple[Meaning | None, list[Problem]]:
    """The offence and the period of a row; None, with the problems, where one of them is not settled."""
    problems: list[Problem] = []
    offence = _offence(row, reference, problems)
    period = _period(row, published, problems)
    if offence is None or period is None:
        return None, problems
    by_person = f" (a person's reading: {row['reading_reason']})"
    offence_label, period_label = (
        f'"{row[f"{name}_as_published"]}"' if row[f"{name}_as_published"] else f"no {name} is printed"
        for name in ("offence", "period")
    )
    chain = [
        f"offence: {offence_label}, read as {offence.offence_id or 'no offence'} ({offence.how})",
        f"period: {period_label}, read as {period.period_id}{by_person if row['period'] else ''}",
        *([f"scope: {row['scope']}{by_person}"] if row["scope"] else []),
    ]
    part = ((HOME_OFFICE_CODE, offence.part),) if offence.part else ()
    return Meaning(offence.offence_id, period, part, tuple(chain)), problems


def _offence(row: Row, reference: Reference, problems: list[Problem]) -> OffenceReading | None:
    label = row["offence_as_published"]
    alone = read_offence(label, place_id=row["force"], reference=reference, measure_id=row["measure"])
    if row["offence"]:
        read = None if row["offence"] == NO_OFFENCE else row["offence"]
        problems += _not_needed(row, "offence") if alone is not None and alone.offence_id == read else []
        return OffenceReading(read, f"a person's reading: {row['reading_reason']}")
    if alone is None:
        near = "; ".join(nearest(label, reference)) or "none"
        message = (
            f"offence {label!r} is not settled by its print. Nearest spellings: {near}. Give the row an "
            "`offence` with a `reading_reason`, or, if these words always mean one offence, add the spelling."
        )
        problems.append(row.problem(message, "offence-not-read"))
    return alone


def _period(row: Row, published: str | None, problems: list[Problem]) -> Period | None:
    label = row["period_as_published"]
    alone = read_period(label, published=published) if label else UNKNOWN_PERIOD
    if row["period"]:
        try:
            read = period_of_id(row["period"])
        except ValueError as error:
            problems.append(row.problem(f"period {error}.", "unknown-period"))
            return None
        problems += _not_needed(row, "period") if alone == read else []
        return read
    if alone is None:
        message = (
            f"period {label!r} is not settled by its print. Give the row a `period` (2019/20, 2019, "
            "2019-04-01..2019-09-30, or unknown) with a `reading_reason`."
        )
        problems.append(row.problem(message, "period-not-read"))
    return alone


def _not_needed(row: Row, column: str) -> list[Problem]:
    message = f"a person read the {column} as {row[column]!r}, which the program reads alone. Empty the cell."
    return [row.problem(message, "reading-not-needed", "warning")]


def value_of(row: Row, legend: Mapping[str, str], *, prints_zeros: bool) -> Value | Problem:
    """The quantity in a row that gives one. `prints_zeros`: the same source prints its zeros, so that "<5" is not 0."""
    printed = row["value_as_published"]
    marked = read_mark(printed, legend) if (printed or BLANK) in legend else None
    value = marked or read_value(printed, unit=row["unit"], prints_zeros=prints_zeros)
    if row["status"] == "suppressed":
        if value is not None and value.value is not None:
            return row.problem(f"status is suppressed and the value is {printed!r}. One is wrong.", "value-status")
        low, high = (value.low, value.high) if value is not None else (0.0, None)
        return Value(None, low or 0.0, high, SUPPRESSED, printed)
    if value is None:
        message = f"value {printed!r} is no quantity that is understood. Write it as printed."
        return row.problem(message, "value-not-read")
    if row["symbol"] == ESTIMATE:
        return Value(None, None, None, ESTIMATE, printed)
    return replace(value, symbol=row["symbol"] or value.symbol)


def value_step(value: Value) -> str:
    """The bounds in words."""
    if value.value is not None:
        return f'value: "{value.text}" is exactly {value.value:g}'
    if value.low is None and value.high is None:
        return f'value: "{value.text}" is an estimate without bounds'
    low = "no lower bound" if value.low is None else f"at least {value.low:,.0f}"
    high = "no upper bound" if value.high is None else f"at most {value.high:,.0f}"
    return f'value: "{value.text}", that is {low}, {high}' + (f" {value.symbol}" if value.symbol else "")
