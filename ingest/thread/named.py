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
from ingest.thread.candidates import counts_in
from ingest.thread.parts import NotRead, Piece, Reading, Values, value_of

UNIT = "groups"
QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{2,80})[”\"’']")
ROW_END = re.compile(r"\n|[.?!;](?=\s)")
LIST_MARKS = " \t-–—*•"
CAPITAL = re.compile(r"(?<!\w)(?:^\S+|[A-Z][\w'’]+)")
"""The first word of a row, and each with a capital."""
NAMES_BEGIN = re.compile(r"[“\"‘]|:\s|\b(?:called|named|namely|known as)\b")


def asks_names(measure: Measure) -> bool:
    """Whether a question about this measure is answered by names, of which only their number is a figure."""
    return measure.units[:1] == (UNIT,)


def may_name(text: str) -> bool:
    """Whether words may name a group: they count groups, quote a name, lead one in ("namely"), or have a word with a
    capital inside a sentence that is no office's. "Not recorded" names none."""
    if _group_counts(text) or QUOTED.search(text) or NAMES_BEGIN.search(text):
        return True
    idle = {word.casefold() for name in ("offices", "not_names") for word in letters.words("people", name)}
    idle |= set(letters.words("elsewhere", "no_places"))
    rows = [row for row in ROW_END.split(text) if row.strip()]
    inside = (word for row in rows for word in CAPITAL.findall(row.strip(LIST_MARKS))[1:])
    return any(word.casefold() not in idle for word in inside)


def without_names(text: str) -> str:
    """The words before the first name, as they stand."""
    found = NAMES_BEGIN.search(text)
    if found is None:
        return "" if _is_bare_list(text) else text
    end = found.end() if found[0][-1:].isalpha() else found.start()
    return text[:end].rstrip()


def read_named(pieces: Sequence[Piece], measure: Measure) -> Values:
    """The printed number of groups, where the names that are printed in quotation marks are as many or none is."""
    readings: list[Reading] = []
    not_read: list[NotRead] = []
    for piece in pieces:
        told = without_names(piece.text)
        counts = _group_counts(told) or _group_counts(piece.text)
        names = QUOTED.findall(piece.text)
        if len(counts) != 1 or readings:
            if counts or names or (_is_bare_list(piece.text) and not find_statuses(piece.text)):
                not_read.append(NotRead("how many groups it names is not printed as one number", told, piece.lines))
            continue
        value = value_of(counts[0])
        if names and value.value != len(names):
            not_read.append(NotRead(f"{value.text!r} groups and {len(names)} names", told, piece.lines))
            continue
        if value.text not in " ".join(told.split()):
            not_read.append(NotRead("the number stands among the names", "", piece.lines))
            continue
        lines = piece.lines[: told.count("\n") + 1]
        readings.append(Reading(value, UNIT, None, None, None, None, None, lines, told))
    return Values(tuple(readings), tuple(not_read))


def _group_counts(text: str) -> list[Found]:
    """The numbers of a text that count groups, or that are all it says. "Team 12" is a name."""
    counts = [found for found in counts_in(text) if found.kind == "count"]
    if read_value(text) is not None:
        return counts
    return [found for found in counts if letters.units().get(found.unit_word or "") == UNIT]


def _is_bare_list(text: str) -> bool:
    """Whether a text is names alone: no sentence, no number."""
    return not counts_in(text) and not re.search(
        r"\b(?:is|are|was|were|has|have|holds?|held|provided|cannot|can)\b", text
    )
