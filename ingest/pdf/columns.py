"""Groups of words in several lines -> the columns that they stand in.

Protects: a column is where groups of many lines stand below each other; a group that reaches over two columns of
another line (a heading for both, a long label close to its number) makes no column and hides none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from ingest.pdf.layout import Word, overlap
from ingest.pdf.print_lines import is_year_of_law

Group = Sequence[Word]
Extent = tuple[float, float]
TOUCH = 0.5  # points that two groups must share to stand below each other
STRADDLE = 0.3  # of a word beyond the border between two columns, at the most
LABEL_INDENT = 2.5  # of the font's size: labels of parts are set in
LEAST_LABEL_GAP = 0.25  # of the font's size, from a label to the numbers beside it
LEAST_LABELS = 2
MOST_WORDS_EACH = 4  # words to one value, at the least, in a second column of labels
NEARER = 0.6  # of the way to the next column: what stands so much nearer to one is its own
LEAST_CUT = 0.8  # points between two columns


class HasGroups(Protocol):
    @property
    def groups(self) -> Sequence[Group]: ...


@dataclass(frozen=True)
class Columns:
    """The columns' extents from left to right, as (x0, x1) of the words that made them. `labels`: how many of the first
    are for labels, a code and the name that it stands for, say."""

    extents: tuple[Extent, ...]
    labels: int = 1

    @property
    def count(self) -> int:
        return len(self.extents)

    @cached_property
    def cuts(self) -> list[float]:
        """The middles between neighbouring columns."""
        return [(one[1] + other[0]) / 2 for one, other in pairwise(self.extents)]

    def edges(self, left: float, right: float) -> tuple[float, ...]:
        return (left, *self.cuts, right)

    def column_of(self, word: Word) -> int:
        """The column in which most of a word stands."""
        first, last = bisect_left(self.cuts, word.x0), bisect_left(self.cuts, word.x1)
        if first == last:
            return first
        bounds = [word.x0, *self.cuts[first:last], word.x1]
        shares = [b - a for a, b in pairwise(bounds)]
        return first + shares.index(max(shares))

    def is_clear(self, word: Word) -> bool:
        """Whether a word stands in one column."""
        width = max(word.x1 - word.x0, 0.01)
        return all(
            not (word.x0 < cut < word.x1) or min(cut - word.x0, word.x1 - cut) <= STRADDLE * width for cut in self.cuts
        )

    def with_labels(self, lines: Iterable[Group]) -> Columns:
        """The same with room for lines of labels: words that begin where the labels do and end before the numbers."""
        extents = list(self.extents)
        for group in lines:
            x0, x1 = group[0].x0, group[-1].x1
            size = group[0].size
            for n in range(self.labels):
                left, right = extents[n]
                if abs(x0 - left) <= LABEL_INDENT * size and x1 < extents[n + 1][0] - LEAST_LABEL_GAP * size:
                    extents[n] = (left, max(right, x1))
        return replace(self, extents=tuple(extents))

    def with_label_columns(self, rows: Sequence[Sequence[Group]], is_value: Callable[[str], bool]) -> Columns:
        """The same with the number of its columns for labels: a second one has words in most rows, no values."""
        if self.labels > 1:
            return self
        words = values = 0
        for groups in rows:
            for group in groups:
                if self.span_of(group) == (1, 1):
                    is_one = is_value(" ".join(word.text for word in group))
                    values, words = values + is_one, words + (not is_one)
        return replace(self, labels=2 if self.count > 2 and words > values * MOST_WORDS_EACH else 1)

    def with_labels_apart(self, alone: Sequence[Group], rows: int) -> Columns:
        """The same with a column for labels that stand on no line of numbers, but on lines of their own (`alone`), all
        left of the numbers or between a code and them, one for each of the `rows` at the least."""
        for n, (low, high) in enumerate(((0.0, self.extents[0][0]), (self.extents[0][1], self.extents[1][0]))):
            labels = [
                _extent(group)
                for group in alone
                if group[0].x0 > low and group[-1].x1 < high - LEAST_LABEL_GAP * group[0].size
            ]
            if len(labels) >= max(rows, LEAST_LABELS, len(alone)):
                new = (min(x0 for x0, _ in labels), max(x1 for _, x1 in labels))
                return Columns((*self.extents[:n], new, *self.extents[n:]), n + 1)
        return self

    def parted(self, group: Group) -> tuple[tuple[Word, ...], ...]:
        """A group as a label and the numbers behind it, where its last words stand in columns of numbers and those
        before them don't; else as it is."""
        places = [_overlapped(self, word) for word in group]
        first = next((n for n, place in enumerate(places) if place > 0), len(group))
        behind = places[first:]
        if first > 0 and len(behind) == 1 and is_year_of_law(group[-2], group[-1]):
            return (tuple(group),)
        if not behind or min(behind) <= 0 or behind != sorted(set(behind)) or any(p > 0 for p in places[:first]):
            return (tuple(group),)
        return tuple(part for part in (tuple(group[:first]), *((word,) for word in group[first:])) if part)

    def without(self, column: int) -> Columns:
        return replace(self, extents=(*self.extents[:column], *self.extents[column + 1 :]))

    def with_heading(self, groups: Sequence[Group]) -> Columns:
        """The same with the columns that a heading names and that hold nothing below it: where a heading has more
        groups than there are columns, those of them that stand over none."""
        if len(groups) <= self.count:
            return self
        new = [_extent(group) for group in groups if all(overlap(*_extent(group), a, b) == 0 for a, b in self.extents)]
        return replace(self, extents=tuple(sorted((*self.extents, *new))))

    def is_certain(self, group: Group) -> bool:
        """Whether a group overlaps a column, or stands much nearer to one than to any other."""
        x0, x1 = group[0].x0, group[-1].x1
        if any(overlap(x0, x1, a, b) > TOUCH for a, b in self.extents):
            return True
        middle = (x0 + x1) / 2
        near = sorted(min(abs(middle - e) for e in extent) for extent in self.extents)
        return len(near) < 2 or near[0] <= NEARER * near[1]

    def span_of(self, group: Group) -> tuple[int, int]:
        """The first and last column that a group of words covers, by the extents that it overlaps."""
        x0, x1 = group[0].x0, group[-1].x1
        covered = [n for n, (a, b) in enumerate(self.extents) if overlap(x0, x1, a, b) > TOUCH]
        if covered:
            return covered[0], covered[-1]
        middle = (x0 + x1) / 2
        nearest = min(range(self.count), key=lambda n: min(abs(middle - e) for e in self.extents[n]))
        return nearest, nearest


