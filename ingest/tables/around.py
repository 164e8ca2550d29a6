"""The lines around a document's tables -> the tables with the notes that stand below them, and the lines without these.

Protects: "[z] not applicable" under a table says what its mark means and answers no question; and a mark that its note
explains is not left unexplained because the note is a paragraph of the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ingest.model import Blocks, Grid, Line
from ingest.tables import words
from ingest.tables.grid import is_too_large
from ingest.tables.notes import read_legend, without_mark

SPREADSHEET = "spreadsheet"  # how a workbook's or a CSV's tables were read: its other lines are titles and notes
MOST_NOTES = 12  # lines below a table that may be its notes
OPENS_NOTE = re.compile(rf"\s*(?:[*†‡#~^{words.SUPERSCRIPTS}]|\[|\((?:note\s*)?\w\))", re.IGNORECASE)


def with_notes(blocks: Blocks) -> Blocks:
    """The same blocks, the notes below a table given to it."""
    if not blocks.grids:
        return blocks
    grids: list[Grid] = []
    taken: set[int] = set()
    by_text: dict[str, list[Line]] = {}
    for line in blocks.lines:
        by_text.setdefault(line.text.strip(), []).append(line)
    for grid in blocks.grids:
        found = _notes_below(grid, blocks.lines, grid.after_line)
        if grid.method == SPREADSHEET:
            own = [line for text in {*grid.notes, grid.title} - {""} for line in by_text.get(text, ())]
            found += sorted(own, key=lambda line: line.number)
        taken |= {line.number for line in found}
        texts = dict.fromkeys([*grid.notes, *(text for line in found if (text := line.text.strip()) != grid.title)])
        grids.append(replace(grid, notes=tuple(texts)))
    lines = tuple(replace(line, text="") if line.number in taken else line for line in blocks.lines)
    return replace(blocks, grids=tuple(grids), lines=lines)


def with_own_notes(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A table that is made of a text's lines, with the notes below it among its lines."""
    if grid.lines is None:
        return grid
    found = _notes_below(grid, lines, grid.lines[1])
    if not found:
        return grid
    texts = dict.fromkeys([*grid.notes, *(line.text.strip() for line in found)])
    return replace(grid, notes=tuple(texts), lines=(grid.lines[0], found[-1].number))


def _notes_below(grid: Grid, lines: Sequence[Line], last: int) -> list[Line]:
    """The lines right below a table, whose last line is `last`, that explain a mark or that a mark in it points to."""
    found: list[Line] = []
    if is_too_large(grid):
        return found
    first = bisect_right(lines, last, key=lambda line: line.number)
    below = (line for line in islice(lines, first, None) if line.text.strip())
    for line in islice(below, MOST_NOTES):
        if not _is_of_table(line.text.strip(), grid):
            break
        found.append(line)
    return found


def _is_of_table(text: str, grid: Grid) -> bool:
    legend = read_legend([text], {})
    if legend.printed:
        return True
    if not OPENS_NOTE.match(text):
        return False
    return any(without_mark(words.one_line(cell.text), legend.footnotes)[1] in legend.footnotes for cell in grid.cells)
