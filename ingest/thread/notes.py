"""What a letter says of all its figures, or in a note behind a mark -> the figures that it makes something else.

Protects: "Figures relate to charges, not arrests" below the last answer is of all answers; "The figures below are for
the calendar year 2019" over an answer to a question on 2019/20, and "9 [1]" with "[1] from 1 January 2020 only" at the
letter's end, leave their figures to a person. A note in one answer binds that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.model import Figure, Line, Period, Problem
from ingest.phrases import letters
from ingest.phrases.periods import FoundPeriod, days, find_periods
from ingest.phrases.wordings import any_of
from ingest.reference import Reference
from ingest.thread.outcomes import locator_of
from ingest.thread.parts import Part, shown
from ingest.thread.questions import Question

NOTED_SENTENCE = re.compile(r"[^.;\n]+(?:\n(?!\s*\n)[^.;\n]+)*")
WORDS_OF_A_LABEL = 8
MOST_LINES = 4  # of a sentence that is wrapped
SHORTEST_NAME = 4  # "Met" is a word too
SHORTEST_WORD = 5
ENDS = re.compile(r"[.?!](?=\s|$)")
EVERY = re.compile(r"\b(?:all|each|every|above|below|throughout)\b", re.IGNORECASE)
SHORTEST_PERIOD_DAYS = 27  # a day or a week is a date of the letter, not what its figures cover
WORDS_BETWEEN = (
    r"(?:\s+[^\W\d][\w'’-]*){0,3}?"  # between a period and what is said of it: "2019/20 data is not available"
)
KINDS = {"calendar_years": "calendar_year", "financial_years": "financial_year"}
NOTE_MARK = r"(?:\*{1,3}|†|‡|#|\[[a-z\d]\]|\([a-z\d]\)|[¹²³⁴⁵⁶⁷⁸⁹])"
MARKED_NOTE = re.compile(rf"\s*(?P<mark>{NOTE_MARK})\s*(?P<note>\w.*)$", re.IGNORECASE)


def noted(text: str) -> frozenset[str]:
    """The units that notes in an answer name: "a count of people", "number of individuals"."""
    return frozenset(_units_noted(text))


def _units_noted(text: str) -> Iterator[str]:
    how = letters.anywhere("unit_notes", "how_found")
    for sentence in NOTED_SENTENCE.finditer(text):
        if how.search(sentence[0]):
            continue
        for found in _counting().finditer(sentence[0]):
            unit = letters.units()[found["unit"].casefold()]
            if unit and not denied().search(sentence[0][: found.start("unit")]):
                yield unit


@cache
def denied() -> re.Pattern[str]:
    """At the end of the words before a unit: that it is not counted, "do not relate to charges"."""
    return re.compile(rf"(?<!\w){letters.pattern('all_figures', 'not_so')}\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)


@cache
def _countable() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in sorted(letters.units(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


@cache
def _counting() -> re.Pattern[str]:
    counting = letters.pattern("unit_notes", "counting")
    return re.compile(
        rf"(?<!\w){counting}\s+(?:(?:of|the|for|only|individual|separate)\s+){{0,2}}(?P<unit>{_countable().pattern})",
        re.IGNORECASE,
    )


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
            found.append(Caveat(text, tuple(own), () if is_of_all else labels, _units_said(text)))
    return tuple(found)


def speaks_of_figures(text: str, start: int = 0) -> bool:
    """Whether a sentence's subject is the letter's figures."""
    return _subject().match(text, start) is not None


def count_in_doubt(
    figures: Sequence[Figure], said: Sequence[Caveat], questions: Sequence[Question], reference: Reference
) -> tuple[list[Figure], list[Problem]]:
    """The figures that keep, and a problem for each that a caveat makes something else."""
    kept: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        other = next((one for one in said if _caveat_changes(one, figure, questions, reference)), None)
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


def _units_said(text: str) -> frozenset[str]:
    said = _counts_unit().search(text)
    if said is None:
        return noted(text)
    is_denied = denied().search(text[: said.start("unit")])
    return frozenset() if is_denied else frozenset({letters.units()[said["unit"].casefold()]}) - {""}


def _caveat_changes(said: Caveat, figure: Figure, questions: Sequence[Question], reference: Reference) -> bool:
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
    return left_out is not None and bool(
        _stems_of(said.text[left_out.end() :]) & _stems_asked(figure, questions, reference)
    )


def _stems_asked(figure: Figure, questions: Sequence[Question], reference: Reference) -> set[str]:
    """The stems of what was asked."""
    measure = reference.measures.get(figure.measure_id)
    wordings = [text for one in questions if one.label == figure.question for text in one.wordings]
    told = f"{measure.title} {measure.definition}" if measure else ""
    return _stems_of(" ".join([told, *wordings]))


def _stems_of(text: str) -> set[str]:
    idle = {word.casefold() for word in (*letters.words("subjects", "idle"), *letters.words("all_figures", "idle"))}
    words = (word.casefold() for word in re.findall(r"[^\W\d_]+", text))
    return {word[:SHORTEST_WORD] for word in words if len(word) >= SHORTEST_WORD and word not in idle}


@cache
def _subject() -> re.Pattern[str]:
    leads, figures = letters.pattern("all_figures", "leads"), letters.pattern("all_figures", "figures")
    return re.compile(rf"\W*(?:{leads}[\s:,]+)*{figures}(?!\w)", re.IGNORECASE)


@cache
def _counts_unit() -> re.Pattern[str]:
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


@dataclass(frozen=True)
class Stated:
    """A line that speaks of the figures' period: the periods or the kind of year that it names."""

    lines: tuple[Line, ...]
    periods: frozenset[str]
    kinds: frozenset[str]


