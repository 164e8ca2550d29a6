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
LONGEST_TITLE = 160  # code points
OPENS_NOTE = re.compile(rf"\s*(?:[*†‡#~^{words.SUPERSCRIPTS}]|\[|\((?:note\s*)?\w\))", re.IGNORECASE)


def with_notes(blocks: Blocks) -> Blocks:
    """The same blocks; a title that stands above a table of a page and that the reader left among the lines is given to
    it too."""
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
        title = grid.title or (_title_above(grid, blocks.lines) if grid.page is not None else "")
        grids.append(replace(grid, notes=tuple(texts), title=title))
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


def _title_above(grid: Grid, lines: Sequence[Line]) -> str:
    """The paragraph right above that says what is counted and is no sentence."""
    above = [line for line in lines if line.number <= grid.after_line and (line.page or grid.page) == grid.page]
    while above and not above[-1].text.strip():
        above.pop()
    paragraph: list[str] = []
    while above and above[-1].text.strip():
        paragraph.insert(0, above.pop().text.strip())
    text = " ".join(paragraph)
    is_sentence = text.endswith((".", "?", "!", ":", ";", ","))
    counts = any(word in words.unit_of_word() for word in words.plain(text).split())
    return text if len(text) <= LONGEST_TITLE and not is_sentence and counts else ""
