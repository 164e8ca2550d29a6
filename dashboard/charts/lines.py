"""Forces over the years: all in grey, the reader's own in colour, the median dashed; gaps and breaks are seen.

`rows`: force_id, name, year (in which the period begins), value, figure_id, tip; `is_official` False for a figure that
was requested, which is a mark over the line of the official series and in no line of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import pandas as pd

from dashboard.charts.drawing import CHOSEN, DASHES, FORMS, Axis, Dot, Drawing, Label, Line, Mark, Tick, round_ticks
from dashboard.rows import each

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
    official = rows[rows["is_official"]] if "is_official" in rows else rows
    marks: list[Mark] = []
    named: list[tuple[float, str, str]] = []
    by_force: dict[str, list[Any]] = {}
    for row in each(official.sort_values("year", kind="stable")):
        by_force.setdefault(str(row.force_id), []).append(row)
    for force, part in by_force.items():
        if force not in chosen:
            marks += _line_of(part, breaks, "line", 0.75, "solid")
    for part_of_median in _parted(sorted(median.items()), breaks):
        points = tuple((float(year), value) for year, value in part_of_median)
        marks.append(
            Line(points, "median", 2.25, "dash", tips=tuple(f"Median {value:g}{unit}" for _, value in part_of_median))
        )
    if median:
        named.append((median[max(median)], "median", "median"))
    for n, force in enumerate(chosen):
        part = by_force.get(force, [])
        role = CHOSEN[n % len(CHOSEN)]
        if not part:
            continue
        marks += _line_of(part, breaks, role, 2.5, DASHES[n % len(DASHES)])
        marks += [
            Dot(float(row.year), float(row.value), role, FORMS[n % len(FORMS)], 6.0, mark=row.figure_id, tip=row.tip)
            for row in part
        ]
        named.append((float(part[-1].value), str(part[-1].name), role))
    if "is_official" in rows:
        for row in each(rows[~rows["is_official"]]):
            role = CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] if row.force_id in chosen else "quiet"
            is_doubted = bool(getattr(row, "is_doubted", False))
            marks.append(
                Dot(
                    float(row.year),
                    float(row.value),
                    role,
                    getattr(row, "form", "diamond"),
                    10.0,
                    is_hollow=True,
                    mark=row.figure_id,
                    tip=row.tip,
                )
            )
            if is_doubted:
                marks.append(Label(float(row.year), float(row.value), "?", role, is_bold=True, anchor="middle", dy=-12))
    for year, why in breaks.items():
        if first < year <= last:
            at = year - 0.5
            marks.append(Line(((at, 0.0), (at, largest * 1.06)), "quiet", 1.0, "dash"))
            marks.append(Label(at, largest * 1.06, why, "quiet", 13, dx=6, dy=4))
    if now is not None and first <= now <= last:
        marks.insert(0, Line(((float(now), 0.0), (float(now), largest * 1.06)), "blank", 10.0))
    marks += _names(named, last, largest)
    step = -(-(last - first + 1) // MOST_YEARS)
    ticks = tuple(Tick(float(year), f"{year}/{(year + 1) % 100:02}") for year in range(last, first - 1, -step))[::-1]
    values = tuple(Tick(value, f"{value:g}") for value in round_ticks(0.0, largest) if not 0 < value < least)
    return Drawing(
        Axis(first - 0.3, last + 0.3, ticks),
        Axis(0.0, largest * 1.1, values, has_grid=True),
        tuple(marks),
        height,
        alt,
        left=8 + 8 * max(len(tick.text) for tick in values),
        right=8 + 7 * max((len(name) for _, name, _ in named), default=0),
    )


def _line_of(part: Sequence[Any], breaks: Mapping[int, str], role: str, width: float, dash: str) -> list[Mark]:
    pairs = [(int(row.year), row) for row in part]
    return [
        Line(
            tuple((float(year), float(row.value)) for year, row in piece), role, width, dash,
            tuple(row.figure_id for _, row in piece), tuple(row.tip for _, row in piece),
        )
        for piece in _parted(pairs, breaks)
    ]  # fmt: skip


def _parted(pairs: Sequence[tuple[int, Any]], breaks: Mapping[int, str]) -> list[list[tuple[int, Any]]]:
    """Neighbouring years together; a missing year or a break parts them."""
    pieces: list[list[tuple[int, Any]]] = []
    for year, value in pairs:
        if pieces and pieces[-1][-1][0] == year - 1 and year not in breaks:
            pieces[-1].append((year, value))
        else:
            pieces.append([(year, value)])
    return pieces


def _names(named: Sequence[tuple[float, str, str]], last: int, largest: float) -> list[Mark]:
    """Names at the right ends, moved apart where they would lie on each other."""
    marks: list[Mark] = []
    least, floor = largest * 0.055, float("-inf")
    for value, name, role in sorted(named):
        at = max(value, floor + least)
        marks.append(Label(float(last), at, name, role, 13, is_bold=role != "median", dx=10))
        floor = at
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
