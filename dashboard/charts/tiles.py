"""Forces on a grid of equal tiles, near to where they lie: a number in each, its shade in five steps with round bounds.

Protects: a tile's shade is that of the number which is printed on it, so that print, shade and legend agree.

`rows`: force_id, name (short), tile_row, tile_column, text (the number to one decimal place), why (other_law |
few_residents | nothing | "" where there is a number), figure_id, tip.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from dashboard.charts.drawing import Axis, Drawing, Label, Mark, Rect, colour_of
from dashboard.rows import each

WHY = {
    "other_law": ("other law", "/"),
    "few_residents": ("hardly any residents", "x"),
    "nothing": ("no figure here", "\\"),
}
"""Why a tile has no number, in words, and its hatching."""
DARK_FROM = 3  # the step from which words on it are light
HALF = 0.48  # of a tile


def tiles(
    rows: pd.DataFrame, chosen: Sequence[str] = (), *, bounds: Sequence[float], alt: str, size: int = 56
) -> Drawing:
    """`bounds`: where each of the five steps begins, the same over all years on one side of the break."""
    marks: list[Mark] = []
    for row in each(rows):
        x, y = float(row.tile_column), float(row.tile_row)
        own = colour_of(row.force_id, chosen)
        step = None if row.why else step_of(float(row.text), bounds)
        fill, hatch = ("blank", WHY[row.why][1]) if step is None else (f"step{step}", "")
        box = (x - HALF, x + HALF, y - HALF, y + HALF)
        marks.append(Rect(*box, fill, own or "rule", hatch, 3.0 if own else 1.0, row.figure_id, row.tip))
        ink = "on_step" if step is not None and step >= DARK_FROM else "ink"
        marks.append(Label(x, y, str(row.name), ink, 13, anchor="middle", dy=-9))
        marks.append(Label(x, y, str(row.text), ink, 15, is_bold=True, anchor="middle", dy=9))
    columns, last = float(rows["tile_column"].max()), float(rows["tile_row"].max())
    hatched = tuple((text, f"hatch:{hatch}") for why, (text, hatch) in WHY.items() if (rows["why"] == why).any())
    return Drawing(
        Axis(-0.5, columns + 0.5), Axis(last + 0.5, -0.5), tuple(marks), int((last + 1) * size), alt,
        right=2, top=2, bottom=2, legend=(*legend(bounds), *hatched),
    )  # fmt: skip


def step_of(value: float, bounds: Sequence[float]) -> int:
    """0 to 4: the last step that begins at or below the value."""
    return max(n for n, low in enumerate(bounds) if value >= low or n == 0)


def legend(bounds: Sequence[float]) -> tuple[tuple[str, str], ...]:
    """ "0–4.9", "5–9.9", …, "20 and more": as the tiles are printed, to one decimal place."""
    texts = [f"{low:g}–{high - 0.1:g}" for low, high in pairwise(bounds)]
    return tuple((text, f"step{n}") for n, text in enumerate([*texts, f"{bounds[-1]:g} and more"]))
