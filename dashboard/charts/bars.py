"""Forces as bars, one below the other: a value with its interval, a range as wide as its bounds, a dispute between its
two values, and words in the place of what is no number.

`rows`, from the top: force_id, name, state (value | interval | conflicting | heading | else), value, low, high, text
(what stands at the end of the bar), figure_id, tip; optional `from_` and `to` (the 95 % interval of a rate),
`is_doubted`. A heading is a row with a name alone: of a nation or a region.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.drawing import (
    CHOSEN,
    SMALL,
    Axis,
    Dot,
    Drawing,
    Label,
    Line,
    Mark,
    Rect,
    Tick,
    bands,
    room_for,
    round_ticks,
)  # fmt: skip
from dashboard.rows import each

ROW = 26
THICK = 0.34  # half a bar's height, in rows


def bars(
    rows: pd.DataFrame,
    chosen: Sequence[str] = (),
    *,
    alt: str,
    median: float | None = None,
    row_height: int = ROW,
    role: str = "bar",
) -> Drawing:
    """One bar a row; the reader's own forces in their colours, the median a dashed line."""
    marks: list[Mark] = []
    ends = [
        value
        for name in ("high", "to", "value")
        if name in rows
        for value in rows[name]
        if value == value and value is not None
    ]
    largest = max([*map(float, ends), 1.0 if not ends else 0.0]) or 1.0
    has_interval = "from_" in rows
    for n, row in enumerate(each(rows)):
        own = CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] if row.force_id in chosen else role
        marks += _bar(n, row, own, largest, has_interval=has_interval)
    if median is not None:
        marks.append(
            Line(((median, -0.5), (median, len(rows) - 0.5)), "median", 1.25, "dash", tips=(f"Median {median:g}",) * 2)
        )
    names = list(rows["name"])
    roles = {
        row.name: CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] for row in each(rows) if row.force_id in chosen
    }
    headings = {row.name: "quiet" for row in each(rows) if row.state == "heading"}
    texts = [str(row.text) for row in each(rows)]
    ticks = tuple(Tick(value, f"{value:,g}") for value in round_ticks(0.0, largest, 5))
    return Drawing(
        Axis(0.0, largest * 1.02, ticks),
        bands(names, bold=[*roles, *headings], roles=roles | headings),
        tuple(marks),
        max(row_height * len(rows), row_height),
        alt,
        left=room_for(names, 13),
        right=room_for(texts, SMALL, 150),
    )


def _bar(n: int, row: Any, role: str, largest: float, *, has_interval: bool) -> list[Mark]:
    value, low, high, mark, tip, text = row.value, row.low, row.high, row.figure_id, row.tip, row.text
    words = "ink" if role in ("bar", "part") else role
    if row.state == "value":
        is_doubted = bool(getattr(row, "is_doubted", False))
        found: list[Mark] = [
            Rect(0.0, float(value), n - THICK, n + THICK, "blank" if is_doubted else role, role, mark=mark, tip=tip)
        ]
        end = float(value)
        if has_interval and row.from_ == row.from_:
            found.append(Line(((float(row.from_), float(n)), (float(row.to), float(n))), "ink", 1.25))
            end = max(end, float(row.to))
        found.append(Label(end, float(n), f"{text} ?" if is_doubted else text, words, 13, dx=6, is_over=True))
        return found
    if row.state in ("interval", "suppressed", "conflicting") and low == low and low is not None:
        top = float(high) if high == high and high is not None else largest
        if row.state == "conflicting":
            return [
                Line(((float(low), float(n)), (top, float(n))), role, 2.0),
                *(Dot(at, float(n), role, "diamond", 9.0, mark=mark, tip=tip) for at in (float(low), top)),
                Label(top, float(n), text, words, 13, dx=8),
            ]
        box = Rect(float(low), top, n - THICK, n + THICK, "blank", role, "/", mark=mark, tip=tip)
        return [box, Label(top, float(n), text, words, 13, dx=6)]
    if row.state == "heading":
        return []
    return [Label(0.0, float(n), text, "quiet", 13, dx=4)]


def parts(rows: pd.DataFrame, *, alt: str, row_height: int = 44) -> Drawing:
    """A part within its whole, one below the other: name, part, whole, text, figure_id, tip. The part is never drawn
    where the source does not say that it is one: `whole` is then NaN."""
    marks: list[Mark] = []
    largest = float(pd.concat([rows["whole"], rows["part"]]).max())
    for n, row in enumerate(each(rows)):
        if row.whole == row.whole:
            marks.append(
                Rect(0.0, float(row.whole), n - 0.28, n + 0.28, "whole", "whole_edge", mark=row.figure_id, tip=row.tip)
            )
        marks.append(Rect(0.0, float(row.part), n - 0.28, n + 0.28, "part", mark=row.figure_id, tip=row.tip))
        end = row.whole if row.whole == row.whole else row.part
        marks.append(Label(float(end), float(n), str(row.text), "ink", SMALL, is_bold=True, dx=8))
    names = list(rows["name"])
    return Drawing(
        Axis(0.0, largest), bands(names, bold=names), tuple(marks), row_height * len(rows), alt,
        left=room_for(names, SMALL), right=room_for(list(rows["text"]), SMALL), bottom=4,
    )  # fmt: skip


def stacked(rows: pd.DataFrame, *, alt: str, height: int = 26) -> Drawing:
    """One bar in pieces: name, count, role, tip (and hatch), from the left."""
    marks: list[Mark] = []
    at = 0.0
    for row in each(rows):
        end = at + float(row.count_)
        marks.append(Rect(at, end, -0.5, 0.5, row.role, "whole_edge", getattr(row, "hatch", ""), tip=row.tip))
        at = end
    return Drawing(Axis(0.0, at or 1.0), Axis(0.56, -0.56), tuple(marks), height, alt, left=1, right=2, top=2, bottom=4)
