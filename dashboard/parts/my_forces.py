"""The reader's own forces: chosen once, kept in the address through all pages, in colour against all others in grey."""

from __future__ import annotations

import streamlit as st

from dashboard import warehouse
from dashboard.parts import address, controls


def chosen(at: address.Address) -> list[str]:
    """The forces of the address that are forces, in the order of choice."""
    known = names()
    return [force for force in at.all("force") if force in known][: address.MOST_FORCES]


def names() -> dict[str, str]:
    """Every force's id with its short name, by name."""
    return dict(warehouse.values("select force_id, short_name from forces order by short_name"))


def choose(at: address.Address, label: str = "My forces", place: controls.Place = st) -> list[str]:
    """The list from which they are chosen; what is chosen goes into the address."""
    known, now = names(), chosen(at)
    controls.bound(
        place.multiselect, label, list(known), "my_forces", now, lambda forces: address.put(force=forces),
        format_func=lambda force: known.get(force, force), max_selections=address.MOST_FORCES,
        placeholder="choose up to three",
    )  # fmt: skip
    return now
