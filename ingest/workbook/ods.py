"""An ODS file -> its sheets' rows as they are shown (see `rows.py`).

Protects: what is shown is what the file says is shown (its own words for each cell); a comment, a tracked change and
the copy of another document's sheet are no part of a cell. Elements are those of OpenDocument 1.3, part 3, chapter 9.
"""

from __future__ import annotations

import math
import zipfile

from ingest.model import Problem
from ingest.readers import Unreadable
from ingest.workbook.archive import LOCKED, MOST_HELD_BYTES, MOST_UNPACKED_BYTES, chunks, open_archive, whole
from ingest.workbook.markup import Attributes, walk
from ingest.workbook.numerals import general
from ingest.workbook.rows import (
    SheetCell,
    SheetColumns,
    SheetEnd,
    SheetEvent,
    SheetEvents,
    SheetRow,
    SheetStart,
    address,
)

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
NUMBERS = ("float", "percentage", "currency")
FIGURE_SPACE = "\u2007"  # stands for a digit that a format leaves out
DASHES = ("-", "–", "—")
CELLS = ("table-cell", "covered-table-cell")
# Elements inside a cell or a sheet whose words are not the cell's: comments, drawings, sheets of other documents.
APART = ("annotation", "shapes", "frame", "custom-shape", "dde-links", "tracked-changes", "g", "rect", "caption")


def read_ods(data: bytes, most_bytes: int = MOST_UNPACKED_BYTES) -> SheetEvents:
    """The sheets of the file with their rows, in its order. `most_bytes`: of its content, unpacked."""
    archive = open_archive(data)
    if MANIFEST in archive.NameToInfo and b"encryption-data" in whole(archive, MANIFEST, MOST_HELD_BYTES):
        raise Unreadable(LOCKED)
    handler = _Content()
    for _ in walk(chunks(archive, CONTENT, most_bytes), handler, CONTENT):
        if handler.events:
            yield from handler.events
            handler.events.clear()


def beside_sheets(data: bytes) -> tuple[Problem, ...]:
    """What the file holds that is on none of its sheets."""
    return _objects(open_archive(data))


def _objects(archive: zipfile.ZipFile) -> tuple[Problem, ...]:
    objects = sorted({name.partition("/")[0] for name in archive.namelist() if name.startswith("Object ")})
    if not objects:
        return ()
    words = "holds a chart or a document set into a sheet, with data of its own. It was not read."
    return (Problem("note", words, objects[0], rule="hidden-content", origin="source"),)


