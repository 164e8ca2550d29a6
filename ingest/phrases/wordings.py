"""The words that numbers, periods, exemptions and statuses are known by: `ingest/reference/wordings.toml`, read once.

The file is the vocabulary; the modules beside this one hold the rules. A word that forces use for a thing is added
there and nowhere else.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

WITHIN_A_SENTENCE = r"(?:[^.?!\n]|\n(?!\s*\n)){0,80}?"
NOT_WORDS = re.compile(r"[^\w%#]+")
PATH = Path(__file__).parents[1] / "reference" / "wordings.toml"


@cache
def section(name: str) -> dict[str, Any]:
    """One table of the file by its name; a KeyError says that the file lacks it."""
    table = tomllib.loads(PATH.read_text(encoding="utf-8"))[name]
    if not isinstance(table, dict):
        raise TypeError(f"{PATH.name}: {name} must be a table")
    return table


def spaced(phrase: str) -> str:
    """A phrase of the file as a pattern: a space matches any run of white space, a line's end included, and `…` up to
    eighty characters of the same sentence. An apostrophe is any that letters print."""
    return r"\s+".join(
        WITHIN_A_SENTENCE if word == "…" else re.escape(word).replace("'", "['\u2019]") for word in phrase.split()
    )


def any_of(phrases: list[str]) -> str:
    """A pattern that matches any of the phrases, the longest first."""
    return _any_of(tuple(phrases))


@cache
def _any_of(phrases: tuple[str, ...]) -> str:
    return "(?:" + "|".join(spaced(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


def number_words() -> list[str]:
    """The words from "zero" to "hundred" that numbers are written with."""
    return list(section("numbers")["words"])


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """What words are compared by: lower case, no punctuation, no plural's s, single spaces."""
    words = NOT_WORDS.sub(" ", text.casefold().replace("_", " ").replace("'", "").replace("’", "")).split()
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def holds(text: str, phrase: str) -> bool:
    """Whether a plain text holds a plain phrase as whole words."""
    return f" {phrase} " in f" {text} "
