"""What a message's words are parted into: the words that answer each question, and what is left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.model import Line
from ingest.thread.body import Paragraph


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
