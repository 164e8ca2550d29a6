"""Years of two calendar years ("2016-2017", "2016 to 2017") that only their neighbours settle.

Protects: alone such a label may be one financial year or two calendar years. Beside one that goes on where it ends it
can't be two calendar years, or a year would be counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—/]|\bto\b)\s*((?:19|20)\d\d)(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹])", re.IGNORECASE)


OTHER_YEARS = re.compile(
    r"\b(?:calendar|academic|school|tax|rolling|jan(?:uary)?|feb(?:ruary)?|(?-i:May)|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
"""With one of these beside them the years are not said to begin in April."""
INSIDE_A_MONTH = re.compile(r"\b(?:0?[2-9]|1\d|2[0-7])(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]+,?\s+(?:19|20)\d\d\b")
"""A day on which hardly any kind of year begins or ends: alone, as in "Data extracted on 4 January 2023", it says
nothing of years."""


def years_overlap(texts: Iterable[str], around: Iterable[str] = ()) -> bool:
    """Whether years of two each go on where another one ends, and none is longer. `around`: what else is said beside
    them; a word of another kind of year there or in the texts leaves them unsettled."""
    told = [text for text in texts if TWO_YEARS.search(text)]
    return go_on(told) and not any(_names_other_years(text) for text in (*told, *around))


def _names_other_years(text: str) -> bool:
    days = INSIDE_A_MONTH.findall(text)
    return OTHER_YEARS.search(INSIDE_A_MONTH.sub(" ", text) if len(days) == 1 else text) is not None


def go_on(told: Iterable[str]) -> bool:
    """The same, whatever kind of year is meant: none of them is two whole years, for one would count twice."""
    pairs = {(int(found[1]), int(found[2])) for text in told for found in TWO_YEARS.finditer(text)}
    return any((last, last + 1) in pairs for _, last in pairs) and all(last == first + 1 for first, last in pairs)


def as_one_year(text: str) -> str:
    """A text with its years of two as those of one financial year: "2017 - 2018" -> "2017/18"."""
    return TWO_YEARS.sub(lambda found: f"{found[1]}/{found[2][2:]}", text)
