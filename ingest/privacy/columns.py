"""The columns of a table that hold people -> the table without them, and their names.

Protects: who dealt with a case is never a label of its number. A column with numbers is no column of people, whatever
its heading; one headed "Name" alone, beside nothing but numbers, may be of bodies and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.model import Grid, Line
from ingest.phrases import letters
from ingest.phrases.letters import holds, plain
from ingest.phrases.numbers import read_value
from ingest.phrases.periods import find_periods
from ingest.privacy import contacts
from ingest.privacy.contacts import NAME
from ingest.privacy.names import find_names, is_strange, names_of, particles_of_names, title_pattern, titles

ROWS_ABOVE = 9  # headings and a sheet's titles
LONGEST_HEADING_OF_PEOPLE = 40
LONGEST_ROW_OF_HEADINGS = 100
MOST_WORDS_OF_HEADINGS = 12
SENTENCE = re.compile(r"[?.:;,]\s*$|^\W*\w{1,3}[.)]\s")  # or what begins with a question's label
COUNT = re.compile(r"(?<!\S)(?:[<>]?\d[\d,]*|[*-])(?!\S)")
ROWS_BELOW = 30
CELLS = re.compile(r"\s{2,}|\t")
INITIAL = re.compile(r"[A-Z]\.?,?")
DECIMAL = re.compile(r"[-+]?\d[\d,]*\.\d+\s?%?")
YEAR = re.compile(r"(?:19|20)\d\d")


def is_of_people(heading: str) -> bool:
    """Whether a column is headed as one of people: "Officer in case"."""
    return _is_alone(plain(heading)) or speaks_of_people(heading)


def speaks_of_people(text: str) -> bool:
    """Whether a heading of people stands among the words of a text."""
    words = plain(text)
    return any(holds(words, word) for word in letters.phrases("people", "columns"))


def has_row_of_headings(lines: Iterable[Line]) -> bool:
    """Whether a line is a row of headings, one of them of people: "Offence 2019/20 Officer". A sentence is none."""
    return any(
        len(line.text) <= LONGEST_ROW_OF_HEADINGS
        and len(line.text.split()) <= MOST_WORDS_OF_HEADINGS
        and not SENTENCE.search(line.text)
        and find_periods(line.text)
        and speaks_of_people(line.text)
        for line in lines
    )


def _is_alone(words: str) -> bool:
    return words in letters.phrases("people", "columns_alone")


def columns_of_names(grid: Grid) -> dict[int, int]:
    """Each column that holds people, with the row of its heading, which stands above every number."""
    by_column: dict[int, list[tuple[int, str]]] = {}
    filled: dict[int, int] = {}
    for cell in grid.cells:
        if cell.text.strip():
            by_column.setdefault(cell.column, []).append((cell.row, cell.text))
            filled[cell.row] = filled.get(cell.row, 0) + 1
    first = min((cell.row for cell in grid.cells if _counts(cell.text)), default=ROWS_ABOVE)
    heads: dict[int, int] = {}
    for column, cells in by_column.items():
        head = next((row for row, text in cells if row < first and filled[row] > 1 and _heads_names(text)), None)
        below = [text for row, text in cells if head is not None and row > head and filled[row] > 1]
        if head is not None and any(map(_names_somebody, below)) and not any(map(_is_number, below)):
            heads[column] = head
    labels = [
        column
        for column, cells in by_column.items()
        if column not in heads and sum(not _is_number(text) for _, text in cells) > 2
    ]
    return {
        column: row for column, row in heads.items() if labels or not _is_alone(plain(_text(by_column[column], row)))
    }


def _counts(text: str) -> bool:
    """Whether a cell is a number that is no year."""
    return bool(text.strip()) and _is_number(text) and YEAR.fullmatch(text.strip()) is None


def _names_somebody(text: str) -> bool:
    return next(_names_in(text), None) is not None or contacts.strike(text) != text


def _is_number(text: str) -> bool:
    line = " ".join(text.split())
    is_mark = not line or line.lower() in letters.lowered("marks", "known")
    return is_mark or DECIMAL.fullmatch(line) is not None or read_value(line) is not None


def _text(cells: list[tuple[int, str]], row: int) -> str:
    return next(text for at, text in cells if at == row)


def _heads_names(text: str) -> bool:
    if len(text) > LONGEST_HEADING_OF_PEOPLE:
        return False
    words = plain(text)
    return is_of_people(text) and not any(holds(words, fact) for fact in letters.phrases("people", "facts_of_people"))


def without_columns_of_people(grid: Grid) -> Grid:
    """The table with a mark in place of everybody in such a column."""
    columns = columns_of_names(grid)
    if not columns:
        return grid
    cells = tuple(
        replace(cell, text=NAME)
        if cell.column in columns and cell.row > columns[cell.column] and cell.text.strip()
        else cell
        for cell in grid.cells
    )
    return replace(grid, cells=cells)


def names_in_columns(grid: Grid) -> Iterator[str]:
    """The names of everybody in such columns."""
    columns = columns_of_names(grid)
    for cell in grid.cells:
        if cell.column in columns and cell.row > columns[cell.column]:
            yield from _names_in(cell.text)


def _names_in(text: str) -> Iterator[str]:
    """The names in a cell of one or several, contact details and numbers left out."""
    text = re.sub(r"\[[^]]*\].*", "", contacts.strike(" ".join(text.split())))
    titled = title_pattern().search(text)
    for part in re.split(r"[;/|(]", titled[1] if titled else re.sub(r"\b\d{2,6}\b", " ", text)):
        yield from names_of(" ".join(part.split()))


def names_of_tables(grids: Sequence[Grid], lines: Sequence[Line] = ()) -> frozenset[str]:
    """The names that a document's tables tell: those in columns of people, and those in the notes that were given to
    them. `lines`: the document's, for a table that was not found as one."""
    notes = [Line(n, text, 0, 0) for grid in grids for n, text in enumerate(grid.notes)]
    of_grids = frozenset(name for grid in grids for name in names_in_columns(grid))
    return of_grids | find_names(notes) | frozenset(_names_under_headings(lines))


