"""The words of a page outside ruled tables -> its tables that are drawn with few rules or none: lines of print, their
columns, the rows that they are, the heading above; or, where a person says where columns begin, the grid by that alone;
and whether questions have their answers beside them, with no rule between.

Protects: a group of words that reaches over two columns of another line makes no column and hides none; the words of a
label that goes on below or above its numbers stay one label. No table is made of a letter's prose, of a form's fields
or of answers beside their questions' labels, for the letter would lose its text; where a heading's columns are not
clear, no number has a meaning. Line by line an answer that begins above its question would answer another one: such a
page is told, and by it nothing is accepted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Any

from ingest.model import Blocks, Grid, GridCell, Problem
from ingest.pdf import layout
from ingest.pdf.layout import Word, around, cell_text, groups_of, is_number, is_period, is_value, line_text, lines_of
from ingest.pdf.page import Page, read_layout
from ingest.phrases.labels import read_label
from ingest.sources import meant

# Thresholds, with their reasons; where no unit is said, a part of the font's size.
CELL_GAP = 0.75  # between the cells of one row: justified blanks are narrower
WIDER_THAN_BLANKS = 2.0  # a gap between the headings of two columns, in parts of the widest blank within one
WITHIN_BAND = 0.4  # between lines of one row, of either column: leading leaves 0.2
SECOND_COLUMN = 0.2  # of the text's width, left of which no second column begins
TOUCH = 0.5  # points that two groups must share to stand below each other
STRADDLE = 0.3  # of a word beyond the border between two columns, at the most
ROW_GAP = 2.6  # from the foot of one row to the head of the next
WITHIN_CELL = 0.36  # between the lines of one cell, where no other gap tells
LEAST_STEP = 0.07  # that lines of one row must be nearer to each other than rows are
NEARER = 0.6  # of the other gap: a line so much nearer to one row belongs to it
OTHER_SIZE = 1.0  # points: print that is so much larger or smaller is no row of the table
PROSE_WORDS = 9  # in a line that is a sentence below a table
MOST_LINES_BETWEEN = 16  # lines of labels between two rows with numbers
MOST_COLUMNS = 60
MOST_WORDS = 12  # in a cell that is no label
LONGEST = 80  # characters, there
LEAST_ROWS_WITHOUT_HEADING = 3
CENTRED = 1.2  # how far a heading may be off the side or the middle of what it spans
BEYOND = 4.0  # how far a heading may reach beyond the last column

PLAIN_COUNT = re.compile(r"[<>]?\d[\d,]*[*†‡#⁰¹²³⁴-⁹]*|[-–—*]")
QUESTION_LABEL = re.compile(r"\(?(?:[A-Za-z]{1,8}\.?\s*)?\d{0,2}\s?[a-z]{0,3}\s?[.):]+\)?|\(?[a-z]\)")
CURRENCIES = ("£", "$", "€")
Group = Sequence[Word]
Extent = tuple[float, float]
Placed = list[tuple[Group, int, int]]
"""Groups of words, each with the column that it begins in and the number of columns that it stands over."""


def aligned_tables(words: Sequence[Word], page: int) -> tuple[list[layout.PageTable], list[Word], list[Problem]]:
    """Tables among these words, the words that stand in them, and what was doubtful."""
    upright = lines_of([word for word in words if word.direction == 0])
    lines = [PrintLine(_with_currency(groups_of(line, CELL_GAP))) for line in upright]
    tables: list[layout.PageTable] = []
    used: list[Word] = []
    problems: list[Problem] = []
    n = floor = 0
    while n < len(lines):
        table = _table(lines, floor, n)
        n += 1
        if table is None:
            continue
        rows, columns, first, last, is_clear = table
        n = floor = last + 1
        inside = [word for line in lines[first:n] for word in line.words]
        box = around(word.bbox for word in inside)
        cells = tuple(cell for at, row in enumerate(rows) for cell in row.cells(at, columns, page))
        tables.append(layout.PageTable(page, box, len(rows), columns.edges(box[0], box[2]), cells, False))
        used += inside
        problems += [] if is_clear else [_doubt(rows[0].texts(columns)[0], page)]
    return tables, used, problems


def _table(lines: Sequence[PrintLine], floor: int, begun: int) -> tuple[list[Row], Columns, int, int, bool] | None:
    """The table whose numbers begin in the line `begun`, none above `floor`: rows, columns, first and last line, and
    whether it is clear what its heading stands over; where not, all of it stands over each column."""
    last = _run(lines, begun)
    if last is None:
        return None
    first = next((n for n in range(begun, last + 1) if lines[n].is_counted and not lines[n].is_of_periods), begun)
    columns = columns_of(lines[first : last + 1])
    beside = [line for line in lines[first : last + 1] if len(line.groups) > 1]
    if columns is None or columns.count > MOST_COLUMNS:
        return None
    if not all(columns.is_clear(word) for line in beside for word in line.words):
        return None
    pairs = [pair for line in beside for pair in zip(line.groups[1:], line.texts[1:], strict=True)]
    numbers = min(group[0].x0 for group, text in pairs if is_number(text))
    while first > floor and _is_label(lines[first - 1], numbers):
        above = gap_between(lines[first - 2], lines[first - 1]) if first > 1 else inf
        if gap_between(lines[first - 1], lines[first]) >= min(ROW_GAP, NEARER * above):
            break  # no line of the label below it
        first -= 1
    while last + 1 < len(lines) and _is_label(lines[last + 1], numbers) and _is_near(lines[last], lines[last + 1]):
        last += 1
    body = rows_of(lines[first : last + 1], columns)
    start = _heading_start(lines, floor, min(begun, first), columns)
    heading = _heading([_parted(line, columns) for line in lines[start:first]], columns)
    is_cut = start > floor and len(lines[start - 1].groups) > 1 and _is_near(lines[start - 1], lines[start])
    is_clear = heading is not None and not (is_cut and start < first)
    if heading is None or not is_clear:
        words = [word for line in lines[start:first] for word in line.words]
        heading = [Row({(column, 1): words for column in range(columns.count)})]
    return ([*heading, *body], columns, start, last, is_clear) if _is_table(heading, body, columns) else None


def _run(lines: Sequence[PrintLine], first: int) -> int | None:
    if not lines[first].is_counted:
        return None
    last = first
    for n in range(first + 1, len(lines)):
        line = lines[n]
        is_far = line.top - lines[n - 1].bottom > ROW_GAP * line.size
        if is_far or n - last > MOST_LINES_BETWEEN or _is_prose(line, lines[first : last + 1]):
            break
        is_another = _begins_another(line) and not _is_near(lines[n - 1], line)
        if last > first and (is_another or abs(line.size - lines[last].size) > OTHER_SIZE):
            break
        if line.is_counted or (len(line.groups) > 1 and all(map(is_value, line.texts[1:]))):
            last = n
    return last


def _is_prose(line: PrintLine, above: Sequence[PrintLine]) -> bool:
    """Whether a line is a sentence below a table: one group that reaches under the numbers or has a sentence's end."""
    if len(line.groups) > 1 or len(line.words) < PROSE_WORDS:
        return False
    numbers = min((row.groups[1][0].x0 for row in above if len(row.groups) > 1), default=0.0)
    return line.words[-1].x1 > numbers or line.words[-1].text[-1:] in ".:?"


