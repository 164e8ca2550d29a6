"""Forces over the years: all in grey, the reader's own in colour, the median dashed; gaps and breaks are seen.

`rows`: force_id, name, year (in which the period begins), value, figure_id, tip; `is_official` False for a figure that
was requested, which is a mark over the line of the official series and in no line of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any, TypeVar

import pandas as pd

from dashboard.charts.drawing import (
    CHOSEN,
    DASHES,
    FORMS,
    Axis,
    Dot,
    Drawing,
    Label,
    Line,
    Mark,
    Tick,
    colour_of,
    round_ticks,
)
from dashboard.rows import each

T = TypeVar("T")
MOST_YEARS = 5  # that are named on the axis: more would lie on each other on a phone


def lines(
    rows: pd.DataFrame,
    chosen: Sequence[str],
    *,
    alt: str,
    breaks: Mapping[int, str] | None = None,
    median: Mapping[int, float] | None = None,
    height: int = 320,
    unit: str = "",
    now: int | None = None,
    least: float = 0.0,
) -> Drawing:
    """`breaks`: the first year that counts otherwise, and why in a few words: no line goes across it. `median`: of all
    forces, by year. `now`: a year that is marked, for a map of it stands beside. `least`: no number below it is
    written beside the axis."""
    breaks, median = breaks or {}, median or {}
    first, last = int(rows["year"].min()), ceil(rows["year"].max())
    largest = max(float(rows["value"].max()), least) or 1.0
    is_official = rows["is_official"] if "is_official" in rows else pd.Series(True, index=rows.index)
    marks: list[Mark] = []
    named: list[tuple[float, float, str, str]] = []
    by_force: dict[str, list[Any]] = {}
    for row in each(rows[is_official].sort_values("year", kind="stable")):
        by_force.setdefault(str(row.force_id), []).append(row)

    def are_joined(one: tuple[int, Any], other: tuple[int, Any]) -> bool:
        return one[0] == other[0] - 1 and other[0] not in breaks

    def draw(part: Sequence[Any], role: str, width: float, dash: str) -> None:
        for piece in parted([(int(row.year), row) for row in part], are_joined):
            marks.append(line_of([row for _, row in piece], "year", role, width, dash))

    for force, part in by_force.items():
        if force not in chosen:
            draw(part, "line", 0.75, "solid")
    for piece in parted(sorted(median.items()), are_joined):
        tips = tuple(f"Median {value:g}{unit}" for _, value in piece)
        marks.append(Line(tuple((float(year), value) for year, value in piece), "median", 2.25, "dash", tips=tips))
    if median:
        named.append((float(last), median[max(median)], "median", "median"))
    for n, force in enumerate(chosen):
        part = by_force.get(force, [])
        if part:
            role, form = CHOSEN[n], FORMS[n]
            draw(part, role, 2.5, DASHES[n])
            marks += [
                Dot(float(row.year), float(row.value), role, form, 6.0, False, row.figure_id, row.tip) for row in part
            ]
            named.append((float(last), float(part[-1].value), str(part[-1].name), role))
    for row in each(rows[~is_official]):
        x, y, role = float(row.year), float(row.value), colour_of(row.force_id, chosen) or "quiet"
        marks.append(Dot(x, y, role, getattr(row, "form", "diamond"), 10.0, True, row.figure_id, row.tip))
        if getattr(row, "is_doubted", False):
            marks.append(Label(x, y, "?", role, is_bold=True, anchor="middle", dy=-12))
    for year, why in breaks.items():
        if first < year <= last:
            at = year - 0.5
            marks.append(Line(((at, 0.0), (at, largest * 1.06)), "quiet", 1.0, "dash"))
            marks.append(Label(at, largest * 1.06, why, "quiet", 13, dx=6, dy=4))
    if now is not None and first <= now <= last:
        marks.insert(0, Line(((float(now), 0.0), (float(now), largest * 1.06)), "blank", 10.0))
    marks += names_at_ends(named, largest * 0.055)
    step = -(-(last - first + 1) // MOST_YEARS)
    ticks = tuple(Tick(float(year), f"{year}/{(year + 1) % 100:02}") for year in range(last, first - 1, -step))[::-1]
    values = tuple(Tick(value, f"{value:,g}") for value in round_ticks(0.0, largest) if not 0 < value < least)
    return Drawing(
        Axis(first - 0.3, last + 0.3, ticks),
        Axis(0.0, largest * 1.1, values, has_grid=True),
        tuple(marks),
        height,
        alt,
        left=8 + 8 * max(len(tick.text) for tick in values),
        right=8 + 7 * max((len(name) for _, _, name, _ in named), default=0),
    )


def line_of(rows: Sequence[Any], at: str, role: str, width: float, dash: str) -> Line:
    """Rows as one line; `at` is the column that says where on the axis each stands."""
    points = tuple((float(getattr(row, at)), float(row.value)) for row in rows)
    return Line(points, role, width, dash, tuple(row.figure_id for row in rows), tuple(row.tip for row in rows))


def parted(rows: Sequence[T], are_joined: Callable[[T, T], bool]) -> list[list[T]]:
    """Neighbours that are joined stand together; a gap or a break parts them."""
    pieces: list[list[T]] = []
    for row in rows:
        if pieces and are_joined(pieces[-1][-1], row):
            pieces[-1].append(row)
        else:
            pieces.append([row])
    return pieces


def names_at_ends(named: Sequence[tuple[float, float, str, str]], room: float) -> list[Mark]:
    """Names at the right ends of lines (place, value, name, role), moved apart where they would lie on each other."""
    marks: list[Mark] = []
    floor: dict[float, float] = {}
    for place, value, name, role in sorted(named, key=lambda one: one[1:]):
        at = max(value, floor.get(place, float("-inf")) + room)
        marks.append(Label(place, at, name, role, 13, is_bold=role != "median", dx=10))
        floor[place] = at
    return marks


def spark(values: Sequence[float | None], role: str = "chosen0", height: int = 34, alt: str = "") -> Drawing:
    """A line without axes: a series in a card or a row. A value that is None is a gap."""
    points = tuple((float(n), float(value)) if value is not None else None for n, value in enumerate(values))
    known = [value for value in values if value is not None]
    last = next((n for n in range(len(values) - 1, -1, -1) if values[n] is not None), None)
    marks: list[Mark] = [Line(points, role, 2.0)]
    if last is not None:
        marks.append(Dot(float(last), float(known[-1]), role, size=5.0))
    top = max(known, default=1.0) or 1.0
    return Drawing(
        Axis(-0.3, len(values) - 0.7), Axis(-0.06 * top, top * 1.1), tuple(marks), height, alt, right=6, top=2, bottom=2
    )
