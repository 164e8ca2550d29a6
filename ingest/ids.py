"""Ids: of figures and answers, that outlive a re-saved file and a better parser, and of periods.

A figure's is a digest of where it stands by its names. No line number, box, value or reading goes into it, so links,
corrections and reviews keep pointing at the same place. A period's is exact (`2019/20`, `2019`,
`2017-06-01..2018-02-28` with both days included, or `unknown`); prints are not, and are read by ingest/phrases.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ingest.model import UNKNOWN_PERIOD, Period

ID_LENGTH = 12
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: ids are read aloud and typed
FINANCIAL = re.compile(r"(\d{4})/(\d{2})")
CALENDAR = re.compile(r"\d{4}")
SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def digest(*parts: object) -> str:
    """12 characters for these names, the same on any machine. None and "" are different names."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return in_letters(hashlib.sha256(text.encode()).digest())


def in_letters(sha256: bytes) -> str:
    """The id that a digest's first bits make."""
    number = int.from_bytes(sha256[:8], "big")
    letters = []
    for _ in range(ID_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def ranked(names: Sequence[tuple[object, ...]]) -> list[int]:
    """For each place its rank (from 1) among the places with equal names, in the order of the document."""
    seen: Counter[tuple[object, ...]] = Counter()
    ranks = []
    for name in names:
        seen[name] += 1
        ranks.append(seen[name])
    return ranks


def period_of_id(period_id: str) -> Period:
    """The period with this id. Raises ValueError for what is no id, and for a span that ends before it starts."""
    if period_id == UNKNOWN_PERIOD.period_id:
        return UNKNOWN_PERIOD
    if match := FINANCIAL.fullmatch(period_id):
        year = int(match[1])
        if (year + 1) % 100 == int(match[2]):
            return Period(period_id, "financial_year", date(year, 4, 1), date(year + 1, 3, 31))
    elif CALENDAR.fullmatch(period_id):
        return Period(period_id, "calendar_year", date(int(period_id), 1, 1), date(int(period_id), 12, 31))
    elif match := SPAN.fullmatch(period_id):
        start, end = date.fromisoformat(match[1]), date.fromisoformat(match[2])
        if start <= end:
            return Period(period_id, "other", start, end)
    raise ValueError(f"{period_id!r} is no period's id: write 2019/20, 2019, 2017-06-01..2018-02-28 or unknown")


def years_of(period_id: str) -> tuple[str, ...]:
    """The financial or calendar years that a period is made of; the period itself where it is made of neither."""
    period = period_of_id(period_id)
    if period.start is None or period.end is None:
        return (period_id,)
    first, last = period.start, period.end
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31):
        return tuple(f"{year}/{(year + 1) % 100:02}" for year in range(first.year, last.year))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return tuple(str(year) for year in range(first.year, last.year + 1))
    return (period_id,)
