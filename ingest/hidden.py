"""All figures with their standing -> the same, with what would give away a count that is held back itself held back.

A force holds a small count back ("<5"), a charity prints the region's total, and its other forces are here too: who
takes the one from the others has the count. Protects: nothing that is published here lets a held-back count be
worked out from totals that its own source did not itself print together with it (secondary suppression, as statistical
offices do it). What the source prints together with it stands, for that is its own doing.

What is sought: an area whose members are known to be its sum, and a longer period that is made of years.
"""

from __future__ import annotations

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
    going = {identity(one.figure) for one in _telling(standing, reference)}
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
