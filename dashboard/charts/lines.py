"""Series over time -> one small panel a force on one scale, or up to eight lines on one chart.

Protects: a mark is a figure and nothing else is; ranges are hatched from low to high, disputes doubled, answers without
a number stand at the head of a panel and never at zero; sorts of year and hands are told by the form of the mark.

A chart is one pair of axes: time across, pixels down, so that a panel is as tall on a phone as on a wide screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import states, words
from dashboard.charts import look
from dashboard.timelines import Break, in_years

HEADER, ROOM, PLOT, FOOT = 24, 16, 62, 26  # pixels of a panel: name; labels over the highest mark; the plot; years
PANEL = HEADER + ROOM + PLOT + FOOT
TOGETHER_PLOT = 380
LEFT, RIGHT, RIGHT_TOGETHER = 50, 26, 150
LINE = 18  # pixels of a line of text
OVER_MARK = 4  # pixels by which a number stands above the middle of its mark
LEAST_RANGE = 8  # pixels, so that a narrow range is seen
LEAST_GAP = 16  # pixels between two labels at the right
MOST_LABELLED = 10  # years, up to which each mark bears its number
LARGEST_LABELLED = 1_000  # from which the numbers are too wide for that
MOST_TICKS = 5  # labels of years that fit a phone
RANGE_WIDTH = 0.34  # of a year
NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
SYMBOLS = {"financial_year": "circle", "calendar_year": "diamond", "twelve_months": "square"}
GLYPHS = {"financial_year": "○", "calendar_year": "◇", "twelve_months": "□"}
SIZES = {"financial_year": 9, "calendar_year": 10, "twelve_months": 9}
CLEAR = "rgba(0,0,0,0)"
Trace = dict[str, Any]


@dataclass(frozen=True)
class Scale:
    """What panels share: the span in years, its years as (middle, label), the largest number, the sorts of year."""

    start: float
    end: float
    years: tuple[tuple[float, str], ...]
    largest: float
    sorts: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where one force is drawn: the pixel of its zero line (negative, down from the top), its scale, its colour."""

    zero: float
    plot: float
    largest: float
    colour: str

    def y(self, value: float) -> float:
        return self.zero + self.plot * value / self.largest


def scale_of(marks: pd.DataFrame) -> Scale:
    """The scale that holds all these marks: years from the first to the last, numbers from zero."""
    start = min(in_years(day) for day in marks["period_start"])
    end = max(in_years(day) for day in marks["period_end"])
    sorts = tuple(name for name in SYMBOLS if (marks["sort"] == name).any())
    return Scale(start, end, _years(marks, start, end), ceiling(marks), sorts)


def ceiling(marks: pd.DataFrame) -> float:
    """A round number that no mark exceeds."""
    largest = max([*marks["high"].dropna(), *marks["low"].dropna()], default=1.0) or 1.0
    power = 10.0 ** (len(str(int(largest))) - 1) if largest >= 1 else 1.0
    return float(next(step * power for step in (*NICE, 20) if step * power >= largest))


def _years(marks: pd.DataFrame, start: float, end: float) -> tuple[tuple[float, str], ...]:
    """Financial years by their own names where there are no others; else calendar years."""
    if set(marks["sort"]) == {"financial_year"}:
        return tuple((year + 0.75, f"{year}/{(year + 1) % 100:02d}") for year in range(int(start), int(end)))
    return tuple((year + 0.5, str(year)) for year in range(int(start), int(end) + 1) if start <= year + 0.5 <= end)


def panels(
    marks: pd.DataFrame,
    scale: Scale,
    *,
    pairs: Sequence[tuple[int, int]] = (),
    breaks: Sequence[Break] = (),
    answers: pd.DataFrame | None = None,
    is_own_scale: bool = False,
    palette: look.Palette = look.LIGHT,
    colour: str | None = None,
    chosen: str | None = None,
) -> dict[str, Any]:
    """One panel a force, one below the other in the order of `marks`.

    `marks` as `timelines.marks` makes them, on the axis only; `pairs` are index labels of marks that a line joins;
    `answers` are answers without a number. With `is_own_scale` each panel has its own largest number.
    """
    top = _head(scale, breaks)
    names = dict(zip(marks["force_id"], marks["short_name"], strict=True))
    places = {
        force: Place(
            -(top + number * PANEL + HEADER + ROOM + PLOT),
            PLOT,
            ceiling(marks[marks["force_id"] == force]) if is_own_scale else scale.largest,
            colour or palette.accent,
        )
        for number, force in enumerate(names)
    }
    height = top + len(places) * PANEL
    notes = [
        note
        for force, place in places.items()
        for note in (
            _name(names[force], place, palette),
            *_amounts(place, (place.largest,), palette),
            *_ticks(scale, place, palette),
        )
    ]
    notes += _head_words(scale, breaks, palette)
    shapes = [
        shape
        for force, place in places.items()
        for shape in _grid(force, place, scale, breaks, (place.largest,), palette)
    ]
    data = [
        *_lines(marks, pairs, places),
        *_ranges(marks, places, scale),
        *_asides(answers, places, palette),
        _marks(marks, places, palette, chosen),
        _numbers(marks, places, scale, palette),
    ]
    return _figure(data, notes, shapes, scale, height, RIGHT, palette)


