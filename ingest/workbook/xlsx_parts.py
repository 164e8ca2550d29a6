"""An XLSX file's parts besides its sheets -> which sheets it has, how their cells are shown, and what it carries along.

Protects: parts are found by their relations and not by their usual names, as ECMA-376 part 2 has it.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass

from ingest.model import Problem
from ingest.readers import Unreadable
from ingest.workbook.archive import DAMAGED, MOST_HELD_BYTES, chunks
from ingest.workbook.markup import Attributes, is_true, read_through
from ingest.workbook.number_format import GENERAL, built_in

WORKSHEET = "worksheet"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_STRINGS_BYTES = MOST_HELD_BYTES


@dataclass(frozen=True)
class Relation:
    """`kind`: the last word of its type (worksheet, styles, comments); `target`: the part's name in the archive."""

    kind: str
    target: str
    is_external: bool = False


@dataclass(frozen=True)
class SheetPart:
    name: str
    is_hidden: bool
    kind: str
    target: str


@dataclass(frozen=True)
class Book:
    """What the sheets of one file have in common. `is_unreckoned`: the file asks to be reckoned when it is opened, so
    that a stored 0 of a formula is no result. `formats`: the format's code of each cell style; `differing`: of each
    conditional style, None where it changes nothing of what is read. `struck`: of each cell style whether it strikes
    its words through; `struck_strings`: the shared strings some of whose words are."""

    sheets: tuple[SheetPart, ...]
    formats: tuple[str, ...]
    differing: tuple[str | None, ...]
    strings: tuple[str, ...]
    is_1904: bool
    is_unreckoned: bool
    struck: tuple[bool, ...] = ()
    struck_strings: frozenset[int] = frozenset()


def read_book(archive: zipfile.ZipFile) -> Book:
    """The workbook, its styles and shared strings. Raises Unreadable where they are missing or damaged."""
    main = next((link.target for link in relations(archive, "").values() if link.kind == "officeDocument"), None)
    if main is None:
        raise Unreadable(DAMAGED.format(reason="it names no workbook among its parts"))
    if main.endswith(".bin"):
        raise Unreadable("is a binary workbook (XLSB), which is not read. Open it and save it as XLSX.")
    links = relations(archive, main)
    workbook = _Workbook()
    read_through(chunks(archive, main, MOST_HELD_BYTES), workbook, main)
    sheets = []
    for name, state, key in workbook.sheets:
        link = links.get(key or "")
        if link is None:
            raise Unreadable(DAMAGED.format(reason=f"sheet {name!r} has no part"))
        sheets.append(SheetPart(name, state in ("hidden", "veryHidden"), link.kind, link.target))
    styles = _Styles()
    strings = _Strings()
    for link in links.values():
        if link.kind == "styles" and link.target in archive.NameToInfo:
            read_through(chunks(archive, link.target, MOST_HELD_BYTES), styles, link.target)
        elif link.kind == "sharedStrings" and link.target in archive.NameToInfo:
            read_through(chunks(archive, link.target, MOST_STRINGS_BYTES), strings, link.target)
    return Book(
        tuple(sheets),
        tuple(styles.format(number) for number in styles.cells),
        tuple(styles.differing),
        tuple(strings.found),
        workbook.is_1904,
        workbook.is_unreckoned,
        tuple(0 <= number < len(styles.struck) and styles.struck[number] for number in styles.fonts),
        frozenset(strings.struck),
    )


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, Relation]:
    """The relations of a part ("" for the archive's own) by their ids; none where it has no list of them."""
    folder, _, name = part.rpartition("/")
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.NameToInfo:
        return {}
    found = _Relations(folder)
    read_through(chunks(archive, listed, MOST_HELD_BYTES), found, listed)
    return found.found


def carried_along(archive: zipfile.ZipFile) -> tuple[Problem, ...]:
    """What the file carries besides its sheets and no reader of them sees: pivot caches, other workbooks' values,
    documents set into a sheet."""
    kinds = {
        "a pivot table's cache, the rows that it was made from": re.compile(r"pivotCache/pivotCacheRecords\d*\.xml$"),
        "values copied from another workbook": re.compile(r"externalLinks/externalLink\d*\.xml$"),
        "a document set into a sheet": re.compile(r"embeddings/[^/]+$"),
        "macros": re.compile(r"vbaProject\.bin$"),
    }
    problems = []
    for words, pattern in kinds.items():
        parts = [name for name in archive.namelist() if pattern.search(name)]
        if parts:
            message = f"holds {words}, which no sheet shows. It was not read; see whether it should be public at all."
            problems.append(Problem("warning", message, parts[0], rule="hidden-content", origin="source"))
    return tuple(problems)


def unescaped(text: str) -> str:
    """A string with the characters that XML can't hold put back (_x000D_ is a line end)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder, self.found = folder, dict[str, Relation]()

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        is_external = attributes.get("TargetMode") == "External"
        if not is_external:
            joined = target[1:] if target.startswith("/") else posixpath.join(self.folder, target)
            target = posixpath.normpath(joined)
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = Relation(kind, target, is_external)

    def end(self, name: str) -> None: ...

    def words(self, text: str) -> None: ...


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str | None]] = []
        self.is_1904 = self.is_unreckoned = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), None)
            self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), key))
        elif name == "workbookPr":
            self.is_1904 = is_true(attributes.get("date1904"))
        elif name == "calcPr":
            self.is_unreckoned = is_true(attributes.get("fullCalcOnLoad"))

    def end(self, name: str) -> None: ...

    def words(self, text: str) -> None: ...


class _Styles:
    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.cells: list[int] = []
        self.differing: list[str | None] = []
        self.fonts: list[int] = []
        self.struck: list[bool] = []
        self.inside: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", GENERAL)
            if "dxf" in self.inside:
                self.differing[-1] = code
            else:
                self.codes[_number(attributes.get("numFmtId"))] = code
        elif name == "xf" and "cellXfs" in self.inside:
            self.cells.append(_number(attributes.get("numFmtId")))
            self.fonts.append(_number(attributes.get("fontId")))
        elif name == "font" and "fonts" in self.inside:
            self.struck.append(False)
        elif name == "strike" and is_true(attributes.get("val", "1")):
            if "dxf" in self.inside:
                self.differing[-1] = self.differing[-1] or name
            elif self.struck and "fonts" in self.inside:
                self.struck[-1] = True
        elif name == "dxf":
            self.differing.append(None)
        self.inside.append(name)

    def end(self, name: str) -> None:
        self.inside.pop()

    def words(self, text: str) -> None: ...

    def format(self, number: int) -> str:
        return self.codes.get(number) or built_in(number)


class _Strings:
    """The shared strings; words to be sounded (rPh) are no part of one."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.struck: set[int] = set()
        self.is_text = self.is_sound = self.is_struck = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.pieces = []
        elif name == "r":
            self.is_struck = False
        elif name == "strike":
            self.is_struck = is_true(attributes.get("val", "1"))
        elif name == "t":
            self.is_text = not self.is_sound
        elif name == "rPh":
            self.is_sound = True

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(unescaped("".join(self.pieces)))
            self.is_struck = False
        elif name == "t":
            self.is_text = False
        elif name == "rPh":
            self.is_sound = False

    def words(self, text: str) -> None:
        if self.is_text:
            self.pieces.append(text)
            if self.is_struck and text.strip():
                self.struck.add(len(self.found))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
