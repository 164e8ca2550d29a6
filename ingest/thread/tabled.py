"""The tables of a reply -> the outcomes and figures of the questions that they answer.

Protects: a table answers the questions that it stands under. Where the words refuse a question, or hold that nothing is
held, a table beside them gives no figure; and a question whose table was not understood is `not_read`, never
unanswered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Cell, Figure, Grid, Line, Message, Outcome, Problem, Table
from ingest.phrases.periods import read_period
from ingest.thread.beside_tables import lines_beside
from ingest.thread.caveats import in_doubt
from ingest.thread.context import Context
from ingest.thread.messages import own_lines
from ingest.thread.questions import Question
from ingest.thread.reply import asked_of
from ingest.thread.results import Reply, outcome_of, stage_of

SHEET_AND_CELL = re.compile(r"(sheet .+), [A-Z]{1,3}\d+", re.DOTALL)

CLOSED = ("refused", "ncnd", "not_held", "withdrawn", "not_applicable")
"""What the words say of a question that no table beside them may answer."""
OF_FORCE = ("acknowledgement", "response", "review_response")
ANSWERED = ("answered", "partly_answered")


@dataclass(frozen=True)
class TablesRead:
    """What reading tables gives: the tables, their body cells, the figures, and what was not understood."""

    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()


TableReader = Callable[[Sequence[Grid], Callable[[Grid], Sequence[Question]], Context], TablesRead]
"""Reads tables that may answer these questions (those of each table's place in the document)."""


@dataclass(frozen=True)
class FoundInWords:
    """The tables that are made of a text's own lines; a problem for each that is one and was not read; `unread`: first
    and last line of each of these."""

    grids: tuple[Grid, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    leads: tuple[tuple[int, str], ...] = ()
    """Of an unread table that begins behind a question's label: its first line's number and the label."""


TableFinder = Callable[[Sequence[Line]], FoundInWords]


def in_words(
    messages: Sequence[Message], find: TableFinder, taken: int
) -> tuple[tuple[Message, ...], tuple[Grid, ...], tuple[Problem, ...]]:
    """The force's messages with a place for each table that stands in their lines, the tables numbered behind the
    `taken` ones, and the problems."""
    kept: list[Message] = []
    grids: list[Grid] = []
    problems: list[Problem] = []
    for message in messages:
        if message.kind in OF_FORCE:
            found = find(own_lines(message))
            own = [replace(grid, n=taken + len(grids) + n) for n, grid in enumerate(found.grids, 1)]
            grids += own
            problems += found.problems
            message = replace(message, lines=_without_lines(message.lines, own, found))
        kept.append(message)
    return tuple(kept), tuple(grids), tuple(problems)


def _without_lines(lines: Sequence[Line], grids: Sequence[Grid], found: FoundInWords) -> tuple[Line, ...]:
    """The lines without those of the tables, each table's place being its first line. Of one that was not read only its
    question's label is left: its numbers are no answers as they stand. Its own number is its first line's, below zero,
    for it has no place among the document's tables."""
    spans = {grid.lines: grid.n for grid in grids if grid.lines is not None}
    spans |= {span: -span[0] for span in found.unread}
    labels = dict(found.leads)
    kept: list[Line] = []
    for line in lines:
        span = next((one for one in spans if one[0] <= line.number <= one[1]), None)
        if span is None:
            kept.append(line)
        elif line.number == span[0]:
            kept += [replace(line, text=labels[line.number])] if line.number in labels else []
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


def add_tables(reply: Reply, grids: Mapping[int, Grid], read: TableReader, context: Context) -> TablesRead:
    """Add what the reply's tables give to its outcomes and figures. Returns all that was read in them."""
    if not reply.tables:
        return TablesRead()
    own = [replace(grids[n], beside=lines_beside(reply.message.lines, n)) for n in reply.tables if n in grids]
    asked = {grid.n: _asked(reply.tables[grid.n], context) for grid in own}
    found = read(own, lambda grid: asked[grid.n], context) if own else TablesRead()
    closed = {o.question for o in reply.outcomes if o.status in CLOSED}
    open_ones = [figure for figure in found.figures if figure.question not in closed]
    kept, doubtful = in_doubt(open_ones, reply.remarks, lambda figure: asked_of(figure, context))
    stage = stage_of(reply.message)
    doubtful += _without_a_year(reply, kept, found.cells)
    reply.figures += [replace(figure, message=reply.message.n, stage=stage) for figure in kept]
    reply.problems += [*found.problems, *doubtful, *_beside_refusals(found.figures, closed)]
    _answer(reply, kept, found.tables, context)
    _note_unread(reply, kept, found.tables, context)
    return replace(found, figures=tuple(kept))


def _without_a_year(reply: Reply, of_tables: Sequence[Figure], cells: Sequence[Cell]) -> list[Problem]:
    """Take out of the reply the numbers in words that name no time beside a table of several times for the same
    question, a problem for each: "Grand Total 80" below five years is of all of them, or of nobody knows which."""
    times: dict[str | None, set[str]] = {}
    for figure in of_tables:
        times.setdefault(figure.question, set()).add(figure.period.period_id)
    for cell in cells:
        periods = [read_period(label) for label in (cell.row_label, cell.column_label) if label]
        for question in reply.tables.get(cell.table, ()):
            times.setdefault(question, set()).update(one.period_id for one in periods if one is not None and one.start)
    doubtful = [
        figure for figure in reply.figures if figure.period_label is None and len(times.get(figure.question, ())) > 1
    ]
    reply.figures = [figure for figure in reply.figures if not any(figure is one for one in doubtful)]
    return [
        Problem(
            "warning",
            f"{_name(figure.question)}: “{figure.value.text}” names no time beside a table of several, and may be of "
            "all of them.",
            figure.locator,
            figure.page,
            rule="number-without-its-year",
        )
        for figure in doubtful
    ]


def _asked(labels: Sequence[str], context: Context) -> tuple[Question, ...]:
    """The questions that a table stands under; else those that another document answers by pointing to this one; else
    all of the request."""
    named = tuple(question for label in labels if (question := context.question(label)))
    if named:
        return named
    pointed = {label for label, _ in context.referred}
    return tuple(question for question in context.questions if question.label in pointed) or context.questions


def _beside_refusals(figures: Sequence[Figure], closed: set[str | None]) -> list[Problem]:
    first = {figure.question: figure for figure in reversed(figures) if figure.question in closed}
    return [
        Problem(
            "warning",
            f"{_name(label)} is refused in words and a table gives {figure.value.text} for it: neither is taken for "
            "the other, and a person must say what holds.",
            figure.locator,
            figure.page,
            rule="table-beside-refusal",
        )
        for label, figure in first.items()
    ]


def _answer(reply: Reply, figures: Sequence[Figure], tables: Sequence[Table], context: Context) -> None:
    """Every question that a table answers is answered, also where the words only point to the table."""
    for label in dict.fromkeys(figure.question for figure in figures):
        first = next(figure for figure in figures if figure.question == label)
        told = [n for n, outcome in enumerate(reply.outcomes) if outcome.question == label]
        if not told:
            reply.outcomes.append(_from_table(first, tables, reply, context))
        for n in told:
            if reply.outcomes[n].status not in ANSWERED:
                reply.outcomes[n] = replace(reply.outcomes[n], status="answered", note="the answer stands in a table")


def _note_unread(reply: Reply, figures: Sequence[Figure], tables: Sequence[Table], context: Context) -> None:
    """A table that stands under a question and gave no figure for it: there is an answer, which was not read."""
    for n, labels in reply.tables.items():
        for label in labels:
            is_told = any(outcome.question == label for outcome in reply.outcomes)
            if is_told or any(figure.question == label for figure in figures):
                continue
            question = context.question(label)
            if question is not None:
                page, where, lines = _place_of_unread(n, reply.message.lines, tables)
                told = outcome_of(question, "not_read", where, reply.message, context)
                reply.outcomes.append(replace(told, page=page, lines=lines))


def _place_of_unread(
    n: int, lines: Sequence[Line], tables: Sequence[Table]
) -> tuple[int | None, str, tuple[int, int] | None]:
    """The page, the place in words and the lines of a table by its number; below zero its first line's is known."""
    if n < 0:
        line = next((one for one in lines if one.table == n), None)
        if line is not None and line.page is not None and line.of_page:
            return line.page, f"page {line.page}, line {line.of_page}", None
        return None, f"line {-n}", None
    table = next((table for table in tables if table.n == n), Table(n))
    where = f"page {table.page}, table {n}" if table.page else f"table {n}"
    return table.page, where, table.lines


def _from_table(figure: Figure, tables: Sequence[Table], reply: Reply, context: Context) -> Outcome:
    question = context.question(figure.question) or Question(figure.question, (), None, figure.measure_id, None, None)
    where = SHEET_AND_CELL.sub(r"\1", figure.locator.split(", row ")[0])  # the answer is the table, not its first cell
    lines = next((table.lines for table in tables if _holds(table.lines, figure.lines)), None)
    told = outcome_of(question, "answered", where, reply.message, context)
    return replace(told, page=figure.page, lines=lines)


def _holds(outer: tuple[int, int] | None, inner: tuple[int, int] | None) -> bool:
    return outer is not None and inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _name(label: str | None) -> str:
    return f"Question {label}" if label else "The question"
