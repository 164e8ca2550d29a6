"""Remarks that one person may be counted twice -> where they stand.

"N.B. a person can be arrested more than once" says how arrests are counted and makes no other number of them. Protects:
only what can be so is such a remark; "one person was arrested twice" tells of those that were counted.
"""

from __future__ import annotations

import re

REMARK = re.compile(
    r"(?:(?:please\s+)?note:?\s+(?:that\s+)?)?"
    r"\b(?:an?|one|each|some|the\s+same)\s+(?:person|individual|suspect|offender|detainee|nominal|subject|people)s?\s+"
    r"(?:may|can|could|might)\s+(?:have\s+been|be|account\s+for|appear|be\s+counted)\s+(?:[a-z]+\s+){0,3}?"
    r"(?:more\s+than\s+(?:once|one(?:\s+(?:arrest|occasion|offence|time))?)|multiple\s+(?:times|arrests|occasions)|several\s+times)"
    r"(?:\s+(?:in|during|within|over)\s+th(?:e|is)\s+(?:same\s+)?(?:period|year|time\s+period|timeframe))?",
    re.IGNORECASE,
)


def remarks_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each."""
    return [found.span() for found in REMARK.finditer(text)]


def without_remarks(text: str) -> str:
    """The text with blanks in place of each."""
    return REMARK.sub(lambda found: " " * len(found[0]), text)
