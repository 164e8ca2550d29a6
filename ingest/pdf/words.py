"""The characters of a page -> its words, in whatever direction they are set.

Protects: a word is never cut where a table's rule happens to run through it, a character printed twice for boldness
counts once, and a footnote's small raised number never becomes a digit of the number before it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.model import BBox
from ingest.pdf.layout import Rule, Word, around, overlap

# All are parts of the font's size.
WORD_GAP = 0.16  # justified text closes its spaces to about 0.2; letters of one word stand closer than 0.1
DOUBLE_OFFSET = 0.12  # boldness by printing twice moves by less; "11" moves by 0.5
SAME_LINE = 0.5  # of the smaller of two characters, as far as they overlap in height
RAISED_SIZE = 0.92  # browsers print marks at 0.83
RAISED_BY = 0.12  # the foot of a raised mark above the foot of its neighbour; a smaller letter on the line has 0.04
RAISED_ANYWAY = 0.25  # of a mark that is as large as its neighbour
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"
TOUCHING = 0.02  # letters of one word stand exactly where the one before ends, or kerned; words over a rule do not
RULE_REACH = 0.12  # how far a rule may stand inside a character that overlaps it
SMALLEST_SIZE = 1.0  # points: smaller print is not for reading


@dataclass(frozen=True)
class _Glyph:
    """A character turned so that it reads from left to right: along from u0 to u1, its line from v0 down to v1."""

    text: str
    u0: float
    u1: float
    v0: float
    v1: float
    size: float
    bbox: BBox


def words_of(characters: Iterable[dict[str, Any]], left: float, top: float, walls: Sequence[Rule] = ()) -> list[Word]:
    """The words of pdfplumber's characters, places counted from the corner `left`, `top` of what is displayed.

    `walls`: rules from top to bottom. Two numbers that stand close together on either side of one are two words.
    """
    turned: dict[int, list[_Glyph]] = {}
    for character in characters:
        direction, glyph = _turned(character, left, top)
        if glyph.size >= SMALLEST_SIZE:
            turned.setdefault(direction, []).append(glyph)
    return [word for direction, glyphs in sorted(turned.items()) for word in _words(glyphs, direction, walls)]


def _turned(character: dict[str, Any], left: float, top: float) -> tuple[int, _Glyph]:
    a, b = character["matrix"][:2]
    direction = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360
    x0, x1 = character["x0"] - left, character["x1"] - left
    y0, y1 = character["top"] - top, character["bottom"] - top
    u0, u1, v0, v1 = {
        0: (x0, x1, y0, y1),
        90: (-y1, -y0, x0, x1),
        180: (-x1, -x0, -y1, -y0),
        270: (y0, y1, -x1, -x0),
    }[direction]
    return direction, _Glyph(character["text"], u0, u1, v0, v1, v1 - v0, (x0, y0, x1, y1))


def _words(glyphs: list[_Glyph], direction: int, walls: Sequence[Rule]) -> list[Word]:
    return [
        word for line in _lines(glyphs) for word in _words_of_line(line, direction, walls if direction == 0 else ())
    ]


def _lines(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Characters that stand on one line. A blank belongs to a line and begins none."""
    lines: list[tuple[float, float, list[_Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda g: ((g.v0 + g.v1) / 2, g.u0)):
        for n in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            v0, v1, members = lines[n]
            shared = overlap(v0, v1, glyph.v0, glyph.v1)
            if shared >= SAME_LINE * min(v1 - v0, glyph.size):
                members.append(glyph)
                if glyph.size > v1 - v0 and glyph.text.strip():
                    lines[n] = (glyph.v0, glyph.v1, members)
                break
        else:
            if glyph.text.strip():
                lines.append((glyph.v0, glyph.v1, [glyph]))
    return [sorted(members, key=lambda g: (g.u0, g.u1)) for _, _, members in lines]


def _words_of_line(line: Sequence[_Glyph], direction: int, walls: Sequence[Rule]) -> list[Word]:
    words: list[Word] = []
    current: list[_Glyph] = []
    raised = False

    def close() -> None:
        if current:
            text = "".join(_plain(glyph.text) for glyph in current)
            x0, top, x1, bottom = around(glyph.bbox for glyph in current)
            size = max(glyph.size for glyph in current)
            words.append(Word(text, x0, top, x1, bottom, size, direction, raised))
            current.clear()

    for n, glyph in enumerate(line):
        if not glyph.text.strip():
            if not _is_inside(glyph, line, n):
                close()
            continue
        is_raised = _is_raised(glyph, line, n)
        if current:
            before = current[-1]
            if _is_printed_twice(before, glyph):
                continue
            size = min(before.size, glyph.size)
            if is_raised != raised or glyph.u0 - before.u1 > WORD_GAP * size or _is_between(before, glyph, walls):
                close()
        raised = is_raised
        current.append(glyph)
    close()
    return words


def _plain(text: str) -> str:
    """A character as it is written: ligatures in letters, raised digits as digits, what no font explains as \ufffd."""
    if text.startswith("(cid:"):
        return "\ufffd"
    if text in SUPERSCRIPTS or "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    return text.replace("\xad", "")


def _is_inside(blank: _Glyph, line: Sequence[_Glyph], n: int) -> bool:
    """Whether a blank lies under the characters beside it, as some programs write them: it separates nothing."""
    before = next((g for g in reversed(line[:n]) if g.text.strip()), None)
    after = next((g for g in line[n + 1 :] if g.text.strip()), None)
    return before is not None and after is not None and after.u0 - before.u1 < 0.05 * before.size


def _is_between(before: _Glyph, glyph: _Glyph, walls: Sequence[Rule]) -> bool:
    """Whether a rule runs between two characters that were not set in one go."""
    reach = RULE_REACH * glyph.size
    if abs(glyph.u0 - before.u1) <= TOUCHING * glyph.size:
        return False
    height = (glyph.v0 + glyph.v1) / 2
    return any(
        min(before.u1, glyph.u0) - reach <= wall.at <= max(before.u1, glyph.u0) + reach
        and wall.start <= height <= wall.end
        for wall in walls
    )


def _is_printed_twice(before: _Glyph, glyph: _Glyph) -> bool:
    near = DOUBLE_OFFSET * glyph.size
    return before.text == glyph.text and abs(before.u0 - glyph.u0) < near and abs(before.v0 - glyph.v0) < near


def _is_raised(glyph: _Glyph, line: Sequence[_Glyph], n: int) -> bool:
    """Whether a character is set smaller and higher than the one before it that is not (or, opening a line, than the
    one behind it)."""
    if glyph.text in SUPERSCRIPTS:
        return True
    neighbours = [*reversed(line[max(0, n - 12) : n]), *line[n + 1 : n + 6]]
    for other in neighbours:
        rise = (other.v1 - glyph.v1) / other.size
        if other.text.strip() and max(glyph.u0 - other.u1, other.u0 - glyph.u1) > glyph.size:
            return False  # far to the left: no mark is set behind that; far to the right: another cell's words
        if other.text.strip() and (glyph.size <= RAISED_SIZE * other.size or rise >= RAISED_ANYWAY):
            return rise >= RAISED_BY
    return False