def _begins_another(line: PrintLine) -> bool:
    """Whether a line below numbers is the heading of another table: years, or several different words."""
    texts = line.texts
    if len(texts) < 2 or is_number(texts[0]):
        return False
    are_words = len(texts) > 2 and len(set(texts)) == len(texts) and not any(map(is_value, texts[1:]))
    return are_words or _are_periods(texts)


def _are_periods(row: Sequence[str]) -> bool:
    cells = [text for text in row[1:] if text]
    return bool(cells) and all(map(is_period, cells))


def _is_label(line: PrintLine, numbers: float) -> bool:
    return len(line.groups) == 1 and line.words[-1].x1 < numbers


def _is_near(above: PrintLine, below: PrintLine) -> bool:
    return gap_between(above, below) < WITHIN_CELL


def _is_table(heading: Sequence[Row], body: Sequence[Row], columns: Columns) -> bool:
    texts = [row.texts(columns) for row in body]
    filled = [row for row in texts if sum(1 for text in row if text) > 1]
    values = [text for row in texts for text in row[1:] if text]
    is_long = any(len(text.split()) > MOST_WORDS or len(text) > LONGEST for text in values)
    counted = [sum(1 if is_number(row[n]) else -1 for row in filled if row[n]) for n in range(1, columns.count)]
    labels = [row[0] for row in filled]
    are_fields = sum(1 for label in labels if label.endswith(":")) * 2 > len(labels)
    if is_long or are_fields or not any(count > 0 for count in counted):
        return False
    if heading or _are_periods(filled[0]):
        headed = {column + n for row in heading for column, span in row.words for n in range(span)}
        is_whole = columns.count > 2 and headed >= set(range(1, columns.count))
        return sum(1 for row in filled if not _are_periods(row)) >= (1 if is_whole else 2)
    is_answer_list = sum(1 for label in labels if not label or QUESTION_LABEL.fullmatch(label)) * 2 > len(labels)
    is_plain = sum(1 for text in values if PLAIN_COUNT.fullmatch(text)) >= 0.8 * len(values)
    return is_plain and not is_answer_list and len(filled) >= LEAST_ROWS_WITHOUT_HEADING


