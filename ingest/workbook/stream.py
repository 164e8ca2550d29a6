"""A workbook's sheet -> its rows one after another, for a table too long to be held (official statistics).

Protects: the same as the reader does. What is hidden, kept from view or not reckoned is None here and told in
`problems`; no more of the file is held than a few rows and its list of texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Problem
from ingest.readers import Unreadable, workbook
from ingest.workbook.rows import SheetCell, SheetColumns, SheetEnd, SheetEvents, SheetRow, SheetStart
from ingest.workbook.runs import Spans, joined, run_at

Value = str | float | None
Values = tuple[Value, ...]

HIDDEN = "a hidden row or column"
DOUBTS = {
    "no-value": "a formula without a stored value",
    "kept-back": "a format that keeps the number from view",
    "covered": "a cell under a merged one",
    "struck": "a cell that is struck through",
    "scaled": "a format that shows thousands",
}
NEVER_READ = ("covered", "struck", "scaled")


def sheet_names(data: bytes, name: str = "") -> tuple[tuple[str, bool], ...]:
    """The sheets in the workbook's order, each with whether it is hidden. For an ODS the whole file is gone through."""
    if workbook.kind_of(data, name) == "xlsx":
        from ingest.workbook.archive import open_archive
        from ingest.workbook.xlsx_parts import read_book

        return tuple((sheet.name, sheet.is_hidden) for sheet in read_book(open_archive(data)).sheets)
    starts = (event for event in workbook.events(data, name) if isinstance(event, SheetStart))
    return tuple((start.name, start.is_hidden) for start in starts)


def iter_rows(data: bytes, sheet: str, problems: list[Problem] | None = None) -> Iterator[Values]:
    """The rows of one sheet that hold anything, each from column A to its last filled one: a number as stored, a date
    and a text as shown, None for a blank. Into `problems` goes what was left out, once the rows are over. Raises
    Unreadable where the sheet is not there, and where the file is damaged, perhaps after the first rows."""
    return (values for _, values in iter_numbered_rows(data, sheet, problems))


def iter_numbered_rows(data: bytes, sheet: str, problems: list[Problem] | None = None) -> Iterator[tuple[int, Values]]:
    """The rows of one sheet, as `iter_rows` gives them, each with its number in the sheet."""
    is_found = False
    for _, number, values in _rows(workbook.events(data, "", only=sheet), problems, only=sheet):
        is_found = True
        yield number, values
    if not is_found and sheet not in (name for name, _ in sheet_names(data)):
        raise Unreadable(f"has no sheet {sheet!r}. It has: {', '.join(name for name, _ in sheet_names(data))}.")


def iter_all_rows(data: bytes, problems: list[Problem] | None = None) -> Iterator[tuple[str, int, Values]]:
    """The rows of all visible sheets in one pass, each with its sheet's name and its number there: an ODS is gone
    through once, and not once for each sheet."""
    return _rows(workbook.events(data, ""), problems)


def _rows(
    events: SheetEvents, problems: list[Problem] | None, only: str | None = None
) -> Iterator[tuple[str, int, Values]]:
    name, is_wanted, columns = "", False, Spans()
    left_out: dict[str, int] = {}
    for event in events:
        if isinstance(event, SheetStart):
            name, columns, left_out = event.name, (), {}
            is_wanted = only == name if only is not None else not event.is_hidden
        elif isinstance(event, SheetColumns):
            columns = joined(event.hidden)
        elif isinstance(event, SheetRow) and is_wanted:
            if event.is_hidden:
                if event.cells:
                    left_out[HIDDEN] = left_out.get(HIDDEN, 0) + event.repeated
                continue
            values = _values(event.cells, columns, left_out)
            for number in range(event.number, event.number + event.repeated):
                yield name, number, values
        elif isinstance(event, SheetEnd) and is_wanted and problems is not None:
            problems += [_left_out(name, reason, count) for reason, count in left_out.items()]
            problems += event.problems


def _values(cells: tuple[SheetCell, ...], columns: Spans, left_out: dict[str, int]) -> Values:
    values: list[Value] = []
    for cell in cells:
        values += [None] * (cell.column - 1 - len(values))
        if columns and run_at(cell.column, columns) is not None:
            left_out[HIDDEN] = left_out.get(HIDDEN, 0) + 1
            values.append(None)
            continue
        if cell.doubt:
            reason = DOUBTS[cell.doubt]
            left_out[reason] = left_out.get(reason, 0) + 1
        is_read = cell.doubt not in NEVER_READ
        value = (cell.text or None if cell.number is None else cell.number) if is_read else None
        values += [value] * cell.repeated
    return tuple(values)


def _left_out(sheet: str, reason: str, count: int) -> Problem:
    message = f"sheet {sheet}: {count:,} times something was left out because of {reason}."
    rule = "formula-without-value" if reason == DOUBTS["no-value"] else "hidden-content"
    return Problem("warning", message, f"sheet {sheet}", rule=rule, origin="source")
