"""What stands on one page, as plain values that can pass between processes: words, rules, lines, tables; words -> lines
of print, their text, and the lines of a letter in reading order.

Protects: all places are points from the top left of the page as it is displayed, whatever its /Rotate or crop box say.
A label and the number beside it stay one line; wide gaps stay visible as blanks, so that a table that was not found can
still be seen in the lines; an answer stands apart from the question above it wherever the paper shows a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Any

from ingest.model import BBox, GridCell, Problem
from ingest.phrases.periods import A_YEAR

# Thresholds, with their reasons; where no unit is said, a part of the font's size.
ON_ONE_LINE = 0.45  # of the smaller of two of one line, in height
BLANK = 0.5  # the width that one blank stands for where a gap or an indent is shown
MOST_BLANKS = 24
WIDE_GAP = 0.9  # in a line of text: more than any blank of justified text
WIDER = 1.2  # times the leading: a gap that parts paragraphs
USUAL_LEADING = 1.4  # at the most, where no wrapped line tells
LEAST_LEADING, MOST_LEADING = 0.9, 2.4
FULL = 0.82  # of the text's width: a line that reaches so far may have been wrapped
LEAST_WRAPPED = 3  # full lines that tell the leading
LEAST_PROSE = 6  # words in a line of prose
NARROW_BLANK = 0.35  # a usual blank between words, at the most


@dataclass(frozen=True)
class Word:
    """Characters that belong together. `direction`: in degrees against the clock, 0 for upright text, 90 for text that
    is read upwards. `is_raised`: a small mark set above the line behind another word, as a footnote's number is.
    `confidence`: how sure the OCR engine is of it, 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    direction: int = 0
    is_raised: bool = False
    confidence: float = 1.0

    @property
    def bbox(self) -> BBox:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rule:
    """A drawn line, or one side of a box. `is_across`: from left to right, at `at` points from the top; else from top
    to bottom, from the left. `is_shade`: of a coloured area, which parts rows at best and draws no cell."""

    is_across: bool
    at: float
    start: float
    end: float
    is_shade: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of text outside tables. `size`, `foot`: of its longest word, so that no bullet or mark moves them."""

    text: str
    bbox: BBox
    size: float
    foot: float
    page: int


@dataclass(frozen=True)
class PageTable:
    """One table on one page. `edges`: the columns' borders from left to right. `is_open_above`, `is_open_below`: the
    rules go on beyond its first or last row, so that a row there may be the part of a row on another page. With parts
    on later pages joined to it: the `last` of them; `heading_rows`, its rows at the top that one printed again."""

    page: int
    bbox: BBox
    rows: int
    edges: tuple[float, ...]
    cells: tuple[GridCell, ...]
    is_ruled: bool
    is_open_above: bool = False
    is_open_below: bool = False
    last: PageTable | None = None
    heading_rows: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def columns(self) -> int:
        return len(self.edges) - 1

    @property
    def texts(self) -> list[list[str]]:
        """The cells' texts row by row, "" where a merged cell goes on."""
        texts = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            texts[cell.row - 1][cell.column - 1] = cell.text
        return texts


Item = TextLine | PageTable  # what follows each other on a page


@dataclass(frozen=True)
class PageReading:
    """What one page holds. `is_scan`: pictures and no characters. `footers`: lines at the foot of several pages, no
    part of what is said. `recognised`: what else the recognition of a scan knows."""

    number: int
    height: float
    lines: tuple[TextLine, ...] = ()
    tables: tuple[PageTable, ...] = ()
    is_scan: bool = False
    footers: tuple[TextLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    recognised: Any = None


def around(boxes: Iterable[BBox]) -> BBox:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))


def overlap(start: float, end: float, other_start: float, other_end: float) -> float:
    """The length that two stretches share, 0 where they are apart."""
    return max(0.0, min(end, other_end) - max(start, other_start))


