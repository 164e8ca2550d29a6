"""The words of a number's own sentence -> why they may make something else of it than was asked for.

Protects: "3 arrests were made for other matters" and "70 arrests in the first nine months" count arrests, and not those
of the question. A word beside a count is the question's own, one of counting, searching or asking, a time that is read
elsewhere, or it leaves the number to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ingest.phrases import letters, wordings
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.periods import find_periods
from ingest.privacy.marks import NAME
from ingest.thread.brackets import BRACKET
from ingest.thread.period_of import REMEMBERED, sentence_spans
from ingest.thread.readings import shown
from ingest.thread.systems import systems_in
from ingest.thread.twice import remarks_in

WORD = re.compile(r"(?<![\w/])[^\W\d_][^\W\d_’']*(?:['’-][^\W\d_]+)*")
SHORTEST = 2  # letters of a word; "a" joins others
KINDS = ("joining", "being", "counting", "searching", "asking", "answering", "whole", "times", "goodwill")
MEETS = ("being", "judged", "verbs", "adjectives", "asked")
ITS_PARTS = re.compile(r"[,;(–-]?\s*(?:\band\s+)?\bof\s+(?:which|whom|these|those|them)\b", re.IGNORECASE)
"""What follows is told of a part of the number: "143 arrests, of which 12 were bailed"."""
REASON = re.compile(r"\s[–—-]\s|[,;:(]\s*|\b(?:as|because|since)\b", re.IGNORECASE)
"""Behind a zero, what follows says why it is one: "0 – no such operations took place"."""
NOTE = re.compile(r"\n\s*(?:[*†‡#¹²³⁴⁵⁶⁷⁸⁹]|\[\w\]|\(\d\))")


def unexplained(text: str, found: Found, asked: Sequence[str], *, is_told_of_systems: bool = False) -> str | None:
    """The first word beside a number that neither the question nor a way to count explains. `asked`: the question, the
    measure and the force in their words."""
    spans = sentence_spans(text)
    start, end = next((span for span in spans if span[0] <= found.start < span[1]), (0, len(text)))
    ends = [one.start() for one in (NOTE.search(text, found.end), ITS_PARTS.search(text, found.end)) if one]
    ends += [one.start() for one in (REASON.search(text, found.end),) if one and found.value.value == 0]
    masked = _masked(text, is_told_of_systems)
    bracket = BRACKET.match(text, found.end)
    if bracket:  # `brackets` reads it
        masked = masked[: bracket.start("words")] + " " * len(bracket["words"]) + masked[bracket.end("words") :]
    said = [one.end() for one in _saying().finditer(masked, start, found.start)]
    said += [one.end() for one in _goodwill().finditer(text, start, found.start)]
    part = _label_of_a_part().fullmatch(text, start, found.start)
    if part is not None:
        return f"what “{part['part']}” makes of {found.value.text!r} is not known"
    strange = _strange(masked[max(start, *said, 0) : min(end, *ends, len(text))], asked)
    if strange is not None:
        return f"what “{strange}” makes of {found.value.text!r} is not known"
    doubting = next((span for span in spans if span[0] >= end and _doubts().match(text[slice(*span)])), None)
    if doubting is not None and _strange(masked[slice(*doubting)], asked) is not None:
        return f"a sentence behind {found.value.text!r} may take it back (“{shown(text[slice(*doubting)])}”)"
    return None


@lru_cache(maxsize=REMEMBERED)  # asked for each number of a text
def _masked(text: str, is_told_of_systems: bool) -> str:
    """A text with blanks for what others read: numbers, periods, recording systems, what compares or makes an estimate,
    and where a group is at home."""
    spans = [(one.start, one.end) for one in find_values(text)]
    spans += [(one.start, one.end) for one in find_periods(text)]
    spans += [(one.start, one.end) for one in systems_in(text, is_told=is_told_of_systems)]
    patterns = (
        _said_elsewhere(),
        letters.anywhere("answers", "unsure"),
        letters.anywhere("answers", "goodwill"),
        letters.anywhere("answers", "given_in_spite"),
    )
    spans += [one.span() for pattern in patterns for one in pattern.finditer(text)]
    spans += [one.span("name") for one in _at_home().finditer(text)]
    spans += remarks_in(text)
    masked = list(text.replace(NAME, " " * len(NAME)))
    for a, b in spans:
        masked[a:b] = " " * (b - a)
    return "".join(masked)


def _strange(sentence: str, asked: Sequence[str]) -> str | None:
    """The first word that is not known."""
    own = {_stem(word) for one in asked for word in WORD.findall(one)}
    known = _harmless() | own | (_kin() if own & _subjects() else frozenset())
    for word in WORD.finditer(sentence):
        parts = [one for one in re.split(r"['’-]", word[0]) if len(one) >= SHORTEST]
        is_short = len(word[0]) < SHORTEST or word[0].isupper()
        if not is_short and _stem(word[0]) not in known and any(_stem(one) not in known for one in parts):
            return word[0]
    return None


@cache
def _saying() -> re.Pattern[str]:
    """What only leads to a statement: "Having liaised with the Public Protection Unit, I can confirm that"."""
    verbs = letters.pattern("unexplained", "saying")
    return re.compile(rf"(?<!\w){verbs}(?:\s+you|\s+to\s+you)?(?:\s*,[^,.;?!]*,)?\s+that(?!\w)", re.IGNORECASE)


@cache
def _goodwill() -> re.Pattern[str]:
    """Up to these words a sentence gives its number out of goodwill, though the answer is refused."""
    return re.compile(
        f"{letters.anywhere('answers', 'goodwill').pattern}|{letters.anywhere('answers', 'given_in_spite').pattern}",
        re.IGNORECASE,
    )


@cache
def _label_of_a_part() -> re.Pattern[str]:
    """ "Adults: ", "Adult arrests – ": whose number it is, though the question has the word too ("an adult posing as a
    child")."""
    return re.compile(rf"\W*(?P<part>{letters.pattern('unexplained', 'parts')})(?:\s+\w+)?\W*", re.IGNORECASE)


@cache
def _doubts() -> re.Pattern[str]:
    return re.compile(rf"\W*{letters.pattern('unexplained', 'doubting')}(?!\w)", re.IGNORECASE)


@cache
def _said_elsewhere() -> re.Pattern[str]:
    """A year in words, phrases that ask, all parts of a force, and a comparison with another time: ", a rise of 20% on
    the year before"."""
    compares = letters.pattern("unexplained", "comparing")
    phrases = letters.pattern("unexplained", "phrases")
    number = rf"(?:\s+(?:\d+|{wordings.any_of(wordings.number_words())}))?"
    parts = rf"{letters.pattern('unexplained', 'all_of')}{number}\s+{letters.pattern('unexplained', 'divisions')}"
    return re.compile(rf"(?<!\w)(?:{phrases}|{parts})(?!\w)|[,;(–-]\s*{compares}(?!\w)[^.;?!\n]*", re.IGNORECASE)


@cache
def _at_home() -> re.Pattern[str]:
    """ "A group in Ambridge", "the group Dark Justice": its name and where it is at home count nothing."""
    groups = letters.pattern("unexplained", "groups")
    return re.compile(
        rf"\b(?i:{groups})\s+(?:(?:based\s+)?(?:in|from|near)\s+|(?:called|named|known\s+as)\s+)?(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)"
    )


@cache
def _harmless() -> frozenset[str]:
    words = [word for kind in KINDS for phrase in letters.words("unexplained", kind) for word in WORD.findall(phrase)]
    words += [word for name in MEETS for phrase in letters.words("meets", name) for word in WORD.findall(phrase)]
    words += [word for word, unit in letters.units().items() if unit in ("", "arrests", "people")]
    words += [word for names in wordings.section("periods")["months"] for word in names]
    words += [part for word in wordings.number_words() for part in WORD.findall(word)]
    barred = {_stem(word) for word in letters.words("unexplained", "parts")}
    return frozenset(_stem(word) for word in words) - barred


@cache
def _kin() -> frozenset[str]:
    return frozenset(_stem(word) for phrase in letters.words("subjects", "kin") for word in WORD.findall(phrase))


@cache
def _subjects() -> frozenset[str]:
    """Words of a question on decoys and groups, which each force words in its own way."""
    return _kin() - _harmless()


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word.casefold())
