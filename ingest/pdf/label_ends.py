"""The lines at the top of a page below a table that ends the page before -> the rest of its last label, or not.

Protects: "Causing or inciting a child" above the page's end and "under 13 to engage in sexual activity" below it are
one label, and another offence than the first words alone. Where it can't be told, the label is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.model import UNREAD, Problem
from ingest.pdf.broken_labels import NEAR
from ingest.pdf.joining import JoinedTable, Placed, column_extent, goes_on
from ingest.pdf.layout import Item, PageTable, TextLine

SAME_SIDE = 3.0  # points, from where the labels begin
SAME_SIZE = 0.6  # points
MOST_PADDING = 12.0  # points, from a ruled cell's side to its words
MOST_LINES = 8
MOST_HEADING_LINES = 6


def with_label_ended(
    items: Sequence[Item], tables: list[JoinedTable], page: list[Item]
) -> tuple[list[Item], list[Problem]]:
    """The page's items without the lines that end the last label of the table on the page before, which is put into
    `tables`; and what is doubtful. A table with rules has its rest in them, but for one whose rows alone are ruled."""
    if not tables or not items or items[-1] is not tables[-1].parts[0]:
        return page, []
    before, part = tables[-1], tables[-1].parts[-1]
    label = _last_label(before)
    again = _printed_again(page, before)
    lines = [line for line in _block(page[again:]) if line.page == part.page + 1]
    inside = list(takewhile(lambda line: _is_in_column(line, lines[0], part), lines))
    if label is None or not inside:
        return page, []
    text, rest = label.cell.text, " ".join(line.text.strip() for line in inside)
    if goes_on(text, rest) and (len(inside) == len(lines) or lines[len(inside)].text.strip()[:1].isupper()):
        tables[-1] = _with_label(before, label, f"{text} {rest}")
        return page[again + len(inside) :], []
    if len(inside) < len(lines) or (part.is_ruled and not again):
        return page, []
    if _has_room(label, lines[0]) and not again:
        return page, []
    is_label = len(lines) > 1 or rest[:1].isdigit() or again > 0
    tables[-1] = _with_label(before, label, f"{text} {rest}" if is_label else f"{text} {UNREAD}")
    how = "It is read so" if is_label else "It is not read"
    message = (
        f"the label {text!r} above the page's end may go on with {rest!r} below "
        f"{'the heading that is printed again' if again else 'it, for which it had no room'}. {how}: "
        "look at both pages, and correct the figures there if need be."
    )
    place = f"page {lines[0].page}"
    return page[again + len(lines) if is_label else 0 :], [
        Problem("warning", message, place, lines[0].page, "row-over-page")
    ]


def _printed_again(page: Sequence[Item], table: JoinedTable) -> int:
    """How many items at the top of a page are the table's heading, printed again with no row below it: a row that is
    broken by the page leaves its label's end alone there. 0 where they are not all of its heading."""
    above = [
        _words(placed.cell.text for placed in table.cells if placed.cell.row < rows)
        for rows in range(1, MOST_HEADING_LINES + 1)
    ]
    first = next(iter(page), None)
    if isinstance(first, PageTable):
        return int(_words(cell.text for cell in first.cells) in above)
    lines = [
        item.text for item in takewhile(lambda item: isinstance(item, TextLine), page) if isinstance(item, TextLine)
    ]
    counts = range(min(MOST_HEADING_LINES, len(lines)), 0, -1)
    return next((count for count in counts if _words(lines[:count]) in above), 0)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


def _block(page: Sequence[Item]) -> list[TextLine]:
    """The lines at the top of a page that stand close to each other, no more than one more than a label has."""
    lines = [item for item in takewhile(lambda item: isinstance(item, TextLine), page) if isinstance(item, TextLine)]
    end = 1
    while end < len(lines) and lines[end].bbox[1] - lines[end - 1].bbox[3] < NEAR * lines[end].size:
        end += 1
    return lines[: min(end, MOST_LINES + 1)]


def _last_label(table: JoinedTable) -> Placed | None:
    """The label of the last row, where it has one and a number stands beside it."""
    last = [placed for placed in table.cells if placed.cell.row == table.rows - 1]
    label = next((placed for placed in last if placed.cell.column == 0 and placed.cell.text), None)
    return label if any(placed.cell.column > 0 and placed.cell.text for placed in last) else None


def _is_in_column(line: TextLine, first: TextLine, part: PageTable) -> bool:
    labels, numbers = column_extent(part, 0), column_extent(part, 1)
    if labels is None or numbers is None:
        return False
    indent = line.bbox[0] - labels[0]
    return (
        (0 <= indent <= MOST_PADDING if part.is_ruled else abs(indent) <= SAME_SIDE)
        and line.bbox[2] < numbers[0]
        and abs(line.size - first.size) <= SAME_SIZE
    )


def _has_room(label: Placed, line: TextLine) -> bool:
    """Whether the first word of a line had room on the label's last line."""
    words = line.text.split()
    if label.cell.room is None or not words:
        return True
    width = (line.bbox[2] - line.bbox[0]) * len(words[0]) / len(line.text.strip())
    return width <= label.cell.room


def _with_label(table: JoinedTable, label: Placed, text: str) -> JoinedTable:
    changed = replace(label, cell=replace(label.cell, text=text))
    return replace(table, cells=tuple(changed if placed is label else placed for placed in table.cells))
