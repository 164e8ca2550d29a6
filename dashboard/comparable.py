"""Figures -> what may share an axis. Protects: no two figures side by side that count different things, unsaid.

Two figures may share an axis when measure, unit, offence, scope and kind of area agree, neither is one part of a
breakdown, and the period is the same (for bars) or of the same kind and length (for lines): the warehouse's
`comparable_key` says the same of each row. `differences` says in words where two kinds do not; dashboard/apart.py names
the forces whose figures do not. docs/comparability.md lists every place that asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard import words
from ingest.comparability import length_of, population
from ingest.period_ids import period_of_id

FEWEST_FOR_A_CHART = 3


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
    about_children: str = "yes"

    def fits(self, row: Any) -> bool:
        """Whether a row of `figures` is of this kind, its period included."""
        return self == kind_of(row)

    def counts_as(self, row: Any) -> bool:
        """Whether a row of `figures` counts the same: its period, and whether it is of a force or an area, aside."""
        counted = (row.measure_id, row.unit, row.offence_id, row.scope)
        return counted == (self.measure_id, self.unit, self.offence_id, self.scope) and not row.dimensions

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
    def what(self) -> str:
        """A phrase: measure, offence, that it is not about children alone where it is not, scope."""
        parts = [self.measure]
        if self.offence and self.offence.lower() not in self.measure.lower():
            parts.append(words.inside(self.offence))
        about = words.ABOUT_CHILDREN.get(self.about_children) if self.offence_id else None
        return f"{': '.join(parts)}{f' [{about}]' if about else ''}{f', {self.scope}' if self.scope else ''}"

    @property
    def title(self) -> str:
        """A phrase: what is counted, unit, period."""
        return f"{self.what} ({self.unit}), {words.period(self.period_id)}"

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
        getattr(row, "about_children", "yes"),
    )


def as_kinds(figures: pd.DataFrame) -> list[tuple[Kind, int]]:
    """The kinds with a known period, each with how many forces or areas have a figure of it, the fullest first."""
    forces: dict[Kind, set[str]] = {}
    for row in figures.itertuples():
        kind = kind_of(row)
        if kind is not None and kind.period_kind != "unknown":
            forces.setdefault(kind, set()).add(str(row.force_id))
    return sorted(((k, len(f)) for k, f in forces.items()), key=lambda pair: (-pair[1], pair[0].title))


def span(period_id: str) -> str | None:
    """Kind and length of a period, leap days aside: lines over time join points of one span; None for an unknown."""
    return length_of(period_of_id(period_id))


def over_time(figures: pd.DataFrame) -> dict[Kind, pd.DataFrame]:
    """Figures grouped by kind without their period, but with its kind and length: what one time axis may hold."""
    groups: dict[Kind, list[int]] = {}
    for position, row in enumerate(figures.itertuples()):
        kind, length = kind_of(row), span(row.period_id)
        if kind is not None and length is not None:
            groups.setdefault(replace(kind, period_id="", period_kind=length, days=None), []).append(position)
    return {kind: figures.iloc[positions] for kind, positions in groups.items()}


def differences(a: Kind, b: Kind, because: Mapping[str, Mapping[str, str]] | None = None) -> list[str]:
    """Why two kinds may not share an axis, in words; empty when they may. `because`: measure to the measures that it
    must not be compared with, each with the reason."""
    found = []
    if a.measure_id != b.measure_id:
        reason = (because or {}).get(a.measure_id, {}).get(b.measure_id, "").rstrip(".")
        found.append(
            f"they count different things: {words.inside(a.measure)}, and {words.inside(b.measure)}"
            + (f", which must not be compared ({words.inside(reason)})" if reason else "")
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
    if span(a.period_id) != span(b.period_id):
        found.append(f"periods differ in kind or length: {words.period(a.period_id)}, and {words.period(b.period_id)}")
    if a.area_kind != b.area_kind:
        found.append("one is of a police force, the other of another kind of area")
    return found


def populations(areas: pd.DataFrame) -> str:
    """What to say above figures of areas that are sums over different numbers of forces, or do not say of how many: a
    rise from one to the next may only be more forces. Nothing where all are over as many."""
    unsaid = [population(row.area_kind, _counted(row)) for row in areas.itertuples()].count(None)
    numbers = sorted({n for row in areas.itertuples() if (n := _counted(row)) is not None})
    if len(numbers) < 2 and not (unsaid and len(areas) > 1):
        return ""
    parts = [
        f"they are over {words.listed([str(n) for n in numbers])} forces" if len(numbers) > 1 else "",
        f"{unsaid} of {len(areas)} do not say over how many forces they are" if unsaid > 1 else "",
        f"1 of {len(areas)} does not say over how many forces it is" if unsaid == 1 else "",
    ]
    return (
        f"Not to be set beside each other as they stand: {'; '.join(part for part in parts if part)}. A difference may "
        "be of how many forces answered and of nothing else."
    )


def over(row: Any) -> str:
    """ "over 40 of 44 forces", where a figure of an area says so."""
    counted, asked = _counted(row), row.forces_asked
    if counted is None:
        return ""
    of = (
        f"{counted} of {int(asked)} forces" if asked is not None and asked == asked else words.counted(counted, "force")
    )
    return f"over {of}"


def _counted(row: Any) -> int | None:
    counted = row.forces_counted
    return None if counted is None or pd.isna(counted) else int(counted)
