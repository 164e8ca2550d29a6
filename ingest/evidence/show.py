"""A document's bytes and a place in it -> a picture of the place for a reader, or its lines with those around them.

Protects: a quote is never without what stands beside it; a drawn table has the file's own cells, each in its own row
and column, and says that it is drawn. People's names are struck, and columns headed as people's left out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import text_tables
from ingest.evidence.page import NotHere, Place, Rows, as_png, drawn_rows, only_place, page_picture, read_again
from ingest.evidence.people import Names, columns_of_people, names_of, tables_of_lines, without_people
from ingest.kinds import kind_of
from ingest.model import BBox, Blocks, Grid, GridCell, refusal
from ingest.pdf.layout import around
from ingest.privacy.names import is_salutation, is_sign_off
from ingest.privacy.redact import without_columns_of_people
from ingest.readers.opened import INSIDE
from ingest.reference import Reference
from ingest.tables import lay_out

AROUND = 4  # lines with words, above and below
MOST_LINES = 24  # of an answer itself
WIDEST = 96  # letters of a line
ROWS_AROUND, COLUMNS_AROUND = 6, 4
LEFT_OUT = "…"


def picture(data: bytes, document: str, place: Place, reference: Reference) -> bytes:
    """PNG of the place in the document. `document`: its path as the warehouse has it. Raises NotHere."""
    name = file_name(document)
    if kind_of(data, name) == "pdf":
        places = [part if part.bbox is not None else _with_box(part, data, name) for part in place.parts]
        return page_picture(data, places, reference)
    if place.lines is not None:
        shown = lines_around(data, document, place, reference)
        at, first = shown.number(), len(shown.before)
        printed = shown.answer[at[0]][1][at[1] : at[2]] if at is not None else ""
        rows = [[str(number), text] for number, text in (*shown.before, *shown.answer, *shown.after)]
        marked = (first, first + len(shown.answer) - 1, 1, 1)
        return as_png(drawn_rows(Rows(rows, 0, marked, printed, WIDEST), [f"{name}, {place.locator}"]))
    blocks = read_again(data, name)
    return sheet_picture(blocks, place, name, names_of(blocks, reference), reference)


def lines_around(data: bytes, document: str, place: Place, reference: Reference) -> Surroundings:
    """The lines of a place with those around them, of a document that has no pages. Raises NotHere."""
    blocks = read_again(data, file_name(document))
    names = names_of(blocks, reference)
    tables = tables_of_lines(blocks.lines, names, reference) if place.on_lines is not None else ()
    return surroundings(blocks, place, names, reference, tables)


def file_name(document: str) -> str:
    """The name of a document's own file, without the folders and the file that hold it."""
    return document.rpartition("/")[2].rpartition(INSIDE)[2]


def _with_box(place: Place, data: bytes, name: str) -> Place:
    """A place on a page with the box that it fills: answers have their lines, or their table, alone. Raises NotHere."""
    if place.page is None or not (place.lines or place.cell):
        raise NotHere(refusal("words-not-placed"))
    if not (boxes := _boxes_of_lines(place, read_again(data, name))):
        grid, cell = cell_of(read_again(data, name), place)
        boxes = [it.bbox for it in ((cell,) if cell else grid.cells) if it.bbox and it.page == place.page]
    if not boxes:
        raise NotHere(refusal("words-not-found"))
    return replace(place, bbox=around(boxes))


def _boxes_of_lines(place: Place, blocks: Blocks) -> list[BBox]:
    lines = [line for line in blocks.lines if line.page == place.page and line.bbox is not None and line.text.strip()]
    if place.lines is not None:
        first, last = place.lines
        return [line.bbox for line in lines if line.bbox and first <= (line.of_page or 0) <= last]
    first, last = place.on_lines or (1, 0)
    if len({line.page for line in blocks.lines if first <= line.number <= last}) > 1:
        raise NotHere(refusal("table-over-two-pages"))
    return [line.bbox for line in lines if line.bbox and first <= line.number <= last]


