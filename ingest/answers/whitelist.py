"""The words of an answer beside its numbers -> whether one may make something else of them than was asked for.

Protects: "3 arrests were made for other matters", "70 arrests in the first nine months" and "2, excluding cases under
review" count arrests, and not those of the question. A word beside a count is the question's own, or one of counting,
searching or asking that `answer_words.toml` lists; every other word, number or day leaves the count to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ingest.phrases import letters
from ingest.phrases.other_digits import find_other_digits
from ingest.phrases.periods import find_periods
from ingest.phrases.statuses import find_statuses
from ingest.privacy.marks import NAME

WORD = re.compile(r"(?<![\w/])[^\W\d_][^\W\d_’']*(?:['’-][^\W\d_]+)*")
DIGITS = re.compile(r"[^\s(\[]*\d\S*")
DENYING = frozenset({"no", "not", "none", "nor", "never", "neither"})
LIKE_A_YEAR = re.compile(
    r"(?<!\d)(?P<first>\d\d)[/–-](?P<second>\d\d)(?!\d)|\b(?:FY|YE|F/Y|Y/E)\s?\d{2,4}\b|\b2k\d\d\b", re.IGNORECASE
)
"""A time that nothing reads: "FY14/15: 43"."""
COUNTED_TWICE = re.compile(
    r"\b(?:a|an|one|some|each|the\s+same)\s+(?:person|individual|suspect|offender|detainee|nominal|subject)s?\s+"
    r"(?:may|can|could|might)\s+(?:have\s+been|be|account\s+for|appear)\s+(?:[a-z]+\s+){0,3}?more\s+than\s+"
    r"(?:once|one(?:\s+(?:arrest|occasion|offence|time))?)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.;?!](?=\s)|\n[^\S\n]*\n")
SHORTEST = 2  # letters of a word; "a" joins others
BARS = (
    ("answers", "unsure"), ("answers", "other_time"), ("no_count", "aims"), ("no_count", "rates"),
    ("no_count", "denied"), ("no_count", "said_by_others"), ("no_count", "measured_subjects"),
)  # fmt: skip
"""Lists of phrases that make no count of what was asked of a number, whatever their single words."""
KINDS = ("joining", "being", "counting", "searching", "asking", "answering", "whole", "times", "goodwill")
MEETS = ("being", "judged", "verbs", "adjectives", "asked")


def is_strange(text: str, read: Sequence[tuple[int, int]], known: Sequence[str]) -> bool:
    """Whether the words of an answer may make something else of its numbers. `read`: the spans of the numbers and
    periods that are read. `known`: the question, the measure and the force in their words."""
    plain = _blanked(text, [*read, *(one.span() for one in _phrases().finditer(text))])
    if any(letters.anywhere(*bar).search(plain) for bar in BARS):
        return True
    masked = _masked(text, read)
    own = {_stem(word) for one in known for word in WORD.findall(one)}
    harmless = (_harmless() | own | (_kin() if own & _subjects() else frozenset())) - _barred()
    for start, end in _sentences(text):
        said = [one.end() for one in _saying().finditer(masked, start, end)]
        begin = max((at for at in said if at <= min((a for a, _ in read if a >= start), default=end)), default=start)
        if _has_strange_word(masked[begin:end], harmless):
            return True
    return False


def without_remarks(text: str) -> str:
    """A text without remarks that make no other number of those beside them ("a person may be arrested more than
    once")."""
    return COUNTED_TWICE.sub("", text)


def _masked(text: str, read: Sequence[tuple[int, int]]) -> str:
    """A text with blanks for what is read elsewhere: its numbers and periods, sections and codes, and sentences that
    neither confirm nor deny anything *other*."""
    dated = [(one.start, one.end) for one in find_periods(text)]
    spans = [
        (start, end)
        for start, end in find_other_digits(text)
        if text[:start].strip() and not _is_like_a_year(text, start, end)
        if not any(start < last and first < end for first, last in dated)
    ]
    spans += [*read, *(one.span() for pattern in (_phrases(), COUNTED_TWICE) for one in pattern.finditer(text))]
    tails = [cue.start for cue in find_statuses(text) if cue.is_tail]
    spans += [span for span in _sentences(text) if any(span[0] <= tail < span[1] for tail in tails)]
    return _blanked(text.replace(NAME, " " * len(NAME)), spans)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    blanked = list(text)
    for start, end in spans:
        blanked[start:end] = " " * (end - start)
    return "".join(blanked)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [one.end() for one in SENTENCE_END.finditer(text)]
    return list(pairwise([0, *(end for end in ends if end < len(text)), len(text)]))


def _is_like_a_year(text: str, start: int, end: int) -> bool:
    found = LIKE_A_YEAR.search(text, start, end)
    return found is not None and (found["first"] is None or int(found["second"]) == (int(found["first"]) + 1) % 100)


def _has_strange_word(sentence: str, harmless: frozenset[str]) -> bool:
    if DIGITS.search(sentence):
        return True
    for word in WORD.findall(sentence):
        parts = [part for part in re.split(r"['’-]", word) if len(part) >= SHORTEST]
        if len(word) >= SHORTEST and _stem(word) not in harmless and any(_stem(part) not in harmless for part in parts):
            return True
    return False


@cache
def _saying() -> re.Pattern[str]:
    """What only leads to a statement: "Having liaised with the Public Protection Unit, I can confirm that"."""
    verbs = letters.pattern("unexplained", "saying")
    return re.compile(rf"(?<!\w){verbs}(?:\s+you|\s+to\s+you)?(?:\s*,[^,.;?!]*,)?\s+that(?!\w)", re.IGNORECASE)


@cache
def _phrases() -> re.Pattern[str]:
    """A year in words, phrases that ask, all parts of a force."""
    phrases = letters.pattern("unexplained", "phrases")
    number = rf"(?:\s+(?:\d+|{letters.any_of(letters.number_words())}))?"
    parts = rf"{letters.pattern('unexplained', 'all_of')}{number}\s+{letters.pattern('unexplained', 'divisions')}"
    return re.compile(rf"(?<!\w)(?:{phrases}|{parts})(?!\w)", re.IGNORECASE)


@cache
def _harmless() -> frozenset[str]:
    words = [word for kind in KINDS for phrase in letters.words("unexplained", kind) for word in WORD.findall(phrase)]
    words += [word for name in MEETS for phrase in letters.words("meets", name) for word in WORD.findall(phrase)]
    words += [word for word, unit in letters.units().items() if unit in ("", "arrests", "people")]
    words += [word for names in letters.section("periods")["months"] for word in names]
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
