"""A table and the lines beside it -> whether more of it stands there, behind a line that was not understood.

Protects: a table is read whole or not at all. Rows behind a line that is none would be lost, or be taken for answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.text_tables import cells
from ingest.text_tables.around import BARRIER
from ingest.text_tables.found import Table
from ingest.text_tables.heading_words import read_heading
from ingest.text_tables.row_words import read_row

MOST_LINES = 4
FARTHEST = 600
LONGEST_LINE = 400  # characters
LINES_ABOVE = 5
FEWEST_BEGUN = 2
CELLS = re.compile(r"\s{2,}|\t|\s*\|\s*")
PERIOD_BEGUN = re.compile(r"(?:.*\D)?(?:19|20)\d\d\s?(?:[-–—/]|to)")


def cut_short(texts: Sequence[str], table: Table) -> int | None:
    """The last line of the rows that still follow below a table: with no blank line between, but where each cell has a
    line of its own. None where none do."""
    last, passed = None, 0
    for n in range(table.last + 1, len(texts)):
        text = texts[n]
        is_blank = not text.strip()
        passed += not is_blank and not (table.is_stacked and cells.is_value(text))  # "*" is of a row too
        is_end = (is_blank and not table.is_stacked) or n - table.last > FARTHEST or passed > MOST_LINES
        if is_end or len(text) > LONGEST_LINE or cells.is_question_label(text) or text == BARRIER:
            break
        if not is_blank and _is_row(text, table):
            last, passed = n, 0
        elif _heads(text):
            break
    return last


def is_begun_above(texts: Sequence[str], table: Table) -> bool:
    """Whether the beginnings of the table's periods stand in a line above it that is none of its own: "2017-   2018-",
    so that its years are but their ends."""
    for text in texts[max(0, table.first - LINES_ABOVE) : table.first]:
        begun = [part for part in CELLS.split(text.strip()) if PERIOD_BEGUN.fullmatch(part)]
        if len(begun) >= FEWEST_BEGUN:
            return True
    return False


def _heads(text: str) -> bool:
    """Whether the line is the title or the heading row of another table."""
    return cells.is_period(text) or cells.is_label_heading(text) or read_heading(text) is not None


def _is_row(text: str, table: Table) -> bool:
    if table.is_stacked:
        return cells.is_number(text)
    if text.count("|") >= table.columns - 1 and any(cells.is_value(part) for part in text.split("|")):
        return True
    row = read_row(text)
    is_same = len(row.values) == table.columns - 1 and bool(row.label) and not row.doubt
    return is_same and (table.columns > 2 or cells.is_total(row.label) or cells.is_coded(row.label))
