"""A cell of a workbook, a Word table, a CSV or a web page's table -> a drawing of the table around it, the cell marked.

Protects: what is drawn are the file's own cells, each under its own column and beside its own row, and the drawing says
that it is one. People's names in cells are struck; columns that are headed as people's are not drawn.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.evidence.canvas import INK, PAPER, QUIET, RULE, WASH, as_png, font, mark
from ingest.evidence.held import NotHere
from ingest.evidence.people import Names, columns_of_people, without_people
from ingest.evidence.place import Place
from ingest.model import BBox, Blocks, Grid, GridCell
from ingest.reference import Reference
from ingest.tables.figures import column_name
from ingest.tables.layout import lay_out
from ingest.thread import answer_tables
from ingest.thread.people_columns import without_columns_of_people

SIZE, SMALL = 15, 13  # pixels of the letters
LINE, PAD = 20, 8
WIDEST, NARROWEST = 46, 6  # letters in a column
ROWS_AROUND, COLUMNS_AROUND = 6, 4
LEFT_OUT = "…"


class _Table(NamedTuple):
    """Rows of texts to draw, the first cell of each its number; `marked`: row and column of the marked cell, None where
    the whole body is."""

    rows: list[list[str]]
    heads: int
    marked: tuple[int, int] | None


def sheet_picture(blocks: Blocks, place: Place, title: str, names: Names, reference: Reference) -> bytes:
    """PNG of the table. `title`: what the file is called. Raises NotHere where the cell is not found again."""
    grid, cell = cell_of(replace(blocks, grids=tuple(map(without_columns_of_people, blocks.grids))), place)
    table = drawn_table(grid, cell, names, reference)
    where = f"sheet “{grid.sheet}”" if grid.sheet else f"table {grid.n}"
    people = columns_of_people(grid) - ({cell.column} if cell is not None else set())
    left_out = " Columns of people are left out." if people else ""
    whole = " The answer is the table as a whole; its first rows are drawn." if cell is None else ""
    words = [f"{title}, {where}. Drawn from the file's cells.{whole}{left_out}"]
    above = without_people(" ".join(grid.title.split()), names, reference)
    return as_png(_drawn(table, words + textwrap.wrap(above, 100)[:2]))


def cell_of(blocks: Blocks, place: Place) -> tuple[Grid, GridCell | None]:
    """The table and the cell of a place; no cell where the place is a whole table. Raises NotHere."""
    if place.sheet is not None:
        sheet, ref = place.sheet
        for grid in blocks.grids:
            found = next((cell for cell in grid.cells if cell.ref and cell.ref == ref), None)
            if grid.sheet == sheet and (found is not None or ref is None):
                return grid, found
    if place.cell is not None:
        number, row, column = place.cell
        for grid in blocks.grids:
            found = cell_in(grid, row, column) if grid.n == number and row is not None and column is not None else None
            if grid.n == number and (found is not None or row is None):
                return grid, found
    raise NotHere("The place of this in its table is not found again in the document.")


def cell_in(grid: Grid, number: int, heading: str) -> GridCell | None:
    """A cell by the row and the column's heading of its place: a number's, or an answer's of a table of answers."""
    layout = lay_out(grid)
    for row in layout.rows if layout is not None else ():
        for column in layout.value_columns if layout is not None else ():
            if layout is not None and row.number == number and column_name(layout, column) == heading:
                return layout.cells.get((row.grid_row, column))
    return answer_tables.cell_at(grid, number, heading)


