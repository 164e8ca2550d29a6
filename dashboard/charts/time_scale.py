"""A span of years and a largest number -> what stands around the marks of a chart over time: years, breaks, grid.

Protects: every panel of a page has one scale unless the reader asks for others, and a break is a dashed line with its
reason in words at the head of the chart.

A chart over time is one pair of axes: years across, pixels down, so that a panel is as tall on a phone as at a desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import words
from dashboard.charts import look
from dashboard.timelines import Break, in_years

HEADER, ROOM, PLOT, FOOT = 24, 16, 62, 26  # pixels of a panel: name; labels over the highest mark; the plot; years
PANEL = HEADER + ROOM + PLOT + FOOT
LEFT = 50  # pixels for the numbers of the axis
LINE = 18  # pixels of a line of text
MOST_TICKS, MOST_TICKS_TOGETHER = 5, 3  # labels of years that fit a phone
NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 20)
SYMBOLS = {"financial_year": "circle", "calendar_year": "diamond", "twelve_months": "square"}
GLYPHS = {"financial_year": "○", "calendar_year": "◇", "twelve_months": "□"}
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
    sorts = tuple(sort for sort in SYMBOLS if (marks["sort"] == sort).any())
    return Scale(start, end, _years(marks, start, end), ceiling(marks), sorts)


def ceiling(marks: pd.DataFrame) -> float:
    """A round number that no mark exceeds."""
    largest = max([*marks["high"].dropna(), *marks["low"].dropna()], default=1.0) or 1.0
    power = 10.0 ** (len(str(int(largest))) - 1) if largest >= 1 else 1.0
    return float(next(step * power for step in NICE if step * power >= largest))


def _years(marks: pd.DataFrame, start: float, end: float) -> tuple[tuple[float, str], ...]:
    """Financial years by their own names where there are no others; else calendar years."""
    if set(marks["sort"]) == {"financial_year"}:
        return tuple((year + 0.75, f"{year}/{(year + 1) % 100:02d}") for year in range(int(start), int(end)))
    return tuple((year + 0.5, str(year)) for year in range(int(start), int(end) + 1) if start <= year + 0.5 <= end)


def text(x: float, y: float, words_: str, colour: str, size: int = look.SMALLEST, **more: Any) -> Trace:
    """A text at a year and a pixel; `more` replaces what it names."""
    base = {"x": x, "y": y, "text": words_, "showarrow": False, "font": {"size": size, "color": colour}}
    return base | {"xref": "x", "yref": "y", "yanchor": "middle"} | more


def name(force: str, place: Place, palette: look.Palette) -> Trace:
    """A force's name at the head of its panel."""
    y = place.zero + place.plot + ROOM + HEADER / 2
    return text(0, y, f"<b>{force}</b>", palette.ink, look.SMALL, xref="paper", xanchor="left", xshift=-LEFT)


def amounts(place: Place, levels: Sequence[float], palette: look.Palette) -> list[Trace]:
    """The numbers of the axis, zero among them."""
    more = {"xref": "paper", "xanchor": "right", "xshift": -4}
    shown = dict.fromkeys([0.0, *levels])
    return [text(0, place.y(amount), words.number(amount), palette.quiet, **more) for amount in shown]


def ticks(scale: Scale, place: Place, palette: look.Palette, most: int = MOST_TICKS) -> list[Trace]:
    """Every n-th year and no more than fit a phone; the last one always."""
    every = -(-len(scale.years) // most)
    shown = scale.years[::-1][::every]
    return [text(at, place.zero - 13, label, palette.quiet) for at, label in shown]


def grid(
    force: str, place: Place, scale: Scale, breaks: Sequence[Break], levels: Sequence[float], palette: look.Palette
) -> list[Trace]:
    """The lines under the marks of one panel: levels, zero, a tick for each year, a dashed line for each break."""

    def line(x0: float, y0: float, x1: float, y1: float, style: Mapping[str, Any]) -> Trace:
        return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": dict(style), "layer": "below"}

    level = [
        line(scale.start, place.y(amount), scale.end, place.y(amount), {"color": palette.rule, "width": 1})
        for amount in levels
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


def head(scale: Scale, breaks: Sequence[Break]) -> int:
    """The pixels above the first panel: a line for the sorts of year where there are several, one a break."""
    lines = (len(scale.sorts) > 1) + len({item.brief for item in breaks})
    return LINE * lines + (4 if lines else 0)


def head_words(scale: Scale, breaks: Sequence[Break], palette: look.Palette) -> list[Trace]:
    """Which form of mark is which sort of year; and the reason of each dashed line, on the side where there is room."""
    sorts = [f"{GLYPHS[sort]} {sort.replace('_', ' ')}" for sort in scale.sorts]
    words_, y = [], -LINE / 2
    if len(sorts) > 1:
        left = {"xref": "paper", "xanchor": "left", "xshift": -LEFT}
        words_.append(text(0, y, "   ".join(sorts), palette.ink, **left))
        y -= LINE
    for brief, day in {item.brief: item.day for item in breaks}.items():
        at = in_years(day)
        is_left = at < (scale.start + scale.end) / 2
        x = max(at, scale.start) if is_left else scale.end
        words_.append(text(x, y, f"┆ {brief}", palette.ink, xanchor="left" if is_left else "right"))
        y -= LINE
    return words_
