"""The lines above the numbers of a table without rules -> its columns with room for the headings that stand over them.

Protects: a heading set to the left of its column belongs to the numbers that are set to the right of it, one heading to
each column; where there are fewer or more headings than columns, or another order, nothing is matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.pdf.columns import LABEL_INDENT, TOUCH, Columns, Extent
from ingest.pdf.heading import parted_line
from ingest.pdf.layout import overlap
from ingest.pdf.print_lines import PrintLine

# In parts of the font's size.
NEAR = 1.2  # from one line of a heading to the next, at the most
MOST_LINES = 40
LEAST_OVER = 2  # headings that share a place with their numbers, where one does not


def with_heads(columns: Columns, lines: Sequence[PrintLine], floor: int, first: int) -> Columns:
    """The columns with their headings' extents: of the lines right above `first`, not above `floor`, as many as stand
    over the columns one by one. The columns as they are where no lines do."""
    best = columns
    for n in range(first - 1, max(floor, first - MOST_LINES) - 1, -1):
        if n + 1 < first and lines[n + 1].top - lines[n].bottom > NEAR * lines[n].size:
            break
        heads = _stretches([parted_line(line) for line in lines[n:first]])
        best = _matched(columns, heads, lines[first].size) or best
    return best


def _stretches(lines: Sequence[PrintLine]) -> list[Extent]:
    """From left to right, the stretches that groups of all lines together fill."""
    merged: list[Extent] = []
    for x0, x1 in sorted((group[0].x0, group[-1].x1) for line in lines for group in line.groups):
        if merged and x0 < merged[-1][1] - TOUCH:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _matched(columns: Columns, heads: Sequence[Extent], size: float) -> Columns | None:
    """The columns with one heading each, the labels' column with one or none; None where they don't stand so."""
    labels, *numbers = columns.extents
    own = [labels]
    is_alone = len(heads) == columns.count == 2  # a heading over the labels and one more: for the only numbers
    if len(heads) == columns.count:
        if heads[0][0] > labels[0] + LABEL_INDENT * size and heads[0][1] > labels[1]:
            return None
        own = [(min(labels[0], heads[0][0]), max(labels[1], heads[0][1]))]
        heads = heads[1:]
    if len(heads) != len(numbers) or not numbers:
        return None
    behind = [head[0] - number[1] for head, number in zip(heads, numbers, strict=True) if head[0] > number[1]]
    over = sum(1 for head, number in zip(heads, numbers, strict=True) if overlap(*head, *number) > TOUCH)
    if behind and (max(behind) > size or (over < max(LEAST_OVER, len(heads) - 1) and not is_alone)):
        return None  # what stands behind its numbers may be the next column's, unless all others stand over theirs
    own += [(min(head[0], number[0]), max(head[1], number[1])) for head, number in zip(heads, numbers, strict=True)]
    return replace(columns, extents=tuple(own)) if all(one[1] < other[0] for one, other in pairwise(own)) else None
