"""The words about a number, nearest first -> what it counts, of which offence and time, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ingest.answers import words
from ingest.answers.counts import Number
from ingest.answers.passages import Page
from ingest.answers.words import LONGEST_TEXT, blanked, part_of, phrase, term
from ingest.model import UNKNOWN_PERIOD, Period
from ingest.phrases import letters
from ingest.phrases.offences import acts_named, acts_of, offences_named, read_offence
from ingest.phrases.periods import (
    WHOLE_YEARS,
    as_one_year,
    find_periods,
    find_points,
    last_day,
    month_numbers,
    month_pattern,
    period_from_dates,
    read_period,
)
from ingest.reference import Reference

MONTH = re.compile(rf"\b{month_pattern()}\b", re.IGNORECASE)
PART_OF_YEAR = re.compile(rf"\b(?:{month_pattern()}|weeks?\s\d+)\b", re.IGNORECASE)
MONTH_OF_YEAR = re.compile(rf"(?<!\d )(?<!\d)\b{month_pattern()}\W+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
DAY_OF_A_YEAR = rf"(?:\d\d?\w* )?{month_pattern()}"
OF_EACH_YEAR = re.compile(
    rf"(?P<first>{DAY_OF_A_YEAR})\s*(?:[-–]|\bto\b)\s*(?P<last>{DAY_OF_A_YEAR}) (?:of |in )?(?:each|every) year"
)
"""Between which days the years of an answer run: "1st June – 31 May each year"."""
REMEMBERED = 4096  # texts: the labels of a table and the words around it are asked for each of its numbers


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number counts, as far as its words say, and `doubts`: codes of what a person has to settle; () where every
    word is understood, so that the number is a figure."""

    force_id: str | None
    measure_id: str | None
    unit: str | None
    offence_id: str | None
    period_id: str | None
    doubts: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()


def meaning_of(number: Number, page: Page, document_force: str | None, reference: Reference) -> Meaning:
    """What the words about a number say of it: null, with a doubt, where they may be read in two ways. What is not in
    its own words, those above it, its question or what they refer back to is sought in the other questions, the titles
    and the other answers."""
    if number.is_loose:
        unknown = ("measure-unknown", "offence-unknown", "period-unknown", "force-unsure")
        return Meaning(document_force, None, None, None, None, unknown)
    force_id = next((named for label in number.labels if (named := force_named(label, reference))), document_force)
    near = texts_near(number)
    wide = page.around_of(number.passage)
    coded = words.outcome_measure(number.labels[0]) if number.is_of_outcomes and number.labels else None
    of_others = not measure_of(near)[0] and any(map(_counts_others, near))  # what is said elsewhere is not of these
    others_ask = bool(number.passage.asked)  # what another question counts is not what its own does
    is_alone = (
        number.is_of_outcomes or of_others or (number.is_shared and phrase.of_the_number.match(near[0]) is not None)
    )
    measure, unit = measure_of(near[:1] if is_alone else [*near, *wide[others_ask:]])
    if not measure_of(near[:1])[0] and any(len(measures_in(text)) > 1 for text in number.within[:1]):
        measure, unit = None, None  # "5 charged, 3 cautioned and 2 NFA"
    if coded:
        measure, unit = coded, "offences" if phrase.offences.search(number.near) else None
    offence = offence_of([*number.labels, *near[1:], *wide], force_id, reference)
    whole = number.within[0] if number.within else ""  # of several times, or of one and each number's own part of it
    is_among_times = len(times_in(whole)) > 1 or "respectively" in whole or _begins_later(page.around[2])
    of_all = [whole] if number.labels and term.names_total.search(number.labels[0]) else []
    other_rows = (row for row in number.rows if row != number.labels[0])
    if offence and any(offence_of([row], force_id, reference) == offence for row in other_rows):
        offence = offence_of([*number.labels, *near[1:]], force_id, reference)  # the words elsewhere are another row's
    period, is_open = period_of(number.labels, of_all if is_among_times else [*near[1:], *wide], page)
    is_near = (
        (number.is_of_outcomes or measure_of(near)[0] is not None)
        and offence_of([*number.labels, *near[1:]], force_id, reference) is not None
        and (is_open or period_of(number.labels, near[1:], page)[0] is not None)
    )
    others = forces_in(page.around[2], reference) - {document_force}
    initials = [label for label in number.labels if label.isupper() and force_named(label, reference)]  # "DPP – 14"
    is_unsure = bool(others if force_id == document_force else initials)
    meaning = Meaning(force_id, measure, unit, offence, period)
    doubts = ["force-unsure"] if is_unsure else []
    doubts += [] if unit else ["unit-unknown"]
    doubts += ["said-elsewhere"] if not is_near and (measure or offence) else []
    doubts += [] if measure else ["measure-unknown"]
    doubts += [] if offence else ["offence-unknown"]
    doubts += ["period-open"] if is_open else [] if period else ["period-unknown"]
    part = part_of([*near, *number.beside])
    part += (("outcome", number.labels[0]),) if number.is_of_outcomes and number.labels else ()
    return replace(meaning, period_id=None if is_open else period, doubts=_shared(tuple(doubts)), dimensions=part)


