"""Words -> whether they could be a person's name, and the forms in which a name comes again.

Protects: "van der Berg", "O'Brien", "Łukasz" and "ANN EXAMPLE" are names as much as "Ann Example" is; offices, forces
and bodies are none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

from ingest.thread import given_names, letters

UPPER = "".join(chr(n) for n in range(0x250) if chr(n).isupper())
NAME_WORD = rf"[{UPPER}][\w.'’-]{{0,40}}"  # a word without end costs its length and not the square of it
GAP = r"[^\S\n]{1,8}"  # wider ones part columns, and patterns with several would look at long ones for ever
END = r"[^\S\n]{0,40}\n"
BROKEN = rf"{END}(?:{END})?[^\S\n]{{0,40}}(?:>[^\S\n]?){{0,4}}"  # a line's end inside a name, a blank line at most
SPACE = rf"(?:{GAP}|{BROKEN})"
MOST_WORDS = 6
MOST_LETTERS = 60
SURNAME_FIRST = re.compile(r"([^,]+),\s*([^,]+)")


@cache
def particles() -> str:
    """A run of "van der" before a word of a name, each with the gap behind it."""
    return rf"(?:{letters.pattern('people', 'particles')}{GAP}){{0,3}}"


@cache
def name_run() -> str:
    """One to four words of a name on one line."""
    return rf"{particles()}{NAME_WORD}(?:{GAP}{particles()}{NAME_WORD}){{0,3}}"


@cache
def full_name() -> str:
    """Two to four words of a name, on one line or broken behind its first, or a surname, a comma and a given name."""
    word = rf"(?:{particles()}{NAME_WORD})"
    return rf"(?:{word},{GAP}{NAME_WORD}(?![\w ]*{GAP}and)|{word}(?:{GAP}{word}){{1,3}}|{NAME_WORD}{BROKEN}{word})"


@cache
def titles() -> str:
    """A title or a rank, acting or not, and an officer's number behind it."""
    own = letters.pattern("people", "titles")
    return rf"(?:[TA]/)?{own}\.?(?:{GAP}\d{{2,6}})?"


@cache
def _titles_before() -> re.Pattern[str]:
    before = letters.pattern("people", "before_names")
    return re.compile(rf"^(?:(?:{titles()}|{before})(?!\w)[.:]?\s*)+")


def as_name(text: str) -> str | None:
    """The text without titles when it could be a person's name, else None."""
    text = _titles_before().sub("", text.strip(' ,.;:*-–"“”\t'))
    text = re.sub(r"\s\d{3,6}$", "", text)  # a number of an officer behind the name
    parts = text.split()
    if not parts or len(parts) > MOST_WORDS or len(text) > MOST_LETTERS:
        return None
    if not all(_name_part().fullmatch(part) for part in parts) or not parts[-1][0].isupper():
        return None
    is_other = letters.anywhere("people", "offices").search(text) or letters.anywhere("people", "not_names").fullmatch(
        text
    )
    return None if is_other else sys.intern(text)


@cache
def _name_part() -> re.Pattern[str]:
    own = letters.pattern("people", "particles")
    return re.compile(rf"[{UPPER}][^\W\d]*(?:[.'’-][^\W\d]*)*\.?|{own}")


def names_of(text: str) -> Iterator[str]:
    """The names that a text is: one, or that of "Example, Ann" in both its orders."""
    turned = SURNAME_FIRST.fullmatch(text.strip(" .;:"))
    if turned is not None and given_names.is_of_words(f"{turned[2]} {turned[1]}"):
        yield f"{turned[2]} {turned[1]}"
        return
    if turned is not None:
        surname, given = as_name(turned[1]), as_name(turned[2])
        if surname and given and len(given.split()) < 3:
            yield f"{given} {surname}"
            return
    name = as_name(text)
    if name is not None:
        yield name


def is_unlike_a_body(name: str) -> bool:
    """Whether no word of a name is one that bodies, groups, systems or headings are called by."""
    if given_names.is_of_words(name):
        return as_name(name) is not None
    words = [plain for word in name.split() if len(plain := word.casefold().strip("'’.,")) > 1]
    return not any(given_names.is_of_a_body(word) for word in words) and as_name(name) is not None


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """Finds a name in every form in which it comes again: in capitals, the surname first, with an initial, over two
    lines. What it finds begins with a capital in every word but particles."""
    words = name.split()
    forms = [SPACE.join(map(re.escape, words))]
    if len(words) > 1:
        given, surname = words[0], SPACE.join(map(re.escape, words[1:]))
        last = SPACE.join(map(re.escape, words[_surname_at(words) :]))
        forms.append(rf"{last},?{SPACE}{re.escape(given)}(?:{GAP}[{UPPER}]\.?(?!\w))?")
        if len(given.strip(".")) > 1:
            forms.append(rf"{re.escape(given)}{SPACE}(?:[{UPPER}]\.?{GAP})?{surname}")
            forms.append(rf"{re.escape(given[0])}\.?{GAP}?(?:[{UPPER}]\.?{GAP}?)?{last}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _surname_at(words: list[str]) -> int:
    """Where the surname begins: behind given names and initials, with its particles."""
    at = len(words) - 1
    while at > 1 and words[at - 1][0].islower():
        at -= 1
    return at


def is_written_as_name(text: str) -> bool:
    """Whether every word of a text but particles begins with a capital: "rose field" is a field of roses."""
    found = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text)]
    own = set(letters.words("people", "particles"))
    return any(word[0].isupper() for word in found) and all(
        word[0].isupper() or word.casefold() in own for word in found
    )
