"""Words -> whether they could be a person's name, by their form and by the lists of given names and of known words.

Protects: "van der Berg", "O'Brien", "Łukasz" and "ANN EXAMPLE" are names as much as "Ann Example" is. The name of a
force, a body, a place, an Act or an activist group stays: a word of one among or behind the words keeps them.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.phrases import letters
from ingest.phrases.letters import any_of
from ingest.reference import load

WORDS = Path(__file__).parents[1] / "reference" / "given_names.toml"
SURNAME = r"(?:(?:de|van|der|von|al|bin|O['’])[\s-]?)?[A-Z][\w'’]{1,30}(?:-[A-Z][\w'’]{1,30})?"
INITIALS = r"(?:[^\S\n]+[A-Z]\.?(?=[^\S\n]))?"
BEHIND = re.compile(r"[^\S\n]+([A-Z][\w'’-]*)")
POSSESSIVE = re.compile(r"['’]s?\b")
UPPER = "".join(chr(n) for n in range(0x250) if chr(n).isupper())
NAME_WORD = rf"[{UPPER}][\w.'’-]{{0,40}}"  # a word without end costs its length and not the square of it
GAP = r"[^\S\n]{1,8}"  # wider ones part columns, and patterns with several would look at long ones for ever
END = r"[^\S\n]{0,40}\n"
BROKEN = rf"{END}(?:{END})?[^\S\n]{{0,40}}(?:>[^\S\n]?){{0,4}}"  # a line's end inside a name, a blank line at most
SPACE = rf"(?:{GAP}|{BROKEN})"
MOST_WORDS = 6
MOST_LETTERS = 60
SURNAME_FIRST = re.compile(r"([^,]+),\s*([^,]+)")
FOLDER = Path(__file__).parents[1] / "reference"
LISTS = ("letters.toml", "answer_words.toml", "table_words.toml", "wordings.toml", "file_words.toml")
NAME_PART = rf"(?:[{UPPER}][^\W\d_]*(?:['’-][{UPPER}]?[^\W\d_]+)*\.?)"
PIECE_OF_ADDRESS = re.compile(r"(?<![\w.])(?:[\w+-]+[._][a-z]{4,}|[a-z]{5,}\d{1,4})(?![\w.])")
LONGEST_ACRONYM = 4
SHORTEST_STRANGE = 4  # letters


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
    return next(likely_in(joined), None) if len(joined.split()) == 2 and last[0] in given_list("given") else None


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
def _given() -> re.Pattern[str]:
    names = "|".join(map(re.escape, given_list("given")))
    capitals = "|".join(re.escape(name.upper()) for name in given_list("given"))
    plain = rf"(?:{names})(?:-[A-Z]\w+)?{INITIALS}[^\S\n]+{SURNAME}"
    return re.compile(rf"(?<![\w'’-])(?:{plain}|(?:{capitals})[^\S\n]+[A-Z][A-Z'’-]{{1,30}})(?!\w)")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(list(given_list('roles')))}),?[^\S\n]+([A-Z][a-z]+[^\S\n]+{SURNAME})(?!\w)")


@cache
def _senders() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(list(given_list('senders')))})[^\S\n]+([A-Z]\.[^\S\n]?{SURNAME})(?!\w)")


def _is_kept(name: str) -> bool:
    return any(name.casefold().startswith(one.casefold()) for one in given_list("kept"))


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in given_list(key))


@cache
def given_list(key: str) -> tuple[str, ...]:
    """One list of `given_names.toml` as it stands."""
    return tuple(tomllib.loads(WORDS.read_text("utf-8"))[key])


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
    if turned is not None and is_of_words(f"{turned[2]} {turned[1]}"):
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
    if is_of_words(name):
        return as_name(name) is not None
    words = [plain for word in name.split() if len(plain := word.casefold().strip("'’.,")) > 1]
    return not any(is_of_a_body(word) for word in words) and as_name(name) is not None


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


def is_strange(word: str) -> bool:
    """Whether a word with a capital may be a name: neither a known word, nor a particle, nor an acronym."""
    plain = word.strip(".").casefold()
    is_acronym = word.isupper() and len(word) <= LONGEST_ACRONYM
    return len(plain) >= 2 and not is_acronym and not _is_of_the_subject(plain) and word not in particles_of_names()


def without_strange_words(text: str, mark: str) -> str:
    """A text with a mark for each longer word with a capital that no list knows: it may be anybody's name; and
    for what looks like a piece of an address of mail."""
    text = PIECE_OF_ADDRESS.sub(mark, text)
    return re.sub(
        NAME_PART,
        lambda found: mark if len(found[0]) >= SHORTEST_STRANGE and is_strange(found[0]) else found[0],
        text,
    )


@cache
def particles_of_names() -> frozenset[str]:
    return frozenset(letters.words("people", "particles"))


def _is_of_the_subject(word: str) -> bool:
    """Whether a word is one of the subject, of letters, of bodies or of forces."""
    singular = word.removesuffix("s")
    return is_of_a_body(word) or not {word, singular}.isdisjoint(_subject())


@cache
def _subject() -> frozenset[str]:
    """The words that the reference data knows letters, tables, offences, forces and areas by."""
    reference = load()
    texts = [name for force in reference.forces.values() for name in (force.name, force.short_name, *force.aliases)]
    texts += [area.name for area in reference.areas.values()]
    texts += [offence.title for offence in reference.offences.values()]
    texts += [spelling.spelling for spelling in reference.spellings]
    texts += [f"{measure.measure_id} {measure.title}" for measure in reference.measures.values()]
    texts += [campaign.title for campaign in reference.campaigns.values()]
    for name in LISTS:
        texts += texts_in(tomllib.loads((FOLDER / name).read_text("utf-8")))
    found = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
    return frozenset(found | {word.removesuffix("s") for word in found})


def texts_in(value: object) -> Iterator[str]:
    """Every text of what a TOML file holds, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
