"""The rules and words of a page -> its ruled tables, with merged cells as one.

Protects: a cell is what the rules around it say and not where a word happens to begin; a first row without a rule above
it (the rest of a row on the page before) is kept; a word that stands on a border is reported and not cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.model import BBox, Problem
from ingest.pdf.aligned_rows import Body, Row, begins_row, body_rows
from ingest.pdf.cell_text import is_value, lines_of, room_of, text_of
from ingest.pdf.columns import Columns
from ingest.pdf.layout import PageCell, PageTable, Rule, Word, overlap
from ingest.pdf.pages import Page
from ingest.pdf.print_lines import PrintLine, are_broken_years, is_number, text_of_group
from ingest.pdf.rules import JOIN, SNAP, joined, regions

COVERED = 0.7  # of a cell's side, by a rule: less is no border
OPEN_END = 5.0  # points that rules must go on beyond the last one that crosses them, to leave a row or column open
CLEAR = 0.6  # of a word's width in one cell, or it stands on the border
NARROW = 12.0  # points: a column that holds nothing and is no wider is a gap between cells
LONG_CELL = 60  # words: more are prose, and a table of such cells is the layout of a letter
APART = 0.7  # of the font's size, between words of two cells without a rule between them
LEAST_ROWS_TO_SPLIT = 3
YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s?[–:=-]\s")

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


def ruled_tables(page: Page) -> tuple[list[PageTable], list[Problem]]:
    """The page's ruled tables from top to bottom: two columns at least, drawn as such."""
    tables: list[PageTable] = []
    problems: list[Problem] = []
    shades = [rule for rule in page.rules if rule.is_shade]
    for region in regions(rule for rule in page.rules if not rule.is_shade):
        region = _with_shaded_cells(region, shades)
        lattice = _lattice(region, page.words)
        if lattice is None:
            continue
        words = [word for word in page.words if _is_in(word, lattice.bbox)]
        if not words:
            continue
        table, found = _table(lattice, words, page.number)
        if table is not None:
            tables.append(table)
            problems += found
    tables = [t for t in tables if not any(o is not t and _is_inside(t.bbox, o.bbox) for o in tables)]
    return sorted(tables, key=lambda t: (t.bbox[1], t.bbox[0])), problems


def _with_shaded_cells(region: Sequence[Rule], shades: Sequence[Rule]) -> list[Rule]:
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


def _is_inside(box: BBox, other: BBox) -> bool:
    return box[0] > other[0] and box[1] > other[1] and box[2] < other[2] and box[3] < other[3]


def _is_in(word: Word, box: BBox) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _lattice(region: Sequence[Rule], words: Sequence[Word]) -> Lattice | None:
    across = [rule for rule in region if rule.is_across]
    upright = [rule for rule in region if not rule.is_across]
    if not across or not upright:
        return None
    xs = sorted({rule.at for rule in upright})
    ys = sorted({rule.at for rule in across})
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in upright), max(rule.end for rule in upright)
    inside = [word for word in words if _is_in(word, (left - 1, top - 1, right + 1, bottom + 1))]
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
        overlap(rule.start - JOIN, rule.end + JOIN, start, end)
        for rule in lattice.rules
        if rule.is_across is is_across and rule.at == at
    )
    return covered >= COVERED * (end - start)


