"""A finding that names no figure -> the form by which a person types one that the reader could not reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from dashboard import choices
from dashboard.desk import form
from ingest import reference as reference_data
from ingest.desk import decisions

COLUMNS = {
    "value_as_published": "Value, as printed",
    "offence_as_published": "Offence, as printed",
    "period_as_published": "Period, as printed",
    "question": "Question",
}


def show(item: Any, go_on: Callable[[], None]) -> None:
    """The form; `go_on` is called after a figure that was written."""
    st.markdown("**A figure stands there that was not read?** Type it as it is printed.")
    measures = reference_data.load().measures
    measure = st.selectbox(
        "Measure", list(measures), key=f"desk_add_measure_{item.mark}", index=None, placeholder="choose",
        format_func=lambda value: f"{choices.label('measure', value)} ({value})",
    )  # fmt: skip
    if measure:
        st.selectbox("Unit", list(measures[measure].units), key=f"desk_add_unit_{item.mark}")
    for name, title in COLUMNS.items():
        st.text_input(title, key=f"desk_add_{name}_{item.mark}")
    st.text_input("Place", item.locator or "", key=f"desk_add_place_{item.mark}")
    st.text_area("Reason", key=f"desk_add_reason_{item.mark}", height=80, placeholder="why the reader can't reach it")
    args = (item.source_id, "Added", lambda text: _with(text, item), go_on)
    st.button("Add the figure", key="desk_add", on_click=form.decide, args=args, width="stretch")


def _with(text: str, item: Any) -> str:
    typed = {name: form.typed(f"add_{name}", item.mark) for name in ("measure", "unit", *COLUMNS, "place")}
    return decisions.add(text, typed, form.typed("add_reason", item.mark), form.initials(), date.today())
