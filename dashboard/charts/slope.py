"""One kind of figure in two periods -> a line from the left axis to the right for each force with both.

Protects: only exact numbers are joined; a mark is hollow where it was read second hand.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import words
from dashboard.charts import look

LEAST_GAP = 15  # pixels between two labels
HEIGHT = 460


def slope(
    rows: pd.DataFrame,
    left_title: str,
    right_title: str,
    *,
    palette: look.Palette = look.LIGHT,
    chosen: str | None = None,
) -> dict[str, Any]:
    """`rows` has short_name, left, right (numbers), left_hand, right_hand, left_id, right_id."""
    height = max(HEIGHT, len(rows) * LEAST_GAP + 80)
    top = float(max(rows["left"].max(), rows["right"].max())) or 1.0
    gap = LEAST_GAP * top / (height - 80)
    data: list[dict[str, Any]] = []
    for row in rows.itertuples():
        is_chosen = chosen in (row.left_id, row.right_id) and chosen is not None
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [0, 1],
                "y": [row.left, row.right],
                "line": {"color": palette.accent, "width": 3 if is_chosen else 1.25},
                "marker": {
                    "size": 9,
                    "color": [
                        palette.paper if hand == "second_hand" else palette.accent
                        for hand in (row.left_hand, row.right_hand)
                    ],
                    "line": {"color": palette.accent, "width": 2},
                },
                "customdata": [row.left_id, row.right_id],
                "hoverinfo": "none",
            }
        )
    for side, x, position in (("left", 0, "middle left"), ("right", 1, "middle right")):
        data.append(_labels(rows, side, x, position, gap, palette))
    return look.figure(
        data,
        look.layout(
            height,
            palette,
            xaxis=look.axis(
                palette, range=[-0.75, 1.75], tickvals=[0, 1], ticktext=[left_title, right_title], side="top",
            ),
            yaxis=look.axis(palette, range=[-top * 0.03, top * 1.05], visible=False),
        ),
    )  # fmt: skip


def _labels(
    rows: pd.DataFrame, side: str, x: float, position: str, gap: float, palette: look.Palette
) -> dict[str, Any]:
    ordered = rows.sort_values(side)
    text = [f"{row.short_name} {words.number(getattr(row, side))}" for row in ordered.itertuples()]
    shift = -0.04 if side == "left" else 0.04
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x + shift] * len(ordered),
        "y": spread(list(ordered[side]), gap),
        "text": text,
        "textposition": position,
        "textfont": {"size": look.SMALLEST, "color": palette.ink},
        "customdata": list(ordered[f"{side}_id"]),
        "cliponaxis": False,
        "hoverinfo": "none",
    }


def spread(values: list[float], gap: float) -> list[float]:
    """Places for labels in the order of `values` (rising), at least `gap` apart, moved from where they are as little
    as one pass upwards does."""
    placed: list[float] = []
    for value in values:
        placed.append(value if not placed else max(value, placed[-1] + gap))
    return placed