def stated(lines: Sequence[Line], parts: Iterable[Part]) -> tuple[Stated, ...]:
    """Every line outside the answers, or in a note below them, that says what period the figures are of."""
    answered = {
        line.number
        for part in parts
        for n, piece in enumerate(part.pieces)
        for line in piece.lines
        if not _is_note(line) and not (n and speaks_of_figures(line.text))
    }
    outside = [line for line in lines if line.number not in answered and line.text.strip()]
    found = []
    for n, line in enumerate(outside):
        follows = outside[n + 1 : n + 2]
        wrapped = (line, *(next_line for next_line in follows if next_line.number == line.number + 1))
        found.append(_read((line,)) or _read(wrapped))
    return tuple(entry for entry in found if entry is not None)


def _read(lines: tuple[Line, ...]) -> Stated | None:
    text = " ".join(line.text.strip() for line in lines)
    named = [found for found in find_periods(text) if _is_long(found.period)]
    is_heading = bool(named) and len(lines) == 1 and not _without_spans(text, [(f.start, f.end) for f in named])
    if not is_heading and letters.anywhere("overall_period", "counted").search(text) is None:
        return None
    named = [found for found in named if not _is_lacking(text, found)]
    kinds = {kind for words, kind in KINDS.items() if letters.anywhere("overall_period", words).search(text)}
    periods = {found.period.period_id for found in named}
    return Stated(lines, frozenset(periods), frozenset(kinds)) if periods or kinds else None


def _is_lacking(text: str, found: FoundPeriod) -> bool:
    """Whether a period is one that the figures are said not to be of: "2018/19, as 2019/20 is not yet available"."""
    behind = re.match(
        rf"{WORDS_BETWEEN}\s+{letters.pattern('all_figures', 'lacking_behind')}(?!\w)", text[found.end :], re.I
    )
    before = letters.pattern("all_figures", "lacking_before")
    return bool(behind or re.search(rf"(?<!\w){before}{WORDS_BETWEEN}\s+$", text[: found.start], re.I))


def period_in_doubt(figures: Sequence[Figure], said: Sequence[Stated]) -> tuple[list[Figure], list[Problem]]:
    """The figures that keep the period that was asked for, and a problem for each of the others."""
    kept: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        other = next((one for one in said if figure.period_label is None and _differs(figure.period, one)), None)
        if other is None:
            kept.append(figure)
            continue
        words = f"Question {figure.question}: {figure.value.text} answers for {figure.period.period_id}, and"
        text = " ".join(line.text.strip() for line in other.lines)
        message = f"{words} {locator_of(other.lines)} speaks of another period: “{shown(text)}”."
        problems.append(Problem("warning", message, figure.locator, rule="period-doubtful"))
    return kept, problems


def _differs(period: Period, said: Stated) -> bool:
    if said.periods:
        return period.period_id not in said.periods
    return period.kind in KINDS.values() and period.kind not in said.kinds


def _is_long(period: Period) -> bool:
    length = days(period)
    return length is not None and length > SHORTEST_PERIOD_DAYS


def _is_note(line: Line) -> bool:
    return letters.at_start("overall_period", "notes").match(line.text) is not None


def _without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return "".join(letter for letter in text if letter.isalnum())


def mark_in_doubt(figures: Sequence[Figure], lines: Sequence[Line]) -> tuple[list[Figure], list[Problem]]:
    """The figures that keep, and a problem for each whose note says that it is something else."""
    notes: dict[str, str] = {}
    for line in lines:
        found = MARKED_NOTE.match(line.text)
        if found:
            notes.setdefault(found["mark"], found["note"])
    kept: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        mark = _mark_of(figure) if notes else None
        why = _note_changes(notes[mark], figure) if mark in notes else None
        if why is None:
            kept.append(figure)
            continue
        words = f"Question {figure.question}: {figure.value.text} is marked {mark}, and that note {why}"
        message = f"{words}: “{shown(notes[mark or ''])}”."
        problems.append(Problem("warning", message, figure.locator, figure.page, rule="note-doubtful"))
    return kept, problems


def _mark_of(figure: Figure) -> str | None:
    """The mark right behind the number in the figure's own words."""
    found = re.search(
        rf"(?<!\w){re.escape(figure.value.text)}\s?({NOTE_MARK})(?!\w)", figure.quote or "", re.IGNORECASE
    )
    return found[1] if found else None


def _note_changes(note: str, figure: Figure) -> str | None:
    """What a note says that the figure does not: another period, another certainty, that something else is counted."""
    spoken = [one.period for one in find_periods(note)]
    if any(one.start is None or (one.start != one.end and one != figure.period) for one in spoken):
        return "speaks of another time"
    if letters.anywhere("answers", "unsure").search(note) or letters.anywhere("answers", "other_place").search(note):
        return "makes it something else than was asked"
    counted = re.match(
        rf"(?:the\s+)?{letters.pattern('unit_notes', 'counting')}\s+(?:the\s+)?(\w+)", note, re.IGNORECASE
    )
    if counted and letters.units().get(counted[1].casefold()) not in (figure.unit, ""):
        return "says what it counts"
    return None
