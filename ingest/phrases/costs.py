"""The arithmetic of a refusal on cost -> records, minutes for each, hours in all (form D2).

Protects: these are the refusal's and never an answer: "over 500 records x 4 minutes = over 33 hours". The law's own
limit (18 hours) is none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.phrases import wordings
from ingest.phrases.numbers import Found, find_measured


@dataclass(frozen=True)
class CostArithmetic:
    """Each with its place in the text, None where it is not printed."""

    records: Found | None
    minutes_each: Found | None
    hours: Found | None


@lru_cache(maxsize=64)  # one refusal is asked several times over
def cost_arithmetic(text: str) -> CostArithmetic:
    """What a refusal's text reckons with; of several records: the last before the minutes, or the first."""
    words = wordings.section("costs")
    minutes = find_measured(text, words["minutes"], is_whole=False)
    limits = {float(limit) for law in wordings.section("laws").values() for limit in law["limit_hours"]}
    hours = [
        one
        for one in find_measured(text, words["hours"], is_whole=False)
        if not limits & {one.value.low, one.value.high}
    ]
    records = find_measured(text, words["records"], is_whole=True)
    reckoned = minutes[0] if minutes else None
    before = [one for one in records if reckoned is None or one.end <= reckoned.start]
    chosen = before[-1] if before and reckoned else records[0] if records else None
    return CostArithmetic(chosen, reckoned, _total(text, hours, reckoned))


def _total(text: str, hours: list[Found], minutes: Found | None) -> Found | None:
    """The first number of hours behind the minutes (behind "equals" they close the sum), else the first."""
    behind = [one for one in hours if minutes is None or one.start >= minutes.end]
    chosen = behind or hours
    per_record = [one for one in chosen if re.match(r"\s*\w+\s+(?:per|for each|each)\b", text[one.end :])]
    return next((one for one in chosen if one not in per_record), None)
