"""The comments on a workbook's cells -> the numbers that they put in doubt, and a warning beside those they speak of.

Protects: a number whose own cell says "revised to 6" is not taken as it stands. A comment's words are never repeated:
they may name who wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.model import Problem
from ingest.tables import figures as making
from ingest.tables import words
from ingest.tables.entries import Entry
from ingest.tables.layout import Layout
from ingest.tables.problems import page_of, problem_at

COMMENT = re.compile(r"([A-Z]{1,3}\d+): (.+)", re.DOTALL)


def comments_by_cell(notes: Sequence[str]) -> Mapping[str, str]:
    """Address -> the words of its comments, from the notes of a workbook's table."""
    found: dict[str, str] = {}
    for note in notes:
        comment = COMMENT.fullmatch(note)
        if comment is not None:
            found[comment[1]] = f"{found.get(comment[1], '')} {comment[2]}".strip()
    return found


def doubted_by_comments(layout: Layout, entries: Sequence[Entry]) -> dict[tuple[int, int], str]:
    """Row and column of the grid -> why its number gives no figure."""
    comments = comments_by_cell(layout.notes)
    return {
        (
            entry.row.grid_row,
            entry.column,
        ): f"the comment on {entry.cell.ref} says that the number is not to be taken as it is"
        for entry in entries
        if entry.cell is not None and _revises(comments.get(entry.cell.ref or "", ""))
    }


def commented(layout: Layout, entries: Sequence[Entry]) -> list[Problem]:
    """A warning for each number whose comment speaks of a number, and takes nothing back."""
    comments = comments_by_cell(layout.notes)
    found = []
    for entry in entries:
        text = comments.get(entry.cell.ref or "", "") if entry.cell is not None else ""
        if entry.number.value is not None and _speaks_of_number(text) and not _revises(text):
            message = f"{making.quote_of(layout, entry)}: a comment on its cell speaks of its number. See what it says."
            place = making.cell_place(layout, entry.row, entry.column, entry.cell)
            found.append(problem_at(message, place, page_of(entry, layout), "comment-on-number", origin="source"))
    return found


def _revises(text: str) -> bool:
    plain = words.plain(text) if text else ""  # few cells have a comment, and there may be very many cells
    return bool(plain) and any(words.holds(plain, word) for word in words.phrases("comments", "revising"))


def _speaks_of_number(text: str) -> bool:
    plain = words.plain(text)
    return bool(re.search(r"\d", text)) or any(
        words.holds(plain, word) for word in words.phrases("comments", "speaking")
    )
