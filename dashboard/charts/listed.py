"""Numbers as a list with bars, to be read and not compared: under headings, or each with words beside it.

Protects: what counts the same thing has one scale wherever it stands in the list, so that no length lies; a number that
nothing else is counted with is a mark without a length; a part is drawn inside its whole only where `whole` is given,
which is where the source says so, and what a source sets beside a count is words and never a length.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.drawing import (
    SMALL,
    SMALLEST,
    Axis,
    Dot,
    Drawing,
    Label,
    Line,
    Mark,
    Rect,
    colour_of,
    room_for,
)  # fmt: skip
from dashboard.rows import each

ROW = 23  # pixels of a row of one line
MORE_LINE, LINE_OF_HEADING = 0.65, 0.9  # in rows
THICK = 0.32
MOST_LEFT = 200  # pixels
HEADING_LETTERS = 46  # of a heading's line: more has no room on a phone
DOUBTED = "? in doubt"

LEFT = 152  # pixels for names and periods: a phone leaves as much for bars
LETTERS, LETTERS_BESIDE = 23, 36  # of a line of words on the left, and under a bar
TITLED_ROW, UNDER_WORDS = 66, (0.12, 0.42)  # pixels; where the bar stands, in rows from the row's middle
LINE, ROOM = 17, 6  # pixels from one line of words to the next, and above and below a row


def listed(rows: pd.DataFrame, chosen: Sequence[str] = (), *, alt: str, row_height: int = ROW) -> Drawing:
    """Bars under headings; the reader's own forces in their colours.

    `rows`, from the top: section, name (its lines), more (a quiet line under it, or ""), value, low, high, state (value
    | interval | conflicting | words), whole (NaN where there is none), text, role, force_id, figure_id, tip,
    is_doubted; `scale`: what is counted, where that is not one thing for all rows.
    """
    marks: list[Mark] = []
    lines = [line for name in rows["name"] for line in name.split("\n")]
    left = min(MOST_LEFT, max(room_for([*lines, *rows["more"]], SMALLEST), 60))
    rows = rows if "scale" in rows else rows.assign(scale="")
    ends = rows.groupby("scale")[["value", "low", "high", "whole"]].max().max(axis=1)
    numbers = rows.loc[rows["state"] != "words", "scale"].value_counts()
    y = -0.5
    for section, part in rows.groupby("section", sort=False):
        if heading := textwrap.wrap(str(section), HEADING_LETTERS):
            y += 0.35 if y > 0 else 0.0
            height = LINE_OF_HEADING * len(heading)
            marks.append(Label(0.0, y + height / 2, "\n".join(heading), "ink", SMALL, is_bold=True, dx=6.0 - left))
            y += height + 0.1
        for row in each(part):
            height = 1.0 + MORE_LINE * (row.name.count("\n") + bool(row.more))
            marks += _row(
                row, y + height / 2, float(ends[row.scale]) or 1.0, chosen, is_alone=numbers.get(row.scale) == 1
            )
            y += height
    return Drawing(
        Axis(0.0, 1.02), Axis(y, -0.5), tuple(marks), int((y + 0.5) * row_height), alt, left=left,
        right=room_for([_text(row) for row in each(rows)], SMALLEST, 150), top=4, bottom=4,
    )  # fmt: skip


def _text(row: Any) -> str:
    return f"{row.text} {DOUBTED}" if row.is_doubted else str(row.text)


def _row(row: Any, y: float, largest: float, chosen: Sequence[str], *, is_alone: bool) -> list[Mark]:
    own = colour_of(row.force_id, chosen)
    role, ink = own or row.role, own or "ink"
    lines = [(line, ink) for line in row.name.split("\n")] + ([(row.more, "quiet")] if row.more else [])
    first = 8.0 * (1 - len(lines))  # pixels from the row's middle
    marks: list[Mark] = [
        Label(0.0, y, line, of, SMALLEST, bool(own) and of != "quiet", "end", dx=-8.0, dy=first + 16.0 * n)
        for n, (line, of) in enumerate(lines)
    ]
    end = 0.0

    def bar(low: float, high: float, fill: str, edge: str, hatch: str = "") -> None:
        nonlocal end
        x0, x1 = float(low) / largest, float(high) / largest
        end = max(end, x1)
        marks.append(Rect(x0, x1, y - THICK, y + THICK, fill, edge, hatch, mark=row.figure_id, tip=row.tip))

    if row.whole == row.whole:
        bar(0.0, row.whole, "whole", "whole_edge")
    if row.state == "value" and (end or not is_alone):
        bar(0.0, row.value, "blank" if row.is_doubted else role, role)
    elif row.state == "interval":
        bar(row.low, row.high, "blank", role, "/")
    elif row.state == "conflicting":
        low, end = float(row.low) / largest, float(row.high) / largest
        marks.append(Line(((low, y), (end, y)), role, 2.0))
        marks += [Dot(at, y, role, "diamond", 9.0, mark=row.figure_id, tip=row.tip) for at in (low, end)]
    else:  # a number alone, or words in the place of one
        is_hollow = row.state != "value" or row.is_doubted
        marks.append(Dot(0.0, y, role, "square", 9.0, is_hollow, mark=row.figure_id, tip=row.tip))
    role = ink if row.state == "value" else "quiet"
    return [*marks, Label(end, y, _text(row), role, SMALLEST, bool(own), dx=6.0 if end else 10.0)]


def _bar(row: Any, y0: float, y1: float, role: str) -> list[Rect]:
    at = {"mark": row.figure_id, "tip": row.tip}
    if row.value == row.value:
        return [Rect(0.0, float(row.value), y0, y1, "blank" if row.is_doubted else role, role, **at)]
    low = float(row.low) if row.low == row.low else 0.0
    return [Rect(low, float(row.high), y0, y1, "blank", role, "/", **at)] if row.high == row.high else []


def beside(rows: pd.DataFrame, chosen: Sequence[str] = (), *, alt: str) -> Drawing:
    """One count below the other on one scale, each with the words of what its source sets beside it.

    `rows`, from the top: name, under (the period), value, low, high, text (the value with its unit), beside, who (who
    counted it), force_id, figure_id, tip, is_doubted. A range is hatched; what has no number has no bar.
    """
    marks: list[Mark] = []
    largest = float(rows[["value", "high"]].max().max()) or 1.0
    y = 0.0  # pixels
    for row in each(rows):
        own = colour_of(row.force_id, chosen)
        ink, top = own or "ink", y + ROOM + LINE / 2
        if y:
            marks.append(Line(((0.0, y), (largest, y)), "rule", 1.0))
        bar = _bar(row, top - 7, top + 7, own or "part")
        end = max((rect.x1 for rect in bar), default=0.0)
        marks += bar
        marks.append(Label(0.0, top, row.name, ink, SMALL, is_bold=True, dx=-LEFT))
        marks.append(Label(end, top, _text(row), ink, SMALL, is_bold=True, dx=8))
        under = textwrap.wrap(row.under, LETTERS)
        said, who = (textwrap.wrap(text, LETTERS_BESIDE) for text in (row.beside, row.who))
        for lines, above, role, dx in ((under, 0, "quiet", -LEFT), (said, 0, "ink", 0), (who, len(said), "quiet", 0)):
            at = top + LINE * (above + (len(lines) + 1) / 2)
            marks += [Label(0.0, at, "\n".join(lines), role, SMALLEST, dx=dx)] if lines else []
        y += LINE * (1 + max(len(under), len(said) + len(who))) + 2 * ROOM
    return Drawing(
        Axis(0.0, largest), Axis(y, 0.0), tuple(marks), int(y), alt, left=LEFT,
        right=room_for([_text(row) for row in each(rows)], SMALL), top=2, bottom=2,
    )  # fmt: skip


def titled(rows: pd.DataFrame, *, alt: str) -> Drawing:
    """Counts as bars with their words above them, from the left edge: for few rows with long words in one unit, which
    read alike on a wide page and on a phone. `rows`, from the top: name (the first line above the bar), text (the
    second), value, tip."""
    marks: list[Mark] = []
    for n, row in enumerate(each(rows)):
        marks.append(Rect(0.0, float(row.value), n + UNDER_WORDS[0], n + UNDER_WORDS[1], "bar", "bar", tip=row.tip))
        marks.append(Label(0.0, float(n), str(row.name), "quiet", SMALLEST, dy=-22))
        marks.append(Label(0.0, float(n), str(row.text), "ink", 14, is_bold=True, dy=-4))
    return Drawing(
        Axis(0.0, float(rows["value"].max()) * 1.02), Axis(len(rows) - 0.5, -0.5), tuple(marks), TITLED_ROW * len(rows),
        alt, right=2, top=4, bottom=4,
    )  # fmt: skip
