"""The sheets of a workbook as a format gives them -> what a person sees of each, and a problem for all that is hidden.

`excel.py` and `ods.py` give Sheets: rows from the top, without those that hold nothing; numbers start at 1.

Protects: hidden rows, columns, sheets and cells under a merged one give nothing but a problem that names their place.
What was hidden may be a mistake of the publisher, so its words and numbers are not repeated in the problem.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import GridCell, Problem, Unreadable, refusal

MOST_CELLS = 250_000  # of one workbook: 150 MB as cells of grids; larger tables are read row by row
MOST_MERGES = 50_000
MOST_NAMED_CELLS = 12  # in one problem
MOST_PARTS = 20_000  # a workbook with a chart on each of hundreds of sheets has a few thousand
MOST_UNPACKED_BYTES = 4 << 30  # the largest official table known unpacks to 0.6 GB; it is read as it unpacks
MOST_HELD_BYTES = 128 << 20  # of a part that is held as a whole: shared strings, styles
ENCRYPTED_FLAG = 0x1

Area = tuple[int, int, int, int]  # first and last row, first and last column of a rectangle of cells


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell that holds something. `text`: what is shown. `number`: the stored number, None for a text, a date, or a
    number that the cell's format keeps from view. `repeated`: how many columns it stands in, one after another.
    `doubt`: why it shows nothing, or not what it holds: "" or a name of problems.toml without its "cell-"."""

    column: int
    text: str
    number: float | None = None
    doubt: str = ""
    row_span: int = 1
    column_span: int = 1
    repeated: int = 1
    is_header: bool | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds something or is hidden. `repeated`: in how many rows, one below the other, the same stands."""

    number: int
    cells: tuple[SheetCell, ...]
    is_hidden: bool = False
    repeated: int = 1


@dataclass
class Sheet:
    """A sheet whose rows are still to come. `hidden_columns` is filled by the first row; `merges`, `commented` (the
    addresses of cells with a comment), `unclear` (areas whose look depends on a rule that is not followed here),
    `has_boxes` (of words, over the cells) and `problems` by the last."""

    name: str
    is_hidden: bool
    rows: Iterator[SheetRow] = field(default_factory=lambda: iter(()))
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)
    unclear: list[Area] = field(default_factory=list)
    has_boxes: bool = False
    problems: list[Problem] = field(default_factory=list)


Sheets = Iterator[Sheet]


def address(row: int, column: int) -> str:
    """A cell's address, B7."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # here, for what reads no workbook has no use for it

    return str(xl_rowcol_to_cell(row - 1, column - 1))


