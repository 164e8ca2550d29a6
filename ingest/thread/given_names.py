"""Words of a text -> those that are likely the name of a person, where neither a title nor a greeting tells it.

Protects: a private person who is named inside an answer ("the data came from Sam Sample") gets no further. What is the
name of a force, a body, a place, an Act or an activist group stays: a word of one among or behind the words keeps them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.phrases.wordings import any_of

WORDS = Path(__file__).parents[1] / "reference" / "given_names.toml"
SURNAME = r"(?:(?:de|van|der|von|al|bin|O['’])[\s-]?)?[A-Z][\w'’]{1,30}(?:-[A-Z][\w'’]{1,30})?"
INITIALS = r"(?:[^\S\n]+[A-Z]\.?(?=[^\S\n]))?"
BEHIND = re.compile(r"[^\S\n]+([A-Z][\w'’-]*)")
POSSESSIVE = re.compile(r"['’]s?\b")


def likely_in(text: str) -> Iterator[str]:
    """Each run of words that is likely a person's name."""
    for pattern, group in ((_given(), 0), (_roles(), 1), (_senders(), 1)):
        for found in pattern.finditer(text):
            name = found[group]
            behind = BEHIND.match(text, found.end(group))
            words = [*name.split(), *([behind[1]] if behind else [])]
            if pattern is _roles() and any(word.casefold() in _set("plain_words") for word in name.split()):
                continue
            if not any(word.casefold().strip("'’.,") in _set("bodies") for word in words) and not _is_kept(name):
                yield POSSESSIVE.sub("", name) if name.endswith(("'s", "’s")) else name


def over_lines(line: str, below: str) -> str | None:
    """A likely name that begins at a line's end and ends at the start of the next."""
    last, first = line.split()[-1:], below.split()[:1]
    joined = " ".join([*last, *first])
    return next(likely_in(joined), None) if len(joined.split()) == 2 and last[0] in _list("given") else None


def may_be_of_a_person(word: str) -> bool:
    """Whether a word is a given name of the list, or one of those that are words and names too: "Mark", "Field"."""
    plain = word.casefold().strip("'’.,")
    return any(plain in _set(name) for name in ("given", "given_words", "surname_words"))


def is_common(word: str) -> bool:
    """Whether a word of a name is one that groups and places are called by too, so that it is not sought alone."""
    return word.casefold() in _set("bodies") or word.casefold() in _set("not_alone")


def is_of_a_body(word: str) -> bool:
    """Whether a word in lower case is one that bodies, groups, systems and headings are called by, or a month."""
    return word in _set("bodies") or word in _set("no_people")


def is_of_words(name: str) -> bool:
    """Whether a name is made of words that are names too: "Frank Law", where a name is expected."""
    words = [word.casefold().strip("'’.,") for word in name.split()]
    is_given = words[0] in _set("given_words") or words[0] in _set("given")
    return len(words) > 1 and is_given and words[-1] in _set("surname_words")


@cache
def numbers_of_officers() -> re.Pattern[str]:
    """Finds a collar number with its key, the key as the first group."""
    return re.compile(
        rf"(?<!\w)({any_of(_listed('number_keys'))})\W{{0,3}}(?:[A-Z]{{1,3}}\s?)?\d{{2,7}}(?!\w)", re.IGNORECASE
    )


@cache
def addresses() -> re.Pattern[str]:
    """Finds the number and the street of a house: any such words in front of the name of a street, those that places
    are called by too where the line ends or a comma stands behind them."""
    flat = rf"(?:{any_of(_listed('homes'))}[^\S\n]+\w{{1,4}},?[^\S\n]+)?"
    number = rf"(?<![\w/.-]){flat}(?!(?:19|20)\d\d)\d{{1,4}}[A-Za-z]?,?[^\S\n]+"
    places = any_of(_listed("places"))
    words = rf"(?:(?!{places}(?!\w))[A-Z][\w.'’-]*[^\S\n]+){{1,3}}"
    street = rf"{any_of(_listed('streets'))}(?!\w)"
    other = rf"{any_of(_listed('other_streets'))}(?=[^\S\n]*(?:[,.\n]|$))"
    return re.compile(rf"{number}{words}(?:{street}|{other})")


@cache
def _given() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _list("given")))
    capitals = "|".join(re.escape(name.upper()) for name in _list("given"))
    plain = rf"(?:{names})(?:-[A-Z]\w+)?{INITIALS}[^\S\n]+{SURNAME}"
    return re.compile(rf"(?<![\w'’-])(?:{plain}|(?:{capitals})[^\S\n]+[A-Z][A-Z'’-]{{1,30}})(?!\w)")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(_listed('roles'))}),?[^\S\n]+([A-Z][a-z]+[^\S\n]+{SURNAME})(?!\w)")


@cache
def _senders() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(_listed('senders'))})[^\S\n]+([A-Z]\.[^\S\n]?{SURNAME})(?!\w)")


def _is_kept(name: str) -> bool:
    return any(name.casefold().startswith(one.casefold()) for one in _list("kept"))


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _list(key))


def _listed(key: str) -> list[str]:
    return list(_list(key))


@cache
def _list(key: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(WORDS.read_text("utf-8"))[key])
