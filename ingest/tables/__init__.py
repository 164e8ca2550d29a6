"""A document's tables as they stand -> their cells, each with the words of its row and its column.

    grid      the grid -> headings, labels, rows of the body
    notes     the lines around -> the notes of each table, and what marks mean

Protects: no number of a table is a figure by itself. It is a cell with its labels, which `ingest/answers/proposals`
offers to a person; what a whole table counts, that person says by a `[[table]]` entry (`ingest/answers/maps`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ingest.model import Cell, Grid, Problem, Table, Value
from ingest.phrases.numbers import find_values, read_value
from ingest.phrases.periods import read_period
from ingest.sources.entries import meant
from ingest.tables.grid import (
    SUPERSCRIPTS,
    Layout,
    column_name,
    is_number,
    is_too_large,
    is_total,
    lay_out,
    one_line,
    table_place,
)
from ingest.tables.notes import Legend, read_legend

NOTED = re.compile(rf"(\d[\d,]*)\s?(?:[*†‡#~^{SUPERSCRIPTS}]{{1,3}}|[(\[](?:note )?\w[)\]]|[pr])")
TOTAL_AND_NUMBER = re.compile(r"(.+?)\s*[:=–-]\s*\d[\d,]*")
LEFT = "table-left-to-a-person"
"""The rule of the problem that says of a table how many of its numbers wait."""
NOT_LAID_OUT = "table-not-laid-out"


@dataclass(frozen=True)
class TablesReading:
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_tables(
    grids: Sequence[Grid],
    legend: Mapping[str, str] = MappingProxyType({}),
    maps: Sequence[Mapping[str, Any]] = (),
) -> TablesReading:
    """`legend`: what the source says of its marks. `maps`: what a person says of the document's tables."""
    header_rows = {
        grid.n: entry["header_rows"] for entry in maps if "header_rows" in entry for grid in meant(grids, entry)
    }
    layouts = [lay_out(grid, header_rows.get(grid.n)) for grid in grids]
    laid_out = [layout for layout in layouts if layout is not None]
    problems = [
        _without_layout(grid) if layout is None else _left_to_a_person(layout)
        for grid, layout in zip(grids, layouts, strict=True)
    ]
    return TablesReading(
        tuple(Table(grid.n, grid.page, grid.sheet, grid.bbox, grid.lines, grid.pages) for grid in grids),
        tuple(cell for layout in laid_out for cell in _body_cells(layout, read_legend(layout.notes, legend))),
        tuple(problem for problem in problems if problem is not None),
    )


def _without_layout(grid: Grid) -> Problem | None:
    """A problem for a table of a size that no answer has, a note for one with numbers in no column; none for words in
    boxes."""
    where = table_place(grid)
    if is_too_large(grid):
        size = f"{grid.rows:,} rows and {grid.columns:,} columns"
        words = f"This table gives no figure: it has {size}, more than an answer has. Save the part that answers alone."
        return Problem("warning", words, where, grid.page, rule=NOT_LAID_OUT)
    texts = [one_line(cell.text) for cell in grid.cells]
    numbers = [text for text in texts if _is_total_with_number(text) or (read_value(text) and not read_period(text))]
    if not numbers:
        return None
    words = f"No column of numbers was found in this table, which holds “{numbers[0]}”: it gives no figure."
    return Problem("note", words, where, grid.page, rule=NOT_LAID_OUT)


def _is_total_with_number(text: str) -> bool:
    match = TOTAL_AND_NUMBER.fullmatch(text)
    return match is not None and is_total(match[1])


def _left_to_a_person(layout: Layout) -> Problem:
    """How many numbers wait: those of the body, alone in their cells or among words ("Total: 54"), and totals that
    stand among the labels."""
    body = (layout.text(row, column) for row in layout.rows for column in layout.value_columns)
    labels = (one_line(cell.text) for cell in layout.grid.cells if cell.column in layout.label_columns)
    count = sum(any(map(str.isdigit, text)) and (is_number(text) or bool(find_values(text))) for text in body)
    count += sum(map(_is_total_with_number, labels))
    numbers = "its number is" if count == 1 else f"its {count:,} numbers are"
    words = f"This table gives no figure by itself: {numbers} left to a person, who may say so by a [[table]] entry."
    return Problem("warning", words, table_place(layout.grid), layout.grid.page, rule=LEFT)


def _body_cells(layout: Layout, legend: Legend) -> list[Cell]:
    """Every cell of the body as printed, "" for an empty one, and what its mark means."""
    cells = []
    for row in layout.rows:
        for column in layout.value_columns:
            cell, text = layout.cell(row, column), layout.text(row, column)
            cells.append(
                Cell(
                    layout.grid.n,
                    row.number,
                    column_name(layout, column, row),
                    text,
                    row.name or None,
                    ", ".join(layout.levels(column, row)) or None,
                    cell.page if cell and cell.page is not None else layout.grid.page,
                    cell.bbox if cell else None,
                    cell.ref if cell else None,
                    legend.read(text) or _noted(text),
                    layout.grid.sheet,
                    cell.line if cell else None,
                )
            )
    return cells


def _noted(text: str) -> Value | None:
    """The value of a number with the mark of a note after it."""
    match = NOTED.fullmatch(text)
    value = read_value(match[1]) if match else None
    return replace(value, text=text) if value else None
