"""The words that stand in one cell -> its text as printed, in one line, and the footnote marks that stood in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf.layout import Word, overlap

SAME_LINE = 0.45  # of the smaller of two words, as far as they overlap in height
BLANK = 0.5  # of the font's size, between words, at the most
WORDS_TOGETHER = 2
FULL = 0.7  # of the font's size: a line that leaves no more room had none for another character
BROKEN = re.compile(r"\W*[^\W\d]{5,}")
GLUED_END = re.compile(r"\w[-/]$")  # "2019/" above "20", "Drive-" above "stuns": no blank where the line ends
MARK = re.compile(r"[\d*†‡§#a-z,()\[\]]{1,4}")  # what a raised mark may be; "st" of 1st is no mark of its own
ORDINAL = re.compile(r"(?:st|nd|rd|th)", re.IGNORECASE)
VALUE = re.compile(
    r"[<>~≤≥]?\s?[£-]?\d[\d,.\s]*%?\s?(?:\[\w+\]|[*†‡§#^]+)?|[-–—−*.…~#†‡]{1,3}|\[\w+\]|[a-zA-Z]{1,4}|n\s?/\s?a|N\s?/\s?A"
    r"|\d+\s?(?:-|–|to)\s?\d+|\d{2,4}\s?/\s?\d{2,4}"
)
"""What a number's cell may hold by its form alone: a number, a range, a short mark or word, a year."""


def text_of(words: Sequence[Word], width: float | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a cell's words and the raised marks that are no part of it. Upright words come first, then those
    that are read upwards, then downwards, each in their own lines. `width`: how wide its lines may be, where that is
    known; then a line that the writer ended, not the cell's width, ends the line in the text too."""
    texts: list[str] = []
    raised: list[str] = []
    for direction in (0, 90, 270, 180):
        members = [word for word in words if word.direction == direction]
        before: Sequence[Word] = ()
        for line in lines_of(members, direction):
            text, marks = line_text(line)
            raised += marks
            is_known = width is not None and direction == 0 and bool(before) and bool(texts)
            if is_known and not GLUED_END.search(texts[-1]) and _is_ended(before, line, width or 0.0):
                texts[-1] += "\n"
            if text:
                texts.append(text)
            before = line
    return joined(texts), tuple(raised)


def may_be_broken(words: Sequence[Word]) -> bool:
    """Whether a line of a cell may end within a word: a word that alone has no room on a line fills it, and goes on in
    lower case on the next."""
    lines = lines_of([word for word in words if word.direction == 0])
    widest = max((line[-1].x1 for line in lines), default=0.0)
    return any(
        len(line) == 1
        and line[0].x1 >= widest - FULL * line[0].size
        and BROKEN.fullmatch(line[0].text) is not None
        and after[0].text[:1].islower()
        for line, after in pairwise(lines)
    )


def _is_ended(line: Sequence[Word], after: Sequence[Word], width: float) -> bool:
    """Whether a line had room for the words that begin the next one: for two of them, as some blanks don't break."""
    begun = after[min(WORDS_TOGETHER, len(after)) - 1]
    return line[-1].x1 - line[0].x0 + BLANK * line[-1].size + begun.x1 - after[0].x0 < width


def room_of(words: Sequence[Word], right: float) -> tuple[float | None, float | None]:
    """The points that the last line of a cell's words leaves free before `right`, and the width of the first word; None
    for words that aren't upright."""
    lines = lines_of([word for word in words if word.direction == 0])
    if not lines:
        return None, None
    return right - lines[-1][-1].x1, lines[0][0].x1 - lines[0][0].x0


def joined(texts: Sequence[str]) -> str:
    """Lines of one cell as one."""
    whole = ""
    for text in texts:
        blank = "" if not whole or whole[-1] == "\n" or GLUED_END.search(whole) else " "
        whole += blank + text
    return whole


def line_text(line: Sequence[Word]) -> tuple[str, list[str]]:
    """The text of words that stand on one line, with a blank between them, without the raised marks that follow a word.

    A mark that opens the line stays: it is the footnote itself. So does the end of "1st".
    """
    text, marks = "", []
    for word in line:
        if not word.is_raised or not text:
            text += (" " if text else "") + word.text
        elif ORDINAL.fullmatch(word.text) and text[-1].isdigit():
            text += word.text
        elif MARK.fullmatch(word.text):
            marks.append(word.text)
        else:
            text += " " + word.text
    return text, marks


def lines_of(words: Sequence[Word], direction: int = 0) -> list[list[Word]]:
    """Words in lines as they are read, each from its beginning."""
    lines: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda w: sum(_across(w, direction))):
        v0, v1 = _across(word, direction)
        for n in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            top, bottom, members = lines[n]
            if overlap(top, bottom, v0, v1) >= SAME_LINE * min(bottom - top, v1 - v0):
                members.append(word)
                break
        else:
            lines.append((v0, v1, [word]))
    return [sorted(members, key=lambda w: _along(w, direction)) for _, _, members in lines]


def _across(word: Word, direction: int) -> tuple[float, float]:
    return {
        0: (word.top, word.bottom),
        90: (word.x0, word.x1),
        180: (-word.bottom, -word.top),
        270: (-word.x1, -word.x0),
    }[direction]


def _along(word: Word, direction: int) -> float:
    return {0: word.x0, 90: -word.bottom, 180: -word.x1, 270: word.top}[direction]


def is_value(text: str) -> bool:
    """Whether a text has the form of a value. What it means is not asked here."""
    return VALUE.fullmatch(text.strip()) is not None
