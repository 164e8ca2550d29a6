"""The rules and words of a page -> its ruled tables, with merged cells as one.

Protects: a cell is what the rules around it say and not where a word happens to begin; a first or last row that no rule
closes at a page's end is kept; a word that stands on a border is reported and not cut.

Rules draw a lattice, each word stands in one of its cells, and then what a table's rules leave out is mended. A table
whose rules part some of its rows or columns only is read as one without rules (aligned.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.model import BBox, GridCell, Problem
from ingest.pdf import layout
from ingest.pdf.aligned import Columns
from ingest.pdf.page import JOIN, SNAP, Page, joined, regions
from ingest.phrases.periods import A_YEAR

# Thresholds, with their reasons; where no unit is said, a part of the font's size.
COVERED = 0.7  # of a cell's side, by a rule: less is no border
OPEN_END = 5.0  # points that rules must go on beyond the last one that crosses them, to leave a row or column open
CLEAR = 0.6  # of a word's width in one cell, or it stands on the border
NARROW = 12.0  # points: a column that holds nothing and is no wider is a gap between cells
APART = 0.7  # between words of two cells without a rule between them

BRACKETED = re.compile(r"(?<!\S)\(\w\)(?!\S)")  # "(X)" in a number's place
YEAR_FIRST = re.compile(rf"{A_YEAR}(?:\s?/\s?(?:\d{{4}}|\d\d))?\s?[–:=-]\s")
LEVEL = 0.3  # of a word's size
Place = tuple[int, int]
Span = tuple[int, int, int, int]  # a cell: its first row, first column, last row and last column, from 0
Cells = dict[Span, list[layout.Word]]  # the words in each cell of a lattice


@dataclass(frozen=True)
class Lattice:
    """Where rules run in one region: the columns' and rows' borders, and which of them are drawn where."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[layout.Rule, ...]
    is_open_above: bool
    is_open_below: bool

    @property
    def bbox(self) -> BBox:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def columns(self) -> Columns:
        return Columns(tuple(pairwise(self.xs)))

    def box(self, place: Span) -> BBox:
        return (self.xs[place[1]], self.ys[place[0]], self.xs[place[3] + 1], self.ys[place[2] + 1])


def ruled_tables(page: Page) -> tuple[list[layout.PageTable], list[Problem]]:
    """The page's ruled tables from top to bottom: two columns at least, drawn as such."""
    tables: list[layout.PageTable] = []
    problems: list[Problem] = []
    shades = [rule for rule in page.rules if rule.is_shade]
    for region in regions(rule for rule in page.rules if not rule.is_shade):
        lattice = _lattice_of(_with_shaded_cells(region, shades), page.words)
        words = [word for word in page.words if lattice and layout.holds(lattice.bbox, word.bbox)]
        if lattice is None or not words:
            continue
        cells, doubts = _with_words(lattice, words, page.number)
        if _is_glued(lattice, cells):
            continue
        table = _table(lattice, with_cells_apart(lattice, cells), page.number)
        if table is not None:
            tables.append(table)
            problems += doubts
    tables = [t for t in tables if not any(o is not t and _is_inside(t.bbox, o.bbox) for o in tables)]
    return sorted(tables, key=lambda t: (t.bbox[1], t.bbox[0])), problems


def _is_inside(box: BBox, other: BBox) -> bool:
    return box[0] > other[0] and box[1] > other[1] and box[2] < other[2] and box[3] < other[3]


def _with_shaded_cells(region: Sequence[layout.Rule], shades: Sequence[layout.Rule]) -> list[layout.Rule]:
    """A region's rules with the sides of coloured areas that reach from one of its upright rules to another: cells that
    are parted by their colours' borders alone, as the headings of some programs are."""
    xs = sorted({rule.at for rule in region if not rule.is_across})
    ys = [rule.at for rule in region if rule.is_across]
    if not ys or len(xs) < 2:
        return list(region)
    top, bottom = min(ys) - SNAP, max(ys) + SNAP
    sides = [
        layout.Rule(False, x, rule.start, rule.end)
        for rule in shades
        for x in xs
        if not rule.is_across and abs(rule.at - x) <= SNAP and rule.start >= top and rule.end <= bottom
    ]
    across = []
    for rule in (rule for rule in shades if rule.is_across and top <= rule.at <= bottom):
        is_whole = all(any(abs(end - x) <= SNAP for x in xs) for end in (rule.start, rule.end))
        met = [side for side in sides if side.start - SNAP <= rule.at <= side.end + SNAP]
        if is_whole and sum(rule.start - SNAP <= side.at <= rule.end + SNAP for side in met) > 1:
            across.append(replace(rule, is_shade=False))
    return joined([*region, *sides, *across])


