"""The lines of a table without rules -> its rows: which lines are one row.

Protects: the words of a label that goes on below or above its numbers stay one label, and where that can't be told a
person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from ingest.model import Problem
from ingest.pdf.cell_text import text_of
from ingest.pdf.columns import Columns
from ingest.pdf.layout import PageCell, Rule, Word, around

NEARER = 0.6  # of the other gap: a line so much nearer to one row belongs to it
TRAILING = 0.5  # of the usual gap between rows: a label's rest below the last row
LEAST_GAP = 0.05


class Printed(Protocol):
    """A line of print, as aligned.py makes it."""

    @property
    def groups(self) -> Sequence[Sequence[Word]]: ...
    @property
    def words(self) -> list[Word]: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def is_counted(self) -> bool: ...
    @property
    def is_of_periods(self) -> bool: ...


@dataclass
class Row:
    """Words by column, or by (column, span) in a heading."""

    words: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    def add(self, word: Word, column: int, span: int = 1) -> None:
        self.words.setdefault((column, span), []).append(word)

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
            cells.append(PageCell(row, column, text, around(w.bbox for w in words), 1, span, raised))
            covered.update(range(column, column + span))
        for column in range(columns.count):
            if column not in covered:
                box = (edges[column], everything[1], edges[column + 1], everything[3])
                cells.append(PageCell(row, column, "", box))
        return sorted(cells, key=lambda cell: cell.column)


def label_rows(
    lines: Sequence[Printed], first: int, last: int, columns: Columns, rules: Sequence[Rule]
) -> tuple[list[Row], int, list[Problem]]:
    """The rows of the body, the last line that belongs to it, and what was doubtful."""
    inside = list(lines[first : last + 1])
    is_row = [len(line.groups) > 1 or _is_beyond_label(line, columns) for line in inside]
    gaps = sorted(b.top - a.bottom for a, b in pairwise(inside))
    end = last
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    while end + 1 < len(lines) and _is_rest_of_label(lines[end], lines[end + 1], usual, columns):
        end += 1
        inside.append(lines[end])
        is_row.append(False)
    owners, problems = _owners(inside, is_row, columns, rules)
    rows: list[Row] = []
    place: dict[int, Row] = {}
    for n, line in enumerate(inside):
        owner = owners[n]
        if owner not in place:
            place[owner] = Row()
            rows.append(place[owner])
        _add(place[owner], line, columns)
    return rows, end, problems


def _add(row: Row, line: Printed, columns: Columns) -> None:
    """A line's words to the columns that they stand in; words that go over columns as one are one cell over all."""
    for group in line.groups:
        if len(line.groups) == 1 and not all(columns.is_clear(word) for word in group):
            low, high = columns.span_of(group)
            for word in group:
                row.add(word, low, high - low + 1)
            continue
        for word in group:
            row.add(word, columns.column_of(word))


def _is_beyond_label(line: Printed, columns: Columns) -> bool:
    """Whether a line's only words stand in columns of numbers: its label is on other lines."""
    return all(columns.column_of(word) > 0 for word in line.words)


def _is_rest_of_label(before: Printed, line: Printed, usual: float, columns: Columns) -> bool:
    gap = line.top - before.bottom
    is_label = len(line.groups) == 1 and all(columns.column_of(word) == 0 for word in line.words)
    fits = all(columns.is_clear(word) for word in line.words) and line.groups[0][-1].x1 <= columns.extents[0][1] + 6
    is_near = gap < TRAILING * usual or gap < LEAST_GAP
    return is_label and fits and is_near and abs(line.size - before.size) < 1


def _owners(
    lines: Sequence[Printed], is_row: Sequence[bool], columns: Columns, rules: Sequence[Rule]
) -> tuple[list[int], list[Problem]]:
    """For each line the line whose row it belongs to."""
    owners = list(range(len(lines)))
    problems: list[Problem] = []
    for n, line in enumerate(lines):
        if is_row[n]:
            continue
        above = next((m for m in range(n - 1, -1, -1) if is_row[m]), None)
        below = next((m for m in range(n + 1, len(lines)) if is_row[m]), None)
        gap_above = line.top - lines[n - 1].bottom if n and above is not None else None
        gap_below = lines[n + 1].top - line.bottom if n + 1 < len(lines) and below is not None else None
        is_ruled_above = n > 0 and _is_ruled(lines[n - 1], line, rules)
        is_ruled_below = n + 1 < len(lines) and _is_ruled(line, lines[n + 1], rules)
        if is_ruled_above or is_ruled_below:
            if not is_ruled_above and above is not None:
                owners[n] = owners[n - 1]
            elif not is_ruled_below and below is not None:
                owners[n] = below
        elif gap_above is not None and (gap_below is None or gap_above < NEARER * gap_below):
            owners[n] = owners[n - 1]
        elif gap_below is not None and (gap_above is None or gap_below < NEARER * gap_above):
            owners[n] = below if below is not None else n
        elif above is not None and gap_above is not None and _may_go_on(lines[n - 1], line, columns):
            owners[n] = owners[n - 1]
            if not line.words[0].text[:1].islower():
                problems.append(_doubt(lines[n - 1], line))
    return owners, problems


def _is_ruled(above: Printed, below: Printed, rules: Sequence[Rule]) -> bool:
    x0 = min(above.words[0].x0, below.words[0].x0)
    x1 = max(above.words[-1].x1, below.words[-1].x1)
    low, high = above.bottom - 2.5, below.top + 2.5
    return any(r.is_across and low <= r.at <= high and r.start <= x0 + 6 and r.end >= min(x1, x0 + 40) for r in rules)


def _may_go_on(before: Printed, line: Printed, columns: Columns) -> bool:
    """Whether a line may be the rest of the label above it: lower case, or the label above was full."""
    text = line.words[0].text
    if text[:1].islower():
        return True
    label = [word for word in before.words if columns.column_of(word) == 0]
    if not label:
        return False
    room = columns.extents[0][1] - label[-1].x1
    return line.words[0].x1 - line.words[0].x0 > room and abs(line.words[0].x0 - label[0].x0) < 3


def _doubt(before: Printed, line: Printed) -> Problem:
    above = " ".join(word.text for word in before.words)
    text = " ".join(word.text for word in line.words)
    message = (
        f"{text!r} below {above!r} has no numbers and may be the rest of that row's label or a heading of its own. It "
        "is read as the rest of the label: look at the page, and correct the figures there if need be."
    )
    return Problem("warning", message, rule="row-label-split")
