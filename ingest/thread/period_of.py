"""A number of an answer and the periods that its words name -> those that are the number's.

Protects: a period of another sentence is the number's only where that sentence speaks of the figures, or says nothing
beside it. "9. The Crime Survey 2019 estimates 3.1 million adults" is no 9 of 2019; what neither speaks of the
figures nor counts something of its own leaves the number to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases import letters
from ingest.phrases.numbers import Found, find_values
from ingest.phrases.periods import FoundPeriod, contains, find_periods, period_from_dates, read_period
from ingest.phrases.points import find_points
from ingest.phrases.two_years import as_one_year
from ingest.text_tables.cells import is_unfinished

SENTENCE_END = re.compile(r"[.;?!](?=\s)|\n[^\S\n]*\n|\n(?=[^\S\n]*[“\"'(]?[A-Z][\w'’]*\s+[A-Za-z])")
CLAUSE = re.compile(r"\s*(?:,[^,.;:\d]{3,80},|\([^()\d]{3,80}\))")
LIKE_A_YEAR = re.compile(
    r"(?<![\d/.,£-])(?:FY|F/Y|YE|Y/E)?(?P<first>\d\d)[/–-](?P<second>\d\d)(?![\d/–-]|[.,]\d)|\b(?:FY|YE|F/Y|Y/E)\s?\d{2,4}\b|\b2k\d\d\b",
    re.IGNORECASE,
)
CONTEXT = 60  # characters before a day in which it may be said to be one of correctness
REMEMBERED = 64  # texts whose sentences are kept
WORDS_OF_A_NOTE = 4  # "2019 only", "(calendar year 2019)"


def periods_of(
    text: str, found: Found, periods: Sequence[FoundPeriod], asked: Period | None
) -> tuple[list[FoundPeriod], str | None]:
    """The periods that are a number's, and why it is not read where a sentence beside it may give it another one."""
    sentences = _sentences(text, periods)
    own = next((span for span in sentences if span[0] <= found.start < span[1]), (0, len(text)))
    inside = [one for one in periods if own[0] <= one.start < own[1]]
    kept, doubt = list(inside), None
    for one in periods:
        if one in inside:
            continue
        start, end = next(span for span in sentences if span[0] <= one.start < span[1])
        belongs = _belongs(text[start:end], one.start - start, one.end - start)
        if one.period == UNKNOWN_PERIOD and asked is not None and not inside and belongs == "figures":
            if not _names_what_was_asked(text[own[0] : own[1]]):
                doubt = f"a sentence beside it speaks of {text[one.start : one.end]!r}"
            continue
        is_asked = asked is not None and one.period.period_id == asked.period_id
        if belongs == "figures" or (is_asked and not inside and belongs != "other"):
            kept.append(one)
        elif _is_the_kind_of_year(text[one.start : one.end], asked):
            continue
        elif belongs == "unknown" and not inside and not is_asked:
            doubt = f"a sentence beside it speaks of {text[one.start : one.end]!r}"
    kept.sort(key=lambda one: one.start)
    return kept, doubt


def _names_what_was_asked(sentence: str) -> bool:
    """Whether a sentence says itself that it is of the period that was asked for."""
    return letters.anywhere("period_bounds", "the_asked").search(sentence) is not None


def _is_the_kind_of_year(printed: str, asked: Period | None) -> bool:
    """Whether months without a year only say what kind of year was asked for: "the financial year (1 April to 31
    March)"."""
    plain = " ".join(re.sub(r"\b(?:1st|31st|01|1|31)\b|\bof\b", " ", printed.casefold()).split())
    kinds = {"financial_year": "financial_months", "calendar_year": "calendar_months"}
    name = kinds.get(asked.kind) if asked else None
    return name is not None and plain in letters.words("period_bounds", name)


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


def time_in_doubt(text: str, found: Found, periods: Sequence[FoundPeriod], asked: Period | None) -> str | None:
    """Why a number's own sentence may give it a time that is not read."""
    return (
        _bounded_in_doubt(text, found, periods, asked)
        or _unread_time(text, found, periods)
        or (_open_in_doubt(text, periods) if asked is not None else None)
        or _too_early(text, asked)
    )


