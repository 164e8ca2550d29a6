"""The sentence of a number -> whose number it is, where that is not the force that was asked, as a whole.

Protects: arrests of another force, of a district, of one team or operation, or of the whole country are not the force's
arrests. Its own name, and the words of its letter, are no other place.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters
from ingest.phrases.periods import find_periods
from ingest.phrases.wordings import any_of
from ingest.reference import Reference

NAME = r"[A-Z][\w'’.-]*(?:[ -](?:(?:upon|on|of|the|and|under|le|in)[ -])?[A-Z][\w'’.-]*)*"
NAMED_PLACE = re.compile(rf"(?<!\w)[Ii]n\s+(?P<place>{NAME})")
CLAUSE_END = re.compile(r"[,;(“\"]|\b(?:who|which|where|by|from|that|with)\b")
SHORTEST_NAME = 4  # "Met" is a word too
LABEL = re.compile(r"[^\w\n]*(?P<label>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)\s*(?:[:=]|\s[-–—])\s*")
LONGEST_LABEL = 3  # words
LETTERS_OF_A_STEM = 5
LONGEST_SUBJECT = 8  # words of "Our Paedophile Online Investigation Team" before what it did


def anothers(sentence: str, printed: str, place_id: str, reference: Reference, asked: str = "") -> str | None:
    """Why a number of a sentence, by its print, is not the force's as a whole. `asked`: the question's own words."""
    said = letters.anywhere("answers", "other_place").search(sentence) or letters.anywhere(
        "elsewhere", "beyond"
    ).search(sentence)
    if said:
        return f"{said[0]!r} is another place than was asked"
    own = _names_of(_named(place_id, reference))
    plain = own.sub(lambda found: " " * len(found[0]), sentence) if own else sentence
    other = _another_force(plain, place_id, reference)
    if other:
        return f"{other!r} is another force than was asked"
    for pattern in (_operation(), _part_of_force(), _by_a_part(), _district()):
        for found in pattern.finditer(plain):
            if pattern is _by_a_part() and _searched().search(plain[: found.start()]):
                continue  # who searched is not who made the arrests
            is_idle = pattern is _district() and _first_word(found[0]) in letters.words("elsewhere", "no_places")
            if not is_idle and found[0].strip().casefold() not in asked.casefold():
                return f"{' '.join(found[0].split())!r} is a part of what was asked, or another's"
    place = _place_behind_in(_to_the_clause(plain, printed))
    return f"{place!r} is another place than was asked" if place else None


def unknown_label(line: str, known: str) -> str | None:
    """The name that stands alone before a number and is none of `known`, nor a word of letters: "Canterbury: 45"."""
    found = LABEL.fullmatch(line)
    if found is None:
        return None
    words = re.findall(r"[^\W\d_]+", found["label"].casefold())
    own = re.findall(r"[^\W\d_]+", known.casefold())
    stems = {word[:LETTERS_OF_A_STEM] for word in own}
    is_of_a_side = any(word in letters.words("elsewhere", "compass") and word not in own for word in words)
    is_plain = any(word in _plain_words() or word[:LETTERS_OF_A_STEM] in stems for word in words)
    is_name = len(words) <= LONGEST_LABEL and (is_of_a_side or not is_plain)
    return found["label"] if words and is_name else None


@cache
def _plain_words() -> frozenset[str]:
    """Words of letters that name no place."""
    lists = (
        ("subjects", "idle"), ("subjects", "common"), ("subjects", "kin"), ("elsewhere", "no_places"),
        ("elsewhere", "plain"), ("answers", "before_number"), ("answers", "label_question_words"),
        ("answers", "label_answer_words"), ("answers", "answer_markers"),
    )  # fmt: skip
    words = (
        word for table, name in lists for phrase in letters.words(table, name) for word in phrase.casefold().split()
    )
    return frozenset(words) | frozenset(letters.units())


def another_force(text: str, place_id: str, reference: Reference) -> str | None:
    """The name of another force that a text speaks of."""
    own = _names_of(_named(place_id, reference))
    return _another_force(own.sub(lambda found: " " * len(found[0]), text) if own else text, place_id, reference)


def _to_the_clause(plain: str, printed: str) -> str:
    """A sentence up to the end of its number's clause: where an activist group is at home says nothing of it."""
    at = plain.find(printed)
    end = CLAUSE_END.search(plain, at + len(printed)) if at >= 0 else None
    return plain[: end.start()] if end else plain