@dataclass(frozen=True)
class Surroundings:
    """Numbered lines: those before, those of the answer itself, and those after it, people struck."""

    before: tuple[tuple[int, str], ...]
    answer: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]
    printed: str = ""

    def number(self) -> tuple[int, int, int] | None:
        """Where the number stands in the answer: the line among its lines, and the first and last character there, half
        open. None where it stands alone, or more than once."""
        words = [(n, word) for n, (_, text) in enumerate(self.answer) for word in re.finditer(r"\S+", text)]
        span = only_place([word[0] for _, word in words], self.printed)
        if span is None:
            return None
        (line, first), (end, last) = words[span.start], words[span.stop - 1]
        return (line, first.start(), last.end()) if line == end else None


def surroundings(
    blocks: Blocks, place: Place, names: Names, reference: Reference, tables: Sequence[Grid] = ()
) -> Surroundings:
    """The lines of a place with those around. `tables`: those that the lines make up, so that a line of a table comes
    with its headings. Raises NotHere where the lines are not found again."""
    if place.lines is None:
        raise NotHere(refusal("words-without-lines"))
    first, last = place.lines
    lines = [line for line in blocks.lines if line.text.strip()]
    answer = [line for line in lines if first <= line.number <= last]
    if not answer:
        raise NotHere(refusal("lines-not-found"))
    at, end = lines.index(answer[0]), lines.index(answer[-1]) + 1
    near = lines[max(0, at - AROUND) : at]
    begun = [n for n, line in enumerate(near) if is_salutation(line.text)]
    begun += [n for n, line in enumerate(near, 1) if is_sign_off(line.text)]
    near = near[max([0, *begun]) :]  # a letter's head says who wrote to whom
    window = _window([line.text for line in answer], place.printed)
    of_table = _of_its_table(answer[window.start].number, tables)
    before = [line for line in lines[: at + window.start] if line in near or line.number in of_table]
    answer = answer[window.start : window.stop]
    after = lines[end : end + AROUND] if window.stop == end - at else []
    ended = next((n for n, line in enumerate(after, 1) if is_sign_off(line.text)), len(after))
    after = after[:ended]  # below a letter's end stand hands and names
    texts = [line.text.strip().replace("\n", " ") for line in (*before, *answer, *after)]
    cleaned = without_people("\n".join(texts), names, reference).split("\n")
    numbered = [(line.number, text) for line, text in zip((*before, *answer, *after), cleaned, strict=True)]
    ends = len(before) + len(answer)
    lines_left = end - at - window.stop
    more = [(answer[-1].number + 1, f"{LEFT_OUT} ({lines_left} lines more)")] if lines_left else []
    return Surroundings(
        tuple(numbered[: len(before)]), tuple(numbered[len(before) : ends]), (*more, *numbered[ends:]), place.printed
    )


