"""The lines at the top of a page -> the rest of a table without rules: its heading again, and words of a label.

Protects: where the page breaks a table's last row, whose numbers all stand above, the words of its label below the
heading that is printed again are no text of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pdf.aligned_rows import WITHIN_CELL, Row, gap_between
from ingest.pdf.columns import LABEL_INDENT, Columns, Extent
from ingest.pdf.layout import PageTable, Word, around
from ingest.pdf.print_lines import PrintLine, text_of_group
from ingest.pdf.text_lines import text_lines

# In parts of the font's size.
NEAR = 0.8  # from one line of the label to the next
NEAR_HEADING = 2.0  # from the heading to the label
MOST_LINES = 12
FEWEST_YEARS = 2
YEAR = re.compile(r"(?:19|20)\d\d|\d\d/\d\d")


def rest_below_heading(lines: Sequence[PrintLine], page: int) -> tuple[PageTable, list[Word]] | None:
    """A heading of years at the top of a page with nothing below it but words in the column of labels, and its words.
    It is a table only as the rest of one, and its lines otherwise. `lines`: those of the page from its top."""
    end = 1
    while end < min(len(lines), MOST_LINES) and gap_between(lines[end - 1], lines[end]) <= WITHIN_CELL:
        end += 1
    columns = _columns(lines[:end])
    if columns is None:
        return None
    last = end
    while last < min(len(lines), end + MOST_LINES) and _is_label(lines[last], columns):
        if gap_between(lines[last - 1], lines[last]) > (NEAR_HEADING if last == end else NEAR):
            break
        last += 1
    is_clear = last == len(lines) or gap_between(lines[last - 1], lines[last]) > NEAR
    if last == end or not is_clear:
        return None
    words = [word for line in lines[:last] for word in line.words]
    heading, label = Row(), Row()
    for row, some in ((heading, lines[:end]), (label, lines[end:last])):
        for line in some:
            row.add_line(line, columns)
    box = around(word.bbox for word in words)
    cells = tuple(cell for n, row in enumerate((heading, label)) for cell in row.cells(n, columns))
    edges = columns.edges(box[0], box[2])
    return PageTable(page, box, 2, edges, cells, False, lines=tuple(text_lines(words, page))), words


def _columns(heading: Sequence[PrintLine]) -> Columns | None:
    """The columns of a heading of one or several lines: a first one for labels, and others most of which are headed by
    years."""
    groups = [group for line in heading for group in line.groups]
    extents: list[Extent] = []
    for x0, x1 in sorted((group[0].x0, group[-1].x1) for group in groups):
        if extents and x0 < extents[-1][1]:
            extents[-1] = (extents[-1][0], max(extents[-1][1], x1))
        else:
            extents.append((x0, x1))
    stacked = [
        "".join(text_of_group(group) for group in groups if left <= group[0].x0 <= right) for left, right in extents[1:]
    ]
    years = sum(1 for text in stacked if YEAR.search(text))
    is_heading = years >= FEWEST_YEARS and years * 3 >= len(stacked) * 2
    return Columns(tuple(extents)) if is_heading else None


def _is_label(line: PrintLine, columns: Columns) -> bool:
    (left, _), (right, _) = columns.extents[:2]
    return (
        len(line.groups) == 1 and abs(line.words[0].x0 - left) <= LABEL_INDENT * line.size and line.words[-1].x1 < right
    )
