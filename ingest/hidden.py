"""All figures with their standing -> the same, with what would give away a count that is held back itself held back.

A force holds a small count back ("<5"), a charity prints the region's total, and its other forces are here too: who
takes the one from the others has the count. Protects: nothing that is published here lets a held-back count be
worked out from totals that its own source did not itself print together with it (secondary suppression, as statistical
offices do it). What the source prints together with it stands, for that is its own doing.

What is sought: an area whose members are known to be its sum, a longer period that is made of years, and what one
source lists by offence or by another breakdown while another source prints the whole. Such a list need not be complete,
nor its parts apart from each other; where what is left of the whole is as small as the count that is held back, a
reader would take it for the count, and the whole is held back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.coverage import years_of
from ingest.model import Figure, Value
from ingest.order import Identity, Placed, identity
from ingest.period_ids import period_of_id
from ingest.reference import Reference

SUPPRESSED = "[c]"
SMALL = 20  # a bound up to this is taken to hide a small count; a printed range of larger numbers hides nobody
HELD_BACK_HERE = "Held back here"
WHY = (
    f"{HELD_BACK_HERE}: beside figures of other sources it would let a small count be worked out that a force holds "
    "back. Its source prints it."
)
Standing = Mapping[Identity, Placed]


def hold_back(figures: Sequence[Placed], reference: Reference) -> list[Placed]:
    """The figures, in order; those that would give a held-back count away are not in force and bear no number, and with
    them every other print of the same figure."""
    standing = {identity(entry.figure): entry for entry in figures if entry.status == "current"}
    telling = (*_telling(standing, reference), *_telling_beside_lists(figures, standing, reference))
    going = {identity(one.figure) for one in telling}
    return [_without_number(entry) if identity(entry.figure) in going else entry for entry in figures]


def is_held_back(value: Value) -> bool:
    """Whether a count was printed so as to hide it: suppressed, or below a small bound."""
    if value.symbol == SUPPRESSED:
        return True
    is_range = value.value is None and value.symbol is None and value.high is not None
    return is_range and (value.low or 0) <= 1 and (value.high or 0) <= SMALL


def _telling(standing: Standing, reference: Reference) -> Iterator[Placed]:
    """The figures by which a held-back count has less room than its own source leaves it: the total where another
    source prints it, else the other parts of other sources."""
    for total in standing.values():
        for parts in _parts_of(total.figure, reference):
            here = [standing[part] for part in parts if part in standing]
            if len(here) < len(parts) or len(parts) < 2:
                continue
            for hidden in here:
                others = [other for other in here if other is not hidden]
                if not is_held_back(hidden.figure.value) or hidden.is_disputed:
                    continue
                foreign = [one for one in (total, *others) if one.source.source_id != hidden.source.source_id]
                if foreign and _has_less_room(hidden, total, others):
                    yield from [total] if total in foreign else foreign


def _parts_of(figure: Figure, reference: Reference) -> Iterator[list[Identity]]:
    """What a figure is a sum of, as far as its print settles it: the forces that an area's source names as its members,
    and the years that a longer period is made of."""
    area = reference.areas.get(figure.force_id)
    if area is not None and area.members:
        yield [identity(replace(figure, force_id=member)) for member in area.members]
    years = years_of(figure.period.period_id)
    if len(years) > 1:
        yield [identity(replace(figure, period=period_of_id(year))) for year in years]


def _telling_beside_lists(figures: Sequence[Placed], standing: Standing, reference: Reference) -> Iterator[Placed]:
    """The wholes that other sources print of what a source lists in parts, one of which it holds back."""
    listed: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    printed = {(entry.source.source_id, identity(entry.figure)) for entry in figures}
    for entry in standing.values():
        listed[_list_of(entry)].append(entry)
    for hidden in standing.values():
        if not is_held_back(hidden.figure.value) or hidden.is_disputed:
            continue
        for whole, is_part in _wholes_of(hidden.figure, reference):
            total = standing.get(whole)
            if total is None or (hidden.source.source_id, whole) in printed:
                continue
            beside = [one for one in listed[_list_of(hidden)] if one is not hidden and is_part(one.figure)]
            if beside and _may_be_all(hidden, total, _outermost(beside, reference)):
                yield total


def _list_of(entry: Placed) -> tuple[object, ...]:
    figure = entry.figure
    period = figure.period.period_id
    return (entry.source.source_id, figure.force_id, figure.measure_id, figure.unit, figure.scope, period)


def _wholes_of(part: Figure, reference: Reference) -> Iterator[tuple[Identity, Callable[[Figure], bool]]]:
    """What a figure may be a listed part of, by offence or by one breakdown, with what tells the other parts."""
    offence = part.offence_id
    whole_offence = reference.measures[part.measure_id].whole_offence_id
    if offence is not None and offence != whole_offence:
        within = reference.offence_ancestors(offence)
        for outer in {None, whole_offence, *within}:

            def is_of(other: Figure, outer: str | None = outer) -> bool:
                inner = other.offence_id
                is_inside = outer in (None, whole_offence) or (
                    inner is not None and outer in reference.offence_ancestors(inner)
                )
                return is_inside and inner not in (None, outer, *within) and other.dimensions == part.dimensions

            yield identity(replace(part, offence_id=outer)), is_of
    for name, _ in part.dimensions:
        rest = tuple(one for one in part.dimensions if one[0] != name)

        def has_name(other: Figure, name: str = name, rest: tuple[tuple[str, str], ...] = rest) -> bool:
            names = [key for key, _ in other.dimensions]
            others = tuple(one for one in other.dimensions if one[0] != name)
            return other.offence_id == offence and names.count(name) == 1 and others == rest

        yield identity(replace(part, dimensions=rest)), has_name


def _outermost(listed: Sequence[Placed], reference: Reference) -> list[Placed]:
    """The parts without those that another of them holds."""
    offences = {one.figure.offence_id for one in listed}
    return [
        one
        for one in listed
        if one.figure.offence_id is None or not offences & reference.offence_ancestors(one.figure.offence_id)
    ]


def _may_be_all(hidden: Placed, total: Placed, others: Sequence[Placed]) -> bool:
    """Whether what is left of the whole is no more than the count's own bound, so that it may be the count itself."""
    whole, own = total.figure.value, hidden.figure.value
    if whole.low is None or whole.high is None:
        return False
    lowest = sum(other.figure.value.low or 0.0 for other in others)
    room = SMALL if own.high is None else own.high
    return 0 <= whole.high - lowest <= room


def _has_less_room(hidden: Placed, total: Placed, others: Sequence[Placed]) -> bool:
    """Whether the total, less what the others may be, ends above the count's own lowest or below its own highest."""
    whole, own = total.figure.value, hidden.figure.value
    lows = [other.figure.value.low for other in others]
    highs = [other.figure.value.high for other in others]
    is_below = whole.high is not None and whole.high - sum(low or 0.0 for low in lows) < _or_endless(own.high)
    if whole.low is None or None in highs:
        return is_below
    return is_below or whole.low - sum(high or 0.0 for high in highs) > (own.low or 0.0)


def _or_endless(high: float | None) -> float:
    return float("inf") if high is None else high


def _without_number(entry: Placed) -> Placed:
    """The figure without its number, and without all words that may hold it."""
    figure = replace(
        entry.figure,
        value=Value(None, None, None, SUPPRESSED, SUPPRESSED),
        quote=None,
        note=WHY,
        chain=(),
        reading_reason=None,
    )
    return replace(entry, figure=figure, status="rejected", rule=WHY, statement=None, replaced_by=None)
