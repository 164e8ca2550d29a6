"""An answer that names groups -> how many it says they are.

Protects: the names stand in the outcome's text only. A figure's quote ends where the first name begins, and a number is
given only where the answer prints one: we count no names ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.phrases import letters
from ingest.phrases.numbers import Found, read_value
from ingest.phrases.statuses import find_statuses
from ingest.reference import Measure
from ingest.thread.parts import Piece, Reading, Values, counts_in

UNIT = "groups"
QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{2,80})[”\"’']")
NAMES_BEGIN = re.compile(r"[“\"‘]|:\s|\b(?:called|named|namely|known as)\b")
SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|holds?|held|provided|cannot|can)\b")


def asks_names(measure: Measure) -> bool:
    """Whether a question about this measure is answered by names, of which only their number is a figure."""
    return measure.units[:1] == (UNIT,)


def without_names(text: str) -> str:
    """The words before the first name, as they stand."""
    found = NAMES_BEGIN.search(text)
    if found is None:
        return "" if is_list_of_names(text) else text
    return text[: found.end() if found[0][-1:].isalpha() else found.start()].rstrip()


def is_list_of_names(text: str) -> bool:
    """Whether a text is names alone: no sentence, no number."""
    return not counts_in(text) and SENTENCE.search(text) is None


def may_name(text: str) -> bool:
    """Whether words may name a group: they count groups, quote a name or lead one in ("namely")."""
    return bool(_group_counts(text)) or NAMES_BEGIN.search(text) is not None or QUOTED.search(text) is not None


def read_named(pieces: Sequence[Piece]) -> Values:
    """The printed number of groups, where the names that are printed in quotation marks are as many or none is."""
    readings: list[Reading] = []
    unread: list[Piece] = []
    for piece in pieces:
        before = without_names(piece.text)
        counts = _group_counts(before) or _group_counts(piece.text)
        names = QUOTED.findall(piece.text)
        value = counts[0].value if len(counts) == 1 and not readings else None
        if value is not None and len(names) in (0, value.value) and value.text in " ".join(before.split()):
            lines = piece.lines[: before.count("\n") + 1]
            readings.append(Reading(value, UNIT, None, None, None, None, None, lines, before))
        elif counts or names or (is_list_of_names(piece.text) and not find_statuses(piece.text)):
            unread.append(Piece(before, piece.lines))
    return Values(tuple(readings), tuple(unread))


def _group_counts(text: str) -> list[Found]:
    """The numbers of a text that count groups, or that are all it says. "Team 12" is a name."""
    counts = [found for found in counts_in(text) if found.kind == "count"]
    if read_value(text) is not None:
        return counts
    return [found for found in counts if letters.units().get(found.unit_word or "") == UNIT]
