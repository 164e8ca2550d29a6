"""One kind of figure in two periods -> a line from the left axis to the right for each force with both.

Protects: only exact numbers are joined; a mark is hollow where it was read second hand.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import words
from dashboard.charts import look
from dashboard.charts.tiles import labels

LEAST_GAP = 15  # pixels between two labels
HEIGHT = 460
LEADER = 0.12  # length of the line from a mark to its label, on an axis of 0 and 1


def slope(
    rows: pd.DataFrame,
    left_title: str,
    right_title: str,
    *,
    palette: look.Palette = look.LIGHT,
    chosen: str | None = None,
) -> dict[str, Any]:
    """`rows` has force_id, short_name, left, right (numbers), left_hand, right_hand, left_id, right_id, and
    is_broken: the series breaks between the two, so that its line is dashed."""
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
                "line": {
                    "color": palette.accent,
                    "width": 3 if is_chosen else 1.25,
                    "dash": "dash" if row.is_broken else "solid",
                },
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
    for side, x in (("left", 0.0), ("right", 1.0)):
        data += _labels(rows, side, x, gap, palette)
    return look.figure(
        data,
        look.layout(
            height,
            palette,
            xaxis=look.axis(
                palette, range=[-1.5, 1.95], tickvals=[0, 1], ticktext=[left_title, right_title], side="top",
            ),
            yaxis=look.axis(palette, range=[-top * 0.08, top * 1.08], visible=False),
        ),
    )  # fmt: skip


def _labels(rows: pd.DataFrame, side: str, x: float, gap: float, palette: look.Palette) -> list[dict[str, Any]]:
    """Whole names at the left, short ones at the right where a phone has less room; a thin line leads to each mark."""
    ordered = rows.sort_values(side)
    values = [float(value) for value in ordered[side]]
    places = spread(values, gap)
    is_left = side == "left"
    text = [
        f"{row.short_name} {words.number(row.left)}"
        if is_left
        else f"{words.number(row.right)} {labels().get(row.force_id, row.short_name)}"
        for row in ordered.itertuples()
    ]
    end = x + (-LEADER if is_left else LEADER)
    leaders = {
        "type": "scatter",
        "mode": "lines",
        "x": [point for _ in values for point in (x, end, None)],
        "y": [point for value, place in zip(values, places, strict=True) for point in (value, place, None)],
        "line": {"color": palette.quiet, "width": 0.75},
        "hoverinfo": "none",
    }
    names = {
        "type": "scatter",
        "mode": "text",
        "x": [end] * len(ordered),
        "y": places,
        "text": text,
        "textposition": "middle left" if is_left else "middle right",
        "textfont": {"size": look.SMALLEST, "color": palette.ink},
        "customdata": list(ordered[f"{side}_id"]),
        "cliponaxis": False,
        "hoverinfo": "none",
    }
    return [leaders, names]


def spread(values: list[float], gap: float) -> list[float]:
    """Places for labels in the order of `values` (rising), at least `gap` apart: those that would touch stand together,
    evenly, around the middle of their values."""
    clusters: list[list[float]] = []
    for value in values:
        clusters.append([value])
        while len(clusters) > 1 and _top(clusters[-2], gap) + gap > _foot(clusters[-1], gap):
            clusters[-2:] = [clusters[-2] + clusters[-1]]
    return [_foot(cluster, gap) + gap * n for cluster in clusters for n in range(len(cluster))]


def _foot(cluster: list[float], gap: float) -> float:
    return sum(cluster) / len(cluster) - gap * (len(cluster) - 1) / 2


def _top(cluster: list[float], gap: float) -> float:
    return sum(cluster) / len(cluster) + gap * (len(cluster) - 1) / 2
