"""The address -> the filters, and back. Protects: a link shows another person the same.

The nine filters of the contract stand in the address by name, their values are ids, a name is repeated for several. The
address is the one truth: widgets are set from it and write to it. They follow from page to page, for a move by the menu
empties the address and the filters of this visit are then put back. A value that is not known is never ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

import streamlit as st

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

OWN_HANDS = ("own_document", "own_transcript")
MOST_KNOWN_SHOWN = 12


@dataclass(frozen=True)
class Filters:
    """Ids chosen for each filter, in the order of the address; an empty tuple is "all"."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(tuple((name, self[name]) for name in NAMES))

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.chosen.get(name, ())

    def one(self, name: str) -> str | None:
        """The single value of a filter, or None when there is none or several."""
        values = self[name]
        return values[0] if len(values) == 1 else None

    def but(self, **values: str | Iterable[str] | None) -> Filters:
        """The same with other values; None or nothing takes a filter away."""
        new = dict(self.chosen)
        for name, value in values.items():
            wanted = (value,) if isinstance(value, str) else tuple(value or ())
            new[name] = wanted
        return replace(self, chosen={name: new[name] for name in NAMES if new.get(name)})

    def only(self, names: Iterable[str]) -> Filters:
        """The same with none but these filters: what an address takes that has not all columns."""
        return Filters({name: values for name, values in self.chosen.items() if name in set(names)})

    @property
    def count(self) -> int:
        return len(self.chosen)

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


def current() -> Filters:
    """The filters of the address as it is now, without unknown values (which the shell has named)."""
    asked = of({name: st.query_params.get_all(name) for name in NAMES})
    bad = unknown(asked)
    return Filters(
        {n: kept for n, v in asked.chosen.items() if (kept := tuple(x for x in v if x not in bad.get(n, ())))}
    )


def id_of_page(name: str) -> str | None:
    """The id of a page of one thing: `id=`, else the one value of the filter of that name, as other pages have it."""
    values = [value for value in st.query_params.get_all(name) if value]
    return st.query_params.get("id") or (values[0] if len(values) == 1 else None)


def names_the_page(path: str) -> bool:
    """Whether a filter of the address says which thing a page is about, as `/force?force=kent` does."""
    return path in NAMES and not st.query_params.get("id") and id_of_page(path) is not None


def write(filters: Filters) -> None:
    """Put the filters into the address and remember them for this visit's next page. All at once: each change of the
    address is a step of the browser's history, and "back" must not lead to half of the filters."""
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    wanted = {name: values for name, values in now.items() if name not in NAMES}
    wanted |= {name: list(filters[name]) for name in NAMES if filters[name]}
    if wanted != now:
        st.query_params.from_dict(wanted)
    st.session_state["filters_of_visit"] = filters


def follow(page: str) -> None:
    """At the start of each run: keep the visit's filters when the menu has emptied the address on the way to a page.

    An address with filters wins. One without them wins too when the page is the same: then the reader went back, or
    took the filters away.
    """
    asked = of({name: st.query_params.get_all(name) for name in NAMES})
    before = st.session_state.get("page_of_visit")
    remembered: Filters | None = st.session_state.get("filters_of_visit")
    if not asked.count and remembered and before not in (None, page):
        write(remembered)
    else:
        st.session_state["filters_of_visit"] = asked
    st.session_state["page_of_visit"] = page


def words(filters: Filters) -> list[str]:
    """ "Measure: offences recorded", one for each filter that is set: for sentences and for readers of a screen."""
    return [
        f"{TITLES[name]}: {', '.join(choices.label(name, value) for value in values)}"
        for name, values in filters.chosen.items()
    ]
