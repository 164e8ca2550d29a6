"""The cells and lines that hold numbers, each cut out of the page and read again -> what the engine sees in them there.

A lone digit is what the engine misses or misreads most, for it has no line to be measured by. So each cell is read in
one line with the others of its row, and in one with those of its column; a line of text in another size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from ingest.model import BBox
from ingest.ocr import engine
from ingest.ocr.doubts import has_ink
from ingest.ocr.drawn_rules import Drawn, Mask
from ingest.ocr.picture import DPI, WHITE, Picture, Pixels
from ingest.pdf.layout import PageCell

Extent = tuple[int, int, int, int]
"""Top, bottom, left, right, in pixels."""

EDGE = 4  # pixels inside a cell's border that may be grey of it
MARGIN = 3  # pixels around a line
TALL = 36  # pixels to which a line's print is drawn: what the engine was taught with
GAP, LEADING = 1.1, 1.4  # between cells of a line and between lines, in parts of that
TWO_LINES = 1.9  # of the usual height of a cell's print: what is taller is of two lines
LEAST_TALL = 0.6  # of the usual height: a row of dashes is no line by itself


@dataclass(frozen=True)
class Seen:
    """What was seen in a cell, and how sure the engine was of the least sure part of it."""

    text: str
    confidence: float


@dataclass(frozen=True)
class _Cut:
    """One piece of the picture: grey, white around, a line's height tall. `row`, `column`: where it stood."""

    box: BBox
    row: int
    column: int
    pixels: Pixels


def cells_again(
    cells: Sequence[PageCell], is_ruled: bool, picture: Picture, drawn: Drawn
) -> dict[BBox, tuple[Seen, ...]]:
    """For the boxes of these cells of one table what is seen in them with their rows and with their columns, "" for
    nothing; cells with several lines of print are left out. Raises EngineFailed."""
    cuts = _cuts(cells, EDGE if is_ruled else -MARGIN, picture, drawn)
    found: dict[BBox, tuple[Seen, ...]] = {}
    for lines in (_grouped(cuts, lambda cut: cut.row), _grouped(cuts, lambda cut: cut.column)):
        for box, seen in _read(lines).items():
            found[box] = (*found.get(box, ()), seen)
    return found


def lines_again(boxes: Sequence[BBox], picture: Picture, drawn: Drawn) -> dict[BBox, tuple[Seen, ...]]:
    """For these boxes of lines what is seen in them. Raises EngineFailed."""
    pixels = _without_rules(picture, drawn)
    cuts = []
    for n, box in enumerate(boxes):
        extent = _extent(drawn.ink, _place(box, picture, -MARGIN))
        if extent is not None:
            cuts.append(_Cut(box, n, 0, _drawn(pixels, extent)))
    return {box: (seen,) for box, seen in _read([[cut] for cut in cuts]).items()}


def ink_inside(box: BBox, is_ruled: bool, picture: Picture, drawn: Drawn) -> Mask:
    """The ink of a cell."""
    return drawn.ink[_place(box, picture, EDGE if is_ruled else -MARGIN)]


def has_ink_inside(box: BBox, picture: Picture, drawn: Drawn) -> bool:
    """Whether something is printed in a cell."""
    return has_ink(drawn.ink[_place(box, picture, EDGE)])


def _cuts(cells: Sequence[PageCell], edge: int, picture: Picture, drawn: Drawn) -> list[_Cut]:
    """The cells' ink, each as tall as its row's: a dash stays at the height where it stood."""
    pixels = _without_rules(picture, drawn)
    extents = {cell.bbox: _extent(drawn.ink, _place(cell.bbox, picture, edge)) for cell in cells}
    usual = float(np.median([bottom - top for top, bottom, _, _ in filter(None, extents.values())] or [TALL]))
    cuts = []
    for row in sorted({cell.row for cell in cells}):
        own = [
            (cell, extent)
            for cell in cells
            if cell.row == row and (extent := extents[cell.bbox]) and extent[1] - extent[0] < TWO_LINES * usual
        ]
        if not own:
            continue
        top, bottom = min(extent[0] for _, extent in own), max(extent[1] for _, extent in own)
        if bottom - top > TWO_LINES * usual:
            continue
        missing = max(0, round(LEAST_TALL * usual) - (bottom - top))
        top, bottom = top - missing // 2, bottom + missing - missing // 2
        cuts += [
            _Cut(cell.bbox, row, cell.column, _drawn(pixels, (top, bottom, left, right)))
            for cell, (_, _, left, right) in own
        ]
    return cuts


def _without_rules(picture: Picture, drawn: Drawn) -> Pixels:
    return np.where(drawn.lines, WHITE, picture.pixels()).astype(np.uint8)


def _place(box: BBox, picture: Picture, edge: int) -> tuple[slice, slice]:
    """The pixels of a box, this many inside its border."""
    x0, top, x1, bottom = (max(0, round(value * picture.scale)) for value in box)
    across = slice(max(0, x0 + edge), max(x0 + edge, x1 - edge, 0))
    return slice(max(0, top + edge), max(top + edge, bottom - edge, 0)), across


def _extent(ink: Mask, place: tuple[slice, slice]) -> Extent | None:
    """Top, bottom, left and right of the ink in a place."""
    own = ink[place]
    rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    if not len(rows):
        return None
    top, left = int(place[0].start), int(place[1].start)
    return top + int(rows[0]), top + int(rows[-1]) + 1, left + int(columns[0]), left + int(columns[-1]) + 1


def _drawn(pixels: Pixels, extent: Extent) -> Pixels:
    top, bottom, left, right = extent
    part = Image.fromarray(pixels[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2])
    times = TALL / max(1, bottom - top)
    size = (max(1, round(part.width * times)), max(1, round(part.height * times)))
    return np.asarray(part.resize(size, Image.Resampling.LANCZOS))


def _grouped(cuts: Sequence[_Cut], key: Callable[[_Cut], int]) -> list[list[_Cut]]:
    return [[cut for cut in cuts if key(cut) == n] for n in sorted({key(cut) for cut in cuts})]


def _read(lines: Sequence[Sequence[_Cut]]) -> dict[BBox, Seen]:
    """What is seen in the cuts, set in these lines on a sheet of their own."""
    if not lines:
        return {}
    gap, leading = round(GAP * TALL), round(LEADING * TALL)
    tallest = max(cut.pixels.shape[0] for line in lines for cut in line)
    width = max(sum(cut.pixels.shape[1] + gap for cut in line) for line in lines) + gap
    sheet = np.full((len(lines) * (tallest + leading) + leading, width), WHITE, dtype=np.uint8)
    places: list[tuple[Extent, BBox]] = []
    for n, line in enumerate(lines):
        y, x = leading + n * (tallest + leading), gap
        for cut in line:
            height, across = cut.pixels.shape
            sheet[y : y + height, x : x + across] = cut.pixels
            around = (y - leading // 2, y + height + leading // 2, x - gap // 2, x + across + gap // 2)
            places.append((around, cut.box))
            x += across + gap
    words = engine.recognise(Image.fromarray(sheet), DPI, engine.BLOCK)
    return {box: _seen(place, words) for place, box in places}


def _seen(place: Extent, words: Iterable[engine.Recognised]) -> Seen:
    own = sorted((one for one in words if _is_in(one.box, place)), key=lambda one: one.box[0])
    return Seen(" ".join(one.text for one in own), min((one.confidence for one in own), default=0.0))


def _is_in(box: tuple[int, int, int, int], place: Extent) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[2] <= x <= place[3] and place[0] <= y <= place[1]
