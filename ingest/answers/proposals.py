"""An answer's lines -> proposals: every number that may well be a figure, with its best reading and its doubts.

Protects: a proposal is a number that stands in the answer, as printed, with its place; what the nearest words do not
say of it is null and a doubt, and is settled by a person. Numbers of a request, of a refusal's reckoning, of sections,
dates and codes are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers.counts import Number, numbers_of_cells, numbers_of_page
from ingest.answers.meaning import Meaning, meaning_of
from ingest.answers.passages import Page, Passage
from ingest.ids import digest, locator_of, ranked
from ingest.model import Cell, Figure, Line, Proposal, row_of
from ingest.reference import Reference


def propose(
    page: Page,
    *,
    force_id: str | None,
    reference: Reference,
    source_id: str,
    path: str,
    figures: Sequence[Figure] = (),
    cells: Sequence[Cell] = (),
) -> tuple[Proposal, ...]:
    """The proposals of one answer, of lines and of tables' cells without people. `figures`: those already read.
    `cells`: of tables that have no place among the lines."""
    counts = [number for number in numbers_of_page(page) if not _is_read(number, figures)]
    counts += numbers_of_cells(cells, Passage(), "")
    # A total beside its rows is offered, for it may be what was asked; it never is a figure by itself.
    parted = {id(number.passage) for number in counts if not _is_total(number)}
    offered = [
        replace(number, is_off=True) if _is_total(number) and id(number.passage) in parted else number
        for number in counts
    ]
    names = [(number.passage.labels[:1], *number.labels) for number in offered]
    return tuple(
        _proposal(
            number, meaning_of(number, page, force_id, reference), digest(source_id, path, "proposal", *name, rank)
        )
        for number, name, rank in zip(offered, names, ranked(names), strict=True)
    )


def _is_total(number: Number) -> bool:
    return number.is_total or any(map(OF_TOTAL.match, number.labels[:1]))


OF_TOTAL = re.compile(r"\W*(?:in\s+)?(?:grand\s+|sub-?)?total\b(?!\s+(?:numbers?|of)\b)", re.IGNORECASE)


def _is_read(number: Number, figures: Sequence[Figure]) -> bool:
    """Whether a figure has this print at this line."""
    if (line := number.line) is None:
        return False
    for figure in (figure for figure in figures if figure.value.text == number.value.text):
        named = figure.lines or tuple(int(n) for n in LINES.findall(figure.locator))
        if (named and min(named) <= line.number <= max(named)) or figure.locator == locator_of((line,)):
            return True
    return False


LINES = re.compile(r"(?<=line )\d+|(?<=lines )\d+|(?<=\d-)\d+")


def _proposal(number: Number, meaning: Meaning, name: str) -> Proposal:
    place = number.cell or number.line
    assert place is not None
    printed = place.text.strip() if isinstance(place, Line) else " | ".join((*number.labels, number.value.text))
    return Proposal(
        proposal_id=name,
        question=next(iter(number.passage.labels), None),
        scope=None,
        value=number.value,
        label=" · ".join(label for label in number.labels if label),
        locator=locator_of((place,)) if isinstance(place, Line) else cell_place(place),
        page=place.page,
        bbox=place.bbox,
        quote=printed,
        method="text" if isinstance(place, Line) else "spreadsheet" if place.ref else "table",
        **row_of(meaning, "force_id", "measure_id", "unit", "offence_id", "period_id", "doubts", "dimensions"),
    )


def cell_place(cell: Cell) -> str:
    """ "page 2, table 1, row 3, column 2019/20", "sheet Arrests, B7"."""
    if cell.ref and cell.sheet is not None:
        return f"sheet {cell.sheet}, {cell.ref}"
    page = f"page {cell.page}, " if cell.page is not None else ""
    return f"{page}table {cell.table}, row {cell.row}, column {cell.column_label or cell.column}"
