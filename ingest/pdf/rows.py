"""Lines of print -> the columns that their words stand in, and the rows that they are.

Protects: a group of words that reaches over two columns of another line makes no column and hides none; the words of a
label that goes on below or above its numbers stay one label.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ingest.model import GridCell
from ingest.pdf.layout import Word, around, overlap
from ingest.pdf.lines import cell_text, groups_of, is_number, is_period, is_value, lines_of
from ingest.pdf.settings import CELL_GAP, LEAST_STEP, NEARER, STRADDLE, TOUCH, WITHIN_CELL

Group = Sequence[Word]
Extent = tuple[float, float]


def extent_of(group: Group) -> Extent:
    """From where to where a group of words stands, in points from the left."""
    return (group[0].x0, group[-1].x1)


@dataclass(frozen=True)
class PrintLine:
    """One line of print with its groups of words from left to right. `top` and `bottom` are of its words without raised
    marks, which would move them."""

    groups: Sequence[Group]

    @cached_property
    def words(self) -> list[Word]:
        return [word for group in self.groups for word in group]

    @cached_property
    def _level(self) -> list[Word]:
        return [word for word in self.words if not word.is_raised] or self.words

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self._level)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self._level)

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def texts(self) -> list[str]:
        return [" ".join(word.text for word in group if not word.is_raised) for group in self.groups]

    @cached_property
    def is_counted(self) -> bool:
        """Whether a group behind the first is a number by its form."""
        return any(map(is_number, self.texts[1:]))

    @cached_property
    def is_of_periods(self) -> bool:
        """Whether its numbers are all years or periods."""
        return all(is_period(text) for text in self.texts[1:] if is_number(text))


def printed_lines(words: Iterable[Word]) -> list[PrintLine]:
    """The lines of upright words, from top to bottom, each parted at its wide gaps."""
    upright = [word for word in words if word.direction == 0]
    return [PrintLine(groups_of(line, CELL_GAP)) for line in lines_of(upright)]


def gap_between(above: PrintLine, below: PrintLine) -> float:
    """Between two lines, in parts of the font's size; 0 where they overlap in height."""
    return max(0.0, below.top - above.bottom) / min(above.size, below.size)


@dataclass(frozen=True)
class Columns:
    """The columns' extents from left to right, of the words that made them. The first is for labels."""

    extents: tuple[Extent, ...]

    @property
    def count(self) -> int:
        return len(self.extents)

    @cached_property
    def cuts(self) -> list[float]:
        """The middles between neighbouring columns."""
        return [(left[1] + right[0]) / 2 for left, right in pairwise(self.extents)]

    def edges(self, left: float, right: float) -> tuple[float, ...]:
        return (left, *self.cuts, right)

    def column_of(self, word: Word) -> int:
        """The column in which most of a word stands."""
        first, last = bisect_left(self.cuts, word.x0), bisect_left(self.cuts, word.x1)
        bounds = [word.x0, *self.cuts[first:last], word.x1]
        shares = [right - left for left, right in pairwise(bounds)]
        return first + shares.index(max(shares))

    def is_clear(self, word: Word) -> bool:
        """Whether a word stands in one column."""
        width = max(word.x1 - word.x0, 0.01)
        return all(
            not (word.x0 < cut < word.x1) or min(cut - word.x0, word.x1 - cut) <= STRADDLE * width for cut in self.cuts
        )

    def overlapped(self, extent: Extent) -> list[int]:
        """The columns that a stretch shares some points with."""
        return [n for n, (left, right) in enumerate(self.extents) if overlap(*extent, left, right) > TOUCH]

    def span_of(self, group: Group) -> tuple[int, int]:
        """The first and last column that a group of words covers, or the nearest one where it covers none."""
        covered = self.overlapped(extent_of(group))
        if not covered:
            middle = sum(extent_of(group)) / 2
            covered = [min(range(self.count), key=lambda n: min(abs(middle - edge) for edge in self.extents[n]))]
        return covered[0], covered[-1]