def holds(region: BBox, box: BBox) -> bool:
    """Whether the middle of a box stands in a region."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


def turned(box: BBox, direction: int) -> BBox:
    """A box as it stands once the page is turned so that print of this direction reads from left to right."""
    x0, top, x1, bottom = box
    match direction:
        case 90:
            return (-bottom, x0, -top, x1)
        case 180:
            return (-x1, -bottom, -x0, -top)
        case 270:
            return (top, -x1, bottom, -x0)
    return box


def grouped(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below `count` in groups, the two of each pair in one."""
    groups = {n: [n] for n in range(count)}
    for one, other in pairs:
        if groups[one] is not groups[other]:
            small, large = sorted((groups[one], groups[other]), key=len)
            large += small
            groups |= dict.fromkeys(small, large)
    return [sorted(group) for group in {id(group): group for group in groups.values()}.values()]


NUMBER = re.compile(
    r"[<>~≤≥£$€-]?\s?\d(?:[\d,.\s/–-]*\d)?%?(?:\s?(?:\[\w+\]|[*†‡§#^⁰¹²³⁴-⁹]+))?|[-–—−*†‡]{1,2}|\[\w+\]"
    rf"|(?!{A_YEAR}\s?to\s?[a-z])\d+\s?(?:to|or)\s?\w+"  # "2020 to date" is no range
)
SHORT = re.compile(r"[a-zA-Z]{1,4}|n\s?/\s?a|N\s?/\s?A|[-–—−*.…~#†‡]{1,3}")
PERIOD = re.compile(rf"{A_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d)?|\d\d\s?/\s?\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}")
FOOTNOTE_MARKS = " *†‡§#^⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GLUED_END = re.compile(r"\w[-/]$")  # "2019/" above "20", "Drive-" above "stuns": no blank where the line ends
MARK = re.compile(r"[\d*†‡§#a-z,()\[\]]{1,4}")  # what a raised mark may be; "st" of 1st is no mark of its own
ORDINAL = re.compile(r"(?:st|nd|rd|th)", re.IGNORECASE)
STATEMENT_END = re.compile(r"\w[\"'”’)\]]*[.?][\"'”’)\]]*$")
SENTENCE_END = re.compile(r"[.?:;!][\"'”’)\]]*\s*$")
LEADERS = re.compile(r"(?:\s*\.){4,}|(?:\s\.)+$")  # dots from a label to its number
WORDS_TOGETHER = 2  # words that a writer may have bound by a blank that doesn't break


def is_number(text: str) -> bool:
    """Whether a text has the form of a number, a range or a mark that stands for one."""
    return NUMBER.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """Whether a text is what a number's cell may hold by its form alone: a number, or a short word or mark."""
    return is_number(text.strip()) or SHORT.fullmatch(text.strip()) is not None


def is_period(text: str) -> bool:
    """Whether a text is a year or a period by its form, without the footnote's mark after it."""
    return PERIOD.fullmatch(text.rstrip(FOOTNOTE_MARKS)) is not None


def lines_of(words: Iterable[Word], direction: int = 0, *, is_characters: bool = False) -> list[list[Word]]:
    """Words, or characters, in lines as they are read, each from its beginning. A blank begins no line. A line of
    characters is as high as its highest; of words as its first, for a heading may stand beside two lines of print."""
    lines: list[tuple[float, float, list[tuple[float, float, Word]]]] = []
    placed = ((*turned(word.bbox, direction), word) for word in words)
    for u0, v0, u1, v1, word in sorted(placed, key=lambda it: (it[1] + it[3], it[0])):
        for n in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            top, bottom, members = lines[n]
            if overlap(top, bottom, v0, v1) >= ON_ONE_LINE * min(bottom - top, v1 - v0):
                members.append((u0, u1, word))
                if is_characters and v1 - v0 > bottom - top and word.text.strip():
                    lines[n] = (v0, v1, members)
                break
        else:
            if word.text.strip():
                lines.append((v0, v1, [(u0, u1, word)]))
    return [[word for *_, word in sorted(line, key=itemgetter(0, 1))] for *_, line in lines]


