"""Where a person says that a table's columns begin -> its grid, by that and nothing else.

Protects: every word between the table's first and last line is in one cell of it, in the column that begins at its left
or nearest before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.model import Blocks, Grid, GridCell
from ingest.pdf.layout import Word, around
from ingest.pdf.lines import is_number, line_text, lines_of
from ingest.pdf.page import Page, read_layout
from ingest.sources.entries import meant

NEAR = 2.0  # points by which a word may stand left of where its column begins


def with_columns_at(blocks: Blocks, data: bytes, entries: Sequence[Mapping[str, Any]]) -> Blocks:
    """A PDF's blocks with the tables of these `[[table]]` entries by the columns that they give, in points from the
    page's left. An entry whose page has no table is of all lines of it that fill several columns, which are lines of
    text no more."""
    for entry in entries:
        page = next(read_layout(data, entry["page"], entry["page"]), None)
        found = meant(blocks.grids, entry)
        if not isinstance(page, Page) or len(found) > 1:
            continue
        own = found[0] if found else Grid(len(blocks.grids) + 1, 0, 0, (), entry["page"])
        grid = _grid(own, _lines(page, own, entry["columns"]), entry["columns"])
        if grid.bbox is None:
            continue
        before = [
            line.number
            for line in blocks.lines
            if line.bbox and (line.page, line.bbox[1]) < (page.number, grid.bbox[1])
        ]
        grid = grid if found else replace(grid, after_line=max(before, default=0))
        grids = [one for one in blocks.grids if one is not own]
        grids = sorted([*grids, grid], key=lambda one: one.n)
        lines = [line for line in blocks.lines if found or line.page != grid.page or not _within(line.bbox, grid.bbox)]
        blocks = replace(blocks, grids=tuple(grids), lines=tuple(lines))
    return blocks


def _lines(page: Page, own: Grid, starts: Sequence[float]) -> list[dict[int, list[Word]]]:
    """The lines of a table, each with the words of its columns. One that was not found goes from the first line with a
    number behind its first column, and the headings right above, to the last."""
    words = [word for word in page.words if own.bbox is None or own.bbox[1] <= word.middle <= own.bbox[3]]
    lines: list[dict[int, list[Word]]] = []
    for line in lines_of(words):
        columns: dict[int, list[Word]] = {}
        for word in line:
            columns.setdefault(max(1, bisect_right(starts, word.x0 + NEAR)), []).append(word)
        lines.append(columns)
    if own.bbox is not None:
        return _with_whole_labels(lines)
    counting = [
        n
        for n, line in enumerate(lines)
        if 1 in line and any(column > 1 and is_number(line_text(words)[0]) for column, words in line.items())
    ]
    if not counting:
        return []
    first = counting[0]
    while first and len(lines[first - 1]) > 1:
        first -= 1
    return _with_whole_labels(lines[first : counting[-1] + 1])


def _with_whole_labels(lines: Sequence[dict[int, list[Word]]]) -> list[dict[int, list[Word]]]:
    """The rows of lines: one that fills the first column alone is of the row that stands nearest, the nearest first."""
    rows = list(lines)
    while True:
        pairs = [n for n in range(len(rows) - 1) if not (_is_full(rows[n]) and _is_full(rows[n + 1]))]
        if not pairs:
            return rows
        n = min(pairs, key=lambda n: _top(rows[n + 1]) - _foot(rows[n]))
        joined: dict[int, list[Word]] = {}
        for column in sorted({*rows[n], *rows[n + 1]}):
            joined[column] = [*rows[n].get(column, []), *rows[n + 1].get(column, [])]
        rows[n : n + 2] = [joined]


def _is_full(row: Mapping[int, Sequence[Word]]) -> bool:
    return any(column > 1 for column in row)


def _top(row: Mapping[int, Sequence[Word]]) -> float:
    return min(word.top for words in row.values() for word in words)


def _foot(row: Mapping[int, Sequence[Word]]) -> float:
    return max(word.bottom for words in row.values() for word in words)


def _grid(own: Grid, lines: Sequence[Mapping[int, Sequence[Word]]], starts: Sequence[float]) -> Grid:
    cells = [
        GridCell(row, column, line_text(words)[0], page=own.page, bbox=around(word.bbox for word in words))
        for row, line in enumerate(lines, 1)
        for column in range(1, len(starts) + 1)
        if (words := line.get(column))
    ]
    box = around(cell.bbox for cell in cells if cell.bbox) if cells else None
    return replace(own, rows=len(lines), columns=len(starts), cells=tuple(cells), bbox=box)


def _within(box: tuple[float, ...] | None, outer: tuple[float, ...] | None) -> bool:
    return box is not None and outer is not None and outer[1] <= (box[1] + box[3]) / 2 <= outer[3]
