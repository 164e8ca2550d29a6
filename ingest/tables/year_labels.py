"""Labels of years that only their table settles -> the period, or nothing.

"2017 - 2018" beside "2018 - 2019" is a year that begins in one calendar year and ends in the next; "2020 (to 30 June)"
is the part of a calendar year that it says. Protects: a year of which a note says that a part was counted is never read
as the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Period
from ingest.phrases.periods import FoundPeriod, contains, find_periods, period_from_dates, read_period
from ingest.phrases.points import find_points
from ingest.phrases.wordings import any_of
from ingest.tables import words

YEAR_AND_LIMIT = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?P<ytd>(?:ytd|year to date)\s*)?"
    r"(?:[(\[,]\s*|(?=(?:to|up to|until|from)\s))(?P<limit>.+?)\s*[)\]]?",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BROKEN_DATE = re.compile(r"(?<=\d)\s?([./])\s?(?=\d)")
BROKEN_NUMBER = re.compile(r"(?<=\d)\s(?=\d)")


def without_months(text: str) -> str:
    """A label of a financial year without the words that say what one is: "2017/18 (April to March)"."""
    return re.sub(rf"\s*[(\[,]?\s*{any_of(list(words.listed('heads', 'financial')))}\s*[)\]]?", "", text, flags=re.I)


def part_of_year(text: str, published: str | None = None) -> Period | None:
    """The part of a calendar year that words behind it say: "2020 (to 30 June)", "2020 (Jan-Jun)", "2020 YTD
    (30/06/2020)", "2017 (from 1 April)"."""
    printed = YEAR_AND_LIMIT.fullmatch(text.strip())
    if printed is None:
        return None
    year, limit = printed["year"], printed["limit"].rstrip(" )]")
    until = re.fullmatch(rf"{any_of(list(words.listed('notes', 'until')))}\s+(.+)", limit, re.IGNORECASE)
    since = re.fullmatch(r"(?:from|since)\s+(.+)", limit, re.IGNORECASE)
    if until or printed["ytd"]:
        spelt = f"1 January {year} to {_with_year(until[1] if until else limit, year)}"
    elif since:
        spelt = f"{_with_year(since[1], year)} to 31 December {year}"
    else:
        spelt = _with_year(limit, year)
    whole, part = read_period(year), read_period(spelt, published=published)
    if whole is None or part is None or part.start is None or part == whole or not contains(whole, part):
        return None
    return part


def _with_year(limit: str, year: str) -> str:
    return limit if YEAR.search(limit) else f"{limit} {year}"


def _is_within(found: FoundPeriod, period: Period) -> bool:
    """Whether a note names days inside a period and not the whole."""
    return found.period.start is not None and found.period != period and contains(period, found.period)


def _begins_within(note: str, found: FoundPeriod, period: Period) -> bool:
    """Whether a period that is not settled has a day or month inside another: "to the end of September 2021"."""
    if found.period.start is not None or period.start is None or period.end is None:
        return False
    days = [point.first for point in find_points(note[found.start : found.end])]
    return any(day is not None and period.start < day <= period.end for day in days)


def _says_what_is_counted(note: str, found: Sequence[FoundPeriod]) -> bool:
    """Whether a note holds nothing but periods and words of counting: "2021 data is from 1 January to 30 September"."""
    rest = list(note)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
    return set(words.plain("".join(rest)).split()) <= words.phrases("notes", "counting_words")


def limited_by(note: str, period: Period) -> Period | str | None:
    """The part of a period that a note says was counted; in words why that is not settled; None for a note that says
    nothing of it."""
    whole = read_period(note.strip(" .;"))
    if whole is not None and whole.start is not None and whole != period and contains(period, whole):
        return whole  # "** 1 January 2022 to 31 March 2022"
    plain = words.plain(note)
    is_told = any(words.holds(plain, phrase) for phrase in words.phrases("notes", "part_year"))
    found_periods = find_periods(note)
    has_dates = any(words.holds(plain, word) for word in words.phrases("notes", "part_with_dates"))
    is_told |= has_dates and bool(found_periods)
    within = [found for found in found_periods if _is_within(found, period)]
    lacks = within and any(word in words.phrases("notes", "lacking") for word in plain.split())
    if lacks or len(within) > 1:
        return "is not whole"
    inside = within or any(_begins_within(note, found, period) for found in found_periods)
    is_told |= bool(inside) and _says_what_is_counted(note, found_periods)
    if not is_told or period.start is None or period.end is None:
        return None
    years = {int(year) for year in YEAR.findall(note)}
    if years and not years & set(range(period.start.year, period.end.year + 1)):
        return None
    for found in found_periods:
        printed = note[found.start : found.end]
        year = "" if YEAR.search(printed) or period.start.year != period.end.year else f" {period.start.year}"
        part = read_period(f"{printed}{year}")
        if part is None or part.start is None or part.end is None or part == period or not contains(period, part):
            continue
        lead = note[: found.start].rstrip()
        if re.search(rf"\b{any_of(list(words.listed('notes', 'until')))}$", lead, re.IGNORECASE):
            return period_from_dates(period.start, part.end)
        is_open = re.search(r"\b(?:from|since|after|before)$", lead, re.IGNORECASE) and len(find_points(printed)) < 2
        if part.start < part.end and not is_open:
            return part
    return "is not whole"