def _window(texts: Sequence[str], printed: str) -> range:
    if len(texts) <= MOST_LINES:
        return range(len(texts))
    bearing = next((n for n, text in enumerate(texts) if printed and printed.split("\n")[0] in text), 0)
    start = min(max(0, bearing - MOST_LINES // 2), len(texts) - MOST_LINES)
    return range(start, start + MOST_LINES)


def _of_its_table(number: int, tables: Sequence[Grid]) -> set[int]:
    """The lines of a line's table that must be seen with it: the headings, and the row's other cells."""
    table = next((grid for grid in tables if grid.lines and grid.lines[0] <= number <= grid.lines[1]), None)
    if table is None or table.lines is None:
        return set()
    rows = {cell.row for cell in table.cells if cell.line == number}
    layout = lay_out(table)
    body = min((row.grid_row for row in layout.rows), default=2) if layout is not None else 2
    heads = {cell.line for cell in table.cells if cell.row < body and cell.line is not None}
    beside = {cell.line for cell in table.cells if cell.row in rows and cell.line is not None}
    return {*range(table.lines[0], max(heads, default=table.lines[0]) + 1), *beside}


def sheet_picture(blocks: Blocks, place: Place, title: str, names: Names, reference: Reference) -> bytes:
    """PNG of the table. `title`: what the file is called. Raises NotHere where the cell is not found again."""
    grid, cell = cell_of(replace(blocks, grids=tuple(map(without_columns_of_people, blocks.grids))), place)
    table = drawn_table(grid, cell, names, reference)
    where = f"sheet “{grid.sheet}”" if grid.sheet else f"table {grid.n}"
    people = columns_of_people(grid) - ({cell.column} if cell is not None else set())
    left_out = " Columns of people are left out." if people else ""
    whole = " The answer is the table as a whole; its first rows are drawn." if cell is None else ""
    words = [f"{title}, {where}. Drawn from the file's cells.{whole}{left_out}"]
    lines = blocks.lines[: grid.after_line] if not grid.sheet else ()  # of a workbook they may be another sheet's
    above = [line.text for line in lines if line.text.strip()][-1:]
    shown = without_people(" ".join(" ".join(above).split()), names, reference)
    return as_png(drawn_rows(table, words + textwrap.wrap(shown, 100)[:2]))


def cell_of(blocks: Blocks, place: Place) -> tuple[Grid, GridCell | None]:
    """The table and the cell of a place; no cell where the place is a whole table. Raises NotHere."""
    if place.sheet is not None:
        sheet, ref = place.sheet
        for grid in blocks.grids:
            cell = next((cell for cell in grid.cells if cell.ref and cell.ref == ref), None)
            if grid.sheet == sheet and (cell is not None or ref is None):
                return grid, cell
    if place.cell is not None:
        number, row, column = place.cell
        for grid in blocks.grids:
            cell = cell_in(grid, row, column) if grid.n == number and row is not None and column is not None else None
            if grid.n == number and (cell is not None or row is None):
                return grid, cell
    raise NotHere(refusal("cell-not-found"))


def cell_in(grid: Grid, number: int, heading: str) -> GridCell | None:
    """A cell by the row and the column's heading of its place: a number's, or an answer's of a table of answers."""
    layout = lay_out(grid)
    for row in layout.rows if layout is not None else ():
        for column in layout.value_columns if layout is not None else ():
            if layout is not None and row.number == number and layout.name(column, row) == heading:
                return layout.cell(row, column)
    return text_tables.cell_at(grid, number, heading)


def drawn_table(grid: Grid, cell: GridCell | None, names: Names, reference: Reference) -> Rows:
    """The rows and columns of a table that are drawn around a cell, or its first ones, with the number of each row."""
    texts = {(cell.row, cell.column): without_people(cell.text, names, reference) for cell in grid.cells}
    layout = lay_out(grid)
    body = min((row.grid_row for row in layout.rows), default=1) if layout is not None else 1
    at = cell.row if cell is not None else body
    first = min(body, at) if layout is not None else at
    heads = sorted({row for (row, _), text in texts.items() if text and row < first})
    rows = [row for row in range(1, grid.rows + 1) if row not in heads and abs(row - at) <= ROWS_AROUND]
    columns = _columns(grid, cell, set(layout.label_columns) if layout is not None else None)
    drawn: list[list[str]] = []

    def printed(row: int) -> list[str]:
        return [numbers.get(row, str(row)), *(texts.get((row, column), "") for column in columns)]

    refs = {cell.row: cell.ref for cell in grid.cells if cell.ref}
    numbers = {row: "".join(filter(str.isdigit, ref)) for row, ref in refs.items()}
    if not refs and layout is not None:  # as a place counts them: rows from 1 below the headings
        numbers = {row: "" for row in range(1, grid.rows + 1)} | {row.grid_row: str(row.number) for row in layout.rows}
    letters = {cell.column: "".join(filter(str.isalpha, cell.ref)) for cell in grid.cells if cell.ref}
    if letters:
        drawn.append(["", *(letters.get(column, "") for column in columns)])
    drawn += map(printed, heads)
    if rows and heads and rows[0] > heads[-1] + 1:
        drawn.append([LEFT_OUT, *("" for _ in columns)])
    top = len(drawn)
    marked = (top, top + len(rows) - 1, 0, len(columns))
    if cell is not None:
        row, column = top + rows.index(at), columns.index(cell.column) + 1
        marked = (row, row, column, column)
    drawn += map(printed, rows)
    if rows and rows[-1] < grid.rows:
        drawn.append([LEFT_OUT, *("" for _ in columns)])
    return Rows(drawn, len(heads) + bool(letters), marked)


def _columns(grid: Grid, cell: GridCell | None, labels: set[int] | None) -> list[int]:
    at = cell.column if cell is not None else 1
    marked = {cell.column} if cell is not None else set()
    hidden = columns_of_people(grid) - marked
    reach = range(at - COLUMNS_AROUND, at + COLUMNS_AROUND + 1) if cell is not None else range(2 * COLUMNS_AROUND + 1)
    shown = (labels if labels is not None else set(range(1, at))) | set(reach)
    return [n for n in range(1, grid.columns + 1) if n not in hidden and n in shown]
