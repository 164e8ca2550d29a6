"""A table of questions with their answers beside them -> lines, as if each answer stood under its question.

Protects: words in a table answer as words on a page do. Only a table of two or three columns is turned so, each row of
which begins with a question's label, restated beside it or under a heading that says so ("Question | Answer"); every
line keeps the cell that it stands in, so that a figure from it has its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Grid, GridCell, Line, Message
from ingest.phrases import letters
from ingest.thread.labels import read_label

MOST_COLUMNS = 3  # label, question, answer
FEWEST_WORDS_OF_A_QUESTION = 4


@dataclass(frozen=True)
class CellLine(Line):
    """A line of a table's cell. `where`: the cell as a locator names it ("table 1, row 2, column Answer")."""

    where: str = ""


def in_lines(messages: Sequence[Message], grids: Mapping[int, Grid]) -> tuple[tuple[Message, ...], frozenset[int]]:
    """The messages with the tables of questions and answers as lines, and the numbers of these tables."""
    turned = {n: rows for n, grid in grids.items() if (rows := _rows(grid))}
    if not turned:
        return tuple(messages), frozenset()
    return tuple(replace(message, lines=_with(message.lines, grids, turned)) for message in messages), frozenset(turned)


Row = tuple[int, list[GridCell], GridCell]
"""The row's number among those of the body, the cells of its question, and that of its answer."""


def _with(lines: Sequence[Line], grids: Mapping[int, Grid], turned: Mapping[int, list[Row]]) -> tuple[Line, ...]:
    kept: list[Line] = []
    for line in lines:
        if line.table is not None and line.table in turned:
            kept += _lines(grids[line.table], turned[line.table], line)
        else:
            kept.append(line)
    return tuple(kept)


def _lines(grid: Grid, rows: Sequence[Row], place: Line) -> list[Line]:
    """Each question in a paragraph, an answer's marker, and the answer's lines: what a letter has one below the
    other."""
    blank = replace(place, table=None)
    marker = replace(blank, text=letters.words("answers", "answer_markers")[0])
    heads = _heads(grid)
    made: list[Line] = [blank]
    for number, question, answer in rows:
        if not answer.text.strip():
            continue  # an empty cell answers nothing
        words = _words(question)
        first, where = question[0], f"table {grid.n}, row {number}"
        made += [_line(words, first, place, f"{where}, column {heads.get(first.column, first.column)}"), blank]
        column = f"{where}, column {heads.get(answer.column, answer.column)}"
        made += [marker, *(_line(text, answer, place, column) for text in answer.text.split("\n")), blank]
    return made


def _heads(grid: Grid) -> dict[int, str]:
    """The headings by column; none where the first row is none."""
    first_row = [cell for cell in grid.cells if cell.row == 1 and _has_head(grid)]
    return {cell.column: " ".join(cell.text.split()) for cell in first_row}


def _line(text: str, cell: GridCell, place: Line, where: str) -> CellLine:
    return CellLine(place.number, text, place.start, place.end, cell.page or place.page, cell.bbox, where=where)


def cell_at(grid: Grid, number: int, column: str) -> GridCell | None:
    """The cell of a table of questions and answers by the place that an answer from it has; None for any other table.
    A question that takes several cells has the place of its first."""
    heads = _heads(grid)
    for row, question, answer in _rows(grid):
        for cell in (answer, question[0]) if row == number else ():
            if column == str(heads.get(cell.column, cell.column)):
                return cell
    return None


def _rows(grid: Grid) -> list[Row]:
    """The rows of a table of questions and answers; [] for any other table."""
    if not 2 <= grid.columns <= MOST_COLUMNS or any(cell.column_span > 1 or cell.row_span > 1 for cell in grid.cells):
        return []
    by_row: dict[int, dict[int, GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    has_head = _has_head(grid)
    rows = []
    for number, row in enumerate([by_row[n] for n in sorted(by_row)][has_head:], 1):
        if grid.columns not in row:
            return []
        question = [row[column] for column in sorted(row) if column < grid.columns and row[column].text.strip()]
        if not question or not _is_question(question, has_head):
            return []
        rows.append((number, question, row[grid.columns]))
    return rows


def _is_question(cells: Sequence[GridCell], has_head: bool) -> bool:
    """Whether a row begins with a question's label, and goes on with the question where no heading says what it is."""
    text = _words(cells)
    label = read_label(text)
    if label is None or label.part is not None:
        return False
    return has_head or len(text[label.end :].split()) >= FEWEST_WORDS_OF_A_QUESTION


def _words(cells: Sequence[GridCell]) -> str:
    """A question's words in one line; a label with a cell of its own ends as labels in letters do."""
    texts = [" ".join(cell.text.split()) for cell in cells]
    is_label = len(texts) > 1 and re.fullmatch(r"\(?\d{1,2}\s?\(?[a-z]?\)?", texts[0], re.IGNORECASE) is not None
    return " ".join([f"{texts[0]}.", *texts[1:]] if is_label else texts)


def _has_head(grid: Grid) -> bool:
    """Whether the first row says that questions and answers stand below it."""
    first = {cell.column: cell.text for cell in grid.cells if cell.row == 1}
    asks = letters.alone("answers", "question_markers")
    answers = letters.alone("answers", "answer_markers")
    asked = any(asks.fullmatch(text.strip()) for column, text in first.items() if column < grid.columns)
    return asked and answers.fullmatch(first.get(grid.columns, "").strip()) is not None
