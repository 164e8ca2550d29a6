"""The text of a CSV -> its records with their cells, each with the lines that it takes, byte for byte.

Protects: a record ends where the reader of transcripts and of audits says that it ends, a bare quotation mark inside a
cell and a line end between quotation marks included; so what is taken out is the record that is meant, and no other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """One record. `text`: its lines as they stand, with their ends."""

    text: str
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def records(text: str) -> list[Record]:
    """Every record in order, blank ones included. Raises csv.Error."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    found: list[Record] = []
    at = 0
    for cells in reader:
        found.append(Record("".join(lines[at : reader.line_num]), tuple(cells)))
        at = reader.line_num
    return found


def without(text: str, is_gone: Callable[[int, Record], bool]) -> str:
    """The text without those records of which this is so, all else as it is. `is_gone` gets the number of the record
    among those that hold anything (the heading is 0). Raises csv.Error, also where the rest would be read otherwise."""
    left: list[Record] = []
    n = -1
    for record in records(text):
        n += not record.is_blank
        if record.is_blank or not is_gone(n, record):
            left.append(record)
    new = "".join(record.text for record in left)
    if [record.cells for record in records(new)] != [record.cells for record in left]:
        raise csv.Error("without these rows the others would be read otherwise")
    return new
