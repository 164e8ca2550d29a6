"""A figure, a number that the reader offers, or a finding -> the form by which a person decides about it.

Protects: what is taken is taken as it stands on the screen; a bound that was read is never made unknown in silence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import extract, states, warehouse, words
from dashboard.desk import writing
from ingest import reference as reference_data
from ingest.desk import decisions
from ingest.desk.decisions import CantDecide, Row

NUMBER = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
BY = "desk_by"
SAID, TROUBLE = "desk_said", "desk_trouble"
PERIODS = "2019/20, 2019, 2019-04-01..2019-09-30"
NO_FIGURE = "No figure stands there."
"""Why a number is rejected, where nobody says more."""
ADDED = {
    "value_as_published": "Value, as printed",
    "offence_as_published": "Offence, as printed",
    "period_as_published": "Period, as printed",
    "question": "Question",
}


def initials() -> str:
    """Who decides here: as typed, else as the command was told."""
    return str(st.session_state.get(BY) or os.environ.get("DISCLOSED_REVIEWER") or "").strip()


def typed(name: str, mark: str) -> str:
    """What stands in a field of the form."""
    return str(st.session_state.get(f"desk_{name}_{mark}") or "").strip()


def decide(source_id: str, done: str, change: Callable[[str], str], go_on: Callable[[], None]) -> None:
    """Write the decision, and go on to what comes next; or say what is wrong with it."""
    try:
        toml = writing.write(source_id, change)
    except CantDecide as problem:
        st.session_state[TROUBLE] = str(problem)
        return
    st.session_state[SAID] = (
        f"{done}. It stands in {toml.parent.parent.name}/{toml.parent.name}/{toml.name}, and in "
        f"{warehouse.warehouse_path().name} with the next build."
    )
    go_on()


def pick(title: str, name: str, now: str | None, mark: str) -> None:
    """A list of all measures or offences, with what is read now."""
    kind = name.removeprefix("map_")
    known = list(extract.known(kind))
    st.selectbox(
        title, known, index=known.index(now) if now in known else None, key=f"desk_{name}_{mark}", placeholder="none",
        format_func=lambda value: f"{extract.label(kind, value)} ({value})",
    )  # fmt: skip


# A figure


def of_figure(row: Row, go_on: Callable[[], None]) -> None:
    """The form for one figure; `go_on` is called after a decision that was written."""
    mark = str(row["figure_id"])

    def button(label: str, key: str, done: str, place: Any = st, **look: Any) -> None:
        args = (row["source_id"], done, lambda text: _decided(text, row, done), go_on)
        place.button(label, key=key, on_click=decide, args=args, width="stretch", **look)

    offence = row["offence"] or "no offence of its own"
    scope = f", {row['scope']}" if row["scope"] else ""
    read = f"{row['force']}: “{row['value_text']}” {row['unit']}; {row['measure']}; {offence}{scope}; "
    st.markdown(f"**As read:** {words.verbatim(read + words.period(row['period_id']))}")
    button("Accept: it is right as read", "desk_accept", "Accepted", shortcut="A", type="primary")
    st.markdown("**Or correct it.** Change what is wrong, and say why.")
    fields = (("Value", "value", "none: a range"), ("Lowest", "low", "not known"), ("Highest", "high", "not known"))
    for place, (title, name, nothing) in zip(st.columns(3), fields, strict=True):
        now = row["value" if name == "value" else f"value_{name}"]
        place.text_input(title, "" if now is None else f"{now:.15g}", key=f"desk_{name}_{mark}", placeholder=nothing)
    pick("Offence", "offence", row["offence_id"], mark)
    st.text_input("Period", row["period_id"], key=f"desk_period_{mark}", help=PERIODS)
    pick("Measure", "measure", row["measure_id"], mark)
    if scopes := list(reference_data.load().measures[row["measure_id"]].scopes):
        at = scopes.index(row["scope"]) if row["scope"] in scopes else None
        st.selectbox("Part that is counted", scopes, index=at, key=f"desk_scope_{mark}", placeholder="the whole")
    st.text_area("Reason", key=f"desk_reason_{mark}", height=80, placeholder="what the document prints, and where")
    one, other = st.columns(2)
    button("Correct", "desk_correct", "Corrected", one)
    button("Reject: no such figure", "desk_reject", "Rejected", other)


def _decided(text: str, row: Row, what: str) -> str:
    rows, by, on = writing.rows_of(row["source_id"]), initials(), date.today()
    if what == "Accepted":
        return decisions.accept(text, row, rows, by, on)
    reference, reason = reference_data.load(), typed("reason", row["figure_id"])
    if what == "Rejected":
        return decisions.reject(text, row, reason, by, on, rows, reference)
    return decisions.correct(text, row, _changes(row), reason, by, on, rows, reference)


def _changes(row: Row) -> Mapping[str, Any]:
    """What the form holds that a correction may change; a value, or bounds where there is none."""
    mark = row["figure_id"]
    written = {name: typed(name, mark) for name in ("offence", "period", "measure", "scope")}
    changes: dict[str, Any] = {name: value for name, value in written.items() if value}
    value = _number("value", mark)
    if value is not None and value != row["value"]:
        return changes | {"value": value}
    if value is None:
        bounds = {"value_low": _number("low", mark), "value_high": _number("high", mark)}
        if row["value"] is not None and bounds["value_low"] == bounds["value_high"] == row["value"]:
            raise CantDecide("The value is taken away and its bounds are still there. Give the value, or other bounds.")
        if any(bounds[name] is None and row[name] is not None for name in bounds):
            raise CantDecide("A bound that was read can't be made unknown. Write both bounds, or reject the figure.")
        changes |= {name: bound for name, bound in bounds.items() if bound is not None}
    return changes


def _number(name: str, mark: str) -> float | None:
    text = typed(name, mark)
    if text and not NUMBER.fullmatch(text):
        raise CantDecide(f"“{text}” is no number here. Write digits alone: 1234, or 12.5 for a share.")
    return float(text.replace(",", "")) if text else None


# A number that the reader offers


def of_proposal(item: Any, go_on: Callable[[], None]) -> None:
    """The form for one number, which is taken with one key or rejected."""
    mark = item.mark

    def taken(text: str) -> str:
        said = {name: typed(name, mark) or None for name in ("measure", "offence", "period")}
        given = {name: one for name, one in said.items() if one and one != getattr(item, f"{name}_id")}
        return decisions.take(text, vars(item), given, initials(), date.today(), reference_data.load())

    def rejected(text: str) -> str:
        reason = typed("reason", mark) or NO_FIGURE
        return decisions.reject_proposal(text, vars(item), reason, initials(), date.today(), reference_data.load())

    def button(label: str, key: str, done: str, change: Callable[[str], str], **look: Any) -> None:
        args = (item.source_id, done, change, go_on)
        st.button(label, key=key, on_click=decide, args=args, width="stretch", **look)

    under = f" stands under “{words.verbatim(item.label)}”" if item.label else " stands alone"
    question = f" in the answer to question {words.verbatim(item.question)}" if item.question else ""
    unit = f", counted in {item.unit}" if item.unit else ""
    st.markdown(f"**{words.verbatim(item.value_text)}**{under}{question}{unit}.")
    for code in item.doubts:
        st.markdown(f"- {words.sentence(states.WORDS['doubts'].get(code, code))}")
    pick("It counts", "measure", item.measure_id, mark)
    pick("Offence", "offence", item.offence_id, mark)
    st.text_input("Period", item.period_id or "", key=f"desk_period_{mark}", help=PERIODS)
    button("Take it", "desk_accept", "Taken", taken, shortcut="A", type="primary")
    st.text_input("Reason", key=f"desk_reason_{mark}", placeholder=NO_FIGURE)
    button("Reject: no figure", "desk_reject", "Rejected", rejected, shortcut="X")


# A figure that was not read


def of_problem(item: Any, go_on: Callable[[], None]) -> None:
    """The form by which a person types a figure that the reader could not reach."""
    mark = item.mark
    st.markdown("**A figure stands there that was not read?** Type it as it is printed.")
    measures = reference_data.load().measures
    measure = st.selectbox(
        "Measure", list(measures), key=f"desk_add_measure_{mark}", index=None, placeholder="choose",
        format_func=lambda value: f"{extract.label('measure', value)} ({value})",
    )  # fmt: skip
    if measure:
        st.selectbox("Unit", list(measures[measure].units), key=f"desk_add_unit_{mark}")
    for name, title in ADDED.items():
        st.text_input(title, key=f"desk_add_{name}_{mark}")
    st.text_input("Place", item.locator or "", key=f"desk_add_place_{mark}")
    st.text_area("Reason", key=f"desk_add_reason_{mark}", height=80, placeholder="why the reader can't reach it")

    def added(text: str) -> str:
        given = {name: typed(f"add_{name}", mark) for name in ("measure", "unit", *ADDED, "place")}
        return decisions.add(text, given, typed("add_reason", mark), initials(), date.today())

    args = (item.source_id, "Added", added, go_on)
    st.button("Add the figure", key="desk_add", on_click=decide, args=args, width="stretch")