def _heading_start(lines: Sequence[PrintLine], floor: int, begun: int, columns: Columns) -> int:
    """The first line of the heading that goes down to the line `begun`; that line where none stands above it."""
    start = begun
    for n in range(begun - 1, floor - 1, -1):
        line, below = lines[n], lines[n + 1]
        spans = [columns.span_of(group) for group in line.groups]
        is_over_labels_and_numbers = any(low == 0 and high > 0 for low, high in spans)
        is_within = len(spans) > 1 or line.words[-1].x1 <= columns.extents[-1][1] + BEYOND * line.size
        is_row = line.is_counted and not line.is_of_periods
        is_far = below.top - line.bottom > ROW_GAP * below.size
        if is_over_labels_and_numbers or is_row or is_far or not is_within:
            break
        if spans != [(0, 0)]:  # words above the labels alone may be their heading's, where others stand above them
            start = n
    return start


def _parted(line: PrintLine, columns: Columns) -> PrintLine:
    pairs = [(left, right) for group in line.groups for left, right in pairwise(group)]
    within = [right.x0 - left.x1 for left, right in pairs if columns.column_of(left) == columns.column_of(right)]
    least = max(layout.NARROW_BLANK * line.size, WIDER_THAN_BLANKS * max(within, default=0.0))
    groups: list[list[Word]] = []
    for group in line.groups:
        groups.append([group[0]])
        for left, right in pairwise(group):
            if columns.column_of(left) != columns.column_of(right) and right.x0 - left.x1 > least:
                groups.append([])
            groups[-1].append(right)
    return PrintLine(groups)


def _heading(lines: Sequence[PrintLine], columns: Columns) -> list[Row] | None:
    if not lines:
        return []
    most = max(len(line.groups) for line in lines)
    key = max(n for n, line in enumerate(lines) if len(line.groups) == most)
    by_column = _one_by_one(lines[key], columns)
    wider = _widened(columns, by_column or [])
    rows, lowest = [], Row()
    for n, line in enumerate(lines):
        if n < key:
            placed = _shared(line, lines[key], lines[n + 1], wider)
        elif n > key or by_column is None:
            placed = _over(line, wider)
        else:
            placed = by_column
        if placed is None:
            return None
        row = lowest
        if any(span > 1 for _, _, span in placed):
            row = Row()
            rows.append(row)
        for group, column, span in placed:
            row.add(group, column, span)
    return [*rows, *([lowest] if lowest.words else [])]


def _one_by_one(line: PrintLine, columns: Columns) -> Placed | None:
    """A heading with one group for each column, or each but the labels', none of them over another's column. (A
    heading may begin at its column's left while the numbers end at its right, and so share no place with them.)"""
    missing = columns.count - len(line.groups)
    if missing not in (0, 1) or (missing and line.groups[0][0].x0 <= columns.extents[0][1]):
        return None
    numbered = list(enumerate(line.groups, missing))
    is_clear = all(set(columns.overlapped(extent_of(group))) <= {column} for column, group in numbered)
    return [(group, column, 1) for column, group in numbered] if is_clear else None


def _widened(columns: Columns, placed: Placed) -> Columns:
    extents = list(columns.extents)
    for group, column, _ in placed:
        extents[column] = (min(extents[column][0], group[0].x0), max(extents[column][1], group[-1].x1))
    is_clear = all(left[1] < right[0] for left, right in pairwise(extents))
    return Columns(tuple(extents)) if is_clear else columns