def together(
    marks: pd.DataFrame,
    scale: Scale,
    *,
    pairs: Sequence[tuple[int, int]] = (),
    breaks: Sequence[Break] = (),
    palette: look.Palette = look.LIGHT,
    chosen: str | None = None,
) -> dict[str, Any]:
    """At most eight forces on one chart, each named at its last mark. Arguments as those of `panels`."""
    top = _head(scale, breaks) + ROOM
    names = dict(zip(marks["force_id"], marks["short_name"], strict=True))
    zero = -(top + TOGETHER_PLOT)
    colours = dict(zip(names, look.OKABE_ITO if palette is look.LIGHT else _on_dark(palette), strict=False))
    places = {force: Place(zero, TOGETHER_PLOT, scale.largest, colours[force]) for force in names}
    amounts = tuple(scale.largest * part / 4 for part in range(5))
    base = Place(zero, TOGETHER_PLOT, scale.largest, palette.ink)
    notes = [*_amounts(base, amounts, palette), *_ticks(scale, base, palette)]
    notes += _head_words(scale, breaks, palette)
    shapes = [shape for force in names for shape in _grid(force, base, scale, breaks, amounts, palette)]
    data = [
        *_lines(marks, pairs, places),
        *_ranges(marks, places, scale),
        _marks(marks, places, palette, chosen),
        *_ends(marks, names, places, scale, palette),
    ]
    return _figure(data, notes, list(_unique(shapes)), scale, top + TOGETHER_PLOT + FOOT, RIGHT_TOGETHER, palette)


def _on_dark(palette: look.Palette) -> tuple[str, ...]:
    """The same order of colours, black being the paper's opposite."""
    return tuple(palette.ink if colour == "#000000" else colour for colour in look.OKABE_ITO)


def _figure(
    data: list[Trace],
    notes: list[Trace],
    shapes: list[Trace],
    scale: Scale,
    height: int,
    right: int,
    palette: look.Palette,
) -> dict[str, Any]:
    return look.figure(
        data,
        look.layout(
            height,
            palette,
            annotations=notes,
            shapes=shapes,
            margin={"l": LEFT, "r": right, "t": 0, "b": 0, "pad": 0},
            xaxis=look.axis(palette, visible=False, range=[scale.start, scale.end]),
            yaxis=look.axis(palette, visible=False, range=[-height, 0]),
        ),
    )


