"""An XLSX file -> its sheets' rows as they are shown (see `rows.py`).

Protects: a formula without a stored value shows nothing, and never 0; a number that a format keeps from view stays
there; a cell's place is the address that it is stored under.
"""

from __future__ import annotations

import math
import zipfile

from ingest.model import Problem
from ingest.readers import Unreadable
from ingest.workbook.archive import MOST_HELD_BYTES, MOST_UNPACKED_BYTES, chunks, open_archive
from ingest.workbook.markup import Attributes, is_true, read_through, walk
from ingest.workbook.number_format import GENERAL, shower, text_shower
from ingest.workbook.rows import (
    Range,
    SheetCell,
    SheetColumns,
    SheetEnd,
    SheetEvents,
    SheetRow,
    SheetStart,
    area,
    place,
)
from ingest.workbook.xlsx_parts import WORKSHEET, Book, SheetPart, carried_along, read_book, relations, unescaped

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


def read_xlsx(data: bytes, most_bytes: int = MOST_UNPACKED_BYTES, only: str | None = None) -> SheetEvents:
    """The sheets of the file with their rows, in its order. `most_bytes`: of one sheet, unpacked. `only`: the name of
    the one sheet that is wanted."""
    archive = open_archive(data)
    book = read_book(archive)
    for sheet in book.sheets:
        if only not in (None, sheet.name):
            continue
        yield SheetStart(sheet.name, sheet.is_hidden)
        if sheet.kind == WORKSHEET:
            yield from _sheet(archive, book, sheet, most_bytes)
        else:
            words = f"sheet {sheet.name} is a {sheet.kind} and has no cells; what it shows was not read."
            yield SheetEnd(problems=(Problem("note", words, f"sheet {sheet.name}", rule="sheet-without-cells"),))


def beside_sheets(data: bytes) -> tuple[Problem, ...]:
    """What the file holds that is on none of its sheets."""
    return carried_along(open_archive(data))


def _sheet(archive: zipfile.ZipFile, book: Book, sheet: SheetPart, most_bytes: int) -> SheetEvents:
    handler = _Sheet(book)
    for _ in walk(chunks(archive, sheet.target, most_bytes), handler, sheet.target):
        if handler.rows:
            yield from handler.rows
            handler.rows.clear()
    comments: list[tuple[str, str]] = []
    drawn: list[str] = []
    for link in relations(archive, sheet.target).values():
        if link.is_external or link.target not in archive.NameToInfo:
            continue
        if link.kind in ("comments", "threadedComment"):
            comments += _comments(archive, link.target)
        elif link.kind == "drawing":
            drawn += _drawn(archive, link.target)
    yield SheetEnd(
        tuple(handler.merges),
        tuple(dict.fromkeys(comments)),
        tuple(handler.kept_back),
        tuple(drawn),
    )


