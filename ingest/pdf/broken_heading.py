"""A heading that the page's end breaks -> the table below with its whole heading, or with one that gives no meaning.

Protects: "2017 -" at the foot of a page and "2018" at the top of the next are one financial year, and the numbers below
are not those of the calendar year 2018.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.model import UNREAD
from ingest.pdf.joining import JoinedTable, is_continued
from ingest.pdf.layout import Item, PageTable, TextLine
from ingest.pdf.print_lines import is_period
from ingest.phrases.periods import stops_short

CELLS = re.compile(r"\s{2,}")
FEWEST = 2  # headings that are cut short
LINES_ABOVE = 3
NEAR = 4.0  # of the font's size, from such a line to the table


def with_whole_heading(items: list[Item], tables: list[JoinedTable], page: list[Item]) -> list[Item]:
    """The page's items, a table at its top with what stands of its heading at the foot of the page before, which is
    taken from `items`. Where that does not stand in the same columns no heading there is left readable."""
    first = page[0] if page else None
    if not isinstance(first, PageTable) or not items or not _is_of_periods(first):
        return page
    last = items[-1]
    if isinstance(last, PageTable):
        before = tables[-1]
        texts = [p.cell.text for p in before.cells if p.cell.row == before.rows - 1 and p.cell.column > 0]
        is_broken = before.parts[0] is last and before.parts[-1].page == first.page - 1 and _are_cut(texts)
        return [_unread(first), *page[1:]] if is_broken and not is_continued(before, first) else page
    begun = CELLS.split(last.text.strip()) if isinstance(last, TextLine) else []
    if last.page != first.page - 1 or not _are_cut(begun):
        return page
    if len(begun) != first.columns or not all(stops_short(text) for text in begun[1:]):
        return [_unread(first), *page[1:]]
    items.pop()
    return [_headed(first, dict(enumerate(begun))), *page[1:]]


def without_broken_headings(page: Sequence[Item]) -> list[Item]:
    """The page's items, a table of years left without a readable heading where the beginning of its periods stands in
    the lines right above it: they were not seen as its heading's."""
    result = list(page)
    for n, item in enumerate(page):
        if isinstance(item, PageTable) and _is_of_periods(item):
            above = [line for line in page[max(0, n - LINES_ABOVE) : n] if isinstance(line, TextLine)]
            near = [line for line in above if item.bbox[1] - line.bbox[3] <= NEAR * line.size]
            if any(_are_cut(CELLS.split(line.text.strip())) for line in near):
                result[n] = _unread(item)
    return result


def _is_of_periods(table: PageTable) -> bool:
    """Whether the first row holds years and nothing else behind its label."""
    texts = [cell.text for cell in table.cells if cell.row == 0 and cell.column > 0 and cell.text]
    return bool(texts) and all(is_period(text) for text in texts)


def _are_cut(texts: list[str]) -> bool:
    return sum(1 for text in texts if stops_short(text)) >= FEWEST


def _headed(table: PageTable, begun: Mapping[int, str]) -> PageTable:
    cells = [
        replace(cell, text=f"{begun[cell.column]} {cell.text}".strip()) if cell.row == 0 else cell
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells))


def _unread(table: PageTable) -> PageTable:
    return _headed(table, dict.fromkeys(range(table.columns), UNREAD))
