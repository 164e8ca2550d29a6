"""A page's words in no ruled table -> questions with answers beside them, a row each, no rule between the columns.

Protects: an answer that is higher than its question begins above it, or ends below it, and line by line it would answer
another one. Where gaps do not part the rows, one question in each, that is told, and by the page nothing is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import GridCell, Problem
from ingest.pdf import settings
from ingest.pdf.layout import PageTable, Word, around, cell_text, groups_of, line_text, lines_of
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
    def is_whole(self) -> bool:
        """Whether it is one question with its answer: nothing at the left stands above its label."""
        first = next(filter(None, self.left), [])
        return self.questions == 1 and is_question(first)

    @property
    def has_columns(self) -> bool:
        """Whether one line at the right is of several columns: a row of a table, with its headings above."""
        lines = [line for line in self.right if line]
        return len(lines) == 1 and len(groups_of(lines[0], settings.WIDE_GAP)) > 1

    @property
    def words(self) -> list[Word]:
        return [word for side in (self.left, self.right) for line in side for word in line]


def tables_beside(words: Sequence[Word], page: int) -> tuple[list[PageTable], list[Word], list[Problem]]:
    """The table of a page's questions and answers, the words in it, and what could not be told apart."""
    bands = _bands(lines_of([word for word in words if word.direction == 0]))
    rows, edge = max(((_rows(bands, edge), edge) for edge in _edges(bands)), key=lambda it: len(it[0]), default=([], 0))
    is_level = all(all(row.left) for row in rows)  # no answer's line stands alone: each is its own question's
    has_columns = all(row.has_columns for row in rows if row.is_answered)
    if sum(row.questions for row in rows) < FEWEST_QUESTIONS or is_level or has_columns:
        return [], [], []
    if not all(row.is_whole for row in rows):
        return [], [], [Problem.of("answers-beside", f"page {page}", page)]
    rows = [*_headings(bands, rows), *rows]
    inside = [word for row in rows for word in row.words]
    box = around(word.bbox for word in inside)
    edges = (box[0], edge, box[2])
    cells = []
    for n, row in enumerate(rows, 1):
        _, top, _, bottom = around(word.bbox for word in row.words)
        for column, lines in enumerate((row.left, row.right), 1):
            area = (edges[column - 1], top, edges[column], bottom)
            text = cell_text([word for line in lines for word in line], area[2] - area[0])
            cells.append(GridCell(n, column, text, 1, 1, page, area))
    return [PageTable(page, box, len(rows), edges, tuple(cells), False)], inside, []


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


def _headings(bands: Iterable[Sequence[Line]], rows: Sequence[Row]) -> list[Row]:
    """The row of what stands next above the answers, which may be of another year than was asked, or of some people."""
    top = min(word.top for word in rows[0].words)
    end = max(word.x1 for row in rows for line in row.left for word in line)
    above = [band for band in bands if all(word.bottom <= top for line in band for word in line)][-1:]
    lines = [line for band in above for line in band if groups_of(line, settings.WIDE_GAP)[-1][0].x0 > end]
    if not lines:
        return []
    left, right = ([[word for word in line if (word.x0 > end) == is_right] for line in lines] for is_right in (0, 1))
    return [Row(tuple(left), tuple(right))]
