"""A figure with the mark of a note behind it, and the note that the letter prints for the mark -> whether it stands.

Protects: "9 [1]" with "[1] from 1 January 2020 only" at the letter's end is no 9 of the year that was asked for, and
"14†" with "† estimate" no exact count. A note that changes neither period, unit nor certainty changes no figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Figure, Line, Problem
from ingest.phrases import letters
from ingest.phrases.periods import find_periods
from ingest.thread.readings import shown

MARK = r"(?:\*{1,3}|†|‡|#|\[[a-z\d]\]|\([a-z\d]\)|[¹²³⁴⁵⁶⁷⁸⁹])"
NOTE = re.compile(rf"\s*(?P<mark>{MARK})\s*(?P<note>\w.*)$", re.IGNORECASE)


def in_doubt(figures: Sequence[Figure], lines: Sequence[Line]) -> tuple[list[Figure], list[Problem]]:
    """The figures that keep, and a problem for each whose note says that it is something else."""
    notes: dict[str, str] = {}
    for line in lines:
        found = NOTE.match(line.text)
        if found:
            notes.setdefault(found["mark"], found["note"])
    kept: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        mark = _mark_of(figure) if notes else None
        why = _changes(notes[mark], figure) if mark in notes else None
        if why is None:
            kept.append(figure)
            continue
        words = f"Question {figure.question}: {figure.value.text} is marked {mark}, and that note {why}"
        message = f"{words}: “{shown(notes[mark or ''])}”."
        problems.append(Problem("warning", message, figure.locator, figure.page, rule="note-doubtful"))
    return kept, problems


def _mark_of(figure: Figure) -> str | None:
    """The mark right behind the number in the figure's own words."""
    found = re.search(rf"(?<!\w){re.escape(figure.value.text)}\s?({MARK})(?!\w)", figure.quote or "", re.IGNORECASE)
    return found[1] if found else None


def _changes(note: str, figure: Figure) -> str | None:
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
