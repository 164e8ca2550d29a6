"""A printed phrase -> a period, by what is printed and by nothing else.

Protects: a figure never lands in a year that its document does not name. A phrase whose days are not settled by the
print ("since June 2017", "last year", "2013-18", "April 2017 to April 2018") is read as no period: a person reads it.

Forms that settle it, each read alike whole (`read_period`) and inside a sentence (`find_periods`):

    2019/20   2019-20   2019/2020   14/15   FY 2019-2020   1 April 2019 to 31 March 2020      a financial year
    2019   calendar year 2019   1st January 2019 - 31st December 2019                         a calendar year
    2011 to 2012   2017/18 to 2022/23   01/04/2022-31/03/2024   24 March to 23 April 2020     first to last day
    April 2017 to September 2018   April to December 2017   Jan - Mar 2020   May 2020         whole months
    12 months of 2019/20   the financial year 2018 to 2019                                    a year, in more words
    year to June 2017   12 months ending 30 June 2017   Q2 2022/23                            counted back; quarters
    12 months from 1 April 2019   on or after 1 April 2019 and on or before 31 March 2020     counted on; both ends

Forms that do not, with the reason: `2013-18` and `2018-2019` do not say financial or calendar years; `between 2016 and
2022` may leave the ends out; from a month to the same month of a later year is a month too long for whole years, and
`year to April 2018` is as often the financial year as the twelve months; `six months to July 2014` is as often counted
from a day inside the month; `2020 so far`, `at June 2020`, `past five years` need the day on which they were said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases import letters

# Points: the dates, months and years printed in a text


SPACE = r"(?:[^\S\n]*+\n?[^\S\n]*+)"
"""Between words: any white space with one line end at most, for a date may be wrapped and a blank line ends it. Taken
whole: thousands of blanks can be parted among several of these in millions of ways."""
GAP = r"(?:[^\S\n]++(?:\n[^\S\n]*+)?|\n[^\S\n]*+)"
DASH = r"[-\u2010-\u2015\u2212]"
A_YEAR = r"(?:19\d|20[0-3])\d"
"""Of no later year does an answer speak: 2046 is a count."""
ORDINAL = r"(?:\^?(?:st|nd|rd|th)\b)?"
ADDRESS = r"(?:https?://|www\.|mailto:)\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+"
"""A web or mail address: no digits in it are a date or a number."""
FIRST_SHORT_YEAR, LAST_SHORT_YEAR = 2000, 2035
"""`Apr-17` is a month of one of these years, as workbooks print it; `Apr-38` is none."""
FIRST_CENTURY_TURN = 80
"""Two-digit years from here on are of the 1900s: no answer to a request is older and none is later than 2079."""


@dataclass(frozen=True)
class Point:
    """`kind`: date | month | year | financial_year | span, all with `first` and `last`; day_month | month_alone, which
    take their year from what follows; unclear: years whose days the print does not settle."""

    kind: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    month: int = 0
    day: int = 0


@cache
def month_numbers() -> dict[str, int]:
    names: dict[str, int] = {}
    for number, spellings in enumerate(letters.section("periods")["months"], 1):
        names.update({spelling.lower(): number for spelling in spellings})
    return names


@cache
def month_pattern() -> str:
    """Months as printed with a capital: "may" and "march" in lower case are other words."""
    names = sorted(month_numbers(), key=len, reverse=True)
    return "(?:" + "|".join(f"{name.capitalize()}|{name.upper()}" for name in names) + r")\b\.?"


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(name: str) -> int:
    return month_numbers()[name.rstrip(".").lower()]


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= FIRST_CENTURY_TURN else 2000)


def _date(match: re.Match[str]) -> Point | None:
    named = match.groupdict()
    month = _number(named["name"]) if "name" in named else int(named["month"])
    on = _day(_year(named["year"]), month, int(named["day"]))
    return Point("date", match.start(), match.end(), on, on) if on else None


def _days_of_month(match: re.Match[str]) -> Point | None:
    year, month = int(match["year"]), _number(match["name"])
    first, last = _day(year, month, int(match["first"])), _day(year, month, int(match["day"]))
    return Point("span", match.start(), match.end(), first, last) if first and last and first <= last else None


def _month(match: re.Match[str]) -> Point | None:
    year, month = _year(match["year"]), _number(match["name"])
    if len(match["year"]) == 2 and not FIRST_SHORT_YEAR <= year <= LAST_SHORT_YEAR:
        return None
    return Point("month", match.start(), match.end(), date(year, month, 1), last_day(year, month))


def _financial(match: re.Match[str], year: int) -> Point:
    return Point("financial_year", match.start(), match.end(), date(year, 4, 1), date(year + 1, 3, 31))


def _two_years(match: re.Match[str]) -> Point | None:
    """`2019/20`, `2019-20`, `2019/2020`: a financial year. `2018-2019`: two calendar years or one financial year, so
    unclear; so is `2013-18`, where the years are not said to be of either kind. `2015-2019` is two points."""
    first, mark, second = int(match["first"]), match["mark"].strip(), match["second"]
    is_slash, is_glued = mark == "/", match["mark"] == mark
    follows = (first + 1) % 100 == int(second) % 100 if len(second) == 2 else first + 1 == int(second)
    if follows and (is_slash or len(second) == 2):
        return _financial(match, first)
    if follows or is_slash or (is_glued and len(second) == 2):
        return Point("unclear", match.start(), match.end())
    return None


def _one_year(match: re.Match[str]) -> Point | None:
    """`19/20`, `FY 2019-2020`: digits that can only be one financial year, or that a word calls one."""
    first, second = _year(match["first"]), int(match["second"])
    return _financial(match, first) if (first + 1) % 100 == second % 100 else None


def _without_year(match: re.Match[str]) -> Point | None:
    day = match.groupdict().get("day")
    kind = "day_month" if day else "month_alone"
    return Point(kind, match.start(), match.end(), month=_number(match["name"]), day=int(day or 0))


def _year_alone(match: re.Match[str]) -> Point | None:
    year = int(match["year"])
    return Point("year", match.start(), match.end(), date(year, 1, 1), date(year, 12, 31))


Build = Callable[[re.Match[str]], Point | None]


@cache
def _forms() -> list[tuple[re.Pattern[str], Build]]:
    """Each form of a point, the longer before those that begin alike."""
    month, day = f"(?P<name>{month_pattern()})", rf"(?P<day>\d{{1,2}}){ORDINAL}"
    full = rf"(?!19[0-7]){A_YEAR}"
    year, short_year, any_year = rf"(?P<year>{full})", r"(?P<year>[0-3]\d)", rf"(?P<year>{full}|\d\d)"
    two, either = r"(?P<first>\d\d){}(?P<second>\d\d)", rf"(?:/|{DASH})"
    end, no_digits = r"(?![\w/])", r"(?!\w|/|[.,:]\d)"
    no_more = rf"(?!\w|/\d|{DASH}\d|[.,:]\d)"
    of_month = rf"{SPACE}(?:of{GAP})?{month}"
    fiscal, financial = r"(?:FY|F/Y)[^\S\n]?", letters.pattern("periods", "financial_year")
    forms: list[tuple[str, Build]] = [
        (rf"{year}-(?P<month>\d\d)-(?P<day>\d\d){end}", _date),
        (rf"(?P<day>\d{{1,2}})(?P<mark>[./])(?P<month>\d{{1,2}})(?P=mark){any_year}{end}", _date),
        (
            rf"(?P<first>\d{{1,2}}){ORDINAL}{SPACE}(?:{DASH}|to\b|and\b|&){SPACE}{day}{of_month}{SPACE},?{SPACE}{year}{end}",
            _days_of_month,
        ),
        (rf"{day}{of_month}{SPACE},?{SPACE}{year}{end}", _date),
        (rf"(?P<day>\d{{1,2}})(?P<mark>[-./]){month}(?P=mark)(?P<year>\d\d(?:\d\d)?){end}", _date),
        (rf"{day} {month} {short_year}{no_more}", _date),
        (rf"{month}{SPACE}{day},?{GAP}{year}{end}", _date),
        (rf"{month}{SPACE}[,{DASH[1:-1]}]?{SPACE}(?:of{GAP})?{year}(?!\w|/(?!{month_pattern()}))", _month),
        (rf"{month}(?:[-‑–]|\s?['’‘]){short_year}{no_more}", _month),
        (rf"(?P<first>{full})(?P<mark>[^\S\n]?{either}[^\S\n]?)(?P<second>{full}|\d\d)(?!\w|/\d|[.,:]\d)", _two_years),
        (two.format("/") + no_digits, _one_year),
        (fiscal + two.format(either) + no_digits, _one_year),
        (two.format(DASH) + rf"(?=[^\S\n]+{financial}\b)", _one_year),
        (
            rf"{fiscal}(?P<first>{full})[^\S\n]?{either}[^\S\n]?(?P<second>20\d\d|\d\d)(?!\w|/\d|[.,:]\d)",
            _one_year,
        ),
        (rf"{day}{of_month}", _without_year),
        (month, _without_year),
        (rf"{year}{no_more}", _year_alone),
    ]
    return [(re.compile(pattern), build) for pattern, build in forms]


@cache
def _not_years() -> re.Pattern[str]:
    """What stands before a year that names a law, and before digits that a code's name announces."""
    laws, short = letters.pattern("periods", "laws"), letters.pattern("periods", "law_short_names")
    return re.compile(
        rf"(?:\b{laws}(?:{SPACE}\([^)\n]*\))?,?{GAP}(?:of{GAP})?|\b{short}{SPACE}"
        rf"|\b(?i:{letters.pattern('periods', 'codes')})\s*:?\s*)$"
    )


