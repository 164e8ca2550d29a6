"""Where a figure or answer stands, by its locator ("page 2, lines 40-41; page 3, line 1", "sheet Arrests, B7") -> its
document's bytes, if here and still the same -> a picture of the place for a reader, or its lines with those around. Of
a PDF it is each page as displayed, cut to the table or lines around, marked, people blacked out.

Protects: a quote is never without what stands beside it; the picture of a page is the document's own, never drawn anew,
and a table that is drawn has the file's own cells and says that it is drawn. People's names are struck, and columns
headed as people's left out. Pictures inside a page, which may be signatures, are blacked out, and annotations are not
drawn; what stands above a letter's greeting or below its end, where people are named, is not shown. Of a scan, and of a
page that lies on a picture, only known words are, and it says so. A mark is told by its form, a thick frame with
corners that stand out, and not by its colour alone.
"""

from __future__ import annotations

import hashlib
import io
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from ingest import text_tables
from ingest.evidence.people import (
    Names,
    columns_of_people,
    names_of,
    seen_words,
    tables_of_lines,
    without_people,
    words_of_people,
)
from ingest.kinds import kind_of
from ingest.model import BETWEEN_PAGES, ON_TO_PAGE, BBox, Blocks, Grid, GridCell, Unreadable, refusal
from ingest.pdf.layout import Word, around, holds, lines_of, overlap
from ingest.pdf.page import count_pages, opened_by_pdfium, read_layout
from ingest.pdf.scans import INSTALL, draw, is_engine_here, recognised_page
from ingest.privacy import is_salutation, is_sign_off, names_of_tables, without_columns_of_people
from ingest.readers.opened import INSIDE, bytes_inside, read_blocks
from ingest.reference import Reference
from ingest.tables import lay_out


class NotHere(Exception):
    """A document that can't be shown, with the reason in words for a reader."""


def document_bytes(raws: Sequence[Path], document: str, sha256: str, outer_sha256: str) -> bytes:
    """The document's bytes. `document`: its path below a raw folder, as in the warehouse; one inside another has both
    names. `sha256`: its own; `outer_sha256`: of the file that holds it, or is it. Raises NotHere."""
    outer, _, _ = document.partition(INSIDE)
    named = [raw / outer for raw in raws]
    # The file of this name, then its neighbours: one named after a person has another name in the warehouse.
    files = [
        file for path in named for file in (path, *(sorted(path.parent.rglob("*")) if path.parent.is_dir() else ()))
    ]
    content = None
    for file in (file for file in files if file.is_file() and content is None):
        with suppress(OSError):
            data = file.read_bytes()
            content = data if hashlib.sha256(data).hexdigest() == outer_sha256 else None
    if content is None:
        is_here = any(raw.joinpath(outer).is_file() for raw in raws)
        raise NotHere(refusal("document-changed" if is_here else "document-not-here"))
    inner = bytes_inside(content, outer, document)
    if inner is None or hashlib.sha256(inner).hexdigest() != sha256:
        raise NotHere(refusal("document-changed"))
    return inner


@lru_cache(maxsize=8)
def read_again(data: bytes, name: str) -> Blocks:
    """The blocks of a document, remembered for its next figure. Raises NotHere."""
    try:
        return read_blocks(data, name)
    except Unreadable as error:
        raise NotHere(f"The document can't be read: {error}") from error


