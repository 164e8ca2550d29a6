"""The picture of a page -> the rules that are drawn on it, as ingest/pdf has them of other pages.

Protects: print is no rule, so letters are cut by none; a rule that a scanner broke or tilted by a hair is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.ocr.picture import Picture, Pixels
from ingest.pdf.layout import Rule
from ingest.pdf.rules import joined

Mask = NDArray[np.bool_]

# Points.
LEAST_ACROSS = 26.0  # longer than dashes and the feet of letters that touch
LEAST_UPRIGHT = 15.0  # taller than the letters of a table; a row is taller
THICKEST = 3.2  # a thicker bar is a picture or a coloured area
FILLED = 0.9  # of a rule's length that is dark: scanners lose some
DARKEST, LIGHTEST = 90, 190  # of 255: between these lies what parts ink from paper
INK_SHARE = 0.2  # in a hundred pixels: even a page of a few lines has so many that are wholly of print
GREW = 2  # pixels around a rule that are still grey of it


@dataclass(frozen=True)
class Drawn:
    """`rules` in points. `ink`: the pixels that are dark and of no rule. `lines`: those of rules and around them."""

    rules: tuple[Rule, ...]
    ink: Mask
    lines: Mask


def drawn_rules(picture: Picture) -> Drawn:
    """The rules, and the ink that is left when they are taken away."""
    pixels = picture.pixels()
    dark: Mask = pixels < threshold(pixels)
    scale = picture.scale
    across = _bars(dark, round(LEAST_ACROSS * scale), round(THICKEST * scale))
    upright = _bars(np.ascontiguousarray(dark.T), round(LEAST_UPRIGHT * scale), round(THICKEST * scale)).T
    found = [*_rules(across, True, scale), *_rules(upright.T, False, scale)]
    lines = _grown(across | upright, GREW)
    return Drawn(tuple(joined(found)), dark & ~lines, lines)


def threshold(pixels: Pixels) -> int:
    """The grey halfway between the paper and the darkest print. Of a page that is nearly all paper, what parts its
    greys best (Otsu's) parts the paper from its own noise."""
    paper, ink = float(np.median(pixels)), float(np.percentile(pixels, INK_SHARE))
    return round(min(max((paper + ink) / 2, DARKEST), LIGHTEST))


def _bars(dark: Mask, length: int, thickness: int) -> Mask:
    """The dark pixels of bars that run along the rows: as long as `length` and no thicker than `thickness`."""
    thin = dark & ~_opened(np.ascontiguousarray(dark.T), thickness + 1, 1.0).T
    tilted = thin | np.roll(thin, 1, axis=0) | np.roll(thin, -1, axis=0)  # a hair's tilt leaves a row for the next one
    return _opened(tilted, length, FILLED) & dark


def _opened(mask: Mask, length: int, filled: float) -> Mask:
    """The stretches of each row that are as long as `length` and dark for this part of it."""
    rows, columns = mask.shape
    if columns < length:
        return np.zeros_like(mask)
    sums = np.zeros((rows, columns + 1), dtype=np.int16)  # no picture is 32,767 pixels wide
    np.cumsum(mask, axis=1, dtype=np.int16, out=sums[:, 1:])
    starts = (sums[:, length:] - sums[:, :-length]) >= filled * length
    marks = np.zeros((rows, columns + 1), dtype=np.int16)
    marks[:, : starts.shape[1]] += starts
    marks[:, length : length + starts.shape[1]] -= starts
    covered: Mask = np.cumsum(marks, axis=1, dtype=np.int16)[:, :columns] > 0
    return covered & mask if filled == 1.0 else covered


def _rules(bars: Mask, is_across: bool, scale: float) -> list[Rule]:
    """Each stretch of each row as a rule of its own; they are joined later."""
    edges = np.diff(np.pad(bars, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return [
        Rule(is_across, (int(row) + 0.5) / scale, int(start) / scale, int(end) / scale)
        for row, start, end in zip(rows, starts, ends, strict=True)
    ]


def _grown(mask: Mask, by: int) -> Mask:
    grown = mask.copy()
    for n in range(1, by + 1):
        for axis in (0, 1):
            grown |= np.roll(mask, n, axis=axis) | np.roll(mask, -n, axis=axis)
    return grown
