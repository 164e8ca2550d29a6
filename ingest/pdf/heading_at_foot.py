"""A heading alone at the foot of a page, its rows at the top of the next -> one table.

Protects: a table whose heading the page's end has parted from all its rows has its years, which are there in print; and
only where as many words stand over as many columns, in the same width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.cell_text import is_value
from ingest.pdf.joining import JoinedTable, begun
from ingest.pdf.layout import Item, PageCell, PageTable, TextLine
from ingest.pdf.print_lines import is_number, is_period
from ingest.phrases.periods import read_period

CELLS = re.compile(r"\s{2,}")
FEWEST_PERIODS = 2
SAME_PLACE = 8.0  # points: margins move from page to page
BESIDE = 0.4  # of a column's width: a heading may be wider than the numbers below it, where no border is drawn
MOST_OTHERS = 1  # a heading that is no period: the total's


def with_heading_at_foot(items: list[Item], tables: list[JoinedTable], page: Sequence[Item]) -> None:
    """Makes of the last line a table of one row, so that what stands at the top of this page goes on with it, where
    that line is its heading. One with a note's mark is left, as it is not known behind which year the mark stood."""
    line, first = items[-1] if items else None, page[0] if page else None
    if not isinstance(line, TextLine) or not isinstance(first, PageTable) or line.page != first.page - 1:
        return
    heads = _heads(line.text, first)
    if line.raised or heads is None or not _begins_with_values(first) or not _stands_over(line, first, bool(heads[0])):
        return
    cells = tuple(
        PageCell(0, n, text, (first.edges[n], line.bbox[1], first.edges[n + 1], line.bbox[3]))
        for n, text in enumerate(heads)
    )
    heading = PageTable(line.page, line.bbox, 1, first.edges, cells, first.is_ruled)
    items[-1] = heading
    tables.append(replace(begun(heading), heading_rows=1))


def _heads(text: str, table: PageTable) -> list[str] | None:
    """The line's words for each column, "" for a column of labels without one; None where they do not fit."""
    heads = [head for part in CELLS.split(text.strip()) for head in _years_apart(part)]
    if len(heads) == table.columns - 1:
        heads = ["", *heads]
    if len(heads) != table.columns or _is_period(heads[0]):
        return None
    others = [head for head in heads[1:] if not _is_period(head)]
    is_heading = len(others) <= MOST_OTHERS and not any(is_number(head) for head in others)
    return heads if is_heading and len(heads) - 1 - len(others) >= FEWEST_PERIODS else None


def _is_period(head: str) -> bool:
    period = read_period(head)
    return period is not None and period.start is not None


def _years_apart(part: str) -> list[str]:
    """Years that stand one blank apart as one each."""
    years = part.split()
    return years if len(years) > 1 and all(is_period(year) for year in years) else [part]


def _begins_with_values(table: PageTable) -> bool:
    """Whether the first row is a label and values, none of them a heading."""
    first = {cell.column: cell.text for cell in table.cells if cell.row == 0}
    values = [text for column, text in first.items() if column > 0 and text]
    return bool(first.get(0)) and len(values) == table.columns - 1 and all(
        is_value(text) and not is_period(text) for text in values
    )  # fmt: skip


def _stands_over(line: TextLine, table: PageTable, has_label: bool) -> bool:
    """Whether the line begins and ends over the columns that its first and last words would head."""
    edges = table.edges
    own, last = (0 if has_label else 1), len(edges) - 1
    reach = SAME_PLACE if table.is_ruled else max(SAME_PLACE, BESIDE * (edges[last] - edges[1]) / (last - 1))
    is_at_start = edges[own] - reach <= line.bbox[0] <= edges[own + 1] + SAME_PLACE
    return is_at_start and edges[last - 1] - SAME_PLACE <= line.bbox[2] <= edges[last] + reach
