"""What a message's words are parted into: the words that answer each question, the quantities that they print with what
their own words say of them, and what was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.answers import acceptance
from ingest.answers.body import Paragraph
from ingest.answers.passages import Passage
from ingest.model import Line, Period, Value
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.statuses import find_statuses

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
class Values:
    """`unread`: words whose numbers are left to a person."""

    readings: tuple[Reading, ...] = ()
    unread: tuple[Piece, ...] = ()


QUARTER = re.compile(
    r"^\s*(?:Q|Qtr|Quarter)\.?\s?([1-4])(?![\w(/]|\.\d)(?=\W+[<\[*~]?\d|\W*$)", re.IGNORECASE | re.MULTILINE
)
"""A row of a list of quarters, of which no number is the year's: "Q2 - 12"."""
NOTE_ON_A_PART = re.compile(
    r"^[ \t]*(?:[*†‡#]+|\[\w\]|[¹²³⁴⁵⁶⁷⁸⁹])(?:\d[\d,]*|[a-z]+)\s+of\s+(?:these|those|them|whom|which|the)\b.*",
    re.MULTILINE | re.IGNORECASE,
)
"""A note that tells of a part of a number that is marked elsewhere: "*5 of these relate to 2018/19"."""
SECTION = re.compile(
    r"\b(?:s|ss|sec|section|sections|art|article)\.?\s?\d+[A-Z]?(?:\s?\(\s?\w{1,3}\s?\))+", re.IGNORECASE
)
NO_COUNTS = (SECTION, acceptance.COUNTED_TWICE, NOTE_ON_A_PART, re.compile(rf"{QUARTER.pattern}.*", QUARTER.flags))


def counts_in(text: str) -> list[Found]:
    """Every quantity of a text that could be a count, the doubtful ones included. Digits of a law's section, of a
    quarter or a note, and those that a pointer names ("see attached 325.pdf"), are none."""
    spans = [one.span() for pattern in NO_COUNTS for one in pattern.finditer(text)]
    pointers = [cue.start for cue in find_statuses(text) if cue.status == "referred"]
    return [
        found
        for found in find_values(text)
        if found.kind in ("count", "unclear")
        and not any(start <= found.start < end for start, end in spans)
        and not any(_is_pointed_at(text, found, pointer) for pointer in pointers)
    ]


def _is_pointed_at(text: str, found: Found, pointer: int) -> bool:
    is_behind = found.unit_word is None and found.start >= pointer
    return is_behind and not re.search(r"[.?!:](?=\s)|\n", text[pointer : found.start])


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


@dataclass(frozen=True)
class Piece:
    """Words of an answer with the lines they stand in. `is_cut`: a restated question stood before them on their
    line."""

    text: str
    lines: tuple[Line, ...]
    is_cut: bool = False


@dataclass
class Part:
    """Words that answer these questions. `how`: own (under its question) | notice (a notice that lists them) | whole
    (names no question) | rest (all that is not answered otherwise) | unknown (a label that the request has not)."""

    labels: list[str]
    how: str
    printed: str = ""
    question: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)  # numbers of the tables that stand among the words

    @property
    def text(self) -> str:
        return "\n\n".join(piece.text for piece in self.pieces)

    @property
    def passage(self) -> Passage:
        """Its words as the lines of a passage, paragraphs apart."""
        lines: list[Line] = []
        for piece in self.pieces:
            rows = piece.text.split("\n")
            lines += [replace(line, text=row, table=None) for row, line in zip(rows, piece.lines, strict=False)]
            lines.append(replace(lines[-1], text=""))
        return Passage(tuple(self.labels) if self.how == "own" else (), self.question, lines)


Left = tuple[Paragraph, str, str]
"""A paragraph that is left to a person, with the words and the rule of its problem."""


@dataclass(frozen=True)
class Answers:
    """`restated`: label -> the question's text as the force restates it. `tables`: number of a table -> the questions
    that it stands under, () for one that stands under none."""

    parts: tuple[Part, ...]
    caveats: tuple[Paragraph, ...]
    restated: Mapping[str, str]
    left: tuple[Left, ...] = ()
    tables: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