def _shared(line: PrintLine, key: PrintLine, below: PrintLine, columns: Columns) -> Placed | None:
    """The groups of a line above the one with a heading for each column: shared out among the columns, each in the
    middle of its part, or at one side of it where the groups are years or the headings below begin anew; else the upper
    lines of the same cells. None where it may be either."""
    labels = [group for group in line.groups if columns.span_of(group) == (0, 0)]
    groups = [group for group in line.groups if columns.span_of(group) != (0, 0)]
    count, headings = columns.count - 1, key.texts[1 - columns.count :]
    may_be_over_several = bool(groups) and count % len(groups) == 0 and len(groups) < count
    is_over_several = len(set(headings)) < len(headings) or all(map(is_period, line.texts[len(labels) :]))
    if may_be_over_several:
        step = count // len(groups)
        parts = [(columns.extents[1 + n * step][0], columns.extents[n * step + step][1]) for n in range(len(groups))]
        pairs = [(extent_of(group), part) for group, part in zip(groups, parts, strict=True)]
        sides = [0.5, *([0.0] if is_over_several else [])]
        if is_over_several and len(groups) > 1:  # one alone at the right may be over the columns there and no others
            sides.append(1.0)
        # How far each stands from the left side (0), the middle (0.5) or the right side (1) of its part.
        misfit = min(max(abs(a + side * (b - a) - x - side * (y - x)) for (a, b), (x, y) in pairs) for side in sides)
        if misfit <= CENTRED * line.size and (len(groups) > 1 or not _is_near(line, below)):
            return [*((group, 0, 1) for group in labels), *((g, 1 + n * step, step) for n, g in enumerate(groups))]
    is_whole = len(groups) in (0, count)
    is_near = _is_near(line, below) and not (may_be_over_several and is_over_several)
    return _over(line, columns) if is_whole or is_near else None


def _over(line: PrintLine, columns: Columns) -> Placed | None:
    """The groups of a heading by the columns they overlap or are clearly nearest to; None where that is not sure."""
    placed: Placed = []
    for group in line.groups:
        low, high = columns.span_of(group)
        middle = sum(extent_of(group)) / 2
        near = sorted(min(abs(middle - edge) for edge in extent) for extent in columns.extents)
        if not columns.overlapped(extent_of(group)) and near[0] > NEARER * near[1]:
            return None
        if len({columns.column_of(word) for word in group}) > 1:
            return None
        placed.append((group, low if low == high else columns.column_of(group[0]), 1))
    return placed


def _doubt(heading: str, page: int) -> Problem:
    return Problem.of("heading-span", f"page {page}", page, heading=heading)


def extent_of(group: Group) -> Extent:
    """From where to where a group of words stands, in points from the left."""
    return (group[0].x0, group[-1].x1)


@dataclass(frozen=True)
class PrintLine:
    """One line of print with its groups of words. `top` and `bottom`: without raised marks, which would move them."""

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
        return any(map(is_number, self.texts[1:]))

    @cached_property
    def is_of_periods(self) -> bool:
        return all(is_period(text) for text in self.texts[1:] if is_number(text))


def _with_currency(groups: Sequence[list[Word]]) -> list[list[Word]]:
    """The groups of a line, a currency's sign that stands by itself with the number behind it."""
    joined: list[list[Word]] = []
    for group in groups:
        if joined and len(joined[-1]) == 1 and joined[-1][0].text in CURRENCIES:
            joined[-1] += group
        else:
            joined.append(group)
    return joined


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
        first, last = bisect_left(self.cuts, word.x0), bisect_left(self.cuts, word.x1)
        bounds = [word.x0, *self.cuts[first:last], word.x1]
        shares = [right - left for left, right in pairwise(bounds)]
        return first + shares.index(max(shares))

    def is_clear(self, word: Word) -> bool:
        width = max(word.x1 - word.x0, 0.01)
        return all(
            not (word.x0 < cut < word.x1) or min(cut - word.x0, word.x1 - cut) <= STRADDLE * width for cut in self.cuts
        )

    def overlapped(self, extent: Extent) -> list[int]:
        return [n for n, (left, right) in enumerate(self.extents) if layout.overlap(*extent, left, right) > TOUCH]

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
        extent
        for of_line in extents
        for extent in of_line  # but a heading of two groups of a line, a sentence, a long label beside its number
        if not any(sum(layout.overlap(*extent, *other) > TOUCH for other in line) > 1 for line in extents)
    ):
        if merged and x0 < merged[-1][1] - TOUCH:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return Columns(tuple(merged)) if len(merged) > 1 else None


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
    return any(map(is_number, texts)) or (0 < len(texts) < len(line.groups) and all(map(is_value, texts)))


