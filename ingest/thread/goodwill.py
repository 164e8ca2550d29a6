"""The words of a refusal -> what they give all the same, out of goodwill or in spite of it (form D4).

Protects: a number beside a refusal is neither lost nor taken for more than it is. It is a figure where its own sentence
says so plainly, and a problem where only a part was searched or the words only suppose something.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters
from ingest.phrases.exemptions import find_exemptions
from ingest.phrases.statuses import find_statuses
from ingest.thread.candidates import counts_in
from ingest.thread.parts import Part, Piece

SENTENCE_END = re.compile(r"[.?!](?=\s+[A-Z(\[])|\n\s*\n")


def given_in(part: Part, law: str) -> Part | None:
    """The part from the words on by which it gives something beside its refusal; None where it refuses nothing before
    them, or gives no number behind them."""
    for n, piece in enumerate(part.pieces):
        before = "\n".join(one.text for one in part.pieces[:n])
        for found in letters.anywhere("answers", "given_in_spite").finditer(piece.text):
            rest = piece.text[found.end() :].lstrip(" ,:;-–—")
            end = SENTENCE_END.search(rest)
            if not _refuses(f"{before}\n{piece.text[: found.start()]}", law):
                continue
            if counts_in(rest[: end.start()] if end else rest):
                return _from(part, n, piece.text.rindex(rest))
            if (
                _gives_below(piece.text, found.start())
                and len(part.pieces) == n + 2
                and counts_in(part.pieces[-1].text)
            ):
                return _from(part, n + 1, 0)
    return None


def _gives_below(text: str, at: int) -> bool:
    """Whether the last sentence of a paragraph gives something out of goodwill, and that stands below it."""
    start = max((end.end() for end in SENTENCE_END.finditer(text) if end.end() <= at), default=0)
    is_last = not SENTENCE_END.search(text, at)
    return is_last and letters.anywhere("answers", "given_below").search(text[start:]) is not None


def is_sure(text: str) -> bool:
    """Whether words behind goodwill give a number of all that was asked, and suppose nothing."""
    return letters.anywhere("answers", "given_in_part").search(text) is None


@cache
def _number_of() -> re.Pattern[str]:
    """Before a number that has no unit: "the number of arrests found within the time, which is"."""
    number, is_ = (letters.pattern("answers", name) for name in ("number_of", "number_is"))
    return re.compile(rf"\b{number}\b[^.;?!]*?(?:\b{is_}\s+|[:=]\s*)$", re.IGNORECASE)


def gives_a_number(part: Part) -> bool:
    """Whether a refusal's sentence that holds a counted number ("4 arrests", "the number … is 4") gives it, in words
    that no list of goodwill has: then it is no refusal of the whole, though nobody has read what it gives."""
    for piece in part.pieces:
        for found in counts_in(piece.text):
            start = max((end.end() for end in SENTENCE_END.finditer(piece.text) if end.end() <= found.start), default=0)
            if found.unit_word is None and not _number_of().search(piece.text, start, found.start):
                continue
            end = SENTENCE_END.search(piece.text, found.end)
            own = piece.text[start : end.start() if end else len(piece.text)]
            gives = letters.anywhere("answers", "gives_a_number").search(own)
            behind = own[gives.start() :] if gives else ""
            if gives and not letters.anywhere("answers", "gives_no_number").search(behind):
                return True
    return False


def _refuses(text: str, law: str) -> bool:
    return bool(find_exemptions(text, law=law)) or any(cue.status in ("refused", "ncnd") for cue in find_statuses(text))


def _from(part: Part, n: int, at: int) -> Part:
    piece = part.pieces[n]
    lines = piece.lines[piece.text[:at].count("\n") :]
    pieces = [Piece(piece.text[at:], lines, is_cut=True), *part.pieces[n + 1 :]]
    return Part(part.labels, part.how, part.printed, part.question, pieces)
