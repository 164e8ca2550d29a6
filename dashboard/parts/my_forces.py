"""The reader's own forces: chosen once, kept in the address through all pages, in colour against all others in grey."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from dashboard import warehouse
from dashboard.parts import address


def chosen(at: address.Address) -> list[str]:
    """The forces of the address that are forces, in the order of choice."""
    known = names()
    return [force for force in at.all("force") if force in known][: address.MOST_FORCES]


def names() -> dict[str, str]:
    """Every force's id with its short name, by name."""
    return dict(_names(warehouse.current().stamp))


@lru_cache(maxsize=4)
def _names(stamp: warehouse.Stamp) -> tuple[tuple[str, str], ...]:
    return tuple(warehouse.rows("select force_id, short_name from forces order by short_name")[1])


def choose(now: Sequence[str], label: str = "My forces") -> list[str]:
    """The list from which they are chosen; what is chosen goes into the address."""
    known = names()
    st.session_state["my_forces"] = list(now)
    st.multiselect(
        label,
        list(known),
        key="my_forces",
        format_func=lambda force: known.get(force, force),
        max_selections=address.MOST_FORCES,
        placeholder="choose up to three",
        on_change=lambda: address.put(force=st.session_state["my_forces"]),
    )
    return list(now)
