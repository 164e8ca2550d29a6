"""A PDF's pages with coloured outlines round what was found on them, so that a mistake of a reader is seen at a glance.

Protects: nothing is told by colour alone; each outline's kind is in the legend, with how many of it there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import BBox

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Kind:
    """How one kind of mark is drawn: its colour, its line's width in pixels, how far it stands outside its box."""

    name: str
    colour: str
    width: int
    outset: int
    is_dashed: bool = False


KINDS = {
    "table": Kind("table", "#0b5fa5", 3, 4),
    "row": Kind("row", "#7b3fa0", 1, 2),
    "cell": Kind("body cell", "#5c8f3a", 1, 0),
    "empty": Kind("empty body cell", "#8a6d00", 1, 0, is_dashed=True),
    "line": Kind("line of text", "#8c8c8c", 1, 1),
    "figure": Kind("figure", "#c2185b", 2, 2),
}
LEGEND_HEIGHT = 22
LEGEND_STEP = 150


@dataclass(frozen=True)
class Mark:
    """A box on a page, in points from the top left of the page as displayed. `kind`: a key of KINDS. `label`: words
    beside it, "" for none."""

    page: int
    bbox: BBox
    kind: str
    label: str = ""


def outline_pages(data: bytes, marks: Sequence[Mark], resolution: int = 110) -> Iterator[tuple[int, Image]]:
    """Each page that has marks, with its number, at `resolution` pixels an inch. A locked document can't be drawn:
    whoever could read it can draw it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    scale = resolution / POINTS_PER_INCH
    try:
        for number in sorted({mark.page for mark in marks}):
            page = document[number - 1]
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
            yield number, _outlined(picture, [mark for mark in marks if mark.page == number], scale)
    finally:
        document.close()


def _outlined(page: Image, marks: Sequence[Mark], scale: float) -> Image:
    from PIL import Image as image
    from PIL import ImageDraw as draw

    picture = image.new("RGB", (page.width, page.height + LEGEND_HEIGHT), "white")
    picture.paste(page, (0, LEGEND_HEIGHT))
    pen = draw.Draw(picture)
    counts = Counter(mark.kind for mark in marks)
    for n, key in enumerate(key for key in KINDS if counts[key]):
        left = 8 + n * LEGEND_STEP
        _box(pen, (left, 5, left + 16, 17), KINDS[key])
        pen.text((left + 22, 5), f"{KINDS[key].name} ({counts[key]})", fill="black")
    order = list(KINDS)
    for mark in sorted(marks, key=lambda mark: order.index(mark.kind)):
        kind = KINDS[mark.kind]
        x0, top, x1, bottom = (value * scale for value in mark.bbox)
        out = kind.outset
        box = (x0 - out, top - out + LEGEND_HEIGHT, x1 + out, bottom + out + LEGEND_HEIGHT)
        _box(pen, box, kind)
        if mark.label:
            pen.text((box[0] + 2, max(LEGEND_HEIGHT, box[1] - 12)), mark.label, fill=kind.colour)
    return picture


def _box(pen: ImageDraw, box: tuple[float, float, float, float], kind: Kind) -> None:
    x0, top, x1, bottom = box
    x1, bottom = max(x1, x0 + 1), max(bottom, top + 1)
    if not kind.is_dashed:
        pen.rectangle((x0, top, x1, bottom), outline=kind.colour, width=kind.width)
        return
    for x in range(int(x0), int(x1), 6):
        for y in (top, bottom):
            pen.line((x, y, min(x + 3, x1), y), fill=kind.colour, width=kind.width)
    for y in range(int(top), int(bottom), 6):
        for x_side in (x0, x1):
            pen.line((x_side, y, x_side, min(y + 3, bottom)), fill=kind.colour, width=kind.width)
