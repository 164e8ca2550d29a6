"""Forces on a grid of equal tiles, near to where they lie: a number in each, its shade in five steps with round bounds.

`rows`: force_id, name (short), tile_row, tile_column, value (NaN for none), text, why (other_law | few_residents |
nothing | "" where there is a value), figure_id, tip.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from dashboard.charts.drawing import CHOSEN, Axis, Drawing, Label, Mark, Rect
from dashboard.rows import each

HATCHES = {"other_law": "/", "few_residents": "x", "nothing": "\\"}
WHY = {
    "other_law": "other law",
    "few_residents": "hardly any residents",
    "nothing": "no figure here",
}
DARK_FROM = 3  # the step from which words on it are light


def tiles(
    rows: pd.DataFrame,
    chosen: Sequence[str] = (),
    *,
    bounds: Sequence[float],
    alt: str,
    has_names: bool = True,
    size: int = 56,
) -> Drawing:
    """`bounds`: where each of the five steps begins, the same over all years on one side of a break."""
    marks: list[Mark] = []
    for row in each(rows):
        x, y = float(row.tile_column), float(row.tile_row)
        own = CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] if row.force_id in chosen else None
        is_number = row.value == row.value and row.value is not None
        step = step_of(float(row.value), bounds) if is_number else 0
        fill = f"step{step}" if is_number else "blank"
        hatch = "" if is_number else HATCHES.get(row.why, "\\")
        marks.append(
            Rect(
                x - 0.48,
                x + 0.48,
                y - 0.48,
                y + 0.48,
                fill,
                own or "rule",
                hatch,
                3.0 if own else 1.0,
                row.figure_id,
                row.tip,
            )
        )
        ink = "on_step" if is_number and step >= DARK_FROM else "ink"
        if has_names:
            marks.append(Label(x, y, str(row.name), ink, 13, anchor="middle", dy=-9))
        marks.append(Label(x, y, str(row.text), ink, 15, is_bold=True, anchor="middle", dy=9 if has_names else 0))
    columns, last = float(rows["tile_column"].max()), float(rows["tile_row"].max())
    return Drawing(
        Axis(-0.5, columns + 0.5), Axis(last + 0.5, -0.5), tuple(marks), int((last + 1) * size), alt,
        right=2, top=2, bottom=2,
        legend=(*legend(bounds), *((WHY[why], f"hatch:{HATCHES[why]}") for why in WHY if (rows["why"] == why).any())),
    )  # fmt: skip


def step_of(value: float, bounds: Sequence[float]) -> int:
    """0 to 4: the last step that begins at or below the value."""
    return max(n for n, low in enumerate(bounds) if value >= low or n == 0)


def legend(bounds: Sequence[float]) -> tuple[tuple[str, str], ...]:
    """ "0 to 5", "5 to 10", …, "20 and more"."""
    texts = [f"{low:g} to {high:g}" for low, high in pairwise(bounds)]
    return tuple((text, f"step{n}") for n, text in enumerate([*texts, f"{bounds[-1]:g} and more"]))
