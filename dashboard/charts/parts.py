"""Figures with a whole -> for each force and period a bar of the whole with the activists' part inside it.

Protects: the part is set beside its own whole and no force beside another; where only our reading puts the part inside
the whole its end is a dashed line, and a part that is not known exactly is hatched from low to high.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import look

ROW_PIXELS = 88
WHOLE, PART = 0.5, 0.28  # part of a row that each bar fills
ROOM_FOR_LABELS = 1.45
ABOVE = 0.4  # part of a row from its middle to the words over the bar
BELOW = 0.44  # part of a row from its middle to the foot of a dashed end
Trace = dict[str, Any]


def parts(rows: pd.DataFrame, *, palette: look.Palette = look.LIGHT, chosen: str | None = None) -> dict[str, Any]:
    """One bar a row, from the top.

    `rows` has short_name, period_words, whole, low and high (of the part), whole_label, part_label, hand,
    is_our_reading (nobody but us says that the part is inside the whole), mark_id.
    """
    rows = rows.reset_index(drop=True)
    end = float(rows["whole"].max() or 1.0) * ROOM_FOR_LABELS
    exact = rows[rows["low"] == rows["high"]]
    ranges = rows[(rows["low"] != rows["high"]) & rows["high"].notna()]
    data = [
        *_bars(rows, rows["whole"], WHOLE, palette.quantity[1], palette.ink),
        *_bars(exact, exact["high"], PART, palette.activists, palette.ink),
        *_hatched(ranges, palette),
        _words(rows, "whole", 0.0, rows["whole_label"], palette, chosen),
        _words(rows, None, -ABOVE, rows["part_label"], palette, chosen),
    ]
    names = [
        f"<b>{row.short_name}</b><br>{row.period_words}"
        if row.mark_id == chosen
        else f"{row.short_name}<br>{row.period_words}"
        for row in rows.itertuples()
    ]
    return look.figure(
        data,
        look.layout(
            len(rows) * ROW_PIXELS + 48,
            palette,
            shapes=[_edge(n, row.high, palette) for n, row in enumerate(rows.itertuples()) if row.is_our_reading],
            xaxis=look.axis(
                palette, range=[0, end], nticks=5, zeroline=True, zerolinecolor=palette.quiet,
                tickfont={"size": look.SMALLEST, "color": palette.quiet},
            ),
            yaxis=look.axis(
                palette, tickvals=list(rows.index), ticktext=names, range=[len(rows) - 0.5, -0.6], automargin=True,
            ),
        ),
    )  # fmt: skip


def _bars(part: pd.DataFrame, length: pd.Series, width: float, fill: str, edge: str) -> list[Trace]:
    """Solid for a document, with an outline for our transcription, hollow for what others report."""
    found = []
    for hand, marker in {
        "own_document": {"color": fill, "line": {"width": 0}},
        "own_transcript": {"color": fill, "line": {"color": edge, "width": 2}},
        "second_hand": {"color": "rgba(0,0,0,0)", "line": {"color": fill, "width": 2}},
    }.items():
        of_hand = part[part["hand"] == hand]
        if len(of_hand):
            found.append(
                {
                    "type": "bar", "orientation": "h", "y": list(of_hand.index), "x": list(length[of_hand.index]),
                    "width": width, "marker": marker,
                    "customdata": list(of_hand["mark_id"]), "hoverinfo": "none",
                }
            )  # fmt: skip
    return found


def _hatched(part: pd.DataFrame, palette: look.Palette) -> list[Trace]:
    if not len(part):
        return []
    low = part["low"].fillna(0)
    colour = palette.activists
    return [
        {
            "type": "bar", "orientation": "h", "y": list(part.index), "x": list(part["high"] - low), "base": list(low),
            "width": PART, "customdata": list(part["mark_id"]), "hoverinfo": "none",
            "marker": {
                "color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1},
                "pattern": {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.35, "fillmode": "overlay"},
            },
        }
    ]  # fmt: skip


def _words(
    rows: pd.DataFrame, at: str | None, lift: float, text: Any, palette: look.Palette, chosen: str | None
) -> Trace:
    """Words beside a bar's end, or over its start; a click on them chooses the mark too."""
    return {
        "type": "scatter", "mode": "markers+text",
        "x": list(rows[at]) if at else [0.0] * len(rows),
        "y": [place + lift for place in rows.index],
        "text": [f"<b>{t}</b>" if chosen == mark else t for t, mark in zip(text, rows["mark_id"], strict=True)],
        "textposition": "middle right", "textfont": {"size": look.SMALL, "color": palette.ink},
        "marker": {"size": 8, "color": "rgba(0,0,0,0)"}, "customdata": list(rows["mark_id"]),
        "cliponaxis": False, "hoverinfo": "none",
    }  # fmt: skip


def _edge(place: int, at: float, palette: look.Palette) -> dict[str, Any]:
    """The dashed end of a part; it runs on below the bar, so that the dashes are seen."""
    line = {"color": palette.ink, "width": 2, "dash": "4px,4px"}
    return {"type": "line", "x0": at, "x1": at, "y0": place + PART / 2, "y1": place + BELOW, "line": line}