def columns_of(lines: Sequence[PrintLine]) -> Columns | None:
    """The columns in which the groups of lines stand below each other; None where there are no two."""
    extents = [[extent_of(group) for group in line.groups] for line in lines]
    merged: list[Extent] = []
    for x0, x1 in sorted(
        extent for own in extents for extent in own if not any(_reaches_over(extent, line) for line in extents)
    ):
        if merged and x0 < merged[-1][1] - TOUCH:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return Columns(tuple(merged)) if len(merged) > 1 else None


def _reaches_over(extent: Extent, line: Sequence[Extent]) -> bool:
    """Whether a group overlaps two groups of a line: a heading for both, a sentence, a long label beside its number."""
    return sum(1 for other in line if overlap(*extent, *other) > TOUCH) > 1


@dataclass
class Row:
    """Words by the column that they begin in and the number of columns that they span."""

    words: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    def add(self, words: Iterable[Word], column: int, span: int = 1) -> None:
        self.words.setdefault((column, span), []).extend(words)

    def add_line(self, line: PrintLine, columns: Columns) -> None:
        """A line's words to the columns that they stand in; words that go over columns as one are one cell over all."""
        for group in line.groups:
            low, high = columns.span_of(group)
            if len(line.groups) == 1 and low != high:
                self.add(group, low, high - low + 1)
                continue
            for word in group:
                self.add([word], low if low == high else columns.column_of(word))

    def texts(self, columns: Columns) -> list[str]:
        texts = {column: cell_text(words) for (column, _), words in self.words.items()}
        return [texts.get(column, "") for column in range(columns.count)]

    def cells(self, row: int, columns: Columns, page: int) -> list[GridCell]:
        """The row's cells, empty ones with the place where they would stand."""
        x0, top, x1, bottom = around(word.bbox for words in self.words.values() for word in words)
        edges = columns.edges(min(x0, columns.extents[0][0]), max(x1, columns.extents[-1][1]))
        cells = []
        covered: set[int] = set()
        for (column, span), words in self.words.items():
            box = around(word.bbox for word in words)
            cells.append(GridCell(row + 1, column + 1, cell_text(words), 1, span, page, box))
            covered.update(range(column, column + span))
        for column in sorted(set(range(columns.count)) - covered):
            box = (edges[column], top, edges[column + 1], bottom)
            cells.append(GridCell(row + 1, column + 1, "", page=page, bbox=box))
        return sorted(cells, key=lambda cell: cell.column)


def begins_row(line: PrintLine, columns: Columns) -> bool:
    """Whether a line is a row by itself: numbers, or a label with short values beside it."""
    texts = [text for text, group in zip(line.texts, line.groups, strict=True) if columns.column_of(group[0]) > 0]
    if any(map(is_number, texts)):
        return True
    return 0 < len(texts) < len(line.groups) and all(map(is_value, texts))


def rows_of(lines: Sequence[PrintLine], columns: Columns) -> list[Row]:
    """The rows that lines make. A line of a label goes to the row that it is much nearer to than rows are to each
    other, or to the one above where it goes on in lower case; any other is a row by itself: the heading of a group."""
    begun = [n for n, line in enumerate(lines) if begins_row(line, columns)]
    gaps = [gap_between(above, below) for above, below in pairwise(lines)]
    reach = min([WITHIN_CELL, *(gaps[n] - LEAST_STEP for n, after in pairwise(begun) if after == n + 1)])
    owners: list[int] = []
    for n, line in enumerate(lines):
        row_below = next((row for row in begun if row > n), None)
        above = gaps[n - 1] if begun and n > begun[0] else float("inf")
        below = gaps[n] if row_below is not None else float("inf")
        goes_on = line.words[0].text[:1].islower() and above < float("inf")
        if n in begun:
            owners.append(n)
        elif above < reach and above < NEARER * below:
            owners.append(owners[n - 1])
        elif row_below is not None and below < reach and below < NEARER * above:
            owners.append(row_below)
        else:
            owners.append(owners[n - 1] if goes_on else n)
    rows: dict[int, Row] = {}
    for line, owner in zip(lines, owners, strict=True):
        rows.setdefault(owner, Row()).add_line(line, columns)
    return [rows[owner] for owner in sorted(rows)]
