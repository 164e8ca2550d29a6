"""Checks of figures against others that count the same: a force's own years, and other forces of one year.

Protects: a number that was misread, or that counts something else, seldom looks like its neighbours; a real rise may
look the same. So what is far off is a note for whoever reviews, with what it was held against: it is drawn on no chart,
stands in neither doubts nor differs, and nothing is changed by it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median

from ingest.checks.finding import Finding, of_figure
from ingest.collect import Failure
from ingest.order import Placed
from ingest.place import Everything
from ingest.reference import Reference

TIMES = 1.75  # the median of the force's other years: half of them lie nearer than that
TIMES_BESIDE = 2.5  # each year beside it: a series that grows is near the year before, however far from the first
NOISE = 6.0  # of 2√a − 2√b, whose standard deviation by chance alone is √2: four of them and more
FEWEST_YEARS = 3  # others of one force, so that their median is of something
REGIME = date(2017, 4, 1)  # s15A came in, and recording of sexual offences had been inspected: no series goes across it
TIMES_OF_FORCES = 5.0  # forces record differently: the usual spread of their rates is two to three times
FEWEST_FORCES = 8
YEARS = ("financial_year", "calendar_year")
FAR = 20  # counted: small numbers leap about by chance
Kind = tuple[object, ...]


def off_its_own_series(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A yearly count is off its own series where it is 1.75 times the median of its force's other years (three of them
    at the least, none across April 2017) and 2.5 times each year beside it, or as much below them, by more than the
    chance of counting explains: lower thresholds would speak of series that simply grow."""
    for entries in _by_kind(everything, reference).values():
        counts = [_count(entry) for entry in entries]
        for n, entry in enumerate(entries):
            others = counts[:n] + counts[n + 1 :]
            if len(others) < FEWEST_YEARS:
                continue
            usual = median(others)
            beside = [_count(other) for other in entries if abs(_year(other) - _year(entry)) == 1]
            side = _side(counts[n], usual, TIMES)
            if side and beside and all(_side(counts[n], other, TIMES_BESIDE) == side for other in beside):
                years = ", ".join(f"{count:g}" for count in beside)
                stand = "stands" if len(beside) == 1 else "stand"
                message = (
                    f"{counts[n]:g} in {entry.figure.period.period_id}: the median of its "
                    f"{len(others)} other years is {usual:g}, and beside it {stand} {years}."
                )
                yield of_figure(entry, "note", "off-its-own-series", message)


def _side(count: float, usual: float, times: float) -> int:
    """1 where a count is this many times the usual, -1 where it is as much below, 0 where it is nearer or chance may be
    all that lies between them."""
    if abs(2 * math.sqrt(count) - 2 * math.sqrt(usual)) < NOISE:
        return 0
    return 1 if count > times * usual else -1 if count * times < usual else 0


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
                yield of_figure(entry, "note", "far-from-other-forces", message)


def _is_far(count: float, usual: float, times: float) -> bool:
    return abs(count - usual) >= FAR and (count > times * usual or count * times < usual)


def _by_kind(everything: Everything, reference: Reference) -> dict[Kind, list[Placed]]:
    """The exact yearly counts of one force that differ in their year alone, in order, of one regime."""
    groups: dict[Kind, list[Placed]] = defaultdict(list)
    for entry in _exact(everything):
        figure = entry.figure
        if figure.period.kind in YEARS and figure.period.start is not None and figure.force_id in reference.forces:
            groups[(*_what(entry), figure.force_id, figure.period.kind, figure.period.start >= REGIME)].append(entry)
    for entries in groups.values():
        entries.sort(key=lambda entry: entry.figure.period.start or date.min)
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


def _year(entry: Placed) -> int:
    return entry.figure.period.start.year if entry.figure.period.start else 0


def _count(entry: Placed) -> float:
    return float(entry.figure.value.value or 0)
