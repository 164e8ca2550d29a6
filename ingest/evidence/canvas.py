"""Drawing: a marked box, a blacked-out one, and text as a table or as lines, the same in every kind of picture.

Protects: the mark is told by its form, a thick frame with corners that stand out, and not by its colour alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from ingest.model import BBox

PAPER, INK, QUIET, RULE, MARK, WASH = "#ffffff", "#1c2430", "#5a6472", "#b9b4aa", "#b5532a", "#fbeee6"
BLACK, COVER = "#000000", "#e3e0d9"
LINE = 3  # pixels of the mark's frame
CORNER = 9  # pixels that its corners stand out


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
    x0, top, x1, bottom = box[0] - LINE - 1, box[1] - LINE - 1, box[2] + LINE + 1, box[3] + LINE + 1
    pen.rectangle((x0, top, x1, bottom), outline=MARK, width=LINE)
    for x, outwards in ((x0, -1), (x1, 1)):
        for y, away in ((top, -1), (bottom, 1)):
            pen.line((x, y, x + outwards * CORNER, y), fill=MARK, width=LINE)
            pen.line((x, y, x, y + away * CORNER), fill=MARK, width=LINE)


def underline(pen: ImageDraw.ImageDraw, box: BBox) -> None:
    """A double line below a number that stands among others in a frame."""
    x0, _, x1, bottom = box
    for y in (bottom + 1, bottom + 4):
        pen.line((x0, y, x1, y), fill=MARK, width=2)


def black_out(pen: ImageDraw.ImageDraw, boxes: Iterable[BBox], pad: float = 1.5) -> None:
    for x0, top, x1, bottom in boxes:
        pen.rectangle((x0 - pad, top - pad, x1 + pad, bottom + pad), fill=BLACK)


def covered_but(picture: Image.Image, shown: Iterable[BBox]) -> Image.Image:
    """The picture with all but these regions covered, without saying that what is covered is of people."""
    covered = Image.new("RGB", picture.size, COVER)
    for region in shown:
        box = tuple(round(edge) for edge in region)
        covered.paste(picture.crop(box), box[:2])  # type: ignore[arg-type]
    return covered
