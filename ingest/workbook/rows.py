"""The values that pass from the three formats to what reads a workbook: sheets that begin and end, and rows of cells.

Each format yields, for each sheet in the workbook's order: one SheetStart, SheetColumns where columns are hidden, its
SheetRows from the top, one SheetEnd. Rows and cells that hold nothing are left out, so a million formatted rows cost
nothing. Numbers of rows and columns start at 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.model import Problem


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell that holds something. `text`: what is shown. `number`: the stored number, None for a text, a date, or a
    number that the cell's format keeps from view. `repeated`: how many columns it stands in, one after another.
    `doubt`: why it shows nothing, or not what it holds: "" | no-value (a formula without a stored value) | kept-back
    (its format shows something else than its number) | covered (it lies under a merged cell) | struck (it is struck
    through) | scaled (its format shows thousands)."""

    column: int
    text: str
    number: float | None = None
    doubt: str = ""
    row_span: int = 1
    column_span: int = 1
    repeated: int = 1
    is_header: bool | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds something or is hidden. `repeated`: in how many rows, one below the other, the same stands."""

    number: int
    cells: tuple[SheetCell, ...]
    is_hidden: bool = False
    repeated: int = 1


@dataclass(frozen=True, slots=True)
class SheetStart:
    """A sheet begins. `is_hidden`: it is in the file and on no tab that a person sees."""

    name: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns that a sheet hides, first and last of each run."""

    hidden: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, first and last row and column included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SheetEnd:
    """What is known of a sheet once its rows are over. `comments`: the cell's address and the words, without who wrote
    them. `kept_back`: ranges whose look depends on a rule that is not followed here, so that what they show is not
    known. `drawn`: the words of boxes that lie over the cells."""

    merges: tuple[Range, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    kept_back: tuple[Range, ...] = ()
    drawn: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


SheetEvent = SheetStart | SheetColumns | SheetRow | SheetEnd
SheetEvents = Iterator[SheetEvent]


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """A cell's address, B7."""
    return f"{letters(column)}{row}"


def place(reference: str) -> tuple[int, int] | None:
    """Row and column of an address such as B7 or $B$7; None where it is none."""
    column = row = 0
    for character in reference:
        if "A" <= character <= "Z" and not row:
            column = column * 26 + ord(character) - 64
        elif "0" <= character <= "9" and column:
            row = row * 10 + ord(character) - 48
        elif character != "$":
            return None
    return (row, column) if row and column else None


def area(reference: str) -> Range | None:
    """The rectangle of "B7:D9" or "B7"; None where it is none."""
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None or end[0] < start[0] or end[1] < start[1]:
        return None
    return Range(start[0], end[0], start[1], end[1])
