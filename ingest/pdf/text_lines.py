"""The words of a page that stand in no table -> its lines in reading order.

Protects: two columns of prose are read one after the other, while a label and the number beside it stay one line; wide
gaps stay visible as blanks, so that a table that was not found can still be seen in the lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.cell_text import line_text, lines_of
from ingest.pdf.layout import TextLine, Word, around

# All in parts of the font's size, unless said.
WIDE_GAP = 0.9  # more than any blank of justified text
BLANK = 0.5  # the width that one blank stands for where a gap or an indent is shown
MOST_BLANKS = 24
GUTTER = 1.2  # between two columns of prose
GUTTER_LINES = 5  # lines side by side, at the least, that make two columns of prose
COLUMN_CHARACTERS = 24  # of a line in a column of prose, on the average


def text_lines(words: Sequence[Word], page: int) -> list[TextLine]:
    """The lines of upright words, and after them those of text set in other directions."""
    upright = [word for word in words if word.direction == 0]
    lines = [line for block in _in_columns(lines_of(upright)) for line in block]
    left = min((line[0].x0 for line in lines), default=0.0)
    result = [_line(line, left, page) for line in lines]
    for direction in (90, 270, 180):
        turned = [word for word in words if word.direction == direction]
        result += [_line(line, None, page) for line in lines_of(turned, direction)]
    return [line for line in result if line.text.strip()]


def _line(line: Sequence[Word], left: float | None, page: int) -> TextLine:
    text = ""
    marks: list[str] = []
    end = line[0].x0 if left is None else left
    for chunk in chunks(line):
        words, raised = line_text(chunk)
        marks += raised
        blanks = _blanks(chunk[0].x0 - end, chunk[0].size)
        text += (blanks if not text else blanks.ljust(2)) + words
        end = chunk[-1].x1
    longest = max(line, key=lambda word: len(word.text))
    return TextLine(text, around(word.bbox for word in line), longest.size, longest.bottom, page, tuple(marks))


def chunks(line: Sequence[Word], gap: float = WIDE_GAP) -> list[list[Word]]:
    """The words of a line in groups, parted where they stand wide apart."""
    groups: list[list[Word]] = []
    for word in line:
        before = groups[-1][-1] if groups else None
        is_far = before is None or word.x0 - before.x1 > gap * max(word.size, before.size)
        if before is None or (is_far and word.direction == 0):
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _blanks(width: float, size: float) -> str:
    return " " * min(MOST_BLANKS, int(width / (BLANK * size)))


def _in_columns(lines: list[list[Word]]) -> list[list[list[Word]]]:
    """The lines in blocks as they are read: a stretch in two columns of prose gives its left column, then its right."""
    blocks: list[list[list[Word]]] = []
    n = 0
    while n < len(lines):
        gutter, end = _gutter(lines, n)
        if gutter is None:
            blocks.append([lines[n]])
            n += 1
            continue
        stretch = lines[n:end]
        blocks.append([part for line in stretch if (part := [w for w in line if w.x1 <= gutter])])
        blocks.append([part for line in stretch if (part := [w for w in line if w.x1 > gutter])])
        n = end
    return blocks


def _gutter(lines: Sequence[list[Word]], first: int) -> tuple[float | None, int]:
    """Where a gutter between two columns of prose runs from this line on, and the line behind its last."""
    parted = chunks(lines[first], GUTTER)
    if len(parted) != 2:
        return None, first
    low, high = parted[0][-1].x1, parted[1][0].x0
    end, both, left_text, right_text = first, 0, 0, 0
    for line in lines[first:]:
        left = [word for word in line if word.x1 <= high - 0.1 and word.x0 < low]
        right = [word for word in line if word.x0 >= low + 0.1 and word not in left]
        new_low = max([low, *(word.x1 for word in left)])
        new_high = min([high, *(word.x0 for word in right)])
        if len(left) + len(right) != len(line) or new_high - new_low < GUTTER * line[0].size * 0.5:
            break
        low, high = new_low, new_high
        end += 1
        both += bool(left and right)
        left_text += sum(len(word.text) + 1 for word in left)
        right_text += sum(len(word.text) + 1 for word in right)
    if both < GUTTER_LINES or min(left_text, right_text) < COLUMN_CHARACTERS * both:
        return None, first
    return (low + high) / 2, end
