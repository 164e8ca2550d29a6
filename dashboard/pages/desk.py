"""The desk: what needs a person, one by one, beside its place in the document, with the form by which it is decided.

Protects: a person takes exactly what the screen shows, as printed and as read; a bound that was read is never made
unknown in silence; what a table means is said by a person who sees it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import decisions, extract, installation, warehouse, words
from dashboard.decisions import initials, typed
from dashboard.parts import evidence
from dashboard.parts.controls import one_of, put
from ingest import desk
from ingest import reference as reference_data
from ingest.answers.maps import BREAKDOWN, SKIP
from ingest.desk import CantDecide, PrintedTable, Row, printed_table, with_map

NUMBER = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
PERIODS = "2019/20, 2019, 2019-04-01..2019-09-30"
NO_FIGURE = "No figure stands there."  # why a number is rejected, where nobody says more
ADDED = words.SAID["typed"]
MOST_AT_ONCE = 40  # numbers: as many rows as a screen shows
ROW_KINDS = words.SAID["rows_are"]
ROW_LABELS = "the labels of its rows"
PLACE = ("document", "page", "sheet", "table")
MEANS = ("force", "question", "measure", "unit", "offence", "period")


def controls() -> list[Any]:
    first, second, third, fourth = st.columns([1, 2, 3, 2], vertical_alignment="bottom")
    first.text_input("Your initials", initials(), key=decisions.BY, max_chars=4)
    kinds = {"all": "everything", "proposal": "numbers to take", "figure": "figures", "problem": "problems"}
    what = one_of("In the queue", "what", kinds, second)
    rows = warehouse.values("select source_id, title from sources order by source_id")
    titles = {str(source_id): f"{title or source_id} ({source_id})" for source_id, title in rows}
    source = one_of("Source", "source", {"any": "any source"} | titles, third)
    again = fourth.checkbox("Reviewed ones too", key="desk_again")
    return decisions.waiting(installation.raw_folders(), what, None if source == "any" else source, again)


def problem(item: Any) -> None:
    st.markdown(words.verbatim(words.sentence(item.message or "")))
    if item.document and item.locator:
        evidence.place(item, item.mark, "The place in the document")
    else:
        st.markdown(words.verbatim(item.document) if item.document else "It names no place in a document.")
    source = words.link("All of this source", f"/source?id={item.source_id}")
    st.markdown(f"{source}. A fault of the reader is mended there, with its document as a case.")


def show() -> None:
    items = controls()
    for kind, tell in ((decisions.SAID, st.success), (decisions.TROUBLE, st.error)):
        if text := st.session_state.pop(kind, None):
            tell(words.verbatim(text))
    if items:
        one_by_one(items)
    else:
        st.markdown("Nothing waits here.")
    if st.session_state.get(decisions.DECIDED):
        st.button("Undo the last decision", key="desk_undo", on_click=decisions.undo, shortcut="U")
    st.button("Build with these decisions", key="desk_build", on_click=decisions.build)
    st.caption("Decisions are written into source.toml and nowhere else; git shows them as a small difference.")


def one_by_one(items: list[Any]) -> None:
    marks, asked = [item.mark for item in items], st.query_params.get(decisions.ITEM)
    at = marks.index(asked) if asked in marks else 0
    item = items[at]
    before, next_mark = marks[max(at - 1, 0)], marks[min(at + 1, len(marks) - 1)]
    why = words.SAID["ranks"][str(item.rank)]
    st.markdown(f"{at + 1:,} of {words.counted(len(items), 'thing')} that wait. This one: {why}.")
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True, key="desk_evidence"):
        if item.what == "figure":
            evidence.show(item.mark)
        elif item.what == "proposal":
            evidence.place(item, item.mark, "The number in the document")
        else:
            problem(item)
    with right:
        if item.what == "proposal":
            of_proposal(item, next_mark)
            offered, table = [other for other in items if other.what == "proposal"], decisions.table(item)
            beside = [other for other in offered if decisions.table(other) == table]
            later = next((other.mark for other in items[at:] if other not in beside), next_mark)
            of_numbers(beside, item, later)
            of_map(item, later)
        elif item.what == "problem":
            of_map(item, next_mark)
            of_problem(item, next_mark)
        else:
            row = next(figure for figure in decisions.rows_of(item.source_id) if figure["figure_id"] == item.mark)
            of_figure(item, row, next_mark)
        ways = (("Back", before, "P"), ("Next", next_mark, "N"))
        for place, (label, to, key) in zip(st.columns(2), ways, strict=True):
            place.button(
                label, key=f"desk_{label}", on_click=put, kwargs={decisions.ITEM: to}, shortcut=key, width="stretch"
            )


def _button(item: Any, next_mark: str, key: str, label: str, done: str, change: Callable[[str], str], place: Any = st,
            **look: Any) -> None:  # fmt: skip
    args = (item, done, change, next_mark)
    place.button(label, key=f"desk_{key}", on_click=decisions.decide, args=args, width="stretch", **look)


def pick(title: str, name: str, now: str | None, mark: str, **look: Any) -> Any:
    known = extract.known(name.rpartition("_")[2])
    return st.selectbox(
        title, known, index=list(known).index(now) if now in known else None, key=f"desk_{name}_{mark}",
        format_func=lambda value: f"{known[value]} ({value})", **{"placeholder": "none"} | look,
    )  # fmt: skip


def _unit(measure: str, name: str, title: str, mark: str) -> None:
    st.selectbox(title, list(reference_data.load().measures[measure].units), key=f"desk_{name}_{mark}")


def of_figure(item: Any, row: Row, next_mark: str) -> None:
    mark, button = item.mark, partial(_button, item, next_mark)

    def accepted(text: str) -> str:
        return desk.accept(text, row, decisions.rows_of(item.source_id), initials(), date.today())

    def corrected(text: str, changes: Mapping[str, Any] | None = None) -> str:
        rows, reason, reference = decisions.rows_of(item.source_id), typed("reason", mark), reference_data.load()
        return desk.correct(text, row, changes or _changes(row), reason, initials(), date.today(), rows, reference)

    offence = row["offence"] or "no offence of its own"
    scope = f", {row['scope']}" if row["scope"] else ""
    read = f"{row['force']}: “{row['value_text']}” {row['unit']}; {row['measure']}; {offence}{scope}; "
    st.markdown(f"**As read:** {words.verbatim(read + words.period(row['period_id']))}")
    button("accept", "Accept: it is right as read", "Accepted", accepted, shortcut="A", type="primary")
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
    left, right = st.columns(2)
    button("correct", "Correct", "Corrected", corrected, place=left)
    rejected = partial(corrected, changes={"reject": True})
    button("reject", "Reject: no such figure", "Rejected", rejected, place=right)


def _changes(row: Row) -> Mapping[str, Any]:
    """What a correction may change, from the form: a value, or bounds where it is empty."""
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


def of_proposal(item: Any, next_mark: str) -> None:
    mark = item.mark

    def taken(text: str) -> str:
        said = {name: typed(name, mark) or None for name in ("measure", "offence", "period")}
        given = {name: value for name, value in said.items() if value and value != getattr(item, f"{name}_id")}
        return desk.take(text, vars(item), given, initials(), date.today(), reference_data.load())

    under = f" stands under “{words.verbatim(item.label)}”" if item.label else " stands alone"
    question = f" in the answer to question {words.verbatim(item.question)}" if item.question else ""
    unit = f", counted in {item.unit}" if item.unit else ""
    st.markdown(f"**{words.verbatim(item.value_text)}**{under}{question}{unit}.")
    for code in item.doubts:
        st.markdown(f"- {words.sentence(words.SAID['doubts'].get(code, code))}")
    pick("It counts", "measure", item.measure_id, mark)
    pick("Offence", "offence", item.offence_id, mark)
    st.text_input("Period", item.period_id or "", key=f"desk_period_{mark}", help=PERIODS)
    _button(item, next_mark, "accept", "Take it", "Taken", taken, shortcut="A", type="primary")
    st.text_input("Reason", key=f"desk_reason_{mark}", placeholder=NO_FIGURE)
    _button(item, next_mark, "reject", "Reject: no figure", "Rejected", _rejecting([item], mark), shortcut="X")


def _rejecting(items: Sequence[Any], mark: str) -> Callable[[str], str]:
    def rejected(text: str) -> str:
        for item in items:
            reason = typed("reason", mark) or NO_FIGURE
            text = desk.reject_proposal(text, vars(item), reason, initials(), date.today(), reference_data.load())
        return text

    return rejected


def of_numbers(together: Sequence[Any], item: Any, next_mark: str) -> None:
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
    count, every = len(together), [vars(one) for one in together]

    def taken(text: str) -> str:
        return desk.take_all(text, every, initials(), date.today())

    if all(map(desk.is_plain, every)):
        label, done = f"Take all {count} as they stand", f"All {count} taken"
        _button(item, next_mark, "take_all", label, done, taken, shortcut="Shift+A")
    label, done = f"Reject all {count}: no figures", f"All {count} rejected"
    _button(item, next_mark, "reject_all", label, done, _rejecting(together, item.mark), shortcut="Shift+X")


def of_problem(item: Any, next_mark: str) -> None:
    mark = item.mark
    st.markdown("**A figure stands there that was not read?** Type it as it is printed.")
    if measure := pick("Measure", "add_measure", None, mark, placeholder="choose"):
        _unit(measure, "add_unit", "Unit", mark)
    for name, title in ADDED.items():
        st.text_input(title, key=f"desk_add_{name}_{mark}")
    st.text_input("Place", item.locator or "", key=f"desk_add_place_{mark}")
    st.text_area("Reason", key=f"desk_add_reason_{mark}", height=80, placeholder="why the reader can't reach it")

    def added(text: str) -> str:
        given = {name: typed(f"add_{name}", mark) for name in ("measure", "unit", *ADDED, "place")}
        return desk.add(text, given, typed("add_reason", mark), initials(), date.today())

    _button(item, next_mark, "add", "Add the figure", "Added", added)


def of_map(item: Any, next_mark: str) -> None:
    table, mark = _printed(item), item.mark
    if table is None:
        return

    def mapped(text: str) -> str:
        entry, reason = _map_entry(table, mark), typed("map_reason", mark)
        if "measure" in table.map.get("means", {}) and "measure" not in entry.get("means", {}):
            raise CantDecide("Say what its numbers count. Without it the table gives no figure.")
        return with_map(text, entry, reason, initials(), date.today(), reference_data.load())

    with st.expander("Say what the whole table means", key=f"desk_map_{mark}", on_change="rerun"):
        frame = pd.DataFrame(list(table.rows), columns=list(table.columns))
        st.dataframe(frame, hide_index=True, height=min(400, 36 * (len(frame) + 1)))
        _ask(table, mark)
        st.text_input("How do you know?", key=f"desk_map_reason_{mark}", placeholder="the letter says so above it")
        _button(item, next_mark, "map", "Write this map", "The table is mapped", mapped)


def _printed(item: Any) -> PrintedTable | None:
    if not item.document or not item.locator:
        return None
    try:
        toml = decisions.toml_of(item.source_id)
    except CantDecide:
        return None
    path = str(item.document).removeprefix(f"{toml.parent.parent.name}/{toml.parent.name}/")
    return _read(toml.parent, path, str(item.locator), toml.stat().st_mtime_ns)


@warehouse.forgotten(16)
def _read(folder: Path, path: str, locator: str, changed_at: int) -> PrintedTable | None:
    return printed_table(folder, path, locator, reference_data.load())


def _ask(table: PrintedTable, mark: str) -> None:
    kinds, means = list(ROW_KINDS), table.map.get("means", {})
    kind = st.selectbox(
        "Its rows are", kinds, index=kinds.index(next(iter(table.map.get("rows", {})), "")),
        key=f"desk_map_rows_{mark}", format_func=ROW_KINDS.__getitem__,
    )  # fmt: skip
    if kind == BREAKDOWN:
        st.text_input("A name for the breakdown", BREAKDOWN, key=f"desk_map_breakdown_{mark}")
    titles = {SKIP: "nothing: leave it out"}
    titles |= {id_: f"{title} ({id_})" for id_, title in extract.known("measure").items()}
    for n, (label, drafted) in enumerate(table.map.get("columns", {}).items()):
        now = SKIP if drafted == SKIP else drafted["measure"]
        st.selectbox(
            f"“{words.verbatim(label)}” counts", titles, index=list(titles).index(now) if now in titles else None,
            key=f"desk_map_column_{n}_{mark}", format_func=titles.__getitem__, placeholder="choose",
        )  # fmt: skip
    if "measure" in means and (measure := pick("Its numbers count", "map_measure", None, mark)):
        _unit(measure, "map_unit", "In units of", mark)
    for name in ("force", "offence"):
        if name in means:
            pick(f"Of the {name}", f"map_{name}", None, mark)
    if "period" in means:
        st.text_input("In the period", key=f"desk_map_period_{mark}", help=PERIODS)
    st.text_input("Which question it answers", key=f"desk_map_question_{mark}")


def _map_entry(table: PrintedTable, mark: str) -> dict[str, Any]:
    """The `[[table]]` entry of what stands in the pickers, without reason and signature."""
    entry = {key: table.map[key] for key in PLACE if key in table.map}
    kind = typed("map_rows", mark)
    if kind := typed("map_breakdown", mark) if kind == BREAKDOWN else kind:
        entry["rows"] = {kind: ROW_LABELS}
    counted = {label: typed(f"map_column_{n}", mark) for n, label in enumerate(table.map.get("columns", {}))}
    if columns := {label: SKIP if id_ == SKIP else {"measure": id_} for label, id_ in counted.items() if id_}:
        entry["columns"] = columns
    given = {name: typed(f"map_{name}", mark) for name in MEANS}
    return entry | ({"means": means} if (means := {name: value for name, value in given.items() if value}) else {})
