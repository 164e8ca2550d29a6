"""The rules and words of a page -> its ruled tables, with merged cells as one.

Protects: a cell is what the rules around it say and not where a word happens to begin; a first row without a rule above
it (the rest of a row on the page before) is kept; a word that stands on a border is reported and not cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.model import BBox, Problem
from ingest.pdf.aligned_rows import Body
from ingest.pdf.cell_text import lines_of, may_be_broken, room_of, text_of
from ingest.pdf.columns import Columns
from ingest.pdf.lattice import Lattice, Span, cells_of, is_drawn, is_in, lattice_of, with_shaded_cells
from ingest.pdf.layout import PageCell, PageTable, Word, overlap
from ingest.pdf.pages import Page
from ingest.pdf.ruled_rows import rows_of_band
from ingest.pdf.rules import regions

CLEAR = 0.6  # of a word's width in one cell, or it stands on the border
NARROW = 12.0  # points: a column that holds nothing and is no wider is a gap between cells
LONG_CELL = 60  # words: more are prose, and a table of such cells is the layout of a letter
NOWHERE = (0, 0, 0, 0)
APART = 0.7  # of the font's size, between words of two cells without a rule between them


def ruled_tables(page: Page) -> tuple[list[PageTable], list[Problem]]:
    """The page's ruled tables from top to bottom: two columns at least, drawn as such."""
    tables: list[PageTable] = []
    problems: list[Problem] = []
    shades = [rule for rule in page.rules if rule.is_shade]
    for region in regions(rule for rule in page.rules if not rule.is_shade):
        region = with_shaded_cells(region, shades)
        lattice = lattice_of(region, page.words)
        if lattice is None:
            continue
        words = [word for word in page.words if is_in(word, lattice.bbox)]
        if not words:
            continue
        table, found = _table(lattice, words, page.number)
        if table is not None:
            tables.append(table)
            problems += found
    tables = [t for t in tables if not any(o is not t and _is_inside(t.bbox, o.bbox) for o in tables)]
    return sorted(tables, key=lambda t: (t.bbox[1], t.bbox[0])), problems


def _is_inside(box: BBox, other: BBox) -> bool:
    return box[0] > other[0] and box[1] > other[1] and box[2] < other[2] and box[3] < other[3]


def _table(lattice: Lattice, words: Sequence[Word], page: int) -> tuple[PageTable | None, list[Problem]]:
    places = sorted(cells_of(lattice))
    boxes = {
        place: (lattice.xs[place[1]], lattice.ys[place[0]], lattice.xs[place[3] + 1], lattice.ys[place[2] + 1])
        for place in places
    }
    inside: dict[Span, list[Word]] = {place: [] for place in places}
    problems = []
    for word in words:
        middle = word.middle
        level = [place for place, box in boxes.items() if box[1] <= middle <= box[3]]
        share, place = max(((_share(word, boxes[place]), place) for place in level), default=(0.0, NOWHERE))
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
        at == edge and edge_rules and not is_drawn(lattice, is_across, at, start, end)
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
        row: rows_of_band([p for p in places if p[0][0] == p[0][2] == row], lattice, row) for row in _rows(lattice)
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
        broken = may_be_broken(words)
        cells.append(PageCell(first, place[1], text, box, span, columns, raised, room, width, broken))
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


def _rows(lattice: Lattice) -> range:
    return range(len(lattice.ys) - 1)


def _without_empty_tracks(
    cells: Sequence[PageCell], xs: Sequence[float]
) -> tuple[list[PageCell], tuple[float, ...], int]:
    """The cells without rows and columns that no cell begins in and without those that hold nothing at all: gaps
    between double rules, the phantom columns under a heading of several lines."""
    rows = sorted({cell.row for cell in cells if cell.text or cell.row_span == 1})
    narrow = _gaps(cells, xs)
    begun = {cell.column for cell in cells}
    columns = [c for c in range(len(xs) - 1) if c in begun and c not in narrow]
    edges = tuple([xs[c] for c in columns] + [xs[-1]]) if columns else ()
    kept = []
    for cell in cells:
        own_rows = [n for n, row in enumerate(rows) if cell.row <= row < cell.row + cell.row_span]
        own = [n for n, column in enumerate(columns) if cell.column <= column < cell.column + cell.column_span]
        if own_rows and own:
            kept.append(replace(cell, row=own_rows[0], column=own[0], row_span=len(own_rows), column_span=len(own)))
    return kept, edges, len(rows)


def _gaps(cells: Sequence[PageCell], xs: Sequence[float]) -> set[int]:
    """The narrow columns in which no words stand but those of cells that reach over a wider column too: gaps between
    cells, and what a part of a table that is drawn a little to one side of the rest leaves between the two."""
    narrow = {c for c in range(len(xs) - 1) if xs[c + 1] - xs[c] < NARROW}
    for cell in cells:
        covered = set(range(cell.column, cell.column + cell.column_span))
        if cell.text and covered <= narrow:
            narrow -= covered
    return narrow
