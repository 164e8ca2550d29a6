"""The lines of a plain text -> the tables that are made of them, cell by cell, as they are printed.

Protects: a cell stands under the heading and beside the label that it is printed with, or the whole table is left
unread and listed with its lines. A value that has vanished never moves the others, an empty cell stays empty, and
prose, lists of answers, letterheads and quoted mail never become a table. What cells mean is found later, in
`ingest/tables/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.model import Grid, GridCell, Line, Problem
from ingest.reference import Reference
from ingest.text_tables import flattened, glued, headless, pipes, spaced, stacked, tabs
from ingest.text_tables.around import BARRIER, notes_below, title_above
from ingest.text_tables.found import Finding, Nothing, Table, Unread
from ingest.text_tables.offence_headings import Known, known_offences
from ingest.text_tables.plain_lists import is_plain_list

RULE = "table-in-text"
Layout = Callable[[Sequence[str], int], Finding]
SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\r": ""})


@dataclass(frozen=True)
class TextTables:
    """The tables that were read, and a problem for each that is surely a table and could not be. `unread`: first and
    last line of each of these, whose numbers are no answers as they stand."""

    grids: tuple[Grid, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()


def find_grids(lines: Sequence[Line], *, reference: Reference) -> TextTables:
    """The tables in the lines of one message, in order, counted from 1.

    A grid's `lines` hold its rows and the notes below it that open with one of its marks ("* fewer than five");
    `after_line` is the number of the line before. Its title and its other notes stay among the prose as well, for a
    question's label or a caveat may stand there. Lines that are quoted with `>` are read by nobody."""
    texts = [BARRIER if line.text.lstrip().startswith(">") else line.text.translate(SPACES) for line in lines]
    grids: list[Grid] = []
    problems: list[Problem] = []
    unread: list[tuple[int, int]] = []
    layouts = _layouts(known_offences(reference))
    at, passed = 0, [0] * len(layouts)
    while at < len(texts):
        found = _at(texts, at, layouts, passed)
        if found is None:
            at += 1
            continue
        if isinstance(found, Unread):
            places = (lines[found.first].number, lines[found.last].number)
            unread.append(places)
            problems.append(_problem(found, lines))
            _take(texts, found.first, found.last)
            at = found.last + 1
            continue
        grid, last = _grid(found, texts, lines, len(grids) + 1)
        grids.append(grid)
        _take(texts, found.first, last)
        at = last + 1
    return TextTables(tuple(grids), tuple(problems), tuple(unread))


def _layouts(offence_of: Known) -> tuple[Layout, ...]:
    """The layouts in the order in which they are asked: what has borders first."""

    def flattened_but_no_list(texts: Sequence[str], at: int) -> Finding:
        found = flattened.find(texts, at, offence_of)
        is_list = isinstance(found, Table) and is_plain_list(found, offence_of)
        return Nothing(found.last + 1) if isinstance(found, Table) and is_list else found

    return (pipes.find, tabs.find, spaced.find, glued.find, flattened_but_no_list, stacked.find, headless.find)


def _take(texts: list[str], first: int, last: int) -> None:
    """Keep lines that are read from being the title or the rows of another table."""
    texts[first : last + 1] = [BARRIER] * (last + 1 - first)


def _at(texts: Sequence[str], at: int, layouts: Sequence[Layout], passed: list[int]) -> Table | Unread | None:
    """What begins at a line by the first layout that knows it. `passed`: how far each has looked already."""
    if not texts[at].strip() or texts[at] == BARRIER:
        return None
    for n, layout in enumerate(layouts):
        if at < passed[n]:
            continue
        found = layout(texts, at)
        if isinstance(found, Nothing):
            passed[n] = max(found.until, at + 1)
        elif found is not None:
            return found
    return None


def _grid(table: Table, texts: Sequence[str], lines: Sequence[Line], n: int) -> tuple[Grid, int]:
    cells = tuple(
        GridCell(number, placed.column, placed.text, column_span=placed.span)
        for number, row in enumerate(table.rows, 1)
        for placed in row
    )
    notes, last = notes_below(texts, table.last, frozenset(cell.text for cell in cells))
    places = (lines[table.first].number, lines[last].number)
    grid = Grid(
        n,
        len(table.rows),
        table.columns,
        cells,
        title=title_above(texts, table.first),
        notes=notes,
        after_line=places[0] - 1,
        lines=places,
    )
    return grid, last


def _problem(found: Unread, lines: Sequence[Line]) -> Problem:
    first, last = lines[found.first], lines[found.last]
    shown = " ".join(" / ".join(line.text for line in lines[found.first : found.last + 1]).split())
    shown = shown if len(shown) <= 160 else shown[:160].rsplit(" ", 1)[0] + " …"
    where = f"line {first.number}" if first.number == last.number else f"lines {first.number}-{last.number}"
    message = f"A table in the text was not read: {found.why}. “{shown}”"
    return Problem("warning", message, where, rule=RULE)
