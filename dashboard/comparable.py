"""Figures -> what may share an axis. Protects: no two figures side by side that count different things, unsaid.

Two figures may share an axis when measure, unit, offence, scope and kind of area agree, neither is one part of a
breakdown, and the period is the same (for bars) or of the same kind and length (for lines). `differences` says in words
where they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard import words

FEWEST_FOR_A_CHART = 3
LEAP_DAY = 1  # years of 365 and 366 days are of one length


@dataclass(frozen=True)
class Kind:
    """What a figure counts: figures of one kind may share an axis."""

    measure_id: str
    measure: str
    unit: str
    offence_id: str | None
    offence: str | None
    scope: str | None
    period_id: str
    period_kind: str
    days: int | None
    area_kind: str = "force"

    def fits(self, row: Any) -> bool:
        """Whether a row of `figures` is of this kind, its period included."""
        return self == kind_of(row)

    def parameters(self) -> dict[str, Any]:
        """What the SQL of one kind asks for."""
        return {
            "measure_id": self.measure_id,
            "unit": self.unit,
            "offence_id": self.offence_id,
            "scope": self.scope,
            "period_id": self.period_id,
        }

    @property
    def title(self) -> str:
        """A phrase: measure, offence, unit, scope, period."""
        parts = [self.measure]
        if self.offence and self.offence.lower() not in self.measure.lower():
            parts.append(words.inside(self.offence))
        what = ": ".join(parts)
        scope = f", {self.scope}" if self.scope else ""
        return f"{what}{scope} ({self.unit}), {words.period(self.period_id)}"

    @property
    def key(self) -> str:
        """A short text for widget keys and addresses, different for each kind."""
        return "~".join(str(part or "") for part in self.parameters().values())


def kind_of(row: Any) -> Kind | None:
    """The kind of one row of `figures`, or None for a part of a breakdown: it shares an axis with nothing here."""
    if row.dimensions:
        return None
    days = (row.period_end - row.period_start).days + 1 if row.period_start and row.period_end else None
    return Kind(
        row.measure_id,
        row.measure,
        row.unit,
        row.offence_id,
        row.offence,
        row.scope,
        row.period_id,
        row.period_kind,
        days,
        row.area_kind,
    )


def as_kinds(figures: pd.DataFrame) -> list[tuple[Kind, int]]:
    """The kinds with a known period, each with how many forces or areas have a figure of it, the fullest first."""
    forces: dict[Kind, set[str]] = {}
    for row in figures.itertuples():
        kind = kind_of(row)
        if kind is not None and kind.period_kind != "unknown":
            forces.setdefault(kind, set()).add(str(row.force_id))
    return sorted(((k, len(f)) for k, f in forces.items()), key=lambda pair: (-pair[1], pair[0].title))


def span(kind: Kind) -> tuple[str, int | None]:
    """Kind and length of a period, leap days aside: lines over time join points of one span."""
    days = kind.days
    if days is not None and kind.period_kind in ("financial_year", "calendar_year"):
        days = 365
    elif days is not None and (years := whole_years(kind.period_id)):
        days = 365 * years
    return kind.period_kind, days


def whole_years(period_id: str) -> int:
    """How many years a span of days is to the day ("2015-07-01..2016-06-30" is 1), else 0."""
    first, dots, last = period_id.partition("..")
    if not dots:
        return 0
    start, end = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    return end.year - start.year if (end.month, end.day) == (start.month, start.day) else 0


def over_time(figures: pd.DataFrame) -> dict[Kind, pd.DataFrame]:
    """Figures grouped by kind without their period, but with its kind and length: what one time axis may hold."""
    groups: dict[Kind, list[int]] = {}
    for position, row in enumerate(figures.itertuples()):
        kind = kind_of(row)
        if kind is None or kind.period_kind == "unknown":
            continue
        groups.setdefault(replace(kind, period_id="", days=span(kind)[1]), []).append(position)
    return {kind: figures.iloc[positions] for kind, positions in groups.items()}


def differences(a: Kind, b: Kind, not_comparable: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """Why two kinds may not share an axis, in words; empty when they may."""
    found = []
    if a.measure_id != b.measure_id:
        warned = b.measure_id in set((not_comparable or {}).get(a.measure_id, ()))
        found.append(
            f"they count different things: {words.inside(a.measure)}, and {words.inside(b.measure)}"
            + (", which must not be compared" if warned else "")
        )
    if a.unit != b.unit:
        found.append(f"one counts {a.unit}, the other {b.unit}")
    if a.offence_id != b.offence_id:
        found.append(
            f"they are for different offences: {words.inside(a.offence or 'no one offence')}, "
            f"and {words.inside(b.offence or 'no one offence')}"
        )
    if a.scope != b.scope:
        found.append(f"they cover different parts: {a.scope or 'the whole'}, and {b.scope or 'the whole'}")
    if span(a) != span(b):
        found.append(f"periods differ in kind or length: {words.period(a.period_id)}, and {words.period(b.period_id)}")
    if a.area_kind != b.area_kind:
        found.append("one is of a police force, the other of another kind of area")
    return found
