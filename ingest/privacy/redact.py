"""Lines of a document -> the same lines without people: names, e-mail addresses, telephone numbers, homes, `/user/`
addresses.

Protects: no private person gets into the warehouse. Names are found by where they stand (`names`) and are then removed
wherever the document repeats them, in capitals, surname first or over a line's end. Organisations' names stay: a force
and a group that a force names are public facts. Every line keeps its number and its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest.model import Grid, Line
from ingest.phrases import letters
from ingest.privacy import contacts
from ingest.privacy.contacts import NAME
from ingest.privacy.names import (
    FILE_ENDING,
    NAME_WORD,
    SPACE,
    UPPER,
    anywhere,
    as_name,
    find_names,
    full_name,
    is_common,
    is_unlike_a_body,
    is_written_as_name,
    likely_patterns,
    names_of,
    signed_in,
    title_pattern,
    titles,
    up_to_known_words,
)
from ingest.reference import Reference

SHORTEST_WORD_TO_SEEK = 3  # initials alone would strike half the text
SHORTEST_IN_ANY_CASE = 5  # letters of a name that is sought in whatever case


def redact(lines: Sequence[Line], reference: Reference, names: frozenset[str] = frozenset()) -> tuple[Line, ...]:
    """The lines with everything that tells a person apart replaced by words in square brackets. `names`: those that
    tables of the document tell."""
    if not lines:
        return ()
    names = find_names(lines) | names
    text = "\n".join(line.text.replace("\n", " ") for line in lines)
    cleaned = contacts.strike_homes(clean(text, names, reference)).split("\n")
    pairs = zip(lines, cleaned, strict=True)
    return tuple(line if line.text == text else replace(line, text=text) for line, text in pairs)


def without_people(grid: Grid, names: frozenset[str], reference: Reference) -> Grid:
    """A table without contact details, the names that the document's words tell, and those that it signs itself: a
    letter's end may have got into a cell."""
    names = names | {name for cell in grid.cells for name in signed_in(cell.text)}
    cleaned = [(cell, clean(cell.text, names, reference)) for cell in grid.cells]
    cells = tuple(cell if cell.text == text else replace(cell, text=text) for cell, text in cleaned)
    return replace(grid, cells=cells)


def clean(text: str, names: frozenset[str], reference: Reference) -> str:
    """One text without contact details and without the names. As many lines as before."""
    if len(text) < SHORTEST_WORD_TO_SEEK:
        return text  # most cells of a table are a number or nothing
    text = contacts.strike(text)
    text = title_pattern().sub(_without_titled_name, text)
    text = _numbered_pattern().sub(NAME, text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        text = anywhere(name).sub(_name_in_place, text)
    for pattern in (*likely_patterns(text), *(_beside_another() if NAME in text else ())):
        text = pattern.sub(_without_likely, text)
    for word in _single_words(names):
        text = _strike_word(text, word, reference)
    return re.sub(rf"{re.escape(NAME)}(?:[^\S\n]*[,.]?[^\S\n]*{re.escape(NAME)})+", NAME, text)


@cache
def _numbered_pattern() -> re.Pattern[str]:
    ranks = letters.pattern("people", "ranks")
    return re.compile(rf"(?<!\w){ranks}\.?[^\S\n]+\d{{2,6}}(?!\w|,\d|[^\S\n]+arrest)")


@cache
def _beside_another() -> tuple[re.Pattern[str], ...]:
    """A name beside one that was struck: "[name removed] and Ann Example"."""
    other, both = re.escape(NAME), rf"{SPACE}?(?:,|and|&|or|/|;){SPACE}"
    return (
        re.compile(rf"{other}{both}(?:{titles()}{SPACE})?({full_name()})"),
        re.compile(rf"(?<!\w)({full_name()}){both}{other}"),
        re.compile(rf"{other}[^\S\n]+([{UPPER}][\w'’-]+){FILE_ENDING}"),
    )


def _without_titled_name(match: re.Match[str]) -> str:
    """A mark for a name and its title; the rest of the match stays."""
    name = up_to_known_words(match[1])
    if next(names_of(name), None) is None:
        return match[0]
    end = match.start(1) - match.start() + len(name)
    return NAME if name == match[1] else f"{NAME}{match[0][end:]}"


def _name_in_place(match: re.Match[str]) -> str:
    return NAME + "\n" * match[0].count("\n") if is_written_as_name(match[0]) else match[0]


def _without_likely(match: re.Match[str]) -> str:
    name = next(names_of(" ".join(match[1].split())), None)
    if name is None or not is_unlike_a_body(name):
        return match[0]
    at = match.start(1) - match.start()
    return match[0][:at] + NAME + "\n" * match[1].count("\n") + match[0][at + len(match[1]) :]


@cache
def _single_words(names: frozenset[str]) -> tuple[str, ...]:
    """The words of the names that are sought alone ("Mr Example" signs as E Example): none that is a month, a force's
    word or another common one."""
    words = {word.strip(".,") for name in names for word in name.split()}
    other = letters.anywhere("people", "not_names")
    return tuple(
        sorted(
            word
            for word in words
            if len(word) >= SHORTEST_WORD_TO_SEEK
            and word[0].isupper()
            and not other.fullmatch(word)
            and not is_common(word)
        )
    )


def _strike_word(text: str, word: str, reference: Reference) -> str:
    """The text without the word, unless a force is called so where it stands ("Kent Police" in a letter by a Mr
    Kent)."""
    if word.casefold() not in text.casefold() or word.casefold() in _words_of_forces(reference):
        return text
    return _alone(word).sub(_with_first_name, text)


@cache
def _alone(word: str) -> re.Pattern[str]:
    form = rf"(?i:{re.escape(word)})" if len(word) >= SHORTEST_IN_ANY_CASE else re.escape(word)
    return re.compile(rf"(?<![\w-])(?:({NAME_WORD})[^\S\n]+)?({form})(?![\w-])")


def _with_first_name(match: re.Match[str]) -> str:
    """A surname goes with the first name before it, which may stand here alone; a sentence's other words stay."""
    before = match[1]
    if not match[2][0].isupper():
        return match[0]
    return f"{before} {NAME}" if before and as_name(before) is None else NAME


@cache
def _words_of_forces(reference: Reference) -> frozenset[str]:
    names = (name for force in reference.forces.values() for name in (force.name, force.short_name, *force.aliases))
    return frozenset(word.casefold() for name in names for word in re.findall(r"\w+", name))
