"""A place on a page of a PDF -> the page as it is displayed, cut to the table with its headings or to the lines around,
the place marked, people blacked out.

Protects: the picture is of the document's own page, never drawn anew; pictures inside a page, which may be signatures,
are blacked out, annotations are not drawn, and what stands below a letter's end is not shown; a scan is not shown, as
nobody can tell for certain whose names and hands stand on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.evidence.canvas import INK, PAPER, QUIET, as_png, black_out, covered_but, font, mark
from ingest.evidence.held import NotHere
from ingest.evidence.people import Names, columns_of_people, names_in, words_of_people
from ingest.evidence.place import Place
from ingest.model import BBox, Grid, GridCell
from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word, around, overlap
from ingest.reference import Reference
from ingest.thread.greetings import is_salutation, is_sign_off

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 144  # pixels an inch
SCALE = RESOLUTION / 72
AROUND_LINES = 56.0  # points above and below the lines of an answer
AROUND_TABLE = 14.0  # points round a table
TITLE = 44.0  # points above a table that its title may take
PAGES_BEFORE = 4  # a table's headings stand on its first page, which may be some before
LEAST_WIDTH = 300.0  # points of a picture, so that a small table is not torn from its page
SCAN = (
    "The page is a scan or lies on a picture: whose names, hands and signatures stand on it can't be told for certain, "
    "so it is not shown."
)
MOST_PICTURE = 0.4  # of the page: a crest or a signature covers less


@dataclass(frozen=True)
class _Sheet:
    """What a page's picture is made of: its size, its words, the places of pictures on it."""

    width: float
    height: float
    words: tuple[Word, ...]
    pictures: tuple[BBox, ...]


def page_picture(data: bytes, place: Place, reference: Reference) -> bytes:
    """PNG. `place` has a page and a box. Raises NotHere where it can't be shown."""
    page, box = place.page, place.bbox
    if page is None or box is None:
        raise NotHere("The place of this number on its page is not known.")
    grids = _grids(data, page)
    names = names_in(list(_all_lines(data)), grids)
    grid, cell = _cell_at(grids, page, box) if place.cell is not None else (None, None)
    picture, sheet = _drawn(data, page)
    hidden = _hidden(sheet, grids, page, names, reference)
    region = _region(sheet, grid, page, box)
    shown = _cut(picture, sheet, region, hidden, [box])
    head = _heading_elsewhere(grid, cell, page)
    if head is None:
        return as_png(shown)
    heading_page, heading_box = head
    above, other = _drawn(data, heading_page)
    over = max([heading_box[1] - AROUND_TABLE, *(w.bottom for w in other.words if w.bottom < heading_box[1])])
    region = (region[0], over, region[2], heading_box[3] + 2)
    top = _cut(above, other, region, _hidden(other, grids, heading_page, names, reference), [])
    return as_png(_below_each_other(top, f"its headings, from page {heading_page}", shown))


def whole_page(data: bytes, number: int, boxes: Sequence[BBox], reference: Reference) -> bytes:
    """PNG of a whole page with every one of these boxes marked. What stands neither in a marked table nor around marked
    lines is covered: a page may say more of people, in print or by hand, than any rule can tell. Raises NotHere."""
    picture, sheet = _drawn(data, number)
    grids = _grids(data, number)
    names = names_in(list(_all_lines(data)), grids)
    tables = [around(cells) for grid in grids if (cells := _boxes(grid, number))]
    regions = [_region_of(sheet, next((one for one in tables if _holds(one, box)), None), box) for box in boxes]
    hidden = _hidden(sheet, grids, number, names, reference)
    everything = (0.0, 0.0, sheet.width, sheet.height)
    return as_png(_cut(picture, sheet, everything, hidden, boxes, regions))


