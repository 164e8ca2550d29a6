"""The lines of a table without rules between its rows -> its rows: which lines are one row.

Protects: the words of a label that goes on below or above its numbers stay one label, and where that can't be told a
person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.model import Problem
from ingest.pdf.cell_text import is_value, may_be_broken, room_of, text_of
from ingest.pdf.columns import Columns
from ingest.pdf.layout import PageCell, Rule, Word, around
from ingest.pdf.print_lines import PrintLine, is_number, is_year_of_law, text_of_group

# In parts of the font's size.
LEAST_STEP = 0.07  # between the gaps within rows and those between them, for the two to be told apart
WITHIN_CELL = 0.36  # between the lines of one cell, where no other gap tells
NEARER = 0.6  # of the other gap: a line so much nearer to one row belongs to it


@dataclass
class Row:
    """Words by the column that they begin in and the number of columns that they span."""

    words: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    def add(self, word: Word, column: int, span: int = 1) -> None:
        self.words.setdefault((column, span), []).append(word)

    def add_line(self, line: PrintLine, columns: Columns) -> None:
        """A line's words to the columns that they stand in; words that go over columns as one are one cell over all."""
        for group in line.groups:
            low, high = columns.span_of(group)
            if len(line.groups) == 1 and low != high and not all(columns.is_clear(word) for word in group):
                for word in group:
                    self.add(word, low, high - low + 1)
            else:
                column = low
                for n, word in enumerate(group):
                    if n == 0 or not is_year_of_law(group[n - 1], word):
                        column = columns.column_of(word)
                    self.add(word, column)

    def without(self, column: int) -> Row:
        """The row without a column that it has nothing in."""
        return Row({(low - (low > column), span): words for (low, span), words in self.words.items()})

    def texts(self, columns: Columns) -> list[str]:
        found = {column: text_of(words)[0] for (column, _), words in self.words.items()}
        return [found.get(column, "") for column in range(columns.count)]

    def cells(self, row: int, columns: Columns) -> list[PageCell]:
        """The row's cells, empty ones with the place where they would stand."""
        everything = around(word.bbox for words in self.words.values() for word in words)
        edges = columns.edges(min(everything[0], columns.extents[0][0]), max(everything[2], columns.extents[-1][1]))
        cells = []
        covered: set[int] = set()
        for (column, span), words in sorted(self.words.items()):
            text, raised = text_of(words)
            room, first = room_of(words, columns.extents[column + span - 1][1])
            box, broken = around(w.bbox for w in words), may_be_broken(words)
            cells.append(PageCell(row, column, text, box, 1, span, raised, room, first, broken))
            covered.update(range(column, column + span))
        for column in range(columns.count):
            if column not in covered:
                box = (edges[column], everything[1], edges[column + 1], everything[3])
                cells.append(PageCell(row, column, "", box))
        return sorted(cells, key=lambda cell: cell.column)


@dataclass(frozen=True)
class Body:
    """The rows of a table's body, its first and last line, and what was doubtful."""

    rows: list[Row]
    first: int
    last: int
    problems: list[Problem]


def body_rows(
    lines: Sequence[PrintLine], first: int, last: int, floor: int, columns: Columns, rules: Sequence[Rule]
) -> Body:
    """The body's rows: the lines from `first` to `last`, which hold numbers, with those lines of labels above (not
    beyond `floor`) and below that belong to the outermost rows."""
    step = _step(lines[first : last + 1], columns, rules)
    reach = step if step is not None else _reach(lines[first : last + 1], columns)
    while first > floor and _is_joined(lines[first - 1], lines[first], reach, columns, rules):
        first -= 1
    while last + 1 < len(lines) and _is_joined(lines[last + 1], lines[last], reach, columns, rules):
        last += 1
    inside = lines[first : last + 1]
    owners, problems = _owners(inside, step, columns, rules)
    rows: dict[int, Row] = {}
    for n, line in enumerate(inside):
        rows.setdefault(owners[n], Row()).add_line(line, columns)
    return Body(list(rows.values()), first, last, problems)


def _reach(lines: Sequence[PrintLine], columns: Columns) -> float:
    """How near a line of a label must be to a row to belong to it, where no label in the table has several lines: less
    than the rows are to each other."""
    gaps = [
        gap_between(above, below)
        for above, below in pairwise(lines)
        if begins_row(above, columns) and begins_row(below, columns)
    ]
    return min([WITHIN_CELL, *(gap - LEAST_STEP for gap in gaps)])


def begins_row(line: PrintLine, columns: Columns) -> bool:
    """Whether a line is a row by itself: numbers, or a label with short values beside it."""
    groups = [group for group in line.groups if columns.column_of(group[0]) >= columns.labels]
    if any(is_number(text_of_group(group)) for group in groups):
        return True
    return bool(groups) and len(groups) < len(line.groups) and all(is_value(text_of_group(group)) for group in groups)


def gap_between(above: PrintLine, below: PrintLine) -> float:
    """Between two lines, in parts of the font's size; 0 where they overlap in height."""
    return max(0.0, below.top - above.bottom) / min(above.size, below.size)


def _is_joined(line: PrintLine, row: PrintLine, reach: float, columns: Columns, rules: Sequence[Rule]) -> bool:
    """Whether a line of a label beyond the outermost row belongs to it."""
    above, below = (line, row) if line.top < row.top else (row, line)
    if begins_row(line, columns) or is_ruled(above, below, rules) or abs(line.size - row.size) > 1:
        return False
    is_within = all(columns.is_clear(word) for word in line.words) and all(
        columns.span_of(group)[0] == columns.span_of(group)[1] for group in line.groups
    )
    is_label = len(line.groups) == 1 and line.words[-1].x1 <= columns.extents[columns.labels - 1][1] + 0.5
    return is_within and is_label and gap_between(above, below) < reach


