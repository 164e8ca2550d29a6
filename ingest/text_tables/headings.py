"""Heading rows one over the other -> which columns each upper heading covers.

Protects: an upper heading is spread over columns only where the print settles which: the headings below it repeat, once
for each upper one, and each stands over its own part.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.text_tables import cells
from ingest.text_tables.found import Placed, Row, is_heading_row, row_of

MOST_HEADING_ROWS = 2
MOST_WORDS = 24  # of one heading: an offence's whole name may be one


def heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are headings. A second one counts where the first leaves columns without a heading."""
    if not rows or not is_heading_row(rows[0]):
        return 0
    if len(rows) > MOST_HEADING_ROWS and any(not text for text in rows[0][1:]) and is_heading_row(rows[1]):
        return 2
    return 1


def repeats(lower: Sequence[str], parts: int) -> bool:
    """Whether the headings are one sequence of two or more different ones, `parts` times over."""
    if parts < 2 or len(lower) % parts:
        return False
    width = len(lower) // parts
    first = [text.lower() for text in lower[:width]]
    same = all([text.lower() for text in lower[n : n + width]] == first for n in range(0, len(lower), width))
    return width > 1 and same and len(set(first)) == width and all(first)


def spread(upper: Sequence[str], lower: Sequence[str]) -> Row | None:
    """The upper row with its spans, where each of its headings stands over the first column of its part; None where
    that is not settled. Both rows begin with the corner."""
    places = [column for column, text in enumerate(upper) if column and text]
    if not repeats(lower[1:], len(places)):
        return None
    width = (len(lower) - 1) // len(places)
    if places != [1 + n * width for n in range(len(places))]:
        return None
    corner = (Placed(upper[0], 1),)
    return corner + tuple(Placed(upper[column], column + 1, width) for column in places)


def rows_with_headings(rows: Sequence[Sequence[str]]) -> tuple[Row, ...] | None:
    """Rows of equal width as a table's rows, an upper heading row spread over the lower one. None where an upper row
    cannot be spread."""
    if heading_rows(rows) < MOST_HEADING_ROWS:
        return tuple(row_of(row) for row in rows)
    upper = spread(rows[0], rows[1])
    return (upper, *(row_of(row) for row in rows[1:])) if upper else None


def is_heading_text(text: str) -> bool:
    """Whether a text may head a column at all: a period, or words that are no value and no sentence."""
    one = text.strip()
    if cells.is_period(one):
        return True
    return bool(one) and not cells.is_value(one) and len(one.split()) <= MOST_WORDS and not cells.is_sentence(one)
