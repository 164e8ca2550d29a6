"""A page's words in no ruled table -> whether questions have their answers beside them, with no rule between.

Protects: an answer that is higher than its question begins above it, or ends below it, and line by line it would answer
another one. Such a page is told, and by it nothing is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf import settings
from ingest.pdf.layout import Word, groups_of, line_text, lines_of
from ingest.phrases.labels import read_label

FEWEST_QUESTIONS = 2
FEWEST_WORDS = 4  # of a question, behind its label

Line = list[Word]


def is_question(line: Line) -> bool:
    """Whether a line begins with a question's label and words enough."""
    text = line_text(line)[0]
    label = read_label(text)
    return label is not None and label.part is None and len(text[label.end :].split()) >= FEWEST_WORDS


@dataclass(frozen=True)
class Row:
    """What stands between two gaps across the page: the words of each line left and right of the columns' edge."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def questions(self) -> int:
        return sum(map(is_question, self.left))

    @property
    def is_answered(self) -> bool:
        return self.questions > 0 and any(self.right)

    @property
    def has_columns(self) -> bool:
        """Whether one line at the right is of several columns: a row of a table, with its headings above."""
        lines = [line for line in self.right if line]
        return len(lines) == 1 and len(groups_of(lines[0], settings.WIDE_GAP)) > 1


def has_answers_beside(words: Sequence[Word]) -> bool:
    """Whether these words are questions with their answers beside them, and lines of answers alone among them."""
    bands = _bands(lines_of([word for word in words if word.direction == 0]))
    rows = max((_rows(bands, edge) for edge in _edges(bands)), key=len, default=[])
    is_level = all(all(row.left) for row in rows)  # no answer's line stands alone: each is its own question's
    has_columns = all(row.has_columns for row in rows if row.is_answered)
    return sum(row.questions for row in rows) >= FEWEST_QUESTIONS and not is_level and not has_columns


def _bands(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines from top to bottom, parted where a gap crosses the whole page."""
    bands: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: min(word.top for word in line)):
        is_near = bool(bands) and min(word.top for word in line) - bottom <= settings.WITHIN_BAND * line[0].size
        bands[-1:] = [[*bands[-1], line]] if is_near else [*bands[-1:], [line]]
        bottom = max(bottom, *(word.bottom for word in line))
    return bands


def _edges(bands: Sequence[Sequence[Line]]) -> set[float]:
    """Where a second column may begin: where any group of words begins that is not the first at the left."""
    lines = [line for band in bands for line in band]
    left = min((line[0].x0 for line in lines), default=0.0)
    return {
        group[0].x0
        for line in lines
        for group in groups_of(line, settings.WIDE_GAP)
        if group[0].x0 > left + settings.SECOND_COLUMN * (line[-1].x1 - left)
    }


def _rows(bands: Iterable[Sequence[Line]], edge: float) -> list[Row]:
    """The rows from the first to the last question with an answer beside it; none where a word crosses the edge."""
    rows = []
    for band in bands:
        left, right = (
            [[word for word in line if (word.x0 < edge - 1) is side] for line in band] for side in (True, False)
        )
        rows.append(Row(tuple(left), tuple(right)))
    answered = [n for n, row in enumerate(rows) if row.is_answered]
    rows = rows[answered[0] : answered[-1] + 1] if answered else []
    is_crossed = any(word.x1 > edge for row in rows for line in row.left for word in line)
    return [] if is_crossed else rows
