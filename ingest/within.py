"""Figures -> which of the same force's figures contain each of them, so that nobody adds a part to its whole.

A figure contains another of the same force when its measure, offence and period are the same or wider, its
scope is the whole or the same, and its breakdown is the same or coarser. What is wider comes from the reference
data and from the calendar; it is our reading unless a source says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Figure, Period
from ingest.order import Placed
from ingest.reference import Reference


def mark_within(placed: Sequence[Placed], reference: Reference) -> list[Placed]:
    """The same figures with `within`: the ids of the measures, offences and periods of those that contain them."""
    by_force: dict[str, list[Placed]] = defaultdict(list)
    for entry in placed:
        if entry.status == "current":
            by_force[entry.figure.force_id].append(entry)
    marked = []
    for entry in placed:
        outers = [
            other.figure
            for other in by_force[entry.figure.force_id]
            if other is not entry and contains(other.figure, entry.figure, reference)
        ]
        if not outers:
            marked.append(entry)
            continue
        ids = set().union(*(_differences(outer, entry.figure) for outer in outers))
        by = "source" if all(_by_words(outer, entry.figure, reference) for outer in outers) else "reading"
        marked.append(replace(entry, within=tuple(sorted(ids)), within_by=by))
    return marked


def _by_words(outer: Figure, inner: Figure, reference: Reference) -> bool:
    """Whether the measures' own words say it ("how many of these arrests") and nothing else was needed."""
    measure = reference.measures[inner.measure_id]
    only_measure = (outer.offence_id, outer.period) == (inner.offence_id, inner.period)
    return only_measure and outer.measure_id in measure.within and measure.within_by == "words"


def contains(outer: Figure, inner: Figure, reference: Reference) -> bool:
    """Whether every case counted in `inner` is counted in `outer` too, as far as measure, offence and period can
    tell.
    """
    return (
        _measure_contains(outer.measure_id, inner.measure_id, reference)
        and _offence_contains(outer, inner, reference)
        and _period_contains(outer.period, inner.period)
        and outer.scope in (None, inner.scope)
        and set(outer.dimensions) <= set(inner.dimensions)
        and _key(outer) != _key(inner)
    )


def _key(figure: Figure) -> tuple[object, ...]:
    return (figure.measure_id, figure.offence_id, figure.period.period_id, figure.scope, figure.dimensions)


def _measure_contains(outer: str, inner: str, reference: Reference) -> bool:
    return outer == inner or outer in reference.measure_ancestors(inner)


def _offence_contains(outer: Figure, inner: Figure, reference: Reference) -> bool:
    """A figure for no one offence is of all that its measure counts, so it may hold any offence's."""
    if outer.offence_id is None or outer.offence_id == inner.offence_id:
        return True
    return inner.offence_id is not None and outer.offence_id in reference.offence_ancestors(inner.offence_id)


def _period_contains(outer: Period, inner: Period) -> bool:
    if outer.period_id == inner.period_id:
        return True
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _differences(outer: Figure, inner: Figure) -> set[str]:
    ids = set()
    if outer.measure_id != inner.measure_id:
        ids.add(outer.measure_id)
    if outer.offence_id != inner.offence_id and outer.offence_id is not None:
        ids.add(outer.offence_id)
    if outer.period.period_id != inner.period.period_id:
        ids.add(outer.period.period_id)
    return ids or {outer.measure_id}