LINES = re.compile(r"(?:page (?P<page>\d+), )?lines? (?P<first>\d+)(?:-(?P<last>\d+))?")
CELL = re.compile(
    r"(?:page (?P<page>\d+), )?table (?P<table>\d+)(?:, row (?P<row>\d+), column (?P<column>.+))?", re.DOTALL
)
SHEET = re.compile(r"sheet (?P<sheet>.+?)(?:, (?P<ref>[A-Z]{1,3}\d+))?", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """`locator` as stored; `page` and `bbox` of a document of pages, else None. `printed`: the value or the words that
    stand there. `on_lines`: the first and last line of a cell whose table is made of the text's own lines."""

    locator: str
    page: int | None = None
    bbox: BBox | None = None
    printed: str = ""
    on_lines: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[int, int] | None:
        """The first and last line, both included; of the page where it has pages."""
        match = LINES.fullmatch(self.locator)
        if match is None:
            return self.on_lines if self.page is None else None
        return (int(match["first"]), int(match["last"] or match["first"]))

    @property
    def parts(self) -> tuple[Place, ...]:
        """Of lines on several pages the place on each page, without a box; else the place itself."""
        named = [part for part in self.locator.split(BETWEEN_PAGES) if not part.startswith(ON_TO_PAGE)]
        matches = [LINES.fullmatch(part) for part in named]
        pages = [int(match["page"]) for match in matches if match and match["page"]]
        if len(pages) < len(matches) or pages == [self.page]:
            return (self,)
        texts = [match[0] for match in matches if match]
        return tuple(replace(self, locator=text, page=page, bbox=None) for text, page in zip(texts, pages, strict=True))

    @property
    def cell(self) -> tuple[int, int | None, str | None] | None:
        """The table's number, and of one cell the row and the column's heading."""
        match = CELL.fullmatch(self.locator)
        return (int(match["table"]), int(match["row"]) if match["row"] else None, match["column"]) if match else None

    @property
    def sheet(self) -> tuple[str, str | None] | None:
        match = SHEET.fullmatch(self.locator)
        return (match["sheet"], match["ref"]) if match else None


def only_place(words: Sequence[str], printed: str) -> range | None:
    """The range of the words that are the print, where it stands there once and beside other words. Else None: nothing
    tells which of two equal numbers is meant."""
    wanted = [_bare(word) for word in printed.split()]
    bare = [_bare(word) for word in words]
    size = len(wanted)
    starts = [n for n in range(len(bare) - size + 1) if bare[n : n + size] == wanted] if size else []
    return range(starts[0], starts[0] + size) if len(starts) == 1 and size < len(bare) else None


def _bare(word: str) -> str:
    return word.strip(".,;:|")


PAPER, INK, QUIET, RULE, MARK, WASH = "#ffffff", "#1c2430", "#5a6472", "#b9b4aa", "#b5532a", "#fbeee6"
BLACK, COVER = "#000000", "#e3e0d9"
# Pixels.
FRAME = 3  # of the mark
CORNER = 9  # that its corners stand out
MARGIN = 1.5  # round what is blacked out
SIZE, SMALL = 15, 13  # of the letters
LINE, PAD = 20, 8


class Rows(NamedTuple):
    """Rows of texts to draw, the first cell of each its number, the first `heads` of them headings. `marked`: first and
    last row and first and last column of the marked cells, both included. `printed`: the number among other words that
    is meant there. `widest`: letters of a cell."""

    rows: list[list[str]]
    heads: int
    marked: tuple[int, int, int, int]
    printed: str = ""
    widest: int = 46


def as_png(picture: Image.Image) -> bytes:
    """The picture's bytes, without anything about who made it."""
    buffer = io.BytesIO()
    picture.convert("RGB").quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)  # type: ignore[return-value]


def mark(pen: ImageDraw.ImageDraw, box: BBox) -> None:
    """A frame round a box, with its corners drawn outside it."""
    x0, top, x1, bottom = box[0] - FRAME - 1, box[1] - FRAME - 1, box[2] + FRAME + 1, box[3] + FRAME + 1
    pen.rectangle((x0, top, x1, bottom), outline=MARK, width=FRAME)
    for x, outwards in ((x0, -1), (x1, 1)):
        for y, away in ((top, -1), (bottom, 1)):
            pen.line((x, y, x + outwards * CORNER, y), fill=MARK, width=FRAME)
            pen.line((x, y, x, y + away * CORNER), fill=MARK, width=FRAME)


def underline(pen: ImageDraw.ImageDraw, x0: float, x1: float, bottom: float) -> None:
    """A double line below a number that stands among others in a frame."""
    for y in (bottom + 1, bottom + 4):
        pen.line((x0, y, x1, y), fill=MARK, width=2)


