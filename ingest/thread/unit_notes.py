"""The words around a bare number -> the unit that they say it counts.

Protects: "44 (number of individuals arrested)" is people and "Charges: 9" are no arrests, whatever was asked. How a
force searched ("by a count of custody records") says nothing of what its figure counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.phrases import letters
from ingest.phrases.numbers import Found

SENTENCE = re.compile(r"[^.;\n]+(?:\n(?!\s*\n)[^.;\n]+)*")
WORDS_OF_A_LABEL = 8
BRACKET = re.compile(r"[^\S\n]*(?:[a-z]+[^\S\n]+)?\((?P<words>[a-z-]+(?: [a-z-]+){0,2})\)", re.IGNORECASE)


def noted(text: str) -> frozenset[str]:
    """The units that notes in an answer name: "a count of people", "number of individuals"."""
    return frozenset(_noted(text))


def of_label(text: str, found: Found) -> frozenset[str]:
    """The units that stand before a number on its line, in a label of a few words: "Suspects arrested - 12"; of a
    number alone on its line, those of the label above that leads to it."""
    start = text.rfind("\n", 0, found.start) + 1
    above = text[:start].rstrip()
    if not text[start : found.start].strip() and above.endswith((":", "=")):
        start = above.rfind("\n") + 1
    label = text[start : found.start]
    if len(label.split()) > WORDS_OF_A_LABEL:
        return frozenset()
    words = [word[0].casefold() for word in _words().finditer(label)]
    nouns = [word for word in words if not word.endswith("ed")]  # "suspects arrested" are suspects
    return frozenset({letters.units()[word] for word in nouns or words} - {""})


def of_bracket(text: str, found: Found) -> str | None:
    """The unit that a short bracket right behind a number names: "3 (unique persons)", "2 (persons arrested)"."""
    bracket = BRACKET.match(text, found.end)
    is_denied = bracket is not None and re.search(r"\b(?:no|not|non|other|excluding|without)\b", bracket["words"], re.I)
    words = [one[0].casefold() for one in _words().finditer(bracket["words"])] if bracket and not is_denied else []
    units = {letters.units()[word] for word in words if not word.endswith("ed")} - {""}
    return units.pop() if len(units) == 1 else None


def _noted(text: str) -> Iterator[str]:
    how = letters.anywhere("unit_notes", "how_found")
    for sentence in SENTENCE.finditer(text):
        if how.search(sentence[0]):
            continue
        for found in _pattern().finditer(sentence[0]):
            unit = letters.units()[found["unit"].casefold()]
            if unit and not denied().search(sentence[0][: found.start("unit")]):
                yield unit


@cache
def denied() -> re.Pattern[str]:
    """At the end of the words before a unit: that it is not counted, "do not relate to charges"."""
    return re.compile(rf"(?<!\w){letters.pattern('all_figures', 'not_so')}\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(letters.units(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    counting = letters.pattern("unit_notes", "counting")
    return re.compile(
        rf"(?<!\w){counting}\s+(?:(?:of|the|for|only|individual|separate)\s+){{0,2}}(?P<unit>{_words().pattern})",
        re.IGNORECASE,
    )
