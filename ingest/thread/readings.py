"""One quantity of an answer with what its own words say of it, words that were not understood, and how both are
quoted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.model import Line, Period, Value
from ingest.phrases.numbers import Found
from ingest.thread.parts import Piece

LONGEST_QUOTE = 4  # lines; of a longer paragraph only those that bear the number
SHOWN = 160  # characters of a text that a problem shows


@dataclass(frozen=True)
class Reading:
    """One quantity and what its own words say of it; None where they say nothing. `lines`: where it stands."""

    value: Value
    unit: str | None
    period: Period | None
    period_label: str | None
    scope: str | None
    offence_id: str | None
    offence_label: str | None
    lines: tuple[Line, ...]
    quote: str


@dataclass(frozen=True)
class NotRead:
    """Words with numbers that were not understood: why, and where."""

    why: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Values:
    readings: tuple[Reading, ...] = ()
    not_read: tuple[NotRead, ...] = ()


def quote_of(piece: Piece, start: int, end: int) -> tuple[str, tuple[Line, ...]]:
    """The piece's own words as they stand in the document, and their lines; of a long one the lines of a span only."""
    rows = piece.text.split("\n")
    if len(rows) <= LONGEST_QUOTE:
        return piece.text, piece.lines
    return quote_of_span(piece, start, end)


def quote_of_span(piece: Piece, start: int, end: int) -> tuple[str, tuple[Line, ...]]:
    """The lines that a span of the piece stands in."""
    rows = piece.text.split("\n")
    first, last = piece.text[:start].count("\n"), piece.text[:end].count("\n")
    return "\n".join(rows[first : last + 1]), piece.lines[first : last + 1]


def shown(text: str) -> str:
    """A text in one line, cut to what a message can show."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[:SHOWN].rstrip() + "…"


def value_of(found: Found) -> Value:
    return replace(found.value, text=" ".join(found.value.text.split()))
