"""A kind of figure over time -> its block: panels or one chart, the sentences, and tables of what is off the axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    address,
    apart,
    comparison,
    extract,
    filters,
    frame,
    sentences,
    something_wrong,
    timeline_words,
    timelines,
    warehouse,
    words,
)
from dashboard.charts import lines, look, time_scale
from dashboard.comparable import FEWEST_FOR_A_CHART, Kind
from dashboard.filters import Filters
from dashboard.timelines import Break

SHAPES = {"panels": "a panel for each force", "together": "all on one chart"}
SCALES = {"one": "one scale", "own": "a scale for each force"}
FEWEST_FOR_HALVES = 4


def choose(topics: Sequence[tuple[Kind, int]]) -> Kind:
    """What is drawn: the fullest that the filters leave, unless the reader takes another."""
    by_key = {kind.key.rstrip("~"): kind for kind, _ in topics}
    titles = {kind.key.rstrip("~"): f"{timelines.title(kind)}: {_forces(forces)}" for kind, forces in topics}
    label = f"What is shown ({words.counted(len(topics), 'series', 'series')}, the fullest first)"
    return by_key[address.one_of(label, "series", titles, is_list=True)]


def _forces(forces: int) -> str:
    return f"{words.counted(forces, 'force')} over time" if forces else "single years only"


def show(kind: Kind, rows: pd.DataFrame, chosen: Filters) -> None:
    """The block for one kind, and below it what is not on its axis."""
    everything = timelines.marks(kind, rows)
    drawn = timelines.drawn_forces(everything)
    on_axis = timelines.on_axis(everything)
    is_table = frame.is_too_few(len(drawn))
    if is_table:
        _say_too_few(len(drawn), chosen)
    shown = on_axis if is_table else on_axis[on_axis["force_id"].isin(drawn)]
    answers = timelines.answers(kind, chosen, everything)
    found = timelines.breaks(kind, shown)
    shape, scale = ("panels", "one") if is_table else _controls(len(drawn))
    figure, rest = (None, None) if is_table else _charts(shown, answers, found, kind, shape, scale)
    here = chosen.but(measure=kind.measure_id, offence=kind.offence_id)
    listed = pd.concat([shown, timelines.on_axis(answers)[lambda a: a["force_id"].isin(set(shown["force_id"]))]])
    text = timeline_words.finding(shown, found, kind)
    frame.show(
        frame.Block(
            key="time",
            title=_title(kind, shown),
            table=timelines.table_of(listed.sort_values(["short_name", "at"])),
            figure=figure,
            rest=rest,
            alt=f"Lines over time, one for each of {words.counted(len(drawn), 'force')}. {text}",
            finding=text,
            coverage=timeline_words.coverage(everything, answers, drawn, timelines.forces_with(kind)),
            notes=[
                *_notes(is_table, len(drawn), scale),
                *timeline_words.notes(shown, found, is_table=is_table),
                *apart.over_time(kind, chosen, set(everything["force_id"])),
                *comparison.measure_notes(kind),
            ],
            source=sentences.source_line(shown, warehouse.current().release),
            states=list((shown if shape == "together" else listed)["state"]),
            hands=list(shown["hand"]),
            reviews=[review for review in shown["review"] if review == "corrected"],
            ids=_ids(listed),
            data=("figures", extract.for_view("figures", here.but(area_kind="force"))),
            drawn=int(shown["figure_id"].notna().sum()),
            path="time",
            filters=here,
            more={"series": kind.key.rstrip("~")}
            | {n: v for n, v in (("shape", shape), ("scale", scale)) if v not in ("panels", "one")},
        )
    )
    _not_drawn(everything, [] if is_table else drawn, shown)


def _title(kind: Kind, shown: pd.DataFrame) -> str:
    if not len(shown):
        return timelines.title(kind)
    ordered = shown.sort_values("at")
    first, last = ordered["period_id"].iloc[0], ordered["period_id"].iloc[-1]
    span = words.period(first) if first == last else f"{words.period(first)} to {words.period(last)}"
    return f"{timelines.title(kind)}, {span}"


def _charts(
    shown: pd.DataFrame, answers: pd.DataFrame, found: Sequence[Break], kind: Kind, shape: str, scale: str
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """One chart; or panels, in two halves where there are enough."""
    whole = time_scale.scale_of(shown)
    here: dict[str, Any] = {
        "pairs": timelines.joined(shown, found), "breaks": found, "palette": frame.here(), "chosen": frame.chosen_id(),
    }  # fmt: skip
    if shape == "together":
        return lines.together(shown, whole, **here), None
    within = answers[(answers["at"] > whole.start) & (answers["at"] < whole.end)]
    more = {"answers": within, "is_own_scale": scale == "own", "colour": comparison.colour_of(kind)}
    forces = list(dict.fromkeys(shown["force_id"]))
    if len(forces) < FEWEST_FOR_HALVES:
        return lines.panels(shown, whole, **more, **here), None
    half = -(-len(forces) // 2)
    left, right = (shown[shown["force_id"].isin(part)] for part in (forces[:half], forces[half:]))
    return lines.panels(left, whole, **more, **here), lines.panels(right, whole, **more, **here)


def _controls(forces: int) -> tuple[str, str]:
    """Panels or one chart, one scale or each its own: in the address, and only what can be shown."""
    left, right = st.columns(2)
    shape = "panels"
    if forces <= look.MOST_SERIES:
        with left:
            shape = address.one_of("Shown as", "shape", SHAPES)
    if shape == "together":
        return shape, "one"
    with right if forces <= look.MOST_SERIES else left:
        return shape, address.one_of("Scale", "scale", SCALES)


def _say_too_few(forces: int, chosen: Filters) -> None:
    given = "No force" if not forces else f"Only {words.counted(forces, 'force')}"
    have = "has" if forces <= 1 else "have"
    set_ = "; ".join(filters.words(chosen)) or "no filter is set"
    st.warning(
        f"{given} {have} two or more years of this ({set_}), and fewer than "
        f"{FEWEST_FOR_A_CHART} are too few to compare, so there is a table and not a chart."
    )
    for number, (text, wide, wide_forces) in enumerate(timelines.wider(chosen)):
        st.button(
            f"Widen to {text}: up to {words.counted(wide_forces, 'force')} over time",
            key=f"widen_time_{number}",
            on_click=filters.write,
            args=(wide,),
        )


def _notes(is_table: bool, forces: int, scale: str) -> list[str]:
    if is_table:
        return [f"Fewer than three forces ({forces}) have two or more years of one sort, so this is a table, no chart."]
    return (
        ["Each panel has its own scale, so heights may not be compared from force to force."] if scale == "own" else []
    )


def _ids(rows: pd.DataFrame) -> dict[str, str]:
    return {
        row.mark_id: f"{row.short_name}, {words.period(row.period_id)}: {row.label or row.aside}"
        for row in rows.itertuples()
        if row.mark_id
    }


def _not_drawn(everything: pd.DataFrame, drawn: Sequence[str], shown: pd.DataFrame) -> None:
    """What is of this kind and not on the axis, and why: single years, other spans, periods that are not known."""
    rest = everything[~everything.index.isin(shown.index)]
    is_year = rest["sort"].isin(list(timelines.SORTS))
    parts = (
        ("One year only", rest[is_year], "One figure of a sort of year shows nothing over time."),
        ("Other spans", rest[rest["sort"] == "odd"], "Part of a year, or several years: never on the axis of years."),
        ("Period not known", rest[rest["sort"] == "unknown"], "The source does not say for which period it counts."),
    )
    if any(len(part) for _, part, _ in parts):
        st.header("Not on the axis")
    for name, part, why in parts:
        if len(part):
            st.markdown(f"**{name}** ({words.counted(len(part), 'figure')}). {why}")
            table = timelines.table_of(part).drop(columns="Sort of period")
            table["Figure"] = [
                f"[{words.verbatim(text)}]({something_wrong.figure_path(row)})" if row.figure_id else text
                for text, row in zip(table["Figure"], part.itertuples(), strict=True)
            ]
            st.table(table, border="horizontal", hide_index=True, alt=f"{name}: figures that are not on the axis")