@lru_cache(maxsize=512)  # one text is looked through for its dates, its periods and its numbers
def find_points(text: str) -> tuple[Point, ...]:
    """Every point in order, none over another. The right end of a range ("2015-2019") may follow a dash directly."""
    addresses = [match.span() for match in re.finditer(ADDRESS, text)]
    points: list[Point] = []
    position = 0
    for character in re.finditer(r"(?<!\w)[0-9A-Z]", text):
        at = character.start()
        if at < position or any(start <= at < end for start, end in addresses):
            continue
        candidates = (build(match) for pattern, build in _forms() if (match := pattern.match(text, at)))
        point = next((point for point in candidates if point), None)
        if point and _may_begin(text, at, position) and not _is_next_row(text, point):
            points.append(point)
            position = point.end
    return tuple(points)


def _is_next_row(text: str, point: Point) -> bool:
    """Whether what looks like a date is a month's count and the next month: "April 2019 - 3" / "May 2019 - 4"."""
    if "\n" not in text[point.start : point.end]:
        return False
    row = MONTH_ROW.search(text[max(0, point.start - 80) : point.start])
    return row is not None and row[1] is None


MONTH_ROW = re.compile(
    rf"(\d{{1,2}}{ORDINAL}\s+(?:of\s+)?)?\b{month_pattern()}(?:\s+\d{{4}}|[-‑–]\d\d)\s*(?:{DASH}|[:=])\s*$"
)


