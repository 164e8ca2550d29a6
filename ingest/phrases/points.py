"""Text -> the dates, months and years printed in it, each as a point with a first and a last day.

Protects: a point is what the print says. A year inside an Act's name, a reference or a web address is no point; a
date that the calendar lacks is none either. `periods.py` joins points into periods.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ingest.phrases import wordings

SPACE = r"(?:[^\S\n]*+\n?[^\S\n]*+)"
"""Between words: any white space with one line end at most, for a date may be wrapped and a blank line ends it. Taken
whole: thousands of blanks can be parted among several of these in millions of ways."""
GAP = r"(?:[^\S\n]++(?:\n[^\S\n]*+)?|\n[^\S\n]*+)"
DASH = r"[-\u2010-\u2015\u2212]"
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
    take their year from what follows; unclear: years of which the print does not say which days they hold."""

    kind: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    month: int = 0
    day: int = 0


@cache
def month_numbers() -> dict[str, int]:
    """The names of months, short and long, in lower case."""
    names: dict[str, int] = {}
    for number, spellings in enumerate(wordings.section("periods")["months"], 1):
        names.update({spelling.lower(): number for spelling in spellings})
    return names


@cache
def month_pattern() -> str:
    """Months as printed with a capital: "may" and "march" in lower case are other words."""
    names = sorted(month_numbers(), key=len, reverse=True)
    return "(?:" + "|".join(f"{name.capitalize()}|{name.upper()}" for name in names) + r")\b\.?"


def full_year(two_digits: int) -> int:
    return two_digits + (1900 if two_digits >= FIRST_CENTURY_TURN else 2000)


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
    return int(digits) if len(digits) == 4 else full_year(int(digits))


def _date(found: re.Match[str], year: int, month: int, day: int) -> Point | None:
    on = _day(year, month, day)
    return Point("date", found.start(), found.end(), on, on) if on else None


def _iso(found: re.Match[str]) -> Point | None:
    return _date(found, int(found[1]), int(found[2]), int(found[3]))


def _numeric(found: re.Match[str]) -> Point | None:
    return _date(found, _year(found[4]), int(found[3]), int(found[1]))


def _day_first(found: re.Match[str]) -> Point | None:
    return _date(found, _year(found[3]), _number(found[2]), int(found[1]))


def _month_of_short_year(found: re.Match[str]) -> Point | None:
    year, month = full_year(int(found[2])), _number(found[1])
    if not FIRST_SHORT_YEAR <= year <= LAST_SHORT_YEAR:
        return None
    return Point("month", found.start(), found.end(), date(year, month, 1), last_day(year, month))


def _month_first(found: re.Match[str]) -> Point | None:
    return _date(found, int(found[3]), _number(found[1]), int(found[2]))


def _twelve_months(found: re.Match[str]) -> Point | None:
    """`Apr 17 - Mar 18`: digits that could be days are years where they make twelve whole months."""
    first, second = full_year(int(found[2])), full_year(int(found[4]))
    begins, ends = _number(found[1]), _number(found[3])
    is_year = (ends, second) == ((begins - 1, first + 1) if begins > 1 else (12, first))
    if not is_year or not FIRST_SHORT_YEAR <= first < LAST_SHORT_YEAR:
        return None
    return Point("span", found.start(), found.end(), date(first, begins, 1), last_day(second, ends))


def _day_by_marks(found: re.Match[str]) -> Point | None:
    """`01-Apr-2017`, `1.Apr.17`, as workbooks print a day."""
    return _date(found, _year(found[5]), _number(found[2] or found[3] or found[4]), int(found[1]))


def _days_of_month(found: re.Match[str]) -> Point | None:
    year, month = int(found[4]), _number(found[3])
    first, last = _day(year, month, int(found[1])), _day(year, month, int(found[2]))
    return Point("span", found.start(), found.end(), first, last) if first and last and first <= last else None


def _month(found: re.Match[str]) -> Point | None:
    year, month = int(found[2]), _number(found[1])
    return Point("month", found.start(), found.end(), date(year, month, 1), last_day(year, month))


def _financial(found: re.Match[str], year: int) -> Point:
    return Point("financial_year", found.start(), found.end(), date(year, 4, 1), date(year + 1, 3, 31))


def _two_years(found: re.Match[str]) -> Point | None:
    """`2019/20`, `2019-20`, `2019/2020`: a financial year. `2018-2019`: two calendar years or one financial year, so
    unclear; so is `2013-18`, where the years are not said to be of either kind. `2015-2019` is two points."""
    first, mark, second = int(found[1]), found[2].strip(), found[3]
    is_slash, is_glued = mark == "/", found[2] == mark
    follows = (first + 1) % 100 == int(second) % 100 if len(second) == 2 else first + 1 == int(second)
    if follows and (is_slash or len(second) == 2):
        return _financial(found, first)
    if follows or is_slash or (is_glued and len(second) == 2):
        return Point("unclear", found.start(), found.end())
    return None


def _two_short_years(found: re.Match[str]) -> Point | None:
    first, second = int(found[1]), int(found[2])
    return _financial(found, full_year(first)) if (first + 1) % 100 == second else None


def _named_years(found: re.Match[str]) -> Point | None:
    """`FY 2019-2020`: with the word the digits are one financial year, however they are parted."""
    first, second = int(found[1]), int(found[2])
    return _financial(found, first) if (first + 1) % 100 == second % 100 else None


def _day_month(found: re.Match[str]) -> Point | None:
    return Point("day_month", found.start(), found.end(), month=_number(found[2]), day=int(found[1]))