def columns_of(lines: Sequence[Sequence[Group]], is_number: Callable[[str], bool]) -> Columns | None:
    """The columns of lines with several groups each; None where they can't be told apart."""
    extents = [[_extent(group) for group in line] for line in lines]
    single: list[Extent] = []
    reaching: list[Group] = []
    for n, line in enumerate(lines):
        others = [*extents[:n], *extents[n + 1 :]]
        for group, extent in zip(line, extents[n], strict=True):
            if _reaches_over(extent, others):
                reaching.append(group)
            else:
                single.append(extent)
    columns = Columns(tuple(_merged(single)))
    for group in reaching:
        wider = _with_reaching(columns, group, is_number)
        columns = wider or columns
    return columns if columns.count > 1 else None


def _extent(group: Group) -> Extent:
    return (group[0].x0, group[-1].x1)


def _merged(extents: Iterable[Extent]) -> list[Extent]:
    merged: list[Extent] = []
    for x0, x1 in sorted(extents):
        if merged and x0 < merged[-1][1] - TOUCH:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _reaches_over(extent: Extent, others: Sequence[Sequence[Extent]]) -> bool:
    """Whether a group overlaps two groups of one other line."""
    return any(sum(1 for a, b in line if overlap(*extent, a, b) > TOUCH) > 1 for line in others)


def _with_reaching(columns: Columns, group: Group, is_number: Callable[[str], bool]) -> Columns | None:
    """The columns with room for a label that stands close to its numbers: its words up to the first number are the
    label's. None where its words are no label with numbers."""
    numbers = [n for n, word in enumerate(group) if is_number(word.text) and _overlapped(columns, word) > 0]
    if not numbers or not all(is_number(word.text) for word in group[numbers[0] :]):
        return None
    first = numbers[0]
    extents = list(columns.extents)
    if first > 0:
        home = _overlapped(columns, group[0])
        if home < 0 or home >= _overlapped(columns, group[first]):
            return None
        extents[home] = (min(extents[home][0], group[0].x0), max(extents[home][1], group[first - 1].x1))
    for word in group[first:]:
        n = _overlapped(columns, word)
        if n < 0:
            return None
        extents[n] = (min(extents[n][0], word.x0), max(extents[n][1], word.x1))
    if any(other[0] - one[1] < LEAST_CUT for one, other in pairwise(extents)):
        return None
    return Columns(tuple(extents))


def _overlapped(columns: Columns, word: Word) -> int:
    """The column whose extent a word shares most with; -1 for none."""
    shares = [overlap(word.x0, word.x1, a, b) for a, b in columns.extents]
    return shares.index(max(shares)) if max(shares) > 0 else -1