def _may_begin(text: str, at: int, last_end: int) -> bool:
    before = text[max(0, at - 80) : at]
    if _not_years().search(before):
        return False
    joins_a_point = bool(last_end) and re.fullmatch(rf"\s*(?:{DASH}|/)\s*", text[last_end:at]) is not None
    if joins_a_point:
        return True
    is_citation = before.endswith("[") and re.match(r"\d{4}\]", text[at : at + 5]) is not None
    return not is_citation and re.search(rf"(?:[/\u00a3$#@_]|\d{DASH}|\d[.,])$", before) is None


# Years of two calendar years ("2016-2017"), of which one is meant where another says so


TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—/]|\bto\b)\s*((?:19|20)\d\d)(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹])", re.IGNORECASE)


def as_one_year(text: str) -> str:
    """A text with each pair of years, the second after the first, as one financial year: "2017 - 2018" -> "2017/18"."""
    return TWO_YEARS.sub(lambda two: f"{two[1]}/{two[2][2:]}" if int(two[2]) == int(two[1]) + 1 else two[0], text)


# Words that begin a period whose end was cut off, by a narrow cell or a page's end


# "2017 -", "01/04/2017 to": the rest of a period is elsewhere.
CUT_SHORT = re.compile(r"(?:[-–—/]|\d\S*(?:\s\w+)?\s+to)$")
ENDS_IN_MONTH = re.compile(
    rf"(?:[-–—/]|\b(?:to|ending|ended|end))\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:of\s+)?{month_pattern()}$",
    re.IGNORECASE,
)


