"""What a letter says of what all its figures count -> the figures that it makes something else than was asked for.

Protects: "Figures relate to charges, not arrests" below the last answer is of all answers, and so are "The above
figures include all offences, not only those online" and "Data exclude online offences". A note in one answer binds
that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.model import Figure, Line, Problem
from ingest.phrases import letters
from ingest.phrases.wordings import any_of
from ingest.reference import Reference
from ingest.thread import unit_notes
from ingest.thread.outcomes import locator_of
from ingest.thread.parts import Part
from ingest.thread.questions import Question
from ingest.thread.readings import shown

MOST_LINES = 4  # of a sentence that is wrapped
SHORTEST_NAME = 4  # "Met" is a word too
SHORTEST_WORD = 5
ENDS = re.compile(r"[.?!](?=\s|$)")
EVERY = re.compile(r"\b(?:all|each|every|above|below|throughout)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Caveat:
    """A sentence on the figures, and the questions of which it is, () for all. `units`: what it says is counted."""

    text: str
    lines: tuple[Line, ...]
    labels: tuple[str, ...]
    units: frozenset[str]


def caveats(lines: Sequence[Line], parts: Iterable[Part]) -> tuple[Caveat, ...]:
    """Every sentence of a message that speaks of its figures."""
    owner = _owners(list(parts))
    printed = [line for line in lines if line.text.strip()]
    found = []
    for n, line in enumerate(printed):
        starts = [0, *(end.end() for end in ENDS.finditer(line.text))]
        for start in (start for start in starts if speaks_of_figures(line.text, start)):
            own = _sentence(printed[n : n + MOST_LINES], start)
            text = " ".join([line.text[start:].strip(), *(one.text.strip() for one in own[1:])])
            text = ENDS.split(text, maxsplit=1)[0]
            labels, is_beside_its_number = owner.get(line.number, ((), False))
            is_of_all = EVERY.search(text) and not is_beside_its_number
            found.append(Caveat(text, tuple(own), () if is_of_all else labels, _units(text)))
    return tuple(found)


def speaks_of_figures(text: str, start: int = 0) -> bool:
    """Whether a sentence's subject is the letter's figures."""
    return _subject().match(text, start) is not None


def in_doubt(
    figures: Sequence[Figure], said: Sequence[Caveat], questions: Sequence[Question], reference: Reference
) -> tuple[list[Figure], list[Problem]]:
    """The figures that keep, and a problem for each that a caveat makes something else."""
    kept: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        other = next((one for one in said if _changes(one, figure, questions, reference)), None)
        if other is None:
            kept.append(figure)
            continue
        words = f"Question {figure.question}: {figure.value.text} may count something else than was asked, for"
        message = f"{words} {locator_of(other.lines)} says of the figures: “{shown(other.text)}”."
        problems.append(Problem("warning", message, figure.locator, figure.page, rule="caveat-doubtful"))
    return kept, problems


def _owners(parts: Sequence[Part]) -> dict[int, tuple[tuple[str, ...], bool]]:
    """Number of a line -> the questions that a sentence there is of, and whether it stands in the answer's own words.
    One in a paragraph of its own below the last answer is of all."""
    answered = [part for part in parts if part.pieces and part.how != "whole"]
    owner: dict[int, tuple[tuple[str, ...], bool]] = {}
    for part in answered:
        for n, piece in enumerate(part.pieces):
            is_last = part is answered[-1] and n > 0
            for line in piece.lines:
                owner[line.number] = (() if is_last else tuple(part.labels), n == 0)
    return owner


def _sentence(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines of a sentence that starts on the first of them, those that follow one another."""
    own = [lines[0]]
    for line in lines[1:]:
        if line.number != own[-1].number + 1 or ENDS.search(own[-1].text, start if len(own) == 1 else 0):
            break
        own.append(line)
    return own


def _units(text: str) -> frozenset[str]:
    said = _counts().search(text)
    if said is None:
        return unit_notes.noted(text)
    is_denied = unit_notes.denied().search(text[: said.start("unit")])
    return frozenset() if is_denied else frozenset({letters.units()[said["unit"].casefold()]}) - {""}


def _changes(said: Caveat, figure: Figure, questions: Sequence[Question], reference: Reference) -> bool:
    if said.labels and figure.question not in said.labels:
        return False
    if said.units and figure.unit not in said.units:
        return True
    if letters.anywhere("all_figures", "wider").search(said.text) or _includes_others().search(said.text):
        return True
    if letters.anywhere("all_figures", "unsure").search(said.text) and figure.value.symbol is None:
        return True
    is_compared = letters.anywhere("all_figures", "compares").search(said.text)
    if not is_compared and another_force(said.text, figure.force_id, reference):
        return True
    left_out = letters.anywhere("all_figures", "excludes").search(said.text)
    return left_out is not None and bool(_stems(said.text[left_out.end() :]) & _asked(figure, questions, reference))


def _asked(figure: Figure, questions: Sequence[Question], reference: Reference) -> set[str]:
    """The stems of what was asked."""
    measure = reference.measures.get(figure.measure_id)
    wordings = [text for one in questions if one.label == figure.question for text in one.wordings]
    told = f"{measure.title} {measure.definition}" if measure else ""
    return _stems(" ".join([told, *wordings]))


def _stems(text: str) -> set[str]:
    idle = {word.casefold() for word in (*letters.words("subjects", "idle"), *letters.words("all_figures", "idle"))}
    words = (word.casefold() for word in re.findall(r"[^\W\d_]+", text))
    return {word[:SHORTEST_WORD] for word in words if len(word) >= SHORTEST_WORD and word not in idle}


@cache
def _subject() -> re.Pattern[str]:
    leads, figures = letters.pattern("all_figures", "leads"), letters.pattern("all_figures", "figures")
    return re.compile(rf"\W*(?:{leads}[\s:,]+)*{figures}(?!\w)", re.IGNORECASE)


@cache
def _counts() -> re.Pattern[str]:
    """ "Figures relate to charges not arrests", "The figures are of people"."""
    filled = r"(?:(?:the|all|only|just|number|numbers|count|counts|of|individual|separate|distinct|unique)\s+)*"
    unit = "|".join(re.escape(word) for word in sorted(letters.units(), key=len, reverse=True))
    behind = r"(?=\s*(?:$|[.,;()]|\s(?:(?:and\s+)?not|rather|only|instead|and|arrested|but)\b))"
    are = letters.pattern("all_figures", "are")
    return re.compile(rf"(?<!\w){are}\s+{filled}(?P<unit>{unit}){behind}", re.IGNORECASE)


@cache
def _includes_others() -> re.Pattern[str]:
    includes, scopes = letters.pattern("all_figures", "includes"), letters.pattern("all_figures", "other_scopes")
    return re.compile(rf"(?<!not )(?<!\w){includes}\s+(?:[^\W\d][\w'’-]*\s+){{0,4}}?{scopes}(?!\w)", re.IGNORECASE)


def another_force(text: str, place_id: str, reference: Reference) -> str | None:
    """The name of another force that a text speaks of."""
    own = _names_of(_named(place_id, reference))
    return _another_force(own.sub(lambda found: " " * len(found[0]), text) if own else text, place_id, reference)


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
