"""A place on the pages of a PDF -> each page as it is displayed, cut to the table with its headings or to the lines
around, the place marked, people blacked out.

Protects: the picture is of the document's own page, never drawn anew. page_parts.py says what its picture is made of
and what of it nobody may see, page_region.py what of it is shown; on a scan only known words are, and it says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.evidence.canvas import INK, PAPER, QUIET, RULE, as_png, black_out, covered_but, font, mark, underline
from ingest.evidence.held import NotHere
from ingest.evidence.page_parts import PageParts, Pages, boxes_of, cells_with_boxes, drawn, hidden, holds, opened, seen
from ingest.evidence.page_region import AROUND_TABLE, region_around, region_of
from ingest.evidence.place import Place, only_place
from ingest.model import BBox, Grid, GridCell
from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word, around
from ingest.reference import Reference

if TYPE_CHECKING:
    from PIL.Image import Image

NOT_KNOWN = (
    "The place of this number stands on a scan, and no word at it is one that the program knows. Nobody can tell for "
    "certain whose names and hands a scan bears, so nothing of it is shown."
)
ON_A_SCAN = "A page that is a picture. This project shows numbers and words that it knows, and has covered the rest."
COVERED = "Black: names, contact details or pictures of the document, covered by this project."
SMALL, GAP = 14, 30


def page_picture(data: bytes, places: Sequence[Place], reference: Reference) -> bytes:
    """PNG. `places`, one or more, are parts of one answer, each with a page and a box. Raises NotHere where one can't
    be shown."""
    shown = _place_shown(data, places[0], reference)
    for place in places[1:]:
        words = f"Above: page {places[0].page}. Below: page {place.page}, where it goes on."
        shown = _below_each_other(shown, words, _place_shown(data, place, reference))
    return as_png(shown)


def _place_shown(data: bytes, place: Place, reference: Reference) -> Image:
    page, box = place.page, place.bbox
    if page is None or box is None:
        raise NotHere("The place of this number on its page is not known.")
    pages = opened(data, page, reference)
    grid, cell = _cell_at(pages.grids, page, box) if place.cell is not None else (None, None)
    picture, parts = drawn(pages, page)
    region = region_of(parts, grid, page, box)
    covers = _covers(parts, pages, page, reference)
    if covers.seen is not None and not _bears(covers.seen, box, place.printed if place.cell else ""):
        raise NotHere(NOT_KNOWN)
    words = list(parts.words) if covers.seen is None else covers.seen
    number = _number_in(words, box, place.printed)
    shown = _cut(picture, parts, region, covers, [box], number=number)
    head = _heading_elsewhere(grid, cell, page)
    if head is None:
        return shown
    heading_page, heading_box = head
    above, other = drawn(pages, heading_page)
    over = max([heading_box[1] - AROUND_TABLE, *(w.bottom for w in other.words if w.bottom < heading_box[1])])
    region = (region[0], over, region[2], heading_box[3] + 2)
    top = _cut(above, other, region, _covers(other, pages, heading_page, reference), [])
    return _below_each_other(top, f"Above: its headings, from page {heading_page}.", shown)


def whole_page(data: bytes, number: int, boxes: Sequence[BBox], reference: Reference) -> bytes:
    """PNG of a whole page with every one of these boxes marked. What stands neither in a marked table nor around marked
    lines is covered: a page may say more of people, in print or by hand, than any rule can tell. Raises NotHere."""
    pages = opened(data, number, reference)
    picture, parts = drawn(pages, number)
    tables = [around(cells) for grid in pages.grids if (cells := boxes_of(grid, number))]
    regions = [region_around(parts, next((one for one in tables if holds(one, box)), None), box) for box in boxes]
    covers = _covers(parts, pages, number, reference)
    if covers.seen is not None:
        boxes = [box for box in boxes if _bears(covers.seen, box, "")]
        if not boxes:
            raise NotHere(NOT_KNOWN)
    everything = (0.0, 0.0, parts.width, parts.height)
    return as_png(_cut(picture, parts, everything, covers, boxes, regions))


def _cell_at(grids: Sequence[Grid], page: int, box: BBox) -> tuple[Grid | None, GridCell | None]:
    for grid in grids:
        for cell in grid.cells:
            if cell.page == page and cell.bbox is not None and _is_same(cell.bbox, box):
                return grid, cell
    return next(((grid, None) for grid in grids if grid.bbox is not None and _is_same(grid.bbox, box)), (None, None))


def _is_same(one: BBox, other: BBox) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class _Covers:
    """What is covered of a page. `hidden`: what nobody may see. `seen`: on a scan all that may be; else None. `cells`:
    of the tables on it, whose borders are drawn where the scan's own are covered."""

    hidden: list[BBox]
    seen: list[Word] | None
    cells: list[BBox]


