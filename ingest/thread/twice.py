"""Remarks that one person may be counted twice -> where they stand.

"N.B. a person can be arrested more than once" says how arrests are counted and makes no other number of them. Protects:
only what can be so is such a remark; "one person was arrested twice" tells of those that were counted.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters


@cache
def _remark() -> re.Pattern[str]:
    notes, each, persons, may, be, more, times, these, spans = (
        letters.pattern("twice", name)
        for name in ("notes", "each", "persons", "may", "be", "more_than_once", "times", "these", "spans")
    )
    who = rf"(?:\b{notes}\s+)?\b{each}\s+{persons}\s+{may}\s+{be}"
    time = rf"(?:\s+{times}\s+{these}\s+{spans}\b)?"
    return re.compile(rf"{who}\s+(?:[a-z]+\s+){{0,3}}?{more}\b{time}", re.IGNORECASE)


def remarks_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each."""
    return [found.span() for found in _remark().finditer(text)]


def without_remarks(text: str) -> str:
    """The text with blanks in place of each."""
    return _remark().sub(lambda found: " " * len(found[0]), text)
