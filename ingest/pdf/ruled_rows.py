"""The cells of one ruled row -> the rows that stand in it, where no rules part the lines.

Protects: numbers below each other in one cell are rows of their own, each with its label; a heading of several lines,
a broken year and a list of years with their numbers are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.pdf.aligned_rows import Body, Row, begins_row, body_rows
from ingest.pdf.cell_text import is_value, lines_of
from ingest.pdf.columns import Columns
from ingest.pdf.lattice import Lattice, Span
from ingest.pdf.layout import Word
from ingest.pdf.print_lines import PrintLine, are_broken_years, is_number, text_of_group

LEAST_ROWS_TO_SPLIT = 3
DAY = r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
FROM_TO = re.compile(rf"{DAY}(?:[–-]|to){DAY}")
YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s?[–:=-]\s")


def rows_of_band(places: Sequence[tuple[Span, list[Word]]], lattice: Lattice, row: int) -> Body | None:
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
    if (len(lines) == 2 and are_broken_years(*lines)) or FROM_TO.fullmatch("".join("".join(lines).split())):
        return False  # a heading whose dates a narrow cell has broken: "01.04.20", "17-", "31.03.20", "18"
    values = list(takewhile(is_value, reversed(lines)))
    if values and all(YEAR_FIRST.match(text) for text in values):
        return False  # a list: each year has its number beside it
    glued = any(text[-1] in "/–-" for text in values[1:] if len(text) > 1)
    return sum(1 for text in values if is_number(text)) > 1 and not glued
