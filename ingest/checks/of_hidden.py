"""Checks of counts that are held back: whether what others print leaves them less room than their own source does.

Protects: nothing here works a hidden count out, and no message says what it may be. Two publishers may each print, for
itself, what together would: a force holds a count back, and a charity prints the region's total. Both stand as printed,
and a person is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.checks.finding import Finding, of_figure
from ingest.collect import Failure
from ingest.coverage import years_of
from ingest.model import Figure
from ingest.order import Identity, Placed, identity
from ingest.period_ids import period_of_id
from ingest.place import Everything
from ingest.reference import Reference

HELD_BACK = "[c]"
Standing = Mapping[Identity, Placed]


def held_back_beside_totals(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A count that its source holds back has less room than it prints where another source's total of an area, or of
    several years, stands beside all the other forces or years; no message says how much."""
    standing = {identity(entry.figure): entry for entry in everything.figures if entry.status == "current"}
    totals = _totals(standing, reference)
    for entry in standing.values():
        if entry.figure.value.symbol != HELD_BACK:
            continue
        for total, others in totals.get(identity(entry.figure), ()):
            sources = {one.source.source_id for one in (entry, total, *others)}
            if len(sources) > 1 and _has_less_room(entry, total, others):
                message = (
                    f"{entry.figure.value.text or 'The count'} is held back, and a total that another source prints, "
                    "with the other figures that it is the sum of, leaves it less room than its own print does. "
                    "Nothing here works it out; whether all of them are to stand is for a person to say."
                )
                yield of_figure(entry, "warning", "held-back-beside-totals", message)


def _totals(standing: Standing, reference: Reference) -> Mapping[Identity, list[tuple[Placed, list[Placed]]]]:
    """For each figure the totals that it is a part of where every other part is here too, each with those others."""
    found: dict[Identity, list[tuple[Placed, list[Placed]]]] = defaultdict(list)
    for total in standing.values():
        for parts in _parts_of(total.figure, reference):
            here = [standing[part] for part in parts if part in standing]
            if len(here) == len(parts) and len(parts) > 1:
                for part in here:
                    found[identity(part.figure)].append((total, [other for other in here if other is not part]))
    return found


def _parts_of(figure: Figure, reference: Reference) -> Iterator[list[Identity]]:
    """What a figure is a sum of, as far as its print settles it: the forces that an area's source names as its members,
    and the years that a longer period is made of."""
    area = reference.areas.get(figure.force_id)
    if area is not None and area.members:
        yield [identity(replace(figure, force_id=member)) for member in area.members]
    years = years_of(figure.period.period_id)
    if len(years) > 1:
        yield [identity(replace(figure, period=period_of_id(year))) for year in years]


def _has_less_room(entry: Placed, total: Placed, others: Sequence[Placed]) -> bool:
    """Whether the total, less what the others may be, ends above the count's own lowest or below its own highest."""
    whole, own = total.figure.value, entry.figure.value
    lows = [other.figure.value.low for other in others]
    highs = [other.figure.value.high for other in others]
    is_below = whole.high is not None and whole.high - sum(low or 0.0 for low in lows) < _or_endless(own.high)
    if whole.low is None or None in highs:
        return is_below
    return is_below or whole.low - sum(high or 0.0 for high in highs) > (own.low or 0.0)


def _or_endless(high: float | None) -> float:
    return float("inf") if high is None else high