def _lattice_of(region: Sequence[layout.Rule], words: Sequence[layout.Word]) -> Lattice | None:
    across = [rule for rule in region if rule.is_across]
    upright = [rule for rule in region if not rule.is_across]
    if not across or not upright:
        return None
    xs = sorted({rule.at for rule in upright})
    ys = sorted({rule.at for rule in across})
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    inside = [word for word in words if layout.holds((left - 1, top - 1, right + 1, bottom + 1), word.bbox)]
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


def _is_drawn(lattice: Lattice, is_across: bool, at: float, start: float, end: float) -> bool:
    covered = sum(
        layout.overlap(rule.start - JOIN, rule.end + JOIN, start, end)
        for rule in lattice.rules
        if rule.is_across is is_across and rule.at == at
    )
    return covered >= COVERED * (end - start)


def _cells_of(lattice: Lattice) -> list[Span]:
    """The cells: neighbours without a border between are one; what is no rectangle, a cell in each row."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    open_sides = []
    for r, (top, bottom) in enumerate(pairwise(lattice.ys)):
        for c, (left, right) in enumerate(pairwise(lattice.xs)):
            n = r * columns + c
            if c + 1 < columns and not _is_drawn(lattice, False, right, top, bottom):
                open_sides.append((n, n + 1))
            if r + 1 < rows and not _is_drawn(lattice, True, bottom, left, right):
                open_sides.append((n, n + columns))
    cells = ([divmod(n, columns) for n in group] for group in layout.grouped(rows * columns, open_sides))
    return sorted(rectangle for places in cells for rectangle in _rectangles(places))


def _rectangles(places: Sequence[Place]) -> list[Span]:
    rows, columns = sorted({r for r, _ in places}), sorted({c for _, c in places})
    if len(places) == len(rows) * len(columns):
        return [(rows[0], columns[0], rows[-1], columns[-1])]
    runs: list[Span] = []
    for row, column in sorted(places):
        if runs and runs[-1][0] == row and runs[-1][3] == column - 1:
            runs[-1] = (row, runs[-1][1], row, column)
        else:
            runs.append((row, column, row, column))
    return runs


def _with_words(lattice: Lattice, words: Sequence[layout.Word], page: int) -> tuple[Cells, list[Problem]]:
    cells: Cells = {place: [] for place in _cells_of(lattice)}
    boxes = {place: lattice.box(place) for place in cells}
    problems = []
    for word in words:
        level = [place for place, box in boxes.items() if box[1] <= word.middle <= box[3]]
        share, place = max(((_share(word, boxes[place]), place) for place in level), default=(0.0, (0, 0, 0, 0)))
        if share == 0:
            continue
        cells[place].append(word)
        if share < CLEAR and word.direction == 0:
            problems.append(Problem.of("word-on-border", f"page {page}", page, word=word.text))
    return cells, problems


def _share(word: layout.Word, box: BBox) -> float:
    if word.direction in (90, 270):
        return 1.0 if box[0] <= (word.x0 + word.x1) / 2 <= box[2] else 0.0
    return layout.overlap(word.x0, word.x1, box[0], box[2]) / max(word.x1 - word.x0, 0.01)


def with_cells_apart(lattice: Lattice, grid: Cells) -> Cells:
    """A cell that covers columns in a single row parted where its words stand in those columns, far from each other:
    rows without upright rules between rows that have them."""
    columns = lattice.columns
    cells: Cells = {}
    for (top, left, bottom, right), words in grid.items():
        if top != bottom or left == right or not _stand_apart(words, columns):
            cells[top, left, bottom, right] = words
            continue
        for column in range(left, right + 1):
            cells[top, column, top, column] = [word for word in words if columns.column_of(word) == column]
    return cells


def _stand_apart(words: Sequence[layout.Word], columns: Columns) -> bool:
    """Whether words stand in several columns, clear of the borders, with a wide gap wherever they change column."""
    if any(word.direction != 0 or not columns.is_clear(word) for word in words):
        return False
    changes = [
        right.x0 - left.x1 >= APART * left.size
        for line in layout.lines_of(words)
        for left, right in pairwise(line)
        if columns.column_of(left) != columns.column_of(right)
    ]
    return bool(changes) and all(changes)


def _is_glued(lattice: Lattice, cells: Cells) -> bool:
    """Whether rules part some of the rows or columns only, so that numbers stand below each other in one cell: by how
    its words stand it may be read as a table without rules. Two numbers in a first row are a heading of two lines."""
    rows = len(lattice.ys) - 1

    def beside(row: int, column: int) -> list[list[layout.Word]]:
        return [words for (top, left, low, _), words in cells.items() if top <= row <= low and left < column]

    return any(
        _has_numbers_below(words, [word for cell in beside(top, left) for word in cell], is_first=top == 0 and rows > 2)
        for (top, left, bottom, _), words in cells.items()
        if top == bottom and left > 0
    )


def _has_numbers_below(words: Sequence[layout.Word], beside: Sequence[layout.Word], is_first: bool) -> bool:
    """Whether a cell ends with several numbers, a line each, and each level with words beside it: "2018/" above "19" is
    one, and in a list each year has its number beside it. In a first row only counts below a year are."""

    def is_level(word: layout.Word, other: layout.Word) -> bool:
        return abs(word.middle - other.middle) < LEVEL * other.size

    level = [line for line in layout.lines_of(words) if not beside or any(is_level(word, line[0]) for word in beside)]
    lines = [" ".join(word.text for word in line if not word.is_raised) for line in level]
    values = list(takewhile(layout.is_value, (BRACKETED.sub("0", line) for line in reversed(lines))))
    if is_first:
        return any(
            layout.is_number(below) and not layout.is_period(below) and layout.is_period(above)
            for below, above in pairwise(values)
        )
    is_list = bool(values) and all(YEAR_FIRST.match(text) for text in values)
    is_glued = any(text[-1] in "/–-" for text in values[1:] if len(text) > 1)
    return sum(map(layout.is_number, values)) > 1 and not is_list and not is_glued


def _is_paper(lattice: Lattice, place: Span) -> bool:
    """Whether a place in a corner is not closed at the table's side: the paper beside a stepped table."""
    x0, top, x1, bottom = lattice.box(place)
    beside = [(False, x, top, bottom) for x in (x0, x1) if x in (lattice.xs[0], lattice.xs[-1])]
    level = [y for y in (top, bottom) if y in (lattice.ys[0], lattice.ys[-1])]
    is_open = {lattice.ys[0]: lattice.is_open_above, lattice.ys[-1]: lattice.is_open_below}
    sides = [*beside, *((True, y, x0, x1) for y in level if not is_open[y])]
    return bool(beside and level) and any(not _is_drawn(lattice, *side) for side in sides)


