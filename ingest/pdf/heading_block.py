"""Lines at the top of a table without rules -> those that are its heading although numbers stand among their words.

Protects: "Section 62" over two lines, or "2018-" above "19", is a heading and never a row of counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf.aligned_rows import LEAST_STEP, WITHIN_CELL, gap_between, is_ruled
from ingest.pdf.cell_text import is_value
from ingest.pdf.columns import LABEL_INDENT
from ingest.pdf.layout import Rule, Word, overlap
from ingest.pdf.print_lines import YEARS_BEGUN, PrintLine, are_broken_years, is_number, is_period, text_of_group

FEWEST_OF_TITLE = 3  # words
TITLE_WIDTH = 2.0  # times the labels' width


def heading_block(
    lines: Sequence[PrintLine], floor: int, first: int, last: int, rules: Sequence[Rule]
) -> tuple[int, int] | None:
    """The lines (half open, not above `floor`) of a heading that stand as close to each other as the lines of one cell
    and farther from the row below them, the first line with numbers, `first`, among them. None where that line is no
    part of such a heading: nothing there is words behind the first group."""
    within = 0.0
    for end in range(first, last):
        if end > first:
            within = max(within, gap_between(lines[end - 1], lines[end]))
            if within > WITHIN_CELL or is_ruled(lines[end - 1], lines[end], rules):
                return None
        after = gap_between(lines[end], lines[end + 1])
        if is_ruled(lines[end], lines[end + 1], rules):
            after = float("inf")
        if after < within + LEAST_STEP or (after <= WITHIN_CELL and _goes_on(lines[end + 1], lines[first : last + 1])):
            continue
        top = first
        while top > floor and _is_close(lines[top - 1], lines[top], min(after - LEAST_STEP, WITHIN_CELL), rules):
            if _is_title(lines[top - 1], lines[end + 1 : last + 1]):
                break
            top -= 1
        is_heading = _have_words(lines[top : end + 1]) and not _have_words(lines[end + 1 : last + 1], 2)
        if (top < end and is_heading) or _is_stacked(lines[top : end + 1]):
            return (top, end + 1)
        if end + 1 < last and _are_broken_periods(lines[end], lines[end + 1]):
            return (top, end + 2)
        if any(_is_row(line, lines[first : last + 1]) for line in lines[top : end + 1]):
            return None
    return None


def _goes_on(line: PrintLine, lines: Sequence[PrintLine]) -> bool:
    """Whether a line goes on with the heading: it has words, and none of them where the labels begin."""
    left = min(other.words[0].x0 for other in lines)
    has_words = any(not is_value(text_of_group(group)) for group in line.groups)
    return has_words and line.words[0].x0 > left + LABEL_INDENT * line.size


def _is_title(line: PrintLine, rows: Sequence[PrintLine]) -> bool:
    """Whether a line from where the labels begin is a title and no heading: it goes on above the numbers as one, or is
    far wider than all labels."""
    left = min(row.words[0].x0 for row in rows)
    numbers = min((row.groups[1][0].x0 for row in rows if len(row.groups) > 1), default=left)
    labels = max(row.groups[0][-1].x1 for row in rows)
    if len(line.groups) > 1 or line.words[0].x0 > left + LABEL_INDENT * line.size:
        return False
    is_wide = len(line.words) >= FEWEST_OF_TITLE and line.words[-1].x1 - left > TITLE_WIDTH * (labels - left)
    return line.words[-1].x1 > numbers or is_wide


def _is_row(line: PrintLine, lines: Sequence[PrintLine]) -> bool:
    """Whether a line is a row of numbers by itself: values behind a label, or nothing but values that are no years."""
    left = min(other.words[0].x0 for other in lines)
    texts = [text_of_group(group) for group in line.groups]
    has_label = line.words[0].x0 <= left + LABEL_INDENT * line.size
    behind = texts[1:] if has_label else texts
    return bool(behind) and all(is_value(text) for text in behind) and not all(is_period(t) for t in behind)


def _is_close(above: PrintLine, below: PrintLine, reach: float, rules: Sequence[Rule]) -> bool:
    return gap_between(above, below) <= reach and not is_ruled(above, below, rules)


def _have_words(lines: Sequence[PrintLine], share: int = 0) -> bool:
    """Whether some of the lines (one in `share`, at least) have a group behind the first that is no value by its form:
    rows of records do, rows of counts don't."""
    beside = [line for line in lines if len(line.groups) > 1]
    words = sum(1 for line in beside if any(not is_value(text_of_group(group)) for group in line.groups[1:]))
    return words * share >= len(beside) if share else words > 0


def _is_stacked(lines: Sequence[PrintLine]) -> bool:
    """Whether a word stands right above a number in each of several columns: "FY" above "2017/18" is one heading."""
    stacked = 0
    for above, below in pairwise(lines):
        words = [group for group in above.groups if not is_number(text_of_group(group))]
        numbers = [group for group in below.groups if is_number(text_of_group(group))]
        stacked += sum(
            1 for word in words if any(overlap(word[0].x0, word[-1].x1, n[0].x0, n[-1].x1) > 0 for n in numbers)
        )
    return stacked > 1


def _are_broken_periods(above: PrintLine, below: PrintLine) -> bool:
    """Whether a line holds years whose last digits had no room and stand on the next one: "2017/201" above "8"."""
    years = [group for group in above.groups if YEARS_BEGUN.fullmatch(text_of_group(group))]
    return bool(years) and all(_is_broken(group, below) for group in years)


def _is_broken(begun: Sequence[Word], below: PrintLine) -> bool:
    under = [g for g in below.groups if overlap(begun[0].x0, begun[-1].x1, g[0].x0, g[-1].x1) > 0]
    return len(under) == 1 and are_broken_years(text_of_group(begun), text_of_group(under[0]))
