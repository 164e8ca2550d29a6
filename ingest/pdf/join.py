"""Tables that stand on one page each -> tables as they were before the paper cut them.

Protects: a row that a page's end breaks keeps its label and its numbers, a heading repeated on each page is no row, and
where it can't be told whether two parts are one row, a person is asked. What the page's end may have cut short is not
read: "2017 -" above it and "2018" below are no calendar year, and the first words of a label may be another offence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from ingest.model import UNREAD, Problem
from ingest.pdf.layout import Item, PageCell, PageTable, TextLine, overlap
from ingest.pdf.lines import is_number, is_period, is_value, joined
from ingest.pdf.settings import MOST_HEADING_ROWS, MOST_NOTE_LINES, MOST_TITLE_LINES, SAME_EDGE
from ingest.phrases.periods import stops_short

CELLS = re.compile(r"\s{2,}")
FEWEST_CUT_SHORT = 2  # beginnings of periods in a line: one alone may be prose


@dataclass(frozen=True)
class Placed:
    """A cell of a joined table with the page that it stands on."""

    cell: PageCell
    page: int


@dataclass(frozen=True)
class JoinedTable:
    """A table through all its pages. `parts`: what it was on each page. `heading_rows`: rows at its top that were
    printed again on another page, 0 where none was."""

    cells: tuple[Placed, ...]
    rows: int
    parts: tuple[PageTable, ...]
    heading_rows: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def columns(self) -> int:
        return self.parts[0].columns

    def texts(self, row: int) -> list[str]:
        texts = {placed.cell.column: placed.cell.text for placed in self.cells if placed.cell.row == row}
        return [texts.get(column, "") for column in range(self.columns)]


def joined_tables(pages: Sequence[Sequence[Item]]) -> tuple[list[Item], list[JoinedTable], list[Problem]]:
    """The items of each page in reading order -> all items in order, without those parts of tables that go on from the
    page before; the tables; what is doubtful."""
    items: list[Item] = []
    tables: list[JoinedTable] = []
    problems: list[Problem] = []
    for page in pages:
        rest = with_cut_headings_unread(items, page)
        first = rest[0] if rest else None
        is_below = bool(tables and items and items[-1] is tables[-1].parts[0])
        if is_below and isinstance(first, PageTable) and is_continued(tables[-1], first):
            tables[-1] = join(tables[-1], first)
            rest = rest[1:]
        elif is_below:
            tables[-1] = with_cut_label_unread(tables[-1], rest)
        if rest and rest[0] is first:
            problems += _without_heading(items, tables, rest)
        whole = [line for item in rest for line in _as_lines(item)]
        items += whole
        tables += [_begun(item) for item in whole if isinstance(item, PageTable)]
    return items, tables, problems


def _begun(table: PageTable) -> JoinedTable:
    return JoinedTable(tuple(Placed(cell, table.page) for cell in table.cells), table.rows, (table,))


def _as_lines(item: Item) -> Sequence[Item]:
    """An item as it is, or the lines of what would be a table only as the rest of one."""
    return item.lines if isinstance(item, PageTable) and item.lines else [item]


def is_continued(before: JoinedTable, table: PageTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before: the same columns, and
    no heading of its own that says something else."""
    last = before.parts[-1]
    if table.page != last.page + 1 or not _has_same_columns(last, table):
        return False
    heading, first = before.texts(0), table.texts(0)
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
    return all(_is_same_column(above, below, column) for column in range(above.columns))


def _is_same_column(above: PageTable, below: PageTable, column: int) -> bool:
    """Whether a column without borders stands where it stood, clear of the columns beside it; one that is empty on
    either page may."""
    here, there = _extent(above, column), _extent(below, column)
    beside = [_extent(above, n) for n in (column - 1, column + 1) if column and 0 < n < above.columns]
    if here is None or there is None:
        return True
    return overlap(*here, *there) > 0 and not any(overlap(*there, *extent) > 0 for extent in beside if extent)