def drawn_rows(table: Rows, title: Sequence[str]) -> Image.Image:
    """Rows of text below the lines of a title, the marked cells in a frame."""
    wrapped = [[textwrap.wrap(" ".join(text.split()), table.widest) or [""] for text in row] for row in table.rows]
    letters, small = font(SIZE), font(SMALL)
    columns = zip(*wrapped, strict=True)
    widths = (max(letters.getlength(line) for lines in column for line in lines) + 2 * PAD for column in columns)
    lefts = list(accumulate(widths, initial=float(PAD)))
    tops = list(accumulate((max(map(len, row)) * LINE + PAD for row in wrapped), initial=len(title) * LINE + PAD))
    width = max(lefts[-1] - PAD, *map(small.getlength, title)) + 2 * PAD
    picture = Image.new("RGB", (round(width) + 1, round(tops[-1]) + 2 * PAD), PAPER)
    pen = ImageDraw.Draw(picture)
    for n, line in enumerate(title):
        pen.text((PAD, PAD / 2 + n * LINE), line, fill=QUIET, font=small)
    first, last, left, right = table.marked
    for r, row in enumerate(wrapped):
        for c, lines in enumerate(row):
            is_marked = first <= r <= last and left <= c <= right
            is_washed = is_marked and (first, left) == (last, right)
            box = (lefts[c], tops[r], lefts[c + 1], tops[r + 1])
            pen.rectangle(box, outline=RULE, fill=WASH if is_washed else None)
            bold = 0.3 if c == 0 or r < table.heads else 0
            for k, line in enumerate(lines):
                x, y = lefts[c] + PAD, tops[r] + PAD / 2 + k * LINE
                pen.text((x, y), line, fill=QUIET if c == 0 else INK, font=letters, stroke_width=bold)
                words = line.split(" ")
                if is_marked and c and (span := only_place(words, table.printed)) is not None:
                    x0 = x + letters.getlength(" ".join([*words[: span.start], ""]))
                    x1 = x + letters.getlength(" ".join(words[: span.stop]))
                    underline(pen, x0, x1, y + LINE - 5)
    mark(pen, (lefts[left], tops[first], lefts[right + 1], tops[last + 1]))
    return picture


SCALE = 2.0  # pixels a point
MOST_PIXELS = 20_000_000  # of a picture: a page as large as a wall is drawn smaller
MOST_PICTURE = 0.4  # of the page: a crest or a signature covers less
# Points.
AROUND_LINES = 56.0  # above and below the lines of an answer
AROUND_TABLE = 14.0  # round a table
TITLE = 44.0  # above a table that its title may take
LEAST_WIDTH = 300.0  # of a picture, so that a small table is not torn from its page
WORDS_OVER, GAP = 14, 30  # pixels: of the words over a picture, and their room

NUMBERS, LETTERS = r"\d[\d,.]*", r"[^\W\d_]{2,}"

ON_A_SCAN = "A page that is a picture. This project shows numbers and words that it knows, and has covered the rest."
COVERED = "Black: names, contact details or pictures of the document, covered by this project."


@dataclass(frozen=True)
class _Document:
    data: bytes
    grids: tuple[Grid, ...]
    names: Names


@dataclass(frozen=True)
class _Page:
    """One page as displayed. `words`: what stands on it; of a page that is a picture or lies on one, what was
    recognised in its own pixels, whatever characters lie behind it. `hidden`: what nobody may see. `seen`: on a scan
    all that may be; else None. `cells`: of its tables, whose borders are drawn where a scan's own are covered."""

    picture: Image.Image
    width: float
    height: float
    words: tuple[Word, ...]
    hidden: list[BBox]
    seen: list[Word] | None
    cells: list[BBox]


def page_picture(data: bytes, places: Sequence[Place], reference: Reference) -> bytes:
    """PNG. `places`: the parts of one answer, each with a page and a box. Raises NotHere where one can't be shown."""
    shown = _place_shown(data, places[0], reference)
    for place in places[1:]:
        words = f"Above: page {places[0].page}. Below: page {place.page}, where it goes on."
        shown = _with_words(words, _place_shown(data, place, reference), above=shown)
    return as_png(shown)


