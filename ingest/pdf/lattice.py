"""The rules of one region of a page -> the lattice that they draw: its columns, its rows, its cells.

Protects: a cell is what the rules around it say; a first or last row that no rule closes at a page's end is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import BBox
from ingest.pdf.columns import Columns
from ingest.pdf.layout import Rule, Word, overlap
from ingest.pdf.rules import JOIN, SNAP, joined

COVERED = 0.7  # of a cell's side, by a rule: less is no border
OPEN_END = 5.0  # points that rules must go on beyond the last one that crosses them, to leave a row or column open

Place = tuple[int, int]
Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Lattice:
    """Where rules run in one region: the columns' and rows' borders, and which of them are drawn where."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]
    is_open_above: bool
    is_open_below: bool

    @property
    def bbox(self) -> BBox:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def columns(self) -> Columns:
        return Columns(tuple(pairwise(self.xs)))

    def box(self, place: Span) -> BBox:
        """The box of the cells from (first row, first column) to (last row, last column)."""
        return (self.xs[place[1]], self.ys[place[0]], self.xs[place[3] + 1], self.ys[place[2] + 1])


def with_shaded_cells(region: Sequence[Rule], shades: Sequence[Rule]) -> list[Rule]:
    """A region's rules with the sides of coloured areas that reach from one of its upright rules to another: cells that
    are parted by their colours' borders alone, as the headings of some programs are."""
    xs = sorted({rule.at for rule in region if not rule.is_across})
    tops = [rule.at for rule in region if rule.is_across]
    if not tops or len(xs) < 2:
        return list(region)
    uprights = [(x, rule) for rule in shades if not rule.is_across for x in xs if abs(rule.at - x) <= SNAP]
    uprights = [(x, rule) for x, rule in uprights if rule.start >= min(tops) - SNAP and rule.end <= max(tops) + SNAP]
    across = [
        rule for rule in shades
        if rule.is_across
        and min(tops) - SNAP <= rule.at <= max(tops) + SNAP
        and sum(1 for x, side in uprights if side.start - SNAP <= rule.at <= side.end + SNAP
                and rule.start - SNAP <= x <= rule.end + SNAP) > 1
        and all(any(abs(end - x) <= SNAP for x in xs) for end in (rule.start, rule.end))
    ]  # fmt: skip
    sides = [Rule(False, x, rule.start, rule.end) for x, rule in uprights]
    return joined([*region, *sides, *(replace(rule, is_shade=False) for rule in across)])


def is_in(word: Word, box: BBox) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def lattice_of(region: Sequence[Rule], words: Sequence[Word]) -> Lattice | None:
    across = [rule for rule in region if rule.is_across]
    upright = [rule for rule in region if not rule.is_across]
    if not across or not upright:
        return None
    xs = sorted({rule.at for rule in upright})
    ys = sorted({rule.at for rule in across})
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    inside = [word for word in words if is_in(word, (left - 1, top - 1, right + 1, bottom + 1))]
    is_above = top < ys[0] - OPEN_END and any(word.middle < ys[0] for word in inside)
    is_below = bottom > ys[-1] + OPEN_END and any(word.middle > ys[-1] for word in inside)
    if left < xs[0] - OPEN_END and any(word.x0 < xs[0] for word in inside):
        xs.insert(0, left)
    if right > xs[-1] + OPEN_END and any(word.x1 > xs[-1] for word in inside):
        xs.append(right)
    if is_above:
        ys.insert(0, top)
    if is_below:
        ys.append(bottom)
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(region), is_above, is_below)


def is_drawn(lattice: Lattice, is_across: bool, at: float, start: float, end: float) -> bool:
    covered = sum(
        overlap(rule.start - JOIN, rule.end + JOIN, start, end)
        for rule in lattice.rules
        if rule.is_across is is_across and rule.at == at
    )
    return covered >= COVERED * (end - start)


def cells_of(lattice: Lattice) -> list[Span]:
    """The cells as (first row, first column, last row, last column): neighbours without a border between them are
    one. Where that gives no rectangle, each row's part of it is a cell of its own."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    group = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(place: Place) -> Place:
        while group[place] != place:
            place = group[place]
        return place

    for r, (top, bottom) in enumerate(pairwise(lattice.ys)):
        for c, (left, right) in enumerate(pairwise(lattice.xs)):
            if c + 1 < columns and not is_drawn(lattice, False, right, top, bottom):
                group[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not is_drawn(lattice, True, bottom, left, right):
                group[root((r + 1, c))] = root((r, c))
    members: dict[Place, list[Place]] = {}
    for place in group:
        members.setdefault(root(place), []).append(place)
    return [rectangle for places in members.values() for rectangle in _rectangles(places)]


def _rectangles(places: Sequence[Place]) -> list[Span]:
    rows, columns = sorted({r for r, _ in places}), sorted({c for _, c in places})
    if len(places) == len(rows) * len(columns):
        return [(rows[0], columns[0], rows[-1], columns[-1])]
    runs: list[Span] = []
    for row in rows:
        for column in sorted(c for r, c in places if r == row):
            if runs and runs[-1][0] == row and runs[-1][3] == column - 1:
                runs[-1] = (row, runs[-1][1], row, column)
            else:
                runs.append((row, column, row, column))
    return runs
