"""Rows with one space between their words under a heading that was not understood -> a problem.

Protects: lines that each end in as many values are a table even where its headings cannot be told apart. None of their
numbers is an answer by itself, so they are listed and kept together.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.text_tables import cells
from ingest.text_tables.flattened import LONGEST_LINE
from ingest.text_tables.found import Finding, Nothing, Unread, is_label_bad
from ingest.text_tables.row_words import read_row

FEWEST_ROWS = 3
FEWEST_VALUES = 2
MOST_WORDS = 60


def find(texts: Sequence[str], at: int) -> Finding:
    """The rows that begin at line `at`, with the line above them that may be their heading."""
    columns = _values(texts[at])
    if columns < FEWEST_VALUES:
        return None
    end = at + 1
    while end < len(texts) and _values(texts[end]) == columns:
        end += 1
    if end - at < FEWEST_ROWS:
        return Nothing(end)
    return Unread(at, end - 1, "its headings were not understood")


def _values(text: str) -> int:
    """How many values the line ends in behind a label; 0 where it is no row."""
    is_long = len(text) > LONGEST_LINE or text.count(" ") > MOST_WORDS
    is_other = not text.strip() or is_long or is_label_bad(text) or cells.is_sentence(text)
    if is_other or not text.rstrip()[-1].isalnum():
        return 0
    row = read_row(text)
    return len(row.values) - row.is_dashed if row.label and not row.doubt else 0
