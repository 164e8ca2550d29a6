"""The periods over a page's columns -> whether they can be the headings that were printed.

Protects: dates of a heading that a narrow cell broke may be put together wrongly ("01/04/20" above "17 to 31/03/20"
above "18"), and then give periods that lie over each other. No number goes under such a heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from ingest.model import Period
from ingest.phrases.cut_short import stops_short
from ingest.tables.axes import Axis
from ingest.tables.labels import Unread

MOST_SHARING = 2  # periods that begin, or end, on one day: a year, and the years of which it is the first or the last
ONE_DAY = timedelta(days=1)
LONE_MONTH = "a single month stands among the periods over its columns, so that its headings may be cut off"
OVERLAPPING = "the periods over its columns lie over each other, so that its headings may be put together wrongly"


def why_cut(axes: Sequence[Axis]) -> str | None:
    """In words; None where no label of an axis of periods stops short of its end: then a year alone among the others is
    the rest of it."""
    cut = (label for axis in axes if axis.kind == "period" for label in axis.meanings if stops_short(label.strip()))
    label = next(cut, None)
    return label and f"“{label}” among its labels is no whole period, and its rest may stand among the others"


def why_doubtful(axes: Sequence[Axis]) -> str | None:
    """In words; None where no more than two periods of the columns begin on one day, or end on one, and no month stands
    alone among them."""
    for axis in axes:
        if axis.kind != "period":
            continue
        periods = _periods(axis)
        days = Counter(("from", one.start) for one in periods) + Counter(("to", one.end) for one in periods)
        if any(count > MOST_SHARING for count in days.values()):
            return OVERLAPPING
        if _has_lone_month(periods):
            return LONE_MONTH
    return None


def _has_lone_month(periods: Sequence[Period]) -> bool:
    """Whether a month stands among periods of which none ends right before it or begins right behind it, nor holds it:
    "Apr 2018" is then what is left of "Apr 2018 - Mar 2019"."""
    spans = [(one.start, one.end) for one in periods if one.start is not None and one.end is not None]
    for start, end in spans:
        if len(spans) == 1 or (start.year, start.month) != (end.year, end.month):
            continue
        others = [span for span in spans if span != (start, end)]
        if not any(
            other[1] + ONE_DAY == start or end + ONE_DAY == other[0] or _holds(other, (start, end)) for other in others
        ):
            return True
    return False


def _holds(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


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
