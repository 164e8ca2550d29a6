"""A finding that names no figure -> the form by which a person types one that the reader could not reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard import choices, words
from dashboard.desk import form, writing
from dashboard.desk.queue import Waiting
from ingest import reference as reference_data
from ingest.desk import decisions
from ingest.desk.decisions import CantDecide

COLUMNS = {
    "value_as_published": "Value, as printed",
    "offence_as_published": "Offence, as printed",
    "period_as_published": "Period, as printed",
    "question": "Question",
}


def show(item: Waiting, go_on: Callable[[], None]) -> None:
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
    st.button("Add the figure", key="desk_add", on_click=_add, args=(item, go_on), width="stretch")


def _add(item: Waiting, go_on: Callable[[], None]) -> None:
    st.session_state.pop(form.SAID, None)
    st.session_state.pop(form.TROUBLE, None)
    typed = {name: _typed(name, item.mark) for name in ("measure", "unit", *COLUMNS, "place")}
    reason = _typed("reason", item.mark)
    try:
        toml = writing.write(
            item.source_id, lambda text: decisions.add(text, typed, reason, form.initials(), date.today())
        )
    except CantDecide as problem:
        st.session_state[form.TROUBLE] = str(problem)
        return
    folder = f"{toml.parent.parent.name}/{toml.parent.name}/{toml.name}"
    st.session_state[form.SAID] = words.sentence(f"added. It stands in {folder}, and in the pages with the next build")
    go_on()


def _typed(name: str, mark: str) -> str:
    return str(st.session_state.get(f"desk_add_{name}_{mark}") or "")
