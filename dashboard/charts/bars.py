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
    colour_of,
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
) -> Drawing:
    """One bar a row; the reader's own forces in their colours, the median a dashed line."""
    largest = float(rows[[name for name in ("high", "to", "value") if name in rows]].max().max())
    largest = largest if largest > 0 else 1.0
    marks: list[Mark] = []
    roles: dict[str, str] = {}
    for n, row in enumerate(each(rows)):
        own = colour_of(row.force_id, chosen)
        roles |= {row.name: own} if own else {row.name: "quiet"} if row.state == "heading" else {}
        marks += _bar(float(n), row, own or "bar", own or "ink", largest)
    if median is not None:
        ends = (median, -0.5), (median, len(rows) - 0.5)
        marks.append(Line(ends, "median", 1.25, "dash", tips=(f"Median {median:g}",) * 2))
    ticks = tuple(Tick(value, f"{value:,g}") for value in round_ticks(0.0, largest, 5))
    return Drawing(
        Axis(0.0, largest * 1.02, ticks), bands(list(rows["name"]), bold=list(roles), roles=roles), tuple(marks),
        max(row_height * len(rows), row_height), alt,
        left=room_for(list(rows["name"]), 13), right=room_for(list(rows["text"]), SMALL, 150),
    )  # fmt: skip


def _bar(y: float, row: Any, role: str, ink: str, largest: float) -> list[Mark]:
    """A value with its interval; a dispute between its two values; a range; else words in the place of a number."""
    if row.state == "heading":
        return []
    y0, y1, at = y - THICK, y + THICK, {"mark": row.figure_id, "tip": row.tip}
    if row.state == "value":
        fill, end, text = ("blank", row.value, f"{row.text} ?") if row.is_doubted else (role, row.value, row.text)
        found: list[Mark] = [Rect(0.0, float(end), y0, y1, fill, role, **at)]
        if getattr(row, "from_", None) is not None and row.from_ == row.from_:
            found.append(Line(((float(row.from_), y), (float(row.to), y)), "ink", 1.25))
            end = max(end, row.to)
        return [*found, Label(float(end), y, text, ink, 13, dx=6, is_over=True)]
    if row.low != row.low or row.low is None:
        return [Label(0.0, y, row.text, "quiet", 13, dx=4)]
    low, high = float(row.low), float(row.high) if row.high == row.high else largest
    if row.state == "conflicting":
        ends = [Dot(x, y, role, "diamond", 9.0, **at) for x in (low, high)]
        return [Line(((low, y), (high, y)), role, 2.0), *ends, Label(high, y, row.text, ink, 13, dx=8)]
    return [Rect(low, high, y0, y1, "blank", role, "/", **at), Label(high, y, row.text, ink, 13, dx=6)]


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
