"""What a reader found -> the same with characters that no database, JSON or workbook takes (NUL, halves of a pair of
UTF-16) as "\ufffd", the sign for what could not be read.

Protects: one stray byte costs neither the build nor an export, and a number with such a character inside is no number.
Each is replaced by one character, so that every place in the text stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.model import Blocks, Problem

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
UNREAD = "\ufffd"


def storable(blocks: Blocks) -> Blocks:
    """The blocks without such characters, and with a note that counts them where there were any."""
    count = sum(len(UNSTORABLE.findall(text)) for text in _texts(blocks))
    if not count:
        return blocks
    lines = tuple(replace(line, text=_clean(line.text)) for line in blocks.lines)
    grids = tuple(
        replace(
            grid,
            cells=tuple(replace(cell, text=_clean(cell.text)) for cell in grid.cells),
            title=_clean(grid.title),
            notes=tuple(_clean(note) for note in grid.notes),
            sheet=grid.sheet and _clean(grid.sheet),
        )
        for grid in blocks.grids
    )
    problems = tuple(
        replace(problem, message=_clean(problem.message), locator=problem.locator and _clean(problem.locator))
        for problem in blocks.problems
    )
    words = "1 character that no text holds is" if count == 1 else f"{count} characters that no text holds are"
    note = Problem("note", f"{words} shown as {UNREAD}: the document is damaged there.", rule="unstorable-characters")
    return replace(
        blocks,
        text=_clean(blocks.text),
        lines=lines,
        grids=grids,
        parts=tuple(replace(part, subject=_clean(part.subject)) for part in blocks.parts),
        problems=(*problems, note),
    )


def _texts(blocks: Blocks) -> Iterable[str]:
    """Every text of the blocks once: lines are the text's own."""
    yield blocks.text
    for grid in blocks.grids:
        yield from (grid.title, grid.sheet or "", *grid.notes)
        yield from (cell.text for cell in grid.cells)
    yield from (part.subject for part in blocks.parts)
    for problem in blocks.problems:
        yield from (problem.message, problem.locator or "")


def _clean(text: str) -> str:
    return UNSTORABLE.sub(UNREAD, text)
