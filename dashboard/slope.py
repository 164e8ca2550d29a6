"""One kind of figure -> the same in two periods: the Compare page's second view."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import (
    address,
    apart,
    comparison,
    doubted,
    extract,
    figures,
    frame,
    sentences,
    timelines,
    warehouse,
    words,
)
from dashboard.charts import slope as slope_chart
from dashboard.comparable import Kind, span
from dashboard.filters import Filters
from dashboard.timelines import Break


def others(kind: Kind, chosen: Filters) -> list[tuple[Kind, int]]:
    """The same kind in other periods of the same sort and length, each with how many forces have a figure."""
    wide = chosen.but(measure=kind.measure_id, offence=kind.offence_id, period=None)
    return [
        (other, forces)
        for other, forces in figures.kinds(wide)
        if other.period_id != kind.period_id
        and span(other.period_id) == span(kind.period_id)
        and replace(other, period_id=kind.period_id, days=kind.days) == kind
    ]


def show(kind: Kind, chosen: Filters) -> None:
    """Choose the second period, then the slope of the forces that have an exact number in both."""
    found = others(kind, chosen)
    if not found:
        st.markdown(
            f"Nothing of this kind is here for another period of the same length as {words.period(kind.period_id)}."
        )
        return
    by_period = {other.period_id: other for other, _ in found}
    offered = {period_id: words.period(period_id) for period_id in by_period}
    with_ = address.one_of("Second period", "with", offered, is_list=True)
    first, second = sorted((kind, by_period[with_]), key=lambda k: k.period_id)
    rows = in_both(first, second, chosen)
    _block(first, second, rows, chosen)


def in_both(first: Kind, second: Kind, chosen: Filters) -> pd.DataFrame:
    """One row for each force with an exact number in both periods."""
    sides = []
    for side, kind in (("left", first), ("right", second)):
        rows = figures.by_force(kind, chosen)
        rows = rows[rows["state"] == "value"][
            ["force_id", "short_name", "value", "hand", "figure_id", "compiled_by", "review"]
        ]
        sides.append(
            rows.rename(columns={"value": side, "figure_id": f"{side}_id"}).rename(
                columns={name: f"{side}_{name}" for name in ("hand", "compiled_by", "review")}
            )
        )
    return sides[0].merge(sides[1].drop(columns="short_name"), on="force_id")


def breaks(rows: pd.DataFrame, chosen: Filters) -> list[Break]:
    """What changes in the law or in the source's counting between the two periods: a line across it is dashed."""
    ids = {*rows["left_id"], *rows["right_id"]}
    given = figures.chosen(chosen.but(measure=None, period=None, area_kind="force"))
    given = given[given["figure_id"].isin(ids)]
    if not len(given):
        return []
    topic = timelines.without_period(next(given.itertuples()))
    assert topic is not None  # a part of a breakdown is of no kind
    marks = timelines.marks(topic, given)
    pairs = [tuple(pair.itertuples()) for _, pair in marks.sort_values("period_start").groupby("force_id")]
    found = []
    for item in timelines.breaks(topic, marks):
        parted = {pair[0].force_id for pair in pairs if timelines.is_across(pair[0], pair[-1], item.day)}
        if parted & item.force_ids:
            found.append(replace(item, force_ids=item.force_ids & parted))
    return found


def finding(rows: pd.DataFrame, first: Kind, second: Kind) -> str:
    """How many rose and fell between the periods; two points are no trend."""
    up, down = int((rows["right"] > rows["left"]).sum()), int((rows["right"] < rows["left"]).sum())
    level = len(rows) - up - down
    unsound = rows[rows["left_id"].isin(doubted.ids()) | rows["right_id"].isin(doubted.ids())]
    parts = [
        f"{up} gave more in {words.period(second.period_id)} than in {words.period(first.period_id)}" if up else "",
        f"{down} fewer" if down else "",
        f"{level} the same" if level else "",
    ]
    said = words.listed([part for part in parts if part])
    return (
        f"Of {words.counted(len(rows), 'force')} with an exact number in both periods, {said}; {_unsound(unsound)}"
        "two periods make no trend, and recording may have changed."
    )


def _unsound(rows: pd.DataFrame) -> str:
    """The forces of which a number is in doubt, before the rest of the sentence."""
    return f"a number of {words.listed(list(rows['short_name']))} is in doubt; " if len(rows) else ""


def _block(first: Kind, second: Kind, rows: pd.DataFrame, chosen: Filters) -> None:
    titles = words.period(first.period_id), words.period(second.period_id)
    is_table = frame.is_too_few(len(rows))
    here = chosen.but(measure=first.measure_id, offence=first.offence_id, period=[first.period_id, second.period_id])
    hands = [*rows["left_hand"], *rows["right_hand"]]
    text = finding(rows, first, second) if len(rows) else "No force has an exact number in both periods."
    both = [rows[f"{side}_compiled_by"] for side in ("left", "right")]
    compilers = sentences.source_line(
        pd.DataFrame({"compiled_by": pd.concat(both, ignore_index=True)}).assign(state="value"),
        warehouse.current().release,
    )
    found = breaks(rows, chosen)
    broken = frozenset().union(*(item.force_ids for item in found)) if found else frozenset()
    rows = rows.assign(is_broken=[force_id in broken for force_id in rows["force_id"]])
    dashed = "" if is_table else " A dashed line crosses it: what it joins was not counted alike."
    noted = [f"Break in the series: {words.sentence(item.reason)}{dashed}" for item in found]
    too_few = ["Fewer than three forces have both, so this is a table and not a chart."] if is_table else []
    frame.show(
        frame.Block(
            key="slope",
            title=f"{first.title.rsplit(',', 1)[0]}, {titles[0]} and {titles[1]}",
            table=pd.DataFrame(
                {"Force": list(rows["short_name"])}
                | {
                    title: [words.number(v) for v in rows[side]]
                    for title, side in zip(titles, ("left", "right"), strict=True)
                }
            ),
            figure=None
            if is_table
            else slope_chart.slope(rows, *titles, palette=frame.here(), chosen=frame.chosen_id()),
            alt=f"Slope between two periods. {text}",
            finding=text,
            coverage="Forces with a range, a dispute or no number in one of the periods are not joined and not drawn.",
            notes=[
                *too_few,
                *noted,
                *apart.beside_any((first, second), chosen, set(rows["force_id"])),
                *comparison.measure_notes(first),
            ],
            source=compilers,
            states=["value"],
            hands=hands,
            reviews=[*rows["left_review"], *rows["right_review"]],
            ids={
                getattr(row, f"{side}_id"): f"{row.short_name}, {title}: {words.number(getattr(row, side))}"
                for row in rows.itertuples()
                for side, title in zip(("left", "right"), titles, strict=True)
            },
            data=("figures", extract.for_view("figures", here.but(area_kind="force"))),
            drawn=2 * len(rows),
            path="compare",
            filters=chosen.but(measure=first.measure_id, offence=first.offence_id, period=first.period_id),
            more={"view": "slope", "with": second.period_id},
        )
    )
