"""What was read in a document -> the same without figures that rest on words the engine was not sure of.

Protects: the last look at a recognised number. One that stands in a doubtful line, or whose period, offence or question
does, is a problem and no figure; an empty cell of a scan is unknown, whatever a legend says of blanks; each figure that
is left says how sure the engine was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.model import BBox, Blocks, DocumentReading, Figure, Grid, Line, Problem, Table
from ingest.ocr.sure import SURE
from ingest.pdf.layout import overlap

OCR = "ocr"
TABLE = re.compile(r"\btable (\d+)\b")


def with_confidence(reading: DocumentReading, blocks: Blocks) -> DocumentReading:
    """`blocks`: the document's own, with confidences."""
    if not any(line.confidence is not None for line in blocks.lines) and all(g.method != OCR for g in blocks.grids):
        return reading
    kept: list[Figure] = []
    problems: list[Problem] = []
    doubtful = [line.text for line in blocks.lines if line.confidence is not None and line.confidence < SURE]
    for figure in reading.figures:
        confidence = _confidence(figure, blocks, reading.blocks.tables)
        if figure.method != OCR and confidence is None:
            kept.append(figure)
            continue
        why = _why_not(figure, confidence, doubtful)
        if why is not None:
            problems.append(_withheld(figure, why))
            continue
        step = f"recognised in a scan with confidence {confidence:.2f}"
        kept.append(replace(figure, method=OCR, review="unreviewed", chain=(*figure.chain, step)))
    return replace(reading, figures=tuple(kept), problems=(*reading.problems, *problems))


def _why_not(figure: Figure, confidence: float | None, doubtful: Sequence[str]) -> str | None:
    if not figure.value.text.strip():
        return "nothing was recognised there, which may be a mark that the engine lost"
    if confidence is None:
        return "how sure the engine was of it is not known"
    if confidence < SURE:
        return (
            f"the engine's confidence is {confidence:.2f}" if confidence else "the engine may have misread its digits"
        )
    for label in (figure.period_label, figure.offence_label):
        if label and any(_holds(line, label) for line in doubtful):
            return f"“{label}” was recognised doubtfully"
    return None


def _holds(line: str, label: str) -> bool:
    return " ".join(label.split()) in " ".join(line.split())


def _withheld(figure: Figure, why: str) -> Problem:
    words = f"{figure.value.text!r} of a scan is no figure: {why}. Look at the page, and type it as [[addition]]."
    return Problem("warning", words, figure.locator, figure.page, "recognised-doubtfully")


def _confidence(figure: Figure, blocks: Blocks, tables: Sequence[Table]) -> float | None:
    """That of the cell or of the lines in which a figure stands; of a table made of lines that of all its lines."""
    box = figure.bbox
    grid = _grid(figure, blocks.grids)
    if grid is not None:
        return _lowest(c.confidence for c in grid.cells if (c.page or grid.page) == figure.page and c.bbox == box)
    if box is None:
        made = TABLE.search(figure.locator)
        box = next((table.bbox for table in tables if made is not None and table.n == int(made[1])), None)
    return _lowest(line.confidence for line in _lines_in(box, figure.page, blocks.lines))


def _grid(figure: Figure, grids: Sequence[Grid]) -> Grid | None:
    found = TABLE.search(figure.locator)
    return next((grid for grid in grids if found is not None and grid.n == int(found[1])), None)


def _lines_in(box: BBox | None, page: int | None, lines: Sequence[Line]) -> list[Line]:
    if box is None:
        return []
    return [
        line
        for line in lines
        if line.page == page
        and line.bbox is not None
        and overlap(line.bbox[1], line.bbox[3], box[1], box[3]) * 2 > line.bbox[3] - line.bbox[1]
        and overlap(line.bbox[0], line.bbox[2], box[0], box[2]) > 0
    ]


def _lowest(values: Iterable[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)
