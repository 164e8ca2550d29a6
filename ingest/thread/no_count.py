"""The sentence of a number -> why nobody counted it: a goal, a rate, what another says, what is denied or not recorded.

Protects: a target of 20 arrests, an average of 7 a year and the 12 that a newspaper claims are no arrests made; "No
arrests recorded, as we do not record this" is no zero.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.phrases import letters
from ingest.phrases.numbers import Found

REASONS = {
    "aims": "is no count but what is aimed at or supposed",
    "rates": "is a rate or an average and no count",
    "denied": "is not confirmed",
    "said_by_others": "is what others say",
}


def no_count(sentence: str, found: Found, text: str) -> str | None:
    """Why a number of a sentence is no count of the force; None where it may be one."""
    printed = found.value.text
    for name, reason in REASONS.items():
        said = letters.anywhere("no_count", name).search(sentence)
        if said:
            return f"{printed!r} {reason} ({said[0]!r})"
    rate = _rate().match(text, found.end)
    if rate:
        return f"{printed!r} is a rate or an average and no count ({' '.join(rate['rate'].split())!r})"
    negated = _negated().search(text[: found.start])
    if negated:
        return f"{printed!r} is not confirmed ({' '.join(negated[0].split())!r})"
    return None


def zero_of_nothing_counted(text: str, found: Found) -> str | None:
    """Why a zero is none: words beside it say that such things are not recorded, or can't be found (form A6)."""
    said = letters.anywhere("zero", "not_counted").search(text) if found.value.value == 0 else None
    return f"{found.value.text!r} stands beside words that nobody counts it ({said[0]!r})" if said else None


@cache
def _rate() -> re.Pattern[str]:
    each, spans = letters.pattern("no_count", "each"), letters.pattern("no_count", "spans")
    words = letters.pattern("no_count", "rate_words")
    return re.compile(
        rf"(?:\s+(?!(?:in|within|during|for|of|over|at|by)\b)[^\W\d][\w'’-]*){{0,3}}?\s+(?P<rate>{each}\s+{spans}|{words})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _negated() -> re.Pattern[str]:
    filled = r"(?:\s+(?:a\s+total\s+of|any|the|exactly|in\s+fact|actually))?"
    return re.compile(rf"(?<!\w){letters.pattern('no_count', 'negated')}{filled}\s+$", re.IGNORECASE)