def _covers(parts: PageParts, pages: Pages, page: int, reference: Reference) -> _Covers:
    boxes = hidden(parts, pages, page, reference)
    return _Covers(boxes, seen(parts, pages, page, boxes, reference), cells_with_boxes(pages, page))


def _cut(
    picture: Image,
    parts: PageParts,
    region: BBox,
    covers: _Covers,
    marked: Sequence[BBox],
    shown: Sequence[BBox] = (),
    number: BBox | None = None,
) -> Image:
    """A region of the page with what is hidden blacked out, and marks. With `shown` only those regions are seen.
    `number`: one among others in the marked box."""
    from PIL import ImageDraw

    across, down = picture.width / parts.width, picture.height / parts.height

    def pixels(one: BBox) -> BBox:
        return (one[0] * across, one[1] * down, one[2] * across, one[3] * down)

    def is_shown(one: BBox) -> bool:
        return not shown or any(holds(region, one) for region in shown)

    if covers.seen is not None:
        picture = covered_but(picture, (pixels(one.bbox) for one in covers.seen if is_shown(one.bbox)))
        pen = ImageDraw.Draw(picture)
        for cell in filter(is_shown, covers.cells):
            pen.rectangle(pixels(cell), outline=RULE)
    else:
        black_out(ImageDraw.Draw(picture), map(pixels, covers.hidden))
        picture = covered_but(picture, map(pixels, shown)) if shown else picture
    pen = ImageDraw.Draw(picture)
    for box in marked:
        mark(pen, pixels(box))
    if number is not None:
        underline(pen, pixels(number))
    cut = picture.crop(tuple(round(edge) for edge in pixels(region)))  # type: ignore[arg-type]
    words = _words_over(covers, region)
    return _under_words(cut, words) if words else cut


def _words_over(covers: _Covers, region: BBox) -> str:
    """What a picture says of itself: that it is of a scan, or that this project covered something; "" for neither."""
    if covers.seen is not None:
        return ON_A_SCAN
    return COVERED if any(holds(region, one) for one in covers.hidden) else ""


def _number_in(words: Sequence[Word], box: BBox, printed: str) -> BBox | None:
    """The box of what is printed among other words in a marked place; None where it is alone or there twice, or goes
    over two lines."""
    upright = [word for word in words if word.direction == 0 and holds(box, word.bbox)]
    lines = lines_of(upright) if upright else []
    there = [(n, word) for n, line in enumerate(lines) for word in line]
    found = only_place([word.text for _, word in there], printed)
    if found is None or there[found.start][0] != there[found.stop - 1][0]:
        return None
    return around(word.bbox for _, word in there[found.start : found.stop])


def _bears(seen_words: Sequence[Word], box: BBox, printed: str) -> bool:
    """Whether what is seen in a box is what was read there: every number of it, or one of its words where it has no
    number."""
    there = " ".join(word.text for word in seen_words if holds(box, word.bbox))
    numbers = re.findall(r"\d[\d,.]*", printed)
    wanted = numbers or re.findall(r"[^\W\d_]{2,}", printed)
    return bool(there) and (all if numbers else any)(one in there for one in wanted) if wanted else bool(there)


def _heading_elsewhere(grid: Grid | None, cell: GridCell | None, page: int) -> tuple[int, BBox] | None:
    """The page and the box of a table's headings, where they stand on another page than the cell."""
    from ingest.tables.layout import lay_out

    layout = lay_out(grid) if grid is not None and cell is not None else None
    if layout is None or grid is None or not layout.rows:
        return None
    first = min(row.grid_row for row in layout.rows)
    heads = [one for one in grid.cells if one.row < first and one.page is not None and one.bbox]
    pages = {one.page for one in heads}
    if len(pages) != 1 or page in pages:
        return None
    (number,) = pages
    return (int(number or 0), around(one.bbox for one in heads if one.bbox))


def _below_each_other(top: Image, words: str, bottom: Image) -> Image:
    from PIL import Image as image
    from PIL import ImageDraw

    letters = font(SMALL)
    width = max(top.width, bottom.width, round(letters.getlength(words)) + 16)
    whole = image.new("RGB", (width, top.height + GAP + bottom.height), PAPER)
    whole.paste(top, (0, 0))
    whole.paste(bottom, (0, top.height + GAP))
    pen = ImageDraw.Draw(whole)
    for x in range(0, whole.width, 12):
        pen.line((x, top.height + 4, x + 6, top.height + 4), fill=INK, width=1)
    pen.text((8, top.height + 8), words, fill=QUIET, font=letters)
    return whole


def _under_words(picture: Image, words: str) -> Image:
    from PIL import Image as image
    from PIL import ImageDraw

    letters = font(SMALL)
    whole = image.new("RGB", (max(picture.width, round(letters.getlength(words)) + 16), picture.height + GAP), PAPER)
    whole.paste(picture, (0, GAP))
    ImageDraw.Draw(whole).text((8, 6), words, fill=QUIET, font=letters)
    return whole
