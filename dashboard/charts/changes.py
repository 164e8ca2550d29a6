"""The change between two years, force by force: a dot at the ratio with its 95 % interval as a bar of its width, on a
scale where half and double lie equally far from no change.

`rows`, from the top: force_id, name, ratio, from_, to, text, figure_id, tip, is_told (the interval leaves out no
change), is_doubted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from dashboard.charts.drawing import FORMS, Axis, Dot, Drawing, Label, Line, Mark, Tick, bands, colour_of, room_for
from dashboard.rows import each

RATIOS = {
    0.1: "−90 %", 0.25: "−75 %", 0.5: "−50 %", 2.0: "+100 %", 4.0: "+300 %", 10.0: "+900 %", 30.0: "30 times",
    100.0: "100 times",
}  # fmt: skip
"""What is written below; “no change” stands above its line."""
APART = 0.3  # of the axis, between two words below it: a phone has room for no more


def changes(rows: pd.DataFrame, chosen: Sequence[str] = (), *, alt: str, row_height: int = 22) -> Drawing:
    """One row a force; those whose interval includes no change in light grey."""
    low = math.log2(min([0.5, *map(float, rows["from_"])]))
    high = math.log2(max([2.0, *map(float, rows["to"])]))
    wide = 0.03 * (high - low)
    marks: list[Mark] = [Line(((0.0, -0.5), (0.0, len(rows) - 0.5)), "median", 1.25, "dash")]
    marks.append(Label(0.0, -0.5, "no change", "median", 13, anchor="middle", dy=-9))
    roles: dict[str, str] = {}
    for n, row in enumerate(each(rows)):
        own = colour_of(row.force_id, chosen)
        roles |= {row.name: own} if own else {}
        role = own or ("bar" if row.is_told else "line")
        low_, middle, high_ = (math.log2(float(value)) for value in (row.from_, row.ratio, row.to))
        ends = (low_, float(n)), (high_, float(n))
        marks.append(Line(ends, role, 2.5 if row.is_told else 1.25, "solid", (row.figure_id,) * 2, (row.tip,) * 2))
        form = FORMS[list(chosen).index(row.force_id)] if own else "circle"
        marks.append(Dot(middle, float(n), role, form, 9.0, bool(row.is_doubted), row.figure_id, row.tip))
        words = own or ("ink" if row.is_told else "quiet")
        marks.append(Label(high_, float(n), str(row.text), words, 13, dx=8, is_over=True))
    ticks: list[Tick] = []
    for at, text in RATIOS.items():
        x = math.log2(at)
        if low - wide <= x <= high + wide and (not ticks or x - ticks[-1].at >= APART * (high - low)):
            ticks.append(Tick(x, text))
    names = list(rows["name"])
    return Drawing(
        Axis(low - wide, high + wide, tuple(ticks), has_grid=True),
        bands(names, bold=list(roles), roles=roles),
        tuple(marks),
        row_height * len(rows),
        alt,
        top=22,
        left=room_for(names, 13),
        right=room_for(list(rows["text"]), 13, 150),
    )
