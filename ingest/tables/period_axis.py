"""The periods over a page's columns -> whether they can be the headings that were printed.

Protects: dates of a heading that a narrow cell broke may be put together wrongly ("01/04/20" above "17 to 31/03/20"
above "18"), and then give periods that lie over each other. No number goes under such a heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.model import Period
from ingest.tables.axes import Axis
from ingest.tables.labels import Unread

MOST_SHARING = 2  # periods that begin, or end, on one day: a year, and the years of which it is the first or the last
OVERLAPPING = "the periods over its columns lie over each other, so that its headings may be put together wrongly"


def why_doubtful(axes: Sequence[Axis]) -> str | None:
    """In words; None where no more than two periods of the columns begin on one day, or end on one."""
    for axis in axes:
        if axis.kind != "period":
            continue
        periods = _periods(axis)
        days = Counter(("from", one.start) for one in periods) + Counter(("to", one.end) for one in periods)
        if any(count > MOST_SHARING for count in days.values()):
            return OVERLAPPING
    return None


def _periods(axis: Axis) -> list[Period]:
    """Each period once, without those of totals."""
    found: dict[str, Period] = {}
    for read in axis.meanings.values():
        if isinstance(read, Unread) or any(meaning.kind in ("total", "subtotal") for meaning in read):
            continue
        for meaning in read:
            if meaning.period is not None and meaning.period.start is not None and meaning.period.end is not None:
                found[meaning.period.period_id] = meaning.period
    return list(found.values())
