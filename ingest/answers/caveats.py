"""What a letter says of all its figures, or in a note behind a mark -> the figures that it may make something else.

Protects: "Figures relate to charges, not arrests" below the last answer is of all answers; "The figures below are for
the calendar year 2019" over an answer to a question on 2019/20, and any note behind a number's own mark, leave their
figures to a person. A note in one answer binds that one. A sentence on the figures whose every word is known, and a
standing note of the force on its data, change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.answers.body import last_line_of_body
from ingest.answers.part_numbers import Asked, counted_units, counts_others
from ingest.answers.parts import Part, shown
from ingest.model import Figure, Line, Message, Problem
from ingest.phrases import letters
from ingest.phrases.periods import days, find_periods, read_period
from ingest.places import locator_of

MOST_LINES = 4  # of a sentence that is wrapped
ENDS = re.compile(r"[.?!](?=\s|$)")
EVERY = re.compile(r"\b(?:all|each|every|above|below|throughout)\b", re.IGNORECASE)
SHORTEST_PERIOD_DAYS = 27  # a day or a week is a date of the letter, not what its figures cover
MARK = r"(?:\*{1,3}|†|‡|#|\[[a-z\d]\]|\([a-z\d]\)|[¹²³⁴⁵⁶⁷⁸⁹])"
NOTE = re.compile(rf"\s*(?P<mark>{MARK})\s*(?P<note>\w.*)$", re.IGNORECASE)
Owners = Mapping[int, tuple[tuple[str, ...], bool]]
"""Number of a line -> the questions whose answer it stands in, and whether in the answer's first words."""


@dataclass(frozen=True)
class Remark:
    """A sentence on the figures, and the questions of which it is, () for all. `mark`: of a note, the one before it.
    `is_of_time`: it says of what time they are, and may say nothing of what they count."""

    text: str
    lines: tuple[Line, ...]
    labels: tuple[str, ...] = ()
    mark: str | None = None
    is_of_time: bool = False


def remarks_in(message: Message, parts: Iterable[Part]) -> tuple[Remark, ...]:
    """Every sentence of a message that speaks of its figures, above its sign-off, and every note behind a mark."""
    owners = _owners([part for part in parts if part.how != "whole" and part.pieces])
    printed = [line for line in message.lines if line.text.strip()]
    last_line = last_line_of_body(message)
    found: list[Remark] = []
    for n, line in enumerate(printed):
        labels, is_first = owners.get(line.number, ((), False))
        is_note = letters.at_start("overall_period", "notes").match(line.text) is not None
        begins = n == 0 or printed[n - 1].number < line.number - 1 or printed[n - 1].text.rstrip()[-1] in ".?!:;"
        ends = [end.end() for end in ENDS.finditer(line.text)]
        for start in [0, *ends] if begins else ends:
            if line.number <= last_line and _subject().match(line.text, start):
                own = _sentence(printed[n : n + MOST_LINES], start)
                text = " ".join([line.text[start:].strip(), *(one.text.strip() for one in own[1:])])
                text = ENDS.split(text, maxsplit=1)[0]
                of_all = EVERY.search(text) is not None and not is_first
                found.append(Remark(text, tuple(own), () if of_all else labels))
        if line.number not in owners or is_note:
            found += _of_time(line, [one for one in printed[n + 1 : n + 2] if one.number == line.number + 1], owners)
        note = NOTE.match(line.text)
        if note and not any(remark.mark == note["mark"] for remark in found):
            found.append(Remark(note["note"], (line,), mark=note["mark"]))
    return tuple(found)


def _of_time(line: Line, behind: Sequence[Line], owners: Owners) -> list[Remark]:
    """A line, with the one that it may go on in, that says what period the figures are of, or is a period alone."""
    for own in ((line,), (line, *(one for one in behind if one.number not in owners))):
        text = " ".join(one.text.strip() for one in own)
        period = read_period(text.strip(" :")) if len(own) == 1 else None
        is_alone = period is not None and period.start is not None
        if is_alone or letters.anywhere("overall_period", "counted").search(text):
            if any((days(one.period) or 0) > SHORTEST_PERIOD_DAYS for one in find_periods(text)):
                return [Remark(text, own, is_of_time=True)]
            if letters.anywhere("overall_period", "calendar_years").search(text):
                return [Remark(text, own, is_of_time=True)]
    return []


def in_doubt(
    figures: Sequence[Figure], remarks: Sequence[Remark], asked_of: Callable[[Figure], Asked | None]
) -> tuple[list[Figure], list[Problem]]:
    """The figures that keep, and a problem for each that a remark may make something else."""
    kept: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        asked = asked_of(figure)
        remark = next((one for one in remarks if asked is None or _changes(one, figure, asked)), None)
        if remark is None:
            kept.append(figure)
            continue
        words = f"Question {figure.question}: {figure.value.text} may be of something else than was asked, for"
        message = f"{words} {locator_of(remark.lines)} says: “{shown(remark.text)}”."
        problems.append(Problem("warning", message, figure.locator, figure.page, rule="caveat-doubtful"))
    return kept, problems


def _changes(remark: Remark, figure: Figure, asked: Asked) -> bool:
    if (remark.labels and figure.question not in remark.labels) or remark.mark not in (None, _mark_of(figure)):
        return False
    text, named = remark.text, find_periods(remark.text)
    periods = {one.period.period_id for one in named if (days(one.period) or 0) > SHORTEST_PERIOD_DAYS}
    is_of_other_time = bool(periods) and figure.period.period_id not in periods
    if figure.period_label is None and (is_of_other_time or asked.names_other_years(text)):
        return True
    if remark.is_of_time or letters.anywhere("caveats", "words").search(text):
        return False
    is_unsettled = remark.mark is not None and any(one.period.start is None for one in named)
    is_of_others = bool(counted_units(text) - {figure.unit}) or counts_others(text)
    return is_unsettled or is_of_others or asked.is_strange(text, [(one.start, one.end) for one in named])


def _mark_of(figure: Figure) -> str | None:
    """The mark right behind the number in the figure's own words."""
    found = re.search(rf"(?<!\w){re.escape(figure.value.text)}\s?({MARK})(?!\w)", figure.quote or "", re.IGNORECASE)
    return found[1] if found else None


def _owners(answered: Sequence[Part]) -> Owners:
    """What stands in a paragraph of its own below the last answer is of all."""
    return {
        line.number: (() if part is answered[-1] and n else tuple(part.labels), n == 0)
        for part in answered
        for n, piece in enumerate(part.pieces)
        for line in piece.lines
    }


def _sentence(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines of a sentence that starts on the first of them, those that follow one another."""
    own = [lines[0]]
    for line in lines[1:]:
        if line.number != own[-1].number + 1 or ENDS.search(own[-1].text, start if len(own) == 1 else 0):
            break
        own.append(line)
    return own


@cache
def _subject() -> re.Pattern[str]:
    leads, figures = letters.pattern("all_figures", "leads"), letters.pattern("all_figures", "figures")
    return re.compile(rf"\W*(?:{leads}[\s:,]+)*{figures}(?!\w)", re.IGNORECASE)
