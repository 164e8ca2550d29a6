"""The scanned pages of a PDF -> their readings: each page drawn, its words recognised (ocr.py), and lines and
tables made of them as of printed ones.

Protects: a page in which nothing could be recognised is a problem that says so, and what was recognised says how sure
the engine is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.model import Blocks, Problem
from ingest.pdf import ocr
from ingest.pdf.document import read_page
from ingest.pdf.document import read_pages as read_printed
from ingest.pdf.layout import PageReading, Word
from ingest.pdf.ocr import EngineFailed, Frame, Picture
from ingest.pdf.page import Page, opened_by_pdfium

OCR = "ocr"
DPI = 300  # tesseract is made for it; less loses marks, more brings nothing
MOST_PIXELS = 30_000_000  # three and a half A4 pages: a poster is drawn more coarsely
INSTALL = "install the OCR engine (python -m pip install -r requirements-extra.txt) and build again"
NO_ENGINE = (
    "is a picture without characters (a scan), and nothing of it is read. To have it recognised {install}, or read it "
    "and type its figures as [[addition]]."
)
NOTHING_READ = "is a picture without characters (a scan), and {why}. Read it and type its figures as [[addition]]."
RULE = "scanned-page"


@dataclass(frozen=True)
class RecognisedPage:
    """The words of one page, and how sure the engine is of them on the average. Places are those of its picture until
    `frame` brings them back to the page."""

    words: tuple[Word, ...]
    frame: Frame
    confidence: float


def read_pages(data: bytes, first: int, last: int) -> list[PageReading]:
    """Pages `first` to `last` of a PDF, both included, from 1 -> their readings. A pure function of the bytes and of
    what is installed, so pages can be shared out."""
    readings = read_printed(data, first, last)
    scans = [reading.number for reading in readings if reading.is_scan]
    if not scans:
        return readings
    if not ocr.is_engine_here():
        return [_not_recognised(reading) if reading.is_scan else reading for reading in readings]
    recognised = {number: recognised_page(number, picture) for number, picture in draw(data, scans)}
    return [recognised.get(reading.number, reading) for reading in readings]


def draw(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Picture]]:
    """The pictures of these pages (from 1) of a PDF as they are displayed, one in memory at a time."""
    with opened_by_pdfium(data) as document:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(DPI / ocr.POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
            image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
            page.close()
            yield number, Picture(ocr.without_noise(image), scale)


def recognised_page(number: int, picture: Picture) -> PageReading:
    """The picture of a page -> its lines and tables, with `recognised`; a problem where nothing is recognised."""
    try:
        picture, (words, rules) = ocr.recognised(picture)
    except EngineFailed as error:
        return _without_words(number, picture, f"the OCR engine failed on it: {error}")
    if not any(sum(map(str.isalnum, word.text)) > 1 for word in words):
        return _without_words(number, picture, "the OCR engine recognised no word in it")
    frame = picture.frame
    reading = read_page(Page(number, frame.width, frame.height, tuple(words), tuple(rules), 0, 0.0))
    mean = sum(word.confidence for word in words) / len(words)
    message = (
        f"is a scan: its {len(words)} words were recognised by a program, with a confidence of {mean:.2f} on the "
        "average. Its numbers are proposals: compare each with the page."
    )
    problems = (*reading.problems, Problem("note", message, f"page {number}", number, "recognised-page"))
    recognised = RecognisedPage(tuple(words), frame, round(mean, 2))
    return replace(reading, is_scan=True, recognised=recognised, problems=problems)


def with_recognised(document: Blocks, readings: Sequence[PageReading]) -> Blocks:
    """A document whose places are those of straightened pictures -> the same with confidences, and with places on the
    pages as they are displayed."""
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


def _not_recognised(reading: PageReading) -> PageReading:
    message = NO_ENGINE.format(install=INSTALL)
    return replace(reading, problems=(Problem("error", message, f"page {reading.number}", reading.number, RULE),))


def _without_words(number: int, picture: Picture, why: str) -> PageReading:
    problem = Problem("error", NOTHING_READ.format(why=why), f"page {number}", number, RULE)
    return PageReading(number, picture.frame.width, picture.frame.height, is_scan=True, problems=(problem,))
