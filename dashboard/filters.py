"""The address of a request for data -> the filters, and back. Protects: a value that is not known is never ignored.

The nine filters of the contract stand in the address by name, their values are ids, a name is repeated for several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from dashboard import choices, pinned

NAMES = ("force", "area_kind", "measure", "offence", "period", "kind", "hand", "campaign", "release")
TITLES = {
    "force": "Force or area",
    "area_kind": "Kind of area",
    "measure": "Measure",
    "offence": "Offence",
    "period": "Period",
    "kind": "Kind of source",
    "hand": "How it was read",
    "campaign": "Campaign",
    "release": "Release",
}
COLUMNS = {
    "force": "force_id",
    "area_kind": "area_kind",
    "measure": "measure_id",
    "offence": "offence_id",
    "period": "period_id",
    "kind": "source_kind",
    "hand": "hand",
    "campaign": "campaign_id",
    "release": "release",
}
"""The column of a view that a filter asks about."""

MOST_KNOWN_SHOWN = 12


@dataclass(frozen=True)
class Filters:
    """Ids chosen for each filter, in the order of the address; an empty tuple is "all"."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(tuple((name, self[name]) for name in NAMES))

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.chosen.get(name, ())

    def address(self, path: str = "", **more: str) -> str:
        """`/compare?measure=arrests_ocag&force=kent&force=essex`: repeated for several, in the contract's order; of the
        release that the page shows."""
        pairs = [*more.items(), *((name, value) for name in NAMES for value in self[name])]
        query = "&".join(f"{name}={quote(value, safe=':,')}" for name, value in pairs if value)
        return pinned.address(f"{path}?{query}" if query else path)


def of(params: Mapping[str, list[str]]) -> Filters:
    """The filters of an address; other parameters are not its business. A value given twice counts once."""
    found = {name: tuple(dict.fromkeys(v for v in params.get(name, []) if v)) for name in NAMES}
    return Filters({name: values for name, values in found.items() if values})


def unknown(filters: Filters) -> dict[str, tuple[str, ...]]:
    """The values that the warehouse does not know, by filter."""
    bad = {name: tuple(v for v in values if v not in choices.known(name)) for name, values in filters.chosen.items()}
    return {name: values for name, values in bad.items() if values}
