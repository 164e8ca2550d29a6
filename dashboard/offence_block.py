"""One measure, unit and period -> its maps: sections of Acts, and the classes and groups that contain them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import (
    address,
    apart,
    choosing,
    comparison,
    extract,
    figures,
    frame,
    offence_map,
    pinned,
    sentences,
    states,
    warehouse,
    words,
)
from dashboard.charts import heat
from dashboard.comparable import FEWEST_FOR_A_CHART
from dashboard.filters import Filters
from dashboard.offence_map import Map


def choose(maps: Sequence[Map]) -> Map:
    """The map that is drawn: the one with most figures that the filters leave, unless the reader takes another."""
    by_key = {one.whole.key: one for one in maps}
    label = f"What is shown ({words.counted(len(maps), 'map')}, the fullest first)"
    return by_key[address.one_of(label, "map", {key: _size(one) for key, one in by_key.items()}, is_list=True)]


def _size(one: Map) -> str:
    figures_ = words.counted(one.figures, "figure")
    return f"{one.title}: {figures_}, {words.counted(len(one.kinds), 'offence')}"


def show(one: Map, chosen: Filters) -> None:
    """A block for sections and one for classes and groups, each a map where a column has three forces, else a table."""
    rows = offence_map.cells(one, chosen)
    enough = [
        part for part in offence_map.PARTS if offence_map.has_enough(rows[rows["part"] == part], FEWEST_FOR_A_CHART)
    ]
    if not enough:
        choosing.say_too_few(figures.kinds(chosen), chosen, "offences")
    for part in offence_map.PARTS:
        of_part = rows[rows["part"] == part]
        if len(of_part):
            _block(one, part, of_part, chosen, is_table=part not in enough)


def _block(one: Map, part: str, rows: pd.DataFrame, chosen: Filters, is_table: bool) -> None:
    kind, column = offence_map.fullest(rows, one.kinds)
    offence_ids, left = offence_map.columns(rows)
    figure, rest = (None, None) if is_table else _charts(rows, offence_ids)
    loud = rows[rows["force_id"].isin(offence_map.drawn_forces(rows))]
    numbers = sentences.numbers(loud)
    text = f"{column['title'].iloc[0]}, the fullest column: {sentences.finding(column, kind)}"
    size = f"{words.counted(loud['force_id'].nunique(), 'force')} by {words.counted(len(offence_ids), 'offence')}"
    here = chosen.but(measure=kind.measure_id, period=kind.period_id)
    frame.show(
        frame.Block(
            key=f"offences_{part}",
            title=f"{one.title}: {offence_map.PARTS[part]}",
            table=offence_map.table_of(rows),
            figure=figure,
            rest=rest,
            alt=f"A map of {size}. {text}",
            finding=text,
            coverage=offence_map.coverage(rows),
            notes=[
                *_notes(rows, part, left, is_table),
                *apart.beside_any(
                    [one_ for one_ in one.kinds if one_.offence_id in set(rows["offence_id"])],
                    chosen,
                    set(numbers["force_id"]),
                ),
                *comparison.measure_notes(kind),
            ],
            source=sentences.source_line(rows, warehouse.current().release),
            states=list(loud["state"]),
            hands=list(numbers["hand"]),
            reviews=[review for review in numbers["review"] if review == "corrected"],
            ids={
                row.mark_id: f"{row.short_name}, {offence_map.heading(row)}: {row.label or row.aside}"
                for row in rows[~rows["state"].isin(["not_known", "not_collected", *states.OF_THE_PAGE])].itertuples()
                if row.mark_id
            },
            data=("figures", extract.for_view("figures", here.but(area_kind="force"))),
            drawn=len(numbers),
            path="offences",
            filters=here,
            more={"map": one.whole.key},
        )
    )


def _charts(rows: pd.DataFrame, offence_ids: list[str]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """One map; or two beside each other, each with the forces that have something on it, where one has no room."""
    largest = float(max(rows["high"].dropna(), default=0.0))

    def one(ids: list[str]) -> dict[str, Any]:
        forces = offence_map.drawn_forces(rows[rows["offence_id"].isin(ids)])
        return heat.heat(rows, ids, forces, largest, palette=frame.here(), chosen=frame.chosen_id())

    if len(offence_ids) <= offence_map.MOST_COLUMNS:
        return one(offence_ids), None
    half = -(-len(offence_ids) // 2)
    return one(offence_ids[:half]), one(offence_ids[half:])


def _notes(rows: pd.DataFrame, part: str, left: Sequence[str], is_table: bool) -> list[str]:
    notes = []
    if is_table:
        notes.append("No offence here has a number of three forces, so this is a table and not a map.")
    else:
        largest = words.number(float(max(rows["high"].dropna(), default=0.0)))
        notes.append(
            f"The shade runs in five steps from 0 to {largest} on this map alone. On bare paper nothing is here, which "
            "is not zero."
        )
    titles = dict(zip(rows["offence_id"], rows["title"], strict=True))
    if left:
        notes.append(f"Only in the table, having fewest numbers: {words.listed([titles[o] for o in left])}.")
    inside = offence_map.contained(list(titles))
    if inside:
        notes.append(f"Never to be added along a row: {'; '.join(inside)}.")
    elif len(titles) > 1:
        notes.append("Not to be added along a row: one person or one case may stand in several columns.")
    unchecked = int((sentences.numbers(rows)["review"] == "unreviewed").sum())
    if unchecked:
        notes.append(
            f"{words.counted(unchecked, 'number')} not yet checked against the source by a second person "
            f"({states.REVIEW_MARK} in the table)."
        )
    links = ", ".join(
        f"[{offence_map.heading(row)}]({pinned.address(f'/offence?id={row.offence_id}')})"
        for row in rows.drop_duplicates("offence_id").itertuples()
    )
    notes.append(f"About each: {links}.")
    return notes
