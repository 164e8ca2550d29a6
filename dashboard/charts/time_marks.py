"""Figures over time and where each force is drawn -> the marks, lines, ranges and numbers of a chart.

Protects: a mark is a figure and nothing else is; ranges are hatched from low to high, disputes doubled, answers without
a number stand at the head of a panel and never at zero; sorts of year and hands are told by the form of the mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import states
from dashboard.charts import look
from dashboard.charts.time_scale import SYMBOLS, Place, Scale, Trace

OVER_MARK = 4  # pixels by which a number stands above the middle of its mark
LEAST_RANGE = 8  # pixels, so that a narrow range is seen
LEAST_GAP = 16  # pixels between two labels at the right
MOST_LABELLED = 10  # years, up to which each mark bears its number
LARGEST_LABELLED = 1_000  # from which the numbers are too wide for that
YEAR_AND_A_BIT = 1.1  # a mark in the last year stands no further from the end
RANGE_WIDTH = 0.34  # of a year
SIZES = {"financial_year": 9, "calendar_year": 10, "twelve_months": 9}
CLEAR = "rgba(0,0,0,0)"


def lines(marks: pd.DataFrame, pairs: Sequence[tuple[int, int]], places: Mapping[str, Place]) -> list[Trace]:
    """One trace a colour: segments between two figures, with a gap after each."""
    by_colour: dict[str, tuple[list[float | None], list[float | None]]] = {}
    for a, b in pairs:
        if a not in marks.index or b not in marks.index:
            continue
        place = places[marks.at[a, "force_id"]]
        xs, ys = by_colour.setdefault(place.colour, ([], []))
        xs += [marks.at[a, "at"], marks.at[b, "at"], None]
        ys += [place.y(marks.at[a, "high"]), place.y(marks.at[b, "high"]), None]
    return [
        {
            "type": "scatter", "mode": "lines", "x": xs, "y": ys, "connectgaps": False, "hoverinfo": "none",
            "line": {"color": colour, "width": 1.75},
        }
        for colour, (xs, ys) in by_colour.items()
    ]  # fmt: skip


def marks(marks: pd.DataFrame, places: Mapping[str, Place], palette: look.Palette, chosen: str | None) -> Trace:
    """Own document solid; own transcript solid with an outline; second hand hollow: the form is the sort of year."""
    rows = list(marks[marks["state"] == "value"].itertuples())
    of = [places[row.force_id] for row in rows]
    hollow = [row.hand == "second_hand" for row in rows]
    edge = [palette.ink if row.hand == "own_transcript" else place.colour for row, place in zip(rows, of, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.at for row in rows],
        "y": [place.y(row.high) for row, place in zip(rows, of, strict=True)],
        "marker": {
            "symbol": [SYMBOLS[row.sort] for row in rows],
            "size": [SIZES[row.sort] + (6 if row.mark_id == chosen else 0) for row in rows],
            "color": [
                palette.paper if is_hollow else place.colour for is_hollow, place in zip(hollow, of, strict=True)
            ],
            "line": {"color": edge, "width": 2},
            "opacity": 1,
        },
        "customdata": [row.mark_id for row in rows],
        "cliponaxis": False,
        "hoverinfo": "none",
    }


def ranges(marks: pd.DataFrame, places: Mapping[str, Place]) -> list[Trace]:
    """Hatched from low to high, to the panel's head where there is no upper bound; a doubled edge for a dispute."""
    traces = []
    for row in marks[marks["state"] != "value"].itertuples():
        place = places[row.force_id]
        if row.low != row.low and row.high != row.high:
            continue
        low = place.y(row.low if row.low == row.low else 0.0)
        is_open = row.high != row.high
        # A count that is held back without a threshold is a short stub: a bar to the top would make it look large.
        high = (
            low + place.plot / 8
            if is_open and row.state == "suppressed"
            else place.y(place.largest if is_open else row.high)
        )
        thin = {"color": CLEAR, "line": {"color": place.colour, "width": 1.25}}
        if high - low < LEAST_RANGE:
            low, high = (low + high - LEAST_RANGE) / 2, (low + high + LEAST_RANGE) / 2
        if row.state == "conflicting":
            inset = min(3.0, (high - low) / 4)
            traces += [
                _bar(row, low, high, RANGE_WIDTH, thin),
                _bar(row, low + inset, high - inset, RANGE_WIDTH * 0.55, thin),
            ]
        else:
            hatch = {"shape": "/", "fgcolor": place.colour, "size": 6, "solidity": 0.35, "fillmode": "overlay"}
            traces.append(_bar(row, low, high, RANGE_WIDTH, thin | {"pattern": hatch}))
    return traces


