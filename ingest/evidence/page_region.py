"""A marked place on a page -> what of the page is shown around it: its table with the title, or the lines around.

Protects: no line is cut in two, and what stands above a letter's greeting or below its end, where people are named, is
not shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.evidence.page_parts import PageParts, boxes_of
from ingest.model import BBox, Grid
from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import around, overlap
from ingest.thread.greetings import is_salutation, is_sign_off

AROUND_LINES = 56.0  # points above and below the lines of an answer
AROUND_TABLE = 14.0  # points round a table
TITLE = 44.0  # points above a table that its title may take
LEAST_WIDTH = 300.0  # points of a picture, so that a small table is not torn from its page


def region_of(parts: PageParts, grid: Grid | None, page: int, box: BBox) -> BBox:
    """What of the page is shown: a table with its title, or the lines around, whole and as wide as the page's words."""
    own = boxes_of(grid, page) if grid is not None else []
    return region_around(parts, around(own) if own else None, box)


def region_around(parts: PageParts, table: BBox | None, box: BBox) -> BBox:
    if table is not None:
        x0, top, x1, bottom = table
        title = [word for word in parts.words if top - TITLE <= word.top and word.bottom <= top + 1]
        x0, top, x1, _ = around([table, *(word.bbox for word in title)])
        x1 = max(x1, x0 + LEAST_WIDTH)
        low = max([top - AROUND_TABLE, *(word.bottom for word in parts.words if word.bottom < top)])
        high = min([bottom + AROUND_TABLE, *(word.top - 3 for word in parts.words if word.top > bottom)])
        region = (x0 - AROUND_TABLE, low, x1 + AROUND_TABLE, high)
    else:
        x0 = min((word.x0 for word in parts.words), default=0.0)
        x1 = max((word.x1 for word in parts.words), default=parts.width)
        low, high = box[1] - AROUND_LINES, box[3] + AROUND_LINES
        for word in parts.words:  # no line is cut in two
            if overlap(low, high, word.top, word.bottom) > 0:
                low, high = min(low, word.top - 2), max(high, word.bottom + 2)
        high = min([high, *(line - 2 for line in _sign_offs(parts) if line > box[3])])
        low = max([low, *(line - 2 for line in _greetings(parts) if line < box[1])])
        region = (min(x0, box[0]) - AROUND_TABLE, low, max(x1, box[2]) + AROUND_TABLE, high)
    return (max(0.0, region[0]), max(0.0, region[1]), min(parts.width, region[2]), min(parts.height, region[3]))


def _sign_offs(parts: PageParts) -> Iterator[float]:
    """Where letters end on a page: below "Yours sincerely" stand hands and names."""
    for line in lines_of([word for word in parts.words if word.direction == 0]):
        if is_sign_off(" ".join(word.text for word in line)):
            yield min(word.top for word in line)


def _greetings(parts: PageParts) -> Iterator[float]:
    """Where letters begin on a page: above "Dear …" stands who wrote to whom."""
    for line in lines_of([word for word in parts.words if word.direction == 0]):
        if is_salutation(" ".join(word.text for word in line)):
            yield min(word.top for word in line)
