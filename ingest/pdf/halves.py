"""Two columns that are one: the wide and the narrow numbers of a column that a table without rules sets apart.

Protects: columns are joined only where each row of the body has a number in exactly one of the two and one of them has
no heading. A column that is empty here and there is another column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.aligned_rows import Row
from ingest.pdf.columns import Columns

FEWEST_ROWS = 3


def with_halves_joined(heading: Sequence[Row], body: Sequence[Row], columns: Columns) -> tuple[list[Row], Columns]:
    """All rows and the columns, with each such pair as one column."""
    rows = [*heading, *body]
    column = columns.labels
    while column + 1 < columns.count:
        if _are_halves(heading, body, column):
            rows = [_joined(row, column) for row in rows]
            heading, body = rows[: len(heading)], rows[len(heading) :]
            (left, _), (_, right) = columns.extents[column : column + 2]
            columns = columns.without(column + 1)
            extents = (*columns.extents[:column], (left, right), *columns.extents[column + 1 :])
            columns = replace(columns, extents=extents)
        else:
            column += 1
    return rows, columns


def _are_halves(heading: Sequence[Row], body: Sequence[Row], column: int) -> bool:
    pair = (column, column + 1)
    if any(
        span > 1 and low <= column + 1 and low + span > column for row in [*heading, *body] for low, span in row.words
    ):
        return False
    headed = {one for row in heading for one in pair if (one, 1) in row.words}
    counted = [row for row in body if any(low > 0 for low, _ in row.words)]
    filled = [[one for one in pair if (one, 1) in row.words] for row in counted]
    is_parted = {one for row in filled for one in row} == set(pair)
    return len(headed) == 1 and len(counted) >= FEWEST_ROWS and is_parted and all(len(row) == 1 for row in filled)


def _joined(row: Row, column: int) -> Row:
    """The row with what stands in the second of the two in the first."""
    moved = {(low - (low > column), span): words for (low, span), words in row.words.items()}
    return Row(moved)
