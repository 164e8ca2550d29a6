"""The bracket right behind a number -> why its words leave the number to a person.

Protects: "290 (give or take)" is no exact count. A bracket whose words are not understood may make anything of its
number; one of plain words, of a source, a time or what was asked makes nothing else of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.phrases import letters, wordings
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.periods import find_periods
from ingest.thread import unit_notes

BRACKET = re.compile(r"[^\S\n]*(?:[a-z]+[^\S\n]+){0,3}?\((?P<words>[^()]{2,})\)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")


def unread_bracket(text: str, found: Found, known: Sequence[str]) -> str | None:
    """Why the bracket behind a number may make something else of it. `known`: what was asked and who answers."""
    bracket = BRACKET.match(text, found.end)
    if bracket is None or find_periods(bracket["words"]) or find_values(bracket["words"]):
        return None
    if (
        re.search(r"\d", bracket["words"])
        or unit_notes.noted(bracket["words"])
        or letters.anywhere("brackets", "told").search(bracket["words"])
    ):
        return None
    if not strange_words(bracket["words"], known):
        return None
    return f"what “{' '.join(bracket['words'].split())}” makes of {found.value.text!r} is not known"


def strange_words(text: str, known: Sequence[str]) -> list[str]:
    """The words that are neither plain ones nor of what is known."""
    asked = {_stem(word) for one in known for word in WORD.findall(one)}
    words = [word for word in WORD.findall(text) if not word.isupper()]
    return [word for word in words if _stem(word) not in asked and _stem(word) not in _plain()]


@cache
def _plain() -> frozenset[str]:
    names = (("subjects", "idle"), ("subjects", "common"), ("subjects", "kin"), ("brackets", "plain"))
    words = [word for table, name in names for phrase in letters.words(table, name) for word in WORD.findall(phrase)]
    words += [word for unit in letters.units() for word in WORD.findall(unit)]
    words += [word for names in wordings.section("periods")["months"] for word in names]
    words += wordings.number_words()
    parts = {_stem(word) for word in letters.words("unexplained", "parts")}  # "(adults only)" is of a part
    return frozenset(_stem(word) for word in words) - parts


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s)$", "", word.casefold())
