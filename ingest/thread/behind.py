"""The words of a sentence behind its number -> why they may make another number of it, and number words left over.

Protects: "Twelve, plus three pending", "7 – juveniles only" and "2, excluding cases under review" are no exact counts
of what was asked for, and a number in words that nobody understood is not lost beside one that is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.phrases import letters, wordings
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.other_digits import find_other_digits
from ingest.phrases.periods import find_periods
from ingest.phrases.quantities import amount_of
from ingest.thread.brackets import strange_words
from ingest.thread.twice import remarks_in, without_remarks

SENTENCE_END = re.compile(r"[.?!](?=\s|$)|\n[^\S\n]*\n|\n(?=[^\S\n]*[A-Z])")
BETWEEN_CLAUSES = re.compile(r"[,;:()–—.]|\s-\s")
WORDS_OF_A_NOTE = 4  # "Juveniles only."
NEAR = 10  # characters
THEM = re.compile(r"\b(?:the|these|those)\s{1,3}$", re.IGNORECASE)  # "do not add the two together"


def changed_behind(text: str, found: Found, known: Sequence[str]) -> str | None:
    """Why the words behind a number may make more, less or another thing of it. `known`: what was asked and who
    answers: "only" of that is understood."""
    if found.value.symbol is not None:
        return None
    rest = _rest(text, found)
    said = letters.anywhere("behind", "changed").search(rest)
    if said is None:
        limiting = letters.anywhere("behind", "limited").finditer(rest)
        said = next((one for one in limiting if _limits(rest, one, known)), None)
    if said is None:
        return None
    return f"what {' '.join(said[0].split())!r} makes of {found.value.text!r} is not known"


def _rest(text: str, found: Found) -> str:
    """A number's sentence behind it, with a next one that only goes on from it ("7. Juveniles only."), as far as the
    next quantity, blanks for its periods."""
    ends = (one for one in SENTENCE_END.finditer(text, found.end) if not _goes_on(text, one.end()))
    stop = next((one.start() for one in ends), len(text))
    rest = without_remarks(text[found.end : stop])
    after = [one.start - found.end for one in find_values(text) if found.end <= one.start < stop]
    if after:  # "61 arrests but 70 offences": the two are told apart by what they count
        rest = letters.at_end("behind", "between_numbers").sub("", rest[: after[0]])
    for one in find_periods(rest):
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    return rest


def _goes_on(text: str, at: int) -> bool:
    """Whether what begins at a place is no sentence by itself: "Excluding cases under review"."""
    end = SENTENCE_END.search(text, at)
    next_one = text[at : end.start() if end else len(text)]
    is_short = len(next_one.split()) <= WORDS_OF_A_NOTE
    limited = letters.at_end("behind", "limited").search(next_one) if is_short else None
    return limited is not None or letters.at_start("behind", "changed").match(next_one) is not None


def _limits(rest: str, said: re.Match[str], known: Sequence[str]) -> bool:
    """Whether "only" leaves some of what was asked out: "juveniles only", "only juveniles", and not "arrests only"."""
    starts = [one.end() for one in BETWEEN_CLAUSES.finditer(rest, 0, said.start())]
    end = BETWEEN_CLAUSES.search(rest, said.end())
    before, after = rest[max(starts, default=0) : said.start()], rest[said.end() : end.start() if end else len(rest)]
    is_part = letters.anywhere("behind", "parts").search(f"{before} {after}") is not None
    return is_part or bool(strange_words(f"{before} {after}", known))


def words_left_over(text: str, counts: Sequence[Found]) -> list[str]:
    """The number words of a text that are in no quantity, period, duration or label and none of its numbers again."""
    taken = [(one.start, one.end) for one in (*find_values(text), *counts)] + remarks_in(text)
    taken += [(one.start, one.end) for one in find_periods(text)]
    taken += find_other_digits(text)
    values = {one.value.value for one in counts}
    said = [
        one
        for one in _number_words().finditer(text)
        if not any(start < one.end() and one.start() < end for start, end in taken)
    ]
    said = [
        one
        for one in said
        if not (amount_of(one[0]) == len(counts) and THEM.search(text, max(0, one.start() - NEAR), one.start()))
    ]
    return [" ".join(one[0].split()) for one in said if amount_of(one[0]) not in values]


@cache
def _number_words() -> re.Pattern[str]:
    """ "One" is as often no number; "three-year" and "two days" count nothing that was asked for."""
    words = wordings.number_words()
    first, word = wordings.any_of([one for one in words if one != "one"]), wordings.any_of(words)
    measures = wordings.any_of(wordings.section("numbers")["not_whole"])
    number = rf"(?<![\w-]){first}(?:(?:\s+and\s+|[\s-]+){word}\b)*(?![\w-])"
    return re.compile(rf"{number}(?!\s+(?:[a-z]+\s+)?{measures}(?!\w))", re.IGNORECASE)
