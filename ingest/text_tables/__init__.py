"""The lines of a plain text -> the tables that are made of them, cell by cell, as they are printed.

Protects: a cell stands under the heading and beside the label that it is printed with, or the whole table is left
unread and listed with its lines. A value that has vanished never moves the others, an empty cell stays empty, and
prose, lists of answers, letterheads and quoted mail never become a table. What cells mean is found later, in
`ingest/tables/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.model import BBox, Grid, GridCell, Line, Problem
from ingest.reference import Reference
from ingest.text_tables import flattened, glued, headless, pipes, spaced, stacked, tabs
from ingest.text_tables.around import BARRIER, notes_below, title_above
from ingest.text_tables.cells import QUESTION_LABEL
from ingest.text_tables.cut_short import cut_short, is_begun_above
from ingest.text_tables.found import Finding, Nothing, Placed, Table, Unread
from ingest.text_tables.offence_headings import Known, known_offences
from ingest.text_tables.on_lines import lines_of_cells
from ingest.text_tables.plain_lists import is_plain_list
from ingest.thread.outcomes import locator_of

RULE = "table-in-text"
SHOWN = 160  # characters of a table that a problem shows
Layout = Callable[[Sequence[str], int], Finding]
SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\r": ""})


@dataclass(frozen=True)
class TextTables:
    """The tables that were read, and a problem for each that is surely a table and could not be. `unread`: first and
    last line of each of these, whose numbers are no answers as they stand. `leads`: for a table whose first line stands
    behind a question's label ("1a. Year Arrest Caution"), that line's number and the label, which stays prose."""

    grids: tuple[Grid, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    leads: tuple[tuple[int, str], ...] = ()


def find_grids(lines: Sequence[Line], *, reference: Reference) -> TextTables:
    """The tables in the lines of one message, in order, counted from 1.

    A grid's `lines` hold its rows and the notes below it that open with one of its marks ("* fewer than five");
    `after_line` is the number of the line before. Its title and its other notes stay among the prose as well, for a
    question's label or a caveat may stand there. Lines that are quoted with `>` are read by nobody, and no table goes
    on over lines that are not here."""
    own = _with_gaps(lines)
    texts = [_plain(line) for line in own]
    layouts = _layouts(known_offences(reference))
    grids: list[Grid] = []
    problems: list[Problem] = []
    unread: list[tuple[int, int]] = []
    leads: list[tuple[int, str]] = []
    at, passed = 0, [0] * len(layouts)
    while at < len(texts):
        found = _at(texts, at, layouts, passed)
        if found is None:
            at += 1
            continue
        if isinstance(found, Table) and (end := cut_short(texts, found)):
            found = Unread(found.first, end, "a line among its rows is none of them")
        if isinstance(found, Table) and is_begun_above(texts, found):
            found = Unread(found.first, found.last, "the beginnings of its periods stand in a line above it")
        last = found.last
        if isinstance(found, Unread):
            unread.append((own[found.first].number, own[found.last].number))
            problems.append(_problem(found, own[found.first : found.last + 1]))
            label = QUESTION_LABEL.match(texts[found.first])
            leads += [(own[found.first].number, label[0].strip())] if label else []
        else:
            grid, last = _grid(found, texts, own, len(grids) + 1)
            grids.append(grid)
        _take(texts, found.first, last)
        at = last + 1
    return TextTables(tuple(grids), tuple(problems), tuple(unread), tuple(leads))


def _with_gaps(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a barrier where some of the document's are left out."""
    kept: list[Line] = []
    for line in lines:
        if kept and line.number > kept[-1].number + 1:
            kept.append(replace(kept[-1], text=BARRIER))
        kept.append(line)
    return kept


def _plain(line: Line) -> str:
    """The line's text with plain spaces; a barrier for a quoted line and for the place of another table."""
    is_barrier = line.table is not None or line.text.lstrip().startswith(">")
    return BARRIER if is_barrier else line.text.translate(SPACES)


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
    printed = frozenset(placed.text for row in table.rows for placed in row)
    notes, last = notes_below(texts, table.last, printed)
    own = lines[table.first : last + 1]
    recognised = [line.confidence for line in own if line.confidence is not None]
    confidence = min(recognised) if recognised else None
    on_lines = lines_of_cells(table, texts)
    cells = tuple(
        _cell(number, placed, None if line is None else lines[line], own[0], confidence)
        for number, (row, own_lines) in enumerate(zip(table.rows, on_lines, strict=True), 1)
        for placed, line in zip(row, own_lines, strict=True)
    )
    grid = Grid(
        n,
        len(table.rows),
        table.columns,
        cells,
        page=own[0].page,
        bbox=_around(own),
        title=title_above(texts, table.first),
        notes=notes,
        after_line=own[0].number - 1,
        lines=(own[0].number, own[-1].number),
        method="table" if confidence is None else "ocr",
    )
    return grid, last


def _cell(row: int, placed: Placed, line: Line | None, first: Line, confidence: float | None) -> GridCell:
    """A cell with the place of its line; without one that of the table's first line, as far as its page."""
    return GridCell(
        row,
        placed.column,
        placed.text,
        column_span=placed.span,
        page=first.page if line is None else line.page,
        bbox=None if line is None else line.bbox,
        line=None if line is None else line.number,
        confidence=confidence,
    )


def _around(lines: Sequence[Line]) -> BBox | None:
    """The box around lines of one page; None for a text without pages, or over two of them."""
    boxes = [line.bbox for line in lines if line.bbox is not None]
    if not boxes or len({line.page for line in lines}) > 1:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _problem(found: Unread, lines: Sequence[Line]) -> Problem:
    shown = " ".join(" / ".join(line.text for line in lines).split())
    shown = shown if len(shown) <= SHOWN else shown[:SHOWN].rsplit(" ", 1)[0] + " …"
    message = f"A table in the text was not read: {found.why}. “{shown}”"
    return Problem("warning", message, locator_of(lines), lines[0].page, rule=RULE)
