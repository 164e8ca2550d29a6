"""The words below a table -> those of them that are its notes, and not the next question with its answer.

Protects: "Q4) How many arrests …" below a table says nothing of its numbers, and the 2 of "2) Nil" is no mark of a
footnote that may be glued to one of them. A numbered list that begins with 1 is one of footnotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Grid
from ingest.tables import words
from ingest.tables.notes import read_legend, without_mark
from ingest.thread.labels import Label, follows, read_label, resolve
from ingest.thread.questions import Question


def with_own_notes(grid: Grid, asked: Sequence[Question], questions: Sequence[Question]) -> Grid:
    """`asked`: what the table may answer. `questions`: all of the request's."""
    known = [question.label for question in questions if question.label]
    own = [question.label for question in asked if question.label]
    for n, note in enumerate(grid.notes):
        if own and _is_next(note, own, known) and not _is_pointed_to(note, grid):
            return replace(grid, notes=grid.notes[:n])
    return grid


def _is_next(note: str, own: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a note begins with the label of a question that the table does not answer: in words, or one of those
    that come next in the request's order."""
    label = read_label(note)
    if label is None:
        return False
    meant = resolve(label, known)
    if not meant or set(meant) & set(own):
        return False
    return label.is_worded or any(follows(label, Label(((one, None),), 0)) for one in own)


def _is_pointed_to(note: str, grid: Grid) -> bool:
    marks = read_legend([note], {}).footnotes
    return bool(marks) and any(without_mark(words.one_line(cell.text), marks)[1] in marks for cell in grid.cells)
