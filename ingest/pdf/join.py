"""Tables that stand on one page each -> tables as they were before the paper cut them.

Protects: a row that a page's end breaks keeps its label and its numbers, a heading repeated on each page is no row, and
where it can't be told whether two parts are one row, a person is asked. A label that the page's end may have cut short
is not read: its first words may be another offence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import UNREAD, GridCell, Problem
from ingest.pdf.layout import Item, PageTable, TextLine, overlap, texts_of
from ingest.pdf.lines import is_number, is_period, is_value, joined
from ingest.pdf.settings import MOST_HEADING_ROWS, MOST_TITLE_LINES, SAME_EDGE
from ingest.phrases.periods import stops_short

CELLS = re.compile(r"\s{2,}")
FEWEST_CUT_SHORT = 2  # beginnings of periods in a line: one alone may be prose


@dataclass(frozen=True)
class JoinedTable:
    """A table through all its pages. `parts`: what it was on each page. `heading_rows`: rows at its top that were
    printed again on another page, 0 where none was."""

    cells: tuple[GridCell, ...]
    rows: int
    parts: tuple[PageTable, ...]
    heading_rows: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def texts(self) -> list[list[str]]:
        """The cells' texts row by row, "" where a merged cell goes on."""
        return texts_of(self.cells, self.rows, self.parts[0].columns)


def joined_tables(pages: Sequence[Sequence[Item]]) -> tuple[list[Item], list[JoinedTable]]:
    """The items of each page in reading order -> all items in order, without those parts of tables that go on from the
    page before; the tables."""
    items: list[Item] = []
    tables: list[JoinedTable] = []
    for page in pages:
        rest = [
            _with_cut_heading_unread(item, page[max(0, n - MOST_TITLE_LINES) : n] if n else items[-1:])
            if isinstance(item, PageTable)
            else item
            for n, item in enumerate(page)
        ]
        first = rest[0] if rest else None
        is_below = bool(tables and items and items[-1] is tables[-1].parts[0])
        if is_below and isinstance(first, PageTable) and is_continued(tables[-1], first):
            tables[-1] = join(tables[-1], first)
            rest = rest[1:]
        elif is_below and isinstance(first, TextLine):
            tables[-1] = _with_cut_label_unread(tables[-1], first)
        items += rest
        tables += [JoinedTable(item.cells, item.rows, (item,)) for item in rest if isinstance(item, PageTable)]
    return items, tables


