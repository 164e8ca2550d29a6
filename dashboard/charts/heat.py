"""Forces by columns: a number in each cell on one of five steps, signs where an answer gave no number, bare paper
where nothing is here, which is not zero.

`rows`: force_id, name, column (its id), value (NaN for none), text, state, figure_id, tip, is_doubted, is_differing
(another source counts otherwise). `columns`: ids with their headings, upright, each in lines of a few letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.charts.drawing import SMALLEST, Axis, Dot, Drawing, Label, Mark, Rect, Tick, colour_of, room_for
from dashboard.charts.tiles import DARK_FROM, step_of
from dashboard.rows import each

ROW = 24
COUNTS = (0, 10, 50, 200, 1000)
"""Where the five steps of a count begin: the same for every measure and year."""
LINE = 16  # pixels of a line of a heading
TWO_LINES = 1.5  # the height of a row with two lines in a cell, in rows


def heat(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    chosen: Sequence[str] = (),
    *,
    bounds: Sequence[float],
    alt: str,
) -> Drawing:
    """`rows` in the order in which forces stand; `bounds`: where each of the five steps begins. A row with two values
    of a dispute in a cell is high enough for both, one below the other."""
    own = {row.name: colour_of(row.force_id, chosen) for row in each(rows) if row.force_id in chosen}
    disputed, middles, end = set(rows.loc[rows["state"] == "conflicting", "name"]), {}, -0.5
    for name in dict.fromkeys(rows["name"]):
        high = TWO_LINES if name in disputed else 1.0
        middles[name], end = (end + high / 2, high), end + high
    places = {column: float(n) for n, column in enumerate(columns)}
    marks: list[Mark] = []
    for row in each(rows):
        if row.column in places:
            marks += _cell(row, places[row.column], *middles[row.name], own.get(row.name), bounds)
    most = max((heading.count("\n") + 1 for heading in columns.values()), default=1)
    for column, heading in columns.items():
        dy = -6.0 - LINE * (heading.count("\n") + 1) / 2
        marks.append(Label(places[column], -0.5, heading, "ink", SMALLEST, anchor="middle", dy=dy))
    ticks = tuple(Tick(y, name, own.get(name, "ink"), name in own) for name, (y, _) in middles.items())
    differs = (
        (("sources differ", "diamond:ink"),) if (rows["is_differing"] & (rows["state"] != "conflicting")).any() else ()
    )
    return Drawing(
        Axis(-0.5, max(len(columns), 1) - 0.5), Axis(end, -0.5, ticks), tuple(marks), int(ROW * (end + 0.5)), alt,
        left=room_for(list(middles), SMALLEST), right=4, top=LINE * most + 12, bottom=4,
        legend=(*legend(bounds), *differs),
    )  # fmt: skip


def _cell(row: Any, x: float, y: float, high: float, own: str | None, bounds: Sequence[float]) -> list[Mark]:
    is_shaded = row.value == row.value and not row.is_doubted
    step = step_of(float(row.value), bounds) if is_shaded else 0
    ink = "on_step" if step >= DARK_FROM else "ink"
    edge = own or ("ink" if row.is_doubted else "rule")
    hatch = "/" if row.state in ("interval", "conflicting") else ""
    box = (x - 0.48, x + 0.48, y - high / 2 + 0.04, y + high / 2 - 0.04)
    text = str(row.text).replace("/", "/\n") if row.state == "conflicting" else str(row.text)
    marks: list[Mark] = [
        Rect(*box, f"step{step}" if is_shaded else "blank", edge, hatch, 2.0 if own else 1.0, row.figure_id, row.tip),
        Label(x, y, f"{text} ?" if row.is_doubted else text, ink, SMALLEST, anchor="middle"),
    ]
    if row.is_differing and row.state != "conflicting":  # two values say it themselves
        marks.append(Dot(x + 0.4, y - 0.28, ink, "diamond", 5.0, is_hollow=True, mark=row.figure_id, tip=row.tip))
    return marks


def legend(bounds: Sequence[float]) -> tuple[tuple[str, str], ...]:
    """ "0 to 9", "10 to 49", …, "1,000 and more": counts are whole."""
    texts = [f"{low:,g} to {high - 1:,g}" for low, high in pairwise(bounds)]
    return tuple((text, f"step{n}") for n, text in enumerate([*texts, f"{bounds[-1]:,g} and more"]))
