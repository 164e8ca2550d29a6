"""Numbers as bars, one below the other: forces side by side, lists to be read and not compared, parts in their wholes.

Protects: a range is as wide as its bounds, a dispute spans its two values, and where there is no number stand words.
A list has bars only of one thing; a part is inside its `whole` only where the source says so. `rows`, from the top:
force_id, name, state, value, low, high, text (at the bar's end), figure_id, tip, is_doubted, and what each chart says.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from textwrap import wrap
from typing import Any

import pandas as pd

from dashboard import words
from dashboard.charts import drawing
from dashboard.charts.drawing import SMALL, SMALLEST, Axis, Dot, Drawing, Label, Line, Mark, Rect, Tick
from dashboard.words import each

RATIOS = {
    1.0: "0", 0.5: "−50 %", 2.0: "+100 %", 0.25: "−75 %", 0.1: "−90 %", 10.0: "+900 %", 100.0: "100 times",
    30.0: "30 times", 1.5: "+50 %", 0.75: "−25 %", 3.0: "+200 %",
}  # fmt: skip
"""Where a rule stands, and per cent below it: of those that a phone has no room for, the earlier here."""
MOST_TICKS = 5
PIECES, LISTED_ROW, CHANGED_ROW = 26, 23, 22  # pixels of a bar in pieces, and of a row of one line
THICK, LISTED_THICK = 0.34, 0.32  # half a bar's height, in rows

MORE_LINE, LINE_OF_HEADING = 0.72, 0.9  # in rows
LINE = 16.5  # pixels from one line of words to the next
MOST_LEFT = 200  # pixels
HEADING_LETTERS = 46  # of a heading's line: more has no room on a phone
DOUBTED = "? in doubt"


def _bar(row: Any, y: float, half: float, role: str, most: float, unit: float = 1.0) -> tuple[list[Mark], float]:
    """The bar of a row, counted in `unit`, and where it ends (without an upper end at `most`); none without bounds."""
    at = {"mark": row.figure_id, "tip": row.tip}
    if str(row.text).startswith(words.UNDER_FIVE):  # drawn as wide as what is said of it, by rate too
        one = float(row.value) / float(getattr(row, "number", row.value)) / unit
        return [Rect(0.0, 4 * one, y - half, y + half, "blank", role, "/", **at)], 4 * one
    if row.state == "value":
        end = float(row.value) / unit
        if not end:  # 0 is no ink, and answers to the pointer all the same
            return [Dot(0.0, y, "paper", "square", 9.0, **at)], end
        return [Rect(0.0, end, y - half, y + half, "blank" if row.is_doubted else role, role, **at)], end
    if row.state == "words" or row.low is None or row.low != row.low:
        return [], 0.0
    low, high = float(row.low) / unit, float(row.high if row.high == row.high else most) / unit
    if row.state == "conflicting":
        ends = [Dot(x, y, role, "diamond", 9.0, **at) for x in (low, high)]
        return [Line(((low, y), (high, y)), role, 2.0), *ends], high
    sure = [Rect(0.0, low, y - half, y + half, role, role, **at)] * (low > 0)  # hatched is what is not known
    return [*sure, Rect(low, high, y - half, y + half, "blank", role, "/", **at)], high


def _reach(rows: pd.DataFrame) -> Any:
    """Where each bar ends; "under five" at four, and "more than 1,500" beyond its lower bound."""
    four = 4 * rows["value"].astype(float) / rows.get("number", rows["value"]).astype(float)
    few = four.where(rows["text"].astype(str).str.startswith(words.UNDER_FIVE))
    ends = rows.filter(["high", "to", "value", "whole"]).assign(few=few).astype(float).max(axis=1)
    return ends.fillna(1.25 * rows["low"].astype(float))


def bars(rows: pd.DataFrame, chosen: Sequence[str], row_height: int, *, median: float | None = None,
         others: Sequence[Any] = ()) -> Drawing:  # fmt: skip
    """One bar a row; the median a dashed line; what is counted otherwise (`others`: force_id, at, figure_id, tip) a
    hollow diamond. `rows` may have `from_` and `to`, the 95 % interval; of state heading they are a name alone."""
    largest = max(0.0, float(_reach(rows).max())) or 1.0
    marks: list[Mark] = []
    for n, row in enumerate(each(rows)):
        colour = drawing.colour_of(row.force_id, chosen)
        bar = _named_bar(float(n), row, colour or "bar", colour or "ink", largest)
        for other in (other for other in others if other.force_id == row.force_id):  # the number stands beyond all
            bar = [replace(mark, x=max(mark.x, other.at), dx=10) if isinstance(mark, Label) else mark for mark in bar]
            bar.append(Dot(float(other.at), float(n), "part", "diamond", 9.0, True, other.figure_id, other.tip))
        marks += bar
    if median is not None:
        points = tuple((median, n + end) for n in range(len(rows)) for end in (-0.5, 0.5))
        line = Line(points, "median", 1.25, "dash", tips=(f"Median {median:g}",) * len(points))
        texts = [replace(mark, is_over=mark.x <= median) for mark in marks if isinstance(mark, Label)]
        marks = [*(mark for mark in marks if not isinstance(mark, Label)), line, *texts]
        said = f"median {median:,.1f}".removesuffix(".0")
        marks.append(Label(median, -0.5, said, "median", 13, anchor="middle", dy=-9))
    left, right = drawing.room_for(list(rows["name"]), 13), drawing.room_for(list(rows["text"]), SMALL, 150)
    fit = (drawing.PHONE - left - right) // drawing.room_for([f"{largest:,.0f}"], SMALLEST)
    ticks = tuple(Tick(value, f"{value:,g}") for value in drawing.round_ticks(largest, max(1, min(MOST_TICKS, fit))))
    return Drawing(
        Axis(0.0, largest * 1.02, ticks), drawing.bands(rows["name"], rows["force_id"], chosen), tuple(marks),
        max(row_height * len(rows), row_height), left=left, right=right, top=8 if median is None else 22,
    )  # fmt: skip


def _named_bar(y: float, row: Any, role: str, ink: str, largest: float) -> list[Mark]:
    if row.state == "heading":
        return []
    marks, end = _bar(row, y, THICK, role, largest)
    if not marks:
        return [Label(0.0, y, row.text, "quiet", 13, dx=4)]
    if row.state != "value":
        return [*marks, Label(end, y, row.text, ink, 13, dx=8 if row.state == "conflicting" else 6)]
    is_few = str(row.text).startswith(words.UNDER_FIVE)  # its interval would tell the number
    if not is_few and getattr(row, "from_", None) is not None and row.from_ == row.from_:
        marks.append(Line(((float(row.from_), y), (float(row.to), y)), "ink", 1.25))
        end = max(end, float(row.to))
    return [*marks, Label(end, y, f"{row.text} ?" if row.is_doubted else row.text, ink, 13, dx=6)]


def stacked(pieces: Sequence[tuple[str, int, str]]) -> Drawing:
    """One bar in pieces, from the left: words, count, role."""
    ends = list(accumulate((float(count) for _, count, _ in pieces), initial=0.0))
    between, legend = pairwise(ends), tuple((said, role) for said, _, role in pieces)
    each_ = zip(between, legend, strict=True)
    marks = tuple(Rect(*at, -0.5, 0.5, role, "whole_edge", tip=said) for at, (said, role) in each_)
    x, y = Axis(0.0, ends[-1] or 1.0), Axis(0.56, -0.56)
    return Drawing(x, y, marks, PIECES, left=1, right=2, top=2, bottom=4, legend=legend)


def changes(rows: pd.DataFrame, chosen: Sequence[str] = ()) -> Drawing:
    """A dot at the ratio of two years, with its 95 % interval: half and double lie equally far from no change. `rows`,
    from the top: force_id, name, ratio, from_, to, text, figure_id, tip, is_told (leaves out no change), is_doubted."""
    low = math.log2(min([0.5, *map(float, rows["from_"])]))
    high = math.log2(max([2.0, *map(float, rows["to"])]))
    wide = 0.03 * (high - low)
    marks: list[Mark] = [Line(((0.0, -0.5), (0.0, len(rows) - 0.5)), "median", 1.25, "dash")]
    marks.append(Label(0.0, -0.5, "no change", "median", 13, anchor="middle", dy=-9))
    for n, row in enumerate(each(rows)):
        colour = drawing.colour_of(row.force_id, chosen)
        role = colour or ("bar" if row.is_told else "line")
        low_, middle, high_ = (math.log2(float(value)) for value in (row.from_, row.ratio, row.to))
        ends = (low_, float(n)), (high_, float(n))
        marks.append(Line(ends, role, 2.5 if row.is_told else 1.25, "solid", (row.figure_id,) * 2, (row.tip,) * 2))
        form = drawing.FORMS[list(chosen).index(row.force_id)] if colour else "circle"
        marks.append(Dot(middle, float(n), role, form, 9.0, bool(row.is_doubted), row.figure_id, row.tip))
        words = colour or ("ink" if row.is_told else "quiet")  # beyond the line, which would make a + of a −
        marks.append(Label(max(high_, 0.0), float(n), str(row.text), words, 13, dx=8, is_over=True))
    names, ticks = list(rows["name"]), list[Tick]()
    left, right = drawing.room_for(names, 13), drawing.room_for(list(rows["text"]), 13, 150)
    pixel = (high - low + 2 * wide) / (drawing.PHONE - left - right)
    for tick in [Tick(math.log2(at), text) for at, text in RATIOS.items() if low <= math.log2(at) <= high]:
        apart = {other.at: pixel * drawing.room_for([tick.text + other.text], SMALLEST) / 2 for other in ticks}
        ticks += [tick] * all(abs(tick.at - at) >= room for at, room in apart.items())
    marks = [*(Line(((tick.at, -0.5), (tick.at, len(rows) - 0.5)), "rule", 1.0) for tick in ticks), *marks]
    return Drawing(
        Axis(low - wide, high + wide, tuple(sorted(ticks, key=lambda tick: tick.at))),
        drawing.bands(names, rows["force_id"], chosen), tuple(marks), CHANGED_ROW * len(rows), left, right, top=22,
    )  # fmt: skip


def listed(rows: pd.DataFrame, chosen: Sequence[str] = (), row_height: int = LISTED_ROW) -> Drawing:
    """Numbers under headings; where all count one thing bars on one scale, by their `role`. `rows` have
    name (its lines) and more (quiet lines under it) too; some section, `whole` and `below`, lines under the number."""
    marks, of_page = list[Mark](), list[tuple[Any, tuple[Rect, ...]]]()
    lines = [line for name in (*rows["name"], *rows["more"]) for line in name.splitlines()]
    left = min(MOST_LEFT, max(drawing.room_for(lines, SMALLEST), 60))
    letters = int((drawing.PHONE - left) / (SMALLEST * drawing.LETTER))
    rows = pd.DataFrame({"section": "", "below": "", "role": "", "whole": math.nan}, rows.index).assign(**rows)
    rows = rows.assign(is_ruled=bool(rows["below"].map(bool).all()))
    rows["colour"] = [drawing.colour_of(force, chosen) for force in rows["force_id"]]
    rows["under"] = [[line for said in text.splitlines() for line in wrap(said, letters)] for text in rows["below"]]
    rows["text"] = rows["text"].astype(str) + rows["is_doubted"].map({True: f" {DOUBTED}", False: ""})
    largest = float(_reach(rows).max()) or 1.0
    y = -0.5
    for section, part in rows.groupby("section", sort=False):
        if heading := wrap(str(section), HEADING_LETTERS):
            y += 0.35 if y > 0 else 0.0
            height = LINE_OF_HEADING * len(heading)
            marks.append(Label(0.0, y + height / 2, "\n".join(heading), "ink", SMALL, is_bold=True, dx=6.0 - left))
            y += height + 0.1
        for row in each(part):
            if row.is_ruled and y > 0:
                y += 0.5
                marks.append(Line(((0.0, y - 0.25), (1.0, y - 0.25)), "rule", 1.0))
            marks += (drawn := _row(row, y + 0.5, largest))
            of_page += [(row, tuple(mark for mark in drawn if isinstance(mark, Rect)))] * row.is_ruled
            y += 1.0 + MORE_LINE * max(row.name.count("\n") + len(row.more.splitlines()), len(row.under))
    return Drawing(
        Axis(0.0, 1.02), Axis(y, -0.5), tuple(marks), int((y + 0.5) * row_height), left=left,
        right=drawing.room_for(list(rows["text"]), SMALLEST, 150), top=4, bottom=4, rows=tuple(of_page),
    )  # fmt: skip


def _row(row: Any, y: float, largest: float) -> list[Mark]:
    role, ink, is_bold = row.colour or row.role, row.colour or "ink", bool(row.colour or row.is_ruled)
    lines = [(line, ink) for line in row.name.split("\n")] + [(line, "quiet") for line in row.more.splitlines()]
    marks: list[Mark] = [
        Label(0.0, y, line, of, SMALLEST, is_bold and of != "quiet", "end", dx=-8.0, dy=LINE * n)
        for n, (line, of) in enumerate(lines)
    ]
    if row.under:
        marks.append(Label(0.0, y, "\n".join(row.under), "quiet", SMALLEST, dy=LINE * (len(row.under) + 1) / 2))
    at, end, is_value = {"mark": row.figure_id, "tip": row.tip}, 0.0, row.state == "value"
    if row.whole == row.whole:
        end = float(row.whole) / largest
        marks.append(Rect(0.0, end, y - LISTED_THICK, y + LISTED_THICK, "whole", "whole_edge", **at))
    bar, to = _bar(row, y, LISTED_THICK, role, end * largest or largest, largest) if row.role else ([], 0.0)
    end, is_words, of = max(end, to), bool(row.role) and row.state == "words", ink if is_value else "quiet"
    marks += bar or [Dot(0.0, y, role if is_words else "paper", "square", 9.0, is_words, **at)]  # unseen, it answers
    return [*marks, Label(end, y, row.text, of, SMALLEST, is_bold or not row.role, dx=6.0 if end else 0.0)]