class _Content:
    """Takes the elements of the content as they go by, and collects sheets' beginnings, whole rows and ends."""

    def __init__(self) -> None:
        self.events: list[SheetEvent] = []
        self.hidden_styles: set[str] = set()
        self.struck_styles: set[str] = set()
        self.style = ""
        self.depth = self.table_depth = 0
        self.apart: list[str] = []
        self.pieces: list[str] = []
        self.paragraphs = 0
        self.is_paragraph = False
        self._start_sheet()

    def _start_sheet(self) -> None:
        self.row = self.next_row = 1
        self.column = 1
        self.next_column = 1
        self.hidden_columns: list[tuple[int, int]] = []
        self.comments: list[tuple[str, str]] = []
        self.drawn: list[str] = []
        self.hidden_groups: list[bool] = []
        self.cells: list[SheetCell] = []
        self.cell: Attributes = {}
        self.is_row_hidden = self.is_header = self.is_cell = self.is_struck = False
        self.row_repeated = 1

    def start(self, name: str, attributes: Attributes) -> None:
        if self.apart or name in APART:
            self._start_apart(name)
        elif name == "p" and self.is_cell:
            if self.paragraphs:
                self.pieces.append("\n")
            self.paragraphs += 1
            self.is_paragraph = True
        elif name in CELLS and self.table_depth == 1:
            self.cell, self.pieces, self.paragraphs, self.is_cell = attributes, [], 0, True
            self.is_struck = attributes.get("table:style-name", "") in self.struck_styles
        elif name == "table-row" and self.table_depth == 1:
            self._start_row(attributes)
        elif name == "table":
            self._start_table(attributes)
        elif self.is_paragraph:
            self._start_inline(name, attributes)
        elif self.table_depth == 1:
            self._start_columns(name, attributes)
        elif name == "style":
            self.style = attributes.get("style:name", "")
        elif name == "text-properties" and _is_struck(attributes):
            self.struck_styles.add(self.style)
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def _start_apart(self, name: str) -> None:
        if not self.apart:
            self.note: list[str] = []
            self.note_names: list[str] = []
        self.apart.append(name)
        if name == "p" and self.note:
            self.note.append(" ")

    def _start_table(self, attributes: Attributes) -> None:
        self.table_depth += 1
        if self.table_depth == 1:
            self._start_sheet()
            is_hidden = attributes.get("table:style-name", "") in self.hidden_styles
            self.events.append(SheetStart(attributes.get("table:name", ""), is_hidden))

    def _start_row(self, attributes: Attributes) -> None:
        if self.next_row == 1 and self.hidden_columns:
            self.events.append(SheetColumns(tuple(self.hidden_columns)))
        self.row = self.next_row
        self.row_repeated = _count(attributes.get("table:number-rows-repeated"))
        self.next_row = self.row + self.row_repeated
        self.column, self.cells = 1, []
        self.is_row_hidden = _is_hidden(attributes) or any(self.hidden_groups)

    def _start_inline(self, name: str, attributes: Attributes) -> None:
        if name == "s":
            self.pieces.append(" " * min(_count(attributes.get("text:c")), 1000))
        elif name == "tab":
            self.pieces.append("\t")
        elif name == "line-break":
            self.pieces.append("\n")
        elif name == "span":
            self.is_struck = self.is_struck or attributes.get("text:style-name", "") in self.struck_styles

    def _start_columns(self, name: str, attributes: Attributes) -> None:
        if name == "table-column":
            first = self.next_column
            self.next_column += _count(attributes.get("table:number-columns-repeated"))
            if _is_hidden(attributes) or any(self.hidden_groups):
                self.hidden_columns.append((first, self.next_column - 1))
        elif name in ("table-row-group", "table-column-group"):
            self.hidden_groups.append(attributes.get("table:display") == "false")
        elif name == "table-header-rows":
            self.is_header = True

    def end(self, name: str) -> None:
        if self.apart:
            self.apart.pop()
            if not self.apart:
                self._end_apart(name)
        elif name == "p" and self.is_cell:
            self.is_paragraph = False
        elif name in CELLS and self.table_depth == 1:
            self._end_cell(name)
        elif name == "table-row" and self.table_depth == 1:
            if (self.cells or self.is_row_hidden) and self.row <= LAST_ROW:
                repeated = min(self.row_repeated, LAST_ROW - self.row + 1)
                self.events.append(SheetRow(self.row, tuple(self.cells), self.is_row_hidden, repeated))
        elif name == "table":
            self.table_depth -= 1
            if not self.table_depth:
                self.events.append(SheetEnd(comments=tuple(self.comments), drawn=tuple(self.drawn)))
        elif self.table_depth == 1:
            self._end_columns(name)

    def _end_columns(self, name: str) -> None:
        if name in ("table-row-group", "table-column-group") and self.hidden_groups:
            self.hidden_groups.pop()
        elif name == "table-header-rows":
            self.is_header = False

    def _end_apart(self, name: str) -> None:
        text = " ".join("".join(self.note).split())
        if not text or not self.table_depth:
            return
        if name == "annotation":
            self.comments.append((address(self.row, self.column), text))
        elif name != "tracked-changes":
            self.drawn.append(text)

    def words(self, text: str) -> None:
        if self.apart:
            if "p" in self.apart:  # and not the comment's author and date, which stand beside its paragraphs
                self.note.append(text)
        elif self.is_paragraph:
            self.pieces.append(text)

    def _end_cell(self, name: str) -> None:
        repeated = _count(self.cell.get("table:number-columns-repeated"))
        self.is_cell = self.is_paragraph = False
        if self.column <= LAST_COLUMN:
            found = _cell(self.cell, "".join(self.pieces).strip(), self.paragraphs > 0)
            if found is not None:
                text, number, doubt = found
                doubt = doubt or ("struck" if self.is_struck and text else "")
                self.cells.append(
                    SheetCell(
                        self.column,
                        text,
                        number,
                        doubt or ("covered" if name == "covered-table-cell" else ""),
                        _count(self.cell.get("table:number-rows-spanned")),
                        _count(self.cell.get("table:number-columns-spanned")),
                        min(repeated, LAST_COLUMN - self.column + 1),
                        self.is_header or None,
                    )
                )
        self.column += repeated


def _cell(attributes: Attributes, text: str, has_words: bool) -> tuple[str, float | None, str] | None:
    """What a cell shows, its number and its doubt; None for one that holds nothing. Not shown and yet there: a number
    whose own words hold no digit of it, and a formula without a result."""
    kind = attributes.get("office:value-type") or attributes.get("calcext:value-type") or ""
    stored = attributes.get("office:value")
    if not kind and not text:
        return ("", None, "no-value") if "table:formula" in attributes else None
    if kind not in NUMBERS:
        shown = text or attributes.get("office:string-value", "") if kind == "string" or text else _other(attributes)
        if shown:
            return shown, None, ""
        return ("", None, "no-value") if "table:formula" in attributes and kind != "string" else None
    try:
        number = float(stored or "")
    except ValueError:
        return (text, None, "" if text else "no-value")
    if not math.isfinite(number):
        return text or str(stored), None, ""
    if not text:
        # A writer that gives no words leaves the showing to whoever opens the file; words that are empty hide a number.
        return ("", None, "kept-back") if has_words else (general(number), number, "")
    text = text.replace(FIGURE_SPACE, "")
    # A dash for nothing is an accountant's zero; any other mark may stand for a count that is not to be seen.
    is_shown = any(character.isdigit() for character in text) or (not number and text in DASHES)
    return text, number if is_shown else None, "" if is_shown else "kept-back"


def _other(attributes: Attributes) -> str:
    """The value of a date, a time or a truth whose words are not in the file."""
    values = (attributes.get(f"office:{name}-value", "") for name in ("date", "time", "boolean"))
    return next((value for value in values if value), "")


def _is_struck(attributes: Attributes) -> bool:
    names = ("style:text-line-through-style", "style:text-line-through-type")
    return any(attributes.get(name, "none") != "none" for name in names)


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("table:visibility", "visible") in ("collapse", "filter")


def _count(text: str | None) -> int:
    """A repetition or a span: 1 where none is printed."""
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