def _table(lattice: Lattice, grid: Cells, page: int) -> layout.PageTable | None:
    cells = []
    for place, words in sorted(grid.items()):
        if not words and _is_paper(lattice, place):
            continue
        box = lattice.box(place)
        spans = place[2] - place[0] + 1, place[3] - place[1] + 1
        # How wide its lines may be: what is left of the cell by the smaller of its margins on both sides.
        margin = min((min(word.x0 - box[0], box[2] - word.x1) for word in words), default=0.0)
        text = layout.cell_text(words, box[2] - box[0] - 2 * max(margin, 0.0))
        cells.append(GridCell(place[0], place[1], text, *spans, page, box))
    cells, edges, rows = _without_empty_tracks(cells, lattice.xs)
    if len(edges) < 3:
        return None
    return layout.PageTable(
        page, lattice.bbox, rows, edges, tuple(cells), True, lattice.is_open_above, lattice.is_open_below
    )


def _without_empty_tracks(
    cells: Sequence[GridCell], xs: Sequence[float]
) -> tuple[list[GridCell], tuple[float, ...], int]:
    """The cells, counted from 0 -> from 1, without the rows and columns that no cell begins in and those that hold
    nothing: gaps between double rules, the phantom columns under a heading of several lines."""
    rows = sorted({cell.row for cell in cells if cell.text or cell.row_span == 1})
    narrow = {column for column in range(len(xs) - 1) if xs[column + 1] - xs[column] < NARROW}
    for cell in cells:
        covered = set(range(cell.column, cell.column + cell.column_span))
        if cell.text and covered <= narrow:
            narrow -= covered
    columns = sorted({cell.column for cell in cells} - narrow)
    left = []
    for cell in cells:
        down = [n for n, row in enumerate(rows) if cell.row <= row < cell.row + cell.row_span]
        across = [n for n, column in enumerate(columns) if cell.column <= column < cell.column + cell.column_span]
        if down and across:
            row, column = down[0] + 1, across[0] + 1
            left.append(replace(cell, row=row, column=column, row_span=len(down), column_span=len(across)))
    return left, (*(xs[column] for column in columns), xs[-1]), len(rows)
