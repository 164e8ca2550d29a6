"""Lines of print that stand in columns -> the columns, and the rows of a table: which lines are one row.

Protects: a group of words that reaches over two columns of another line makes no column and hides none; the words of a
label that goes on below or above its numbers stay one label, and where that can't be told a person is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ingest.model import Problem
from ingest.pdf.layout import PageCell, Rule, Word, around, overlap
from ingest.pdf.lines import cell_text, is_number, is_period, is_value
from ingest.pdf.settings import LEAST_STEP, NEARER, OTHER_SIZE, STRADDLE, TOUCH, WITHIN_CELL

Group = tuple[Word, ...]
Extent = tuple[float, float]


def extent_of(group: Group) -> Extent:
    """From where to where a group of words stands, in points from the left."""
    return (group[0].x0, group[-1].x1)


@dataclass(frozen=True)
class PrintLine:
    """One line of print with its groups of words from left to right."""

    groups: tuple[Group, ...]

    @cached_property
    def words(self) -> list[Word]:
        return [word for group in self.groups for word in group]

    @cached_property
    def _level(self) -> list[Word]:
        """Its words without raised marks, which would move its edges; all of them where it holds nothing else."""
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
        texts = {column: cell_text(words)[0] for (column, _), words in self.words.items()}
        return [texts.get(column, "") for column in range(columns.count)]

    def cells(self, row: int, columns: Columns) -> list[PageCell]:
        """The row's cells, empty ones with the place where they would stand."""
        x0, top, x1, bottom = around(word.bbox for words in self.words.values() for word in words)
        edges = columns.edges(min(x0, columns.extents[0][0]), max(x1, columns.extents[-1][1]))
        cells = []
        covered: set[int] = set()
        for (column, span), words in self.words.items():
            text, raised = cell_text(words)
            cells.append(PageCell(row, column, text, around(word.bbox for word in words), 1, span, raised))
            covered.update(range(column, column + span))
        for column in sorted(set(range(columns.count)) - covered):
            cells.append(PageCell(row, column, "", (edges[column], top, edges[column + 1], bottom)))
        return sorted(cells, key=lambda cell: cell.column)


def begins_row(line: PrintLine, columns: Columns) -> bool:
    """Whether a line is a row by itself: numbers, or a label with short values beside it."""
    texts = [text for text, group in zip(line.texts, line.groups, strict=True) if columns.column_of(group[0]) > 0]
    if any(map(is_number, texts)):
        return True
    return 0 < len(texts) < len(line.groups) and all(map(is_value, texts))


@dataclass(frozen=True)
class Body:
    """The rows of a table's body, its first and its last line, and what was doubtful."""

    rows: list[Row]
    first: int
    last: int
    problems: list[Problem]


def rows_of(
    lines: Sequence[PrintLine], first: int, last: int, columns: Columns, rules: Sequence[Rule] = (), floor: int = 0
) -> Body:
    """The rows that the lines from `first` to `last` make (at least one of them begins a row), with those lines of
    labels above, not beyond `floor`, and below that belong to the outermost rows.

    Where a gap parts the rows from each other, what stands between two such gaps is one row. Elsewhere a line of a
    label goes to the row that it is much nearer to, or to the row above whose label it may go on with; any other is a
    row by itself: the heading of a group.
    """
    step = _step(lines[first : last + 1], columns, rules)
    reach = step if step is not None else _reach(lines[first : last + 1], columns)
    while first > floor and _is_label_beside(lines[first - 1], lines[first], reach, columns, rules):
        first -= 1
    while last + 1 < len(lines) and _is_label_beside(lines[last + 1], lines[last], reach, columns, rules):
        last += 1
    owners: dict[int, int] = {}
    problems: list[Problem] = []
    for chain in _chains(lines, range(first, last + 1), step, rules):
        begun = [n for n in chain if begins_row(lines[n], columns)]
        if step is not None and len(begun) < 2:
            owners |= dict.fromkeys(chain, chain[0])
        else:
            problems += _by_nearness(lines, chain, begun, reach, columns, rules, owners)
    rows: dict[int, Row] = {}
    for n, owner in owners.items():
        rows.setdefault(owner, Row()).add_line(lines[n], columns)
    return Body([rows[owner] for owner in sorted(rows)], first, last, problems)


def _step(lines: Sequence[PrintLine], columns: Columns, rules: Sequence[Rule]) -> float | None:
    """The gap that parts rows: the one by which most chains of closer lines hold one line that begins a row each. None
    where no gap does so better than taking each line for a row."""
    gaps = sorted({round(gap_between(above, below), 2) for above, below in pairwise(lines)})
    steps = [(low + high) / 2 for low, high in pairwise(gaps) if high - low >= LEAST_STEP]

    def score(step: float) -> int:
        counts = [
            sum(begins_row(lines[n], columns) for n in chain)
            for chain in _chains(lines, range(len(lines)), step, rules)
        ]
        return sum(2 if count == 1 else -1 if count == 0 else -3 * count for count in counts)

    best = max(steps, key=score, default=-1.0)
    return best if score(best) > score(-1.0) else None


