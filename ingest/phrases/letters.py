"""The words by which letters, threads and tables are known: files of `ingest/reference/`, read once into patterns.

Protects: vocabulary is data. The modules beside this one hold the rules; a word that forces use is added to the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from ingest.reference import Lists, vocabulary

WITHIN_A_SENTENCE = r"(?:[^.?!\n]|\n(?!\s*\n)){0,80}?"
NOT_WORDS = re.compile(r"[^\w%#]+")
FILES = (
    "wordings.toml", "letters.toml", "answer_words.toml", "table_words.toml", "given_names.toml", "file_words.toml",
    "audit_words.toml",
)  # fmt: skip  # no table stands in two
SECTIONS = ("exemptions", "labels", "numbers", "offences", "periods", "statuses")
term = Lists("phrases.toml", *SECTIONS, edge=r"\b")
phrase = Lists("phrases.toml", *SECTIONS)


@cache
def _file() -> dict[str, Any]:
    return {table: entries for name in FILES for table, entries in vocabulary(name).items()}


def section(name: str) -> dict[str, Any]:
    """One table by its name; a KeyError says that the files lack it."""
    table: dict[str, Any] = _file()[name]
    return table


def spaced(phrase: str) -> str:
    """A phrase of the file as a pattern: a space matches any run of white space, a line's end included, and `…` up to
    eighty characters of the same sentence. An apostrophe is any that letters print."""
    return r"\s+".join(
        WITHIN_A_SENTENCE if word == "…" else re.escape(word).replace("'", "['\u2019]") for word in phrase.split()
    )


def any_of(phrases: list[str]) -> str:
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
    return " ".join(singular(word) for word in words)


def singular(word: str) -> str:
    """A word in lower case without a plural's s."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def holds(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """One list, of a table or of one within it ("notes.meanings"); a KeyError says that the files lack it."""
    entries: Any = _file()
    for part in (*table.split("."), name):
        entries = entries[part]
    return tuple(entries)


@cache
def lowered(table: str, name: str) -> frozenset[str]:
    """One list in lower case, to ask whether a word is in it."""
    return frozenset(word.lower() for word in words(table, name))


@cache
def phrases(table: str, name: str) -> frozenset[str]:
    return frozenset(plain(word) or word for word in words(table, name))


Find = Callable[[str, str], re.Pattern[str]]


def _finder(form: str) -> Find:
    """Table and name of a list -> the pattern that finds any of its phrases in this form, whatever their case."""
    return cache(lambda table, name: re.compile(form % any_of(list(words(table, name))), re.IGNORECASE))


anywhere = _finder(r"(?<!\w)%s(?!\w)")
at_start = _finder(r"\W*%s(?!\w)")
at_end = _finder(r"(?<!\w)%s\W*$")
alone = _finder(r"\W*%s\W*")
"""As whole words: wherever they stand, at the start or the end of a text, as all of a line but for punctuation."""


@cache
def pattern(table: str, name: str) -> str:
    return any_of(list(words(table, name)))


@cache
def units() -> dict[str, str]:
    return {word: unit for unit, spellings in _file()["units"].items() for word in spellings}


@cache
def key(table: str, name: str) -> re.Pattern[str]:
    """Finds a key of a list with its colon at the start of a line: "From:", "**Sent:**"."""
    return re.compile(rf"\s*\**{pattern(table, name)}\**\s*:", re.IGNORECASE)


@cache
def gap() -> re.Pattern[str]:
    """Finds a template's gap ("[insert number]"), which begins with a bracket and so with no word."""
    return re.compile(pattern("answers", "template"), re.IGNORECASE)


def laws(table: str) -> dict[str, str]:
    """`named`: a law's name as printed -> law; `nations`: a force's nation -> law."""
    return dict(_file()["law_names"][table])


def default_law() -> str:
    """The law of a reply that names none, of a force whose nation has none of its own."""
    return str(_file()["law_names"]["default"])
