"""One number of an answer and the words beside it -> why it may not be what was asked for.

Protects: a number that stands alone is not the answer for that: "of these 61 arrests, none involved a decoy" answers
none, and "61 (this figure is a minimum)" is no exact count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.model import Value
from ingest.phrases import letters, wordings
from ingest.phrases.numbers import Found, read_value
from ingest.phrases.quantities import ESTIMATE
from ingest.thread.candidates import counts_in

SENTENCE_END = re.compile(r"[.?!](?=\s)|\n\s*\n")
TIME_LABEL = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?)\b[^.;]*[:=–—-]\s*$", re.IGNORECASE)  # "Minutes for each: 15"
ONE_OR = re.compile(r"\b(?:one|1)\s+$", re.IGNORECASE)  # "one or more decoys"
DENIED = re.compile(r"(?:\bnot|n['’]t|\bno|\bnever|\bthan)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
WHOLE_BEFORE = re.compile(
    r"(?:\b(?:of|out of|from|among|amongst)\s+(?:the|these|those|our|all|all the|all of the)|(?:^|[.;:\n])\s*of)"
    r"(?:\s+total)?(?:\s+of)?\s+$",
    re.IGNORECASE,
)


def doubt_of_number(text: str, found: Found) -> str | None:
    """Why a number that stands alone may not be the answer: it is the whole of which something is told ("of these 61
    arrests, none involved a decoy"), a zero stands beside it, or words make a bound or an estimate of it."""
    printed = found.value.text
    if WHOLE_BEFORE.search(text[: found.start]):
        return f"{printed!r} is a whole of which the answer is a part"
    if _looked_at().match(text, found.end):
        return f"{printed!r} is of what was looked at"
    other = _said_twice(text, found)
    if other is not None:
        return f"{printed!r} and {other!r} are said of one thing"
    beside = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    zero = re.search(rf"\b{wordings.any_of(wordings.section('numbers')['zero'])}\b", beside, re.IGNORECASE)
    if zero and found.value.value != 0:
        return f"{printed!r} and {zero[0]!r} stand here and no rule says which answers"
    own_unit = re.escape(found.unit_word.rstrip("s")) if found.unit_word else None
    none_of_them = re.search(rf"\bno\s+(?:such\s+)?{own_unit}s?\b", beside, re.IGNORECASE) if own_unit else None
    if none_of_them and found.value.value != 0:
        return f"{printed!r} and {none_of_them[0]!r} stand here and no rule says which answers"
    unsure = _unsure(beside)
    if unsure and found.value.symbol is None and found.value.value is not None:
        return f"{unsure[0][0]!r} makes a bound or an estimate of {printed!r}"
    return _other_count(text, found)


def _unsure(beside: str) -> list[re.Match[str]]:
    found = letters.anywhere("answers", "unsure").finditer(beside)
    return [one for one in found if not _has_its_own(beside, one) and not ONE_OR.search(beside[: one.start()])]


def unsure_of_all(text: str, counts: Sequence[Found]) -> str | None:
    """Words beside several numbers that make bounds or estimates of them: "These figures are estimates"."""
    beside = text
    for found in counts:
        beside = beside[: found.start] + " " * (found.end - found.start) + beside[found.end :]
    unsure = _unsure(beside)
    return unsure[0][0] if unsure else None


def as_estimate(text: str, found: Found) -> Found:
    """A number as an estimate, where words of its own sentence make it one and no bound: "263 (an estimate)"."""
    beside = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    unsure = _unsure(beside)
    estimates = letters.words("answers", "estimates")
    value = found.value
    is_told = value.symbol is None and value.value != 0 and any(end is not None for end in (value.low, value.high))
    start = max((one.end() for one in SENTENCE_END.finditer(text) if one.end() <= found.start), default=0)
    stop = SENTENCE_END.search(text, found.end)
    for one in unsure:
        is_estimate = " ".join(one[0].casefold().split()) in estimates
        is_own = start <= one.start() < (stop.start() if stop else len(text))
        if not is_estimate or not is_own or DENIED.search(beside[: one.start()]):
            return found
    return replace(found, value=Value(None, None, None, ESTIMATE, found.value.text)) if unsure and is_told else found


@cache
def _looked_at() -> re.Pattern[str]:
    """ "114 arrests were examined": of those a part may be what was asked for."""
    seen = letters.pattern("answers", "looked_at")
    return re.compile(
        rf"\s+(?:[a-z]+\s+){{0,3}}?(?:were|was|have\s+been|had\s+been)\s+(?:\w+ly\s+|all\s+|each\s+)*{seen}(?!\w|\s+as\s)",
        re.IGNORECASE,
    )


def reckons_only(text: str) -> bool:
    """Whether every number of a refusal is of what would have to be read to answer: "There were over 2,413 arrests, and
    each of these would have to be reviewed"."""
    return all(_is_to_be_read(text, found) for found in counts_in(text))


def _is_to_be_read(text: str, found: Found) -> bool:
    starts = [end.end() for end in SENTENCE_END.finditer(text) if end.end() <= found.start]
    stop = SENTENCE_END.search(text, found.end)
    sentence = text[max(starts, default=0) : stop.start() if stop else len(text)]
    label = text[text.rfind("\n", 0, found.start) + 1 : found.start]
    if TIME_LABEL.search(label):
        return True
    must, read = letters.pattern("answers", "must_be"), letters.pattern("answers", "read_through")
    return re.search(rf"(?<!\w){must}\s+(?:\w+\s+){{0,5}}?{read}(?!\w)", sentence, re.IGNORECASE) is not None


def _said_twice(text: str, found: Found) -> str | None:
    """The words of a number that stands once in words and once in digits, where the two differ: "fourteen (15)"."""
    word = wordings.any_of(wordings.number_words())
    words = rf"(?P<words>\b{word}(?:[\s-]+(?:and\s+)?{word})*)"
    before = re.search(rf"{words}\s*\(\s*$", text[: found.start], re.IGNORECASE)
    behind = re.match(rf"\s*\(\s*{words}\s*\)", text[found.end :], re.IGNORECASE)
    spelt = before or behind
    value = read_value(spelt["words"]) if spelt else None
    return spelt["words"] if spelt and value and value.value != found.value.value else None


def _has_its_own(text: str, words: re.Match[str]) -> bool:
    """Whether words of an estimate have a number of their own behind them: "gives an estimate of 3.1 million", "with at
    least one decoy"."""
    number = rf"(?:[£\d]|{wordings.any_of(wordings.number_words())}\b)"
    return re.match(rf"\s+(?:of\s+)?{number}", text[words.end() :], re.IGNORECASE) is not None


def _other_count(text: str, found: Found) -> str | None:
    """What a number without a countable word counts by the word behind it, where that is none of ours: "12 operations
    led to arrests"."""
    behind = re.match(r"[^\S\n]+([a-z][\w'’-]*)", text[found.end :])
    if found.unit_word is not None or behind is None or found.value.value == 0:
        return None
    if behind[1] in letters.words("answers", "behind_bare"):
        return None
    return f"what {found.value.text!r} counts is not known (“{behind[1]}”)"


def is_zero_said_twice(text: str, counts: Sequence[Found]) -> bool:
    """ "0 – there were no arrests", "Nil: none": one zero in two words. "No arrests, as none are recorded" is none."""
    if len(counts) != 2 or any(one.value.value != 0 for one in counts) or not _begins(text, counts[0]):
        return False
    there = r"[\s–—:;,.()-]*(?:there\s+(?:were|was|have\s+been|has\s+been)\s+|we\s+(?:made|had)\s+)?"
    units = {one.unit_word.rstrip("s") for one in counts if one.unit_word}
    return len(units) < 2 and re.fullmatch(there, text[counts[0].end : counts[1].start], re.IGNORECASE) is not None


def _begins(text: str, found: Found) -> bool:
    """Whether nothing but an answer's marker stands before a number."""
    return (
        re.fullmatch(rf"\W*(?:{letters.pattern('answers', 'label_answer_words')}\W+)?", text[: found.start], re.I)
        is not None
    )


def is_broken_down(text: str, counts: Sequence[Found]) -> bool:
    """ "143 arrests (131 male, 12 female)": a number with its parts in a bracket, which make it up."""
    first, parts = counts[0], counts[1:]
    opening = re.match(r"\s*(?:[a-z]+\s+){0,2}\(", text[first.end :], re.IGNORECASE)
    if len(parts) < 2 or opening is None:
        return False
    start = first.end + opening.end()
    end = text.find(")", start)
    is_inside = end >= 0 and all(start <= one.start and one.end <= end for one in parts)
    values = [one.value.value for one in parts]
    return is_inside and None not in values and sum(value or 0 for value in values) == first.value.value
