"""Lines of a text, a mail, a letter or a web page -> the same with those around them, and a picture of both.

Protects: a quote is never without what stands beside it, and people's names in either are struck.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from ingest.evidence.canvas import INK, PAPER, QUIET, as_png, font, mark
from ingest.evidence.held import NotHere
from ingest.evidence.people import Names, without_people
from ingest.evidence.place import Place
from ingest.model import Blocks, Line
from ingest.reference import Reference

AROUND = 4  # lines with words, above and below
MOST_LINES = 24  # of an answer itself
SIZE, SMALL, LINE, PAD = 15, 13, 21, 10
WIDEST = 96  # letters
GAP = "…"


@dataclass(frozen=True)
class Surroundings:
    """Numbered lines: those before, those of the answer itself, and those behind it, people struck."""

    before: tuple[tuple[int, str], ...]
    own: tuple[tuple[int, str], ...]
    behind: tuple[tuple[int, str], ...]


def surroundings(blocks: Blocks, place: Place, names: Names, reference: Reference) -> Surroundings:
    """Raises NotHere where the lines are not found again."""
    if place.lines is None:
        raise NotHere("The place of these words in the document is not known by its lines.")
    first, last = place.lines
    lines = [line for line in blocks.lines if line.text.strip()]
    own = [line for line in lines if first <= line.number <= last]
    if not own:
        raise NotHere("These lines are not found again in the document.")
    at, end = lines.index(own[0]), lines.index(own[-1]) + 1

    def cleaned(some: list[Line]) -> tuple[tuple[int, str], ...]:
        return tuple((line.number, without_people(line.text.strip(), names, reference)) for line in some)

    shown = own if len(own) <= MOST_LINES else own[:MOST_LINES]
    return Surroundings(cleaned(lines[max(0, at - AROUND) : at]), cleaned(shown), cleaned(lines[end : end + AROUND]))


def lines_picture(found: Surroundings, title: str) -> bytes:
    """PNG of the lines, those of the answer framed."""
    from PIL import Image, ImageDraw

    letters, small = font(SIZE), font(SMALL)
    parts = [(kind, number, text) for kind in ("before", "own", "behind") for number, text in getattr(found, kind)]
    rows = [
        (kind, str(number) if not k else "", line)
        for kind, number, text in parts
        for k, line in enumerate(textwrap.wrap(text, WIDEST) or [""])
    ]
    margin = PAD + 46
    width = max(
        [small.getlength(title) + 2 * PAD, *(margin + letters.getlength(line) + 2 * PAD for _, _, line in rows)]
    )
    picture = Image.new("RGB", (round(width) + 12, LINE * (len(rows) + 2) + 2 * PAD), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((PAD, PAD / 2), title, fill=QUIET, font=small)
    top: float = LINE + PAD
    own: list[float] = []
    for n, (kind, number, line) in enumerate(rows):
        y = top + n * LINE + (6 if kind != "before" else 0) + (6 if kind == "behind" else 0)
        pen.text((PAD, y + 2), number, fill=QUIET, font=small)
        pen.text((margin, y), line, fill=INK, font=letters)
        own += [y] if kind == "own" else []
    mark(pen, (margin - 6, own[0] - 1, width, own[-1] + LINE - 1))
    return as_png(picture)