def _chains(lines: Sequence[PrintLine], inside: range, step: float | None, rules: Sequence[Rule]) -> list[list[int]]:
    """The lines in runs that stand closer to each other than a step; all as one without a step."""
    chains: list[list[int]] = [[inside[0]]]
    for above, below in pairwise(inside):
        is_parted = step is not None and (
            gap_between(lines[above], lines[below]) >= step or is_ruled(lines[above], lines[below], rules)
        )
        if is_parted:
            chains.append([])
        chains[-1].append(below)
    return chains


def _reach(lines: Sequence[PrintLine], columns: Columns) -> float:
    """How near a line of a label must be to a row to belong to it: less than rows are to each other."""
    gaps = [
        gap_between(above, below)
        for above, below in pairwise(lines)
        if begins_row(above, columns) and begins_row(below, columns)
    ]
    return min([WITHIN_CELL, *(gap - LEAST_STEP for gap in gaps)])


def _by_nearness(
    lines: Sequence[PrintLine],
    chain: Sequence[int],
    begun: Sequence[int],
    reach: float,
    columns: Columns,
    rules: Sequence[Rule],
    owners: dict[int, int],
) -> list[Problem]:
    """Puts into `owners` the line whose row each line of a chain belongs to. Gives what was doubtful."""
    problems = []
    for n in chain:
        owners[n] = n
        if n in begun:
            continue
        row_below = next((row for row in begun if row > n), None)
        above = below = float("inf")
        if begun and n > begun[0] and not is_ruled(lines[n - 1], lines[n], rules):
            above = gap_between(lines[n - 1], lines[n])
        if row_below is not None and not any(is_ruled(*pair, rules) for pair in pairwise(lines[n : row_below + 1])):
            below = gap_between(lines[n], lines[n + 1])
        if above < reach and above < NEARER * below:
            owners[n] = owners[n - 1]
        elif row_below is not None and below < reach and below < NEARER * above:
            owners[n] = row_below
        elif above < float("inf") and _may_go_on(lines[n - 1], lines[n], columns):
            owners[n] = owners[n - 1]
            if not lines[n].words[0].text[:1].islower():
                problems.append(_doubt(lines[n - 1], lines[n]))
    return problems


def gap_between(above: PrintLine, below: PrintLine) -> float:
    """Between two lines, in parts of the font's size; 0 where they overlap in height."""
    return max(0.0, below.top - above.bottom) / min(above.size, below.size)


def is_ruled(above: PrintLine, below: PrintLine, rules: Sequence[Rule]) -> bool:
    """Whether a rule, or a coloured area's side, runs between two lines."""
    x0 = min(above.words[0].x0, below.words[0].x0)
    low, high = min(above.bottom, below.top) - 1.5, max(above.bottom, below.top) + 1.5
    low, high = max(low, (above.top + above.bottom) / 2), min(high, (below.top + below.bottom) / 2)
    return any(r.is_across and low <= r.at <= high and r.start <= x0 + 6 and r.end >= x0 + 40 for r in rules)


def _is_label_beside(line: PrintLine, row: PrintLine, reach: float, columns: Columns, rules: Sequence[Rule]) -> bool:
    """Whether a line of a label beyond the outermost row belongs to it."""
    above, below = (line, row) if line.top < row.top else (row, line)
    span = columns.span_of(line.groups[0])
    level = [text for text, group in zip(row.texts, row.groups, strict=True) if columns.span_of(group) == span]
    is_second = span == (1, 1) and not any(map(is_value, level))
    is_label = line.words[-1].x1 <= columns.extents[0][1] + TOUCH or is_second  # a name beside a code
    return (
        len(line.groups) == 1
        and is_label
        and abs(line.size - row.size) <= OTHER_SIZE
        and gap_between(above, below) < reach
        and not is_ruled(above, below, rules)
    )


def _may_go_on(before: PrintLine, line: PrintLine, columns: Columns) -> bool:
    """Whether a line may be the rest of the label above it: lower case, or the label above was full."""
    if line.words[0].text[:1].islower():
        return True
    label = [word for word in before.words if columns.column_of(word) == 0]
    if not label:
        return False
    room = columns.extents[0][1] - label[-1].x1
    return line.words[0].x1 - line.words[0].x0 > room and abs(line.words[0].x0 - label[0].x0) < 3


def _doubt(before: PrintLine, line: PrintLine) -> Problem:
    above, text = " ".join(before.texts), " ".join(line.texts)
    message = (
        f"{text!r} below {above!r} has no numbers and may be the rest of that row's label or a heading of its own. It "
        "is read as the rest of the label: look at the page, and correct the figures there if need be."
    )
    return Problem("warning", message, rule="row-label-split")