def _names_under_headings(lines: Sequence[Line]) -> Iterator[str]:
    """The names that begin or end the lines below a row of headings, where the heading of people begins or ends it."""
    for n, line in enumerate(lines):
        cells = CELLS.split(line.text.strip())
        of_people = [k for k, cell in enumerate(cells) if is_of_people(cell)] if len(cells) > 2 else []
        if not has_row_of_headings((line,)) and not (of_people and find_periods(line.text)):
            continue
        at_left, at_right = (is_of_people(" ".join(cell.split()[:3])) for cell in (cells[0], cells[-1]))
        if not at_left and not at_right:
            at_left = at_right = True
        for below in lines[n + 1 : n + 1 + ROWS_BELOW]:
            text = re.sub(r"\[[^]]*\]", " ", contacts.strike(below.text.strip()))
            if not COUNT.search(text):
                continue
            row = CELLS.split(below.text.strip())
            if len(row) == len(cells) > 2:
                yield from (name for k in of_people if not _is_number(row[k]) for name in _names_in(row[k]))
                continue
            ends = [_strange_end(text.split())] if at_left else []
            ends += [" ".join(_strange_end(text.split()[::-1]).split()[::-1])] if at_right else []
            yield from (name for end in ends if len(end.split()) > 1 for name in _names_in(end))


def _strange_end(words: Sequence[str]) -> str:
    """The words before the first that the reference data knows, numbers and titles left out."""
    strange: list[str] = []
    for n, word in enumerate(words):
        is_title = re.fullmatch(titles(), word.strip(",")) is not None
        if word.isdigit() or is_title:
            continue
        is_particle = word.casefold() in particles_of_names() and (
            word[0].islower() or is_strange("".join(words[n + 1 : n + 2]))
        )
        if not is_particle and not is_strange(word.strip(",()")) and not INITIAL.fullmatch(word):
            break
        strange.append(word)
    return " ".join(strange)
