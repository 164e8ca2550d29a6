"""The upper rows of a grid -> how many are headings, and what stands over each column.

Protects: a row of numbers is never taken for headings, but for years that no row below continues; groups of headings
that are not merged go on only as far as they surely do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.model import GridCell
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import read_period
from ingest.tables import words

MOST_HEADING_ROWS = 5
ROWS_LOOKED_AT = 200  # below a heading, to know what stands under it
LONGEST_MARK = 3  # letters of "n/a": longer ones are words
LONGEST_HEADING = 120  # code points of a cell; longer ones are sentences
CUT_SHORT = re.compile(r"\d\s?[-–—/]$")  # a heading of a year whose rest stands below it
MARKED = re.compile(rf"(\d[\d,]*)(?:\s*(?:[*†‡#~^{words.SUPERSCRIPTS}]{{1,3}}|\(\w\)|\[\w{{1,3}}\])|[pr])")
END = re.compile(r"\d{2}|\d{4}")

Cells = Mapping[tuple[int, int], GridCell]


def text_at(cells: Cells, row: int, column: int) -> str:
    cell = cells.get((row, column))
    return words.one_line(cell.text) if cell is not None else ""


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Whether a cell holds a number or a mark, or nothing: what a body's cell may hold."""
    line = words.one_line(text)
    return not line or line.lower() in words.marks("known") or read_value(line) is not None or _is_marked(line)


def _is_marked(line: str) -> bool:
    """Whether it is a number with the mark of a note behind it: "20*", "3 (2)", "4 [r]". A year with one is a year."""
    found = MARKED.fullmatch(line)
    return found is not None and not is_year(found[1])


@lru_cache(maxsize=4096)
def is_year(text: str) -> bool:
    period = read_period(text) if text else None
    return period is not None and period.start is not None