def _bar(row: Any, low: float, high: float, width: float, marker: Mapping[str, Any]) -> Trace:
    return {
        "type": "bar", "x": [row.at], "base": [low], "y": [high - low], "width": width, "marker": dict(marker),
        "customdata": [row.mark_id], "cliponaxis": False, "hoverinfo": "none",
    }  # fmt: skip


def asides(answers: pd.DataFrame | None, places: Mapping[str, Place], palette: look.Palette) -> list[Trace]:
    """The glyph of an answer without a number, at the head of its panel."""
    rows = [] if answers is None else [row for row in answers.itertuples() if row.force_id in places]
    if not rows:
        return []
    boxed = dict.fromkeys(("hollow", "half", "dot", "bare"), "square-open") | {"struck": "x-open"}
    css = [states.STATES[row.state].css for row in rows]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [row.at for row in rows],
            "y": [places[row.force_id].y(places[row.force_id].largest) for row in rows],
            "text": [states.STATES[row.state].glyph for row in rows],
            "textfont": {"size": look.SMALLEST, "color": palette.ink},
            "marker": {
                "symbol": [boxed.get(name, "circle") for name in css],
                "size": 18,
                "color": [palette.ink if name in boxed else palette.paper for name in css],
            },
            "customdata": [row.mark_id for row in rows],
            "cliponaxis": False,
            "hoverinfo": "none",
        }
    ]


def numbers(marks: pd.DataFrame, places: Mapping[str, Place], scale: Scale, palette: look.Palette) -> Trace:
    """The numbers beside the marks: all where they fit, else the first, last and highest and each not exact."""
    is_all = len(scale.years) <= MOST_LABELLED and scale.largest <= LARGEST_LABELLED
    rows = []
    for _, of_force in marks.groupby("force_id", sort=False):
        ordered = list(of_force.sort_values("at").itertuples())
        highest = max(ordered, key=lambda row: row.high if row.high == row.high else -1.0)
        ends = {ordered[0].Index, ordered[-1].Index, highest.Index}
        rows += [row for row in ordered if is_all or row.Index in ends or row.state != "value"]
    tops = [row.high if row.high == row.high else (row.low if row.low == row.low else 0.0) for row in rows]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row.at for row in rows],
        "y": [places[row.force_id].y(top) + OVER_MARK for row, top in zip(rows, tops, strict=True)],
        "text": [str(row.label).split(f" {states.REVIEW_MARK}")[0] for row in rows],
        "textposition": "top center",
        "textfont": {"size": look.SMALLEST, "color": palette.ink},
        "customdata": [row.mark_id for row in rows],
        "cliponaxis": False,
        "hoverinfo": "none",
    }


def ends(
    marks: pd.DataFrame, names: Mapping[str, str], places: Mapping[str, Place], scale: Scale, palette: look.Palette
) -> list[Trace]:
    """Each force's name and last number: in a column at the right where it reaches the last year, with a short leader;
    else beside its last mark, for a leader through years without a figure would look like a line."""
    found = [marks[(marks["force_id"] == force) & marks["high"].notna()].sort_values("at") for force in names]
    lasts = sorted((rows.iloc[-1] for rows in found if len(rows)), key=lambda row: row["high"])
    at_end = [row for row in lasts if scale.end - row["at"] < YEAR_AND_A_BIT]
    before = [row for row in lasts if scale.end - row["at"] >= YEAR_AND_A_BIT]
    heights = [places[row["force_id"]].y(row["high"]) for row in at_end]
    column = spread(heights, LEAST_GAP)
    leaders = [
        {
            "type": "scatter", "mode": "lines", "x": [row["at"], scale.end], "y": [height, label], "hoverinfo": "none",
            "line": {"color": places[row["force_id"]].colour, "width": 1, "dash": "dot"}, "cliponaxis": False,
        }
        for row, height, label in zip(at_end, heights, column, strict=True)
    ]  # fmt: skip
    beside = [places[row["force_id"]].y(row["high"]) for row in before]
    xs = [scale.end] * len(at_end) + [row["at"] for row in before]
    return [*leaders, _named([*at_end, *before], xs, [*column, *beside], names, palette)]


def _named(
    rows: Sequence[pd.Series], xs: list[float], ys: list[float], names: Mapping[str, str], palette: look.Palette
) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "x": xs,
        "y": ys,
        "text": [f" {names[row['force_id']]} {str(row['label']).split(f' {states.REVIEW_MARK}')[0]}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": look.SMALLEST, "color": palette.ink},
        "customdata": [row["mark_id"] for row in rows],
        "cliponaxis": False,
        "hoverinfo": "none",
    }


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Places for labels in rising order, at least `gap` apart, each moved up as little as that needs."""
    placed: list[float] = []
    for height in heights:
        placed.append(height if not placed else max(height, placed[-1] + gap))
    return placed
