"""Forces as bars, one below the other: a value with its interval, a range as wide as its bounds, a dispute between its
two values, and words in the place of what is no number.

`rows`, from the top: force_id, name, state (value | interval | conflicting | heading | else), value, low, high, text
(what stands at the end of the bar), figure_id, tip; optional `from_` and `to` (the 95 % interval of a rate),
`is_doubted`. A heading is a row with a name alone: of a nation or a region.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.charts.drawing import (
    FORMS,
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

RATIOS = {
    0.1: "−90 %", 0.25: "−75 %", 0.5: "−50 %", 2.0: "+100 %", 4.0: "+300 %", 10.0: "+900 %", 30.0: "30 times",
    100.0: "100 times",
}  # fmt: skip
"""What is written below; “no change” stands above its line."""
APART = 0.3  # of the axis, between two words below it: a phone has room for no more
ROW = 26
THICK = 0.34  # half a bar's height, in rows


def bars(
    rows: pd.DataFrame,
    chosen: Sequence[str] = (),
    *,
    alt: str,
    median: float | None = None,
    parts: Sequence[Any] = (),
    row_height: int = ROW,
) -> Drawing:
    """One bar a row; the reader's own forces in their colours, the median a dashed line; what was requested of a part
    (`parts`: force_id, at, figure_id, tip, doubts) a diamond over the bar of its whole."""
    largest = float(rows[[name for name in ("high", "to", "value") if name in rows]].max().max())
    largest = largest if largest > 0 else 1.0
    marks: list[Mark] = []
    roles: dict[str, str] = {}
    over = {part.force_id: part for part in parts}
    for n, row in enumerate(each(rows)):
        own = colour_of(row.force_id, chosen)
        roles |= {row.name: own} if own else {row.name: "quiet"} if row.state == "heading" else {}
        bar, part = _bar(float(n), row, own or "bar", own or "ink", largest), over.get(row.force_id)
        if part is not None:  # the bar's number stands beyond both
            bar = [replace(one, x=max(one.x, part.at), dx=10) if isinstance(one, Label) else one for one in bar]
            dot = Dot(float(part.at), float(n), "part", "diamond", 9.0, bool(part.doubts), part.figure_id, part.tip)
            bar.append(dot)
        marks += bar
    if median is not None:
        ends = (median, -0.5), (median, len(rows) - 0.5)
        marks.append(Line(ends, "median", 1.25, "dash", tips=(f"Median {median:g}",) * 2))
        said = f"median {median:,.1f}".removesuffix(".0")
        marks.append(Label(median, -0.5, said, "median", 13, anchor="middle", dy=-9))
    ticks = tuple(Tick(value, f"{value:,g}") for value in round_ticks(0.0, largest, 5))
    return Drawing(
        Axis(0.0, largest * 1.02, ticks), bands(list(rows["name"]), bold=list(roles), roles=roles), tuple(marks),
        max(row_height * len(rows), row_height), alt,
        left=room_for(list(rows["name"]), 13), right=room_for(list(rows["text"]), SMALL, 150),
        top=8 if median is None else 22,
    )  # fmt: skip


def _bar(y: float, row: Any, role: str, ink: str, largest: float) -> list[Mark]:
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


def changes(rows: pd.DataFrame, chosen: Sequence[str] = (), *, alt: str, row_height: int = 22) -> Drawing:
    """The change between two years: a dot at the ratio with its 95 % interval as a bar of its width, where half and
    double lie equally far from no change; in light grey where the interval includes no change. `rows`, from the top:
    force_id, name, ratio, from_, to, text, figure_id, tip, is_told (the interval leaves out no change), is_doubted."""
    low = math.log2(min([0.5, *map(float, rows["from_"])]))
    high = math.log2(max([2.0, *map(float, rows["to"])]))
    wide = 0.03 * (high - low)
    marks: list[Mark] = [Line(((0.0, -0.5), (0.0, len(rows) - 0.5)), "median", 1.25, "dash")]
    marks.append(Label(0.0, -0.5, "no change", "median", 13, anchor="middle", dy=-9))
    roles: dict[str, str] = {}
    for n, row in enumerate(each(rows)):
        own = colour_of(row.force_id, chosen)
        roles |= {row.name: own} if own else {}
        role = own or ("bar" if row.is_told else "line")
        low_, middle, high_ = (math.log2(float(value)) for value in (row.from_, row.ratio, row.to))
        ends = (low_, float(n)), (high_, float(n))
        marks.append(Line(ends, role, 2.5 if row.is_told else 1.25, "solid", (row.figure_id,) * 2, (row.tip,) * 2))
        form = FORMS[list(chosen).index(row.force_id)] if own else "circle"
        marks.append(Dot(middle, float(n), role, form, 9.0, bool(row.is_doubted), row.figure_id, row.tip))
        words = own or ("ink" if row.is_told else "quiet")
        marks.append(Label(high_, float(n), str(row.text), words, 13, dx=8, is_over=True))
    ticks: list[Tick] = []
    for at, text in RATIOS.items():
        x = math.log2(at)
        if low - wide <= x <= high + wide and (not ticks or x - ticks[-1].at >= APART * (high - low)):
            ticks.append(Tick(x, text))
    names = list(rows["name"])
    return Drawing(
        Axis(low - wide, high + wide, tuple(ticks), has_grid=True),
        bands(names, bold=list(roles), roles=roles),
        tuple(marks),
        row_height * len(rows),
        alt,
        top=22,
        left=room_for(names, 13),
        right=room_for(list(rows["text"]), 13, 150),
    )