def stops_short(text: str) -> bool:
    """Whether words are the beginning of a period whose end stands elsewhere: "2017 -", "1st April 2019 - 31st March",
    "Year ending 31 March"."""
    return len(text) > 1 and (CUT_SHORT.search(text) is not None or ENDS_IN_MONTH.search(text) is not None)


ONE_DAY = timedelta(days=1)
DAYS_OF_A_MONTH = 31
WHOLE_YEARS = ("financial_year", "calendar_year")
CONTEXT = 60
"""How many characters before and after a date can change its meaning."""


@dataclass(frozen=True)
class FoundPeriod:
    """A period in a sentence: `start` and `end` are code points of the text, half open. `period` is `UNKNOWN_PERIOD`
    where a period is spoken of and the print alone does not settle which ("since June 2017", "2013-18")."""

    period: Period
    start: int
    end: int


def read_period(text: str, *, published: str | None = None) -> Period | None:
    """The whole phrase as one period; None where the print alone does not settle it. "" and "unknown" give
    `UNKNOWN_PERIOD`. Years and financial years that follow one another ("2018 and 2019") are one period.

    `published` is the day, month or year ("2019-09-12", "2019-09", "2019") on which the phrase was printed: a period
    that ends after it cannot have been counted to its end, so None."""
    phrase = _without_brackets(text.strip()).strip(" \t\n\u00a0.,:;").strip()
    if phrase.lower() in ("", "unknown"):
        return UNKNOWN_PERIOD
    period = _joined(phrase, find_periods(phrase))
    if period is None or period.end is None:
        return None
    if published:
        year, month, day = (*map(int, published.split("-")), 0, 0)[:3]
        if period.end > (date(year, month, day) if day else last_day(year, month or 12)):
            return None
    return period


def _without_brackets(phrase: str) -> str:
    """ "(2017/18)" without its brackets; "2017/18 (12 months)" as it is."""
    is_balanced = phrase.count("(") == phrase.count(")")
    if is_balanced and phrase.startswith("(") and phrase.endswith(")"):
        return phrase[1:-1]
    return phrase if is_balanced else phrase.strip("()")


@lru_cache(maxsize=512)  # labels come again and again, and one answer is asked several times over
def find_periods(text: str) -> tuple[FoundPeriod, ...]:
    """Every period that a text speaks of, in order, none inside another. A date by itself is a period of one day."""
    points = find_points(text)
    periods: list[FoundPeriod] = []
    index = 0
    while index < len(points):
        here, following = points[index], points[index + 1] if index + 1 < len(points) else None
        ranged = _range(text, here, following) if following else None
        index += 2 if ranged else 1
        is_alone = here.kind not in ("day_month", "month_alone")
        period = ranged or (_between_days(here.start, here.end, (here.first, here.last)) if is_alone else None)
        if period:
            period = _in_context(text, period, is_range=ranged is not None)
            periods.append(period)
            while index < len(points) and points[index].start < period.end:
                index += 1
    relative = (match.span() for match in _surroundings()["relative"].finditer(text))
    apart = [span for span in relative if not any(one.start < span[1] and span[0] < one.end for one in periods)]
    periods += [FoundPeriod(UNKNOWN_PERIOD, *span) for span in apart]
    return tuple(sorted(periods, key=lambda period: period.start))


def period_from_dates(start: date, end: date) -> Period:
    """Both days included. ValueError when the end lies before the start."""
    if end < start:
        raise ValueError(f"a period cannot end ({end}) before it starts ({start})")
    if (start.month, start.day) == (4, 1) and end == date(start.year + 1, 3, 31):
        return Period(f"{start.year}/{end.year % 100:02}", "financial_year", start, end)
    if (start.month, start.day) == (1, 1) and end == date(start.year, 12, 31):
        return Period(f"{start.year}", "calendar_year", start, end)
    return Period(f"{start}..{end}", "other", start, end)


