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
from collections.abc import Iterator, Mapping, Sequence
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
    """The wholes that other sources print of what a source lists in parts, some of which it holds back."""
    printed = {(one.source.source_id, identity(one.figure)) for one in figures if _is_printed_exactly(one)}
    listed: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for entry in standing.values():
        listed[_list_of(entry)].append(entry)
    for (source_id, *_), entries in listed.items():
        if not any(_hides(entry) for entry in entries):
            continue
        parts_of: dict[tuple[Identity, str], list[Placed]] = defaultdict(list)
        for entry in entries:
            for whole_and_by in _wholes_of(entry.figure, reference):
                parts_of[whole_and_by].append(entry)
        for (whole, _), parts in parts_of.items():
            total = standing.get(whole)
            if total is None or (source_id, whole) in printed:
                continue
            if _may_be_all(total, _outermost(parts, reference)):
                yield total


def _hides(entry: Placed) -> bool:
    return is_held_back(entry.figure.value) and not entry.is_disputed


def _is_printed_exactly(entry: Placed) -> bool:
    """Whether a source prints a whole itself: as a number, and not one that was set aside as misread."""
    return entry.figure.value.value is not None and entry.status != "rejected"


def _list_of(entry: Placed) -> tuple[object, ...]:
    figure = entry.figure
    period = figure.period.period_id
    return (entry.source.source_id, figure.force_id, figure.measure_id, figure.unit, figure.scope, period)


def _wholes_of(part: Figure, reference: Reference) -> Iterator[tuple[Identity, str]]:
    """What a figure may be a listed part of, by offence or by one breakdown, and by which."""
    whole_offence = reference.measures[part.measure_id].whole_offence_id
    if part.offence_id is not None and part.offence_id != whole_offence:
        for outer in {None, whole_offence, *reference.offence_ancestors(part.offence_id)}:
            yield identity(replace(part, offence_id=outer)), "offence"
    for name, _ in part.dimensions:
        rest = tuple(one for one in part.dimensions if one[0] != name)
        yield identity(replace(part, dimensions=rest)), name


def _outermost(listed: Sequence[Placed], reference: Reference) -> list[Placed]:
    """The parts without those that another of them holds."""
    offences = {one.figure.offence_id for one in listed}
    return [
        one
        for one in listed
        if one.figure.offence_id is None or not offences & reference.offence_ancestors(one.figure.offence_id)
    ]


def _may_be_all(total: Placed, parts: Sequence[Placed]) -> bool:
    """Whether what is left of the whole beside the parts with numbers is no more than the bounds of those that are held
    back, together, so that these may be the rest of it."""
    whole = total.figure.value
    hidden = [one.figure.value for one in parts if _hides(one)]
    others = [one.figure.value for one in parts if not _hides(one)]
    if whole.low is None or whole.high is None or not hidden or not others:
        return False
    room = sum(SMALL if value.high is None else value.high for value in hidden)
    left = whole.high - sum(value.low or 0.0 for value in others)
    return 0 <= left <= room


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