def _step(lines: Sequence[PrintLine], columns: Columns, rules: Sequence[Rule]) -> float | None:
    """The gap that parts rows: the one by which most chains of closer lines hold one row of numbers each. None where
    no gap does so better than taking each line for a row."""
    gaps = sorted({round(gap_between(above, below), 2) for above, below in pairwise(lines)})
    best, best_score = None, _score(lines, -1.0, columns, rules)
    for low, high in pairwise(gaps):
        if high - low >= LEAST_STEP:
            score = _score(lines, (low + high) / 2, columns, rules)
            if score > best_score:
                best, best_score = (low + high) / 2, score
    if len(gaps) == 1 or best is None:
        whole = _score(lines, gaps[-1] + LEAST_STEP, columns, rules) if gaps else best_score
        if whole > best_score and gaps[-1] < WITHIN_CELL:
            return gaps[-1] + LEAST_STEP
    return best


def _score(lines: Sequence[PrintLine], step: float, columns: Columns, rules: Sequence[Rule]) -> int:
    """How well a gap parts the rows: chains with one row of numbers, less those with none and those with several."""
    counts = [sum(1 for line in chain if begins_row(line, columns)) for chain in _chains(lines, step, columns, rules)]
    return sum(2 if count == 1 else -1 if count == 0 else -3 * count for count in counts)


def _chains(lines: Sequence[PrintLine], step: float, columns: Columns, rules: Sequence[Rule]) -> list[list[PrintLine]]:
    chains: list[list[PrintLine]] = []
    for line in lines:
        if chains and gap_between(chains[-1][-1], line) < step and not is_ruled(chains[-1][-1], line, rules):
            chains[-1].append(line)
        else:
            chains.append([line])
    return chains


def _owners(
    lines: Sequence[PrintLine], step: float | None, columns: Columns, rules: Sequence[Rule]
) -> tuple[list[int], list[Problem]]:
    """For each line the line whose row it belongs to."""
    owners: list[int] = []
    problems: list[Problem] = []
    for chain in _chains(lines, step, columns, rules) if step is not None else [list(lines)]:
        offset = len(owners)
        if step is not None and sum(1 for line in chain if begins_row(line, columns)) <= 1:
            owners += [offset] * len(chain)
            continue
        own, doubts = _owners_by_nearness(chain, columns, rules)
        owners += [offset + n for n in own]
        problems += doubts
    return owners, problems


def _owners_by_nearness(
    lines: Sequence[PrintLine], columns: Columns, rules: Sequence[Rule]
) -> tuple[list[int], list[Problem]]:
    """The same where gaps alone don't part the rows: a line of a label goes to the nearer row, to the one that no rule
    parts it from, or to the row above whose label it may go on with."""
    owners = list(range(len(lines)))
    problems: list[Problem] = []
    rows = [n for n, line in enumerate(lines) if begins_row(line, columns)]
    for n, line in enumerate(lines):
        if n in rows:
            continue
        above = n > 0 and any(row < n for row in rows) and not is_ruled(lines[n - 1], line, rules)
        below = next((row for row in rows if row > n), None)
        if below is not None and any(is_ruled(one, other, rules) for one, other in pairwise(lines[n : below + 1])):
            below = None
        gap_above = gap_between(lines[n - 1], line) if above else float("inf")
        gap_below = gap_between(line, lines[n + 1]) if below is not None else float("inf")
        if above and gap_above < NEARER * gap_below:
            owners[n] = owners[n - 1]
        elif below is not None and gap_below < NEARER * gap_above:
            owners[n] = below
        elif above and _may_go_on(lines[n - 1], line, columns):
            owners[n] = owners[n - 1]
            if not line.words[0].text[:1].islower():
                problems.append(_doubt(lines[n - 1], line))
    return owners, problems


def is_ruled(above: PrintLine, below: PrintLine, rules: Sequence[Rule]) -> bool:
    """Whether a rule, or a coloured area's side, runs between two lines."""
    x0 = min(above.words[0].x0, below.words[0].x0)
    low, high = min(above.bottom, below.top) - 1.5, max(above.bottom, below.top) + 1.5
    middle = (above.top + above.bottom) / 2, (below.top + below.bottom) / 2
    return any(
        r.is_across and low <= r.at <= high and middle[0] < r.at < middle[1] and r.start <= x0 + 6 and r.end >= x0 + 40
        for r in rules
    )


def _may_go_on(before: PrintLine, line: PrintLine, columns: Columns) -> bool:
    """Whether a line may be the rest of the label above it: lower case, or the label above was full."""
    if line.words[0].text[:1].islower():
        return True
    column = min(columns.column_of(line.words[0]), columns.labels - 1)
    label = [word for word in before.words if columns.column_of(word) == column]
    if not label:
        return False
    room = columns.extents[column][1] - label[-1].x1
    return line.words[0].x1 - line.words[0].x0 > room and abs(line.words[0].x0 - label[0].x0) < 3


def _doubt(before: PrintLine, line: PrintLine) -> Problem:
    above = " ".join(word.text for word in before.words)
    text = " ".join(word.text for word in line.words)
    message = (
        f"{text!r} below {above!r} has no numbers and may be the rest of that row's label or a heading of its own. It "
        "is read as the rest of the label: look at the page, and correct the figures there if need be."
    )
    return Problem("warning", message, rule="row-label-split")
