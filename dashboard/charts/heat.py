"""Forces by offences -> a map of tiles: five steps of a quantity with its number, and every other state by its form.

Protects: a tile without a number says by its form why, bare paper is not known and never zero, and each column is one
offence under its plain title, so that no colour is read without what it counts.
"""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from dashboard import words
from dashboard.charts import look, tiles

ROW = 26  # pixels
LETTER = 6.2  # pixels of a letter of SMALLEST size, about
WRAP, MOST_LINES = 40, 2
LEFT = 136  # pixels for a force's name
Trace = dict[str, Any]


def heat(
    rows: pd.DataFrame,
    offence_ids: list[str],
    force_ids: list[str],
    largest: float,
    *,
    palette: look.Palette = look.LIGHT,
    chosen: str | None = None,
) -> dict[str, Any]:
    """One row a force, one column an offence, in the orders given. `largest` is the number of the darkest step.

    `rows` has force_id, short_name, offence_id, act, section, title, and what `tiles` draws: state, low, high, label,
    hand, mark_id.
    """
    places = rows[rows["offence_id"].isin(offence_ids) & rows["force_id"].isin(force_ids)].reset_index(drop=True)
    places["tile_column"] = [offence_ids.index(o) for o in places["offence_id"]]
    places["tile_row"] = [force_ids.index(f) for f in places["force_id"]]
    heads = [_head(places[places["offence_id"] == o].iloc[0]) for o in offence_ids]
    head = int(max(len(line) for lines in heads for line in lines) * LETTER) + 12
    bottom = len(force_ids) - 0.5
    units = head / ROW  # the head in rows
    names = dict(zip(places["force_id"], places["short_name"], strict=True))
    return look.figure(
        [_numbers(places, largest, palette)],
        look.layout(
            head + ROW * len(force_ids),
            palette,
            shapes=[
                shape
                for row in places.itertuples()
                for shape in tiles.drawing(row, largest, palette, row.mark_id == chosen)
            ] + _rules(places, offence_ids, bottom, palette),
            annotations=[_title(lines, number, palette) for number, lines in enumerate(heads)],
            margin={"l": LEFT, "r": 0, "t": 0, "b": 0, "pad": 0},
            xaxis=look.axis(palette, visible=False, range=[-0.5, len(offence_ids) - 0.5]),
            yaxis=look.axis(
                palette, range=[bottom, -0.5 - units], tickvals=list(range(len(force_ids))),
                ticktext=[names.get(force, force) for force in force_ids],
                tickfont={"size": look.SMALLEST, "color": palette.ink},
            ),
        ),
    )  # fmt: skip


def _head(offence: pd.Series) -> list[str]:
    """The lines over a column: section and Act, then the plain title; or the title of a class or group alone."""
    if offence["section"]:
        about = words.ABOUT_CHILDREN.get(offence["about_children"])
        lines = [f"{offence['section']}, {offence['act']}", offence["title"], *([about] if about else [])]
        return [_short(line, WRAP + 8) for line in lines]
    about = words.ABOUT_CHILDREN.get(offence["about_children"])
    lines = [*textwrap.wrap(offence["title"], WRAP), *([about] if about else [])]
    return [*lines[: MOST_LINES - 1], _short(" ".join(lines[MOST_LINES - 1 :]), WRAP)] if len(lines) > 1 else lines


def _short(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder="…") if len(text) > most else text


def _title(lines: list[str], column: int, palette: look.Palette) -> Trace:
    text = "<br>".join([f"<b>{lines[0]}</b>", *lines[1:]])
    return {
        "x": column, "y": -0.5, "xref": "x", "yref": "y", "text": text, "textangle": -90, "showarrow": False,
        "align": "left", "xanchor": "center", "yanchor": "bottom", "yshift": 6,
        "font": {"size": look.SMALLEST, "color": palette.ink},
    }  # fmt: skip


def _rules(places: pd.DataFrame, offence_ids: list[str], bottom: float, palette: look.Palette) -> list[Trace]:
    """A line between the columns of one Act and of the next, and a light one under each tenth row or so of names."""
    acts = dict(zip(places["offence_id"], places["act"], strict=True))
    line = {"color": palette.quiet, "width": 1}
    between = [
        {"type": "line", "layer": "below", "x0": i - 0.5, "x1": i - 0.5, "y0": -0.5, "y1": bottom, "line": line}
        for i in range(1, len(offence_ids))
        if acts.get(offence_ids[i]) != acts.get(offence_ids[i - 1])
    ]
    light = {"color": palette.rule, "width": 1}
    rows = range(round(bottom + 0.5) + 1)
    return between + [
        {
            "type": "line",
            "layer": "below",
            "x0": -0.5,
            "x1": len(offence_ids) - 0.5,
            "y0": i - 0.5,
            "y1": i - 0.5,
            "line": light,
        }
        for i in rows
    ]


def _numbers(places: pd.DataFrame, largest: float, palette: look.Palette) -> Trace:
    filled = [row.state == "value" and row.hand != "second_hand" for row in places.itertuples()]
    steps = [
        look.step(high, largest) if is_filled else 0 for high, is_filled in zip(places["high"], filled, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": list(places["tile_column"]),
        "y": list(places["tile_row"]),
        "text": [tiles.glyph(row) for row in places.itertuples()],
        "textposition": "middle center",
        "textfont": {
            "size": look.SMALLEST,
            "color": [
                palette.on_quantity[step] if is_filled else palette.ink
                for step, is_filled in zip(steps, filled, strict=True)
            ],
        },
        "marker": {"size": 22, "symbol": "square", "color": "rgba(0,0,0,0)"},
        "customdata": list(places["mark_id"]),
        "hoverinfo": "none",
    }
