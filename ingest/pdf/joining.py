"""Tables that stand on one page each -> tables as they were before the paper cut them.

Protects: a row that a page's end breaks keeps its label and its numbers, a heading repeated on each page is no row, and
where it can't be told whether two parts are one row, a person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Problem
from ingest.pdf.cell_text import is_value, joined
from ingest.pdf.layout import PageCell, PageTable, overlap
from ingest.pdf.print_lines import PERIOD, YEARS, is_number
from ingest.phrases.periods import stops_short

SAME_EDGE = 8.0  # points: the same column's border on the next page, where margins move
MOST_HEADING_ROWS = 5
FEWEST_CUT_SHORT = 2


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


def begun(table: PageTable) -> JoinedTable:
    return JoinedTable(tuple(Placed(cell, table.page) for cell in table.cells), table.rows, (table,))


def is_continued(before: JoinedTable, table: PageTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before: the same columns, and
    no heading of its own that says something else."""
    last = before.parts[-1]
    if table.page != last.page + 1 or not _has_same_columns(last, table):
        return False
    if repeats_heading(before, table):
        return True
    cut = _cut_short(before)
    if cut:
        return all(_texts(table, 0)[column] for column in cut)
    heading, first = _row(before, 0), _texts(table, 0)
    if last.is_open_below and table.is_open_above and not first[0]:
        return True  # no rule above it and no label: the rest of the row that the page's end breaks
    if len(heading) > 1 and heading[1:] == first[1:] and any(heading[1:]):
        return False  # the same years under another label: a table of its own
    values = [text for text in first[1:] if text]
    has_numbers = any(is_number(text) and not PERIOD.fullmatch(text) for text in values)
    if not has_numbers and any(PERIOD.fullmatch(text) for text in values):
        return False  # years of its own, with a word for their total perhaps
    return not (len(values) > 1 and not any(is_value(text) for text in values))


def repeats_heading(before: JoinedTable, table: PageTable) -> bool:
    """Whether a table's first row, or its first rows together, are the heading of the one before."""
    return _row(before, 0) == _texts(table, 0) or _repeated_rows(before, table)[0] > 0


def join(before: JoinedTable, table: PageTable) -> JoinedTable:
    """The table with its part on the next page. Call it only where `is_continued` says so."""
    dropped, heading_rows = _repeated_rows(before, table)
    rest = [replace(cell, row=cell.row - dropped) for cell in table.cells if cell.row >= dropped]
    rows = table.rows - dropped
    problems = list(before.problems)
    cells = list(before.cells)
    offset = before.rows
    if rows:
        verdict = _broken_row(before, table, dropped)
        if verdict in ("one", "likely"):
            problems += [_likely(before, table, dropped)] if verdict == "likely" else []
            cells = _with_rest_of_row(cells, rest, before.rows - 1, table.page)
            rest = [replace(cell, row=cell.row - 1) for cell in rest if cell.row > 0]
            rows -= 1
        elif verdict == "unclear":
            problems.append(_unclear(before, table, dropped))
    cells += [Placed(replace(cell, row=cell.row + offset), table.page) for cell in rest]
    return JoinedTable(
        tuple(cells), offset + rows, (*before.parts, table), max(before.heading_rows, heading_rows), tuple(problems)
    )


def _has_same_columns(one: PageTable, other: PageTable) -> bool:
    if one.columns != other.columns or one.is_ruled != other.is_ruled:
        return False
    if one.is_ruled:
        shift = other.edges[0] - one.edges[0]
        return all(abs(a + shift - b) <= SAME_EDGE for a, b in zip(one.edges, other.edges, strict=True))
    return all(_is_same_column(one, other, column) for column in range(one.columns))


def _is_same_column(one: PageTable, other: PageTable, column: int) -> bool:
    """Whether a column without borders stands where it stood; one that is empty on either page may."""
    here, there = column_extent(one, column), column_extent(other, column)
    if here is None or there is None:
        return True
    return overlap(*here, *there) > 0 and (column == 0 or _cuts_clear(one, other, column))


