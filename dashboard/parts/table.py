"""Rows -> a table in which a cell with a mark is a button that opens the evidence: the keyboard's way to every number.

Protects: every cell is text, whatever a source says; focus stays on the button that was pressed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.parts import evidence
from dashboard.rows import each

HERE = Path(__file__).resolve().parent
_table = st.components.v2.component(
    "evidence_table",
    html='<div class="rows"></div>',
    css=(HERE / "table.css").read_text(encoding="utf-8"),
    js=(HERE / "table.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(table: pd.DataFrame, marks: Sequence[Sequence[object]], said: Mapping[str, str], name: str, key: str) -> None:
    """Draw it. `marks`: for each row the ids that its cells open, from the left; `said`: their words."""
    name_of = f"table_{key}"

    def chosen() -> None:
        evidence.choose(st.session_state[name_of].chosen, key)

    data = {
        "name": name,
        "headings": [str(heading) for heading in table.columns],
        "rows": [[str(cell) for cell in row] for row in each(table)],
        "marks": [[mark if isinstance(mark, str) else None for mark in row] for row in marks],
        "said": dict(said),
        "chosen": evidence.chosen(),
    }
    _table(data=data, key=name_of, on_chosen_change=chosen)
