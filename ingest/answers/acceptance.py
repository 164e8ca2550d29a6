"""The words that bear on a number -> which of them nobody knows, and the part that they limit it to.

A number is a figure only where all of its meaning is printed beside it and every word there is understood: its labels,
the sentence above it, the question that it answers and what else that answer says. One unknown word ("of teachers",
"excluding cautions", "aged 16") makes it a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ingest.answers import words
from ingest.phrases.offences import names_of_act, section_key
from ingest.phrases.periods import find_periods
from ingest.reference import Reference

WORD = re.compile(r"[^\W\d_]+")
WORDS = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")
NO = re.compile(r"\A(no)\b.*", re.IGNORECASE | re.DOTALL)
"""A zero in words: what there was none of is not the number's ("No referrals")."""
MARK = re.compile(r"[*†‡#^§%]|(?<=[a-z])\d\b")
"""A note's mark: what the note says of the number is not known. A percentage counts nothing."""
SECTION = re.compile(r"\b(?:sections?|s|ss)\.?\s?(?P<section>\d+[A-Z]?(?:\(\w+\))*)(?!\w)", re.IGNORECASE)
CODE = re.compile(
    r"\b(?:H\.?O\.?|Home Office|crime|offence|CJS)\W.{0,24}?\bcodes?\W{0,3}(?:of\s)?"
    r"(?:\d{1,3}[A-Z]?(?:/\d{1,3})?|\d{5})\b|\bcodes?\W{0,3}\d{1,3}/\d{1,2}\b",
    re.IGNORECASE,
)
ALSO = re.compile(r"\b(?:and|or)\s+(?:(?:all|any|every|each|the)\s+)?(?:crimes?|offences?)\b", re.IGNORECASE)
"""Behind an offence's name: and all others."""
LETTER = re.compile(r"\A\W*[A-Za-z]\W*\Z|(?<=\w )A\b(?! \w)")
"""A letter that is the name of a part: "A – 14", "Class A"."""
LABEL = re.compile(r"\(?\b\d{0,2}[a-h]\b\)")
"""A question's label in its text: "(a) charged and (b) cautioned"."""


def unknown_words(
    texts: Iterable[str], offence_id: str | None, numbers: Iterable[str], reference: Reference
) -> list[str]:
    """The words and numbers of texts that are neither plain words of asking and counting, nor a period, a measure, a
    law or the offence's own name. `numbers`: the prints that are counts themselves."""
    counts = sorted((NO.sub(r"\1", number) for number in numbers), key=len, reverse=True)
    return [word for text in texts for word in _unknown(text, offence_id, counts, reference)]


def _unknown(text: str, offence_id: str | None, counts: Sequence[str], reference: Reference) -> Iterator[str]:
    yield from MARK.findall(text)
    yield from ALSO.findall(text)
    yield from words.anywhere("acceptance", "other_acts").findall(text)
    yield from LETTER.findall(text)
    names, sections = _of_offence(offence_id, reference)
    left = _without_periods(words.anywhere("acceptance", "phrases").sub(" ; ", text))
    left = SECTION.sub(lambda found: " ; " if section_key(found["section"]) in sections else found[0], left)
    for pattern in (CODE, LABEL, *names, *map(_print, counts), *_measures(), *_parts()):
        left = pattern.sub(" ; ", left)
    yield from (word for word in WORD.findall(left) if word.casefold() not in _plain())
    yield from NUMBER.findall(left)


def part_of(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The part of a count that texts limit it to, as a dimension's name and label; () for the whole."""
    found = {one.dimension: one.label for one in words.parts() for text in texts if one.words.search(text)}
    return tuple(sorted(found.items()))


@lru_cache(maxsize=4096)
def _without_periods(text: str) -> str:
    masked = list(text)
    for one in find_periods(text):
        masked[one.start : one.end] = " " * (one.end - one.start)
    return "".join(masked)


@cache
def _measures() -> tuple[re.Pattern[str], ...]:
    return tuple(one.words for one in words.measures())


@cache
def _parts() -> tuple[re.Pattern[str], ...]:
    return tuple(one.words for one in words.parts())


@cache
def _plain() -> frozenset[str]:
    return frozenset(words.plain("acceptance", "words"))


@lru_cache(maxsize=512)
def _of_offence(offence_id: str | None, reference: Reference) -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    """The names of an offence and of its Act, the longest first, and its sections. A group's are those of its offences
    too, but not their names, which would limit it."""
    if offence_id is None:
        return (), frozenset()
    offence = reference.offences[offence_id]
    within = [one for one in reference.offences.values() if one is offence or offence_id in one.within]
    names = {offence.title, offence.title.rpartition(": ")[2], *(one.act for one in within if one.act)}
    names |= {re.sub(r" Act \d{4}$", "", name) for name in names}
    names |= {name for one in within if one.act for name in names_of_act(one.act)}
    names |= {one.spelling for one in reference.spellings if one.offence_id == offence_id}
    patterns = [_phrase(name) for name in sorted(names, key=len, reverse=True)]
    return tuple(patterns), frozenset(section_key(one.section) for one in within if one.section)


@lru_cache(maxsize=512)
def _print(count: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(count)}(?![\w%])(?!,\d)")


def _phrase(name: str) -> re.Pattern[str]:
    spaced = r"\W+".join(re.escape(word) for word in WORDS.findall(name))
    year = r"(?:\W+(?:of\W+)?\d{4})?" if name.casefold().endswith("act") else ""
    return re.compile(rf"(?<!\w){spaced}{year}(?!\w)", re.IGNORECASE)
