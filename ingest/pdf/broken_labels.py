"""Lines beside a page's end that are parts of a table's label -> rows of that table.

Protects: where a row without rules is broken by the page, the words of its label that stand alone above or below the
page's end are no text of the letter, and the numbers don't lose them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.pdf.joining import JoinedTable, column_extent, is_continued, repeats_heading
from ingest.pdf.layout import Item, PageCell, PageTable, TextLine, around, overlap

SENTENCE_END = re.compile(r"[.?!]\W*$")
NEAR = 0.8  # of the font's size, from such a line to the next
NEAR_ROW = 2.0  # of the font's size, from such a line to the row beside it, which may have room around it
MOST_LINES = 12
INDENT = 20.0  # points, from where the labels begin


def with_broken_labels(items: list[Item], tables: list[JoinedTable], page: list[Item]) -> list[Item]:
    """The page's items with lines right above a table that goes on from the page before made its first row. Lines below
    that table at the foot of the page before are taken from `items` and made its last row in `tables`."""
    if not tables or not items:
        return page
    before = tables[-1]
    part = before.parts[-1]
    n = next((n for n, item in enumerate(page[: MOST_LINES + 1]) if isinstance(item, PageTable)), None)
    below = lines_below(items, before)
    if n is None or below is None or part.is_ruled:
        return page
    first, above = page[n], [item for item in page[:n] if isinstance(item, TextLine)]
    table = _in_columns_of(part, first) if isinstance(first, PageTable) else None
    if table is None or not is_continued(before, table):
        return page
    if above and repeats_heading(before, table):
        return page  # what stands above a heading is a title
    if not _are_labels(above, table, is_above=True) or not _are_labels(below, part, is_above=False):
        return page
    if below:
        del items[-len(below) :]
        row = _label_row(below, before.rows, part)
        placed = [replace(before.cells[0], cell=cell, page=part.page) for cell in row]
        tables[-1] = replace(before, cells=(*before.cells, *placed), rows=before.rows + 1)
    if above:
        cells = [replace(cell, row=cell.row + 1) for cell in table.cells]
        table = replace(table, rows=table.rows + 1, cells=(*_label_row(above, 0, table), *cells))
    return [table, *page[n + 1 :]]


def _in_columns_of(before: PageTable, table: PageTable) -> PageTable | None:
    """A table without rules set in the columns of the one on the page before: columns that are empty in all its rows
    were not seen there. None where its columns are not among them."""
    if table.is_ruled or table.columns > before.columns:
        return None
    if table.columns == before.columns:
        return table
    extents = [column_extent(before, column) for column in range(before.columns)]
    places = []
    for column in range(table.columns):
        here = column_extent(table, column)
        over = [n for n, extent in enumerate(extents) if here and extent and overlap(*here, *extent) > 0]
        if len(over) != 1:
            return None
        places += over
    if len(set(places)) < len(places) or any(cell.column_span > 1 for cell in table.cells):
        return None
    cells = [replace(cell, column=places[cell.column]) for cell in table.cells]
    for row in range(table.rows):
        top, bottom = next((cell.bbox[1], cell.bbox[3]) for cell in cells if cell.row == row)
        for column in sorted(set(range(before.columns)) - set(places)):
            box = (before.edges[column], top, before.edges[column + 1], bottom)
            cells.append(PageCell(row, column, "", box))
    return replace(table, cells=tuple(cells), edges=before.edges)


def lines_below(items: Sequence[Item], table: JoinedTable) -> list[TextLine] | None:
    """The lines behind the table at the end of what was read so far; None where other things stand there."""
    lines: list[TextLine] = []
    for item in reversed(items[-MOST_LINES - 1 :]):
        if item is table.parts[0]:
            return lines
        if not isinstance(item, TextLine) or item.page != table.parts[-1].page:
            return None
        lines.insert(0, item)
    return None


def _are_labels(lines: Sequence[TextLine], table: PageTable, is_above: bool) -> bool:
    """Whether lines stand in the column of labels, each close to the next and the last of them to the table."""
    label, numbers = column_extent(table, 0), column_extent(table, 1)
    if not lines:
        return True
    if label is None:
        return False
    if any(SENTENCE_END.search(line.text) for line in lines) or (not is_above and lines[-1].text.rstrip()[-1:] == ":"):
        return False  # a note, or the words above another table
    right = numbers[0] if numbers else label[1]
    if not all(abs(line.bbox[0] - label[0]) <= INDENT and line.bbox[2] < right for line in lines):
        return False
    to_row = table.bbox[1] - lines[-1].bbox[3] if is_above else lines[0].bbox[1] - table.bbox[3]
    is_near = all(after.bbox[1] - before.bbox[3] < NEAR * before.size for before, after in pairwise(lines))
    return is_near and to_row < (NEAR_ROW if is_above else NEAR) * lines[0].size


def _label_row(lines: Sequence[TextLine], row: int, table: PageTable) -> list[PageCell]:
    box = around(line.bbox for line in lines)
    text = " ".join(line.text.strip() for line in lines)
    cells = [PageCell(row, 0, text, box)]
    for column in range(1, table.columns):
        left, right = table.edges[column], table.edges[column + 1]
        cells.append(PageCell(row, column, "", (left, box[1], right, box[3])))
    return cells
