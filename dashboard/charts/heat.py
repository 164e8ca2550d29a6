"""Forces by columns: a number in each cell on one of five steps, signs where an answer gave no number, bare paper
where nothing is here, which is not zero.

`rows`: force_id, name, column (its id), value (NaN for none), text, state, figure_id, tip, is_doubted. `columns`: ids
with their headings, upright, each in lines of a few letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from dashboard.charts.drawing import CHOSEN, SMALLEST, Axis, Drawing, Label, Mark, Rect, bands, room_for
from dashboard.charts.tiles import DARK_FROM, step_of
from dashboard.rows import each

ROW = 24
COUNTS = (0, 10, 50, 200, 1000)
"""Where the five steps of a count begin: the same for every measure and year."""
LINE = 16  # pixels of a line of a heading


def heat(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    chosen: Sequence[str] = (),
    *,
    bounds: Sequence[float],
    alt: str,
) -> Drawing:
    """`rows` in the order in which forces stand; `bounds`: where each of the five steps begins."""
    names = list(dict.fromkeys(rows["name"]))
    own = {
        row.name: CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] for row in each(rows) if row.force_id in chosen
    }
    places = {column: n for n, column in enumerate(columns)}
    marks: list[Mark] = []
    for row in each(rows):
        if row.column not in places or not row.figure_id:
            continue
        x, y = float(places[row.column]), float(names.index(row.name))
        is_number = row.value == row.value and row.value is not None
        step = step_of(float(row.value), bounds) if is_number else 0
        fill = "blank" if not is_number or row.is_doubted else f"step{step}"
        hatch = "/" if row.state in ("interval", "conflicting", "suppressed") else ""
        edge = own.get(row.name) or ("ink" if row.is_doubted else "rule")
        box = (x - 0.48, x + 0.48, y - 0.46, y + 0.46)
        marks.append(Rect(*box, fill, edge, hatch, 2.0 if row.name in own else 1.0, row.figure_id, row.tip))
        ink = "on_step" if is_number and step >= DARK_FROM and not row.is_doubted else "ink"
        marks.append(Label(x, y, f"{row.text} ?" if row.is_doubted else str(row.text), ink, SMALLEST, anchor="middle"))
    most = max((heading.count("\n") + 1 for heading in columns.values()), default=1)
    for column, heading in columns.items():
        lines = heading.count("\n") + 1
        marks.append(
            Label(float(places[column]), -0.5, heading, "ink", SMALLEST, anchor="middle", dy=-6.0 - LINE * lines / 2)
        )
    return Drawing(
        Axis(-0.5, max(len(columns), 1) - 0.5), bands(names, bold=list(own), roles=own), tuple(marks),
        ROW * len(names), alt,
        left=room_for(names, SMALLEST), right=4, top=LINE * most + 12, bottom=4, legend=legend(bounds),
    )  # fmt: skip


def legend(bounds: Sequence[float]) -> tuple[tuple[str, str], ...]:
    """ "0 to 9", "10 to 49", …, "1,000 and more": counts are whole."""
    texts = [f"{low:,g} to {high - 1:,g}" for low, high in pairwise(bounds)]
    return tuple((text, f"step{n}") for n, text in enumerate([*texts, f"{bounds[-1]:,g} and more"]))
