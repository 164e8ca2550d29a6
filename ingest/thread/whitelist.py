"""The words of an answer beside its numbers -> the first that may make something else of them than was asked for.

Protects: "3 arrests were made for other matters", "70 arrests in the first nine months" and "2, excluding cases under
review" count arrests, and not those of the question. A word beside a count is the question's own, or one of counting,
searching or asking that `answer_words.toml` lists; every other word, number or day leaves the count to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ingest.phrases import letters, wordings
from ingest.phrases.other_digits import find_other_digits
from ingest.phrases.periods import find_periods
from ingest.phrases.statuses import find_statuses
from ingest.privacy.marks import NAME
from ingest.thread.candidates import COUNTED_TWICE
from ingest.thread.periods import days_of_correctness

WORD = re.compile(r"(?<![\w/])[^\W\d_][^\W\d_’']*(?:['’-][^\W\d_]+)*")
DIGITS = re.compile(r"[^\s(\[]*\d\S*")
DENYING = frozenset({"no", "not", "none", "nor", "never", "neither"})
LIKE_A_YEAR = re.compile(
    r"(?<!\d)(?P<first>\d\d)[/–-](?P<second>\d\d)(?!\d)|\b(?:FY|YE|F/Y|Y/E)\s?\d{2,4}\b|\b2k\d\d\b", re.IGNORECASE
)
"""A time that nothing reads: "FY14/15: 43"."""
SENTENCE_END = re.compile(r"[.;?!](?=\s)|\n[^\S\n]*\n")
SHORTEST = 2  # letters of a word; "a" joins others
KINDS = ("joining", "being", "counting", "searching", "asking", "answering", "whole", "times", "goodwill")
MEETS = ("being", "judged", "verbs", "adjectives", "asked")


def strange(text: str, read: Sequence[tuple[int, int]], known: Sequence[str]) -> str | None:
    """Why the words of an answer may make something else of its numbers. `read`: the spans of the numbers and periods
    that are read. `known`: the question, the measure and the force in their words."""
    masked = _masked(text, read)
    own = {_stem(word) for one in known for word in WORD.findall(one)}
    harmless = (_harmless() | own | (_kin() if own & _subjects() else frozenset())) - _barred()
    for start, end in _sentences(text):
        said = [one.end() for one in _saying().finditer(masked, start, end)]
        begin = max((at for at in said if at <= min((a for a, _ in read if a >= start), default=end)), default=start)
        word = _first_strange(masked[begin:end], harmless)
        if word is not None:
            return f"what “{word}” makes of it is not known"
    return None


def _masked(text: str, read: Sequence[tuple[int, int]]) -> str:
    """A text with blanks for what is read elsewhere: its numbers and periods, sections and codes, days of correctness,
    and sentences that neither confirm nor deny anything *other*."""
    spans = [*read, *((day.start, day.end) for day in days_of_correctness(text))]
    dated = [(one.start, one.end) for one in find_periods(text)]
    spans += [
        (start, end)
        for start, end in find_other_digits(text)
        if text[:start].strip() and not _is_like_a_year(text, start, end)
        if not any(start < last and first < end for first, last in dated)
    ]
    spans += [one.span() for pattern in (_phrases(), COUNTED_TWICE) for one in pattern.finditer(text)]
    tails = [cue.start for cue in find_statuses(text) if cue.is_tail]
    spans += [span for span in _sentences(text) if any(span[0] <= tail < span[1] for tail in tails)]
    masked = list(text.replace(NAME, " " * len(NAME)))
    for a, b in spans:
        masked[a:b] = " " * (b - a)
    return "".join(masked)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [one.end() for one in SENTENCE_END.finditer(text)]
    return list(pairwise([0, *(end for end in ends if end < len(text)), len(text)]))


def without_phrases(text: str) -> str:
    """A text with blanks for phrases that ask ("at least one")."""
    return _phrases().sub(lambda found: " " * len(found[0]), text)


def _is_like_a_year(text: str, start: int, end: int) -> bool:
    found = LIKE_A_YEAR.search(text, start, end)
    return found is not None and (found["first"] is None or int(found["second"]) == (int(found["first"]) + 1) % 100)


def _first_strange(sentence: str, harmless: frozenset[str]) -> str | None:
    number = DIGITS.search(sentence)
    if number:
        return number[0]
    for word in WORD.finditer(sentence):
        parts = [one for one in re.split(r"['’-]", word[0]) if len(one) >= SHORTEST]
        if len(word[0]) >= SHORTEST and _stem(word[0]) not in harmless and any(_stem(p) not in harmless for p in parts):
            return word[0]
    return None


@cache
def _saying() -> re.Pattern[str]:
    """What only leads to a statement: "Having liaised with the Public Protection Unit, I can confirm that"."""
    verbs = letters.pattern("unexplained", "saying")
    return re.compile(rf"(?<!\w){verbs}(?:\s+you|\s+to\s+you)?(?:\s*,[^,.;?!]*,)?\s+that(?!\w)", re.IGNORECASE)


@cache
def _phrases() -> re.Pattern[str]:
    """A year in words, phrases that ask, all parts of a force."""
    phrases = letters.pattern("unexplained", "phrases")
    number = rf"(?:\s+(?:\d+|{wordings.any_of(wordings.number_words())}))?"
    parts = rf"{letters.pattern('unexplained', 'all_of')}{number}\s+{letters.pattern('unexplained', 'divisions')}"
    return re.compile(rf"(?<!\w)(?:{phrases}|{parts})(?!\w)", re.IGNORECASE)


@cache
def _harmless() -> frozenset[str]:
    words = [word for kind in KINDS for phrase in letters.words("unexplained", kind) for word in WORD.findall(phrase)]
    words += [word for name in MEETS for phrase in letters.words("meets", name) for word in WORD.findall(phrase)]
    words += [word for word, unit in letters.units().items() if unit in ("", "arrests", "people")]
    words += [word for names in wordings.section("periods")["months"] for word in names]
    return frozenset(_stem(word) for word in words)


@cache
def _barred() -> frozenset[str]:
    """Words that make a part or the contrary of what they count, though the question may have them."""
    return frozenset(map(_stem, letters.words("unexplained", "parts"))) | DENYING


@cache
def _kin() -> frozenset[str]:
    return frozenset(_stem(word) for phrase in letters.words("subjects", "kin") for word in WORD.findall(phrase))


@cache
def _subjects() -> frozenset[str]:
    """Words of a question on decoys and groups, which each force words in its own way."""
    return _kin() - _harmless()


def _stem(word: str) -> str:
    plain = word.casefold()
    return plain if plain in DENYING else f"{re.sub(r'(?:ing|ed|es|s|e)$', '', plain)}-"