def _month_alone(found: re.Match[str]) -> Point | None:
    return Point("month_alone", found.start(), found.end(), month=_number(found[1]))


def _year_alone(found: re.Match[str]) -> Point | None:
    year = int(found[1])
    return Point("year", found.start(), found.end(), date(year, 1, 1), date(year, 12, 31))


Build = Callable[[re.Match[str]], Point | None]


@cache
def _forms() -> list[tuple[re.Pattern[str], Build]]:
    """Each form of a point, the longer before those that begin alike."""
    month, year, day = f"({month_pattern()})", r"((?:19[89]|20\d)\d)", rf"(\d{{1,2}}){ORDINAL}"
    end = r"(?![\w/])"
    no_more = rf"(?!\w|/\d|{DASH}\d|[.,:]\d)"
    financial = wordings.any_of(wordings.section("periods")["financial_year"])
    forms: list[tuple[str, Build]] = [
        (rf"{year}-(\d\d)-(\d\d){end}", _iso),
        (rf"(\d{{1,2}})([./])(\d{{1,2}})\2((?:19[89]|20\d)\d|\d\d){end}", _numeric),
        (
            rf"{day}{SPACE}(?:{DASH}|to\b|and\b|&){SPACE}{day}{SPACE}(?:of{GAP})?{month}{SPACE},?{SPACE}{year}{end}",
            _days_of_month,
        ),
        (rf"{day}{SPACE}(?:of{GAP})?{month}{SPACE},?{SPACE}{year}{end}", _day_first),
        (rf"(\d{{1,2}})(?:-{month}-|\.{month}\.|/{month}/)(\d\d(?:\d\d)?){end}", _day_by_marks),
        (rf"{day} {month} ([0-3]\d){no_more}", _day_first),
        (rf"{month}{SPACE}{day},?{GAP}{year}{end}", _month_first),
        (rf"{month}{SPACE}[,{DASH[1:-1]}]?{SPACE}(?:of{GAP})?{year}(?!\w|/(?!{month}))", _month),
        (rf"{month}{SPACE}([0-3]\d){SPACE}(?:{DASH}|to\b){SPACE}{month}{SPACE}([0-3]\d){no_more}", _twelve_months),
        (rf"{month}(?:[-‑–]|\s?['’‘])([0-3]\d){no_more}", _month_of_short_year),
        (rf"{year}([^\S\n]?(?:/|{DASH})[^\S\n]?)((?:19[89]|20\d)\d|\d\d)(?!\w|/\d|[.,:]\d)", _two_years),
        (r"(\d\d)/(\d\d)(?!\w|/|[.,:]\d)", _two_short_years),
        (rf"(?:FY|F/Y)[^\S\n]?(\d\d)(?:/|{DASH})(\d\d)(?!\w|/|[.,:]\d)", _two_short_years),
        (rf"(\d\d){DASH}(\d\d)(?=[^\S\n]+{financial}\b)", _two_short_years),
        (
            rf"(?:FY|F/Y)[^\S\n]?((?:19[89]|20\d)\d)(?:[^\S\n]?(?:/|{DASH})[^\S\n]?)((?:20\d)\d|\d\d)(?!\w|/\d|[.,:]\d)",
            _named_years,
        ),
        (rf"{day}{SPACE}(?:of{GAP})?{month}", _day_month),
        (month, _month_alone),
        (rf"{year}{no_more}", _year_alone),
    ]
    return [(re.compile(pattern), build) for pattern, build in forms]


@cache
def _not_years() -> re.Pattern[str]:
    """What stands before a year that names a law, and before digits that a code's name announces."""
    words = wordings.section("periods")
    laws = wordings.any_of(words["laws"])
    return re.compile(
        rf"(?:\b{laws}(?:{SPACE}\([^)\n]*\))?,?{GAP}(?:of{GAP})?|\b{wordings.any_of(words['law_short_names'])}{SPACE}"
        rf"|\b(?i:{wordings.any_of(words['codes'])})\s*:?\s*)$"
    )


def point_at(text: str, position: int) -> Point | None:
    """The longest point that begins here, whatever stands before it."""
    for pattern, build in _forms():
        found = pattern.match(text, position)
        point = build(found) if found else None
        if point:
            return point
    return None


def find_points(text: str) -> list[Point]:
    """Every point in order, none over another. The right end of a range ("2015-2019") may follow a dash directly."""
    return list(_points(text))


@lru_cache(maxsize=512)
def _points(text: str) -> tuple[Point, ...]:
    """Kept, for one text is looked through for its dates, its periods and its numbers."""
    addresses = [found.span() for found in re.finditer(ADDRESS, text)]
    points: list[Point] = []
    position = 0
    for found in re.finditer(r"(?<!\w)[0-9A-Z]", text):
        at = found.start()
        if at < position or any(start <= at < end for start, end in addresses):
            continue
        point = point_at(text, at)
        if point and _may_begin(text, at, position) and not _is_next_row(text, point):
            points.append(point)
            position = point.end
    return tuple(points)


def _is_next_row(text: str, point: Point) -> bool:
    """Whether what looks like a date is a month's count and the next month: "April 2019 - 3" / "May 2019 - 4"."""
    if "\n" not in text[point.start : point.end]:
        return False
    row = _month_row().search(text[max(0, point.start - 80) : point.start])
    return row is not None and row[1] is None


@cache
def _month_row() -> re.Pattern[str]:
    return re.compile(
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