def _place_shown(data: bytes, place: Place, reference: Reference) -> Image.Image:
    number, box = place.page, place.bbox
    if number is None or box is None:
        raise NotHere(refusal("place-not-known"))
    document = _opened(data, reference)
    places: list[tuple[Grid, GridCell | None, BBox | None]]
    places = [(grid, cell, cell.bbox) for grid in document.grids for cell in grid.cells if cell.page == number]
    places += [(grid, None, grid.bbox) for grid in document.grids]
    there = [
        (grid, cell) for grid, cell, at in places if at and all(abs(a - b) < 1 for a, b in zip(at, box, strict=True))
    ]
    grid, cell = there[0] if there and place.cell is not None else (None, None)
    page = _drawn(document, number, reference)
    boxes = _boxes_of(grid, number) if grid is not None else []
    region = _region(page, around(boxes) if boxes else None, box)
    if page.seen is not None:  # it bears what was read there: every number, or one of its words where it has none
        text = " ".join(word.text for word in page.seen if holds(box, word.bbox))
        numbers, words_read = (re.findall(kind, place.printed if place.cell else "") for kind in (NUMBERS, LETTERS))
        wanted = numbers or words_read or [""]
        if not text or not (all if numbers else any)(word in text for word in wanted):
            raise NotHere(refusal("scan-not-known"))
    words = page.words if page.seen is None else page.seen
    shown = _cut(page, region, [box], number=_number_in(words, box, place.printed))
    head = _heading_elsewhere(grid, cell, number)
    if head is None:
        return shown
    heading_page, heading_box = head
    above = _drawn(document, heading_page, reference)
    top = max([heading_box[1] - AROUND_TABLE, *(w.bottom for w in above.words if w.bottom < heading_box[1])])
    headings = _cut(above, (region[0], top, region[2], heading_box[3] + 2), [])
    return _with_words(f"Above: its headings, from page {heading_page}.", shown, above=headings)


def _opened(data: bytes, reference: Reference) -> _Document:
    blocks = read_again(data, "document.pdf")
    names = names_of(blocks, reference)
    grids = (*blocks.grids, *tables_of_lines(blocks.lines, names, reference))
    return _Document(data, grids, names | names_of_tables(grids))


def _drawn(document: _Document, number: int, reference: Reference) -> _Page:
    layout = next(iter(read_layout(count_pages(document.data)[1], number, number)))
    if layout.damage:
        raise NotHere(refusal("page-damaged"))
    with opened_by_pdfium(document.data) as opened:
        page = opened[number - 1]
        scale = min(SCALE, (MOST_PIXELS / (layout.width * layout.height)) ** 0.5)
        picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
    is_picture = layout.is_scan or layout.pictures > MOST_PICTURE
    words = recognised_words(document.data, number) if is_picture else layout.words
    hidden = [word.bbox for word in words_of_people(words, document.names, reference)]
    hidden += [] if is_picture else layout.picture_boxes
    # The cells of a table that lines make up have no boxes of their own.
    grids = [grid for grid in document.grids if grid.lines is None]
    for grid in grids:
        columns = columns_of_people(grid)
        people = [cell for cell in grid.cells if cell.page == number and cell.column in columns and cell.text]
        hidden += [cell.bbox for cell in people if cell.bbox]
    cells = [box for grid in grids for box in _boxes_of(grid, number)]
    seen = None
    if is_picture:
        known = seen_words(words, cells, reference)
        seen = [word for word in known if not any(holds(box, word.bbox) for box in hidden)]
    return _Page(picture, layout.width, layout.height, words, hidden, seen, cells)


@lru_cache(maxsize=4)
def recognised_words(data: bytes, number: int) -> tuple[Word, ...]:
    """The words in the pixels of a page, where they stand on it as it is displayed. Raises NotHere."""
    if not is_engine_here():
        raise NotHere(refusal("scan-without-engine", install=INSTALL))
    ((_, picture),) = draw(data, [number])
    page = recognised_page(number, picture).recognised
    if page is None:
        raise NotHere(refusal("scan-without-words"))
    words = []
    for word in page.words:
        x0, top, x1, bottom = page.frame.on_page(word.bbox)
        words.append(replace(word, x0=x0, top=top, x1=x1, bottom=bottom))
    return tuple(words)