def groups_of(line: Sequence[Word], gap: float) -> list[list[Word]]:
    """The words of a line in groups, parted where they stand wider apart than `gap` parts of the font's size, and
    before a "[c]" behind a number, which is of the next column: a number that is printed is not held back."""
    groups: list[list[Word]] = []
    for word in line:
        before = groups[-1][-1] if groups else None
        is_far = before is not None and word.x0 - before.x1 > gap * max(word.size, before.size)
        is_held_back = before is not None and word.text == "[c]" and is_number(before.text)
        if before is None or ((is_far or is_held_back) and word.direction == 0):
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def line_text(line: Sequence[Word]) -> tuple[str, list[str]]:
    """The text of words that stand on one line, with a blank between them, and the raised marks that follow a word and
    are not in it. A mark that opens the line stays: it is the footnote itself. So does the end of "1st"."""
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


def cell_text(words: Sequence[Word], width: float | None = None) -> str:
    """The text of a cell's words: upright ones first, then those read upwards, then downwards, each in their own lines;
    behind them raised digits, for which note a year points to may change its meaning. `width`: how wide its lines may
    be, if known; then a line that the writer ended ends in the text too."""
    texts: list[str] = []
    notes = ""
    for direction in (0, 90, 270, 180):
        before: Sequence[Word] = ()
        for line in lines_of([word for word in words if word.direction == direction], direction):
            text, marks = line_text(line)
            notes += "".join(mark.translate(RAISED) for mark in marks if mark.isdigit())
            if width is not None and direction == 0 and before and not GLUED_END.search(texts[-1]):
                begun = line[
                    min(WORDS_TOGETHER, len(line)) - 1
                ]  # two words of the next line, as some blanks don't break
                wide = before[-1].x1 - before[0].x0 + BLANK * before[-1].size + begun.x1 - line[0].x0
                texts[-1] += "\n" if wide < width else ""
            texts.append(text)
            before = line
    text = LEADERS.sub("", joined(texts))
    return text + notes if text else text


def joined(texts: Sequence[str]) -> str:
    """Lines of one cell as one."""
    whole = ""
    for text in texts:
        blank = "" if not whole or whole[-1] == "\n" or GLUED_END.search(whole) else " "
        whole += blank + text
    return whole


def text_lines(words: Sequence[Word], page: int) -> list[TextLine]:
    """Words that stand in no table -> lines in reading order: of upright words, then of other directions."""
    upright = [word for word in words if word.direction == 0]
    lines = lines_of(upright)
    left = min((line[0].x0 for line in lines), default=0.0)
    result = [_text_line(line, left, page) for line in lines]
    for direction in (90, 270, 180):
        turned = [word for word in words if word.direction == direction]
        result += [_text_line(line, None, page) for line in lines_of(turned, direction)]
    return [line for line in result if line.text.strip()]


def _text_line(line: Sequence[Word], left: float | None, page: int) -> TextLine:
    text = ""
    end = line[0].x0 if left is None else left
    for group in groups_of(line, WIDE_GAP):
        blanks = " " * min(MOST_BLANKS, int((group[0].x0 - end) / (BLANK * group[0].size)))
        text += (blanks if not text else blanks.ljust(2)) + line_text(group)[0]
        end = group[-1].x1
    longest = max(line, key=lambda word: len(word.text))
    return TextLine(text, around(word.bbox for word in line), longest.size, longest.bottom, page)


def leading(lines: Sequence[TextLine]) -> float:
    """From one line's foot to the next within a paragraph, in sizes of the font: the median below full lines."""
    right = right_side(lines)
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


def right_side(lines: Sequence[TextLine]) -> float:
    """The place, in points from the left, from which on a line counts as full."""
    if not lines:
        return 0.0
    left, right = min(line.bbox[0] for line in lines), max(line.bbox[2] for line in lines)
    return left + FULL * (right - left)


def ends_paragraph(line: TextLine, after: TextLine, usual: float, right: float) -> bool:
    """Whether a gap parts two lines, or the first stops short of where the second begins anew. Over a page's end only a
    sentence that goes on in lower case keeps them together. `usual`: the leading; `right`: where lines are full."""
    if line.page != after.page:
        goes_on = line.bbox[2] >= right and not SENTENCE_END.search(line.text) and after.text.strip()[:1].islower()
        return not goes_on
    pitch = after.foot - line.foot
    size = max(line.size, min(after.size, line.size * WIDER))
    return _stops_short(line, after, right) or pitch <= 0 or pitch > WIDER * usual * size


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
    return line.bbox[2] + NARROW_BLANK * line.size + first < right
