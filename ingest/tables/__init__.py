"""A document's tables as they stand -> their cells, each with the words of its row and its column; lines around -> its
notes; notes -> what marks mean.

Protects: no number of a table is a figure by itself. It is a cell with its labels, which `ingest/answers/proposals`
offers to a person; what a whole table counts, that person says by a `[[table]]` entry (`ingest/answers/maps`). A mark
means what its source says and nothing else: "[z] not applicable" below a table says what its mark means and answers no
question, and a note that can be understood in two ways ("nil or not recorded") gives no meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice
from types import MappingProxyType
from typing import Any

from ingest.model import Blocks, Cell, Grid, Line, Problem, Value
from ingest.phrases import letters
from ingest.phrases.numbers import MEANINGS, find_values, read_mark, read_value
from ingest.phrases.periods import read_period
from ingest.sources import meant
from ingest.tables.grid import SUPERSCRIPTS, Layout, is_number, is_too_large, is_total, lay_out, one_line, table_place

NOTED = re.compile(rf"(\d[\d,]*)\s?(?:[*†‡#~^{SUPERSCRIPTS}]{{1,3}}|[(\[](?:note )?\w[)\]]|[pr])")
TOTAL_AND_NUMBER = re.compile(r"(.+?)\s*[:=–-]\s*\d[\d,]*")
LEFT = "table-left-to-a-person"  # the rule of the problem that says of a table how many of its numbers wait
NOT_LAID_OUT = "table-not-laid-out"


@dataclass(frozen=True)
class TablesReading:
    tables: tuple[Grid, ...] = ()
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_tables(
    grids: Sequence[Grid], legend: Mapping[str, str] = MappingProxyType({}), maps: Sequence[Mapping[str, Any]] = ()
) -> TablesReading:
    """`legend`: what the source says of its marks. `maps`: what a person says of the document's tables."""
    header_rows = {
        grid.n: entry["header_rows"] for entry in maps if "header_rows" in entry for grid in meant(grids, entry)
    }
    layouts = [lay_out(grid, header_rows.get(grid.n)) for grid in grids]
    laid_out = [layout for layout in layouts if layout is not None]
    problems = [
        _without_layout(grid) if layout is None else _left_to_a_person(layout)
        for grid, layout in zip(grids, layouts, strict=True)
    ]
    cells = (cell for layout in laid_out for cell in _body_cells(layout, legend))
    return TablesReading(tuple(grids), tuple(cells), tuple(problem for problem in problems if problem is not None))


def _without_layout(grid: Grid) -> Problem | None:
    """A problem for a table larger than answers, a note for numbers in no column; none for words in boxes."""
    where = table_place(grid)
    if is_too_large(grid):
        return Problem.of("table-too-large", where, grid.page, rows=grid.rows, columns=grid.columns)
    texts = [one_line(cell.text) for cell in grid.cells]
    numbers = [text for text in texts if _is_total_with_number(text) or (read_value(text) and not read_period(text))]
    if not numbers:
        return None
    return Problem.of("table-not-laid-out", where, grid.page, number=numbers[0])


def _is_total_with_number(text: str) -> bool:
    match = TOTAL_AND_NUMBER.fullmatch(text)
    return match is not None and is_total(match[1])


def _left_to_a_person(layout: Layout) -> Problem:
    """How many numbers wait: in the body, alone or among words ("Total: 54"), and totals among the labels."""
    body = (layout.text(row, column) for row in layout.rows for column in layout.value_columns)
    labels = (one_line(cell.text) for cell in layout.grid.cells if cell.column in layout.label_columns)
    count = sum(any(map(str.isdigit, text)) and (is_number(text) or bool(find_values(text))) for text in body)
    count += sum(map(_is_total_with_number, labels))
    numbers = "its number is" if count == 1 else f"its {count:,} numbers are"
    return Problem.of(LEFT, table_place(layout.grid), layout.grid.page, numbers=numbers)