def _text(x: float, y: float, text: str, colour: str, size: int = look.SMALLEST, **more: Any) -> Trace:
    base = {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": size, "color": colour}}
    return base | {"xref": "x", "yref": "y", "yanchor": "middle"} | more


def _name(name: str, place: Place, palette: look.Palette) -> Trace:
    y = place.zero + place.plot + ROOM + HEADER / 2
    return _text(0, y, f"<b>{name}</b>", palette.ink, look.SMALL, xref="paper", xanchor="left", xshift=-LEFT)


def _amounts(place: Place, amounts: Sequence[float], palette: look.Palette) -> list[Trace]:
    more = {"xref": "paper", "xanchor": "right", "xshift": -4}
    shown = dict.fromkeys([0.0, *amounts])
    return [_text(0, place.y(amount), words.number(amount), palette.quiet, **more) for amount in shown]


def _ticks(scale: Scale, place: Place, palette: look.Palette) -> list[Trace]:
    """Every n-th year and no more than fit a phone; the last one always."""
    every = -(-len(scale.years) // MOST_TICKS)
    shown = scale.years[::-1][::every]
    return [_text(at, place.zero - 13, label, palette.quiet) for at, label in shown]


def _grid(
    force: str, place: Place, scale: Scale, breaks: Sequence[Break], amounts: Sequence[float], palette: look.Palette
) -> list[Trace]:
    def line(x0: float, y0: float, x1: float, y1: float, style: Mapping[str, Any]) -> Trace:
        return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": dict(style), "layer": "below"}

    level = [
        line(scale.start, place.y(amount), scale.end, place.y(amount), {"color": palette.rule, "width": 1})
        for amount in amounts
        if amount
    ]
    zero = line(scale.start, place.zero, scale.end, place.zero, {"color": palette.quiet, "width": 1})
    years = [line(at, place.zero, at, place.zero - 4, {"color": palette.quiet, "width": 1}) for at, _ in scale.years]
    dashes = {"color": palette.ink, "width": 1.25, "dash": "dash"}
    broken = [
        line(in_years(item.day), place.zero, in_years(item.day), place.y(place.largest) + ROOM, dashes)
        for item in breaks
        if force in item.force_ids
    ]
    return [*level, zero, *years, *broken]


def _unique(shapes: Sequence[Trace]) -> list[Trace]:
    return list({str(shape): shape for shape in shapes}.values())


def _head(scale: Scale, breaks: Sequence[Break]) -> int:
    """The pixels above the first panel: a line for the sorts of year where there are several, one for the breaks."""
    lines = (len(scale.sorts) > 1) + bool(breaks)
    return LINE * lines + (4 if lines else 0)


def _head_words(scale: Scale, breaks: Sequence[Break], palette: look.Palette) -> list[Trace]:
    """Which form of mark is which sort of year; and the reason of each dashed line, on the side where there is room."""
    sorts = [f"{GLYPHS[name]} {name.replace('_', ' ')}" for name in scale.sorts]
    words_, y = [], -LINE / 2
    if len(sorts) > 1:
        left = {"xref": "paper", "xanchor": "left", "xshift": -LEFT}
        words_.append(_text(0, y, "   ".join(sorts), palette.ink, **left))
        y -= LINE
    if breaks:
        text, at = " · ".join(dict.fromkeys(item.brief for item in breaks)), in_years(breaks[0].day)
        is_left = at < (scale.start + scale.end) / 2 and len(breaks) == 1
        x = max(at, scale.start) if is_left else scale.end
        words_.append(_text(x, y, f"┆ {text}", palette.ink, xanchor="left" if is_left else "right"))
    return words_


def _lines(marks: pd.DataFrame, pairs: Sequence[tuple[int, int]], places: Mapping[str, Place]) -> list[Trace]:
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


def _marks(marks: pd.DataFrame, places: Mapping[str, Place], palette: look.Palette, chosen: str | None) -> Trace:
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


def _ranges(marks: pd.DataFrame, places: Mapping[str, Place], scale: Scale) -> list[Trace]:
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


def _asides(answers: pd.DataFrame | None, places: Mapping[str, Place], palette: look.Palette) -> list[Trace]:
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


def _numbers(marks: pd.DataFrame, places: Mapping[str, Place], scale: Scale, palette: look.Palette) -> Trace:
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


def _ends(
    marks: pd.DataFrame, names: Mapping[str, str], places: Mapping[str, Place], scale: Scale, palette: look.Palette
) -> list[Trace]:
    """Each force's name and last number at the right, LEAST_GAP pixels apart or more, with a line to its last mark."""
    lasts = []
    for force in names:
        of_force = marks[(marks["force_id"] == force) & marks["high"].notna()].sort_values("at")
        if len(of_force):
            lasts.append(of_force.iloc[-1])
    lasts.sort(key=lambda row: row["high"])
    heights = [places[row["force_id"]].y(row["high"]) for row in lasts]
    at = spread(heights, LEAST_GAP)
    notes: list[Trace] = []
    for row, height, label in zip(lasts, heights, at, strict=True):
        colour = places[row["force_id"]].colour
        notes.append(
            {
                "type": "scatter", "mode": "lines", "x": [row["at"], scale.end], "y": [height, label],
                "hoverinfo": "none",
                "line": {"color": colour, "width": 1, "dash": "dot"}, "cliponaxis": False,
            }
        )  # fmt: skip
    text = [f"{names[row['force_id']]} {str(row['label']).split(f' {states.REVIEW_MARK}')[0]}" for row in lasts]
    notes.append(
        {
            "type": "scatter", "mode": "text", "x": [scale.end] * len(lasts), "y": at, "text": text,
            "hoverinfo": "none", "textposition": "middle right",
            "textfont": {"size": look.SMALLEST, "color": palette.ink},
            "cliponaxis": False, "customdata": [row["mark_id"] for row in lasts],
        }
    )  # fmt: skip
    return notes


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Places for labels in rising order, at least `gap` apart, each moved up as little as that needs."""
    placed: list[float] = []
    for height in heights:
        placed.append(height if not placed else max(height, placed[-1] + gap))
    return placed