def _goes_on(lines: Sequence[PrintLine], n: int, row: int, columns: Columns) -> bool:
    """Whether a label alone in the line `n` goes on in lower case beside the numbers of the row right below."""
    first, after = lines[n].words[0], lines[row].words[0]
    are_labels = columns.column_of(first) == columns.column_of(after) == 0 and len(lines[n].groups) == 1
    is_near = row == n + 1 and gap_between(lines[n], lines[row]) < ROW_GAP
    return are_labels and is_near and first.text[:1].isupper() and after.text[:2].isalpha() and after.text[:1].islower()


def rows_of(lines: Sequence[PrintLine], columns: Columns) -> list[Row]:
    """The rows that lines make. A line of a label goes to the row that it is much nearer to than rows are to each
    other, or to the one above where it goes on in lower case, or to the one below that goes on so; any other is a row
    by itself: the heading of a group."""
    begun = [n for n, line in enumerate(lines) if begins_row(line, columns)]
    gaps = [gap_between(above, below) for above, below in pairwise(lines)]
    reach = min([WITHIN_CELL, *(gaps[n] - LEAST_STEP for n, after in pairwise(begun) if after == n + 1)])
    owners: list[int] = []
    for n, line in enumerate(lines):
        row_below = next((row for row in begun if row > n), None)
        above = gaps[n - 1] if begun and n > begun[0] else inf
        below = gaps[n] if row_below is not None else inf
        goes_on = line.words[0].text[:1].islower() and above < inf
        if n in begun:
            owners.append(n)
        elif above < reach and above < NEARER * below:
            owners.append(owners[n - 1])
        elif row_below is not None and (
            (below < reach and below < NEARER * above) or _goes_on(lines, n, row_below, columns)
        ):
            owners.append(row_below)
        else:
            owners.append(owners[n - 1] if goes_on else n)
    rows: dict[int, Row] = {}
    for line, owner in zip(lines, owners, strict=True):
        rows.setdefault(owner, Row()).add_line(line, columns)
    return [rows[owner] for owner in sorted(rows)]


NEAR = 2.0  # points by which a word may stand left of where its column begins


def with_columns_at(blocks: Blocks, data: bytes, entries: Sequence[Mapping[str, Any]]) -> Blocks:
    """A PDF's blocks with the tables of these `[[table]]` entries by the columns that they give, in points from the
    left. On a page without one, all lines that fill several columns become a table and are no lines of text."""
    for entry in entries:
        page = next(read_layout(data, entry["page"], entry["page"]), None)
        named = meant(blocks.grids, entry)
        if page is None or page.damage or len(named) > 1:
            continue
        table = named[0] if named else Grid(len(blocks.grids) + 1, 0, 0, (), entry["page"])
        grid = _grid_at(table, page, entry["columns"])
        if grid.bbox is None:
            continue
        before = [
            line.number
            for line in blocks.lines
            if line.bbox and (line.page, line.bbox[1]) < (page.number, grid.bbox[1])
        ]
        grid = grid if named else replace(grid, after_line=max(before, default=0))
        grids = [other for other in blocks.grids if other is not table]
        grids = sorted([*grids, grid], key=lambda g: g.n)
        lines = [line for line in blocks.lines if named or line.page != grid.page or not _within(line.bbox, grid.bbox)]
        blocks = replace(blocks, grids=tuple(grids), lines=tuple(lines))
    return blocks


def _grid_at(table: Grid, page: Page, starts: Sequence[float]) -> Grid:
    """The table by these columns. One not found goes from the headings of its first counted line to the last."""
    words = [word for word in page.words if table.bbox is None or table.bbox[1] <= word.middle <= table.bbox[3]]
    lines: list[PrintLine] = []
    for line in lines_of(words):
        groups: dict[int, list[Word]] = {}
        for word in line:
            groups.setdefault(max(1, bisect_right(starts, word.x0 + NEAR)), []).append(word)
        lines.append(PrintLine([group for _, group in sorted(groups.items())]))
    counting = [n for n, line in enumerate(lines) if line.is_counted and line.words[0].x0 + NEAR < starts[1]]
    if table.bbox is None:
        first = counting[0] if counting else len(lines)
        while 0 < first < len(lines) and len(lines[first - 1].groups) > 1:
            first -= 1
        lines = lines[first : counting[-1] + 1] if counting else []
    columns = Columns(tuple(pairwise([*(start - NEAR for start in starts), max(page.width, starts[-1] + NEAR)])))
    rows: list[Row] = []
    for printed in _with_whole_labels(lines, starts[1] - NEAR):
        rows.append(Row())
        for print_line in printed:
            rows[-1].add_line(print_line, columns)
    cells = tuple(cell for n, row in enumerate(rows) for cell in row.cells(n, columns, page.number) if cell.text)
    box = around(cell.bbox for cell in cells if cell.bbox) if cells else None
    return replace(table, rows=len(rows), columns=len(starts), cells=cells, bbox=box)


