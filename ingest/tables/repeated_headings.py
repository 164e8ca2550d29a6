"""The rows of a body that are its headings again: with the words over the labels, or with another label before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.tables import words
from ingest.tables.headings import Cells, is_number, text_at

CONTINUED = re.compile(r"\(?\b(?:continued|cont'?d?|contd)\b\.?\)?", re.IGNORECASE)


@dataclass(frozen=True)
class HeadingsAgain:
    """`labels`: row -> the label that stands before the headings there and covers what follows, that of the table's own
    head among them; empty for a table whose headings never come again with another label. `continued`: the rows that
    are the headings again under other words for the same labels ("Offence (continued)")."""

    labels: Mapping[int, str] = field(default_factory=dict)
    continued: frozenset[int] = frozenset()


def headings_again(
    cells: Cells,
    head_rows: Sequence[int],
    body: Sequence[int],
    label_columns: Sequence[int],
    value_columns: Sequence[int],
) -> HeadingsAgain:
    if len(label_columns) != 1 or not head_rows:
        return HeadingsAgain()
    over = [text_at(cells, head_rows[-1], c) for c in value_columns]
    if not all(over) or all(map(is_number, over)):
        return HeadingsAgain()
    own = text_at(cells, head_rows[-1], label_columns[0])
    again = {
        row: text_at(cells, row, label_columns[0])
        for row in body
        if [text_at(cells, row, c) for c in value_columns] == over
    }
    continued = frozenset(row for row, label in again.items() if _heads(label))
    others = {row: label for row, label in again.items() if label and label != own and row not in continued}
    return HeadingsAgain({head_rows[-1]: own, **others} if others and own else {}, continued)


def _heads(label: str) -> bool:
    """Whether a label heads a column, going on or not."""
    return bool(words.kinds_of_head(words.plain(CONTINUED.sub(" ", label))))
