"""What a letter says of the period of all its figures, outside its answers -> the figures whose period is in doubt.

Protects: a bare number takes the period that was asked for only where the letter does not give another one. "The
figures below are for the calendar year 2019" over an answer to a question on 2019/20 makes it a problem and no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Figure, Line, Period, Problem
from ingest.phrases import letters
from ingest.phrases.periods import FoundPeriod, days, find_periods
from ingest.thread.outcomes import locator_of
from ingest.thread.overall_counted import speaks_of_figures
from ingest.thread.parts import Part
from ingest.thread.readings import shown

SHORTEST_PERIOD_DAYS = 27  # a day or a week is a date of the letter, not what its figures cover
WORDS = r"(?:\s+[^\W\d][\w'’-]*){0,3}?"  # between a period and what is said of it: "2019/20 data is not available"
KINDS = {"calendar_years": "calendar_year", "financial_years": "financial_year"}


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
    is_heading = bool(named) and len(lines) == 1 and not _rest(text, [(f.start, f.end) for f in named])
    if not is_heading and letters.anywhere("overall_period", "counted").search(text) is None:
        return None
    named = [found for found in named if not _is_lacking(text, found)]
    kinds = {kind for words, kind in KINDS.items() if letters.anywhere("overall_period", words).search(text)}
    periods = {found.period.period_id for found in named}
    return Stated(lines, frozenset(periods), frozenset(kinds)) if periods or kinds else None


def _is_lacking(text: str, found: FoundPeriod) -> bool:
    """Whether a period is one that the figures are said not to be of: "2018/19, as 2019/20 is not yet available"."""
    behind = re.match(rf"{WORDS}\s+{letters.pattern('all_figures', 'lacking_behind')}(?!\w)", text[found.end :], re.I)
    before = letters.pattern("all_figures", "lacking_before")
    return bool(behind or re.search(rf"(?<!\w){before}{WORDS}\s+$", text[: found.start], re.I))


def in_doubt(figures: Sequence[Figure], said: Sequence[Stated]) -> tuple[list[Figure], list[Problem]]:
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


def _rest(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return "".join(letter for letter in text if letter.isalnum())
