"""What looks like a table without rules -> whether it is one, the rest of one, or things side by side in a letter.

Protects: no table is made of a letter's prose, of a form's fields or of answers beside their questions' labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pdf.aligned_rows import Row
from ingest.pdf.columns import Columns
from ingest.pdf.print_lines import is_number
from ingest.pdf.runs import is_heading

MOST_WORDS = 12  # in a cell that is no label
LONGEST = 80  # characters, there
PLAIN_COUNT = re.compile(r"[<>]?\d[\d,]*[*†‡#]?|[-–—*]")
QUESTION_LABEL = re.compile(r"\(?(?:[A-Za-z]{1,8}\.?\s*)?\d{0,2}\s?[a-z]{0,3}\s?[.):]+\)?|\(?[a-z]\)")
LEAST_ROWS_WITHOUT_HEADING = 3


def verdict_on(heading: Sequence[Row], body: Sequence[Row], columns: Columns) -> str:
    """`table`; `rest`, if it can only be the end of a table on the page before; or `text`: things that stand side by
    side in a letter."""
    texts = [row.texts(columns) for row in body]
    filled = [row for row in texts if sum(1 for text in row if text) > 1]
    if not filled or any(len(text.split()) > MOST_WORDS or len(text) > LONGEST for row in texts for text in row[1:]):
        return "text"
    if not any(_is_number_column(filled, column) for column in range(1, columns.count)):
        return "text"
    labels = [row[0] for row in filled]
    if sum(1 for label in labels if label.endswith(":")) * 2 > len(labels):
        return "text"  # a form's fields
    if heading or is_heading(filled[0]):
        rows = len(filled) - (0 if heading else 1)
        return "table" if rows >= (2 if columns.count == 2 else 1) else "rest" if rows else "text"
    is_answer_list = sum(1 for label in labels if not label or QUESTION_LABEL.fullmatch(label)) * 2 > len(labels)
    cells = [text for row in filled for text in row[1:] if text]
    is_plain = sum(1 for text in cells if PLAIN_COUNT.fullmatch(text)) >= 0.8 * len(cells)
    is_table = is_plain and not is_answer_list and len(filled) >= LEAST_ROWS_WITHOUT_HEADING
    return "table" if is_table else "rest"


def _is_number_column(rows: Sequence[Sequence[str]], column: int) -> bool:
    inside = [row[column] for row in rows if row[column]]
    return bool(inside) and sum(1 for text in inside if is_number(text)) * 2 > len(inside)
