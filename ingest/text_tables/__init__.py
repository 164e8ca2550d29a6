"""The lines of a plain text -> the tables that are made of them, cell by cell, as they are printed.

Protects: a cell stands under the heading and beside the label that it is printed with, or the whole table is left
unread and listed with its lines. A value that has vanished never moves the others, an empty cell stays empty, and
prose, lists of answers, letterheads and quoted mail never become a table. What cells mean is found later, in
`ingest/tables/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import BBox, Grid, GridCell, Line, Problem
from ingest.places import locator_of
from ingest.text_tables import cells
from ingest.text_tables.around import notes_below, title_above
from ingest.text_tables.folding import BARRIER, Folded, fold

RULE = "table-in-text"
SHOWN = 160  # characters of a table that a problem shows
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


def find_grids(lines: Sequence[Line]) -> TextTables:
    """The tables in the lines of one message, in order, counted from 1.

    A grid's `lines` hold its rows and the notes below it that open with one of its marks ("* fewer than five");
    `after_line` is the number of the line before. Its title and its other notes stay among the prose as well, for a
    question's label or a caveat may stand there. Lines that are quoted with `>` are read by nobody, and no table goes
    on over lines that are not here."""
    own = _with_gaps(lines)
    texts = [_plain(line) for line in own]
    grids: list[Grid] = []
    problems: list[Problem] = []
    unread: list[tuple[int, int]] = []
    leads: list[tuple[int, str]] = []
    looked: dict[str, int] = {}
    at = 0
    while at < len(texts):
        found = fold(texts, at, looked)
        if found is None:
            at += 1
            continue
        last = found.last
        if found.why:
            unread.append((own[at].number, own[last].number))
            problems.append(_problem(found, own[at : last + 1]))
            label = cells.QUESTION_LABEL.match(texts[at])
            leads += [(own[at].number, label[0].strip())] if label else []
        else:
            grid, last = _grid(found, texts, own, len(grids) + 1)
            grids.append(grid)
        texts[at : last + 1] = [BARRIER] * (last + 1 - at)
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


def _grid(table: Folded, texts: Sequence[str], lines: Sequence[Line], n: int) -> tuple[Grid, int]:
    printed = frozenset(placed.text for row in table.rows for placed in row)
    notes, last = notes_below(texts, table.last, printed)
    own = lines[table.first : last + 1]
    recognised = [line.confidence for line in own if line.confidence is not None]
    confidence = min(recognised) if recognised else None
    of_cells = tuple(
        _cell(row, column, placed.text, lines[placed.line if placed.line is not None else table.first], confidence)
        for row, own_cells in enumerate(table.rows, 1)
        for column, placed in enumerate(own_cells, 1)
    )
    grid = Grid(
        n,
        len(table.rows),
        len(table.rows[0]),
        of_cells,
        page=own[0].page,
        bbox=_around(own),
        title=title_above(texts, table.first),
        notes=notes,
        after_line=own[0].number - 1,
        lines=(own[0].number, own[-1].number),
        method="table" if confidence is None else "ocr",
    )
    return grid, last


def _cell(row: int, column: int, text: str, line: Line, confidence: float | None) -> GridCell:
    """A cell with the place of its line."""
    return GridCell(row, column, text, page=line.page, bbox=line.bbox, line=line.number, confidence=confidence)


def _around(lines: Sequence[Line]) -> BBox | None:
    """The box around lines of one page; None for a text without pages, or over two of them."""
    boxes = [line.bbox for line in lines if line.bbox is not None]
    if not boxes or len({line.page for line in lines}) > 1:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _problem(found: Folded, lines: Sequence[Line]) -> Problem:
    shown = " ".join(" / ".join(line.text for line in lines).split())
    shown = shown if len(shown) <= SHOWN else shown[:SHOWN].rsplit(" ", 1)[0] + " …"
    message = f"A table in the text was not read: {found.why}. “{shown}”"
    return Problem("warning", message, locator_of(lines), lines[0].page, rule=RULE)