def _holds(region: BBox, box: BBox) -> bool:
    """Whether the middle of a box stands in a region."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


def _all_lines(data: bytes) -> Iterator[str]:
    """The lines of all pages by a quick look, to find whose names stand anywhere in the document."""
    from ingest.pdf.pages import opened_by_pdfium

    with opened_by_pdfium(data) as document:
        for page in document:
            text = page.get_textpage()
            yield from text.get_text_bounded().splitlines()
            text.close()
            page.close()


def _grids(data: bytes, page: int) -> list[Grid]:
    """The tables that stand on a page, with their headings from pages before."""
    from ingest.ocr.blocks import with_recognised
    from ingest.ocr.reading import read_pages
    from ingest.pdf.document import joined_document
    from ingest.pdf.pages import count_pages

    _, data = count_pages(data)
    readings = read_pages(data, max(1, page - PAGES_BEFORE), page)
    grids = with_recognised(joined_document(readings), readings).grids
    return [grid for grid in grids if _boxes(grid, page)]


def _boxes(grid: Grid, page: int) -> list[BBox]:
    return [cell.bbox for cell in grid.cells if cell.page == page and cell.bbox is not None]


def _cell_at(grids: Sequence[Grid], page: int, box: BBox) -> tuple[Grid | None, GridCell | None]:
    for grid in grids:
        for cell in grid.cells:
            if cell.page == page and cell.bbox is not None and _is_same(cell.bbox, box):
                return grid, cell
    return None, None


def _is_same(one: BBox, other: BBox) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))


def _drawn(data: bytes, number: int) -> tuple[Image, _Sheet]:
    """The page as it is displayed, and what stands on it."""
    from ingest.pdf.pages import DamagedPage, count_pages, opened_by_pdfium, read_layout

    _, data = count_pages(data)
    layout = next(iter(read_layout(data, number, number)))
    if isinstance(layout, DamagedPage):
        raise NotHere("The page is damaged and can't be shown.")
    with opened_by_pdfium(data) as document:
        page = document[number - 1]
        picture = page.render(scale=SCALE, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
    if layout.is_scan or layout.pictures > MOST_PICTURE:
        raise NotHere(SCAN)
    return picture, _Sheet(layout.width, layout.height, layout.words, layout.picture_boxes)


def _hidden(sheet: _Sheet, grids: Sequence[Grid], page: int, names: Names, reference: Reference) -> list[BBox]:
    """What nobody may see on a page: words of people, pictures, and the cells of columns that are headed as theirs."""
    hidden = [word.bbox for word in words_of_people(sheet.words, names, reference)]
    hidden += sheet.pictures
    for grid in grids:
        columns = columns_of_people(grid)
        hidden += [
            one.bbox for one in grid.cells if one.column in columns and one.page == page and one.bbox and one.text
        ]
    return hidden


def _region(sheet: _Sheet, grid: Grid | None, page: int, box: BBox) -> BBox:
    """What of the page is shown: a table with its title, or the lines around, whole and as wide as the page's words."""
    own = [cell.bbox for cell in grid.cells if cell.page == page and cell.bbox] if grid is not None else []
    return _region_of(sheet, around(own) if own else None, box)


def _region_of(sheet: _Sheet, table: BBox | None, box: BBox) -> BBox:
    if table is not None:
        x0, top, x1, bottom = table
        title = [word for word in sheet.words if top - TITLE <= word.top and word.bottom <= top + 1]
        x0, top, x1, _ = around([table, *(word.bbox for word in title)])
        x1 = max(x1, x0 + LEAST_WIDTH)
        low = max([top - AROUND_TABLE, *(word.bottom for word in sheet.words if word.bottom < top)])
        high = min([bottom + AROUND_TABLE, *(word.top - 3 for word in sheet.words if word.top > bottom)])
        region = (x0 - AROUND_TABLE, low, x1 + AROUND_TABLE, high)
    else:
        x0 = min((word.x0 for word in sheet.words), default=0.0)
        x1 = max((word.x1 for word in sheet.words), default=sheet.width)
        low, high = box[1] - AROUND_LINES, box[3] + AROUND_LINES
        for word in sheet.words:  # no line is cut in two
            if overlap(low, high, word.top, word.bottom) > 0:
                low, high = min(low, word.top - 2), max(high, word.bottom + 2)
        high = min([high, *(line - 2 for line in _sign_offs(sheet) if line > box[3])])
        low = max([low, *(line - 2 for line in _greetings(sheet) if line < box[1])])
        region = (min(x0, box[0]) - AROUND_TABLE, low, max(x1, box[2]) + AROUND_TABLE, high)
    return (max(0.0, region[0]), max(0.0, region[1]), min(sheet.width, region[2]), min(sheet.height, region[3]))


def _sign_offs(sheet: _Sheet) -> Iterator[float]:
    """Where letters end on a page: below "Yours sincerely" stand hands and names."""
    for line in lines_of([word for word in sheet.words if word.direction == 0]):
        if is_sign_off(" ".join(word.text for word in line)):
            yield min(word.top for word in line)


def _greetings(sheet: _Sheet) -> Iterator[float]:
    """Where letters begin on a page: above "Dear …" stands who wrote to whom."""
    for line in lines_of([word for word in sheet.words if word.direction == 0]):
        if is_salutation(" ".join(word.text for word in line)):
            yield min(word.top for word in line)


def _cut(
    picture: Image,
    sheet: _Sheet,
    region: BBox,
    hidden: Sequence[BBox],
    marked: Sequence[BBox],
    shown: Sequence[BBox] = (),
) -> Image:
    """A region of the page with what is hidden blacked out, and marks. With `shown` only those regions are seen."""
    from PIL import ImageDraw

    across, down = picture.width / sheet.width, picture.height / sheet.height

    def pixels(one: BBox) -> BBox:
        return (one[0] * across, one[1] * down, one[2] * across, one[3] * down)

    pen = ImageDraw.Draw(picture)
    black_out(pen, [pixels(one) for one in hidden])
    if shown:
        picture = covered_but(picture, [pixels(one) for one in shown])
        pen = ImageDraw.Draw(picture)
    for box in marked:
        mark(pen, pixels(box))
    return picture.crop(tuple(round(edge) for edge in pixels(region)))  # type: ignore[arg-type]


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

    gap = 30
    whole = image.new("RGB", (max(top.width, bottom.width), top.height + gap + bottom.height), PAPER)
    whole.paste(top, (0, 0))
    whole.paste(bottom, (0, top.height + gap))
    pen = ImageDraw.Draw(whole)
    for x in range(0, whole.width, 12):
        pen.line((x, top.height + 4, x + 6, top.height + 4), fill=INK, width=1)
    pen.text((8, top.height + 8), f"Above: {words}.", fill=QUIET, font=font(14))
    return whole
