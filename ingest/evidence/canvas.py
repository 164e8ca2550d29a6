"""Drawing: a marked box, a blacked-out one, and rows of text, the same in every kind of picture.

Protects: the mark is told by its form, a thick frame with corners that stand out, and not by its colour alone.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from ingest.evidence.place import only_place
from ingest.model import BBox

PAPER, INK, QUIET, RULE, MARK, WASH = "#ffffff", "#1c2430", "#5a6472", "#b9b4aa", "#b5532a", "#fbeee6"
BLACK, COVER = "#000000", "#e3e0d9"
# Pixels.
FRAME = 3  # of the mark
CORNER = 9  # that its corners stand out
MARGIN = 1.5  # round what is blacked out
SIZE, SMALL = 15, 13  # of the letters
LINE, PAD = 20, 8


class Rows(NamedTuple):
    """Rows of texts to draw, the first cell of each its number, the first `heads` of them headings. `marked`: first and
    last row and first and last column of the marked cells, both included. `printed`: the number among other words that
    is meant there. `widest`: letters of a cell."""

    rows: list[list[str]]
    heads: int
    marked: tuple[int, int, int, int]
    printed: str = ""
    widest: int = 46


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
    x0, top, x1, bottom = box[0] - FRAME - 1, box[1] - FRAME - 1, box[2] + FRAME + 1, box[3] + FRAME + 1
    pen.rectangle((x0, top, x1, bottom), outline=MARK, width=FRAME)
    for x, outwards in ((x0, -1), (x1, 1)):
        for y, away in ((top, -1), (bottom, 1)):
            pen.line((x, y, x + outwards * CORNER, y), fill=MARK, width=FRAME)
            pen.line((x, y, x, y + away * CORNER), fill=MARK, width=FRAME)


def underline(pen: ImageDraw.ImageDraw, box: BBox) -> None:
    """A double line below a number that stands among others in a frame."""
    x0, _, x1, bottom = box
    for y in (bottom + 1, bottom + 4):
        pen.line((x0, y, x1, y), fill=MARK, width=2)


def black_out(pen: ImageDraw.ImageDraw, boxes: Iterable[BBox]) -> None:
    for x0, top, x1, bottom in boxes:
        pen.rectangle((x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN), fill=BLACK)


def covered_but(picture: Image.Image, shown: Iterable[BBox]) -> Image.Image:
    """The picture with all but these regions covered, without saying that what is covered is of people."""
    covered = Image.new("RGB", picture.size, COVER)
    for region in shown:
        box = tuple(round(edge) for edge in region)
        covered.paste(picture.crop(box), box[:2])  # type: ignore[arg-type]
    return covered


def drawn_rows(table: Rows, title: Sequence[str]) -> Image.Image:
    """Rows of text below the lines of a title, the marked cells in a frame."""
    wrapped = [[textwrap.wrap(" ".join(text.split()), table.widest) or [""] for text in row] for row in table.rows]
    letters, small = font(SIZE), font(SMALL)
    lefts: list[float] = [PAD]
    for n in range(len(wrapped[0])):
        lefts.append(lefts[-1] + max(letters.getlength(line) for row in wrapped for line in row[n]) + 2 * PAD)
    tops: list[float] = [len(title) * LINE + PAD]
    for row in wrapped:
        tops.append(tops[-1] + max(map(len, row)) * LINE + PAD)
    width = max(lefts[-1] - PAD, *map(small.getlength, title)) + 2 * PAD
    picture = Image.new("RGB", (round(width) + 1, round(tops[-1]) + 2 * PAD), PAPER)
    pen = ImageDraw.Draw(picture)
    for n, line in enumerate(title):
        pen.text((PAD, PAD / 2 + n * LINE), line, fill=QUIET, font=small)
    first, last, left, right = table.marked
    for r, row in enumerate(wrapped):
        for c, lines in enumerate(row):
            is_marked = first <= r <= last and left <= c <= right
            is_washed = is_marked and (first, left) == (last, right)
            box = (lefts[c], tops[r], lefts[c + 1], tops[r + 1])
            pen.rectangle(box, outline=RULE, fill=WASH if is_washed else None)
            bold = 0.3 if c == 0 or r < table.heads else 0
            for k, line in enumerate(lines):
                x, y = lefts[c] + PAD, tops[r] + PAD / 2 + k * LINE
                pen.text((x, y), line, fill=QUIET if c == 0 else INK, font=letters, stroke_width=bold)
                words = line.split(" ")
                if is_marked and c and (span := only_place(words, table.printed)) is not None:
                    x0 = x + letters.getlength(" ".join([*words[: span.start], ""]))
                    x1 = x + letters.getlength(" ".join(words[: span.stop]))
                    underline(pen, (x0, y, x1, y + LINE - 5))
    mark(pen, (lefts[left], tops[first], lefts[right + 1], tops[last + 1]))
    return picture
