"""A PDF's pages with coloured outlines round what was found on them, so that a mistake of a reader is seen at a glance.

Protects: nothing is told by colour alone; each outline's kind is in the legend, with how many of it there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import BBox
from ingest.pdf.page import opened_by_pdfium

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
KINDS = {
    "table": ("table", "#0b5fa5", 3, 4),
    "row": ("row", "#7b3fa0", 1, 2),
    "cell": ("body cell", "#5c8f3a", 1, 0),
    "empty": ("empty body cell", "#8a6d00", 1, 0),
    "line": ("line of text", "#8c8c8c", 1, 1),
    "figure": ("figure", "#c2185b", 2, 2),
}
"""Each kind of mark: its name, its colour, its line's width in pixels, and how far it stands outside its box."""
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
    """Each page that has marks, with its number, at `resolution` pixels an inch. Raises Unreadable for a locked
    document."""
    scale = resolution / POINTS_PER_INCH
    with opened_by_pdfium(data) as document:
        for number in sorted({mark.page for mark in marks}):
            page = document[number - 1]
            picture = page.render(scale=scale).to_pil().convert("RGB")
            page.close()
            yield number, _outlined(picture, [mark for mark in marks if mark.page == number], scale)


def _outlined(page: Image, marks: Sequence[Mark], scale: float) -> Image:
    from PIL import Image as image
    from PIL import ImageDraw as draw

    picture = image.new("RGB", (page.width, page.height + LEGEND_HEIGHT), "white")
    picture.paste(page, (0, LEGEND_HEIGHT))
    pen = draw.Draw(picture)
    counts = Counter(mark.kind for mark in marks)
    for n, key in enumerate(key for key in KINDS if counts[key]):
        name, colour, width, _ = KINDS[key]
        left = 8 + n * LEGEND_STEP
        pen.rectangle((left, 5, left + 16, 17), outline=colour, width=width)
        pen.text((left + 22, 5), f"{name} ({counts[key]})", fill="black")
    for key, (_, colour, width, out) in KINDS.items():
        for mark in (mark for mark in marks if mark.kind == key):
            x0, top, x1, bottom = (value * scale for value in mark.bbox)
            x0, top = x0 - out, top - out + LEGEND_HEIGHT
            box = (x0, top, max(x1 + out, x0 + 1), max(bottom + out + LEGEND_HEIGHT, top + 1))
            pen.rectangle(box, outline=colour, width=width)
            if mark.label:
                pen.text((x0 + 2, max(LEGEND_HEIGHT, top - 12)), mark.label, fill=colour)
    return picture
