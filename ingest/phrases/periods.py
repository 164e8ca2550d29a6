"""A printed phrase -> a period, by what is printed and nothing else. (Interface first; forms follow.)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.model import Period


@dataclass(frozen=True)
class FoundPeriod:
    """A period in a sentence: `start` and `end` are code points of the text, half open. `period` is `UNKNOWN_PERIOD`
    where a period is spoken of and the print alone does not settle which ("since June 2017", "2013-18")."""

    period: Period
    start: int
    end: int


def read_period(text: str, *, published: str | None = None) -> Period | None:
    """The whole phrase as one period; None where the print alone does not settle it."""
    raise NotImplementedError


def find_periods(text: str) -> list[FoundPeriod]:
    raise NotImplementedError


def period_from_dates(start: date, end: date) -> Period:
    raise NotImplementedError


def contains(outer: Period, inner: Period) -> bool:
    raise NotImplementedError


def days(period: Period) -> int | None:
    raise NotImplementedError