def _groups(lattice: Lattice) -> list[Span]:
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
            if c + 1 < columns and not _is_drawn(lattice, False, right, top, bottom):
                group[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not _is_drawn(lattice, True, bottom, left, right):
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


def _table(lattice: Lattice, words: Sequence[Word], page: int) -> tuple[PageTable | None, list[Problem]]:
    places = sorted(_groups(lattice))
    boxes = {
        place: (lattice.xs[place[1]], lattice.ys[place[0]], lattice.xs[place[3] + 1], lattice.ys[place[2] + 1])
        for place in places
    }
    inside: dict[Span, list[Word]] = {place: [] for place in places}
    problems = []
    for word in words:
        shares = [(_share(word, boxes[place]), place) for place in places]
        share, place = max(shares)
        if share == 0:
            continue
        inside[place].append(word)
        if share < CLEAR and word.direction == 0:
            problems.append(_on_border(word, page))
    places, inside = _with_hidden_columns(places, inside, lattice)
    boxes = {place: lattice.box(place) for place in places}
    kept = [place for place in places if inside[place] or not _is_outside(lattice, boxes[place])]
    if _is_layout([inside[place] for place in kept]):
        return None, []
    cells, doubts = _split([(place, inside[place]) for place in kept], lattice, page)
    cells, xs, rows = _without_empty_tracks(cells, lattice.xs)
    if len(xs) < 3:
        return None, []
    table = PageTable(page, lattice.bbox, rows, xs, tuple(cells), True, lattice.is_open_above, lattice.is_open_below)
    return table, [*problems, *doubts]


def _with_hidden_columns(
    places: Sequence[Span], inside: dict[Span, list[Word]], lattice: Lattice
) -> tuple[list[Span], dict[Span, list[Word]]]:
    """The cells, with one that covers columns in a single row parted where its words stand in those columns, far from
    each other: rows without upright rules between rows that have them."""
    result: dict[Span, list[Word]] = {}
    for place in places:
        row, left, last, right = place
        words = inside[place]
        if row != last or left == right or not _stand_apart(words, lattice.columns):
            result[place] = words
            continue
        for column in range(left, right + 1):
            part = [word for word in words if lattice.columns.column_of(word) == column]
            result[row, column, row, column] = part
    return sorted(result), result


def _stand_apart(words: Sequence[Word], columns: Columns) -> bool:
    """Whether words stand in several columns, clear of the borders, with a wide gap wherever they change column."""
    if any(word.direction != 0 or not columns.is_clear(word) for word in words):
        return False
    changes = 0
    for line in lines_of(words):
        for one, other in pairwise(line):
            if columns.column_of(one) != columns.column_of(other):
                changes += 1
                if other.x0 - one.x1 < APART * one.size:
                    return False
    return changes > 0


def _share(word: Word, box: BBox) -> float:
    """How much of a word stands in a box, 0 to 1."""
    if not box[1] <= word.middle <= box[3]:
        return 0.0
    if word.direction in (90, 270):
        return 1.0 if box[0] <= (word.x0 + word.x1) / 2 <= box[2] else 0.0
    return overlap(word.x0, word.x1, box[0], box[2]) / max(word.x1 - word.x0, 0.01)


def _on_border(word: Word, page: int) -> Problem:
    message = (
        f"{word.text!r} stands on the border of two cells and may belong to either. Look at the page, and correct the "
        "figures there if need be."
    )
    return Problem("warning", message, f"page {page}", page, "word-on-border")


def _is_outside(lattice: Lattice, box: BBox) -> bool:
    """Whether an empty place at the table's side is not closed there: it is the paper beside a stepped table."""
    x0, top, x1, bottom = box
    return any(
        at == edge and edge_rules and not _is_drawn(lattice, is_across, at, start, end)
        for is_across, at, edge, start, end, edge_rules in (
            (False, x0, lattice.xs[0], top, bottom, True),
            (False, x1, lattice.xs[-1], top, bottom, True),
            (True, top, lattice.ys[0], x0, x1, not lattice.is_open_above),
            (True, bottom, lattice.ys[-1], x0, x1, not lattice.is_open_below),
        )
    ) and _is_stepped(lattice, box)


def _is_stepped(lattice: Lattice, box: BBox) -> bool:
    """Whether the place lies in a corner of the table: an open side of a half-ruled table's cell is no step."""
    return (box[0] == lattice.xs[0] or box[2] == lattice.xs[-1]) and (
        box[1] == lattice.ys[0] or box[3] == lattice.ys[-1]
    )


def _is_layout(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether rules only arrange a letter: most words stand in cells of prose."""
    words = sum(len(cell) for cell in cells)
    return sum(len(cell) for cell in cells if len(cell) >= LONG_CELL) * 2 > words


def _split(
    places: Sequence[tuple[Span, list[Word]]], lattice: Lattice, page: int
) -> tuple[list[PageCell], list[Problem]]:
    """The cells, with a row in which no rules part the lines parted by its lines."""
    bands = {
        row: _rows_of_band([p for p in places if p[0][0] == p[0][2] == row], lattice, row) for row in _rows(lattice)
    }
    cells: list[PageCell] = []
    for place, words in places:
        body = bands[place[0]] if place[0] == place[2] else None
        if body is not None:
            continue
        first = sum(_height(bands[r]) for r in range(place[0]))
        span = sum(_height(bands[r]) for r in range(place[0], place[2] + 1))
        columns = place[3] - place[1] + 1
        box = lattice.box(place)
        padding = min((word.x0 - box[0] for word in words), default=0.0)
        text, raised = text_of(words, _width(words, box))
        room, width = room_of(words, box[2] - padding)
        cells.append(PageCell(first, place[1], text, box, span, columns, raised, room, width))
    problems = []
    for row, body in bands.items():
        if body is not None:
            first = sum(_height(bands[r]) for r in range(row))
            cells += [cell for n, one in enumerate(body.rows) for cell in one.cells(first + n, lattice.columns)]
            problems += [replace(p, page=page, locator=f"page {page}") for p in body.problems]
    return sorted(cells, key=lambda cell: (cell.row, cell.column)), problems


def _width(words: Sequence[Word], box: BBox) -> float:
    """How wide the lines of a cell may be: what is left of it by the smaller of its margins on both sides."""
    margin = min((min(word.x0 - box[0], box[2] - word.x1) for word in words), default=0.0)
    return box[2] - box[0] - 2 * max(margin, 0.0)


def _height(body: Body | None) -> int:
    return len(body.rows) if body is not None else 1


def _rows_of_band(places: Sequence[tuple[Span, list[Word]]], lattice: Lattice, row: int) -> Body | None:
    """The rows in one ruled row that holds several: numbers below each other in one of its columns. None where it is
    one row."""
    words = [word for _, cell in places for word in cell if word.direction == 0]
    columns = lattice.columns
    if len(places) != columns.count or not any(_has_numbers_below(cell) for _, cell in places[1:]):
        return None
    lines = []
    for line in lines_of(words):
        groups: dict[int, list[Word]] = {}
        for word in line:
            groups.setdefault(columns.column_of(word), []).append(word)
        lines.append(PrintLine(tuple(tuple(group) for _, group in sorted(groups.items()))))
    starts = [n for n, line in enumerate(lines) if _is_numbered(line, columns)]
    if len(starts) < 2:
        return None
    body = body_rows(lines, starts[0], starts[-1], 0, columns, ())
    if body.last < len(lines) - 1:
        body = body_rows(lines, body.first, len(lines) - 1, body.first, columns, ())
    is_heading = row == 0 and len(lattice.ys) > 2 and len(body.rows) < LEAST_ROWS_TO_SPLIT
    if is_heading:
        return None
    heading = Row()
    for above in lines[: body.first]:
        heading.add_line(above, columns)
    return Body([heading, *body.rows] if body.first else body.rows, 0, body.last, body.problems)


def _is_numbered(line: PrintLine, columns: Columns) -> bool:
    groups = [group for group in line.groups if columns.column_of(group[0]) > 0]
    return bool(groups) and all(is_value(text_of_group(group)) for group in groups) and begins_row(line, columns)


def _has_numbers_below(words: Sequence[Word]) -> bool:
    """Whether a cell ends with several numbers, a line each: "2018/" above "19" is one."""
    lines = [" ".join(word.text for word in line if not word.is_raised) for line in lines_of(words)]
    if len(lines) == 2 and are_broken_years(*lines):
        return False
    values = list(takewhile(is_value, reversed(lines)))
    if values and all(YEAR_FIRST.match(text) for text in values):
        return False  # a list: each year has its number beside it
    glued = any(text[-1] in "/–-" for text in values[1:] if len(text) > 1)
    return sum(1 for text in values if is_number(text)) > 1 and not glued


def _rows(lattice: Lattice) -> range:
    return range(len(lattice.ys) - 1)


def _without_empty_tracks(
    cells: Sequence[PageCell], xs: Sequence[float]
) -> tuple[list[PageCell], tuple[float, ...], int]:
    """The cells without rows and columns that no cell begins in and without those that hold nothing at all: gaps
    between double rules, the phantom columns under a heading of several lines."""
    rows = sorted({cell.row for cell in cells if cell.text or cell.row_span == 1})
    used = sorted({cell.column for cell in cells if cell.text})
    narrow = {c for c in range(len(xs) - 1) if c not in used and xs[c + 1] - xs[c] < NARROW}
    columns = [c for c in range(len(xs) - 1) if c in {cell.column for cell in cells} and c not in narrow]
    edges = tuple([xs[c] for c in columns] + [xs[-1]]) if columns else ()
    kept = []
    for cell in cells:
        own_rows = [n for n, row in enumerate(rows) if cell.row <= row < cell.row + cell.row_span]
        own = [n for n, column in enumerate(columns) if cell.column <= column < cell.column + cell.column_span]
        if own_rows and own:
            kept.append(replace(cell, row=own_rows[0], column=own[0], row_span=len(own_rows), column_span=len(own)))
    return kept, edges, len(rows)