def _extent(table: PageTable, column: int) -> tuple[float, float] | None:
    """From where to where the words of a column stand; None where it holds none."""
    boxes = [c.bbox for c in table.cells if c.column == column and c.column_span == 1 and c.text]
    return (min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else None


def join(before: JoinedTable, table: PageTable) -> JoinedTable:
    """The table with its part on the next page. Call it only where `is_continued` says so."""
    again = _repeated_rows(before, table)
    rest = [replace(cell, row=cell.row - again) for cell in table.cells if cell.row >= again]
    rows = table.rows - again
    problems = list(before.problems)
    cells = list(before.cells)
    verdict = _broken_row(before, table, again) if rows else "two"
    if verdict == "one":
        cells = _with_rest_of_row(cells, rest, before.rows - 1, table.page)
        rest = [replace(cell, row=cell.row - 1) for cell in rest if cell.row > 0]
        rows -= 1
    elif verdict == "unclear":
        problems.append(_unclear(before, table, again))
    cells += [Placed(replace(cell, row=cell.row + before.rows), table.page) for cell in rest]
    return JoinedTable(
        tuple(cells), before.rows + rows, (*before.parts, table), max(before.heading_rows, again), tuple(problems)
    )


def _repeated_rows(before: JoinedTable, table: PageTable) -> int:
    """How many rows at the top print the heading again: the first, and those below it that hold no values."""
    same = 0
    while same < min(MOST_HEADING_ROWS, table.rows, before.rows):
        texts = table.texts(same)
        if texts != before.texts(same) or not any(texts):
            break
        if same and any(is_number(text) and not is_period(text) for text in texts[1:]):
            break
        same += 1
    return same


def _broken_row(before: JoinedTable, table: PageTable, again: int) -> str:
    """Whether the last row above the page's end and the first below it are `one` row, `two`, or it is `unclear`."""
    above, below = before.texts(before.rows - 1), table.texts(again)
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
    if is_open or (before.rows - 1 >= max(1, before.heading_rows) and goes_on(above[0], below[0])):
        return "one"
    return "unclear" if before.rows > 1 and _is_only_label_row(before, table, again) else "two"


def goes_on(label: str, rest: str) -> bool:
    """Whether a label is not whole without what stands below the page's end, by its own form."""
    is_open = label.count("(") > label.count(")") and rest.count(")") > rest.count("(")
    return is_open or rest[:1].islower() or rest[:1] == "(" or label.rstrip()[-1:] in "-–,/&(:"


def _is_only_label_row(before: JoinedTable, table: PageTable, again: int) -> bool:
    """Whether no other row of the table has a label and no values: a group's heading would not be alone."""
    rows = [before.texts(row) for row in range(1, before.rows - 1)]
    rows += [table.texts(row) for row in range(again + 1, table.rows)]
    return not any(row[0] and not any(row[1:]) for row in rows)


def _with_rest_of_row(cells: Sequence[Placed], rest: Sequence[PageCell], row: int, page: int) -> list[Placed]:
    """The last row's cells with what the next page holds of them. A cell keeps the place where its number stands."""
    below = {cell.column: cell for cell in rest if cell.row == 0}
    result = []
    for placed in cells:
        other = below.get(placed.cell.column)
        if placed.cell.row + placed.cell.row_span - 1 != row or other is None or not other.text:
            result.append(placed)
        elif not placed.cell.text:
            result.append(Placed(replace(placed.cell, text=other.text, bbox=other.bbox, raised=other.raised), page))
        else:
            text = joined([placed.cell.text, other.text])
            result.append(replace(placed, cell=replace(placed.cell, text=text)))
    return result


def _unclear(before: JoinedTable, table: PageTable, again: int) -> Problem:
    above, below = " | ".join(before.texts(before.rows - 1)), " | ".join(table.texts(again))
    message = (
        f"the page's end stands between {above!r} and {below!r}: these may be one row or two, and are read as two. "
        "Look at both pages, and correct the figures there if need be."
    )
    return Problem("warning", message, f"page {table.page}", table.page, "row-over-page")


def with_cut_headings_unread(before: Sequence[Item], page: Sequence[Item]) -> list[Item]:
    """A page's items, a table headed by periods without a readable heading where right above it, or at the foot of the
    page before, stand beginnings of periods that may be its heading's."""
    result = list(page)
    for n, item in enumerate(page):
        if not isinstance(item, PageTable):
            continue
        heading = [text for text in item.texts(0)[1:] if text]
        above = page[max(0, n - MOST_TITLE_LINES) : n] if n else before[-1:]
        if heading and all(map(is_period, heading)) and any(map(_is_cut_short, above)):
            cells = [replace(cell, text=UNREAD) if cell.row == 0 else cell for cell in item.cells]
            result[n] = replace(item, cells=tuple(cells))
    return result


def _is_cut_short(item: Item) -> bool:
    """Whether a line, or a table's last row, holds beginnings of periods: "2017 -", "2018 -"."""
    texts = item.texts(item.rows - 1) if isinstance(item, PageTable) else CELLS.split(item.text.strip())
    return sum(map(stops_short, texts)) >= FEWEST_CUT_SHORT


def with_cut_label_unread(table: JoinedTable, page: Sequence[Item]) -> JoinedTable:
    """A table that ends a page, its last label not readable where the next page begins with what may be its end: a line
    below the labels, or below the heading that is printed again."""
    part, row = table.parts[-1], table.rows - 1
    lines = list(takewhile(lambda item: isinstance(item, TextLine) and item.page == part.page + 1, page))
    heading = {word for text in table.texts(0) for word in text.split()}
    below = list(dropwhile(lambda item: isinstance(item, TextLine) and heading.issuperset(item.text.split()), lines))
    is_again = len(below) < len(lines)
    line = below[0] if below else None
    numbers = [cell.bbox[0] for cell in part.cells if cell.row == part.rows - 1 and cell.column > 0 and cell.text]
    if not isinstance(line, TextLine) or not numbers or line.bbox[2] >= min(numbers):
        return table
    label = table.texts(row)[0]
    if not label or not (is_again or goes_on(label, line.text.strip())):
        return table
    cells = [
        replace(placed, cell=replace(placed.cell, text=f"{label} {UNREAD}"))
        if (placed.cell.row, placed.cell.column) == (row, 0)
        else placed
        for placed in table.cells
    ]
    message = (
        f"the label {label!r} above the page's end may go on with {line.text.strip()!r} below it, and is not read. "
        "Look at both pages, and type its figures as [[addition]]."
    )
    problem = Problem("warning", message, f"page {line.page}", line.page, "row-over-page")
    return replace(table, cells=tuple(cells), problems=(*table.problems, problem))


def _without_heading(items: Sequence[Item], tables: Sequence[JoinedTable], page: Sequence[Item]) -> list[Problem]:
    """A problem for the first table of a page behind one that ends with a table, if it begins with numbers: it may be
    that one's rest, and its first row may be the rest of a row."""
    table = next((item for item in page[:MOST_NOTE_LINES] if isinstance(item, PageTable)), None)
    last = next((item for item in reversed(items[-MOST_NOTE_LINES:]) if isinstance(item, PageTable)), None)
    if table is None or last is None or not tables or tables[-1].parts[-1].page != table.page - 1:
        return []
    if not any(is_number(text) and not is_period(text) for text in table.texts(0)[1:]):
        return []
    message = (
        "the table at its top has no heading and may go on from the page before, in other columns. Look at both pages, "
        "and type as [[addition]] what is missing."
    )
    return [Problem("warning", message, f"page {table.page}", table.page, "table-over-page")]