def _region(page: _Page, table: BBox | None, box: BBox) -> BBox:
    if table is not None:
        x0, top, x1, bottom = table
        title = [word for word in page.words if top - TITLE <= word.top and word.bottom <= top + 1]
        x0, top, x1, _ = around([table, *(word.bbox for word in title)])
        x1 = max(x1, x0 + LEAST_WIDTH)
        low = max([top - AROUND_TABLE, *(word.bottom for word in page.words if word.bottom < top)])
        high = min([bottom + AROUND_TABLE, *(word.top - 3 for word in page.words if word.top > bottom)])
    else:
        x0 = min([box[0], *(word.x0 for word in page.words)])
        x1 = max([box[2], *(word.x1 for word in page.words)]) if page.words else page.width
        low, high = box[1] - AROUND_LINES, box[3] + AROUND_LINES
        for word in page.words:  # no line is cut in two
            if overlap(low, high, word.top, word.bottom) > 0:
                low, high = min(low, word.top - 2), max(high, word.bottom + 2)
        high = min([high, *(top - 2 for top in _lines_that(page, is_sign_off) if top > box[3])])
        low = max([low, *(top - 2 for top in _lines_that(page, is_salutation) if top < box[1])])
    return (max(0.0, x0 - AROUND_TABLE), max(0.0, low), min(page.width, x1 + AROUND_TABLE), min(page.height, high))


def _lines_that(page: _Page, passes: Callable[[str], bool]) -> Iterator[float]:
    for line in lines_of([word for word in page.words if word.direction == 0]):
        if passes(" ".join(word.text for word in line)):
            yield min(word.top for word in line)


def _heading_elsewhere(grid: Grid | None, cell: GridCell | None, page: int) -> tuple[int, BBox] | None:
    layout = lay_out(grid) if grid is not None and cell is not None else None
    if layout is None or grid is None or not layout.rows:
        return None
    first = min(row.grid_row for row in layout.rows)
    heads = [head for head in grid.cells if head.row < first and head.page is not None and head.bbox]
    pages = {head.page for head in heads}
    if len(pages) != 1 or page in pages:
        return None
    (number,) = pages
    return (int(number or 0), around(head.bbox for head in heads if head.bbox))


def _cut(page: _Page, region: BBox, marked: Sequence[BBox], number: BBox | None = None) -> Image.Image:
    """A region of the page, marked, what is hidden black. `number`: the box of the one that is meant among others."""
    picture = page.picture.copy()
    across, down = picture.width / page.width, picture.height / page.height

    def pixels(box: BBox) -> BBox:
        return (box[0] * across, box[1] * down, box[2] * across, box[3] * down)

    if page.seen is not None:  # all but these words is covered, without saying that it is of people
        covered = Image.new("RGB", picture.size, COVER)
        for word in page.seen:
            shown = tuple(round(edge) for edge in pixels(word.bbox))
            covered.paste(picture.crop(shown), shown[:2])  # type: ignore[arg-type]
        picture = covered
    pen = ImageDraw.Draw(picture)
    for cell in page.cells if page.seen is not None else ():
        pen.rectangle(pixels(cell), outline=RULE)
    for x0, top, x1, bottom in map(pixels, page.hidden) if page.seen is None else ():
        pen.rectangle((x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN), fill=BLACK)
    for box in marked:
        mark(pen, pixels(box))
    if number is not None:
        x0, _, x1, bottom = pixels(number)
        underline(pen, x0, x1, bottom)
    x0, top, x1, bottom = (round(edge) for edge in pixels(region))
    cut = picture.crop((x0, top, x1, bottom))
    if page.seen is not None:
        return _with_words(ON_A_SCAN, cut)
    return _with_words(COVERED, cut) if any(holds(region, box) for box in page.hidden) else cut


def _number_in(words: Sequence[Word], box: BBox, printed: str) -> BBox | None:
    """The box of a print among other words in a place; None where it is alone, there twice, or over two lines."""
    upright = [word for word in words if word.direction == 0 and holds(box, word.bbox)]
    lines = lines_of(upright) if upright else []
    placed = [(n, word) for n, line in enumerate(lines) for word in line]
    span = only_place([word.text for _, word in placed], printed)
    if span is None or placed[span.start][0] != placed[span.stop - 1][0]:
        return None
    return around(word.bbox for _, word in placed[span.start : span.stop])