def heading_depth(cells: Cells, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows of headings there are; a row that a heading above reaches down into is one."""
    depth = 0
    while depth < len(rows) and _is_heading_row(cells, rows[depth], rows, columns, depth):
        placed = [cells[rows[depth], column] for column in columns if (rows[depth], column) in cells]
        reach = max(cell.row + cell.row_span for cell in placed)
        depth += 1
        while depth < len(rows) and rows[depth] < reach:
            depth += 1
    return min(depth, MOST_HEADING_ROWS)


def _is_heading_row(cells: Cells, row: int, rows: Sequence[int], columns: Sequence[int], depth: int) -> bool:
    right = [c for c in columns[1:] if text_at(cells, row, c) and _begins(cells, row, c)]
    if depth and _ends_headings(cells, rows[rows.index(row) - 1], row, columns):
        return True
    if right and all((cell := cells.get((row, c))) is not None and cell.is_header is True for c in right):
        return True
    if len(columns) == 1:
        return depth == 0 and not is_number(text_at(cells, row, columns[0]))
    if not right:
        return depth > 0 and not text_at(cells, row, columns[0])
    numbers = [c for c in right if is_number(text_at(cells, row, c))]
    if depth and not text_at(cells, row, columns[0]) and _are_words(cells, row, right):
        return True
    if not numbers:
        is_short = any(len(text_at(cells, row, c)) <= LONGEST_HEADING for c in right)
        return is_short and (depth == 0 or _leads_no_row(cells, row, rows, columns))
    years = [c for c in numbers if is_year(text_at(cells, row, c))]
    texts = [text_at(cells, row, c) for c in years]
    if len(years) != len(numbers):
        return False
    if len(set(texts)) < len(texts) and (depth == 0 or any(one == other for one, other in pairwise(texts))):
        return False
    if len(years) == 1:
        below = [r for r in rows if r > row and text_at(cells, r, years[0])]
        if all(is_year(text_at(cells, r, years[0])) for r in below):
            return False
    return _leads_no_row(cells, row, rows, columns) if depth else True


def _are_words(cells: Cells, row: int, columns: Sequence[int]) -> bool:
    """Whether a row's cells are words, some of which may stand for a number elsewhere: "Female | Not recorded"."""
    texts = [text_at(cells, row, c) for c in columns]
    plain = [text for text in texts if len(text) > LONGEST_MARK and not any(letter.isdigit() for letter in text)]
    return len(plain) == len(texts) and any(not is_number(text) for text in texts)


def _ends_headings(cells: Cells, above: int, row: int, columns: Sequence[int]) -> bool:
    """Whether a row holds only the ends of the headings above it, which stop short: "2017-" above "18"."""
    cut = [c for c in columns if CUT_SHORT.search(text_at(cells, above, c))]
    ends = [c for c in columns if text_at(cells, row, c)]
    return (
        bool(cut) and bool(ends) and set(ends) <= set(cut) and all(END.fullmatch(text_at(cells, row, c)) for c in ends)
    )


def _begins(cells: Cells, row: int, column: int) -> bool:
    """Whether the place is the first of its row that its cell covers."""
    return cells.get((row, column)) is not cells.get((row, column - 1))


def _leads_no_row(cells: Cells, row: int, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether a row below the first headings goes on with them: its first cell is empty or comes down from above, or it
    is words only, in columns that hold numbers further down. A year with words beside it is a row of the body."""
    first = cells.get((row, columns[0]))
    if first is None or not first.text.strip() or first.row < row:
        return True
    if is_year(words.one_line(first.text)):
        return False
    below = [r for r in rows if r > row][:ROWS_LOOKED_AT]
    named = [c for c in columns[1:] if text_at(cells, row, c)]
    return all(any(read_value(text_at(cells, r, c)) is not None for r in below if text_at(cells, r, c)) for c in named)


def head_of(cells: Cells, head_rows: Sequence[int], column: int) -> str:
    """What stands over a column, lines and rows joined; a heading that goes over other columns too is left out where
    the column has one of its own."""
    found: dict[int, GridCell] = {}
    for row in head_rows:
        cell = cells.get((row, column))
        if cell is not None and cell.text.strip():
            found.setdefault(id(cell), cell)
    own = [cell for cell in found.values() if cell.column_span == 1]
    return words.one_line(" ".join(cell.text for cell in own or found.values()))


def levels_of(
    cells: Cells, head_rows: Sequence[int], columns: Sequence[int]
) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    """For each row of headings its text over each column. A blank above other headings is covered by the heading at its
    left, as they are printed; one below a heading that stands alone by that one."""
    levels = [[text_at(cells, row, column) for column in columns] for row in head_rows]
    for above, below in pairwise(levels):
        for n, end in enumerate(below):
            if CUT_SHORT.search(above[n]) and END.fullmatch(end):
                above[n], below[n] = f"{above[n]}{end}", ""
    suspects: list[str] = []
    for n, level in reversed(list(enumerate(levels[:-1]))):
        if "" not in level or not any(level):
            continue
        if level[0] == "":
            if sum(1 for text in level if text) > 1 or not _is_covered_below(levels[n + 1], level):
                suspects.append("a row of headings has none over the first column that another row heads")
            continue
        _fill_right(level, levels[n + 1])
    for above, below in pairwise(levels):
        for n, text in enumerate(below):
            if not text and above[n]:
                below[n] = above[n]
    return tuple(tuple(level) for level in levels if any(level)), suspects


def _is_covered_below(below: Sequence[str], level: Sequence[str]) -> bool:
    """Whether one heading stands over columns that all have one of their own: it heads them all ("Financial year" in
    the middle)."""
    return all(below) and sum(1 for text in level if text) == 1


def _fill_right(level: list[str], below: Sequence[str]) -> None:
    """Groups that are not merged: each goes on to the next heading, but no further than the shortest one, so that a
    total after the last group is not taken into it."""
    starts = [n for n, text in enumerate(level) if text]
    widths = [after - before for before, after in zip(starts, [*starts[1:], len(level)], strict=True)]
    grouped = [width for width in widths if width > 1]
    if not grouped:
        return
    for start, width in zip(starts, widths, strict=True):
        for n in range(start + 1, start + min(width, min(grouped))):
            if below[n]:
                level[n] = level[start]
