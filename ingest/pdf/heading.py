"""The lines right above a table without rules -> the rows of its heading, with the columns that each cell spans.

Protects: a heading of several lines is one row and makes no column of its own (a phantom); a year above two columns
stands above both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from ingest.model import Problem
from ingest.pdf.aligned_rows import WITHIN_CELL, Row
from ingest.pdf.columns import Columns, Extent, Group
from ingest.pdf.layout import Word, overlap
from ingest.pdf.print_lines import PrintLine, is_period, text_of_group

# In parts of the font's size.
ANOTHER_ROW = 0.9  # between two lines of headings: more is another row of them
BLANK = 0.3  # a usual blank between words, at the most
CENTRED = 1.2  # how far a heading's middle may be off the middle of what it spans
BEYOND = 4.0  # how far a heading may reach beyond the last column


def heading_rows(
    lines: Sequence[PrintLine], columns: Columns, years: Sequence[str] | None, certain: tuple[int, int] = (0, 0)
) -> tuple[list[Row], int, list[Problem]]:
    """The heading's rows among the lines right above the body, the index of its first line (the number of lines where
    there is no heading), and what was doubtful. `years`: the body's first row, where it is a row of years and so the
    lowest row of the heading itself. `certain`: the lines, half open, that are known to be heading whatever
    they hold."""
    lines = [parted_line(line) for line in lines]
    start = len(lines)
    for n in range(len(lines) - 1, -1, -1):
        kind = "heading" if certain[0] <= n < certain[1] else _kind(lines[n], columns)
        if kind == "none":
            break
        if kind == "heading":
            start = n
    rows: list[Row] = []
    problems = []
    below = list(columns.extents)
    lowest = columns.count if years is None else -1
    if years is None and start < len(lines):
        columns = _with_key_line(lines[start:], columns)
    for level in reversed(_levels(lines[start:], lowest)):
        row, is_understood = _row(level, columns, below, rows[0].texts(columns) if rows else years)
        if not is_understood:
            problems.append(_doubt(level))
        rows.insert(0, row)
        if len(rows) == 1:
            below = _widened(columns, level)
    return rows, start, problems


def _doubt(level: Sequence[PrintLine]) -> Problem:
    text = " | ".join(" ".join(word.text for word in group) for line in level for group in line.groups)
    message = (
        f"the heading {text!r} stands over several columns, and which ones is not clear. Look at the page, and correct "
        "the figures there if need be."
    )
    return Problem("warning", message, rule="heading-span")


def _kind(line: PrintLine, columns: Columns) -> str:
    """`heading`, `label` (words above the labels alone, which may be their heading's), or `none`."""
    spans = [columns.span_of(group) for group in line.groups]
    if any(low == 0 and high > 0 for low, high in spans) or (line.is_counted and not line.is_of_periods):
        return "none"
    if len(line.groups) == 1 and spans[0] == (0, 0):
        return "label"
    is_within = len(spans) > 1 or line.words[-1].x1 <= columns.extents[-1][1] + BEYOND * line.size
    return "heading" if is_within else "none"


def _with_key_line(lines: Sequence[PrintLine], columns: Columns) -> Columns:
    """The columns with room for their headings, where a line has one for each: a heading may begin at the left of a
    column whose numbers end at its right, so that the two don't stand below each other."""
    line = max(reversed(lines), key=lambda line: len(line.groups))
    first = columns.count - len(line.groups)
    if first not in (0, 1):
        return columns
    extents = list(columns.extents)
    for n, group in enumerate(line.groups, first):
        extents[n] = (min(extents[n][0], group[0].x0), max(extents[n][1], group[-1].x1))
    ordered = all(one[1] < other[0] for one, other in pairwise(extents))
    return Columns(tuple(extents)) if ordered else columns


def parted_line(line: PrintLine) -> PrintLine:
    """The line with its groups parted where headings stand closer than cells do elsewhere, yet farther than words."""
    groups: list[tuple[Word, ...]] = []
    for group in line.groups:
        gaps = [after.x0 - before.x1 for before, after in pairwise(group)]
        usual = min([*gaps, BLANK * line.size])
        cuts = [n for n, gap in enumerate(gaps, 1) if gap > max(1.6 * usual, BLANK * line.size * 1.25)]
        groups += _cut(group, cuts)
    return PrintLine(tuple(groups))


def _levels(lines: Sequence[PrintLine], count: int) -> list[list[PrintLine]]:
    """The lines in rows of headings: those that stand close are one row, unless one reaches over two of the other."""
    levels: list[list[PrintLine]] = []
    for line in reversed(lines):
        is_over_parts = len(levels) > 1 and _is_over_several(line, levels[0])
        if levels and not is_over_parts and _is_same_level(line, levels[0], count):
            levels[0].insert(0, line)
        else:
            levels.insert(0, [line])
    return levels


def _is_same_level(line: PrintLine, level: Sequence[PrintLine], count: int) -> bool:
    is_alone = min(len(line.groups), len(level[0].groups)) == 1 and count > 2
    reach = WITHIN_CELL if is_alone or len(level[0].groups) == 1 else ANOTHER_ROW
    if level[0].top - line.bottom > reach * line.size or _begins_anew(line, level, count):
        return False
    if level[0].top > line.bottom and _are_years_of_several(line, count) and not _is_one_by_one(line, level[0]):
        return False
    for group in line.groups:
        x0, x1 = group[0].x0, group[-1].x1
        for other in level:
            if sum(1 for g in other.groups if overlap(x0, x1, g[0].x0, g[-1].x1) > 0.5) > 1:
                return False
    return True


def _are_years_of_several(line: PrintLine, count: int) -> bool:
    """Whether a line holds fewer years than there are columns, so that each stands above several: behind the labels'
    heading only where they share the columns out evenly."""
    years = [is_period(text) and text.count("/") < 2 for text in map(text_of_group, line.groups)]
    if all(years):
        return len(years) < count - 1
    behind = years[1:]
    return len(behind) > 1 and all(behind) and len(behind) < count - 1 and (count - 1) % len(behind) == 0


def _is_over_several(line: PrintLine, level: Sequence[PrintLine]) -> bool:
    """Whether a line above an upper row of headings has fewer of them: "Sex of victim" above "Female" and "Male"."""
    left = level[0].groups[0][0].x0 - BEYOND
    above = [group for group in line.groups if group[0].x0 >= left]
    return 0 < len(above) < len(level[0].groups)


def _is_one_by_one(line: PrintLine, below: PrintLine) -> bool:
    """Whether each group of a line stands right above one of the next: "SOA" above "2003" above "s.10"."""
    return (
        below.top - line.bottom <= WITHIN_CELL * line.size
        and len(line.groups) == len(below.groups)
        and all(
            overlap(one[0].x0, one[-1].x1, other[0].x0, other[-1].x1) > 0
            for one, other in zip(line.groups, below.groups, strict=True)
        )
    )


def _begins_anew(line: PrintLine, level: Sequence[PrintLine], count: int) -> bool:
    """Whether the headings below a line begin anew under each of its groups: it is a row of its own."""
    below = [text_of_group(group) for group in level[-1].groups]
    below = below[1:] if len(below) == count else below
    above = [group for group in line.groups if group[0].x0 >= level[-1].groups[-len(below)][0].x0 - BEYOND * line.size]
    if len(above) < 2 or len(below) % len(above) or len(above) == len(below):
        return False
    step = len(below) // len(above)
    return all(text == below[n % step] for n, text in enumerate(below)) and len(set(below)) == step


def _widened(columns: Columns, level: Sequence[PrintLine]) -> list[Extent]:
    """The columns' extents with their headings' words."""
    extents = list(columns.extents)
    for line in level:
        for group in line.groups:
            for word in group:
                n = columns.column_of(word)
                extents[n] = (min(extents[n][0], word.x0), max(extents[n][1], word.x1))
    return extents


def _row(
    level: Sequence[PrintLine], columns: Columns, below: Sequence[Extent], labels: Sequence[str] | None
) -> tuple[Row, bool]:
    """One row of the heading, and whether what it spans was understood. `labels`: of the row below it, if any."""
    row = Row()
    if labels is not None and len(level) == 1:
        spans = _spans(level[0].groups, columns, below, labels)
        if spans is not None:
            for group, (low, high) in spans:
                for word in group:
                    row.add(word, low, high - low + 1)
            return row, True
    is_clear = True
    for line in level:
        for group in _parted(line, columns) if labels is None else line.groups:
            low, high = columns.span_of(group)
            is_one = all(columns.column_of(word) == columns.column_of(group[0]) for word in group)
            is_clear = is_clear and columns.is_certain(group) and (low == high or is_one or labels is None)
            for word in group:
                if low == high or is_one:
                    row.add(word, low if low == high else columns.column_of(group[0]))
                elif labels is None:
                    row.add(word, columns.column_of(word))  # headings so close that they look like one
                else:
                    row.add(word, low, high - low + 1)
    covered = len({column for (column, _) in row.words if column})
    return row, is_clear and (labels is None or covered >= min(columns.count - 1, len(labels)))


def _parted(line: PrintLine, columns: Columns) -> list[Group]:
    """The groups of the lowest heading, with those parted that are headings of neighbouring columns printed so close
    that they look like one: between the words where each part stands best over its column."""
    parted: list[Group] = []
    for group in line.groups:
        low, high = columns.span_of(group)
        count = high - low + 1
        if count == 1 or len(group) < count:
            parted.append(group)
            continue
        best = min(
            combinations(range(1, len(group)), count - 1),
            key=lambda cuts: _misfit_of_parts(_cut(group, cuts), columns.extents[low : high + 1]),
        )
        parted += _cut(group, best)
    return parted


def _cut(group: Group, cuts: Sequence[int]) -> list[tuple[Word, ...]]:
    return [tuple(group[a:b]) for a, b in pairwise((0, *cuts, len(group)))]


def _misfit_of_parts(parts: Sequence[Group], extents: Sequence[Extent]) -> float:
    """How far parts stand from their columns' left sides, middles or right sides, whichever they follow."""
    return min(
        sum(_misfit(part, [extent], where) for part, extent in zip(parts, extents, strict=True))
        for where in (0.0, 0.5, 1.0)
    )


def _spans(
    groups: Sequence[Group], columns: Columns, below: Sequence[Extent], labels: Sequence[str]
) -> list[tuple[Group, tuple[int, int]]] | None:
    """The columns that each group of an upper row of headings spans, all columns of numbers shared out among them: as
    the headings below it (`labels`) begin anew, else in equal parts, else so that each stands in the middle of its
    part. None where the groups stand elsewhere than over their parts."""
    above_labels = [group for group in groups if columns.span_of(group) == (0, 0)]
    rest = [group for group in groups if columns.span_of(group) != (0, 0)]
    count = columns.count - 1
    if not rest or len(rest) >= count:
        return None
    size = max(word.size for group in rest for word in group)
    found: list[tuple[Group, tuple[int, int]]] = [(group, (0, 0)) for group in above_labels]
    if count % len(rest) == 0:
        step = count // len(rest)
        parts = [(1 + n * step, n * step + step) for n in range(len(rest))]
        is_anew = step > 1 and all(labels[1 + n] == labels[1 + n % step] != "" for n in range(count))
        fit = min(_worst(rest, parts, below, where) for where in (0.0, 0.5, 1.0))
        if (is_anew and _are_over(rest, parts, below)) or fit <= CENTRED * size:
            return [*found, *zip(rest, parts, strict=True)]
    best = _best_division(rest, below, 1)
    if best is not None and best[0] <= CENTRED * size:
        return [*found, *zip(rest, best[1], strict=True)]
    return None


def _are_over(groups: Sequence[Group], parts: Sequence[tuple[int, int]], extents: Sequence[Extent]) -> bool:
    """Whether each group stands over its part alone."""
    return all(
        extents[low][0] - BEYOND <= group[0].x0 and group[-1].x1 <= extents[high][1] + BEYOND
        for group, (low, high) in zip(groups, parts, strict=True)
    )


def _worst(groups: Sequence[Group], parts: Sequence[tuple[int, int]], extents: Sequence[Extent], where: float) -> float:
    """How far the groups stand from their parts' left sides (`where` 0), middles (0.5) or right sides (1), at worst."""
    return max(_misfit(g, extents[low : high + 1], where) for g, (low, high) in zip(groups, parts, strict=True))


def _best_division(
    groups: Sequence[Group], extents: Sequence[Extent], first: int
) -> tuple[float, list[tuple[int, int]]] | None:
    """The division of the columns from `first` on, one part for each group, in which the group that stands farthest
    from the middle of its part stands least far; and that distance in points."""
    count = len(extents)
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {(0, first): (0.0, [])}
    for n, group in enumerate(groups):
        for start in range(first, count):
            before = best.get((n, start))
            if before is None:
                continue
            for end in range(start, count):
                misfit = max(before[0], _misfit(group, extents[start : end + 1], 0.5))
                kept = best.get((n + 1, end + 1))
                if kept is None or misfit < kept[0]:
                    best[(n + 1, end + 1)] = (misfit, [*before[1], (start, end)])
    return best.get((len(groups), count))


def _misfit(group: Group, part: Sequence[Extent], where: float) -> float:
    own = group[0].x0 + where * (group[-1].x1 - group[0].x0)
    return abs(own - part[0][0] - where * (part[-1][1] - part[0][0]))