def contains(outer: Period, inner: Period) -> bool:
    """Whether each day of the inner period is one of the outer's, the same period included; False for unknown ones."""
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def days(period: Period) -> int | None:
    """Both days included; None for an unknown period."""
    return (period.end - period.start).days + 1 if period.start and period.end else None


def _joined(phrase: str, periods: Sequence[FoundPeriod]) -> Period | None:
    """The period of a whole phrase: nothing stands beside what was found but neutral words and `and`."""
    if not periods:
        return None
    neutral = rf"(?:{letters.pattern('periods', 'neutral')}\s+)*"
    if not re.fullmatch(neutral, phrase[: periods[0].start], re.IGNORECASE) or periods[-1].end != len(phrase):
        return None
    joined = periods[0].period
    for before, after in pairwise(periods):
        is_list = re.fullmatch(r"\s*(?:,|&|,?\s+and\s+(?:in\s+)?)\s*", phrase[before.end : after.start])
        if not is_list or joined.kind == "unknown" or joined.end is None or joined.start is None:
            return None
        if after.period.kind != before.period.kind or after.period.start != joined.end + ONE_DAY:
            return None
        joined = period_from_dates(joined.start, after.period.end or joined.end)
    return joined


def _between_days(start: int, end: int, between: tuple[date | None, date | None] | None) -> FoundPeriod:
    first, last = between or (None, None)
    is_settled = first is not None and last is not None and first <= last
    period = period_from_dates(first, last) if is_settled and first and last else UNKNOWN_PERIOD
    return FoundPeriod(period, start, end)


@cache
def _connectors() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, today = letters.pattern("periods", "to"), rf"(?:{letters.pattern('periods', 'today')}{GAP}\()?"
    inclusive = rf"(?:{GAP}\(and{GAP}including\))?"
    return (
        re.compile(
            rf"{SPACE},?{SPACE}(?:{DASH}{{1,2}}|\b{words}\b{inclusive}(?:{GAP}the)?){SPACE}{today}", re.IGNORECASE
        ),
        re.compile(rf"{SPACE}(?:and|&){SPACE}", re.IGNORECASE),
    )