def open_archive(data: bytes, most_bytes: int = MOST_UNPACKED_BYTES) -> zipfile.ZipFile:
    """The ZIP that a workbook is. Raises Unreadable where it is damaged or locked, and where by the sizes that it
    declares it is made to fill a disk: a sheet over `most_bytes`, or another part over MOST_HELD_BYTES."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError, EOFError) as error:
        reason = str(error) or "its list of parts can't be read"
        raise Unreadable(refusal("workbook-damaged", reason=reason)) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        raise Unreadable(refusal("workbook-too-large", size=unpacked, parts=len(parts)))
    for part in parts:
        most = most_bytes if "sheets/" in part.filename or part.filename == "content.xml" else MOST_HELD_BYTES
        if part.file_size > most and part.filename.endswith((".xml", ".rels")):
            raise Unreadable(refusal("part-too-large", part=part.filename, size=part.file_size, most=most))
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise Unreadable(refusal("workbook-locked"))
    return archive


def words_cell(column: int, held: str, is_from_view: bool, is_struck: bool) -> SheetCell | None:
    """The cell of a text; None for one that is blank. `is_from_view`: its format shows nothing of it."""
    text = held.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text or is_from_view:
        return SheetCell(column, "", doubt="kept-back") if text else None
    return SheetCell(column, text, doubt="struck" if is_struck else "")


@dataclass(frozen=True)
class VisibleSheet:
    """`cells`: those that hold anything, by place among the visible rows and columns. `rows`, `columns`: the places in
    the file of those that are visible, 0 before them so that they count from 1."""

    name: str
    cells: tuple[GridCell, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: Sequence[int] = (0,)
    columns: Sequence[int] = (0,)


def visible_sheets(sheets: Iterable[Sheet]) -> Iterator[VisibleSheet]:
    """Each sheet of a workbook with what a person sees of it."""
    left = MOST_CELLS
    for sheet in sheets:
        rows: list[SheetRow] = []
        hidden_rows: list[tuple[int, int]] = []
        filled = 0
        for row in sheet.rows:
            if row.is_hidden:
                hidden_rows.append((row.number, row.number + row.repeated - 1))
            filled += sum(cell.repeated for cell in row.cells) * row.repeated
            if row.cells and not sheet.is_hidden and filled <= left:
                rows.append(row)
        if sheet.is_hidden:
            hidden = Problem.of("sheet-hidden", f"sheet {sheet.name}", sheet=sheet.name, filled=filled)
            yield VisibleSheet(sheet.name, problems=(*sheet.problems, hidden) if filled else tuple(sheet.problems))
        elif filled > left or len(sheet.merges) > MOST_MERGES:
            held = {"sheet": sheet.name, "filled": filled, "most": MOST_CELLS}
            large = Problem.of("too-large", f"sheet {sheet.name}", **held)
            yield VisibleSheet(sheet.name, problems=(*sheet.problems, large))
        else:
            left -= filled
            yield _seen(sheet, rows, hidden_rows)


def _seen(sheet: Sheet, filled_rows: Sequence[SheetRow], hidden_rows: Sequence[tuple[int, int]]) -> VisibleSheet:
    cells = {
        (number, column): cell
        for row in filled_rows
        for number in range(row.number, row.number + row.repeated)
        for cell in row.cells
        for column in range(cell.column, cell.column + cell.repeated)
    }
    _merge(cells, sheet.merges)
    rows = _visible(hidden_rows, max((row for row, _ in cells), default=0))
    columns = _visible(sheet.hidden_columns, max((column for _, column in cells), default=0))
    shown: list[GridCell] = []
    doubtful: dict[str, list[str]] = {"hidden": [], "commented": list(dict.fromkeys(sheet.commented))}
    for (row, column), cell in cells.items():
        at_row, height = _seen_at(rows, row, cell.row_span)
        at_column, width = _seen_at(columns, column, cell.column_span)
        doubt, ref = cell.doubt if height and width else "hidden", address(row, column)
        areas = sheet.unclear if not doubt and cell.number is not None else ()
        if any(top <= row <= bottom and left <= column <= right for top, bottom, left, right in areas):
            doubt = "by-rule"
        if doubt:
            doubtful.setdefault(doubt, []).append(ref)
        if doubt in NOT_SHOWN:
            continue
        text, number = cell.text, cell.number
        if doubt in SHOWN_WITH:
            text, number = f"{text} {SHOWN_WITH[doubt]}", None
        elif doubt == "by-rule" or (doubt and not text):
            text, number = NOT_READ, None
        shown.append(GridCell(at_row, at_column, text, height, width, ref=ref, is_header=cell.is_header, number=number))
    problems = [*sheet.problems, *(_doubt(sheet.name, doubt, refs) for doubt, refs in doubtful.items() if refs)]
    if sheet.has_boxes:
        problems.append(Problem.of("words-not-read", f"sheet {sheet.name}", sheet=sheet.name))
    return VisibleSheet(sheet.name, tuple(shown), tuple(problems), rows, columns)


def _visible(hidden: Iterable[tuple[int, int]], last: int) -> list[int]:
    gone = {at for first, end in hidden for at in range(first, min(end, last) + 1)}
    return [at for at in range(last + 1) if at not in gone]


def _seen_at(visible: Sequence[int], at: int, span: int = 1) -> tuple[int, int]:
    """The first visible place of a span among the visible ones, and how many of its places are visible."""
    first = bisect_left(visible, at)
    return first, bisect_right(visible, at + span - 1) - first


def _merge(cells: dict[tuple[int, int], SheetCell], merges: Sequence[Area]) -> None:
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(cells) if merges else ():
        by_row.setdefault(row, []).append(column)
    rows = list(by_row)
    for top, bottom, left, right in merges:
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            columns = by_row[row]
            for column in columns[bisect_left(columns, left) : bisect_right(columns, right)]:
                cell = cells[row, column]
                if (row, column) == (top, left):
                    cells[row, column] = replace(cell, row_span=bottom - top + 1, column_span=right - left + 1)
                elif cell.text or cell.doubt:
                    cells[row, column] = replace(cell, doubt="covered")


NOT_READ = "…"  # stands where a number is that is not known or not shown: an empty cell may be a zero by its legend
SHOWN_WITH = {"struck": "(struck through)", "scaled": "(shown in thousands)"}
"""What is put after the words of a cell that is shown so, lest they are read as an ordinary number."""
NOT_SHOWN = ("hidden", "covered")


def _doubt(name: str, doubt: str, refs: Sequence[str]) -> Problem:
    more = f" and {len(refs) - MOST_NAMED_CELLS:,} more" if len(refs) > MOST_NAMED_CELLS else ""
    listed = ", ".join(refs[:MOST_NAMED_CELLS]) + more
    return Problem.of(f"cell-{doubt}", f"sheet {name}, {refs[0]}", sheet=name, times="", cells=listed)


Value = str | float | None


def sheet_rows(sheets: Iterable[Sheet], problems: list[Problem]) -> Iterator[tuple[str, int, tuple[Value, ...]]]:
    """The rows of all visible sheets one after another, for a table too long to be held: each with its sheet's name,
    its number there, and from column A a number as stored, a date and a text as shown, None for a blank and for what
    is hidden or not to be read. How much of that there was goes into `problems` at a sheet's end."""
    for sheet in sheets:
        left_out: Counter[str] = Counter()
        hidden_columns: set[int] | None = None
        for row in sheet.rows:
            if sheet.is_hidden:
                continue
            if row.is_hidden:
                left_out["hidden"] += row.repeated * bool(row.cells)
                continue
            if hidden_columns is None:
                hidden_columns = {at for first, last in sheet.hidden_columns for at in range(first, last + 1)}
            values: list[Value] = []
            for cell in row.cells:
                values += [None] * (cell.column - 1 - len(values))
                doubt = "hidden" if cell.column in hidden_columns else cell.doubt
                left_out[doubt] += 1
                value = cell.number if cell.number is not None else cell.text or None
                values += [None if doubt in (*NOT_SHOWN, *SHOWN_WITH) else value] * cell.repeated
            for number in range(row.number, row.number + row.repeated):
                yield sheet.name, number, tuple(values)
        for reason, count in left_out.items():
            if reason and count:
                said = {"sheet": sheet.name, "times": f", {count:,} times", "cells": "a cell"}
                problems.append(Problem.of(f"cell-{reason}", f"sheet {sheet.name}", **said))
        if not sheet.is_hidden:
            problems += sheet.problems
