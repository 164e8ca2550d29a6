"""Forces by questions as tiles: each with its fill and what stands in it; a request of which only the whole is known
is one tile across all questions. Below them each sign stands in a tile of its own with its words: by form first.

`cells`: name, column (a question's label, or "" for one across all), text, role (its fill), hatch, mark, tip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.charts.drawing import Axis, Drawing, Label, Mark, Rect, bands, room_for
from dashboard.rows import each

ROW = 34
GAP = 0.04  # of a tile, on each side
SIGN, APART = 0.72, 0.2  # the height of a sign's row, and the room above the first, in rows
ON_DARK = ("step3", "step4")


def grid(
    cells: pd.DataFrame,
    columns: Sequence[str],
    *,
    alt: str,
    roles: Mapping[str, str],
    signs: Sequence[tuple[str, str, str, str]],
    is_bold: Sequence[str] = (),
) -> Drawing:
    """One row a name, in the order in which they come; one column a question. `roles`: colours of the reader's own
    forces; `signs`: a tile's text, its words, fill and hatch; `is_bold`: the columns that are written bold."""
    names = list(dict.fromkeys(cells["name"]))
    last = len(columns) - 0.5
    marks: list[Mark] = []

    def tile(
        x0: float, x1: float, y0: float, y1: float, look: tuple[str, str, str], mark: str | None, tip: str
    ) -> None:
        text, role, hatch = look
        is_dark = role in ON_DARK
        edge = None if is_dark else "whole_edge"
        marks.append(Rect(x0 + GAP, x1 - GAP, y0 + GAP, y1 - GAP, role, edge, hatch, mark=mark, tip=tip))
        ink = "on_step" if is_dark else "ink"
        marks.append(Label((x0 + x1) / 2, (y0 + y1) / 2, text, ink, 13, is_bold=is_dark, anchor="middle"))

    for cell in each(cells):
        y, x = float(names.index(cell.name)), columns.index(cell.column) if cell.column else None
        box = (-0.5, last) if x is None else (x - 0.5, x + 0.5)
        tile(*box, y - 0.5, y + 0.5, (cell.text, cell.role, cell.hatch), cell.mark, cell.tip)
    y = len(names) - 0.5 + APART
    for text, said, role, hatch in signs:
        tile(-0.5, 0.5, y, y + SIGN, (text, role, hatch), None, said)
        marks.append(Label(0.5, y + SIGN / 2, said, "quiet", 13, dx=6))
        y += SIGN
    marks += [
        Label(float(n), -0.8, column, "ink", 13, is_bold=column in is_bold, anchor="middle")
        for n, column in enumerate(columns)
    ]
    axis = bands(names, bold=list(roles), roles=dict(roles))
    return Drawing(
        Axis(-0.5, last), Axis(y, -1.1, axis.ticks), tuple(marks), int(ROW * (y + 0.5)) + 22, alt,
        left=room_for(names, 13, 150), right=4, top=2, bottom=4,
    )  # fmt: skip
