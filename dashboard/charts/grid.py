"""Forces by questions as tiles: each with its fill and what stands in it; a request of which only the whole is known
is one tile across all questions.

`cells`: name, column (a question's label, or "" for one across all), text, role (its fill), hatch, mark, tip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.charts.drawing import Axis, Drawing, Label, Mark, Rect, Tick, bands, room_for
from dashboard.rows import each

ROW = 34
GAP = 0.04  # of a tile, on each side
ON_DARK = ("step3", "step4")


def grid(
    cells: pd.DataFrame,
    columns: Sequence[str],
    *,
    alt: str,
    roles: Mapping[str, str] | None = None,
    legend: tuple[tuple[str, str], ...] = (),
    is_bold: Sequence[str] = (),
) -> Drawing:
    """One row a name, in the order in which they come; one column a question. `roles`: colours of the reader's own
    forces; `is_bold`: the columns that are written bold."""
    names = list(dict.fromkeys(cells["name"]))
    place = {column: n for n, column in enumerate(columns)}
    marks: list[Mark] = []
    for cell in each(cells):
        y = names.index(cell.name)
        first, last = (place[cell.column], place[cell.column]) if cell.column else (0, len(columns) - 1)
        x0, x1 = first - 0.5 + GAP, last + 0.5 - GAP
        edge = None if cell.role in ON_DARK else "whole_edge"
        marks.append(
            Rect(x0, x1, y - 0.5 + GAP, y + 0.5 - GAP, cell.role, edge, cell.hatch, mark=cell.mark, tip=cell.tip)
        )
        role = "on_step" if cell.role in ON_DARK else "ink"
        is_number = cell.role in ON_DARK
        if cell.text:
            marks.append(Label((x0 + x1) / 2, float(y), cell.text, role, 13, is_bold=is_number, anchor="middle"))
    marks += [
        Label(float(n), -0.8, column, "ink", 13, is_bold=column in is_bold, anchor="middle")
        for column, n in place.items()
    ]
    axis = bands(names, bold=list(roles or {}), roles=dict(roles or {}))
    return Drawing(
        Axis(-0.5, len(columns) - 0.5),
        Axis(axis.low, -1.1, tuple(Tick(t.at, t.text, t.role, t.is_bold) for t in axis.ticks)),
        tuple(marks),
        ROW * len(names) + 22,
        alt,
        left=room_for(names, 13, 150),
        right=4,
        top=2,
        bottom=4,
        legend=legend,
    )