def _with_whole_labels(lines: Sequence[PrintLine], numbers: float) -> list[list[PrintLine]]:
    rows = [[line] for line in lines]
    while True:
        is_full = [any(line.words[-1].x0 >= numbers for line in row) for row in rows]
        pairs = [n for n in range(len(rows) - 1) if not (is_full[n] and is_full[n + 1])]
        if not pairs:
            return rows
        n = min(pairs, key=lambda n: rows[n + 1][0].top - rows[n][-1].bottom)
        rows[n : n + 2] = [[*rows[n], *rows[n + 1]]]


def _within(box: tuple[float, ...] | None, outer: tuple[float, ...] | None) -> bool:
    return box is not None and outer is not None and outer[1] <= (box[1] + box[3]) / 2 <= outer[3]


FEWEST_QUESTIONS = 2
FEWEST_WORDS = 4  # of a question, behind its label


def is_question(line: list[Word]) -> bool:
    """Whether a line begins with a question's label and words enough."""
    text = line_text(line)[0]
    label = read_label(text)
    return label is not None and label.part is None and len(text[label.end :].split()) >= FEWEST_WORDS


@dataclass(frozen=True)
class Band:
    """What stands between two gaps across the page: the words of each line left and right of the columns' edge."""

    left: tuple[list[Word], ...]
    right: tuple[list[Word], ...]

    @property
    def questions(self) -> int:
        return sum(map(is_question, self.left))

    @property
    def is_answered(self) -> bool:
        return self.questions > 0 and any(self.right)

    @property
    def has_columns(self) -> bool:
        """Whether one line at the right is of several columns: a row of a table, with its headings above."""
        lines = [line for line in self.right if line]
        return len(lines) == 1 and len(groups_of(lines[0], layout.WIDE_GAP)) > 1


def has_answers_beside(words: Sequence[Word]) -> bool:
    """Whether these words are questions with their answers beside them, and lines of answers alone among them."""
    bands = _bands(lines_of([word for word in words if word.direction == 0]))
    rows = max((_answered_bands(bands, edge) for edge in _edges(bands)), key=len, default=[])
    is_level = all(all(row.left) for row in rows)  # no answer's line stands alone: each is its own question's
    has_columns = all(row.has_columns for row in rows if row.is_answered)
    return sum(row.questions for row in rows) >= FEWEST_QUESTIONS and not is_level and not has_columns


def _bands(lines: Iterable[list[Word]]) -> list[list[list[Word]]]:
    bands: list[list[list[Word]]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: min(word.top for word in line)):
        is_near = bool(bands) and min(word.top for word in line) - bottom <= WITHIN_BAND * line[0].size
        bands[-1:] = [[*bands[-1], line]] if is_near else [*bands[-1:], [line]]
        bottom = max(bottom, *(word.bottom for word in line))
    return bands


def _edges(bands: Sequence[Sequence[list[Word]]]) -> set[float]:
    """Where a second column may begin: where any group of words begins that is not the first at the left."""
    lines = [line for band in bands for line in band]
    left = min((line[0].x0 for line in lines), default=0.0)
    return {
        group[0].x0
        for line in lines
        for group in groups_of(line, layout.WIDE_GAP)
        if group[0].x0 > left + SECOND_COLUMN * (line[-1].x1 - left)
    }


def _answered_bands(bands: Iterable[Sequence[list[Word]]], edge: float) -> list[Band]:
    """The rows from the first to the last question with an answer beside it; none where a word crosses the edge."""
    rows = []
    for band in bands:
        left, right = (
            [[word for word in line if (word.x0 < edge - 1) is side] for line in band] for side in (True, False)
        )
        rows.append(Band(tuple(left), tuple(right)))
    answered = [n for n, row in enumerate(rows) if row.is_answered]
    rows = rows[answered[0] : answered[-1] + 1] if answered else []
    is_crossed = any(word.x1 > edge for row in rows for line in row.left for word in line)
    return [] if is_crossed else rows
