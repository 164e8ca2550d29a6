"""The words around a bare number -> the unit that they say it counts.

Protects: "44 (number of individuals arrested)" is people and "Charges: 9" are no arrests, whatever was asked. How a
force searched ("by a count of custody records") says nothing of what its figure counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.phrases import letters

SENTENCE = re.compile(r"[^.;\n]+(?:\n(?!\s*\n)[^.;\n]+)*")
WORDS_OF_A_LABEL = 8


def noted(text: str) -> frozenset[str]:
    """The units that notes in an answer name: "a count of people", "number of individuals"."""
    return frozenset(_noted(text))


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
