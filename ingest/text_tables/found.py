"""What a layout finds among the lines of a text, and when a matrix of texts is surely a table.

Protects: what could as well be a list of answers, a letterhead or prose is no table. A table has a heading row, a
column of values under it, and no row that is labelled as a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.text_tables import cells

LONGEST_LABEL = 240


@dataclass(frozen=True)
class Placed:
    """One cell: its text as printed, its column from 1, and how many columns it heads."""

    text: str
    column: int
    span: int = 1


Row = tuple[Placed, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells made of the lines with indices `first` to `last`, both included. `is_stacked`: one cell a line."""

    first: int
    last: int
    columns: int
    rows: tuple[Row, ...]
    is_stacked: bool = False


@dataclass(frozen=True)
class Unread:
    """Lines that are a table whose cells cannot be told apart, and why."""

    first: int
    last: int
    why: str


@dataclass(frozen=True)
class Nothing:
    """No table of this layout begins before the line with index `until`."""

    until: int


Finding = Table | Unread | Nothing | None


def row_of(texts: Sequence[str]) -> Row:
    """Texts from the left, one a column, as a row."""
    return tuple(Placed(text.strip(), column) for column, text in enumerate(texts, 1))


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether a row heads columns: it has text in two columns or more, or one beside an empty corner, and no number but
    years. Of a row whose every number is a year, the first cell decides: `2018` alone at the left is a row's label."""
    filled = [text for text in texts if text.strip()]
    if not filled or (len(filled) < 2 and not (len(texts) > 1 and not texts[0].strip())):
        return False
    if cells.is_plain_year(texts[0]):
        return all(cells.is_plain_year(text) for text in filled) and len(set(filled)) == len(filled) and len(filled) > 1
    return all(cells.is_period(text) or not cells.is_value(text) for text in filled)


def value_columns(body: Sequence[Sequence[str]]) -> list[int]:
    """Columns (from 0), the first one aside, whose filled cells are all values, with a number in one of them."""
    if not body:
        return []
    found = []
    for column in range(1, min(len(row) for row in body)):
        filled = [row[column] for row in body if row[column].strip()]
        if filled and all(cells.is_value(text) for text in filled) and any(cells.is_number(text) for text in filled):
            found.append(column)
    return found


@lru_cache(maxsize=4096)
def is_label_bad(label: str) -> bool:
    """Whether a row with this label shows that the lines are no table: a question's label, a letter's head."""
    return cells.is_question_label(label) or cells.is_never_row(label) or len(label) > LONGEST_LABEL


def is_proved(heading: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a heading row over rows of cells is a table beyond doubt."""
    columns = value_columns(body)
    if not columns or not is_heading_row(heading):
        return False
    if any(is_label_bad(row[0]) for row in body) or cells.is_question_label(heading[0]):
        return False
    if any(text.strip().endswith((".", "?", "!")) and len(text.split()) > 3 for text in heading):
        return False
    periods = sum(cells.is_period(text) for text in heading[1:])
    is_known = cells.is_label_heading(heading[0]) or any(cells.is_value_heading(heading[c]) for c in columns)
    is_wide = len(columns) > 1 and len(body) > 1
    return periods > 1 or is_wide or (is_known and all(row[0].strip() for row in body[:1]))
