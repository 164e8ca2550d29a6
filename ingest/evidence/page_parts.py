"""The pages of a PDF -> what a picture of one is made of: the page as it is displayed, its words, its tables, and what
of it nobody may see.

Protects: pictures inside a page, which may be signatures, are blacked out, and annotations are not drawn. Of a scan,
and of a page that lies on a picture, only words are seen that page_scanned.py knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.evidence.held import NotHere
from ingest.evidence.page_scanned import ScanWord, seen_words
from ingest.evidence.people import Names, columns_of_people, names_in, tables_of_lines, words_of_people
from ingest.model import BBox, Grid
from ingest.ocr.reading import INSTALL, is_engine_here, read_pages, recognised_page, with_recognised
from ingest.pdf.layout import PageReading, Word
from ingest.reference import Reference
from ingest.thread.people_columns import names_of_tables

if TYPE_CHECKING:
    from PIL.Image import Image

    from ingest.ocr.picture import Frame
    from ingest.ocr.reading import RecognisedPage

RESOLUTION = 144  # pixels an inch
SCALE = RESOLUTION / 72
PAGES_BEFORE = 4  # a table's headings stand on its first page, which may be some before
SCANS_BEFORE = 1  # the same where to read each takes seconds
MOST_PICTURE = 0.4  # of the page: a crest or a signature covers less
NO_ENGINE = (
    "The page is a scan. Whose names and hands stand on it can be told only where its words are recognised, and the "
    "engine that does so is not here: {install}."
)


@dataclass(frozen=True)
class PageParts:
    """What stands on one page. `pictures`: their places. `recognised`: of a page that is a picture or lies on one, what
    was recognised in its own pixels, whatever characters a program has laid behind it; None for any other page."""

    width: float
    height: float
    words: tuple[Word, ...]
    pictures: tuple[BBox, ...]
    recognised: tuple[ScanWord, ...] | None = None


@dataclass(frozen=True)
class Pages:
    """A document, the readings of a page and of those before it, the tables on that page, and who is named in it."""

    data: bytes
    readings: tuple[PageReading, ...]
    grids: tuple[Grid, ...]
    names: Names


def opened(data: bytes, page: int, reference: Reference) -> Pages:
    """The tables are those that stand on the page, with their headings from pages before, those included that its lines
    make up."""
    from ingest.pdf.document import joined_document
    from ingest.pdf.pages import count_pages
    from ingest.pdf.quick_look import scanned_pages

    _, data = count_pages(data)
    before = PAGES_BEFORE if page not in scanned_pages(data) else SCANS_BEFORE
    readings = _readings(data, max(1, page - before), page)
    document = with_recognised(joined_document(readings), readings)
    lines = [*_all_lines(data), *(line.text for line in document.lines)]
    names = names_in(lines, document.grids)
    every = (*document.grids, *tables_of_lines(document.lines, names, reference))
    grids = tuple(grid for grid in every if boxes_of(grid, page))
    return Pages(data, readings, grids, names | names_of_tables(grids))


@lru_cache(maxsize=2)
def _readings(data: bytes, first: int, last: int) -> tuple[PageReading, ...]:
    """Kept for the next figure of the same page: to recognise a scan takes seconds."""
    return tuple(read_pages(data, first, last))


@lru_cache(maxsize=4)
def _recognised_page(data: bytes, number: int) -> RecognisedPage | None:
    """What is recognised in the pixels of a page that has characters too."""
    from ingest.ocr.picture import draw

    ((_, picture),) = draw(data, [number])
    found: RecognisedPage | None = recognised_page(number, picture).recognised
    return found


def _all_lines(data: bytes) -> Iterator[str]:
    """The lines of all pages by a quick look, to find whose names stand anywhere in the document."""
    from ingest.pdf.pages import opened_by_pdfium

    with opened_by_pdfium(data) as document:
        for page in document:
            text = page.get_textpage()
            yield from text.get_text_bounded().splitlines()
            text.close()
            page.close()


def boxes_of(grid: Grid, page: int) -> list[BBox]:
    return [cell.bbox for cell in grid.cells if cell.page == page and cell.bbox is not None]


def cells_with_boxes(pages: Pages, page: int) -> list[BBox]:
    """The boxes of the cells of a page's tables; those of a table that lines make up have none of their own."""
    return [box for grid in pages.grids if grid.lines is None for box in boxes_of(grid, page)]


def drawn(pages: Pages, number: int) -> tuple[Image, PageParts]:
    """The page as it is displayed, and what stands on it. Raises NotHere."""
    from ingest.pdf.pages import DamagedPage, opened_by_pdfium, read_layout

    layout = next(iter(read_layout(pages.data, number, number)))
    if isinstance(layout, DamagedPage):
        raise NotHere("The page is damaged and can't be shown.")
    with opened_by_pdfium(pages.data) as document:
        page = document[number - 1]
        picture = page.render(scale=SCALE, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
    if not layout.is_scan and layout.pictures <= MOST_PICTURE:
        return picture, PageParts(layout.width, layout.height, layout.words, layout.picture_boxes)
    recognised = _recognised(pages, number, layout.is_scan)
    words = tuple(one.word for one in recognised)
    return picture, PageParts(layout.width, layout.height, words, (), recognised)


def _recognised(pages: Pages, number: int, is_scan: bool) -> tuple[ScanWord, ...]:
    """The words in the pixels of a page, where they stand on it as it is displayed. Raises NotHere."""
    if not is_engine_here():
        raise NotHere(NO_ENGINE.format(install=INSTALL))
    read = next((one.recognised for one in pages.readings if one.number == number), None)
    page = read if is_scan else _recognised_page(pages.data, number)
    if page is None:
        raise NotHere("No word was recognised on this scan, so nothing of it can be shown.")
    return tuple(ScanWord(_on_page(one.word, page.frame), one.confidence) for one in page.words)


def _on_page(word: Word, frame: Frame) -> Word:
    x0, top, x1, bottom = frame.on_page(word.bbox)
    return replace(word, x0=x0, top=top, x1=x1, bottom=bottom)


def hidden(parts: PageParts, pages: Pages, page: int, reference: Reference) -> list[BBox]:
    """What nobody may see on a page: words of people, pictures, and the cells of columns that are headed as theirs."""
    found = [word.bbox for word in words_of_people(parts.words, pages.names, reference)]
    found += parts.pictures
    for grid in pages.grids:
        columns = columns_of_people(grid) if grid.lines is None else set()  # the cells of lines have no boxes of own
        found += [
            one.bbox for one in grid.cells if one.column in columns and one.page == page and one.bbox and one.text
        ]
    return found


def seen(
    parts: PageParts, pages: Pages, page: int, hidden_boxes: Sequence[BBox], reference: Reference
) -> list[Word] | None:
    """What alone may be seen of a scan: words that page_scanned.py knows and that are not hidden. None for another
    page."""
    if parts.recognised is None:
        return None
    words = seen_words(parts.recognised, cells_with_boxes(pages, page), reference)
    return [word for word in words if not any(holds(one, word.bbox) for one in hidden_boxes)]


def holds(region: BBox, box: BBox) -> bool:
    """Whether the middle of a box stands in a region."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]
