"""A period's id -> the period: `2019/20`, `2019`, `2017-06-01..2018-02-28` (both days included) or `unknown`.

Ids are exact, prints are not: what was printed is read by ingest/phrases/periods.py and never here.
"""

from __future__ import annotations

import re
from datetime import date

from ingest.model import UNKNOWN_PERIOD, Period

FINANCIAL = re.compile(r"(\d{4})/(\d{2})")
CALENDAR = re.compile(r"\d{4}")
SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def period_of_id(period_id: str) -> Period:
    """The period with this id. Raises ValueError for what is no id, and for a span that ends before it starts."""
    if period_id == UNKNOWN_PERIOD.period_id:
        return UNKNOWN_PERIOD
    if found := FINANCIAL.fullmatch(period_id):
        year = int(found[1])
        if (year + 1) % 100 == int(found[2]):
            return Period(period_id, "financial_year", date(year, 4, 1), date(year + 1, 3, 31))
    elif CALENDAR.fullmatch(period_id):
        return Period(period_id, "calendar_year", date(int(period_id), 1, 1), date(int(period_id), 12, 31))
    elif found := SPAN.fullmatch(period_id):
        start, end = date.fromisoformat(found[1]), date.fromisoformat(found[2])
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
