"""Drawn figures and what two people read at their places -> each right, wrong in meaning or in value, or not settled.

Protects: the warehouse is wrong only where two people agree with each other against it. Where they differ the figure is
disputed, which is neither right nor wrong. What changed since the draw is not judged by what it says now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.audit.agreement import differing
from ingest.audit.held import Held, Place
from ingest.audit.readings import AtPlace, Reading
from ingest.audit.sheet import Drawn, DrawnFigure

RIGHT, IN_MEANING, IN_VALUE, DISPUTED, NOT_REACHED, CHANGED = VERDICTS = (
    "right", "wrong_in_meaning", "wrong_in_value", "disputed", "not_reached", "changed",
)  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One drawn figure: its verdict; what the warehouse holds (None where it is gone); the columns in which it is wrong
    or in doubt; what each reader gave in its stead, None for nothing."""

    drawn: DrawnFigure
    verdict: str
    held: Held | None = None
    differs_in: tuple[str, ...] = ()
    read: tuple[Reading | None, Reading | None] = (None, None)


def judge_all(
    drawn: Drawn, figures: Sequence[Held], one: Mapping[str, AtPlace], other: Mapping[str, AtPlace]
) -> list[Judged]:
    """Every drawn figure against what the warehouse holds (`figures`), by the two readers' places."""
    by_id = {held.figure_id: held for held in figures}
    at: dict[tuple[str, Place], list[Held]] = defaultdict(list)
    for held in figures:
        at[held.source_id, held.place].append(held)
    judged = []
    for figure in drawn.figures:
        now = by_id.get(figure.figure_id)
        if now is None or not now.is_in_force or now.digest != figure.digest:
            judged.append(Judged(figure, CHANGED, now))
            continue
        beside = [held for held in at[now.source_id, now.place] if held is not now]
        judged.append(judge(figure, now, one[figure.place], other[figure.place], beside))
    return judged


def judge(figure: DrawnFigure, held: Held, one: AtPlace, other: AtPlace, beside: Sequence[Held]) -> Judged:
    """`beside`: all else that the warehouse holds from the same place. What a reader read right of one of these is no
    reading of this figure."""
    if not (one.is_reached and other.is_reached):
        return Judged(figure, NOT_REACHED, held)
    as_held = _as_reading(held)
    others = [_as_reading(each) for each in beside]
    mine, yours = (_nearest(as_held, place.readings, others) for place in (one, other))
    is_found = [reading is not None and not differing(as_held, reading) for reading in (mine, yours)]
    if all(is_found):
        return Judged(figure, RIGHT, held)
    columns = _columns(as_held, mine, yours)
    if any(is_found) or _differ(mine, yours):
        return Judged(figure, DISPUTED, held, columns, (mine, yours))
    return Judged(figure, IN_VALUE if "value" in columns else IN_MEANING, held, columns, (mine, yours))


def _as_reading(figure: Held) -> Reading:
    return Reading(figure.quantity, figure.meaning, figure.text)


def _nearest(wanted: Reading, readings: Sequence[Reading], others: Sequence[Reading]) -> Reading | None:
    """The reading that says most of what the figure says, its value before anything else among equals."""
    free = [one for one in readings if not differing(wanted, one) or all(differing(other, one) for other in others)]
    return min(free, key=lambda one: (len(differing(wanted, one)), "value" in differing(wanted, one)), default=None)


def _differ(mine: Reading | None, yours: Reading | None) -> bool:
    if mine is None or yours is None:
        return mine is not yours
    return bool(differing(mine, yours))


def _columns(held: Reading, *readings: Reading | None) -> tuple[str, ...]:
    """In what the figure differs from either reading; a number that is not there at all is one without its value."""
    found = [name for one in readings for name in (differing(held, one) if one is not None else ("value",))]
    return tuple(dict.fromkeys(found))
