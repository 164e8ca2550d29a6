"""Where a person says that a table's columns begin -> its grid, by that and nothing else.

Protects: every word between the table's first and last line stands in one cell, that of the nearest column that begins
at its left side or before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ingest.model import Blocks, Grid
from ingest.pdf.aligned import Columns, PrintLine, Row
from ingest.pdf.layout import Word, around
from ingest.pdf.lines import lines_of
from ingest.pdf.page import Page, read_layout
from ingest.sources.entries import meant

NEAR = 2.0  # points by which a word may stand left of where its column begins


def with_columns_at(blocks: Blocks, data: bytes, entries: Sequence[Mapping[str, Any]]) -> Blocks:
    """A PDF's blocks with the tables of these `[[table]]` entries by the columns that they give, in points from the
    page's left. For a page without a table, an entry makes one of all its lines that fill several columns; they
    are then no lines of text."""
    for entry in entries:
        page = next(read_layout(data, entry["page"], entry["page"]), None)
        named = meant(blocks.grids, entry)
        if not isinstance(page, Page) or len(named) > 1:
            continue
        table = named[0] if named else Grid(len(blocks.grids) + 1, 0, 0, (), entry["page"])
        grid = _grid(table, page, entry["columns"])
        if grid.bbox is None:
            continue
        before = [
            line.number
            for line in blocks.lines
            if line.bbox and (line.page, line.bbox[1]) < (page.number, grid.bbox[1])
        ]
        grid = grid if named else replace(grid, after_line=max(before, default=0))
        grids = [other for other in blocks.grids if other is not table]
        grids = sorted([*grids, grid], key=lambda g: g.n)
        lines = [line for line in blocks.lines if named or line.page != grid.page or not _within(line.bbox, grid.bbox)]
        blocks = replace(blocks, grids=tuple(grids), lines=tuple(lines))
    return blocks


def _grid(table: Grid, page: Page, starts: Sequence[float]) -> Grid:
    """The table with its words in these columns. One that was not found goes from the first line with a label and a
    number behind it, and the headings right above, to the last."""
    words = [word for word in page.words if table.bbox is None or table.bbox[1] <= word.middle <= table.bbox[3]]
    lines: list[PrintLine] = []
    for line in lines_of(words):
        groups: dict[int, list[Word]] = {}
        for word in line:
            groups.setdefault(max(1, bisect_right(starts, word.x0 + NEAR)), []).append(word)
        lines.append(PrintLine([group for _, group in sorted(groups.items())]))
    counting = [n for n, line in enumerate(lines) if line.is_counted and line.words[0].x0 + NEAR < starts[1]]
    if table.bbox is None:
        first = counting[0] if counting else len(lines)
        while 0 < first < len(lines) and len(lines[first - 1].groups) > 1:
            first -= 1
        lines = lines[first : counting[-1] + 1] if counting else []
    columns = Columns(tuple(pairwise([*(start - NEAR for start in starts), max(page.width, starts[-1] + NEAR)])))
    rows: list[Row] = []
    for printed in _with_whole_labels(lines, starts[1] - NEAR):
        rows.append(Row())
        for print_line in printed:
            rows[-1].add_line(print_line, columns)
    cells = tuple(cell for n, row in enumerate(rows) for cell in row.cells(n, columns, page.number) if cell.text)
    box = around(cell.bbox for cell in cells if cell.bbox) if cells else None
    return replace(table, rows=len(rows), columns=len(starts), cells=cells, bbox=box)


def _with_whole_labels(lines: Sequence[PrintLine], numbers: float) -> list[list[PrintLine]]:
    """The lines of each row. One that ends left of the `numbers` joins the row nearest to it, the nearest lines
    first."""
    rows = [[line] for line in lines]
    while True:
        is_full = [any(line.words[-1].x0 >= numbers for line in row) for row in rows]
        pairs = [n for n in range(len(rows) - 1) if not (is_full[n] and is_full[n + 1])]
        if not pairs:
            return rows
        n = min(pairs, key=lambda n: rows[n + 1][0].top - rows[n][-1].bottom)
        rows[n : n + 2] = [[*rows[n], *rows[n + 1]]]


def _within(box: tuple[float, ...] | None, outer: tuple[float, ...] | None) -> bool:
    return box is not None and outer is not None and outer[1] <= (box[1] + box[3]) / 2 <= outer[3]
