"""Pieces of lines with their places -> the columns that they stand in.

Protects: a row with fewer pieces than there are columns is placed by where its pieces stand, never by their order; a
piece that stands under two columns or none leaves the row unplaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text_tables import cells

PIECE = re.compile(r"\S+(?: \S+)*")
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Piece:
    """Words of a line with at most one space between them: `start` and `end` are its places in the line, half open."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Columns:
    """First and last place (half open) that each column's pieces take up, from the left."""

    extents: tuple[tuple[int, int], ...]

    @property
    def are_apart(self) -> bool:
        """Whether no column reaches into the next, so that a place settles a column."""
        return all(one[1] <= two[0] for one, two in zip(self.extents, self.extents[1:], strict=False))

    def place(self, pieces: Sequence[Piece]) -> list[int] | None:
        """The column (from 0) of each piece; None where one stands under two or none, or two under one."""
        found: list[int] = []
        for piece in pieces:
            under = [n for n, (start, end) in enumerate(self.extents) if piece.start < end and piece.end > start]
            if len(under) != 1 or (found and under[0] <= found[-1]):
                return None
            found.append(under[0])
        return found


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a line between two spaces or more. Numbers with one space between them are pieces of their own."""
    found = []
    for match in PIECE.finditer(text):
        words = [
            Piece(word[0], match.start() + word.start(), match.start() + word.end()) for word in WORD.finditer(match[0])
        ]
        is_row_of_values = len(words) > 1 and match.start() > 0 and all(cells.is_number(word.text) for word in words)
        are_periods = len(words) > 1 and all(cells.is_period(word.text) and word.text[0].isdigit() for word in words)
        whole = Piece(match[0], *match.span())
        found += words if (is_row_of_values and not cells.is_value(match[0])) or are_periods else [whole]
    return found


def columns_of(full: Sequence[Sequence[Piece]]) -> Columns:
    """The columns of rows that all have a piece in each."""
    return Columns(
        tuple(
            (min(piece.start for piece in column), max(piece.end for piece in column))
            for column in zip(*full, strict=True)
        )
    )


def label_split(pieces: Sequence[Piece], columns: Columns) -> list[Piece] | None:
    """The pieces of a row, numbers that stand one space behind its label taken off it, if then each piece stands in one
    column and every column has one. A year, and a number that the label claims ("Section 15"), stay the label's."""
    missing = len(columns.extents) - len(pieces)
    words = list(WORD.finditer(pieces[0].text))
    if missing <= 0 or len(words) <= missing:
        return None
    label, rest = [word[0] for word in words[:-missing]], words[-missing:]
    if not all(cells.is_number(word[0]) and not cells.is_period(word[0]) for word in rest):
        return None
    if cells.is_value(label[-1]) or cells.claims_number(label[-1], label[:-1]):
        return None
    start = pieces[0].start
    split = [Piece(" ".join(label), start, start + words[-missing - 1].end())]
    split += [Piece(word[0], start + word.start(), start + word.end()) for word in rest]
    split += pieces[1:]
    return split if columns.place(split) == list(range(len(columns.extents))) else None
