"""Labels that a table leaves out because they are the ones above -> the labels filled in, where that is sure.

Protects: a label that stands in the middle of its rows, as pages print the label of a merged cell, is not taken for the
rows below it only: then the first rows of all have none, or labels begin in the middle of their years.
"""

from __future__ import annotations

from collections.abc import Sequence


def columns_to_fill(labels: Sequence[tuple[str, ...]], codes: Sequence[int], *, is_page: bool) -> frozenset[int]:
    """The columns in which a blank is the label above it. `labels`: those of all rows. An offence's code is never left
    out: without one there is none. `is_page`: labels may stand where the page puts them, in the middle too."""
    count = len(labels[0]) if labels else 0
    return frozenset(n for n in range(count - 1) if n not in codes and _begins_at_the_top(labels, n, is_page=is_page))


def _begins_at_the_top(labels: Sequence[tuple[str, ...]], n: int, *, is_page: bool) -> bool:
    """Whether labels stand in the first row of those that they are of: the first row of all has one, and on a page
    each stands beside the same label of the next column ("2017/18") where that goes through the same ones again."""
    if not labels[0][n] and any(row[n] for row in labels):
        return False
    beside = {row[n + 1] for row in labels if row[n] and row[n + 1]}
    below = {row[n + 1] for row in labels if not row[n] and row[n + 1]}
    return not (is_page and len(beside) > 1 and beside & below)


def filled(labels: tuple[str, ...], above: tuple[str, ...], columns: frozenset[int]) -> tuple[str, ...]:
    """A row's labels with those left out, where a label to their right is printed."""
    own = list(labels)
    for n in sorted(columns):
        is_first_of_group = any(own[n + 1 :])
        if not own[n] and above and is_first_of_group and own[:n] == list(above[:n]):
            own[n] = above[n]
    return tuple(own)
