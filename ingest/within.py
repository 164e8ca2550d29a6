"""Figures -> which of the same force's figures contain each of them, so that nobody adds a part to its whole.

A figure contains another of the same force and unit when its measure, offence and period are the same or wider, its
scope is the whole or the same, and its breakdown is the same or coarser. What is wider comes from the reference
data and from the calendar; it is our reading unless a source says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from ingest.model import Figure
from ingest.order import Placed
from ingest.reference import Reference

MOST_BREAKDOWNS = 8  # of which every coarser one is looked for: 256
Parts = tuple[str | None, str | None, frozenset[tuple[str, str]]]
Counted = dict[tuple[str, str, str], dict[Parts, list[Placed]]]


def mark_within(placed: Sequence[Placed], reference: Reference) -> list[Placed]:
    """The same figures with `within`: the ids of the measures, offences and periods of those that contain them."""
    current = by_what_is_counted(entry for entry in placed if entry.status == "current")
    marked = []
    for entry in placed:
        outers = containing(entry, current, reference)
        if not outers:
            marked.append(entry)
            continue
        ids = set().union(*(_differences(outer.figure, entry.figure) for outer in outers))
        by = "source" if all(by_words(outer, entry, reference) for outer in outers) else "reading"
        marked.append(replace(entry, within=tuple(sorted(ids)), within_by=by))
    return marked


def by_what_is_counted(placed: Iterable[Placed]) -> Counted:
    """Figures by force, unit and measure, and there by offence, scope and breakdown."""
    found: Counted = defaultdict(lambda: defaultdict(list))
    for entry in placed:
        figure = entry.figure
        found[figure.force_id, figure.unit, figure.measure_id][_parts(figure)].append(entry)
    return found


def containing(entry: Placed, counted: Counted, reference: Reference) -> list[Placed]:
    """Those of the figures that contain this one. Only where one can be it is looked: a large table has ten thousand
    figures, and each pair of them would be a hundred million."""
    part = entry.figure
    found: list[Placed] = []
    for measure_id in (part.measure_id, *reference.measure_ancestors(part.measure_id)):
        alike = counted.get((part.force_id, part.unit, measure_id))
        if alike is None:
            continue
        offences = {None, reference.measures[measure_id].whole_offence_id, part.offence_id}
        offences |= reference.offence_ancestors(part.offence_id) if part.offence_id is not None else set()
        for place in _places(offences, part, alike):
            found += [one for one in alike.get(place, ()) if one is not entry and contains(one, entry, reference)]
    return found


def _parts(figure: Figure) -> Parts:
    return figure.offence_id, figure.scope, frozenset(figure.dimensions)


def _places(offences: set[str | None], part: Figure, alike: Mapping[Parts, list[Placed]]) -> Iterable[Parts]:
    """Where figures that may contain one are looked for; among those that there are, where its breakdowns are many and
    their coarser ones more than these."""
    own = frozenset(part.dimensions)
    if len(own) <= MOST_BREAKDOWNS:
        return product(offences, {None, part.scope}, _coarser(part.dimensions))
    return [place for place in alike if place[0] in offences and place[1] in (None, part.scope) and place[2] <= own]


def _coarser(dimensions: Sequence[tuple[str, str]]) -> list[frozenset[tuple[str, str]]]:
    """A breakdown and every coarser one, down to none."""
    return [frozenset(some) for size in range(len(dimensions) + 1) for some in combinations(dimensions, size)]


def contains(outer: Placed, inner: Placed, reference: Reference) -> bool:
    """Whether every case counted in `inner` is counted in `outer` too, as far as unit, measure, offence, period and the
    number of forces counted can tell."""
    whole, part = outer.figure, inner.figure
    return (
        whole.unit == part.unit
        and _measure_contains(whole.measure_id, part.measure_id, reference)
        and _offence_contains(whole, part, reference)
        and _period_contains(outer, inner)
        and whole.scope in (None, part.scope)
        and set(whole.dimensions) <= set(part.dimensions)
        and _counts_as_many_forces(whole, part)
        and _key(whole) != _key(part)
    )


def _key(figure: Figure) -> tuple[object, ...]:
    return (figure.measure_id, figure.offence_id, figure.period.period_id, figure.scope, figure.dimensions)


def by_words(outer: Placed, inner: Placed, reference: Reference) -> bool:
    """Whether one source's own measures say it ("how many of these arrests") and nothing else was needed."""
    measure = reference.measures[inner.figure.measure_id]
    one_source = outer.source.source_id == inner.source.source_id
    only_measure = (outer.figure.offence_id, outer.figure.period) == (inner.figure.offence_id, inner.figure.period)
    by_words = outer.figure.measure_id in measure.within and measure.within_by == "words"
    return one_source and only_measure and by_words


def _measure_contains(outer: str, inner: str, reference: Reference) -> bool:
    return outer == inner or outer in reference.measure_ancestors(inner)


def _offence_contains(outer: Figure, inner: Figure, reference: Reference) -> bool:
    """A figure for its measure's whole, or for no one offence, is of all that the measure counts: it holds any
    offence's."""
    if outer.offence_id in (None, reference.measures[outer.measure_id].whole_offence_id, inner.offence_id):
        return True
    return inner.offence_id is not None and outer.offence_id in reference.offence_ancestors(inner.offence_id)


def _period_contains(outer: Placed, inner: Placed) -> bool:
    """Two periods that can't be told are one only where one source prints them alike."""
    whole, part = outer.figure.period, inner.figure.period
    if whole.start is None or whole.end is None or part.start is None or part.end is None:
        both_unknown = whole.period_id == part.period_id
        one_source = outer.source.source_id == inner.source.source_id
        return both_unknown and one_source and outer.figure.period_label == inner.figure.period_label
    return whole.start <= part.start and part.end <= whole.end


def _counts_as_many_forces(outer: Figure, inner: Figure) -> bool:
    """An area's figure over 39 forces does not hold one over 43."""
    if outer.forces_counted is None or inner.forces_counted is None:
        return True
    return inner.forces_counted <= outer.forces_counted


def _differences(outer: Figure, inner: Figure) -> set[str]:
    ids = set()
    if outer.measure_id != inner.measure_id:
        ids.add(outer.measure_id)
    if outer.offence_id != inner.offence_id and outer.offence_id is not None:
        ids.add(outer.offence_id)
    if outer.period.period_id != inner.period.period_id:
        ids.add(outer.period.period_id)
    return ids or {outer.measure_id}
