"""The lines of a page outside ruled tables -> the runs of them that may be a table's rows.

Protects: a run ends where a sentence, the heading of another table or print of another size begins, so that nothing of
the letter below becomes a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.aligned_rows import WITHIN_CELL, gap_between
from ingest.pdf.cell_text import is_value
from ingest.pdf.layout import overlap
from ingest.pdf.print_lines import PrintLine, is_number, is_period, text_of_group

# In parts of the font's size, unless said.
ROW_GAP = 2.6  # from the foot of one row to the head of the next
MOST_LINES_BETWEEN = 16  # lines of labels and values that are not read as such, between two rows with numbers
PROSE_WORDS = 9
OTHER_SIZE = 1.0  # points: print that is so much larger or smaller is no row of the table


def run(lines: Sequence[PrintLine], first: int) -> int | None:
    """The last line with numbers of a run of them that begins at `first`; None where none begins."""
    if not lines[first].is_counted:
        return None
    last = first
    for n in range(first + 1, len(lines)):
        if n - last > MOST_LINES_BETWEEN or lines[n].top - lines[n - 1].bottom > ROW_GAP * lines[n].size:
            break
        is_below_years = last == first and lines[first].is_of_periods  # the upper row of a heading of two
        is_close = (
            gap_between(lines[n - 1], lines[n]) <= WITHIN_CELL
        )  # a line of the same cells, of a heading's perhaps
        if (begins_another(lines[n]) and not is_below_years and not is_close) or _is_prose(
            lines[n], lines[first : last + 1]
        ):
            break
        if last > first and abs(lines[n].size - lines[last].size) > OTHER_SIZE:
            break
        if lines[n].is_counted or _is_row_of_numbers(lines[n], lines[last]):
            last = n
    return last


def _is_prose(line: PrintLine, above: Sequence[PrintLine]) -> bool:
    """Whether a line is a sentence below a table: one group that reaches under the numbers or has a sentence's end."""
    if len(line.groups) > 1 or len(line.words) < PROSE_WORDS:
        return False
    numbers = min((row.groups[1][0].x0 for row in above if len(row.groups) > 1), default=0.0)
    return line.words[-1].x1 > numbers or line.words[-1].text[-1:] in ".:?"


def begins_another(line: PrintLine) -> bool:
    """Whether a line below numbers is the heading of another table: years, or several different words."""
    texts = [text_of_group(group) for group in line.groups]
    if len(texts) < 2 or is_number(texts[0]):
        return False
    if is_heading(texts):
        return True
    return len(texts) > 2 and len(set(texts)) == len(texts) and not any(is_value(text) for text in texts[1:])


def _is_row_of_numbers(line: PrintLine, before: PrintLine) -> bool:
    """Whether a line holds numbers alone, below numbers: its label stands on the lines above and below it."""
    above = [group for group in before.groups if is_number(text_of_group(group))]
    return all(
        is_number(text_of_group(group))
        and any(overlap(group[0].x0, group[-1].x1, other[0].x0, other[-1].x1) > 0 for other in above)
        for group in line.groups
    )


def is_heading(row: Sequence[str]) -> bool:
    """Whether the cells behind the first are all years or periods, as in a heading."""
    cells = [text for text in row[1:] if text]
    return bool(cells) and all(is_period(text) for text in cells)
