"""What a figure counts -> the key that it shares with every figure that it may be compared with, and with no other.

Protects: no two figures are set side by side that differ in measure, unit, offence, scope (attempts in, out or alone is
one), breakdown, kind and length of period, or in whom they are over. The warehouse keeps the key beside each figure
(`comparable_key`) and pages ask it through dashboard/comparable.py: docs/comparability.md says where.
"""

from __future__ import annotations

from datetime import timedelta

from ingest.model import Figure, Period

SUMS_OF_FORCES = ("several_forces", "region", "nation", "country")
"""Kinds of area whose figure is a sum over forces: over how many is a part of what it counts."""

BETWEEN = " | "
WHOLE = "whole"
NO_OFFENCE = "no one offence"


def key(figure: Figure, area_kind: str) -> str | None:
    """Two figures may be set side by side when their keys and their periods are the same, and may stand on one time
    axis when their keys are. None: with nothing, for its period is not known, or it is a sum over forces and does not
    say over how many."""
    length = length_of(figure.period)
    over = population(area_kind, figure.forces_counted)
    if length is None or over is None:
        return None
    parts = [f"{name}: {label}" for name, label in sorted(figure.dimensions)]
    what = (figure.measure_id, figure.unit, figure.offence_id or NO_OFFENCE, figure.scope or WHOLE)
    return BETWEEN.join([*what, *parts, length, over])


def length_of(period: Period) -> str | None:
    """Kind and length of a period, leap days aside: "financial year", "calendar year", "12 months", "40 days"; None
    where the period is not known."""
    if period.kind in ("financial_year", "calendar_year"):
        return period.kind.replace("_", " ")
    if period.start is None or period.end is None:
        return None
    months = whole_months(period)
    return _counted(months, "month") if months else _counted((period.end - period.start).days + 1, "day")


def whole_months(period: Period) -> int:
    """How many months a period is to the day (1 July 2015 to 30 June 2016 is 12), else 0."""
    if period.start is None or period.end is None:
        return 0
    start, after = period.start, period.end + timedelta(days=1)
    return 12 * (after.year - start.year) + after.month - start.month if after.day == start.day else 0


def population(area_kind: str, forces_counted: int | None) -> str | None:
    """Whom a figure is over: "force", "unit", "region of 4 forces"; None for a sum over forces that does not say of how
    many, for two such sums may be over different forces."""
    name = area_kind.replace("_", " ")
    if area_kind not in SUMS_OF_FORCES:
        return name
    return None if forces_counted is None else f"{name} of {_counted(forces_counted, 'force')}"


def _counted(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"