def _body_cells(layout: Layout, legend: Mapping[str, str]) -> list[Cell]:
    """Every cell of the body as printed, "" for an empty one, and what its mark means."""
    cells, printed = [], read_legend(layout.notes)
    for row in layout.rows:
        for column in layout.value_columns:
            cell, text = layout.cell(row, column), layout.text(row, column)
            name, label = layout.name(column, row), ", ".join(layout.levels(column, row)) or None
            page = cell.page if cell and cell.page is not None else layout.grid.page
            box, ref, line = (cell.bbox, cell.ref, cell.line) if cell else (None, None, None)
            place = (page, box, ref, _value_of(text, legend, printed) or _noted(text), layout.grid.sheet, line)
            cells.append(Cell(layout.grid.n, row.number, name, text, row.name or None, label, *place))
    return cells


def _noted(text: str) -> Value | None:
    match = NOTED.fullmatch(text)
    value = read_value(match[1]) if match else None
    return replace(value, text=text) if value else None


BLANK = "blank"  # a legend's name for an empty cell
SECONDARY = re.compile(r"\bsecondary|\bsecondarily|\bcalculat|\bdeduc|\bderiv|\bworked out\b", re.IGNORECASE)
SUPPRESSED = "[c]"
PUNCTUATION = (".", ":", "/")  # marks in a cell, punctuation in a sentence
DASHES = ("-", "–", "—")
CLAUSE = re.compile(r"\s*(?:;|\n|(?<=[a-z0-9)])\.\s+|,\s+(?=['\"‘“\[*]))\s*")
SPREADSHEET = "spreadsheet"  # how a workbook's or a CSV's tables were read
MOST_NOTES = 12  # lines below a table that may be its notes
NAMES = "|".join(rf"(?P<{name}>{letters.pattern('notes', name)})" for name in ("blank", "dash", "asterisk"))
KNOWN = [mark for mark in letters.words("marks", "known") if not mark[0].isalpha() or "/" in mark]
PRINTED = sorted((mark for mark in KNOWN if mark not in PUNCTUATION), key=len, reverse=True)
NAMED = rf"{NAMES}|(?P<symbol>{'|'.join(map(re.escape, PRINTED))})"
"""A mark by its name or as it is printed; not one that may be a sentence's first word."""
QUOTED = r"['\"‘’“”`(]\s*(?P<quoted>[^\s'\"‘’“”`()]{1,6})\s*['\"‘’“”`)]"
LEAD = rf"(?:.{{0,60}}?\b{letters.pattern('notes', 'leads')}(?:(?<=:)|\b)[:\s]*(?:an?\s+)?)?"
LINK = rf"(?P<link>(?:\s*(?:{letters.pattern('notes', 'links')})(?=\W|\s|$))*)"
MARK_BEFORE_MEANING = re.compile(
    rf"^\s*{LEAD}(?:the\s+)?(?:{QUOTED}|{NAMED}|(?P<letters>[a-z]{{1,3}}(?:/[a-z])?)(?=\s*[=:])){LINK}\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
""" "* denotes fewer than 5"."""
STARTS = rf"(?:{letters.pattern('notes', 'starts')}[:\s]+)?"
MARK_AFTER_MEANING = re.compile(
    rf"^\s*{STARTS}(?P<rest>.+?)\s+{letters.pattern('notes', 'shown_as')}"
    rf"\s+(?:an?\s+|the\s+symbol\s+)?['\"‘“(]?(?:{NAMED})['\"’”)]?\s*\.?\s*$",
    re.IGNORECASE,
)
""" "Figures under 5 are shown as *": what is meant, and then the mark."""
OPENS_NOTE = re.compile(rf"[*†‡#~^]{{1,3}}|[{SUPERSCRIPTS}]+|\[\w\]|\((?:note )?\w\)", re.IGNORECASE)


def read_legend(notes: Iterable[str]) -> dict[str, str]:
    """Mark -> what notes say of it: a word of MEANINGS, or a bound ("fewer than 5"). One that they explain in two ways
    has no meaning."""
    explained: dict[str, set[str]] = {}
    for clause in (clause.strip() for note in notes for clause in CLAUSE.split(note)):
        after = MARK_AFTER_MEANING.match(clause)
        match = after or MARK_BEFORE_MEANING.match(clause)
        groups = match.groupdict() if match else {}
        is_linked = after is not None or bool(groups.get("link", "").strip(" -–—"))
        if match and (meaning := _meaning(groups["rest"], is_linked=is_linked)):
            named = groups.get("quoted") or groups["symbol"] or groups.get("letters") or ""
            mark = BLANK if groups["blank"] else "-" if groups["dash"] else "*" if groups["asterisk"] else named.lower()
            for dash in DASHES if mark in DASHES else (mark,):
                explained.setdefault(dash, set()).add(meaning)
    return {mark: meanings.pop() for mark, meanings in explained.items() if len(meanings) == 1}


def _value_of(text: str, source: Mapping[str, str], printed: Mapping[str, str]) -> Value | None:
    """What a mark means here, by the source's legend or else the table's own; None for no mark, and for one that nobody
    explains."""
    mark, stated = text.strip(), read_mark(text, source)
    meaning = printed.get(mark.lower() or BLANK)
    if stated is not None or meaning is None:
        return stated
    if meaning in MEANINGS:
        return read_mark(mark, {mark or BLANK: meaning})
    bound = read_value(meaning)
    return Value(None, bound.low, bound.high, SUPPRESSED, mark) if bound else None


def _meaning(rest: str, *, is_linked: bool) -> str | None:
    """What the words beside a mark say; unless a word links them to it, they must say nothing else."""
    words = rest.strip(" .'\"“”‘’()").split()
    fillers = letters.words("notes", "fillers")  # that lead a meaning in: "indicates a value of fewer than 5"
    core = " ".join([*dropwhile(lambda word: word.lower() in fillers, words[:-1]), *words[-1:]])
    if letters.plain(core) in letters.phrases("notes.meanings", "zero"):
        return "zero"
    bound = read_value(core)
    if bound is not None and bound.value is None and bound.high is not None:
        return core
    meanings = {name for name in MEANINGS if _names(name, rest)}
    values = [number.value for number in find_values(rest)]
    bounds = [value.text for value in values if value.value is None and value.high is not None]
    if bounds and SECONDARY.search(rest):
        return "suppressed"  # a mark that may hide any number besides has no upper bound
    if "zero" in meanings and (bounds or re.search(r"\bor\b", rest)):
        return None
    if bounds and meanings <= {"suppressed"} and (is_linked or meanings):
        return bounds[0] if len(set(bounds)) == 1 else None
    first = re.split(r"[:,(]", rest)[0]
    is_short = len(first.split()) <= 3 and all(_names(name, first) for name in meanings)
    starts = tuple(letters.phrases("notes.meanings", "suppressed"))
    if meanings == {"suppressed"} and letters.plain(rest).startswith(starts):
        return "suppressed"  # "* suppressed to protect persons" needs no word between
    return meanings.pop() if len(meanings) == 1 and (is_linked or is_short) else None


def _names(meaning: str, rest: str) -> bool:
    text = letters.plain(rest)
    return any(letters.holds(text, phrase) for phrase in letters.phrases("notes.meanings", meaning))


# The lines around tables


def with_notes(blocks: Blocks) -> Blocks:
    """The same blocks, the notes below a table given to it."""
    below = {grid.n: _notes_below(grid, blocks.lines, grid.after_line) for grid in blocks.grids}
    taken = {line.number for notes in below.values() for line in notes}
    lines = tuple(replace(line, text="") if line.number in taken else line for line in blocks.lines)
    grids = tuple(replace(grid, notes=_texts(below[grid.n])) for grid in blocks.grids)
    return replace(blocks, grids=grids, lines=lines) if grids else blocks


def with_own_notes(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A table that is made of a text's lines, with the notes below it among its lines."""
    first, last = grid.lines or (0, 0)
    below = _notes_below(grid, lines, last)
    return replace(grid, notes=_texts(below), lines=(first, below[-1].number)) if below else grid


def _texts(notes: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text.strip() for line in notes))


def _notes_below(grid: Grid, lines: Sequence[Line], last: int) -> list[Line]:
    """The lines right below a table, whose last line is `last`, that explain a mark or that a mark in it points to."""
    notes: list[Line] = []
    if is_too_large(grid):
        return notes
    first = bisect_right(lines, last, key=lambda line: line.number)
    below = (line for line in islice(lines, first, None) if line.text.strip())
    for line in islice(below, MOST_NOTES):
        text = line.text.strip()
        mark = OPENS_NOTE.match(text)
        is_pointed_at = mark is not None and any(one_line(cell.text)[1:].endswith(mark[0]) for cell in grid.cells)
        if is_pointed_at or read_legend([text]):
            notes.append(line)
        elif grid.method != SPREADSHEET:
            break  # in a letter, what stands below something else is of that
    return notes
