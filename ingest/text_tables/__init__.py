"""The lines of a plain text -> the tables that are made of them, as grids.

Protects: a cell stands under the heading and beside the label that it is printed with; what does not fold into whole
rows under headings stays lines. Quoted mail is read by nobody, and no table goes on over lines that are not here. What
cells mean is found later, in `ingest/tables/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.model import Grid, GridCell, Line
from ingest.text_tables.folding import TextTable, tables_of

FEWEST_ROWS = 2


def find_grids(lines: Sequence[Line]) -> tuple[Grid, ...]:
    """The tables with headings in the lines of one message, in order, counted from 1. A grid's `lines` hold its rows;
    `after_line` is the number of the line before."""
    tables = [table for run in _runs(lines) for table in sorted(tables_of(run), key=lambda table: table.first)]
    whole = [table for table in tables if len(table.rows) >= FEWEST_ROWS and _are_told_apart(table)]
    return tuple(_grid(table, lines, n) for n, table in enumerate(whole, 1))


def _are_told_apart(table: TextTable) -> bool:
    """Whether each column has a heading of its own."""
    headings = [cell.text for cell in table.head[-1][1:]] if table.head else []
    return bool(headings) and len(set(headings)) == len(headings)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that follow one another in the document, without those that are quoted or another table's place."""
    run: list[Line] = []
    for line in lines:
        is_out = line.table is not None or line.text.lstrip().startswith(">")
        if run and (is_out or line.number > run[-1].number + 1):
            yield run
            run = []
        run += [] if is_out else [line]
    if run:
        yield run


def _grid(table: TextTable, lines: Sequence[Line], n: int) -> Grid:
    rows = (*table.head, *table.rows)
    own = [line for line in lines if table.first <= line.number <= table.last]
    recognised = [line.confidence for line in own if line.confidence is not None]
    confidence = min(recognised, default=None)
    boxes = [line.bbox for line in own if line.bbox is not None]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    is_on_one_page = bool(boxes) and len({line.page for line in own}) == 1
    cells = (
        GridCell(
            r, c, cell.text, page=cell.line.page, bbox=cell.line.bbox, line=cell.line.number, confidence=confidence
        )
        for r, row in enumerate(rows, 1)
        for c, cell in enumerate(row, 1)
    )
    return Grid(
        n,
        len(rows),
        max(map(len, rows)),
        tuple(cells),
        page=own[0].page,
        bbox=(min(lefts), min(tops), max(rights), max(bottoms)) if is_on_one_page else None,
        after_line=table.first - 1,
        lines=(table.first, table.last),
        method="table" if confidence is None else "ocr",
    )