@cache
def _both_ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "on or after 1 April 2019 and on or before 31 March 2020": before the first day, and between the two."""
    not_before, not_after = letters.pattern("periods", "not_before"), letters.pattern("periods", "not_after")
    return (
        re.compile(rf"\b{not_before}{GAP}(?:the{GAP})?$", re.IGNORECASE),
        re.compile(
            rf"(?:{SPACE},)?{SPACE}(?:and|but){GAP}(?:\w+{GAP}){{0,2}}?{not_after}{GAP}(?:the{GAP})?", re.IGNORECASE
        ),
    )


def _range(text: str, left: Point, right: Point) -> FoundPeriod | None:
    """Both points as one period, where `to`, a dash or `between … and` joins them; an unknown one where they are
    joined and do not settle the days."""
    to, both = _connectors()
    middle = text[left.end : right.start]
    lead = max(0, left.start - CONTEXT)
    between = re.search(rf"\bbetween{SPACE}(?:the{GAP}\w+{GAP})?$", text[lead : left.start], re.IGNORECASE)
    if between and both.fullmatch(middle):
        is_by_years = left.kind == right.kind == "year"
        return _between_days(lead + between.start(), right.end, None if is_by_years else _range_days(left, right))
    first, last = _both_ends()
    opened = first.search(text[lead : left.start])
    if opened and last.fullmatch(middle):
        return _between_days(lead + opened.start(), right.end, _range_days(left, right))
    if to.fullmatch(middle) and not _is_empty_row(text, left, right):
        return _between_days(left.start, right.end, _range_days(left, right))
    return None


def _is_empty_row(text: str, left: Point, right: Point) -> bool:
    """Whether a dash ends a line of a list that has no number, and joins nothing: "2018/19 -" above "2019/20 - 12"."""
    middle = text[left.end : right.start]
    above = text[text.rfind("\n", 0, left.start) + 1 : left.start]
    is_row = re.fullmatch(r"[^\w\n]*(?:\d{1,2}[a-z]?[.):]+\s*)?", above, re.IGNORECASE) is not None
    if not is_row or not re.fullmatch(rf"[^\S\n]*{DASH}[^\S\n]*\n\s*", middle):
        return False
    is_by_years = left.kind == right.kind and left.kind in ("year", "financial_year")
    follows = left.last is not None and right.first is not None and left.last + ONE_DAY == right.first
    return (is_by_years or (follows and left.kind == right.kind == "month")) and bool(
        re.match(rf"[^\S\n]*(?:{DASH}|[:=])", text[right.end :])
    )


SPELT_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
LONGEST_PAIR_OF_YEARS = 14
"""Characters of "2019 to 2020": years alone, and no dates that settle the days."""
JOINABLE = {
    ("date", "date"), ("date", "month"), ("month", "month"), ("month", "date"), ("year", "year"), ("year", "month"),
    ("year", "date"), ("financial_year", "financial_year"), ("financial_year", "month"), ("financial_year", "date"),
}  # fmt: skip
"""Kinds of first and last point that leave no doubt: `2017 to 19 August 2019` does not, `April 2017 to 2019` does."""


def _range_days(left: Point, right: Point) -> tuple[date, date] | None:
    if right.first is None or right.last is None:
        return None
    if left.kind in ("month_alone", "day_month"):
        return _range_within_a_year(left, right)
    if left.first is None or (left.kind, right.kind) not in JOINABLE:
        return None
    is_month_too_long = left.kind == right.kind == "month" and left.first.month == right.first.month
    if is_month_too_long or (left.kind == right.kind != "date" and left.first >= right.first):
        return None
    return left.first, right.last


def _range_within_a_year(left: Point, right: Point) -> tuple[date, date] | None:
    """`April to December 2017`, `24 March to 23 April 2020`: the year that is printed once holds for both, unless the
    months would then run backwards."""
    wanted = {"month_alone": ("month", "date"), "day_month": ("date",)}[left.kind]
    if right.kind not in wanted or right.first is None or right.last is None:
        return None
    if left.kind == "month_alone" and left.month >= right.first.month:
        return None
    try:
        first = date(right.first.year, left.month, left.day or 1)
    except ValueError:
        return None
    return (first, right.last) if first <= right.last else None


@cache
def _surroundings() -> dict[str, re.Pattern[str]]:
    words = letters.section("periods")
    spans = letters.pattern("periods", "spans")
    any_of = {name: letters.any_of(words[name]) for name in words if name not in ("months",)}
    inside = rf"(?:{any_of['inside_relative']}|\d{{1,3}}|{letters.any_of(letters.number_words())})"
    numbers = rf"(?:\d{{1,3}}|{letters.any_of(letters.number_words())})"
    before = {
        "financial": rf"\b(?:the\s+)?{any_of['financial_year']}[\s:]*$",
        "calendar": rf"\b(?:the\s+)?{any_of['calendar_year']}[\s:]*$",
        "other_kind": rf"\b{any_of['other_years']}[\s:]*$",
        "one_year": rf"\b{any_of['twelve_months']}\s*$",
        "all_of": r"\b(?:(?:12|twelve)\s+)(?:full\s+)?months\s+of\s+(?:the\s+)?$",
        "year_to": rf"\b(?:the\s+)?(?:{any_of['twelve_months']}\s+{any_of['ending']}|{any_of['year_ending']})[\s:]+"
        rf"(?:the\s+)?$",
        "year_from": rf"(?<!each )(?<!every )(?<!per )(?<!any )\b(?:the\s+)?{any_of['twelve_months_of']}[\s,:]+"
        rf"{any_of['beginning']}[\s:]+(?:the\s+)?$",
        "spans_to": rf"\b(?:{inside}[\s-]+)?{spans}\s+{any_of['ending']}\s+(?:the\s+)?$",
        "quarter": rf"\b(?:Q|quarter\s+)([1-4])\s*,?\s*(?:of\s+|in\s+)?(?:the\s+)?(?:{any_of['financial_year']}\s+)?$",
        "open": rf"\b{any_of['open_before']}[\s-]+(?:the\s+)?$",
    }
    after = {
        "financial": rf"\s*\(?\s*{any_of['financial_year']}\b\s*\)?",
        "calendar": rf"\s*\(?\s*{any_of['calendar_year']}\b\s*\)?",
        "other_kind": rf"\s*\(?\s*{any_of['other_years']}\b\s*\)?",
        "quarter": rf"(?:\s*,|\s+{DASH})?\s*\(?\s*(?:Q|quarter\s+)([1-4])\b\s*\)?",
        "open": rf"\s*(?:[,(]|{DASH})?\s*{any_of['open_after']}\b|\s*\(\s*{any_of['part_inside']}\b"
        rf"|\s*\(?(?:the\s+)?(?:first|last)?\s*(?!12\b|twelve\b){numbers}\s+{spans}\b"
        rf"|\s*,?\s*\(?(?:Q|quarters?\s+)[1-4]\s*(?:{DASH}|to\b|and\b|&|,)\s*Q?[1-4]\b",
    }
    relative = rf"\b(?:so far )?{any_of['relative']}[\s-]+(?:{inside}[\s-]+){{0,4}}{spans}\b"
    patterns = {f"before {name}": pattern for name, pattern in before.items()}
    patterns |= {f"after {name}": pattern for name, pattern in after.items()} | {"relative": relative}
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _in_context(text: str, phrase: FoundPeriod, *, is_range: bool) -> FoundPeriod:
    """The same period with the words around it that name its kind, or unsettle it."""
    patterns = _surroundings()
    lead = max(0, phrase.start - CONTEXT)
    before, after = text[lead : phrase.start], text[phrase.end : phrase.end + CONTEXT]

    for name, read in (("quarter", _quarter), ("year_to", _year_to), ("year_from", _year_from), ("spans_to", None)):
        match = patterns[f"before {name}"].search(before)
        if match and not is_range:
            period = read(phrase.period, match) if read else UNKNOWN_PERIOD  # "six months to July 2014": to which day?
            phrase = replace(phrase, period=period, start=lead + match.start())
            return _open(phrase, "", after, is_range) if name == "year_from" else phrase
    ahead = patterns["before financial"].search(before)
    if is_range and ahead and ahead[0].rstrip(" :").casefold().endswith("year"):
        one_year = _of_kind("financial", SPELT_TO.sub("-", text[phrase.start : phrase.end]), UNKNOWN_PERIOD)
        if one_year != UNKNOWN_PERIOD:  # "the financial year 2018 to 2019": of one year, and the words say which kind
            return FoundPeriod(one_year, lead + ahead.start(), phrase.end)
    if is_range and patterns["before one_year"].search(before) and (phrase.end - phrase.start) < LONGEST_PAIR_OF_YEARS:
        return replace(phrase, period=UNKNOWN_PERIOD)  # "the year 2019 to 2020" is one year, and which is not said
    match = patterns["after quarter"].match(after)
    is_one = match and not re.match(rf"\s*(?:{DASH}|to\b|and\b|&|,)\s*Q?[1-4]\b", after[match.end() :])
    if match and is_one and not is_range and phrase.period.kind in WHOLE_YEARS:
        return replace(phrase, period=_quarter(phrase.period, match), end=phrase.end + match.end())
    for name in ("financial", "calendar", "other_kind"):
        ahead, following = patterns[f"before {name}"].search(before), patterns[f"after {name}"].match(after)
        # "2018/19 financial year 2019/20" is left to the second
        if ahead or (following and not re.match(r"[\s:]*\d", after[following.end() :])):
            start = lead + ahead.start() if ahead else phrase.start
            end = phrase.end if ahead or not following else phrase.end + following.end()
            phrase = FoundPeriod(_of_kind(name, text[phrase.start : phrase.end], phrase.period), start, end)
            before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return _open(phrase, before, after, is_range)


def _of_kind(name: str, printed: str, period: Period) -> Period:
    """A period that is said to be of a kind: the words settle `2018-2019`, and unsettle a period of another kind."""
    if name == "financial":
        years = re.fullmatch(rf"(\d{{4}})\s?(?:{DASH}|/)\s?(\d{{4}})", printed)
        if years and int(years[1]) + 1 == int(years[2]):
            return period_from_dates(date(int(years[1]), 4, 1), date(int(years[2]), 3, 31))
        starts_in_april = period.start is not None and (period.start.month, period.start.day) == (4, 1)
        return period if starts_in_april else UNKNOWN_PERIOD
    is_whole_years = period.start is not None and period.start.month == 1 and period.kind != "financial_year"
    return period if name == "calendar" and is_whole_years else UNKNOWN_PERIOD


def _year_to(period: Period, match: re.Match[str]) -> Period:
    """`year to June 2017`: the twelve months that end with it. A year to April may be the financial year, and a year
    to a year is nothing. A financial year that ends elsewhere than in March is one to date."""
    last = 12 if re.search(r"\bcalendar\s+year", match[0], re.IGNORECASE) else 3 if _is_financial(match[0]) else None
    if period.end is None or (days(period) or 99) > 31 or (last is not None and period.end.month != last):
        return UNKNOWN_PERIOD
    if period.end.month == 4 and days(period) != 1:
        return UNKNOWN_PERIOD
    next_day = period.end + ONE_DAY
    is_29_february = (next_day.month, next_day.day) == (2, 29)
    start = date(next_day.year - 1, 3, 1) if is_29_february else next_day.replace(year=next_day.year - 1)
    return period_from_dates(start, period.end)


def _is_financial(printed: str) -> bool:
    words = letters.pattern("periods", "financial_year")
    return re.search(rf"(?<!\w){words}(?!\w)", printed, re.IGNORECASE) is not None


def _year_from(period: Period, match: re.Match[str]) -> Period:
    """`12 months from 1 April 2019`: the twelve months that begin with the named day or month."""
    start = period.start
    if start is None or (_is_financial(match[0]) and start.month != 4):
        return UNKNOWN_PERIOD
    if (days(period) or 99) > 31 or (start.month, start.day) == (2, 29):
        return UNKNOWN_PERIOD
    return period_from_dates(start, start.replace(year=start.year + 1) - ONE_DAY)


def _quarter(period: Period, match: re.Match[str]) -> Period:
    """`Q2 2022/23` is July to September 2022. A quarter of a year that is not said to be a financial one is unclear."""
    return quarters_of(period, int(match[1]), int(match[1])) if period.kind == "financial_year" else UNKNOWN_PERIOD


def quarters_of(year: Period, first: int, last: int) -> Period:
    """The period from a financial year's quarter `first` to its quarter `last`, 1 to 4."""
    if year.start is None:
        return UNKNOWN_PERIOD
    months = (3 * first, 3 * last + 3)  # April is month 3
    begins, ends = (date(year.start.year + month // 12, month % 12 + 1, 1) for month in months)
    return period_from_dates(begins, ends - ONE_DAY)


def _open(phrase: FoundPeriod, before: str, after: str, is_range: bool) -> FoundPeriod:
    """The period, unknown where its other end is not printed ("since 2010", "2020 so far")."""
    whole = _surroundings()["before all_of"].search(before)
    following = _surroundings()["after open"].match(after)
    is_limited = whole and letters.phrase.limits_months.search(before[: whole.start()])
    if whole and not is_range and not following and not is_limited and phrase.period.kind in WHOLE_YEARS:
        return replace(phrase, start=phrase.start - (len(before) - whole.start()))  # "the 12 months of 2019/20"
    is_month = (days(phrase.period) or 99) <= DAYS_OF_A_MONTH and days(phrase.period) != 1
    before = letters.phrase.of_a_month.sub("", before) if is_month else before
    ahead = None if is_range else _surroundings()["before open"].search(before)
    if not ahead and not following:
        return phrase
    start = phrase.start - (len(before) - ahead.start()) if ahead else phrase.start
    return FoundPeriod(UNKNOWN_PERIOD, start, phrase.end + (following.end() if following else 0))
