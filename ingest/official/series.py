"""The cells of a long series (our transcript of a table: a row for each force, year and class, a column for each
quarter) -> the same rows as of the table itself, so that both are read by one set of rules.

Protects: a label that is not known costs its row and is listed; a blank quarter is unknown and never zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ingest.model import Blocks, Cell, Problem
from ingest.official.codes import plain_code, subject_codes
from ingest.official.maps import LongTable
from ingest.official.rows import Doubts, LongRow, financial_year, nearest, whole_number
from ingest.readers.transcript import is_series
from ingest.reference import Reference
from ingest.sources import Source

QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


def is_long_series(blocks: Blocks) -> bool:
    """Whether a transcript's cells are a long series."""
    return is_series(cell.column for cell in blocks.cells[: len(QUARTERS) + 3])


def table_of(source: Source) -> LongTable | None:
    """What source.toml says of the table that the series was taken from; None where measure or unit is missing."""
    if source.measure is None or source.unit is None:
        return None
    title, publisher = source.title or source.source_id, source.publisher or "compiler not named"
    return LongTable("series", title, publisher, source.measure, source.unit, {}, {}, (), (), (), ())


def rows_of_series(blocks: Blocks, source: Source, reference: Reference) -> tuple[list[LongRow], list[Problem]]:
    """The numbers that were understood, in order, and what was not."""
    table = table_of(source)
    if table is None:
        message = "A long series needs measure and unit in source.toml, for its columns do not say what they count."
        return [], [Problem("error", message, rule="series-without-measure", origin="source")]
    codes, doubts = subject_codes(reference), Doubts()
    rows: list[LongRow] = []
    for number, cells in groupby(blocks.cells, key=lambda cell: cell.row):
        text = {cell.column: cell.text for cell in cells}
        place = f"row {number}"
        year = financial_year(text["financial_year"])
        coded = codes.get(plain_code(text["offence_class"]))
        force = text["force"]
        if year is None:
            message = f"{text['financial_year']!r} is not read as a financial year, as 2019/20."
            doubts.add("error", "period-not-read", message, place)
        if coded is None:
            message = f"class {text['offence_class']!r} is no code of one offence or class of offences.csv."
            doubts.add("error", "offence-not-known", message, place)
        if force not in reference.forces:
            message = f"{force!r} is not in forces.csv. Nearest: {nearest(force, tuple(reference.forces))}."
            doubts.add("error", "force-not-known", message, place)
        if year is None or coded is None or force not in reference.forces:
            continue
        for name, quarter in QUARTERS.items():
            printed = text[name]
            if not printed:
                doubts.add("note", "quarter-blank", f"{name} of {year.period_id} is blank: unknown, not zero.", place)
                continue
            value = whole_number(printed, f"{place}, {name}", doubts)
            labels = (force, "", text["offence_class"])
            rows.append(
                LongRow(
                    table, "", number, f"{place}, {name}", year, quarter, force, coded, (), value, labels,
                    year.period_id, name, printed,
                )
            )  # fmt: skip
    return rows, list(doubts.problems())


def cells_of(rows: list[LongRow]) -> Iterator[Cell]:
    """The numbers that were read, each with its labels: the other cells of a row are said by these."""
    for row in rows:
        yield Cell(1, row.row, row.quarter_label, row.number_text, f"{row.labels[0]}, {row.labels[2]}", ref=row.ref)
