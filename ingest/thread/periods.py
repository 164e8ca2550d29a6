"""The words of an answer -> the periods that they name, and the days on which its numbers were right.

Protects: a day of correctness bounds no period, a clause between two days is no part of one, and "2016-2017" is one
year only where the answer or the question says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases import letters
from ingest.phrases.periods import FoundPeriod, contains, find_periods, period_from_dates, read_period
from ingest.phrases.points import find_points
from ingest.phrases.two_years import as_one_year

CLAUSE = re.compile(r"\s*(?:,[^,.;:\d]{3,80},|\([^()\d]{3,80}\))")
LIKE_A_YEAR = re.compile(
    r"(?<![\d/.,£-])(?:FY|F/Y|YE|Y/E)?(?P<first>\d\d)[/–-](?P<second>\d\d)(?![\d/–-]|[.,]\d)|\b(?:FY|YE|F/Y|Y/E)\s?\d{2,4}\b|\b2k\d\d\b",
    re.IGNORECASE,
)
CONTEXT = 60  # characters before a day in which it may be said to be one of correctness
REMEMBERED = 64  # texts whose sentences are kept


def spoken_of(text: str) -> list[FoundPeriod]:
    """The periods of a text, without single days: a figure as at a day is of no period. A clause between the two ends
    of a period is no part of it: "from 1 October 2019, when our system went live, to 31 March 2020"."""
    found = find_periods(_without_clauses(text))
    found = [one for one in found if one.period == UNKNOWN_PERIOD or one.period.start != one.period.end]
    right_on = days_of_correctness(text)
    found = [one for one in found if not any(one.start < day.end and day.start < one.end for day in right_on)]
    found = _narrowed(text, found)
    as_at = letters.at_start("period_bounds", "as_at")
    dated = [one for one in found if one.period == UNKNOWN_PERIOD and as_at.match(text[one.start : one.end])]
    return [one for one in found if one not in dated] or found


def with_years_settled(text: str, found: Sequence[FoundPeriod]) -> list[FoundPeriod]:
    """The periods of a text whose years overlap: "2016-2017" is the financial year, unless it is said to be other."""
    settled = []
    for one in found:
        spelt = as_one_year(text[one.start : one.end]) if one.period == UNKNOWN_PERIOD else ""
        period = read_period(spelt) if spelt and len(spelt) < one.end - one.start else None
        settled.append(replace(one, period=period) if period else one)
    return settled


@cache
def _one_year() -> re.Pattern[str]:
    """What stands before the years of one: "Year ", "in the year "."""
    leads = letters.pattern("period_bounds", "one_year_behind")
    return re.compile(rf"(?:^|[\n.:;(]\s*|\b{leads}\s+)year\s+$", re.IGNORECASE)


def with_asked_year_settled(text: str, found: Sequence[FoundPeriod], asked: Period | None) -> list[FoundPeriod]:
    """ "Year 2019-2020" in the answer to a question about 2019/20 is that year: one year, written as forces write it.
    Without the word it may be two years; "the year 2019 to 2020" and a calendar year are left unsettled."""
    settled = []
    for one in found:
        before = text[max(0, one.start - CONTEXT) : one.start]
        printed = text[one.start : one.end]
        spelt = as_one_year(printed) if one.period == UNKNOWN_PERIOD and " to " not in printed else ""
        is_asked = asked is not None and asked.kind == "financial_year" and spelt == asked.period_id
        settled.append(replace(one, period=asked) if asked and is_asked and _one_year().search(before) else one)
    return settled


def _narrowed(text: str, found: Sequence[FoundPeriod]) -> list[FoundPeriod]:
    """ "2020/21 (1 April 2020 to 31 October 2020 only)": a part of a year in brackets behind it is what counts."""
    kept: list[FoundPeriod] = []
    for one in found:
        last = kept[-1] if kept else None
        closes = re.match(r"[^\S\n]*(?:only|inclusive)?\)", text[one.end :])
        is_inside = last is not None and re.fullmatch(r"[^\S\n]*\((?:from\s+)?", text[last.end : one.start]) is not None
        if last and closes and is_inside and contains(last.period, one.period):
            kept[-1] = FoundPeriod(one.period, last.start, one.end + closes.end())
        else:
            kept.append(one)
    return kept


def days_of_correctness(text: str) -> list[FoundPeriod]:
    """The single days on which a number was right, "(correct as at 04/01/2021)": they bound no period."""
    found = []
    for day in find_points(text):
        begin = max(0, day.start - CONTEXT)
        by = letters.at_end("period_bounds", "right_by").search(text, begin, day.start)
        if (
            day.kind == "date"
            and day.first
            and by
            and letters.at_end("period_bounds", "right_on").search(text, begin, by.start())
        ):
            found.append(FoundPeriod(period_from_dates(day.first, day.first), day.start, day.end))
    return found


def _without_clauses(text: str) -> str:
    """The text with blanks for clauses in commas or brackets between two days that "from … to" joins."""
    days = [one for one in find_points(text) if one.kind != "month_alone"]
    for first, last in pairwise(days):
        between = text[first.end : last.start]
        clause = CLAUSE.match(between)
        is_joined = clause and letters.alone("period_bounds", "to").fullmatch(between[clause.end() :].strip())
        if clause and is_joined and letters.at_end("period_bounds", "from").search(text[: first.start]):
            text = text[: first.end] + " " * clause.end() + text[first.end + clause.end() :]
    return text
