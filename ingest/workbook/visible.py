"""A sheet's rows as a format yields them -> its visible cells, and a problem for all that is hidden on it.

Protects: hidden rows, columns, sheets and cells under a merged one give nothing but a problem that names their place.
What was hidden may be a mistake of the publisher, so its words and numbers are not repeated in the problem.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import Problem
from ingest.workbook.rows import (
    Range,
    SheetCell,
    SheetColumns,
    SheetEnd,
    SheetEvent,
    SheetRow,
    SheetStart,
    address,
    letters,
    place,
)  # fmt: skip
from ingest.workbook.runs import Hidden, Spans, hidden, joined, run_at

MOST_CELLS = 250_000  # of one workbook: 150 MB as cells of grids; larger tables are read row by row (stream.py)
MOST_MERGES = 50_000
MOST_NAMED_CELLS = 12  # in one problem


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that a person sees. `row`, `column`: its place among the visible rows and columns; `ref`: its address."""

    row: int
    column: int
    ref: str
    text: str
    number: float | None = None
    row_span: int = 1
    column_span: int = 1
    is_header: bool | None = None


@dataclass(frozen=True)
class VisibleSheet:
    """`comments`: the words beside visible cells, by the place of the cell. `address_of`: the address of a place among
    the visible rows and columns."""

    name: str
    cells: tuple[Placed, ...] = ()
    comments: tuple[tuple[int, int, str], ...] = ()
    drawn: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    address_of: Callable[[int, int], str] = address


