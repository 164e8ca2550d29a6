"""The tables of a reply -> their places among its lines, and what they leave open of its questions.

Protects: a table stands under the questions that it may answer; one that is answered by nothing else is `not_read`,
never unanswered. A table of questions with their answers beside them is read as lines, for words in a table answer as
words on a page do; every such line keeps the cell that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.answers.outcomes import outcome_at
from ingest.answers.questions import Context
from ingest.answers.reply import Reply, outcome_from
from ingest.model import Grid, GridCell, Line, Message, Table
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.places import CellLine
from ingest.tables.notes import with_own_notes
from ingest.text_tables import find_grids
from ingest.thread import own_lines

OF_FORCE = ("acknowledgement", "response", "review_response")
MOST_COLUMNS = 3  # label, question, answer
FEWEST_WORDS_OF_A_QUESTION = 4


# Places among the lines


def in_words(messages: Sequence[Message], taken: int) -> tuple[tuple[Message, ...], tuple[Grid, ...]]:
    """The force's messages with a place for each table that stands in their lines, the tables numbered behind the
    `taken` ones."""
    kept: list[Message] = []
    grids: list[Grid] = []
    for message in messages:
        if message.kind in OF_FORCE:
            lines = own_lines(message)
            found = [with_own_notes(grid, lines) for grid in find_grids(lines)]
            own = [replace(grid, n=taken + len(grids) + n) for n, grid in enumerate(found, 1)]
            grids += own
            message = replace(message, lines=_without_lines(message.lines, own))
        kept.append(message)
    return tuple(kept), tuple(grids)


def _without_lines(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The lines without those of the tables, each table's place being its first line."""
    spans = {grid.lines: grid.n for grid in grids if grid.lines is not None}
    kept: list[Line] = []
    for line in lines:
        span = next((one for one in spans if one[0] <= line.number <= one[1]), None)
        if span is None:
            kept.append(line)
        elif line.number == span[0]:
            kept.append(replace(line, text="", table=spans[span]))
    return tuple(kept)


def with_tables(lines: Sequence[Line], grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The lines, with a line without words at the place of each table that is not itself made of lines."""
    behind: dict[int, list[Grid]] = {}
    for grid in grids:
        behind.setdefault(grid.after_line, []).append(grid)
    kept = [_place(grid, 0, 0) for grid in behind.pop(0, [])]
    for line in lines:
        kept.append(line)
        kept += [_place(grid, line.number, line.end) for grid in behind.pop(line.number, [])]
    rest = [grid for grids in behind.values() for grid in grids]
    return (*kept, *(_place(grid, lines[-1].number if lines else 0, kept[-1].end if kept else 0) for grid in rest))


def _place(grid: Grid, number: int, at: int) -> Line:
    return Line(number, "", at, at, page=grid.page, table=grid.n)


def note_unread(reply: Reply, tables: Sequence[Table], context: Context) -> None:
    """A table that stands under a question which no words answer: there is an answer, which was not read."""
    for n, labels in reply.tables.items():
        answered = {outcome.question for outcome in reply.outcomes}
        for question in (question for label in labels if (question := context.question(label))):
            if question.label not in answered:
                table = next((table for table in tables if table.n == n), Table(n))
                where = f"page {table.page}, table {n}" if table.page else f"table {n}"
                said = replace(outcome_at((), "not_read"), locator=where, page=table.page, lines=table.lines)
                reply.outcomes.append(outcome_from(question, said, reply.message, context))


# Tables of questions with their answers

Row = tuple[int, list[GridCell], GridCell]
"""The row's number among those of the body, the cells of its question, and that of its answer."""


def as_lines(messages: Sequence[Message], grids: Mapping[int, Grid]) -> tuple[tuple[Message, ...], frozenset[int]]:
    """The messages with the tables of questions and answers as lines, and the numbers of these tables."""
    turned = {n: rows for n, grid in grids.items() if (rows := _rows(grid))}
    kept: list[Message] = []
    for message in messages:
        lines: list[Line] = []
        for line in message.lines:
            is_turned = line.table is not None and line.table in turned
            lines += _lines(grids[line.table], turned[line.table], line) if is_turned and line.table else [line]
        kept.append(replace(message, lines=tuple(lines)))
    return tuple(kept), frozenset(turned)


def _lines(grid: Grid, rows: Sequence[Row], place: Line) -> list[Line]:
    """Each question in a paragraph, an answer's marker, and the answer's lines: what a letter has one below the
    other."""
    blank = replace(place, table=None)
    marker = replace(blank, text=letters.words("answers", "answer_markers")[0])
    made: list[Line] = [blank]
    for number, question, answer in rows:
        if answer.text.strip():
            made += [_line(_words(question), grid, number, question[0], place), blank, marker]
            made += [*(_line(text, grid, number, answer, place) for text in answer.text.split("\n")), blank]
    return made


def _line(text: str, grid: Grid, row: int, cell: GridCell, place: Line) -> CellLine:
    where = f"table {grid.n}, row {row}, column {_head(grid, cell)}"
    return CellLine(place.number, text, place.start, place.end, cell.page or place.page, cell.bbox, where=where)


def _head(grid: Grid, cell: GridCell) -> str:
    """The heading of a cell's column, or its number where the first row is none."""
    first_row = {one.column: " ".join(one.text.split()) for one in grid.cells if one.row == 1 and _has_head(grid)}
    return first_row.get(cell.column, str(cell.column))


def cell_at(grid: Grid, number: int, column: str) -> GridCell | None:
    """The cell of a table of questions and answers by the place that an answer from it has; None for any other table.
    A question that takes several cells has the place of its first."""
    cells = (cell for row, question, answer in _rows(grid) if row == number for cell in (answer, question[0]))
    return next((cell for cell in cells if column == _head(grid, cell)), None)


def _rows(grid: Grid) -> list[Row]:
    """The rows of a table of questions and answers, of two or three columns, each of which begins with a question's
    label; [] for any other table."""
    if not 2 <= grid.columns <= MOST_COLUMNS or any(cell.column_span > 1 or cell.row_span > 1 for cell in grid.cells):
        return []
    by_row: dict[int, dict[int, GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    has_head = _has_head(grid)
    rows = []
    for number, row in enumerate([by_row[n] for n in sorted(by_row)][has_head:], 1):
        question = [row[column] for column in sorted(row) if column < grid.columns and row[column].text.strip()]
        if grid.columns not in row or not question or not _is_question(question, has_head):
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
    first = {cell.column: cell.text.strip() for cell in grid.cells if cell.row == 1}
    asks, answers = (letters.alone("answers", name) for name in ("question_markers", "answer_markers"))
    asked = any(asks.fullmatch(text) for column, text in first.items() if column < grid.columns)
    return asked and answers.fullmatch(first.get(grid.columns, "")) is not None
