"""Where a figure or an answer stands, as the warehouse has it -> its document's bytes, if they are here and still the
same, and the place in them.

The locators are those of the contract: "line 316", "lines 3-5", "page 2, line 4", "page 2, table 1, row 3, column
2019/20", "sheet Arrests, B7", "table 1, row 2, column 2019"; and "page 2, lines 40-41; page 3, line 1" for what goes on
overleaf.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingest.model import BBox, Blocks
from ingest.places import BETWEEN_PAGES, ON_TO_PAGE
from ingest.readers.opened import INSIDE, bytes_inside, read_blocks

CHANGED = (
    "The document that is here now is not the one that was read: its content has changed since. Build the warehouse "
    "again, and its figures are those of the new one."
)
NOT_HERE = (
    "The document is not on this copy. Originals name people, so they stay with whoever fetched them and are not "
    "published with the project."
)


class NotHere(Exception):
    """A document that can't be shown, with the reason in words for a reader."""


def document_bytes(raws: Sequence[Path], document: str, sha256: str, outer_sha256: str) -> bytes:
    """The document's bytes. `document`: its path as the warehouse has it, relative to a raw folder; one inside another
    has both names. `sha256`: of the document itself; `outer_sha256`: of the file that holds it, the same where it is a
    file. Raises NotHere."""
    outer, _, _ = document.partition(INSIDE)
    files = [file for raw in raws for file in _candidates(raw / outer)]
    found = next((data for file in files if (data := _read_if(file, outer_sha256)) is not None), None)
    if found is None:
        raise NotHere(CHANGED if any(raw.joinpath(outer).is_file() for raw in raws) else NOT_HERE)
    inner = bytes_inside(found, outer, document)
    if inner is None or hashlib.sha256(inner).hexdigest() != sha256:
        raise NotHere(CHANGED)
    return inner


@lru_cache(maxsize=8)
def read_again(data: bytes, name: str) -> Blocks:
    """What stands in a document, kept for its next figure. Raises Unreadable."""
    return read_blocks(data, name)


def _candidates(path: Path) -> Iterable[Path]:
    """The file of this name, and then its neighbours: one whose own name names a person has another in the
    warehouse."""
    if path.is_file():
        yield path
    if path.parent.is_dir():
        yield from sorted(one for one in path.parent.rglob("*") if one.is_file() and one != path)


def _read_if(file: Path, sha256: str) -> bytes | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


LINES = re.compile(r"(?:page (?P<page>\d+), )?lines? (?P<first>\d+)(?:-(?P<last>\d+))?")
CELL = re.compile(
    r"(?:page (?P<page>\d+), )?table (?P<table>\d+)(?:, row (?P<row>\d+), column (?P<column>.+))?", re.DOTALL
)
SHEET = re.compile(r"sheet (?P<sheet>.+?)(?:, (?P<ref>[A-Z]{1,3}\d+))?", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """`locator` as stored; `page` and `bbox` of a document of pages, else None. `printed`: the value or the words that
    stand there. `on_lines`: the first and last line of a cell whose table is made of the text's own lines."""

    locator: str
    page: int | None = None
    bbox: BBox | None = None
    printed: str = ""
    on_lines: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[int, int] | None:
        """The first and last line, both included; of the page where it has pages."""
        found = LINES.fullmatch(self.locator)
        if found is None:
            return self.on_lines if self.page is None else None
        return (int(found["first"]), int(found["last"] or found["first"]))

    @property
    def parts(self) -> tuple[Place, ...]:
        """The place's part on each page that it names, without boxes, of lines that stand on more than one; else
        itself."""
        named = [part for part in self.locator.split(BETWEEN_PAGES) if not part.startswith(ON_TO_PAGE)]
        found = [LINES.fullmatch(part) for part in named]
        pages = [int(one["page"]) for one in found if one and one["page"]]
        if len(pages) < len(found) or pages == [self.page]:
            return (self,)
        texts = [one[0] for one in found if one]
        return tuple(replace(self, locator=text, page=page, bbox=None) for text, page in zip(texts, pages, strict=True))

    @property
    def cell(self) -> tuple[int, int | None, str | None] | None:
        """The table's number, and the row and the column's heading of one cell of it."""
        found = CELL.fullmatch(self.locator)
        return (int(found["table"]), int(found["row"]) if found["row"] else None, found["column"]) if found else None

    @property
    def sheet(self) -> tuple[str, str | None] | None:
        """The sheet's name and the cell's address."""
        found = SHEET.fullmatch(self.locator)
        return (found["sheet"], found["ref"]) if found else None


def only_place(words: Sequence[str], printed: str) -> range | None:
    """Which of the words are what is printed, where they stand there once and other words beside them; else None: then
    nothing tells which of two equal numbers is meant."""
    wanted = [_bare(word) for word in printed.split()]
    there = [_bare(word) for word in words]
    size = len(wanted)
    found = [n for n in range(len(there) - size + 1) if there[n : n + size] == wanted] if size else []
    return range(found[0], found[0] + size) if len(found) == 1 and size < len(there) else None


def _bare(word: str) -> str:
    return word.strip(".,;:|")