def _with_words(words: str, picture: Image.Image, above: Image.Image | None = None) -> Image.Image:
    letters, top = font(WORDS_OVER), above.height if above is not None else 0
    width = max(picture.width, above.width if above is not None else 0, round(letters.getlength(words)) + 16)
    whole = Image.new("RGB", (width, top + GAP + picture.height), PAPER)
    whole.paste(picture, (0, top + GAP))
    pen = ImageDraw.Draw(whole)
    if above is not None:
        whole.paste(above, (0, 0))
        for x in range(0, whole.width, 12):
            pen.line((x, top + 4, x + 6, top + 4), fill=INK, width=1)
    pen.text((8, top + 8), words, fill=QUIET, font=letters)
    return whole


def _boxes_of(grid: Grid, page: int) -> list[BBox]:
    return [cell.bbox for cell in grid.cells if cell.page == page and cell.bbox is not None]


AROUND = 4  # lines with words, above and below
MOST_LINES = 24  # of an answer itself
WIDEST = 96  # letters of a line
ROWS_AROUND, COLUMNS_AROUND = 6, 4
LEFT_OUT = "…"


def picture(data: bytes, document: str, place: Place, reference: Reference) -> bytes:
    """PNG of the place in the document. `document`: its path as the warehouse has it. Raises NotHere."""
    name = file_name(document)
    if kind_of(data, name) == "pdf":
        places = [part if part.bbox is not None else _with_box(part, data, name) for part in place.parts]
        return page_picture(data, places, reference)
    if place.lines is not None:
        shown = lines_around(data, document, place, reference)
        at, first = shown.number(), len(shown.before)
        printed = shown.answer[at[0]][1][at[1] : at[2]] if at is not None else ""
        rows = [[str(number), text] for number, text in (*shown.before, *shown.answer, *shown.after)]
        marked = (first, first + len(shown.answer) - 1, 1, 1)
        return as_png(drawn_rows(Rows(rows, 0, marked, printed, WIDEST), [f"{name}, {place.locator}"]))
    blocks = read_again(data, name)
    return sheet_picture(blocks, place, name, names_of(blocks, reference), reference)


def lines_around(data: bytes, document: str, place: Place, reference: Reference) -> Surroundings:
    blocks = read_again(data, file_name(document))
    names = names_of(blocks, reference)
    tables = tables_of_lines(blocks.lines, names, reference) if place.on_lines is not None else ()
    return surroundings(blocks, place, names, reference, tables)


def file_name(document: str) -> str:
    """The name of a document's own file, without the folders and the file that hold it."""
    return document.rpartition("/")[2].rpartition(INSIDE)[2]


def _with_box(place: Place, data: bytes, name: str) -> Place:
    """A place on a page with the box that it fills: answers have their lines, or their table, alone. Raises NotHere."""
    if place.page is None or not (place.lines or place.cell):
        raise NotHere(refusal("words-not-placed"))
    if not (boxes := _boxes_of_lines(place, read_again(data, name))):
        grid, cell = cell_of(read_again(data, name), place)
        boxes = [it.bbox for it in ((cell,) if cell else grid.cells) if it.bbox and it.page == place.page]
    if not boxes:
        raise NotHere(refusal("words-not-found"))
    return replace(place, bbox=around(boxes))


def _boxes_of_lines(place: Place, blocks: Blocks) -> list[BBox]:
    lines = [line for line in blocks.lines if line.page == place.page and line.bbox is not None and line.text.strip()]
    if place.lines is not None:
        first, last = place.lines
        return [line.bbox for line in lines if line.bbox and first <= (line.of_page or 0) <= last]
    first, last = place.on_lines or (1, 0)
    if len({line.page for line in blocks.lines if first <= line.number <= last}) > 1:
        raise NotHere(refusal("table-over-two-pages"))
    return [line.bbox for line in lines if line.bbox and first <= line.number <= last]


@dataclass(frozen=True)
class Surroundings:
    """Numbered lines: those before, those of the answer itself, and those after it, people struck."""

    before: tuple[tuple[int, str], ...]
    answer: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]
    printed: str = ""

    def number(self) -> tuple[int, int, int] | None:
        """Where the number stands in the answer: the line among its lines, and the first and last character there, half
        open. None where it stands alone, or more than once."""
        words = [(n, word) for n, (_, text) in enumerate(self.answer) for word in re.finditer(r"\S+", text)]
        span = only_place([word[0] for _, word in words], self.printed)
        if span is None:
            return None
        (line, first), (end, last) = words[span.start], words[span.stop - 1]
        return (line, first.start(), last.end()) if line == end else None