def column_extent(table: PageTable, column: int) -> tuple[float, float] | None:
    """From where to where the words of a column stand; None where it holds none."""
    boxes = [c.bbox for c in table.cells if c.column == column and c.column_span == 1 and c.text]
    return (min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else None


def _cuts_clear(one: PageTable, other: PageTable, column: int) -> bool:
    """Whether a column stands clear of the other table's columns beside it."""
    here = column_extent(other, column)
    beside = [column_extent(one, n) for n in (column - 1, column + 1) if 0 < n < one.columns]
    return here is None or not any(overlap(*here, *extent) > 0 for extent in beside if extent)


def _cut_short(before: JoinedTable) -> list[int]:
    """The columns in which the last row's words stop short of the end of a period; none where one only does."""
    texts = _row(before, before.rows - 1)
    cut = [column for column in range(1, len(texts)) if stops_short(texts[column])]
    return cut if len(cut) >= FEWEST_CUT_SHORT else []


def _texts(table: PageTable, row: int) -> list[str]:
    found = {cell.column: cell.text for cell in table.cells if cell.row == row}
    return [found.get(column, "") for column in range(table.columns)]


def _row(table: JoinedTable, row: int) -> list[str]:
    found = {placed.cell.column: placed.cell.text for placed in table.cells if placed.cell.row == row}
    return [found.get(column, "") for column in range(table.columns)]


def _repeated_rows(before: JoinedTable, table: PageTable) -> tuple[int, int]:
    """How many rows at the top print the heading again, and how many rows it is in the table before: the first, and
    those below it that hold no values."""
    same = 0
    while same < min(MOST_HEADING_ROWS, table.rows, before.rows):
        texts = _texts(table, same)
        if texts != _row(before, same) or not any(texts):
            break
        if same and any(is_number(text) and not _is_of_years(text) for text in texts[1:]):
            break
        same += 1
    return (same, same) if same else _rows_of_heading(before, table)


def _is_of_years(text: str) -> bool:
    """Whether a text is a period, be it broken where a narrow cell had no more room ("2017/201 8")."""
    return PERIOD.fullmatch(text) is not None or YEARS.fullmatch("".join(text.split())) is not None


def _rows_of_heading(before: JoinedTable, table: PageTable) -> tuple[int, int]:
    """The same where the two were not seen as the same rows: those rows at the top that are together the heading of the
    table before, the one seen as one row and the other, without rows to compare it with, as its lines."""
    for own in range(1, min(MOST_HEADING_ROWS, table.rows) + 1):
        here = _stacked([_texts(table, row) for row in range(own)])
        for theirs in range(1, min(MOST_HEADING_ROWS, before.rows) + 1):
            if sum(1 for text in here if text) > 1 and here == _stacked([_row(before, row) for row in range(theirs)]):
                return own, theirs
    return 0, 0


def _stacked(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["".join("".join(texts).split()) for texts in zip(*rows, strict=True)]


def _broken_row(before: JoinedTable, table: PageTable, dropped: int) -> str:
    """Whether the last row above the page's end and the first below it are `one` row, `likely` one, `two`, or it is
    `unclear`."""
    above, below = _row(before, before.rows - 1), _texts(table, dropped)
    cut = _cut_short(before)
    if cut and all(below[column] for column in cut):
        return "one"
    is_open = before.parts[-1].is_open_below or (table.is_open_above and not dropped)
    both = [column for column in range(1, len(above)) if above[column] and below[column]]
    if any(is_value(above[column]) and is_value(below[column]) for column in both):
        return "two"
    if not below[0] and _goes_on_beside(above, below):
        return "one"
    has_values_above, has_values_below = any(above[1:]), any(below[1:])
    if has_values_above and has_values_below:
        return "one" if is_open and not below[0] else "two" if below[0] else "unclear"
    if not has_values_below and not below[0]:
        return "two"
    if not has_values_above and not above[0]:
        return "two"
    if not below[0] and not has_values_above:
        return "one"  # the label stands above the page's end, its numbers below
    if is_open:
        return "one"
    if before.rows - 1 < max(1, before.heading_rows):
        return "two"
    if goes_on(above[0], below[0]):
        return "one"
    if not _is_label_row_unusual(before, table, dropped):
        return "two"
    return "likely" if not has_values_below and not _has_room(before, table, dropped) else "unclear"


def goes_on(label: str, rest: str) -> bool:
    """Whether a label is not whole without what stands below the page's end, by its own form."""
    is_open = label.count("(") > label.count(")") and rest.count(")") > rest.count("(")
    return is_open or rest[:1].islower() or rest[:1] == "(" or label.rstrip()[-1:] in "-–,/&(:"


def _goes_on_beside(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row holds nothing but the rest of words behind the label of the row above: of a second label, say."""
    words = [column for column in range(1, len(above)) if below[column]]
    return bool(words) and all(
        not is_value(below[n]) and not is_value(above[n]) and above[n] and goes_on(above[n], below[n]) for n in words
    )


def _has_room(before: JoinedTable, table: PageTable, dropped: int) -> bool:
    """Whether the first word below the page's end had room on the last line of the label above it."""
    above = next((p.cell for p in before.cells if p.cell.row == before.rows - 1 and p.cell.column == 0), None)
    below = next((cell for cell in table.cells if cell.row == dropped and cell.column == 0), None)
    if above is None or below is None or above.room is None or below.first_width is None:
        return True
    return below.first_width <= above.room


def _is_label_row_unusual(before: JoinedTable, table: PageTable, dropped: int) -> bool:
    """Whether no other row of the table has a label and no values: a group's heading would not be alone."""
    rows = [_row(before, row) for row in range(1, before.rows - 1)]
    rows += [_texts(table, row) for row in range(dropped + 1, table.rows)]
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


def _likely(before: JoinedTable, table: PageTable, dropped: int) -> Problem:
    message = (
        f"the label {_row(before, before.rows - 1)[0]!r} above the page's end is read together with "
        f"{_texts(table, dropped)[0]!r} below it, which has no values and had no room beside it. Look at both pages "
        "and correct the figures there if the second is a heading of its own."
    )
    return Problem("warning", message, f"page {table.page}", table.page, "row-over-page")


def _unclear(before: JoinedTable, table: PageTable, dropped: int) -> Problem:
    above = " | ".join(_row(before, before.rows - 1))
    below = " | ".join(_texts(table, dropped))
    message = (
        f"the page's end stands between {above!r} and {below!r}: these may be one row or two, and are read as two. "
        "Look at both pages, and correct the figures there if need be."
    )
    return Problem("warning", message, f"page {table.page}", table.page, "row-over-page")