@dataclass
class _Sheet:
    """One sheet while its rows come in."""

    start: SheetStart
    hidden_columns: tuple[tuple[int, int], ...] = ()
    rows: list[tuple[int, tuple[SheetCell, ...]]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_filled: list[tuple[int, int]] = field(default_factory=list)
    filled: int = 0
    is_too_large: bool = False


def visible_sheets(events: Iterable[SheetEvent]) -> Iterator[VisibleSheet]:
    """Each sheet of a workbook with what a person sees of it."""
    sheet: _Sheet | None = None
    left = MOST_CELLS
    for event in events:
        if isinstance(event, SheetStart):
            sheet = _Sheet(event)
        elif sheet is None:
            continue
        elif isinstance(event, SheetColumns):
            sheet.hidden_columns = event.hidden
        elif isinstance(event, SheetRow):
            left = _take(sheet, event, left)
        else:
            yield _finish(sheet, event)
            sheet = None


def _take(sheet: _Sheet, row: SheetRow, left: int) -> int:
    """Keep a row; gives how many cells may still be kept."""
    last = row.number + row.repeated - 1
    if row.is_hidden:
        sheet.hidden_rows.append((row.number, last))
        if row.cells:
            sheet.hidden_filled.append((row.number, last))
    filled = sum(cell.repeated for cell in row.cells) * row.repeated
    sheet.filled += filled
    if sheet.start.is_hidden or not row.cells:
        return left
    if filled > left or sheet.is_too_large:
        sheet.is_too_large = True
        sheet.rows.clear()
        return left
    for number in range(row.number, last + 1):
        sheet.rows.append((number, row.cells))
    return left - filled


def _finish(sheet: _Sheet, end: SheetEnd) -> VisibleSheet:
    name = sheet.start.name
    problems = list(end.problems)
    if sheet.start.is_hidden:
        if sheet.filled:
            words = f"sheet {name} is hidden and holds {_cells(sheet.filled)}"
            problems.append(_hidden(words, f"sheet {name}"))
        return VisibleSheet(name, problems=tuple(problems))
    if sheet.is_too_large or len(end.merges) > MOST_MERGES:
        problems.append(_too_large(name, sheet.filled))
        return VisibleSheet(name, problems=tuple(problems))
    hidden_rows, hidden_columns = hidden(sheet.hidden_rows), hidden(sheet.hidden_columns)
    cells = _merged(list(_expanded(sheet.rows)), end.merges)
    filled = joined(sheet.hidden_filled)
    problems += _hidden_places(name, cells, filled, hidden_rows.spans, hidden_columns.spans)
    shown = [cell for cell in (_seen(cell, hidden_rows, hidden_columns) for cell in cells) if cell is not None]
    kept, doubts = _without_doubts(name, shown, end.kept_back)
    comments = []
    for reference, words in end.comments:
        at = place(reference)
        seen = _seen(_Full(at[0], at[1], SheetCell(at[1], "")), hidden_rows, hidden_columns) if at else None
        if seen is not None:
            comments.append((seen[1].row, seen[1].column, f"{reference}: {words}"))

    def address_of(row: int, column: int) -> str:
        return address(hidden_rows.stored(row), hidden_columns.stored(column))

    return VisibleSheet(name, kept, tuple(comments), end.drawn, (*problems, *doubts), address_of)


@dataclass(frozen=True, slots=True)
class _Full:
    """A cell at its own address, before hidden rows and columns are taken away."""

    row: int
    column: int
    cell: SheetCell


def _expanded(rows: Sequence[tuple[int, tuple[SheetCell, ...]]]) -> Iterator[_Full]:
    for number, cells in rows:
        for cell in cells:
            for column in range(cell.column, cell.column + cell.repeated):
                yield _Full(number, column, cell)


def _merged(cells: list[_Full], merges: Sequence[Range]) -> list[_Full]:
    """The cells with the spans of merged ones, those under them marked."""
    if not merges:
        return cells
    places = {(cell.row, cell.column): index for index, cell in enumerate(cells)}
    rows = sorted({cell.row for cell in cells})
    columns = _columns(cells)
    for merge in merges:
        first, last = bisect_left(rows, merge.first_row), bisect_right(rows, merge.last_row)
        for row in rows[first:last]:
            filled = columns[row]
            for column in filled[bisect_left(filled, merge.first_column) : bisect_right(filled, merge.last_column)]:
                index = places[row, column]
                full = cells[index]
                if (row, column) == (merge.first_row, merge.first_column):
                    height, width = merge.last_row - row + 1, merge.last_column - column + 1
                    cells[index] = replace(full, cell=replace(full.cell, row_span=height, column_span=width))
                elif full.cell.text or full.cell.doubt:
                    cells[index] = replace(full, cell=replace(full.cell, doubt="covered"))
    return cells


def _columns(cells: Sequence[_Full]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for cell in cells:
        found.setdefault(cell.row, []).append(cell.column)
    for row in found.values():
        row.sort()
    return found


def _seen(full: _Full, hidden_rows: Hidden, hidden_columns: Hidden) -> tuple[_Full, Placed] | None:
    """The cell at its place among visible rows and columns. One that spans more is seen where any of it is."""
    cell = full.cell
    row, height = hidden_rows.seen(full.row, cell.row_span)
    column, width = hidden_columns.seen(full.column, cell.column_span)
    if not height or not width:
        return None
    ref = address(full.row, full.column)
    return full, Placed(row, column, ref, cell.text, cell.number, height, width, cell.is_header)


def _without_doubts(
    name: str, shown: Sequence[tuple[_Full, Placed]], ranges: Sequence[Range]
) -> tuple[tuple[Placed, ...], list[Problem]]:
    """The cells that may be taken as they stand, those in doubt without their number, and a problem for each doubt."""
    kept: list[Placed] = []
    named: dict[str, list[str]] = {}
    for full, seen in shown:
        doubt = full.cell.doubt
        if not doubt and seen.number is not None and any(_holds(one, full) for one in ranges):
            doubt = "by-rule"
        if doubt:
            named.setdefault(doubt, []).append(seen.ref)
        if doubt == "covered":
            continue
        if doubt in SHOWN_WITH:
            kept.append(replace(seen, text=f"{seen.text} {SHOWN_WITH[doubt]}", number=None))
            continue
        is_unknown = doubt == "by-rule" or (doubt and not seen.text)
        kept.append(replace(seen, text=NOT_READ, number=None) if is_unknown else seen)
    return tuple(kept), [_doubt(name, doubt, refs) for doubt, refs in named.items()]


def _holds(one: Range, full: _Full) -> bool:
    return one.first_row <= full.row <= one.last_row and one.first_column <= full.column <= one.last_column


NOT_READ = "…"  # stands where a number is that is not known or not shown: an empty cell may be a zero by its legend
SHOWN_WITH = {"struck": "(struck through)", "scaled": "(shown in thousands)"}
"""What stands behind the words of a cell that is shown so: they are not read as if it were not."""
DOUBTS = {
    "no-value": (
        "formula-without-value",
        "the formula in {refs} has no stored value, so what it would show is not known. Open the file, let it reckon, "
        "save it and put that one in its place.",
    ),
    "kept-back": (
        "hidden-content",
        "the format of {refs} keeps the stored number from view; what is shown was read, and not the number.",
    ),
    "covered": ("hidden-content", "{refs} lies under a merged cell and holds something that no one sees; not read."),
    "struck": ("struck-through", "{refs} is struck through: what stands there is not current, and was not read."),
    "scaled": (
        "number-scaled",
        "the format of {refs} shows thousands or millions of the stored number, rounded; whether a count is meant is "
        "not known, and it was not read.",
    ),
    "by-rule": (
        "hidden-content",
        "how {refs} is written depends on its number, by a rule that is not followed here; it was not read.",
    ),
}


def _doubt(name: str, doubt: str, refs: Sequence[str]) -> Problem:
    rule, words = DOUBTS[doubt]
    more = f" and {len(refs) - MOST_NAMED_CELLS:,} more" if len(refs) > MOST_NAMED_CELLS else ""
    listed = ", ".join(refs[:MOST_NAMED_CELLS]) + more
    return Problem("warning", f"sheet {name}: " + words.format(refs=listed), f"sheet {name}, {refs[0]}", rule=rule,
                   origin="source")  # fmt: skip


def _hidden_places(
    name: str, cells: Sequence[_Full], filled_rows: Spans, hidden_rows: Spans, hidden_columns: Spans
) -> Iterator[Problem]:
    in_rows, in_columns = dict.fromkeys(filled_rows, 0), dict.fromkeys(hidden_columns, 0)
    for cell in cells:
        row = run_at(cell.row, filled_rows)
        column = run_at(cell.column, hidden_columns)
        if row is not None:
            in_rows[row] += 1
        elif column is not None and run_at(cell.row, hidden_rows) is None:
            in_columns[column] += 1
    for (first, last), count in in_rows.items():
        where = f"row {first}" if first == last else f"rows {first} to {last}"
        yield _hidden(f"sheet {name}: {where} {_is(first, last)} hidden and {_holds_cells(first, last, count)}",
                      f"sheet {name}, {where}")  # fmt: skip
    for (first, last), count in in_columns.items():
        if count:
            start, stop = letters(first), letters(last)
            where = f"column {start}" if first == last else f"columns {start} to {stop}"
            yield _hidden(f"sheet {name}: {where} {_is(first, last)} hidden and {_holds_cells(first, last, count)}",
                          f"sheet {name}, {where}")  # fmt: skip


def _is(first: int, last: int) -> str:
    return "is" if first == last else "are"


def _holds_cells(first: int, last: int, count: int) -> str:
    return f"{'holds' if first == last else 'hold'} {_cells(count)}"


def _cells(count: int) -> str:
    return "1 filled cell" if count == 1 else f"{count:,} filled cells"


def _hidden(words: str, locator: str) -> Problem:
    message = f"{words}. Not read; see whether it should be public at all."
    return Problem("warning", message, locator, rule="hidden-content", origin="source")


def _too_large(name: str, filled: int) -> Problem:
    message = (
        f"sheet {name} holds {filled:,} filled cells; with the sheets before it that is more than the {MOST_CELLS:,} "
        "of one workbook that are read. Save the part that answers the request as a file of its own."
    )
    return Problem("error", message, f"sheet {name}", rule="too-large")