def _another_force(plain: str, place_id: str, reference: Reference) -> str | None:
    named = [one for one in reference.forces_named_in(plain) if one != place_id]
    if named and (place_id or len(named) > 1):
        return reference.forces[named[0]].name
    others = (force.short_name for force in reference.forces.values() if force.force_id != place_id)
    county = _counties(tuple(name for name in others if len(name) >= SHORTEST_NAME)).search(plain) if place_id else None
    return county["name"] if county else None


@cache
def _counties(names: tuple[str, ...]) -> re.Pattern[str]:
    """The short name of a force where it stands as a place: "Across Kent and Essex", "Essex 7"."""
    lead = r"(?<![\w-])(?:(?:[Ii]n|[Aa]cross|[Aa]nd|[Ff]or|[Bb]y|[Ff]rom|[Ww]ith)\s+|[,&]\s*|^\s*)"
    return re.compile(rf"{lead}(?P<name>{any_of(list(names))})(?![\w-])")


def _named(place_id: str, reference: Reference) -> tuple[str, ...]:
    force = reference.forces.get(place_id)
    return tuple(name for name in (force.name, force.short_name, *force.aliases) if name) if force else ()


@cache
def _names_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w){any_of(list(names))}(?:['’]s)?(?!\w)", re.IGNORECASE) if names else None


@cache
def _operation() -> re.Pattern[str]:
    return re.compile(rf"\b{letters.pattern('elsewhere', 'operations')}\s+[A-Z][a-zA-Z]+")


@cache
def _part_of_force() -> re.Pattern[str]:
    """ "Our Child Protection Team made": a part of the force that did what is counted."""
    parts, makes = letters.pattern("elsewhere", "parts"), letters.pattern("elsewhere", "makes")
    have = r"(?:has|have|had)\s+"
    return re.compile(rf"\b(?i:{parts})(?:\s+\([^)]*\))?\s+(?:{have})?(?i:{makes})(?!\w)")


@cache
def _by_a_part() -> re.Pattern[str]:
    """ "12 arrests by the Child Protection Team"."""
    parts = letters.pattern("elsewhere", "parts")
    words = rf"(?:[\w'’&-]+\s+){{0,{LONGEST_SUBJECT}}}?"
    makes = letters.pattern("elsewhere", "makes")
    return re.compile(rf"\b(?i:arrests?|{makes})\s+by\s+(?:our|the|their|its|a)\s+{words}(?i:{parts})(?!\w)")


@cache
def _searched() -> re.Pattern[str]:
    how = letters.pattern("elsewhere", "work")
    return re.compile(rf"\b{how}(?:\s+(?:was|were|is|has\s+been|have\s+been|being))?\s+$", re.IGNORECASE)


@cache
def _district() -> re.Pattern[str]:
    """ "Maidstone district", "the London Borough of Camden", "Swale, Medway"."""
    places = letters.pattern("elsewhere", "places")
    return re.compile(
        rf"(?<![\w.])[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)*\s+(?i:{places})(?!\w)|(?<!\w)(?i:{places})\s+of\s+[A-Z][a-z]+"
    )


def _place_behind_in(plain: str) -> str | None:
    """A name behind "in" that is no time, system or word of a letter: "12 arrests in Maidstone"."""
    periods = find_periods(plain)
    idle = letters.words("elsewhere", "no_places")
    for found in NAMED_PLACE.finditer(plain):
        first = _first_word(found["place"])
        is_time = any(one.start < found.end() and found.start("place") < one.end for one in periods)
        if not is_time and first and first not in idle and not found["place"].isupper():
            return found[0]
    return None


def _first_word(text: str) -> str:
    return re.split(r"[\W\d]", text.strip().casefold())[0]