class _Sheet:
    """Takes the elements of one sheet as they go by, and collects the rows that are whole."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.shows = [shower(code, book.is_1904) for code in book.formats]
        self.text_shows = [text_shower(code) for code in book.formats]
        self.general = shower(GENERAL)
        self.rows: list[SheetRow | SheetColumns] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Range] = []
        self.kept_back: list[Range] = []
        self.is_zero_shown = True
        self.row = self.column = self.style = 0
        self.is_row_hidden = self.is_formula = self.is_text = self.is_sound = self.is_struck = False
        self.kind = ""
        self.cells: list[SheetCell] = []
        self.pieces: list[str] = []
        self.conditional = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self.is_sound):
            self.is_text = True
        elif name == "f":
            self.is_formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self.is_sound = True
        else:
            self._start_other(name, attributes)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        found = place(reference) if reference else None
        self.column = found[1] if found else self.column + 1
        if found and found[0] != self.row:
            raise Unreadable(f"is damaged: cell {reference} stands in row {self.row}. Open it and save it again.")
        if self.column > LAST_COLUMN:
            raise Unreadable(f"is damaged: it has a cell in column {self.column}, beyond the last that there is.")
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isascii() and style.isdigit() and len(style) < 10 else 0
        self.is_formula = False
        self.is_struck = self.style < len(self.book.struck) and self.book.struck[self.style]
        self.pieces = []

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else self.row + 1
        if not 0 < self.row <= LAST_ROW:
            raise Unreadable(f"is damaged: it has a row {self.row}, beyond the last that there is.")
        self.column = 0
        self.cells = []
        self.is_row_hidden = is_true(attributes.get("hidden")) or _is_nothing(attributes.get("ht"))

    def _start_other(self, name: str, attributes: Attributes) -> None:
        if name == "col" and (is_true(attributes.get("hidden")) or _is_nothing(attributes.get("width"))):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit() and len(last) < 10:
                self.hidden_columns.append((int(first), min(int(last), LAST_COLUMN)))
        elif name == "mergeCell":
            merge = area(attributes.get("ref", ""))
            if merge is not None:
                self.merges.append(merge)
        elif name == "sheetData" and self.hidden_columns:
            self.rows.append(SheetColumns(tuple(self.hidden_columns)))
        elif name == "sheetView" and not is_true(attributes.get("showZeros", "1")):
            self.is_zero_shown = False
        elif name == "conditionalFormatting":
            self.conditional = attributes.get("sqref", "")
        elif name == "strike":
            self.is_struck = self.is_struck or is_true(attributes.get("val", "1"))
        elif name == "cfRule":
            self._conditional(attributes.get("dxfId", ""))

    def _conditional(self, style: str) -> None:
        """A rule that changes how a number is written: what its cells show would have to be reckoned."""
        styles = self.book.differing
        if style.isascii() and style.isdigit() and len(style) < 10 and int(style) < len(styles) and styles[int(style)]:
            self.kept_back += [found for found in map(area, self.conditional.split()) if found is not None]

    def end(self, name: str) -> None:
        if name == "v" or name == "t":
            self.is_text = False
        elif name == "c":
            cell = self._cell("".join(self.pieces))
            if cell is not None:
                self.cells.append(cell)
        elif name == "row":
            if self.cells or self.is_row_hidden:
                self.rows.append(SheetRow(self.row, tuple(self.cells), self.is_row_hidden))
        elif name == "rPh":
            self.is_sound = False

    def words(self, text: str) -> None:
        if self.is_text:
            self.pieces.append(text)

    def _cell(self, stored: str) -> SheetCell | None:
        kind = self.kind
        if kind == "n":
            return self._number(stored)
        if kind == "s":
            return self._shared(stored)
        if kind in ("str", "inlineStr"):
            return self._text(unescaped(stored))
        if not stored:
            return SheetCell(self.column, "", doubt="no-value") if self.is_formula else None
        return SheetCell(self.column, BOOLEANS.get(stored, stored) if kind == "b" else stored)

    def _number(self, stored: str) -> SheetCell | None:
        if not stored:
            return SheetCell(self.column, "", doubt="no-value") if self.is_formula else None
        try:
            number = float(stored)
        except ValueError:
            return SheetCell(self.column, stored)
        if not math.isfinite(number):
            return SheetCell(self.column, stored)
        if self.is_formula and number == 0 and self.book.is_unreckoned:
            return SheetCell(self.column, "", doubt="no-value")
        if number == 0 and not self.is_zero_shown:
            return SheetCell(self.column, "", number)
        show = self.shows[self.style] if self.style < len(self.shows) else self.general
        shown = show(number)
        doubt = "kept-back" if shown.is_kept_back else "scaled" if shown.is_scaled else ""
        return SheetCell(self.column, shown.text, shown.number, doubt or ("struck" if self.is_struck else ""))

    def _shared(self, stored: str) -> SheetCell | None:
        strings = self.book.strings
        if not (stored.isascii() and stored.isdigit() and len(stored) < 10) or int(stored) >= len(strings):
            raise Unreadable(
                f"is damaged: its cell in row {self.row}, column {self.column} refers to text {stored!r}, which is not "
                "there. Open it and save it again as XLSX."
            )
        self.is_struck = self.is_struck or int(stored) in self.book.struck_strings
        return self._text(strings[int(stored)])

    def _text(self, text: str) -> SheetCell | None:
        show = self.text_shows[self.style] if self.style < len(self.text_shows) else None
        shown = (show(text) if show else text).replace("\r\n", "\n").replace("\r", "\n").strip()
        if shown or self.is_formula:
            return SheetCell(self.column, shown, doubt="struck" if self.is_struck and shown else "")
        return SheetCell(self.column, "", doubt="kept-back") if text.strip() else None


def _is_nothing(size: str | None) -> bool:
    """Whether a width or height is printed, and is nothing."""
    if size is None:
        return False
    try:
        return float(size) == 0
    except ValueError:
        return False


class _Comments:
    """The words of a sheet's comments. Who wrote one is dropped, and so is the name that programs put before it; a
    comment that only repeats one of a thread (its author is a key, tc=…) is left to the thread's own part."""

    def __init__(self) -> None:
        self.reference, self.author, self.pieces = "", "", list[str]()
        self.authors: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.inside = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("comment", "threadedComment"):
            number = attributes.get("authorId", "")
            known = number.isascii() and number.isdigit() and len(number) < 10 and int(number) < len(self.authors)
            self.author = self.authors[int(number)] if known else ""
            self.reference = attributes.get("ref", "")
        if name in ("author", "comment", "threadedComment"):
            self.pieces = []
        if name in ("author", "t", "rPh", "threadedComment", "text"):
            self.inside = name

    def end(self, name: str) -> None:
        if name == "author":
            self.authors.append("".join(self.pieces).strip())
        elif name in ("comment", "threadedComment") and not self.author.startswith("tc="):
            text = " ".join(unescaped("".join(self.pieces)).split())
            if self.author and text.startswith(self.author):
                text = text[len(self.author) :].lstrip(": ")
            if text:
                self.found.append((self.reference, text))
        if name == self.inside:
            self.inside = ""

    def words(self, text: str) -> None:
        if self.inside in ("author", "t", "text"):
            self.pieces.append(text)


class _Drawing:
    """The words of boxes and shapes, a paragraph each."""

    def __init__(self) -> None:
        self.pieces, self.found, self.is_text = list[str](), list[str](), False

    def start(self, name: str, attributes: Attributes) -> None:
        self.is_text = name == "t"

    def end(self, name: str) -> None:
        self.is_text = False
        if name == "p":
            self.found.append(" ".join("".join(self.pieces).split()))
            self.pieces = []

    def words(self, text: str) -> None:
        if self.is_text:
            self.pieces.append(text)


def _comments(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    found = _Comments()
    read_through(chunks(archive, part, MOST_HELD_BYTES), found, part)
    return found.found


def _drawn(archive: zipfile.ZipFile, part: str) -> list[str]:
    found = _Drawing()
    read_through(chunks(archive, part, MOST_HELD_BYTES), found, part)
    return [text for text in found.found if text]
