"""The picture of a scanned page -> what stands on it, in the form that every page of a PDF has.

Protects: a word keeps its place and the engine's confidence, and a cell that holds ink in which nothing was recognised
is known as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

import numpy as np
from PIL import Image

from ingest.model import BBox, Problem
from ingest.ocr import engine
from ingest.ocr.again import has_ink_inside
from ingest.ocr.doubts import doubt
from ingest.ocr.drawn_rules import Drawn, drawn_rules
from ingest.ocr.picture import WHITE, Frame, Picture, straight, turned
from ingest.ocr.second_look import looked_at_again
from ingest.ocr.words import RecognisedWord
from ingest.pdf.layout import PageReading, Word
from ingest.pdf.page_reading import read_page
from ingest.pdf.pages import Page

# Of a letter's size, how much a word with capitals, tails or neither takes of it in height.
CAPITAL, TAIL, SMALL = 0.72, 0.21, 0.52
TAILS, LOW = "gjpqy,;Q()[]|", "acemnorsuvwxz.,-:;"
UNSURE_OF_ALL = 0.6  # confidence of a page's words on the average: less, and the page may stand on its side
FEW = 5  # words: fewer tell nothing of how a page stands
RULE = "scanned-page"
DOLLAR_FOR_SECTION = re.compile(r"(?<![\w$])\$(?=\d{1,2}[A-Z]?\()")
"""An "s" before a section and its subsection that the engine took for another sign: nothing costs "$12(1)"."""


@dataclass(frozen=True)
class RecognisedPage:
    """What the recognition of one page leaves for later. Places are those of its picture until `frame` brings them
    back to the page. `inked`: boxes of cells that hold ink and no word."""

    words: tuple[RecognisedWord, ...]
    frame: Frame
    inked: tuple[BBox, ...] = field(default=())

    def words_in(self, box: BBox) -> list[RecognisedWord]:
        """The words whose middle stands in a box of the picture."""
        return [one for one in self.words if one.is_in(box)]


def recognised_page(number: int, picture: Picture) -> PageReading:
    """The page's lines and tables, with `recognised`. Where nothing is recognised: a problem that says so."""
    try:
        picture, drawn, found = _recognised(picture)
        if not any(sum(map(str.isalnum, one.text)) > 1 for one in found):
            return _without_words(number, picture, "the OCR engine recognised no word in it")
        words = [_word(one, found, picture, drawn) for one in found]
        words = looked_at_again(_read(number, words, picture, drawn), words, picture, drawn)
    except engine.EngineFailed as error:
        return _without_words(number, picture, f"the OCR engine failed on it: {error}")
    reading = _read(number, words, picture, drawn)
    cells = [cell for table in reading.tables if table.is_ruled for cell in table.cells if not cell.text]
    inked = tuple(cell.bbox for cell in cells if has_ink_inside(cell.bbox, picture, drawn))
    return replace(reading, is_scan=True, recognised=RecognisedPage(tuple(words), picture.frame, inked))


def _read(number: int, words: Sequence[RecognisedWord], picture: Picture, drawn: Drawn) -> PageReading:
    frame = picture.frame
    return read_page(Page(number, frame.width, frame.height, tuple(one.word for one in words), drawn.rules, 0, 0.0))


def _recognised(picture: Picture) -> tuple[Picture, Drawn, list[engine.Recognised]]:
    upright = straight(picture)
    drawn, found = _ask(upright)
    is_unsure = len(found) < FEW or sum(one.confidence for one in found) / len(found) < UNSURE_OF_ALL
    degrees = engine.turn_of(picture.image, picture.dpi) if is_unsure else 0
    if not degrees:
        return upright, drawn, found
    upright = straight(turned(picture, degrees))
    drawn, found = _ask(upright)
    return upright, drawn, found


def _ask(picture: Picture) -> tuple[Drawn, list[engine.Recognised]]:
    """The rules are taken out of the picture before the engine sees it, which takes some for letters."""
    drawn = drawn_rules(picture)
    image = Image.fromarray(np.where(drawn.lines, WHITE, picture.pixels()).astype(np.uint8))
    return drawn, engine.recognise(image, picture.dpi)


def _word(one: engine.Recognised, found: Sequence[engine.Recognised], picture: Picture, drawn: Drawn) -> RecognisedWord:
    x0, top, x1, bottom = picture.points(one.box)
    size = median(_size(other) for other in found if other.line == one.line) / picture.scale
    text = DOLLAR_FOR_SECTION.sub("s", one.text)
    why = doubt(text, drawn.ink[one.box[1] : one.box[3], one.box[0] : one.box[2]])
    return RecognisedWord(Word(text, x0, top, x1, bottom, size), one.confidence, why)


def _size(one: engine.Recognised) -> float:
    """The size of the font, by how tall words with such letters are in it."""
    has_tail = any(character in TAILS for character in one.text)
    is_low = all(character in LOW for character in one.text)
    return (one.box[3] - one.box[1]) / ((SMALL if is_low else CAPITAL) + (TAIL if has_tail else 0.0))


def _without_words(number: int, picture: Picture, why: str) -> PageReading:
    message = f"is a picture without characters (a scan), and {why}. Read it and type its figures as [[addition]]."
    problem = Problem("error", message, f"page {number}", number, RULE)
    return PageReading(number, picture.frame.width, picture.frame.height, is_scan=True, problems=(problem,))
