"""The words about a number, nearest first -> what it counts, of which offence and time, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.answers.passages import Page
from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases.offences import read_offence
from ingest.phrases.periods import find_periods, read_period
from ingest.phrases.points import month_numbers, last_day
from ingest.reference import Reference
from ingest.thread.questions import OFFENCE_MENTION, offences_named

if TYPE_CHECKING:
    from ingest.answers.proposals import Found

TO_DATE = re.compile(r"\b(?:to date|so far|until today|year to date|until now|to present)\b", re.IGNORECASE)
UP_TO = re.compile(r"\bup to\b|\buntil\b", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    force_id: str | None
    measure_id: str | None
    unit: str | None
    offence_id: str | None
    scope: str | None
    period_id: str | None
    doubts: tuple[str, ...]


def meaning_of(one: Found, page: Page, force_id: str | None, reference: Reference, answered: date | None) -> Meaning:
    """What the words about a number say of it. Of two readings none is taken: null, and a doubt."""
    own = " ".join(one.labels)
    circles = [own, one.near, one.passage.asked, " ".join(page.asked.values()) if len(page.asked) == 1 else "", page.lead]
    measure, unit = measure_of(circles)
    offence = offence_of([*one.labels, *circles[1:], " ".join(page.asked.values())], force_id, reference)
    period, is_open = period_of(one.labels, circles[1:], page, answered)
    doubts = ["wording-unknown"]
    doubts += [] if measure else ["measure-unknown"]
    doubts += [] if offence else ["offence-unknown"]
    doubts += ["period-open"] if is_open else [] if period else ["period-unknown"]
    return Meaning(force_id, measure, unit, offence, None, None if is_open or not period else period, tuple(doubts))


# What is counted

MEASURES: tuple[tuple[str, str | None, str], ...] = (
    ("outcome_under_investigation", "offences", r"under investigation"),
    ("outcome_community_resolution", "offences", r"community resolution"),
    ("outcome_evidential_difficulties", "offences", r"evidential difficult\w*|insuff\w*\W*evidence"),
    ("outcome_no_suspect", "offences", r"no suspect\b|no sus\w* / no line|investigation complete\W+no suspect"),
    ("charges_internet_used", "people", r"(?=.*charged)(?=.*cautioned).*\binternet"),
    ("arrests_aged_16_and_under", "people", r"aged 16 (?:and|or) under arrest|aged 16 (?:and|or) under.*\barrest"),
    ("cautions", None, r"\bcaution(?:s|ed)?\b"),
    ("charges", None, r"\bcharge[ds]?\b|\bsummons(?:ed)?\b"),
    ("arrests", "arrests", r"\barrest(?:s|ed)?\b"),
    ("offences_recorded", "offences", r"\b(?:crimes?|offences?)\b"),
)
"""Words that say what is counted; the first that stands nearest decides."""
PEOPLE = re.compile(r"\b(?:persons?|people|adults|individuals|suspects)\b", re.IGNORECASE)


def measure_of(circles: Sequence[str]) -> tuple[str | None, str | None]:
    for text in circles:
        for measure, unit, pattern in MEASURES:
            if re.search(pattern, text, re.IGNORECASE | re.DOTALL):
                if unit is None:
                    unit = "custody records" if "custody record" in text.lower() else "people" if PEOPLE.search(" ".join(circles[:3])) else "offences"
                return measure, unit
    return None, None


# Of which offence


def offence_of(circles: Sequence[str], force_id: str | None, reference: Reference) -> str | None:
    """The offence that the nearest words name which name one, by label, section, code or a known name."""
    for text in circles:
        if not text or not force_id:
            continue
        if len(text) < 120 and (label := read_offence(text, place_id=force_id, reference=reference)) and label.offence_id:
            return label.offence_id
        ids = _named(text, force_id, reference)
        if len(ids) == 1:
            return ids.pop()
        if len(ids) > 1:
            return _of_both(ids, reference)
    return None


def _named(text: str, force_id: str, reference: Reference) -> set[str]:
    ids, _ = offences_named(text, force_id, reference)
    for spelling in sorted(reference.spellings, key=lambda one: -len(one.spelling)):
        if len(spelling.spelling) > 8 and re.search(rf"(?<!\w){re.escape(spelling.spelling)}(?!\w)", text, re.IGNORECASE):
            reading = read_offence(spelling.spelling, place_id=force_id, reference=reference)
            if reading and reading.offence_id:
                ids.add(reading.offence_id)
                break
    return ids


def _of_both(ids: set[str], reference: Reference) -> str | None:
    return None


# Of which time


def period_of(labels: Sequence[str], circles: Sequence[str], page: Page, answered: date | None) -> tuple[str | None, bool]:
    """(period_id, whether it is a year that had not ended when the answer was given)."""
    lead = " ".join([page.lead, *page.asked.values()])
    for label in labels:
        if (month := month_numbers().get(label.strip(" .").lower()[:3])) and len(label) < 10:
            year = next((found.period.start.year for found in find_periods(page.lead + " " + " ".join(circles)) if found.period.start), None)
            return (f"{year}-{month:02}-01..{last_day(year, month)}" if year else None), False
        period = _one(label)
        if period:
            return period.period_id, _is_open(period, label, lead, answered)
    for text in circles:
        period = _one(text)
        if period:
            return period.period_id, False
    return None, False


def _one(text: str) -> Period | None:
    """The one period that a text names."""
    whole = read_period(text.strip()) if len(text) < 60 else None
    found = {one.period.period_id: one.period for one in find_periods(text)} if whole is None else {whole.period_id: whole}
    found.pop(UNKNOWN_PERIOD.period_id, None)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_open(period: Period, label: str, lead: str, answered: date | None) -> bool:
    if UP_TO.search(label) or period.end is None:
        return False
    if answered is not None:
        return period.end > answered
    return False
