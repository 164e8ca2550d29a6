"""The lines of a document -> the same with a blank line where a paragraph ends.

Protects: an answer stands apart from the question above it wherever the paper shows a gap, as it does in a text file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.pdf.layout import TextLine

# All in parts of the font's size, unless said.
WIDER = 1.2  # times the leading: a gap that parts paragraphs
USUAL_LEADING = 1.4  # at the most, where no wrapped line tells
LEAST_LEADING, MOST_LEADING = 0.9, 2.4
FULL = 0.82  # of the text's width: a line that reaches so far may have been wrapped
LEAST_WRAPPED = 3
LEAST_PROSE = 6  # words in a line of prose
BLANK = 0.35  # a usual blank between words, at the most
STATEMENT_END = re.compile(r"\w[\"'”’)\]]*[.?][\"'”’)\]]*$")
SENTENCE_END = re.compile(r"[.?:;!][\"'”’)\]]*\s*$")


def leading(lines: Sequence[TextLine]) -> float:
    """From one line's foot to the next one's within a paragraph: the median below lines that reach the right side."""
    right = _right(lines)
    ratios, wrapped = [], []
    for line, after in pairwise(lines):
        ratio = (after.foot - line.foot) / line.size
        if line.page != after.page or not LEAST_LEADING <= ratio <= MOST_LEADING:
            continue
        ratios.append(ratio)
        if line.bbox[2] >= right:
            wrapped.append(ratio)
    if len(wrapped) >= LEAST_WRAPPED:
        return median(wrapped)
    return min([*sorted(ratios)[len(ratios) // 4 :][:1], USUAL_LEADING])


def _right(lines: Sequence[TextLine]) -> float:
    """How far to the right a full line reaches, at the least."""
    if not lines:
        return 0.0
    left, right = min(line.bbox[0] for line in lines), max(line.bbox[2] for line in lines)
    return left + FULL * (right - left)


def ends_paragraph(line: TextLine, after: TextLine, usual: float, right: float) -> bool:
    """Whether a gap parts two lines, or the first stops short of where the second begins anew. Over a page's end only a
    sentence that goes on in lower case keeps them together."""
    if line.page != after.page:
        goes_on = line.bbox[2] >= right and not SENTENCE_END.search(line.text) and after.text.strip()[:1].islower()
        return not goes_on
    pitch = after.foot - line.foot
    return (
        _stops_short(line, after, right)
        or pitch <= 0
        or pitch > WIDER * usual * max(line.size, min(after.size, line.size * 1.2))
    )


def _stops_short(line: TextLine, after: TextLine, right: float) -> bool:
    """Whether something new begins below a line that had room for its first word: below a sentence's end, or prose, a
    full line with a capital, below a short line that announces nothing. Lines of an address or a list are short
    themselves and end no sentence; they stay together."""
    text, below = line.text.strip(), after.text.strip()
    words = below.split()
    if not words or not (below[0].isupper() or below[0].isdigit()):
        return False
    is_prose = len(words) >= LEAST_PROSE and below[0].isupper() and after.bbox[2] >= right and not text.endswith(":")
    if not is_prose and not STATEMENT_END.search(text):
        return False
    first = (after.bbox[2] - after.bbox[0]) * len(words[0]) / len(below)
    return line.bbox[2] + BLANK * line.size + first < right


def right_side(lines: Sequence[TextLine]) -> float:
    """The place, in points from the left, from which on a line counts as full."""
    return _right(lines)
