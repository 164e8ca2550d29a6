"""Checks of figures against others that count the same: a force's own years, and other forces of one year.

Protects: a number that was misread, or that counts something else, seldom looks like its neighbours. What is far off is
shown to a person with what it was held against, and nothing is changed: a real rise looks the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from ingest.checks.finding import Finding, of_figure
from ingest.collect import Failure
from ingest.order import Placed
from ingest.phrases.periods import days
from ingest.place import Everything
from ingest.reference import Reference

TIMES = 4.0  # from one year to another a count doubles at times; four times the usual is seldom the same thing
TIMES_OF_FORCES = 5.0  # forces record differently: the usual spread of their rates is two to three times
FEWEST_YEARS = 4  # others of one force, so that their median is of something
FEWEST_FORCES = 8
FAR = 20  # counted: small numbers leap about by chance
PART_OF_LAST = 2 / 3  # of the year before
SOON = timedelta(days=62)  # from the period's end to the page's day: figures are seldom whole so early
Kind = tuple[object, ...]


def far_from_own_years(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A count that is four times the median of its force's other years (four of them at the least), or a quarter of it,
    and twenty or more away, may be misread or count something else, for small numbers leap by chance and large ones
    seldom do."""
    for entries in _by_kind(everything).values():
        for entry in entries:
            others = [_count(other) for other in entries if other is not entry]
            if len(others) < FEWEST_YEARS:
                continue
            usual = median(others)
            if _is_far(_count(entry), usual, TIMES):
                message = (
                    f"{entry.figure.value.text} in {entry.figure.period.period_id}: the median of the force's "
                    f"{len(others)} other years is {usual:g}."
                )
                yield of_figure(entry, "warning", "far-from-own-years", message)


def far_from_other_forces(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A count that is five times what the median rate of eight or more forces would give for its residents, or a fifth
    of it, and twenty or more away, may count something else, for forces record differently but seldom so
    differently."""
    residents = {(row.force_id, row.mid_year): row.population for row in reference.populations}
    groups: dict[Kind, list[tuple[Placed, int]]] = defaultdict(list)
    for entry in _exact(everything):
        figure = entry.figure
        start = figure.period.start
        people = residents.get((figure.force_id, start.year)) if start is not None else None
        if people is not None:
            groups[(*_what(entry), figure.period.period_id)].append((entry, people))
    for group in groups.values():
        if len(group) < FEWEST_FORCES:
            continue
        usual = median(_count(entry) / people for entry, people in group)
        for entry, people in group:
            expected = usual * people
            if _is_far(_count(entry), expected, TIMES_OF_FORCES):
                message = (
                    f"{entry.figure.value.text}: the median rate of {len(group)} forces would give about "
                    f"{expected:.0f} for its residents."
                )
                yield of_figure(entry, "warning", "far-from-other-forces", message)


def may_be_of_a_part_year(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """The latest year of a series, if its page is of the two months behind it and it is less than two thirds of the
    year before, may be of a part of the year."""
    for entries in _by_kind(everything).values():
        ordered = sorted(entries, key=lambda entry: entry.figure.period.start or date.min)
        for before, last in zip(ordered[-2:-1], ordered[-1:], strict=False):
            end, page = last.figure.period.end, _day_of(last)
            if end is None or page is None or not timedelta(0) <= page - end <= SOON:
                continue
            if _count(before) - _count(last) >= FAR and _count(last) < PART_OF_LAST * _count(before):
                message = (
                    f"{last.figure.value.text} in {last.figure.period.period_id}, {before.figure.value.text} the year "
                    f"before; the page is of {page}."
                )
                yield of_figure(last, "warning", "may-be-part-year", message)


def _is_far(count: float, usual: float, times: float) -> bool:
    return abs(count - usual) >= FAR and (count > times * usual or count * times < usual)


def _by_kind(everything: Everything) -> dict[Kind, list[Placed]]:
    """The exact counts of one force that differ in their year alone; periods of one kind and length."""
    groups: dict[Kind, list[Placed]] = defaultdict(list)
    for entry in _exact(everything):
        figure = entry.figure
        length = days(figure.period)
        if length is not None:
            is_year = figure.period.kind in ("financial_year", "calendar_year")
            groups[(*_what(entry), figure.force_id, figure.period.kind, None if is_year else length)].append(entry)
    return groups


def _what(entry: Placed) -> Kind:
    figure = entry.figure
    return (figure.measure_id, figure.unit, figure.offence_id, figure.scope, frozenset(figure.dimensions))


def _exact(everything: Everything) -> Iterator[Placed]:
    return (
        entry
        for entry in everything.figures
        if entry.status == "current" and entry.figure.value.value is not None and entry.figure.unit != "percent"
    )


def _count(entry: Placed) -> float:
    return float(entry.figure.value.value or 0)


def _day_of(entry: Placed) -> date | None:
    """The first day that a figure's page can be of, as far as its date is known to the month."""
    text = entry.figure.published or entry.source.published or entry.source.answered
    parts = [int(part) for part in (text or "").split("-")] if text else []
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1) if len(parts) > 1 else None
