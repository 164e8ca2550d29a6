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
from ingest.pdf import settings
from ingest.pdf.layout import Word, around, overlap

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"


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


def words_of(characters: Iterable[dict[str, Any]], left: float, top: float) -> list[Word]:
    """The words of pdfplumber's characters, places counted from the corner `left`, `top` of what is displayed."""
    by_direction: dict[int, list[_Glyph]] = {}
    for character in characters:
        direction, glyph = _turned(character, left, top)
        if glyph.size >= settings.SMALLEST_SIZE:
            by_direction.setdefault(direction, []).append(glyph)
    return [
        word
        for direction, glyphs in sorted(by_direction.items())
        for line in _lines(glyphs)
        for word in _words_of_line(line, direction)
    ]


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


def _lines(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Characters that stand on one line. A blank belongs to a line and begins none."""
    lines: list[tuple[float, float, list[_Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda g: ((g.v0 + g.v1) / 2, g.u0)):
        for n in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            v0, v1, members = lines[n]
            shared = overlap(v0, v1, glyph.v0, glyph.v1)
            if shared >= settings.OVERLAP_OF_CHARACTERS * min(v1 - v0, glyph.size):
                members.append(glyph)
                if glyph.size > v1 - v0 and glyph.text.strip():
                    lines[n] = (glyph.v0, glyph.v1, members)
                break
        else:
            if glyph.text.strip():
                lines.append((glyph.v0, glyph.v1, [glyph]))
    return [sorted(members, key=lambda g: (g.u0, g.u1)) for _, _, members in lines]


def _words_of_line(line: Sequence[_Glyph], direction: int) -> list[Word]:
    """The line's words. In a turned line, words that stand close are one: it is a heading, however long."""
    most = settings.WORD_GAP if direction == 0 else settings.TURNED_GAP
    words: list[list[_Glyph]] = []
    raised: list[bool] = []
    is_parted = True
    for n, glyph in enumerate(line):
        if not glyph.text.strip():
            is_parted = is_parted or (direction == 0 and not _is_inside(glyph, line, n))
            continue
        is_raised = _is_raised(glyph, line, n)
        if not is_parted:
            before = words[-1][-1]
            if _is_printed_twice(before, glyph):
                continue
            is_parted = is_raised != raised[-1] or glyph.u0 - before.u1 > most * min(before.size, glyph.size)
        if is_parted:
            words.append([])
            raised.append(is_raised)
        words[-1].append(glyph)
        is_parted = False
    return [_word(glyphs, direction, mark) for glyphs, mark in zip(words, raised, strict=True)]


def _word(glyphs: Sequence[_Glyph], direction: int, is_raised: bool) -> Word:
    text = ""
    for n, glyph in enumerate(glyphs):
        is_blank = n > 0 and glyph.u0 - glyphs[n - 1].u1 > settings.WORD_GAP * min(glyphs[n - 1].size, glyph.size)
        text += (" " if is_blank else "") + _plain(glyph.text)
    box = around(glyph.bbox for glyph in glyphs)
    return Word(text, *box, max(glyph.size for glyph in glyphs), direction, is_raised)


def _plain(text: str) -> str:
    """A character as it is written: ligatures in letters, raised digits as digits, what no font explains as \ufffd. Its
    place says whether a blank is before it, and not its font, of which some hold " ." for a dot."""
    if text.startswith("(cid:"):
        return "\ufffd"
    if text in SUPERSCRIPTS or "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    return text.replace("\xad", "").strip()


def _is_inside(blank: _Glyph, line: Sequence[_Glyph], n: int) -> bool:
    """Whether a blank lies under the characters beside it, as some programs write them: it separates nothing."""
    before = next((g for g in reversed(line[:n]) if g.text.strip()), None)
    after = next((g for g in line[n + 1 :] if g.text.strip()), None)
    return before is not None and after is not None and after.u0 - before.u1 < 0.05 * before.size


def _is_printed_twice(before: _Glyph, glyph: _Glyph) -> bool:
    near = settings.DOUBLE_OFFSET * glyph.size
    return before.text == glyph.text and abs(before.u0 - glyph.u0) < near and abs(before.v0 - glyph.v0) < near


def _is_raised(glyph: _Glyph, line: Sequence[_Glyph], n: int) -> bool:
    """Whether a character is set smaller and higher than the one before it that is not (or, opening a line, than the
    one behind it)."""
    if glyph.text in SUPERSCRIPTS:
        return True
    for other in (*reversed(line[max(0, n - 12) : n]), *line[n + 1 : n + 6]):
        if not other.text.strip():
            continue
        if max(glyph.u0 - other.u1, other.u0 - glyph.u1) > glyph.size:
            return False  # far to the left: no mark is set behind that; far to the right: another cell's words
        rise = (other.v1 - glyph.v1) / other.size
        if glyph.size <= settings.RAISED_SIZE * other.size or rise >= settings.RAISED_ANYWAY:
            return rise >= settings.RAISED_BY
    return False
