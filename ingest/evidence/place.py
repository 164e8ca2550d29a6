"""Where a figure or answer stands, by the warehouse -> its document's bytes, if here and still the same, and the place.

The locators are those of the contract: "line 316", "lines 3-5", "page 2, line 4", "page 2, table 1, row 3, column
2019/20", "sheet Arrests, B7", "table 1, row 2, column 2019"; overleaf "page 2, lines 40-41; page 3, line 1".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingest.ids import BETWEEN_PAGES, ON_TO_PAGE
from ingest.model import BBox, Blocks, Unreadable, refusal
from ingest.readers.opened import INSIDE, bytes_inside, read_blocks


class NotHere(Exception):
    """A document that can't be shown, with the reason in words for a reader."""


def document_bytes(raws: Sequence[Path], document: str, sha256: str, outer_sha256: str) -> bytes:
    """The document's bytes. `document`: its path below a raw folder, as in the warehouse; one inside another has both
    names. `sha256`: its own; `outer_sha256`: of the file that holds it, or is it. Raises NotHere."""
    outer, _, _ = document.partition(INSIDE)
    named = [raw / outer for raw in raws]
    # The file of this name, then its neighbours: one named after a person has another name in the warehouse.
    files = [
        file for path in named for file in (path, *(sorted(path.parent.rglob("*")) if path.parent.is_dir() else ()))
    ]
    content = None
    for file in (file for file in files if file.is_file() and content is None):
        with suppress(OSError):
            data = file.read_bytes()
            content = data if hashlib.sha256(data).hexdigest() == outer_sha256 else None
    if content is None:
        is_here = any(raw.joinpath(outer).is_file() for raw in raws)
        raise NotHere(refusal("document-changed" if is_here else "document-not-here"))
    inner = bytes_inside(content, outer, document)
    if inner is None or hashlib.sha256(inner).hexdigest() != sha256:
        raise NotHere(refusal("document-changed"))
    return inner


@lru_cache(maxsize=8)
def read_again(data: bytes, name: str) -> Blocks:
    """The blocks of a document, remembered for its next figure. Raises NotHere."""
    try:
        return read_blocks(data, name)
    except Unreadable as error:
        raise NotHere(f"The document can't be read: {error}") from error


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
        match = LINES.fullmatch(self.locator)
        if match is None:
            return self.on_lines if self.page is None else None
        return (int(match["first"]), int(match["last"] or match["first"]))

    @property
    def parts(self) -> tuple[Place, ...]:
        """Of lines on several pages the place on each page, without a box; else the place itself."""
        named = [part for part in self.locator.split(BETWEEN_PAGES) if not part.startswith(ON_TO_PAGE)]
        matches = [LINES.fullmatch(part) for part in named]
        pages = [int(match["page"]) for match in matches if match and match["page"]]
        if len(pages) < len(matches) or pages == [self.page]:
            return (self,)
        texts = [match[0] for match in matches if match]
        return tuple(replace(self, locator=text, page=page, bbox=None) for text, page in zip(texts, pages, strict=True))

    @property
    def cell(self) -> tuple[int, int | None, str | None] | None:
        """The table's number, and of one cell the row and the column's heading."""
        match = CELL.fullmatch(self.locator)
        return (int(match["table"]), int(match["row"]) if match["row"] else None, match["column"]) if match else None

    @property
    def sheet(self) -> tuple[str, str | None] | None:
        """The sheet's name and the cell's address."""
        match = SHEET.fullmatch(self.locator)
        return (match["sheet"], match["ref"]) if match else None


def only_place(words: Sequence[str], printed: str) -> range | None:
    """The range of the words that are the print, where it stands there once and beside other words. Else None: nothing
    tells which of two equal numbers is meant."""
    wanted = [_bare(word) for word in printed.split()]
    bare = [_bare(word) for word in words]
    size = len(wanted)
    starts = [n for n in range(len(bare) - size + 1) if bare[n : n + size] == wanted] if size else []
    return range(starts[0], starts[0] + size) if len(starts) == 1 and size < len(bare) else None


def _bare(word: str) -> str:
    return word.strip(".,;:|")
