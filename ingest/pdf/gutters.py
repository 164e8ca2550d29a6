"""The lines of a page -> the narrow gaps between columns whose numbers end at their right side and whose words begin at
their left, as a printed sheet sets them.

Protects: "93" at the right of one column and "-" at the left of the next are two cells however close they stand, and a
heading at the left of a column stands over the numbers at its right. Where words cross such a gap it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.pdf.columns import Columns, Extent
from ingest.pdf.layout import Word, overlap
from ingest.pdf.print_lines import PrintLine, is_number
from ingest.pdf.runs import ROW_GAP

SAME_EDGE = 0.8  # points: words that end, or begin, in one line below each other
WIDEST = 4.5  # points, from the numbers' right side to the next column's left one
LEAST = 2  # lines with a number that ends there, and lines with a word that begins there
LEAST_BOTH = 5
LEAST_OF_EDGE = 3
MOST_LINES = 40  # of a heading above them


@dataclass(frozen=True)
class Gutter:
    """From `left` to `right` in points, through the lines from `top` to `bottom`. `is_edge`: only the left side of a
    column is known, where its numbers and other words begin: it parts words, and says not how wide a column is."""

    left: float
    right: float
    top: float
    bottom: float
    is_edge: bool = False


def gutters_of(lines: Sequence[PrintLine]) -> list[Gutter]:
    """Those of a page, from left to right."""
    ends = [(group[0].x1, n) for n, line in enumerate(lines) for group in line.groups[1:] if is_number(group[0].text)]
    found: list[Gutter] = []
    for cluster in _clusters(ends):
        left = max(edge for edge, _ in cluster)
        rows = {n for _, n in cluster}
        starts = [(word.x0, n) for n, line in enumerate(lines) for word in line.words if 0 < word.x0 - left <= WIDEST]
        near = [one for one in _clusters(starts) if len({n for _, n in one}) >= LEAST]
        if len(rows) < LEAST or len(near) != 1 or len(rows) + len({n for _, n in near[0]}) < LEAST_BOTH:
            continue
        right = min(edge for edge, _ in near[0])
        rows |= {n for _, n in near[0]}
        found += _through(lines, rows, left, right)
    return [*found, *_edges(lines)]


def _edges(lines: Sequence[PrintLine]) -> list[Gutter]:
    """The left sides of columns in which numbers begin in one line below each other, and other words too."""
    starts = [(group[0].x0, n) for n, line in enumerate(lines) for group in line.groups[1:] if is_number(group[0].text)]
    words = [(word.x0, n) for n, line in enumerate(lines) for word in line.words]
    found: list[Gutter] = []
    for cluster in _clusters(starts):
        left, rows = min(edge for edge, _ in cluster), {n for _, n in cluster}
        if len(rows) < LEAST_OF_EDGE:
            continue
        rows |= {n for x0, n in words if 0 <= x0 - left <= SAME_EDGE and min(rows) - MOST_LINES <= n < min(rows)}
        if len(rows) >= LEAST_BOTH:
            found += [replace(one, is_edge=True) for one in _through(lines, rows, left - SAME_EDGE, left)]
    return found


def _through(lines: Sequence[PrintLine], rows: set[int], left: float, right: float) -> list[Gutter]:
    """The gutter through these lines and those beside them; none where words of a line between them cross it."""
    if any(_is_crossed(lines[n], left, right) for n in range(min(rows), max(rows) + 1)):
        return []
    first, end = _reach(lines, min(rows), max(rows) + 1, left, right)
    return [Gutter(left, right, lines[first].top, max(line.bottom for line in lines[first:end]))]


def _is_crossed(line: PrintLine, left: float, right: float) -> bool:
    return any(word.x0 < left - SAME_EDGE and word.x1 > right for word in line.words)


def _reach(lines: Sequence[PrintLine], first: int, end: int, left: float, right: float) -> tuple[int, int]:
    """The lines, half open, with those above and below that stand no farther than rows do and cross the gap neither."""
    while first > 0 and not _is_crossed(lines[first - 1], left, right) and _are_near(lines[first - 1], lines[first]):
        first -= 1
    while end < len(lines) and not _is_crossed(lines[end], left, right) and _are_near(lines[end - 1], lines[end]):
        end += 1
    return first, end


def _are_near(above: PrintLine, below: PrintLine) -> bool:
    return below.top - above.bottom <= ROW_GAP * below.size


def _clusters(edges: Iterable[tuple[float, int]]) -> list[list[tuple[float, int]]]:
    clusters: list[list[tuple[float, int]]] = []
    for edge in sorted(edges):
        if clusters and edge[0] - clusters[-1][0][0] <= SAME_EDGE:
            clusters[-1].append(edge)
        else:
            clusters.append([edge])
    return clusters


def cut_at(line: PrintLine, gutters: Sequence[Gutter]) -> PrintLine:
    """The line with its groups parted where a gutter runs between their words."""
    here = [gutter for gutter in gutters if gutter.top <= line.top and line.bottom <= gutter.bottom]
    groups: list[tuple[Word, ...]] = []
    for group in line.groups:
        part = [group[0]]
        for before, word in pairwise(group):
            if any(before.x1 <= one.left + SAME_EDGE and word.x0 >= one.right - SAME_EDGE for one in here):
                groups.append(tuple(part))
                part = []
            part.append(word)
        groups.append(tuple(part))
    return PrintLine(tuple(groups))


def in_tracks(columns: Columns, rows: Sequence[PrintLine], gutters: Sequence[Gutter]) -> Columns:
    """The columns with those made one that stand between the same two gutters, as wide as these leave them. As they are
    where a row has two cells there. `rows`: those that hold numbers."""
    top, bottom = rows[0].top, rows[-1].bottom
    here = [one for one in gutters if not one.is_edge and one.top <= top and bottom <= one.bottom]
    if not here:
        return columns
    labels = max(row.groups[0][-1].x1 for row in rows)
    last = _end_of_last(columns, rows, here[-1].right)
    first = min(
        (group[0].x0 for row in rows for group in row.groups[1:] if labels < group[0].x0 <= here[0].left),
        default=here[0].left,
    )
    bounds = [first, *(edge for gutter in here for edge in (gutter.left, gutter.right)), last]
    tracks = list(zip(bounds[::2], bounds[1::2], strict=True))
    if any(_most_in(rows, track) > 1 for track in tracks):
        return columns
    extents = [extent for extent in columns.extents if not any(_is_within(extent, track) for track in tracks)]
    kept = [track for track in tracks if track[0] < track[1]]
    merged = tuple(sorted([*extents, *kept]))
    is_clear = all(one[1] <= other[0] for one, other in pairwise(merged))
    return replace(columns, extents=merged) if is_clear else columns


def _end_of_last(columns: Columns, rows: Sequence[PrintLine], left: float) -> float:
    """How far the column goes behind the last gutter: to where the first row would have two cells in it."""
    end = left
    for extent in columns.extents:
        if extent[0] >= left - SAME_EDGE and _most_in(rows, (left, extent[1])) <= 1:
            end = extent[1]
    return end


def _most_in(rows: Sequence[PrintLine], track: Extent) -> int:
    """The most cells that a row has between two sides."""
    return max(sum(1 for group in row.groups if _is_within((group[0].x0, group[-1].x1), track)) for row in rows)


def _is_within(extent: Extent, track: Extent) -> bool:
    return overlap(*extent, *track) * 2 > extent[1] - extent[0]
