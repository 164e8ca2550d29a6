"""The words of a page -> the same, each line of words set upwards or downwards being one.

Protects: a heading set upwards that is longer than its cell keeps all its words, those beyond the cell's border too;
short ones that begin beside it stand in the same row of headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.cell_text import lines_of
from ingest.pdf.layout import Word, around

BLANK = 0.4  # of the font's size: words of one line stand nearer, words of two cells farther apart
SAME_START = 1.0  # points
TURNED = (90, 270)


def with_turned_lines(words: Sequence[Word]) -> list[Word]:
    """The words with those of a turned line as one. Raised marks stay words of their own."""
    turned = [word for word in words if word.direction in TURNED and not word.is_raised]
    if not turned:
        return list(words)
    taken = {id(word) for word in turned}
    result = [word for word in words if id(word) not in taken]
    for direction in TURNED:
        lines = lines_of([word for word in turned if word.direction == direction], direction)
        runs = [run for line in lines for run in _joined(line)]
        result += [_as_high_as_its_row(run, runs) for run in runs]
    return result


def _as_high_as_its_row(word: Word, others: Sequence[Word]) -> Word:
    """The word with the height of the longest that begins where it does."""
    if word.direction == TURNED[0]:
        return replace(word, top=min(o.top for o in others if abs(o.bottom - word.bottom) <= SAME_START))
    return replace(word, bottom=max(o.bottom for o in others if abs(o.top - word.top) <= SAME_START))


def _joined(line: Sequence[Word]) -> list[Word]:
    runs: list[list[Word]] = []
    for word in line:
        if runs and _gap(runs[-1][-1], word) <= BLANK * word.size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_as_one(run) for run in runs]


def _gap(before: Word, word: Word) -> float:
    return before.top - word.bottom if word.direction == TURNED[0] else word.top - before.bottom


def _as_one(run: Sequence[Word]) -> Word:
    x0, top, x1, bottom = around(word.bbox for word in run)
    text = " ".join(word.text for word in run)
    return replace(run[0], text=text, x0=x0, top=top, x1=x1, bottom=bottom, size=max(word.size for word in run))
