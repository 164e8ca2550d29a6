"""What stands on one page, as plain values that can pass between processes: words, rules, tables, lines.

All places are points from the top left of the page as it is displayed, whatever its /Rotate or crop box say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ingest.model import BBox, GridCell, Problem


@dataclass(frozen=True)
class Word:
    """Characters that belong together. `direction`: in degrees against the clock, 0 for upright text, 90 for text that
    is read upwards. `is_raised`: a small mark set above the line behind another word, as a footnote's number is.
    `confidence`: how sure the OCR engine is of it, 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    direction: int = 0
    is_raised: bool = False
    confidence: float = 1.0

    @property
    def bbox(self) -> BBox:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rule:
    """A drawn line, or one side of a box. `is_across`: from left to right, at `at` points from the top; else from top
    to bottom, from the left. `is_shade`: of a coloured area, which parts rows at best and draws no cell."""

    is_across: bool
    at: float
    start: float
    end: float
    is_shade: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of text outside tables. `size`, `foot`: of its longest word, so that no bullet or mark moves them."""

    text: str
    bbox: BBox
    size: float
    foot: float
    page: int


@dataclass(frozen=True)
class PageTable:
    """One table on one page. `edges`: the columns' borders from left to right. `is_open_above`, `is_open_below`: the
    rules go on beyond its first or last row, so that a row there may be the part of a row on another page."""

    page: int
    bbox: BBox
    rows: int
    edges: tuple[float, ...]
    cells: tuple[GridCell, ...]
    is_ruled: bool
    is_open_above: bool = False
    is_open_below: bool = False

    @property
    def columns(self) -> int:
        return len(self.edges) - 1

    @property
    def texts(self) -> list[list[str]]:
        """The cells' texts row by row, "" where a merged cell goes on."""
        return texts_of(self.cells, self.rows, self.columns)


def texts_of(cells: Iterable[GridCell], rows: int, columns: int) -> list[list[str]]:
    """The texts of cells in their rows and columns."""
    texts = [[""] * columns for _ in range(rows)]
    for cell in cells:
        texts[cell.row - 1][cell.column - 1] = cell.text
    return texts


Item = TextLine | PageTable  # what follows each other on a page


@dataclass(frozen=True)
class PageReading:
    """What one page holds. `is_scan`: pictures and no characters. `footers`: lines at the foot of several pages, no
    part of what is said. `recognised`: what else the recognition of a scan knows."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    tables: tuple[PageTable, ...] = ()
    is_scan: bool = False
    footers: tuple[TextLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    recognised: Any = None


def around(boxes: Iterable[BBox]) -> BBox:
    """The smallest box that holds all of these (at least one)."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def overlap(start: float, end: float, other_start: float, other_end: float) -> float:
    """The length that two stretches share, 0 where they are apart."""
    return max(0.0, min(end, other_end) - max(start, other_start))


def holds(region: BBox, box: BBox) -> bool:
    """Whether the middle of a box stands in a region."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


def is_in(word: Word, box: BBox) -> bool:
    """Whether a word's middle stands in a box."""
    return holds(box, word.bbox)