def is_continued(before: JoinedTable, table: PageTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before: the same columns, and
    no heading of its own that says something else."""
    last = before.parts[-1]
    if table.page != last.page + 1 or not _has_same_columns(last, table):
        return False
    heading, first = before.texts[0], table.texts[0]
    if heading == first or (last.is_open_below and table.is_open_above and not first[0]):
        return (
            True  # the heading again; or no rule above it and no label: the rest of the row that the page's end breaks
        )
    if len(heading) > 1 and heading[1:] == first[1:] and any(heading[1:]):
        return False  # the same years under another label: a table of its own
    values = [text for text in first[1:] if text]
    if any(map(is_period, values)) and not any(is_number(text) and not is_period(text) for text in values):
        return False  # years of its own, with a word for their total perhaps
    return not (len(values) > 1 and not any(map(is_value, values)))


def _has_same_columns(above: PageTable, below: PageTable) -> bool:
    if above.columns != below.columns or above.is_ruled != below.is_ruled:
        return False
    if above.is_ruled:
        shift = below.edges[0] - above.edges[0]
        return all(abs(a + shift - b) <= SAME_EDGE for a, b in zip(above.edges, below.edges, strict=True))
    pairs = [(_extent(above, column), _extent(below, column)) for column in range(1, above.columns + 1)]
    return all(here is None or there is None or overlap(*here, *there) > 0 for here, there in pairs)


def _extent(table: PageTable, column: int) -> tuple[float, float] | None:
    """From where to where the words of a column stand; None where it holds none."""
    boxes = [c.bbox for c in table.cells if c.column == column and c.column_span == 1 and c.text and c.bbox]
    return (min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else None


def join(before: JoinedTable, table: PageTable) -> JoinedTable:
    """The table with its part on the next page. Call it only where `is_continued` says so."""
    again = _repeated_rows(before.texts, table.texts)
    rest = [replace(cell, row=cell.row - again) for cell in table.cells if cell.row > again]
    rows = table.rows - again
    problems = before.problems
    cells = list(before.cells)
    verdict = _broken_row(before, table, again) if rows else "two"
    if verdict == "one":
        cells = _with_rest_of_row(cells, rest, before.rows)
        rest = [replace(cell, row=cell.row - 1) for cell in rest if cell.row > 1]
        rows -= 1
    elif verdict == "unclear":
        problems = (*problems, _unclear(before, table, again))
    cells += [replace(cell, row=cell.row + before.rows) for cell in rest]
    heading_rows = max(before.heading_rows, again)
    return JoinedTable(tuple(cells), before.rows + rows, (*before.parts, table), heading_rows, problems)


def _repeated_rows(before: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top print the heading again: the first, and those below it that hold no values."""
    same = 0
    while same < min(MOST_HEADING_ROWS, len(rows), len(before)):
        if rows[same] != before[same] or not any(rows[same]):
            break
        if same and any(is_number(text) and not is_period(text) for text in rows[same][1:]):
            break
        same += 1
    return same


def _broken_row(before: JoinedTable, table: PageTable, again: int) -> str:
    """Whether the last row above the page's end and the first below it are `one` row, `two`, or it is `unclear`."""
    above, below = before.texts[-1], table.texts[again]
    is_open = before.parts[-1].is_open_below or (table.is_open_above and not again)
    both = [column for column in range(1, len(above)) if above[column] and below[column]]
    if any(is_value(above[column]) and is_value(below[column]) for column in both):
        return "two"
    if any(above[1:]) and any(below[1:]):
        return "two" if below[0] else "one" if is_open else "unclear"
    if not below[0]:
        return "one" if any(below[1:]) else "two"  # the label above the page's end, its numbers below
    if not above[0] and not any(above[1:]):
        return "two"
    if is_open or (before.rows > max(1, before.heading_rows) and goes_on(above[0], below[0])):
        return "one"
    labels_alone = [row for row in (*before.texts[1:-1], *table.texts[again + 1 :]) if row[0] and not any(row[1:])]
    return "two" if before.rows == 1 or labels_alone else "unclear"  # a group's heading would not be alone


def goes_on(label: str, rest: str) -> bool:
    """Whether a label is not whole without what stands below the page's end, by its own form."""
    is_open = label.count("(") > label.count(")") and rest.count(")") > rest.count("(")
    return is_open or rest[:1].islower() or rest[:1] == "(" or label.rstrip()[-1:] in "-–,/&(:"


def _with_rest_of_row(cells: Sequence[GridCell], rest: Sequence[GridCell], row: int) -> list[GridCell]:
    """The last row's cells with what the next page holds of them. A cell keeps the place where its number stands."""
    below = {cell.column: cell for cell in rest if cell.row == 1}
    result = []
    for cell in cells:
        other = below.get(cell.column)
        if cell.row + cell.row_span - 1 != row or other is None or not other.text:
            result.append(cell)
        elif not cell.text:
            result.append(replace(cell, text=other.text, bbox=other.bbox, page=other.page))
        else:
            result.append(replace(cell, text=joined([cell.text, other.text])))
    return result


def _unclear(before: JoinedTable, table: PageTable, again: int) -> Problem:
    above, below = " | ".join(before.texts[-1]), " | ".join(table.texts[again])
    message = (
        f"the page's end stands between {above!r} and {below!r}: these may be one row or two, and are read as two. "
        "Look at both pages, and correct the figures there if need be."
    )
    return Problem("warning", message, f"page {table.page}", table.page, "row-over-page")


def _with_cut_label_unread(table: JoinedTable, line: TextLine) -> JoinedTable:
    """A table that ends a page, its last label not readable where the line at the top of the next page may be its
    end."""
    label, *values = table.texts[-1]
    if not label or not any(values) or not goes_on(label, line.text.strip()):
        return table
    cells = [
        replace(cell, text=f"{label} {UNREAD}") if (cell.row, cell.column) == (table.rows, 1) else cell
        for cell in table.cells
    ]
    message = (
        f"the label {label!r} above the page's end may go on with {line.text.strip()!r} below it, and is not read. "
        "Look at both pages, and type its figures as [[addition]]."
    )
    problem = Problem("warning", message, f"page {line.page}", line.page, "row-over-page")
    return replace(table, cells=tuple(cells), problems=(*table.problems, problem))


def _with_cut_heading_unread(table: PageTable, above: Sequence[Item]) -> PageTable:
    """A table headed by periods without a readable heading where beginnings of periods that may be its heading's stand
    above it: "2017 -" over "2018" is no calendar year."""
    heading = [text for text in table.texts[0][1:] if text]
    if not heading or not all(map(is_period, heading)) or not any(map(_is_cut_short, above)):
        return table
    cells = tuple(replace(cell, text=UNREAD) if cell.row == 1 else cell for cell in table.cells)
    return replace(table, cells=cells)


def _is_cut_short(item: Item) -> bool:
    """Whether a line, or a table's last row, holds beginnings of periods: "2017 -", "2018 -"."""
    texts = item.texts[-1] if isinstance(item, PageTable) else CELLS.split(item.text.strip())
    return sum(map(stops_short, texts)) >= FEWEST_CUT_SHORT
