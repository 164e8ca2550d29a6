"""The words of one answer, its label cut off -> its numbers, the one that opens it among them.

Protects: "45. Of those, 7 were women" counts 45. A number with a full stop that opens an answer is its number where
what follows speaks of it; where what follows counts something else too, whether it is a number or a label is not said.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters
from ingest.phrases.numbers import Found, read_value
from ingest.phrases.other_digits import LABEL
from ingest.phrases.periods import find_periods
from ingest.thread.candidates import counts_in

NOTE_ON_A_PART = re.compile(
    r"^[ \t]*(?:[*†‡#]+|\[\w\]|[¹²³⁴⁵⁶⁷⁸⁹])(?:\d[\d,]*|[a-z]+)\s+of\s+(?:these|those|them|whom|which|the)\b.*",
    re.MULTILINE | re.IGNORECASE,
)
"""A note that tells of a part of a number that is marked elsewhere: "*5 of these relate to 2018/19"."""
SENTENCE = re.compile(r"(?:[^.;?!\n]|[.](?=\d))*")


def counts_of_answer(text: str) -> list[Found]:
    """Every quantity of an answer that could be a count, in order of print."""
    notes = [note.span() for note in NOTE_ON_A_PART.finditer(text)]
    counts = [one for one in counts_in(text) if not any(start <= one.start < end for start, end in notes)]
    found = [one for label in LABEL.finditer(text) if (one := _as_number(text, label, counts))]
    return sorted([*found, *counts], key=lambda one: one.start)


def _as_number(text: str, label: re.Match[str], counts: list[Found]) -> Found | None:
    """What looks like a label as a count, or as unclear; None where it is a label, or counted already."""
    printed = label["number"]
    if printed is None or label["letter"] or any(one.start < label.end() and label.start() < one.end for one in counts):
        return None
    value = read_value(printed)
    if value is None or _goes_on_as_list(text, int(printed)):
        return None
    rest = text[label.end() :].lstrip()
    is_first = not text[: label.start("number")].strip(" \t\n>*•'‘“\"(")
    if value.value == 0 or _comments(rest):  # nothing is labelled 0
        kind = "count"
    elif is_first and any(one.start >= label.end() and one.value.value != 0 for one in counts):
        kind = "unclear"
    else:
        return None
    return Found(value, label.start("number"), label.end("number"), None, kind)


def _goes_on_as_list(text: str, number: int) -> bool:
    """Whether another line opens with the number before or behind, as the items of a list do."""
    beside = rf"^\W*(?:{number - 1}|{number + 1})\s?[.):]+\s"
    return re.search(beside, text, re.MULTILINE) is not None


def _comments(rest: str) -> bool:
    """Whether words speak of the number before them: "Of those, …", "In 2018/19 it was 40"."""
    if _openers().match(rest):
        return True
    opens = _times().match(rest)
    sentence = SENTENCE.match(rest)
    first = sentence[0] if sentence else ""
    return bool(opens and (find_periods(first) or " year" in opens[0]) and _back().search(first))


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"{letters.pattern('leading', 'comments')}(?!\w)", re.IGNORECASE)


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"{letters.pattern('leading', 'times')}(?!\w)", re.IGNORECASE)


@cache
def _back() -> re.Pattern[str]:
    return letters.anywhere("leading", "refers_back")
