"""What a message's words are parted into: the words that answer each question, the quantities that they print with what
their own words say of them, and what was not understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.model import Line, Period, Value
from ingest.phrases.numbers import Found
from ingest.thread.body import Paragraph

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


@dataclass(frozen=True)
class Piece:
    """Words of an answer with the lines they stand in. `is_cut`: a restated question stood before them on their
    line. `is_below_table`: a table that answers the same question stands before them."""

    text: str
    lines: tuple[Line, ...]
    is_cut: bool = False
    is_below_table: bool = False


@dataclass
class Part:
    """Words that answer these questions. `how`: own (under its question) | notice (a notice that lists them) | whole
    (names no question) | rest (all that is not answered otherwise) | unknown (a label that the request has not) |
    quarter (a list of quarters under its question)."""

    labels: list[str]
    how: str
    printed: str = ""
    question: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)  # numbers of the tables that stand among the words

    @property
    def text(self) -> str:
        return "\n\n".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Answers:
    """`restated`: label -> the question's text as the force restates it. `below`: questions that stand below the
    sign-off, where nothing is read. `beyond`: where a page goes on with another request. `repeated`: numbers under
    labels that are counted from 1 again behind the answers, as footnotes are. `tables`: number of a table -> the
    questions that it stands under, () for one that stands under none. `too_long`: paragraphs that are no answer's."""

    parts: tuple[Part, ...]
    caveats: tuple[Paragraph, ...]
    restated: Mapping[str, str]
    below: tuple[Paragraph, ...] = ()
    beyond: tuple[Paragraph, ...] = ()
    repeated: tuple[Paragraph, ...] = ()
    tables: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    too_long: tuple[Paragraph, ...] = ()
