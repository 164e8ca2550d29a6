"""A page of a PDF -> its picture in grey, upright and straight, and the way back from there to the page.

Protects: a place that is found in the straightened picture is given as a place on the page as it is displayed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from ingest.model import BBox
from ingest.pdf.layout import around

DPI = 300  # tesseract is made for it; less loses marks, more brings nothing
MOST_PIXELS = 30_000_000  # three and a half A4 pages: a poster is drawn more coarsely
POINTS_PER_INCH = 72
WHITE = 255

SPECKLED = 6.0  # of 255: how far the greys of the paper lie apart, usually; of a clean scan less than 3

# Skew, in degrees.
WIDEST, COARSE, FINE = 5.0, 0.25, 0.05
SMALLEST = 0.04  # less moves a rule by no more than its own thickness across a page

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Frame:
    """How an upright, straight picture lies on its page. `width`, `height`: of the picture, in points. `turned`:
    degrees with the clock by which the page was turned to stand upright; `angle`: degrees against the clock by which it
    was then turned to be straight."""

    width: float
    height: float
    turned: int = 0
    angle: float = 0.0

    def on_page(self, box: BBox) -> BBox:
        """A box of the picture, in points, as a box on the page as it is displayed."""
        x0, top, x1, bottom = box
        corners = [self._on_page(x, y) for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom))]
        left, upper, right, lower = around((x, y, x, y) for x, y in corners)
        return (round(left, 2), round(upper, 2), round(right, 2), round(lower, 2))

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        radians = math.radians(self.angle)
        dx, dy = x - self.width / 2, y - self.height / 2
        x = self.width / 2 + dx * math.cos(radians) - dy * math.sin(radians)
        y = self.height / 2 + dx * math.sin(radians) + dy * math.cos(radians)
        return {
            0: (x, y),
            90: (y, self.width - x),
            180: (self.width - x, self.height - y),
            270: (self.height - y, x),
        }[self.turned]


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

    def pixels(self) -> Pixels:
        return np.asarray(self.image)

    def points(self, box: tuple[int, int, int, int]) -> BBox:
        x0, top, x1, bottom = (value / self.scale for value in box)
        return (x0, top, x1, bottom)


def draw(data: bytes, numbers: Iterable[int]) -> Iterable[tuple[int, Picture]]:
    """The pictures of these pages (from 1) of a PDF as they are displayed, one in memory at a time."""
    from ingest.pdf.page import opened_by_pdfium

    with opened_by_pdfium(data) as document:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(DPI / POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
            image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
            page.close()
            yield number, Picture(_without_noise(image), scale)


def _without_noise(image: Image.Image) -> Image.Image:
    """The picture as it is, or smoothed where its paper is speckled: the engine takes speckles for print."""
    sample = np.asarray(image)[::7, ::7].astype(np.float64)
    spread = 1.48 * float(np.median(np.abs(sample - np.median(sample))))
    return image.filter(ImageFilter.MedianFilter(3)) if spread > SPECKLED else image


def turned(picture: Picture, degrees: int) -> Picture:
    """The picture turned with the clock by 90, 180 or 270 degrees, or as it is."""
    way = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}.get(degrees)
    return picture if way is None else replace(picture, image=picture.image.transpose(way), turned=degrees)


def straight(picture: Picture) -> Picture:
    """The picture turned so that its lines of text and its rules run across."""
    angle = _skew(picture.image)
    if abs(angle) < SMALLEST:
        return picture
    image = picture.image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=WHITE)
    return replace(picture, image=image, angle=angle)


def _skew(image: Image.Image) -> float:
    """The angle at which rows of pixels are most unlike each other: dark lines between white ones."""
    best = _straightest(_small(image, 4), 0.0, WIDEST, COARSE)
    return _straightest(_small(image, 2), best, COARSE, FINE)


def _straightest(dark: Image.Image, middle: float, reach: float, step: float) -> float:
    steps = round(reach / step)
    angles = [round(middle + n * step, 3) for n in range(-steps, steps + 1)]
    return max(angles, key=lambda angle: (_contrast(dark, angle), -abs(angle)))


def _small(image: Image.Image, parts: int) -> Image.Image:
    small = image.reduce(parts)
    return Image.fromarray(np.where(np.asarray(small) < 160, WHITE, 0).astype(np.uint8))


def _contrast(dark: Image.Image, angle: float) -> float:
    rows = np.asarray(dark.rotate(angle), dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
