"""Lines of a text, a mail, a letter or a web page -> the same with those around them, and a picture of both.

Protects: a quote is never without what stands beside it, and people's names in either are struck.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.evidence.canvas import INK, PAPER, QUIET, as_png, font, mark, underline
from ingest.evidence.held import NotHere
from ingest.evidence.people import Names, without_people
from ingest.evidence.place import Place, only_place
from ingest.model import Blocks, Grid, Line
from ingest.reference import Reference
from ingest.tables.layout import lay_out
from ingest.thread.greetings import is_salutation, is_sign_off

AROUND = 4  # lines with words, above and below
MOST_LINES = 24  # of an answer itself
SIZE, SMALL, LINE, PAD = 15, 13, 21, 10
WIDEST = 96  # letters
LEFT_OUT = "…"


@dataclass(frozen=True)
class Surroundings:
    """Numbered lines: those before, those of the answer itself, and those behind it, people struck."""

    before: tuple[tuple[int, str], ...]
    own: tuple[tuple[int, str], ...]
    behind: tuple[tuple[int, str], ...]
    printed: str = ""

    def number(self) -> tuple[int, int, int] | None:
        """Where in the answer's own lines the number stands: the line among them, and its first and last character
        there, half open. None where it stands alone, or more than once."""
        words = [(n, word) for n, (_, text) in enumerate(self.own) for word in re.finditer(r"\S+", text)]
        found = only_place([word[0] for _, word in words], self.printed)
        if found is None:
            return None
        (line, first), (end, last) = words[found.start], words[found.stop - 1]
        return (line, first.start(), last.end()) if line == end else None


def surroundings(
    blocks: Blocks, place: Place, names: Names, reference: Reference, tables: Sequence[Grid] = ()
) -> Surroundings:
    """`tables`: those that the lines make up, so that a line of one comes with its headings. Raises NotHere where the
    lines are not found again."""
    if place.lines is None:
        raise NotHere("The place of these words in the document is not known by its lines.")
    first, last = place.lines
    lines = [line for line in blocks.lines if line.text.strip()]
    own = [line for line in lines if first <= line.number <= last]
    if not own:
        raise NotHere("These lines are not found again in the document.")
    at, end = lines.index(own[0]), lines.index(own[-1]) + 1
    near = _from_greeting(lines[max(0, at - AROUND) : at])
    window = _window([line.text for line in own], place.printed)
    of_table = _of_its_table(own[window.start].number, tables)
    before = [line for line in lines[: at + window.start] if line in near or line.number in of_table]
    own = own[window.start : window.stop]
    behind = _to_sign_off(lines[end : end + AROUND]) if window.stop == end - at else []
    texts = [line.text.strip().replace("\n", " ") for line in (*before, *own, *behind)]
    cleaned = without_people("\n".join(texts), names, reference).split("\n")
    numbered = [(line.number, text) for line, text in zip((*before, *own, *behind), cleaned, strict=True)]
    ends = len(before) + len(own)
    left = end - at - window.stop
    more = [(own[-1].number + 1, f"{LEFT_OUT} ({left} lines more)")] if left else []
    return Surroundings(
        tuple(numbered[: len(before)]), tuple(numbered[len(before) : ends]), (*more, *numbered[ends:]), place.printed
    )


def _window(texts: Sequence[str], printed: str) -> range:
    """The lines of an answer that are shown: all, or of a long one those around the first that bears the print."""
    if len(texts) <= MOST_LINES:
        return range(len(texts))
    bearing = next((n for n, text in enumerate(texts) if printed and printed.split("\n")[0] in text), 0)
    start = min(max(0, bearing - MOST_LINES // 2), len(texts) - MOST_LINES)
    return range(start, start + MOST_LINES)


def _of_its_table(number: int, tables: Sequence[Grid]) -> set[int]:
    """The lines of its table that must be seen beside a line: the headings, and the row's other cells where each cell
    has a line of its own."""
    table = next((one for one in tables if one.lines is not None and one.lines[0] <= number <= one.lines[1]), None)
    if table is None or table.lines is None:
        return set()
    rows = {cell.row for cell in table.cells if cell.line == number}
    layout = lay_out(table)
    body = min((row.grid_row for row in layout.rows), default=2) if layout is not None else 2
    heads = {cell.line for cell in table.cells if cell.row < body and cell.line is not None}
    own = {cell.line for cell in table.cells if cell.row in rows and cell.line is not None}
    return {*range(table.lines[0], max(heads, default=table.lines[0]) + 1), *own}


def _from_greeting(lines: list[Line]) -> list[Line]:
    """The lines without those of a letter's head, which say who wrote to whom."""
    greetings = [n for n, line in enumerate(lines) if is_salutation(line.text)]
    sign_offs = [n + 1 for n, line in enumerate(lines) if is_sign_off(line.text)]
    return lines[max([0, *greetings, *sign_offs]) :]


def _to_sign_off(lines: list[Line]) -> list[Line]:
    """The lines to a letter's end: below it stand hands and names."""
    end = next((n + 1 for n, line in enumerate(lines) if is_sign_off(line.text)), len(lines))
    return lines[:end]


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
    of_number = found.number()
    printed = found.own[of_number[0]][1][of_number[1] : of_number[2]] if of_number is not None else ""
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
        words = line.split(" ")
        if printed and kind == "own" and (there := only_place(words, printed)) is not None:
            left = letters.getlength(" ".join([*words[: there.start], ""]))
            right = letters.getlength(" ".join(words[: there.stop]))
            underline(pen, (margin + left, y, margin + right, y + LINE - 4))
    mark(pen, (margin - 6, own[0] - 1, width, own[-1] + LINE - 1))
    return as_png(picture)
