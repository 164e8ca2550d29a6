"""A document and what the recognition of its scanned pages knows -> the same with confidences, and with places on the
pages as they are displayed.

Protects: what is not to be trusted as a number stands as \ufffd in a cell, a table's title and its notes, so that
nothing is counted by it, and its print stands in a problem; a cell that holds ink is not empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.model import BBox, Grid, GridCell, Line, Problem
from ingest.ocr.page import RecognisedPage
from ingest.ocr.sure import SURE
from ingest.ocr.words import RecognisedWord
from ingest.pdf.document import Document
from ingest.pdf.layout import PageReading, overlap
from ingest.thread.contacts import strike, strike_homes

UNSURE = "\ufffd"  # as a character that no font explains
DOUBT = "recognised-doubtfully"
INK = "ink-not-recognised"


def with_recognised(document: Document, readings: Sequence[PageReading]) -> Document:
    pages = {reading.number: reading.recognised for reading in readings if reading.recognised is not None}
    if not pages:
        return document
    lines = tuple(_line(line, pages) for line in document.lines)
    unsure = _unsure_words(document.lines, pages)
    grids, problems = [], [_told(number, page) for number, page in sorted(pages.items())]
    for line in document.lines:
        problems += _line_problems(line, pages)
    for grid in document.grids:
        made, own = _grid(grid, pages, unsure)
        grids.append(made)
        problems += own
    return Document(document.text, lines, tuple(grids), (*document.problems, *problems))


def confidence_of(words: Sequence[RecognisedWord]) -> float | None:
    """Of what is most doubtful among what counts: the numbers, or all words where there is none. A number that is not
    to be trusted for another reason than the engine's own has 0."""
    numeric = [one for one in words if one.is_numeric or one.doubt] or words
    return min((_confidence(one) for one in numeric), default=None)


def _confidence(one: RecognisedWord) -> float:
    return 0.0 if one.doubt and one.confidence >= SURE else round(one.confidence, 2)


def _line(line: Line, pages: Mapping[int, RecognisedPage]) -> Line:
    page = pages.get(line.page or 0)
    if page is None or line.bbox is None:
        return line
    return replace(line, confidence=confidence_of(page.words_in(line.bbox)), bbox=page.frame.on_page(line.bbox))


def _line_problems(line: Line, pages: Mapping[int, RecognisedPage]) -> list[Problem]:
    page = pages.get(line.page or 0)
    if page is None or line.bbox is None:
        return []
    return [_doubtful(one, f"page {line.page}, line {line.number}", line.page) for one in _unsure(page, line.bbox)]


def _unsure(page: RecognisedPage, box: BBox) -> list[RecognisedWord]:
    return [one for one in page.words_in(box) if one.doubt]


def _unsure_words(lines: Sequence[Line], pages: Mapping[int, RecognisedPage]) -> dict[str, list[str]]:
    """Text of a line -> those of its words that are not to be trusted."""
    found: dict[str, list[str]] = {}
    for line in lines:
        page = pages.get(line.page or 0)
        if page is not None and line.bbox is not None:
            words = [one.word.text for one in _unsure(page, line.bbox)]
            if words:
                found[" ".join(line.text.split())] = words
    return found


def _grid(
    grid: Grid, pages: Mapping[int, RecognisedPage], unsure: Mapping[str, Sequence[str]]
) -> tuple[Grid, list[Problem]]:
    """The grid with its cells' confidences; one of which any page is a scan is recognised, and says so."""
    cells, problems = [], []
    for cell in grid.cells:
        made, problem = _cell(cell, grid, pages)
        cells.append(made)
        problems += problem
    if not any((cell.page or grid.page) in pages for cell in grid.cells):
        return grid, []
    first = pages.get(grid.page or 0)
    box = first.frame.on_page(grid.bbox) if first is not None and grid.bbox is not None else grid.bbox
    title, notes = _masked(grid.title, unsure), tuple(_masked(note, unsure) for note in grid.notes)
    return replace(grid, cells=tuple(cells), bbox=box, title=title, notes=notes, method="ocr"), problems


def _cell(cell: GridCell, grid: Grid, pages: Mapping[int, RecognisedPage]) -> tuple[GridCell, list[Problem]]:
    number = cell.page or grid.page
    page = pages.get(number or 0)
    if page is None or cell.bbox is None:
        return cell, []
    words = page.words_in(cell.bbox)
    place = f"page {number}, table {grid.n}, row {cell.row}"
    made = replace(cell, bbox=page.frame.on_page(cell.bbox), confidence=confidence_of(words))
    if not cell.text and any(_is_same(cell.bbox, box) for box in page.inked):
        message = "a cell holds ink in which nothing was recognised. Look at the page, and type it as [[addition]]."
        return replace(made, text=UNSURE), [Problem("warning", message, place, number, INK)]
    doubtful = [one for one in words if one.doubt]
    if doubtful:
        text = _with_marks(cell.text, [one.word.text for one in doubtful])
        return replace(made, text=text), [_doubtful(one, place, number) for one in doubtful]
    return made, []


def _is_same(one: BBox, other: BBox) -> bool:
    across = overlap(one[0], one[2], other[0], other[2])
    return across > 0.9 * (one[2] - one[0]) and overlap(one[1], one[3], other[1], other[3]) > 0.9 * (one[3] - one[1])


def _masked(text: str, unsure: Mapping[str, Sequence[str]]) -> str:
    for line, words in unsure.items():
        if line in " ".join(text.split()):
            text = _with_marks(text, words)
    return text


def _with_marks(text: str, words: Sequence[str]) -> str:
    return " ".join(UNSURE if word in words else word for word in text.split())


def _doubtful(one: RecognisedWord, place: str, page: int | None) -> Problem:
    said = strike_homes(strike(f"“{one.word.text}” was recognised in a scan, and {one.doubt}"))
    message = f"{said}: it counts for nothing. Look at the page, and type what it bears as [[addition]]."
    return Problem("warning", message, place, page, DOUBT)


def _told(number: int, page: RecognisedPage) -> Problem:
    mean = sum(one.confidence for one in page.words) / len(page.words)
    message = (
        f"is a scan: its {len(page.words)} words were recognised by a program, with a confidence of {mean:.2f} on the "
        "average. Compare its figures with the page."
    )
    return Problem("note", message, f"page {number}", number, "recognised-page")