def drawn_table(grid: Grid, cell: GridCell | None, names: Names, reference: Reference) -> _Table:
    """The rows and columns of a table that are drawn around a cell, or its first ones, with the number of each row."""
    texts = {(one.row, one.column): without_people(one.text, names, reference) for one in grid.cells}
    layout = lay_out(grid)
    body = min((row.grid_row for row in layout.rows), default=1) if layout is not None else 1
    at = cell.row if cell is not None else body
    first = min(body, at) if layout is not None else at
    heads = [row for row in range(1, grid.rows + 1) if row < first and _is_filled(texts, row)]
    rows = [row for row in range(1, grid.rows + 1) if row not in heads and abs(row - at) <= ROWS_AROUND]
    columns = _columns(grid, cell, set(layout.label_columns) if layout is not None else None)
    drawn: list[list[str]] = []
    refs = {one.row: one.ref for one in grid.cells if one.ref}
    numbers = {row: "".join(filter(str.isdigit, ref)) for row, ref in refs.items()}
    if not refs and layout is not None:  # as a place counts them: rows from 1 below the headings
        numbers = {row: "" for row in range(1, grid.rows + 1)} | {row.grid_row: str(row.number) for row in layout.rows}
    letters = {one.column: "".join(filter(str.isalpha, one.ref)) for one in grid.cells if one.ref}
    if letters:
        drawn.append(["", *(letters.get(column, "") for column in columns)])
    drawn += [_row(texts, numbers, row, columns) for row in heads]
    if rows and heads and rows[0] > heads[-1] + 1:
        drawn.append([LEFT_OUT, *("" for _ in columns)])
    marked = (len(drawn) + rows.index(at), columns.index(cell.column) + 1) if cell is not None else None
    drawn += [_row(texts, numbers, row, columns) for row in rows]
    if rows and rows[-1] < grid.rows:
        drawn.append([LEFT_OUT, *("" for _ in columns)])
    return _Table(drawn, len(heads) + bool(letters), marked)


def _columns(grid: Grid, cell: GridCell | None, labels: set[int] | None) -> list[int]:
    """The columns that are drawn: those of labels and those near the cell, but for people's. `labels`: None where they
    are not known, and all before the cell are taken for them."""
    at = cell.column if cell is not None else 1
    kept = {cell.column} if cell is not None else set()
    hidden = columns_of_people(grid) - kept
    reach = range(at - COLUMNS_AROUND, at + COLUMNS_AROUND + 1) if cell is not None else range(2 * COLUMNS_AROUND + 1)
    shown = (labels if labels is not None else set(range(1, at))) | set(reach)
    return [n for n in range(1, grid.columns + 1) if n not in hidden and n in shown]


def _is_filled(texts: dict[tuple[int, int], str], row: int) -> bool:
    return any(text for (number, _), text in texts.items() if number == row)


def _row(texts: dict[tuple[int, int], str], numbers: dict[int, str], row: int, columns: Sequence[int]) -> list[str]:
    return [numbers.get(row, str(row)), *(texts.get((row, column), "") for column in columns)]


def _drawn(table: _Table, title: Sequence[str]):  # type: ignore[no-untyped-def]
    from PIL import Image, ImageDraw

    wrapped = [[textwrap.wrap(" ".join(text.split()), WIDEST) or [""] for text in row] for row in table.rows]
    letters, small = font(SIZE), font(SMALL)
    widths = [
        max(letters.getlength(line) for row in wrapped for line in row[n]) + 2 * PAD for n in range(len(wrapped[0]))
    ]
    heights = [max(len(lines) for lines in row) * LINE + PAD for row in wrapped]
    top = len(title) * LINE + PAD
    width = max(sum(widths), max(small.getlength(line) for line in title)) + 2 * PAD
    picture = Image.new("RGB", (round(width) + 1, top + sum(heights) + 2 * PAD), PAPER)
    pen = ImageDraw.Draw(picture)
    for n, line in enumerate(title):
        pen.text((PAD, PAD / 2 + n * LINE), line, fill=QUIET, font=small)
    y: float = top
    box: BBox = (PAD, top + sum(heights[: table.heads]), PAD + sum(widths), top + sum(heights))
    for r, row in enumerate(wrapped):
        x: float = PAD
        for c, lines in enumerate(row):
            edges = (x, y, x + widths[c], y + heights[r])
            is_frame = c == 0 or r < table.heads
            pen.rectangle(edges, outline=RULE, fill=WASH if (r, c) == table.marked else None)
            for k, line in enumerate(lines):
                where = (x + PAD, y + PAD / 2 + k * LINE)
                pen.text(where, line, fill=QUIET if c == 0 else INK, font=letters, stroke_width=0.3 if is_frame else 0)
            box = edges if (r, c) == table.marked else box
            x += widths[c]
        y += heights[r]
    mark(pen, box)
    return picture