def _open_in_doubt(text: str, periods: Sequence[FoundPeriod]) -> str | None:
    """Words of a day that is one end of a period whose other end was not understood: "From then until 31 March 2020".
    "Since 1 April 2019" says itself that it has no other end."""
    for one in periods:
        printed = text[one.start : one.end]
        if one.period != UNKNOWN_PERIOD or letters.at_start("period_bounds", "left_open").match(printed):
            continue
        points = find_points(printed)
        is_last = len(points) == 1 and points[0].end == len(printed.rstrip())
        if is_last and letters.at_start("period_bounds", "one_end").match(printed):
            return f"where the period of {printed!r} begins and ends is not read"
    return None


def _too_early(text: str, asked: Period | None) -> str | None:
    """A number that was right on a day before the period that was asked for had ended."""
    for one in days_of_correctness(text):
        if asked and asked.end and one.period.end and one.period.end <= asked.end:
            return f"{text[one.start : one.end]!r} lies within the period that was asked for"
    return None


def _bounded_in_doubt(text: str, found: Found, periods: Sequence[FoundPeriod], asked: Period | None) -> str | None:
    """Why the days that a number's sentence names may bound its period in a way that is not read: "From 1 October 2019
    we counted anew; to 31 March 2020". The two ends of the period that was asked for bound that."""
    start, end = next(span for span in _sentences(text, periods) if span[0] <= found.start < span[1])
    sentence = text[start:end]
    inside = [one for one in periods if start <= one.start < end]
    named = find_periods(sentence)
    days = [one.period.start for one in named if one.period.start is not None and one.period.start == one.period.end]
    if asked is not None and days == [asked.start, asked.end]:
        return None
    for one in named:
        is_day = one.period.start is not None and one.period.start == one.period.end
        is_read = any(p.start < start + one.end and start + one.start < p.end for p in inside)
        if is_day and not is_read and letters.at_end("period_bounds", "bounding").search(sentence[: one.start]):
            return f"how {sentence[one.start : one.end]!r} bounds its period is not read"
    return None


def _unread_time(text: str, found: Found, periods: Sequence[FoundPeriod]) -> str | None:
    """What looks like a year in a number's own sentence and is in none of its periods: "FY14/15: 43", "14-15 year"."""
    start, end = next(span for span in _sentences(text, periods) if span[0] <= found.start < span[1])
    for one in LIKE_A_YEAR.finditer(text, start, end):
        is_read = any(p.start < one.end() and one.start() < p.end for p in periods)
        is_itself = found.start < one.end() and one.start() < found.end
        follow = one["first"] is None or int(one["second"]) == (int(one["first"]) + 1) % 100
        if follow and not is_read and not is_itself:
            return f"{one[0]!r} may be a time that is not read"
    return None


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


def sentence_at(text: str, at: int) -> str:
    """The sentence of a text that a place stands in."""
    return next((text[start:end] for start, end in sentence_spans(text) if start <= at < end), text)


@lru_cache(maxsize=REMEMBERED)  # asked for each number of a text
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end."""
    return tuple(_sentences(text, find_periods(text)))


def _belongs(sentence: str, start: int, end: int) -> str:
    """Whose the period of a sentence without the number is: "figures", of an "other" number, or "unknown"."""
    rest = f"{sentence[:start]} {' ' * (end - start)} {sentence[end:]}"
    is_of_figures = letters.anywhere("overall_period", "counted").search(sentence) is not None
    if find_values(rest) or re.search(r"(?<![\w.])\d", rest):
        return "unknown" if is_of_figures else "other"
    is_note = len(re.findall(r"[^\W\d_]+", rest)) <= WORDS_OF_A_NOTE
    return "figures" if is_of_figures or is_note else "unknown"


def _sentences(text: str, periods: Sequence[FoundPeriod]) -> list[tuple[int, int]]:
    """The spans of a text's sentences. A line that opens with a capital begins one, unless the line above goes on or a
    period reaches over or opens it ("in" / "April 2019")."""
    spans, start = [], 0
    for one in SENTENCE_END.finditer(text):
        is_line = one[0] == "\n"
        at = one.end()
        opens = re.match(r"[^\S\n]*", text[at:])
        begin = at + (opens.end() if opens else 0)
        above = text[start : one.start()].rsplit("\n", 1)[-1]
        if is_line and (is_unfinished(above) or any(p.start <= begin <= p.end for p in periods)):
            continue
        if any(p.start <= one.start() < p.end - 1 for p in periods):
            continue
        spans.append((start, at))
        start = at
    return [*spans, (start, len(text))]