def surroundings(
    blocks: Blocks, place: Place, names: Names, reference: Reference, tables: Sequence[Grid] = ()
) -> Surroundings:
    """The lines of a place with those around. `tables`: those that the lines make up, so that a line of a table comes
    with its headings. Raises NotHere where the lines are not found again."""
    if place.lines is None:
        raise NotHere(refusal("words-without-lines"))
    first, last = place.lines
    lines = [line for line in blocks.lines if line.text.strip()]
    answer = [line for line in lines if first <= line.number <= last]
    if not answer:
        raise NotHere(refusal("lines-not-found"))
    at, end = lines.index(answer[0]), lines.index(answer[-1]) + 1
    near = lines[max(0, at - AROUND) : at]
    begun = [n for n, line in enumerate(near) if is_salutation(line.text)]
    begun += [n for n, line in enumerate(near, 1) if is_sign_off(line.text)]
    near = near[max([0, *begun]) :]  # a letter's head says who wrote to whom
    window = _window([line.text for line in answer], place.printed)
    of_table = _of_its_table(answer[window.start].number, tables)
    before = [line for line in lines[: at + window.start] if line in near or line.number in of_table]
    answer = answer[window.start : window.stop]
    after = lines[end : end + AROUND] if window.stop == end - at else []
    ended = next((n for n, line in enumerate(after, 1) if is_sign_off(line.text)), len(after))
    after = after[:ended]  # below a letter's end stand hands and names
    texts = [line.text.strip().replace("\n", " ") for line in (*before, *answer, *after)]
    cleaned = without_people("\n".join(texts), names, reference).split("\n")
    numbered = [(line.number, text) for line, text in zip((*before, *answer, *after), cleaned, strict=True)]
    ends = len(before) + len(answer)
    lines_left = end - at - window.stop
    more = [(answer[-1].number + 1, f"{LEFT_OUT} ({lines_left} lines more)")] if lines_left else []
    return Surroundings(
        tuple(numbered[: len(before)]), tuple(numbered[len(before) : ends]), (*more, *numbered[ends:]), place.printed
    )


