"""One figure -> the form by which a person accepts, corrects or rejects it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import choices, warehouse, words
from dashboard.desk import writing
from ingest import reference as reference_data
from ingest.desk import decisions
from ingest.desk.decisions import CantDecide, Row

NUMBER = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
BY = "desk_by"
REVIEWER = "DISCLOSED_REVIEWER"
SAID, TROUBLE = "desk_said", "desk_trouble"


def initials() -> str:
    """Who decides here: as typed, else as the command was told."""
    return str(st.session_state.get(BY) or os.environ.get(REVIEWER) or "").strip()


def show(row: Row, go_on: Callable[[], None]) -> None:
    """The form for one figure; `go_on` is called after a decision that was written."""
    mark = str(row["figure_id"])

    def button(label: str, key: str, done: str, place: Any = st, **look: Any) -> None:
        args = (row["source_id"], done, lambda text: _with(text, row, done), go_on)
        place.button(label, key=key, on_click=decide, args=args, width="stretch", **look)

    st.markdown(f"**As read:** {_as_read(row)}")
    button("Accept: it is right as read", "desk_accept", "Accepted", shortcut="A", type="primary")
    st.markdown("**Or correct it.** Change what is wrong, and say why.")
    left, middle, right = st.columns(3)
    left.text_input("Value", _plain(row["value"]), key=f"desk_value_{mark}", placeholder="none: a range")
    middle.text_input("Lowest", _plain(row["value_low"]), key=f"desk_low_{mark}", placeholder="not known")
    right.text_input("Highest", _plain(row["value_high"]), key=f"desk_high_{mark}", placeholder="not known")
    pick("Offence", "offence", row["offence_id"], mark)
    st.text_input("Period", row["period_id"], key=f"desk_period_{mark}", help="2019/20, 2019, 2019-04-01..2019-09-30")
    pick("Measure", "measure", row["measure_id"], mark)
    _scope(row, mark)
    st.text_area("Reason", key=f"desk_reason_{mark}", height=80, placeholder="what the document prints, and where")
    one, other = st.columns(2)
    button("Correct", "desk_correct", "Corrected", one)
    button("Reject: no such figure", "desk_reject", "Rejected", other)


def _as_read(row: Row) -> str:
    offence = row["offence"] or "no offence of its own"
    scope = f", {row['scope']}" if row["scope"] else ""
    return words.verbatim(
        f"{row['force']}: “{row['value_text']}” {row['unit']}; {row['measure']}; {offence}{scope}; "
        f"{words.period(row['period_id'])}"
    )


def pick(title: str, name: str, now: str | None, mark: str) -> None:
    """A list of all measures or offences, with what is read now."""
    known = list(choices.known(name))
    st.selectbox(
        title,
        known,
        index=known.index(now) if now in known else None,
        key=f"desk_{name}_{mark}",
        format_func=lambda value: f"{choices.label(name, value)} ({value})",
        placeholder="none",
    )


def _scope(row: Row, mark: str) -> None:
    scopes = list(reference_data.load().measures[row["measure_id"]].scopes)
    if scopes:
        now = scopes.index(row["scope"]) if row["scope"] in scopes else None
        st.selectbox("Part that is counted", scopes, index=now, key=f"desk_scope_{mark}", placeholder="the whole")


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


def typed(name: str, mark: str) -> str:
    """What stands in a field of the form."""
    return str(st.session_state.get(f"desk_{name}_{mark}") or "").strip()


def _with(text: str, row: Row, what: str) -> str:
    rows, by, on, reason = (
        writing.rows_of(row["source_id"]),
        initials(),
        date.today(),
        typed("reason", row["figure_id"]),
    )
    if what == "Accepted":
        return decisions.accept(text, row, rows, by, on)
    reference = reference_data.load()
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
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise CantDecide(f"“{text}” is no number here. Write digits alone: 1234, or 12.5 for a share.")
    return float(text.replace(",", ""))


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"
