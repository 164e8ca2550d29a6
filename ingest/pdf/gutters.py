"""The lines of a page -> the narrow gaps between columns whose numbers end at their right side and whose words begin at
their left, as a printed sheet sets them.

Protects: "93" at the right of one column and "-" at the left of the next are two cells however close they stand, and a
heading at the left of a column stands over the numbers at its right. Where words cross such a gap it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.pdf.columns import LABEL_INDENT, Columns, Extent
from ingest.pdf.layout import Word, overlap
from ingest.pdf.print_lines import PrintLine, is_number, is_period, is_year_of_law
from ingest.pdf.runs import ROW_GAP

SAME_EDGE = 0.8  # points: words that end, or begin, in one line below each other
WIDEST = 4.5  # points, from the numbers' right side to the next column's left one
LEAST = 2  # lines with a number that ends there, and lines with a word that begins there
LEAST_BOTH = 5
LEAST_OF_EDGE = 3
MOST_LINES = 40  # of a heading above them
NEAR_TITLE = 3.0  # of the font's size, from a title's foot to the highest line of a gutter
FAR_HEADING = 5.0  # of the font's size, from the lines of headings of which another one has more

Edge = tuple[float, int]
"""A place across the page, and the line that it is of."""


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
    cells = [(group[0], n) for n, line in enumerate(lines) for group in line.groups[1:] if _begins_with_number(group)]
    found = [_behind(lines, cluster) for cluster in _clusters((word.x1, n) for word, n in cells)]
    found += [_before(lines, cluster) for cluster in _clusters((word.x0, n) for word, n in cells)]
    return [gutter for gutter in found if gutter is not None]


def _begins_with_number(group: Sequence[Word]) -> bool:
    """Whether a cell begins with a number. The year of a period ("2019 - 2020", "2018 -" above "2019") is none: it ends
    in one line with others as numbers at the right do, and the dash behind it begins no other cell."""
    return is_number(group[0].text) and not (is_period(group[0].text) and len(group) > 1)


def _behind(lines: Sequence[PrintLine], ends: Sequence[Edge]) -> Gutter | None:
    """The gutter between numbers that end in one line below each other and words that begin in one right behind it."""
    left, rows = max(edge for edge, _ in ends), {n for _, n in ends}
    region = _region(lines, min(rows), max(rows) + 1, left, left + SAME_EDGE) if len(rows) >= LEAST else None
    if region is None:
        return None
    near = [one for one in _clusters(_starts(lines, region, left, left + WIDEST)) if len({n for _, n in one}) >= LEAST]
    if len(near) != 1 or len(rows) + len({n for _, n in near[0]}) < LEAST_BOTH:
        return None
    return _gutter(lines, region, left, min(edge for edge, _ in near[0]))


def _before(lines: Sequence[PrintLine], starts: Sequence[Edge]) -> Gutter | None:
    """The left side of a column in which numbers begin in one line below each other, and other words too."""
    right, rows = min(edge for edge, _ in starts), {n for _, n in starts}
    left = right - SAME_EDGE
    region = _region(lines, min(rows), max(rows) + 1, left, right) if len(rows) >= LEAST_OF_EDGE else None
    if region is None:
        return None
    begun = {n for _, n in _starts(lines, region, left, right + SAME_EDGE)}
    return replace(_gutter(lines, region, left, right), is_edge=True) if len(begun) >= LEAST_BOTH else None


def _starts(lines: Sequence[PrintLine], region: range, low: float, high: float) -> list[Edge]:
    return [(word.x0, n) for n in region for word in lines[n].words if low < word.x0 <= high]


def _gutter(lines: Sequence[PrintLine], region: range, left: float, right: float) -> Gutter:
    return Gutter(left, right, min(lines[n].top for n in region), max(lines[n].bottom for n in region))


def _region(lines: Sequence[PrintLine], first: int, end: int, left: float, right: float) -> range | None:
    """The lines of rows and those above and below them up to one whose words cross the gap, or that goes over it from
    where the labels begin as a title or prose does; None where the rows' own lines are crossed."""
    side = min(lines[n].words[0].x0 for n in range(first, end))
    if any(_is_crossed(lines[n], left, right) for n in range(first, end)):
        return None
    top, reach = first, FAR_HEADING
    while top > 0 and first - top < MOST_LINES and lines[top].top - lines[top - 1].bottom <= reach * lines[top].size:
        if _is_crossed(lines[top - 1], left, right) or _is_over(lines[top - 1], side, right):
            break
        top, reach = top - 1, ROW_GAP
    while end < len(lines) and lines[end].top - lines[end - 1].bottom <= ROW_GAP * lines[end].size:
        if _is_crossed(lines[end], left, right) or _is_over(lines[end], side, right):
            break
        end += 1
    return range(top, end)


def _is_crossed(line: PrintLine, left: float, right: float) -> bool:
    return any(word.x0 < left - SAME_EDGE and word.x1 > right for word in line.words)


def _is_over(line: PrintLine, side: float, right: float) -> bool:
    group = line.groups[0]
    return group[0].x0 <= side + LABEL_INDENT * line.size and group[-1].x1 > right


def _clusters(edges: Iterable[Edge]) -> list[list[Edge]]:
    clusters: list[list[Edge]] = []
    for edge in sorted(edges):
        if clusters and edge[0] - clusters[-1][0][0] <= SAME_EDGE:
            clusters[-1].append(edge)
        else:
            clusters.append([edge])
    return clusters


def cut_at(line: PrintLine, gutters: Sequence[Gutter]) -> PrintLine:
    """The line with its groups parted where a gutter runs between their words; one that is a title over several columns
    as it is, though a blank of it stands over a gutter by chance."""
    here = [gutter for gutter in gutters if gutter.top <= line.top and line.bottom <= gutter.bottom]
    if len(line.groups) == 1 and any(_is_crossed(line, one.left, one.right) for one in gutters if _is_near(one, line)):
        return line
    groups: list[tuple[Word, ...]] = []
    for group in line.groups:
        part = [group[0]]
        for before, word in pairwise(group):
            is_parted = any(before.x1 <= one.left + SAME_EDGE and word.x0 >= one.right - SAME_EDGE for one in here)
            if is_parted and not is_year_of_law(before, word):
                groups.append(tuple(part))
                part = []
            part.append(word)
        groups.append(tuple(part))
    return PrintLine(tuple(groups))


def _is_near(gutter: Gutter, line: PrintLine) -> bool:
    """Whether a gutter's lines begin right below a line, or the line is one of them."""
    return gutter.top - NEAR_TITLE * line.size <= line.bottom <= gutter.bottom


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