def _window(texts: Sequence[str], printed: str) -> range:
    if len(texts) <= MOST_LINES:
        return range(len(texts))
    bearing = next((n for n, text in enumerate(texts) if printed and printed.split("\n")[0] in text), 0)
    start = min(max(0, bearing - MOST_LINES // 2), len(texts) - MOST_LINES)
    return range(start, start + MOST_LINES)


def _of_its_table(number: int, tables: Sequence[Grid]) -> set[int]:
    """The lines of a line's table that must be seen with it: the headings, and the row's other cells."""
    table = next((grid for grid in tables if grid.lines and grid.lines[0] <= number <= grid.lines[1]), None)
    if table is None or table.lines is None:
        return set()
    rows = {cell.row for cell in table.cells if cell.line == number}
    layout = lay_out(table)
    body = min((row.grid_row for row in layout.rows), default=2) if layout is not None else 2
    heads = {cell.line for cell in table.cells if cell.row < body and cell.line is not None}
    beside = {cell.line for cell in table.cells if cell.row in rows and cell.line is not None}
    return {*range(table.lines[0], max(heads, default=table.lines[0]) + 1), *beside}


def sheet_picture(blocks: Blocks, place: Place, title: str, names: Names, reference: Reference) -> bytes:
    """PNG of the table. `title`: what the file is called. Raises NotHere where the cell is not found again."""
    grid, cell = cell_of(replace(blocks, grids=tuple(map(without_columns_of_people, blocks.grids))), place)
    table = drawn_table(grid, cell, names, reference)
    where = f"sheet “{grid.sheet}”" if grid.sheet else f"table {grid.n}"
    people = columns_of_people(grid) - ({cell.column} if cell is not None else set())
    left_out = " Columns of people are left out." if people else ""
    whole = " The answer is the table as a whole; its first rows are drawn." if cell is None else ""
    words = [f"{title}, {where}. Drawn from the file's cells.{whole}{left_out}"]
    lines = blocks.lines[: grid.after_line] if not grid.sheet else ()  # of a workbook they may be another sheet's
    above = [line.text for line in lines if line.text.strip()][-1:]
    shown = without_people(" ".join(" ".join(above).split()), names, reference)
    return as_png(drawn_rows(table, words + textwrap.wrap(shown, 100)[:2]))


def cell_of(blocks: Blocks, place: Place) -> tuple[Grid, GridCell | None]:
    """The table and the cell of a place; no cell where the place is a whole table. Raises NotHere."""
    if place.sheet is not None:
        sheet, ref = place.sheet
        for grid in blocks.grids:
            cell = next((cell for cell in grid.cells if cell.ref and cell.ref == ref), None)
            if grid.sheet == sheet and (cell is not None or ref is None):
                return grid, cell
    if place.cell is not None:
        number, row, column = place.cell
        for grid in blocks.grids:
            cell = cell_in(grid, row, column) if grid.n == number and row is not None and column is not None else None
            if grid.n == number and (cell is not None or row is None):
                return grid, cell
    raise NotHere(refusal("cell-not-found"))


def cell_in(grid: Grid, number: int, heading: str) -> GridCell | None:
    """A cell by the row and the column's heading of its place: a number's, or an answer's of a table of answers."""
    layout = lay_out(grid)
    for row in layout.rows if layout is not None else ():
        for column in layout.value_columns if layout is not None else ():
            if layout is not None and row.number == number and layout.name(column, row) == heading:
                return layout.cell(row, column)
    return text_tables.cell_at(grid, number, heading)


def drawn_table(grid: Grid, cell: GridCell | None, names: Names, reference: Reference) -> Rows:
    """The rows and columns of a table that are drawn around a cell, or its first ones, with the number of each row."""
    texts = {(cell.row, cell.column): without_people(cell.text, names, reference) for cell in grid.cells}
    layout = lay_out(grid)
    body = min((row.grid_row for row in layout.rows), default=1) if layout is not None else 1
    at = cell.row if cell is not None else body
    first = min(body, at) if layout is not None else at
    heads = sorted({row for (row, _), text in texts.items() if text and row < first})
    rows = [row for row in range(1, grid.rows + 1) if row not in heads and abs(row - at) <= ROWS_AROUND]
    columns = _columns(grid, cell, set(layout.label_columns) if layout is not None else None)
    drawn: list[list[str]] = []

    def printed(row: int) -> list[str]:
        return [numbers.get(row, str(row)), *(texts.get((row, column), "") for column in columns)]

    refs = {cell.row: cell.ref for cell in grid.cells if cell.ref}
    numbers = {row: "".join(filter(str.isdigit, ref)) for row, ref in refs.items()}
    if not refs and layout is not None:  # as a place counts them: rows from 1 below the headings
        numbers = {row: "" for row in range(1, grid.rows + 1)} | {row.grid_row: str(row.number) for row in layout.rows}
    letters = {cell.column: "".join(filter(str.isalpha, cell.ref)) for cell in grid.cells if cell.ref}
    if letters:
        drawn.append(["", *(letters.get(column, "") for column in columns)])
    drawn += map(printed, heads)
    if rows and heads and rows[0] > heads[-1] + 1:
        drawn.append([LEFT_OUT, *("" for _ in columns)])
    top = len(drawn)
    marked = (top, top + len(rows) - 1, 0, len(columns))
    if cell is not None:
        row, column = top + rows.index(at), columns.index(cell.column) + 1
        marked = (row, row, column, column)
    drawn += map(printed, rows)
    if rows and rows[-1] < grid.rows:
        drawn.append([LEFT_OUT, *("" for _ in columns)])
    return Rows(drawn, len(heads) + bool(letters), marked)


def _columns(grid: Grid, cell: GridCell | None, labels: set[int] | None) -> list[int]:
    at = cell.column if cell is not None else 1
    marked = {cell.column} if cell is not None else set()
    hidden = columns_of_people(grid) - marked
    reach = range(at - COLUMNS_AROUND, at + COLUMNS_AROUND + 1) if cell is not None else range(2 * COLUMNS_AROUND + 1)
    shown = (labels if labels is not None else set(range(1, at))) | set(reach)
    return [n for n in range(1, grid.columns + 1) if n not in hidden and n in shown]