def texts_near(number: Number) -> list[str]:
    """The words about a number, the nearest first: its labels, its sentence, its question, what they refer back to."""
    near = ("; ".join(number.labels), *number.within, number.near, number.passage.asked, *number.base)
    return [text[:LONGEST_TEXT] for text in near]


@lru_cache(maxsize=256)
def _shared(doubts: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all equal doubts: tens of thousands of numbers of a large document have them."""
    return doubts


@lru_cache(maxsize=REMEMBERED)
def measures_in(text: str) -> frozenset[str]:
    """The measures that a text names, without recorded offences, which every text mentions."""
    return frozenset(
        row.measure_id for row in words.measures() if row.measure_id != "offences_recorded" and row.words.search(text)
    )


DAYS_OF_A_YEAR = 366


@lru_cache(maxsize=REMEMBERED)
def times_in(text: str) -> tuple[Period, ...]:
    return tuple(mention.period for mention in find_periods(text))


def open_times(text: str) -> str:
    """A text without the times whose days are settled: "since 1 June 2020" and "April to March" stay."""
    settled = (mention for mention in find_periods(text) if mention.period != UNKNOWN_PERIOD)
    return blanked(text, ((mention.start, mention.end) for mention in settled))


@lru_cache(maxsize=REMEMBERED)
def forces_in(text: str, reference: Reference) -> frozenset[str]:
    plain = text.casefold()
    return frozenset(force.force_id for force in reference.forces.values() if force.name.casefold() in plain)


def force_named(label: str, reference: Reference) -> str | None:
    return _forces(reference).get(label.strip(" .:*").casefold())


@lru_cache(maxsize=2)
def _forces(reference: Reference) -> dict[str, str]:
    return {
        name.casefold(): force.force_id
        for force in reference.forces.values()
        for name in (force.name, force.short_name, *force.aliases)
    }


# What is counted


COUNTABLE = {"arrests", "people", "offences", "charges", "cautions", "cases"}


@lru_cache(maxsize=REMEMBERED)
def _counts_others(text: str) -> bool:
    """Whether a text counts what no measure counts: "how many requests", "the number of searches"."""
    counted = term.counted_noun.search(text)
    if counted is None or term.people.fullmatch(counted["noun"]):
        return False
    return letters.units().get(counted["noun"].casefold()) not in COUNTABLE


def measure_of(circles: Sequence[str]) -> tuple[str | None, str | None]:
    """(measure_id, unit) by the nearest words that say what is counted."""
    for n, text in enumerate(circles):
        if (counted := words.counted(text)) is not None:
            if n and counted.measure_id.startswith("outcome_") and len(measures_in(text)) > 1:
                return None, None  # "positive outcomes include charges, cautions and community resolutions"
            if n and len(_asked(text)) > 1:
                return None, None  # "How many were reported? How many were charged?"
            are_people = counted.measure_id == "arrests" and term.people.search(text) and not term.arrests.search(text)
            return counted.measure_id or None, "people" if are_people else counted.unit or _unit(text, circles)
    return None, None


@lru_cache(maxsize=REMEMBERED)
def _asked(text: str) -> frozenset[words.Counted | None]:
    questions = (f"{asks}?" for asks in text.replace(";", "?").split("?")[:-1] if asks)
    return frozenset(
        words.counted(question)
        for question in questions
        if term.counted_noun.search(question) or words.counted(question)
    )


def _unit(text: str, circles: Sequence[str]) -> str | None:
    if "custody record" in text.lower():
        return "custody records"
    near = " ".join(circles[:3])
    if counted := term.counted_unit.search(text):
        return counted["unit"].lower()
    return "people" if term.people.search(near) else "offences" if phrase.offences.search(near) else None


# Of which offence


def offence_of(circles: Sequence[str], force_id: str | None, reference: Reference) -> str | None:
    """The offence of the nearest words that name one, by label, code, section or a known name. A label that is a
    section and no Act ("S127") is that section of what is named further off."""
    section = next((match[1].lower() for text in circles if (match := phrase.section_alone.fullmatch(text))), None)
    for text in circles:
        if not text or not force_id:
            continue
        label = read_offence(text, place_id=force_id, reference=reference) if len(text) < LONGEST_LABEL else None
        if label and label.offence_id and not section:
            return label.offence_id
        ids = coded_in(text, force_id, reference) - {""} or named_in(text, force_id, reference)
        if section:
            ids = frozenset(name for name in ids if (reference.offences[name].section or "").lower() == f"s{section}")
        if len(ids) > 1:
            ids = what_holds(ids, reference)
        if ids:
            return next(iter(ids)) if len(ids) == 1 else None
    return None


LONGEST_LABEL = 120  # letters; what is longer is a sentence
SHORTEST_NAME = 8  # letters of a spelling that is sought in a sentence


@lru_cache(maxsize=REMEMBERED)
def coded_in(text: str, force_id: str, reference: Reference) -> frozenset[str]:
    """The offences whose codes a text has, "" for a code that nobody knows."""
    printed = {match["code"] for match in phrase.offence_code.finditer(text) if match["code"]}
    codes = {f"{code[:3]}/{code[3:]}" if len(code) == 5 and code.isdigit() else code for code in printed}
    read = [read_offence(f"HO code {code}", place_id=force_id, reference=reference) for code in codes]
    return frozenset((offence and offence.offence_id) or "" for offence in read)


@lru_cache(maxsize=REMEMBERED)
def named_in(text: str, force_id: str, reference: Reference) -> frozenset[str]:
    ids, _ = offences_named(phrase.under_act.sub(" of the ", text), force_id, reference)
    acts = acts_named(text, acts_of(reference))
    for act in acts if len(acts) > 1 or not phrase.section_mark.search(text) else ():  # a section of it was read above
        of_act = {row.offence_id for row in reference.offences.values() if row.act and act.startswith(row.act)}
        ids |= of_act if len(of_act) == 1 else set()
    left, folded = text, text.casefold()
    for same, name, spelling in _spellings(reference):
        if same in folded and name.search(left):
            reading = read_offence(spelling, place_id=force_id, reference=reference)
            ids |= {reading.offence_id} if reading and reading.offence_id else set()
            left = name.sub(" ", left)
    return frozenset(ids or ({"group:sexual_offences_all"} if phrase.all_sexual.search(text) else ()))


@lru_cache(maxsize=2)
def _spellings(reference: Reference) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """The spellings that are sought in a sentence, the longest first, each with the letters to look for first."""
    known = sorted((row.spelling for row in reference.spellings if len(row.spelling) >= SHORTEST_NAME), key=len)
    sought = ((name, re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)) for name in reversed(known))
    return tuple((name.casefold(), pattern, name) for name, pattern in sought)


def what_holds(ids: frozenset[str], reference: Reference) -> frozenset[str]:
    """What holds all of them: the narrower where one lies in the other, else the one group of both."""
    within = {name: set(reference.offences[name].within) for name in ids}
    narrow = frozenset(name for name in ids if not any(name in within[other] for other in ids))
    if len(narrow) < 2:
        return narrow
    return frozenset(set.intersection(*(within[name] for name in narrow)))


# Of which time


def period_of(labels: Sequence[str], circles: Sequence[str], page: Page) -> tuple[str | None, bool]:
    """(period_id, whether it is a year that had not ended when the answer was given)."""
    wide = " ".join(circles)
    months = (month_numbers().get(label.strip(" .").lower()) for label in labels)
    if month := next(filter(None, months), None):
        of_labels = (period for label in labels if (period := _single_period(as_one_year(label))))
        begins = next((period.start for period in of_labels if period.start and period.kind in WHOLE_YEARS), None)
        if begins:
            year = begins.year + (month < begins.month)  # March of 2019/20 is in 2020
            of_month = period_from_dates(date(year, month, 1), last_day(year, month))
            return of_month.period_id, is_unended(of_month, page, "")
        years = (MONTH_OF_YEAR.search(text) for text in (page.around[2], wide))
        printed = next((match["year"] for match in years if match), None)
        return (f"{printed}-{month:02}-01..{last_day(int(printed), month)}" if printed else None), False
    for label in labels:
        if to_day := phrase.up_to.match(label):
            period = _single_period(f"1 January {to_day['year']} to {to_day['day']} {to_day['year']}")
            return (period.period_id if period else None), False
        if period := _single_period(as_one_year(label)):
            if any(_is_part_of_year(other) for other in labels if other != label):
                return None, False
            said = next(filter(None, map(_of_each_year, circles)), None) if period.kind in WHOLE_YEARS else None
            if said and period.start and period.end:
                of_days = f"{said['first']} {period.start.year} to {said['last']} {period.end.year}"
                period = _single_period(of_days)
                if not (period and period.start and period.end) or (period.end - period.start).days > DAYS_OF_A_YEAR:
                    return None, False  # "October to December each year" of 2019/20
            return (None if MARKED.search(label) else period.period_id), is_unended(period, page, wide)
        if any(mention.period == UNKNOWN_PERIOD for mention in find_periods(label)):
            return None, False  # its own time is not understood, and no other stands for it
        if _is_part_of_year(label) or term.relative_years.search(label):
            return None, False
    for text in map(_without_since, circles):
        if (
            period := _single_period(text) or _joined(text)
        ) and period.start != period.end:  # a letter's own day is no count's
            return financial_too(period, wide), False
    return None, False


def _is_part_of_year(label: str) -> bool:
    """Whether a label names a part of some year, and not of which."""
    is_short = len(label) < LONGEST_LABEL and _single_period(as_one_year(label)) is None
    return is_short and PART_OF_YEAR.search(label) is not None


MARKED = re.compile(r"\d\s?[*†‡#^]+\W*(?:\d[\d,]*)?\W*\Z")
"""A year with a note's mark ("2019/20*", "2019/20* 14"): the note may say that it is a part of one."""


@lru_cache(maxsize=REMEMBERED)
def _of_each_year(text: str) -> re.Match[str] | None:
    return OF_EACH_YEAR.search(text)


@lru_cache(maxsize=REMEMBERED)
def _begins_later(text: str) -> bool:
    return term.begins_later.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def _without_since(text: str) -> str:
    return phrase.other_times.sub(" ", text)


@lru_cache(maxsize=REMEMBERED)
def _single_period(text: str) -> Period | None:
    """The one period that a text names, its days aside; none where it names a month besides ("2009, Oct - Dec")."""
    whole = read_period(text.strip()) if len(text) < LONGEST_LABEL else None
    if whole:
        return whole if whole.period_id != UNKNOWN_PERIOD.period_id else None
    mentions = [mention for mention in find_periods(text) if mention.period.start != mention.period.end]
    named = {mention.period.period_id: mention.period for mention in mentions}
    has_month_besides = len(text) < LONGEST_LABEL and MONTH.search(open_times(text)) is not None
    if len(named) != 1:
        return None
    period = next(iter(named.values()))
    return None if has_month_besides and period.kind in ("calendar_year", "financial_year") else period


@lru_cache(maxsize=REMEMBERED)
def _joined(text: str) -> Period | None:
    """The time from the first to the last of consecutive years for which the answer gives a total."""
    years = sorted(
        {mention.period for mention in find_periods(text) if mention.period.start and mention.period.end},
        key=lambda period: str(period.start),
    )
    goes_on = all(a.end and b.start and (b.start - a.end).days == 1 for a, b in pairwise(years))
    if len(years) < 2 or not goes_on or len(term.names_total.findall(text)) != 1:
        return None
    first, last = years[0].start, years[-1].end
    return Period(f"{first}..{last}", "other", first, last)


def financial_too(period: Period, text: str) -> str:
    """ "During 2021 to 2022", where a financial year 2021/22 was asked for, is that year."""
    start, end = period.start, period.end
    if start and end and period.kind == "other" and (start.month, end.month, end.year - start.year) == (1, 12, 1):
        year = f"{start.year}/{end.year % 100:02}"
        if any(mention.period.period_id == year for mention in find_periods(text)):
            return year
    return period.period_id


def is_unended(period: Period, page: Page, text: str) -> bool:
    """Whether a year had not ended when the answer was given: by the last day that is printed before it, by the year
    of its reference, or since it is the last one of "this year to date"."""
    if period.end is None:
        return False
    days, years = dated(page.around[1])
    years = years or dated(page.after_closing)[1]
    if days and max(days) < period.end and max(days).year >= period.end.year:
        return True
    if not days and years and period.end.year >= years[0] and period.end > date(years[0], 12, 30):
        return True
    return (
        bool(term.to_date.search(text))
        and bool(period.start)
        and bool(years or days)
        and period.end.year >= max([*years, *(day.year for day in days)])
    )


@lru_cache(maxsize=REMEMBERED)
def dated(text: str) -> tuple[list[date], list[int]]:
    days = [point.first for point in find_points(text) if point.kind == "date" and point.first]
    years = [*phrase.year_of_reference.findall(text), *phrase.year_in_reference.findall(text)]
    return days, [2000 + int(year) for year in years]
