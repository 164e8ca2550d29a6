"""Numbers that stand together -> the form by which a person takes or rejects all of them, or says what their table
means.

Protects: all that is taken with one key stands on the screen, as printed and as read; what a table means is the
person's word, of the table as its document prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import extract, warehouse, words
from dashboard.desk import form, writing
from ingest import reference as reference_data
from ingest.answers.maps import BREAKDOWN, SKIP
from ingest.desk import decisions
from ingest.desk.decisions import CantDecide
from ingest.desk.tables import PrintedTable, printed_table, with_map

MOST_AT_ONCE = 40  # numbers: as many rows as a screen shows
NO_KIND = ""
ROW_KINDS = {
    "offence": "offences", "period": "periods", BREAKDOWN: "parts of a breakdown", NO_KIND: "nothing that matters",
}  # fmt: skip
ROW_LABELS = "the labels of its rows"
PLACE = ("document", "page", "sheet", "table")
MEANS = ("question", "measure", "unit", "offence", "period")


def of_numbers(together: Sequence[Any], go_on: Callable[[], None]) -> None:
    """The numbers that stand together with one, and the keys that take or reject them all."""
    if not 1 < len(together) <= MOST_AT_ONCE:
        return
    st.markdown(f"**{len(together)} numbers stand here together**")
    rows = [
        {
            "Printed": one.quote or one.value_text,
            "Value": one.value_text,
            "Counts": extract.label("measure", one.measure_id) if one.measure_id else "not known",
            "Offence": extract.label("offence", one.offence_id) if one.offence_id else "",
            "Period": words.period(one.period_id) if one.period_id else "not known",
        }
        for one in together
    ]
    st.table(pd.DataFrame(rows).set_index("Printed"))
    source_id, mark = together[0].source_id, together[0].mark
    if all(decisions.is_plain(vars(one)) for one in together):

        def taken(text: str) -> str:
            return decisions.take_all(text, [vars(one) for one in together], form.initials(), date.today())

        args = (source_id, f"All {len(together)} taken", taken, go_on)
        label = f"Take all {len(together)} as they stand"
        st.button(label, key="desk_take_all", on_click=form.decide, args=args, width="stretch", shortcut="Shift+A")

    def rejected(text: str) -> str:
        for one in together:
            reason = form.typed("reason", mark) or form.NO_FIGURE
            text = decisions.reject_proposal(
                text, vars(one), reason, form.initials(), date.today(), reference_data.load()
            )
        return text

    args = (source_id, f"All {len(together)} rejected", rejected, go_on)
    label = f"Reject all {len(together)}: no figures"
    st.button(label, key="desk_reject_all", on_click=form.decide, args=args, width="stretch", shortcut="Shift+X")


def of_map(item: Any, go_on: Callable[[], None]) -> None:
    """The table that something stands in, with pickers for what its rows, columns and numbers mean. `item` has
    source_id, document and locator."""
    table, mark = _printed(item), item.mark
    if table is None:
        return

    def mapped(text: str) -> str:
        reason = form.typed("map_reason", mark)
        return with_map(text, _said(table, mark), reason, form.initials(), date.today(), reference_data.load())

    with st.expander("Say what the whole table means"):
        frame = pd.DataFrame(list(table.rows), columns=list(table.columns))
        st.dataframe(frame, hide_index=True, height=min(400, 36 * (len(frame) + 1)))
        _ask_rows(table, mark)
        _ask_columns(table, mark)
        _ask_numbers(table.map.get("means", {}), mark)
        st.text_input("How do you know?", key=f"desk_map_reason_{mark}", placeholder="the letter says so above it")
        args = (item.source_id, "The table is mapped", mapped, go_on)
        st.button("Write this map", key="desk_map", on_click=form.decide, args=args, width="stretch")


def _printed(item: Any) -> PrintedTable | None:
    if not item.document or not item.locator:
        return None
    try:
        toml = writing.toml_of(item.source_id)
    except CantDecide:
        return None
    group, name = toml.parent.parent.name, toml.parent.name
    path = str(item.document).removeprefix(f"{group}/{name}/")
    return _read(toml.parent, path, str(item.locator), toml.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(folder: Path, path: str, locator: str, changed_at: int) -> PrintedTable | None:
    return printed_table(folder, path, locator, reference_data.load())


warehouse.FORGET.append(_read.cache_clear)


def _ask_rows(table: PrintedTable, mark: str) -> None:
    kinds = list(ROW_KINDS)
    drafted = next(iter(table.map.get("rows", {})), NO_KIND)
    kind = st.selectbox(
        "Its rows are", kinds, index=kinds.index(drafted), key=f"desk_map_rows_{mark}",
        format_func=ROW_KINDS.__getitem__,
    )  # fmt: skip
    if kind == BREAKDOWN:
        st.text_input("A name for the breakdown", BREAKDOWN, key=f"desk_map_breakdown_{mark}")


def _ask_columns(table: PrintedTable, mark: str) -> None:
    """What each column counts that is no period and no offence by its heading."""
    measures = [SKIP, *extract.known("measure")]
    for n, (label, drafted) in enumerate(table.map.get("columns", {}).items()):
        now = SKIP if drafted == SKIP else drafted["measure"]
        st.selectbox(
            f"“{words.verbatim(label)}” counts", measures, index=measures.index(now) if now in measures else None,
            key=f"desk_map_column_{n}_{mark}", format_func=_measure, placeholder="choose",
        )  # fmt: skip


def _measure(name: str) -> str:
    return "nothing: leave it out" if name == SKIP else f"{extract.label('measure', name)} ({name})"


def _ask_numbers(means: Mapping[str, Any], mark: str) -> None:
    """What holds for all numbers of the table. `means`: what its labels leave open."""
    if "measure" in means:
        form.pick("Its numbers count", "map_measure", None, mark)
        if measure := form.typed("map_measure", mark):
            st.selectbox(
                "In units of", list(reference_data.load().measures[measure].units), key=f"desk_map_unit_{mark}"
            )
    if "offence" in means:
        form.pick("Of the offence", "map_offence", None, mark)
    if "period" in means:
        st.text_input("In the period", key=f"desk_map_period_{mark}", help=form.PERIODS)
    st.text_input("Which question it answers", key=f"desk_map_question_{mark}")


def _said(table: PrintedTable, mark: str) -> dict[str, Any]:
    """The `[[table]]` entry of what stands in the pickers, without reason and signature."""
    entry = {key: table.map[key] for key in PLACE if key in table.map}
    kind = form.typed("map_rows", mark)
    if kind := form.typed("map_breakdown", mark) if kind == BREAKDOWN else kind:
        entry["rows"] = {kind: ROW_LABELS}
    counted = {label: form.typed(f"map_column_{n}", mark) for n, label in enumerate(table.map.get("columns", {}))}
    if columns := {label: SKIP if one == SKIP else {"measure": one} for label, one in counted.items() if one}:
        entry["columns"] = columns
    given = {name: form.typed(f"map_{name}", mark) for name in MEANS}
    return entry | ({"means": means} if (means := {name: one for name, one in given.items() if one}) else {})
