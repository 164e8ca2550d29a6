"""A number that the reader offers -> the form that takes it with one key, or rejects it.

Protects: what is taken is taken as it stands on the screen, and the build after it has the figure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from dashboard import words
from dashboard.desk import form
from ingest import reference as reference_data
from ingest.desk import decisions

SAYS = {
    "wording-unknown": "the words around it are not all known",
    "said-elsewhere": "what it counts is said elsewhere in the answer, not beside it",
    "force-unsure": "another force is named in the answer",
    "unit-unknown": "the unit is not known",
    "measure-unknown": "what it counts is not known",
    "offence-unknown": "its offence is not known",
    "period-unknown": "its time is not known",
    "period-open": "its year had not ended when the answer was given",
    "from-scan": "it was recognised in a scan: compare it with the page",
    "wrong-sum": "its column does not add up to the total that is printed below it",
}
"""The codes of doubts in words."""
NO_FIGURE = "No figure stands there."
"""Why a number is rejected, where nobody says more."""


def show(item: Any, go_on: Callable[[], None]) -> None:
    """The form for one number; `go_on` is called after a decision that was written."""
    mark = item.mark
    under = f" stands under “{words.verbatim(item.label)}”" if item.label else " stands alone"
    st.markdown(f"**{words.verbatim(item.value_text)}**{under}{f', counted in {item.unit}' if item.unit else ''}.")
    for code in item.doubts:
        st.markdown(f"- {words.sentence(SAYS.get(code, code))}")
    for title, name, now in (("It counts", "measure", item.measure_id), ("Offence", "offence", item.offence_id)):
        form.pick(title, name, now, mark)
    st.text_input(
        "Period", item.period_id or "", key=f"desk_period_{mark}", help="2019/20, 2019, 2019-04-01..2019-09-30"
    )
    _button(
        "Take it", "desk_accept", "Taken", lambda text: _taken(text, item), item, go_on, shortcut="A", type="primary"
    )
    st.text_input("Reason", key=f"desk_reason_{mark}", placeholder=NO_FIGURE)
    _button(
        "Reject: no figure", "desk_reject", "Rejected", lambda text: _rejected(text, item), item, go_on, shortcut="X"
    )


def _button(
    label: str, key: str, done: str, change: Callable[[str], str], item: Any, go_on: Callable[[], None], **look: Any
) -> None:
    args = (item.source_id, done, change, go_on)
    st.button(label, key=key, on_click=form.decide, args=args, width="stretch", **look)


def _taken(text: str, item: Any) -> str:
    names = {"measure": "measure_id", "offence": "offence_id", "period": "period_id"}
    said = {name: form.typed(name, item.mark) or None for name in names}
    given = {name: said[name] for name, field in names.items() if said[name] and said[name] != getattr(item, field)}
    return decisions.take(text, vars(item), given, form.initials(), date.today(), reference_data.load())


def _rejected(text: str, item: Any) -> str:
    reason = form.typed("reason", item.mark) or NO_FIGURE
    return decisions.reject_proposal(text, vars(item), reason, form.initials(), date.today(), reference_data.load())
