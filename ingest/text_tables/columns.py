"""Pieces of lines with their places -> the columns that they stand in.

Protects: a row with fewer pieces than there are columns is placed by where its pieces stand, never by their order, and
only where the lines show that they are aligned at all: the cells of a column begin or end at one place though what
stands before them differs in length. A piece that stands under two columns or none leaves the row unplaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    """`extents`: first and last place (half open) that each column's pieces take up, from the left. `starts`, `ends`:
    where all the cells of each column begin, and end; None where they do not agree. `are_aligned`: the gaps between
    cells differ and the cells still agree, as happens by alignment alone."""

    extents: tuple[tuple[int, int], ...]
    starts: tuple[int | None, ...]
    ends: tuple[int | None, ...]
    are_aligned: bool

    @property
    def are_apart(self) -> bool:
        """Whether no column reaches into the next."""
        return all(one[1] <= two[0] for one, two in pairwise(self.extents))

    def place(self, pieces: Sequence[Piece]) -> list[int] | None:
        """The column (from 0) of each piece; None where one stands under two or none, or two under one."""
        found: list[int] = []
        for piece in pieces:
            under = [n for n, (start, end) in enumerate(self.extents) if piece.start < end and piece.end > start]
            if len(under) != 1 or (found and under[0] <= found[-1]):
                return None
            found.append(under[0])
        return found

    def place_few(self, pieces: Sequence[Piece]) -> list[int] | None:
        """The same for a row that lacks a cell: each value must begin or end where its column's cells do."""
        found = self.place(pieces) if self.are_aligned and self.are_apart else None
        if found is None:
            return None
        agree = (
            piece.start == self.starts[n] or piece.end == self.ends[n]
            for n, piece in zip(found, pieces, strict=True)
            if n
        )
        return found if all(agree) else None


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


def columns_of(body: Sequence[Sequence[Piece]], headings: Sequence[Sequence[Piece]]) -> Columns:
    """The columns of rows that all have a piece in each, and of heading rows that do."""
    rows = [*body, *headings]
    extents = tuple(
        (min(piece.start for piece in one), max(piece.end for piece in one)) for one in zip(*rows, strict=True)
    )
    own = list(zip(*(body or headings), strict=True))
    starts = tuple(_common([piece.start for piece in one]) for one in own)
    ends = tuple(_common([piece.end for piece in one]) for one in own)
    gaps = {tuple(two.start - one.end for one, two in pairwise(row)) for row in rows}
    agree = all(start is not None or end is not None for start, end in zip(starts[1:], ends[1:], strict=True))
    return Columns(extents, starts, ends, agree and len(gaps) > 1)


def _common(places: Sequence[int]) -> int | None:
    return places[0] if len(set(places)) == 1 else None


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
