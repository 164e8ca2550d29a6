"""The words around a table that prints no period -> those that say that it is of other years than those asked.

Protects: a number without a year takes the period that was asked for only where nothing beside it gives another. "All
years" over a table or "covers 2017/18 to 2019/20" below it leaves its period unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ingest.model import Period
from ingest.phrases.periods import FoundPeriod, contains, days, find_periods
from ingest.phrases.wordings import any_of
from ingest.tables import words

MONTH = 31  # days: a shorter period is a date of the document and not what its numbers cover
YEAR = 366


def other_span(texts: Iterable[str], asked: Period | None, wordings: Sequence[str] = ()) -> str | None:
    """Why the period that was asked for is not certain to be that of numbers without one, in words that quote the text;
    None where nothing says so. `wordings`: the question's, which is restated beside its answer."""
    for text in texts:
        line = words.one_line(text)
        if any(words.plain(line) in words.plain(wording) for wording in wordings):
            continue
        if _several().search(line) or any(_is_other(found.period, line, asked) for found in _periods(line)):
            return f"no period is printed, and “{line}” speaks of another than the one that was asked for"
    return None


def part_of_another(notes: Iterable[str], period: Period) -> str | None:
    """Why a number is not of its period alone, in words that quote its note: "includes 2 from 2018/19"."""
    for note in notes:
        is_of_some = any(words.holds(words.plain(note), word) for word in words.phrases("spans", "including"))
        if is_of_some and any(not contains(period, found.period) for found in find_periods(note)):
            return f"its note “{words.one_line(note)}” speaks of another period than {period.period_id}"
    return None


def _periods(line: str) -> list[FoundPeriod]:
    return [found for found in find_periods(line) if not _moment().match(line[found.start : found.end])]


@cache
def _moment() -> re.Pattern[str]:
    """Before a day at which something was so: no span of numbers."""
    return re.compile(rf"{any_of(list(words.listed('spans', 'moments')))}(?!\w)", re.IGNORECASE)


def _is_other(period: Period, line: str, asked: Period | None) -> bool:
    length = days(period)
    is_told = any(words.holds(words.plain(line), word) for word in words.phrases("spans", "of_numbers"))
    if length is None:
        return True
    if length <= MONTH or (asked is not None and period.period_id == asked.period_id):
        return False
    return length > YEAR or is_told


@cache
def _several() -> re.Pattern[str]:
    """Words that speak of several years and name none."""
    number = any_of(list(words.listed("spans", "numbers")))
    before = "".join(rf"(?<!\b{word} )" for word in words.listed("spans", "of_age"))
    after = any_of(list(words.listed("spans", "of_age")))
    kinds = any_of(list(words.listed("spans", "kinds")))
    counted = rf"\b{before}{number}[\s-](?:{kinds}\s)?years?\b(?!\s+{after})"
    return re.compile(rf"{counted}|\b{any_of(list(words.listed('spans', 'several')))}\b", re.IGNORECASE)
