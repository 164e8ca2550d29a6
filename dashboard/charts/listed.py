"""Numbers that stand under headings, one bar each: a list to read, and not a comparison across headings.

Each heading has its own scale, for what stands under two headings is not the same thing; a number alone under its
heading is a mark without a length. A part is drawn inside its whole only where `whole` is given, which is where the
source says so.

`rows`, from the top: section, name (its lines), more (a quiet line under it, or ""), value, low, high, state (value |
interval | conflicting | words), whole (NaN where there is none), text, role, force_id, figure_id, tip, is_doubted.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts.drawing import CHOSEN, SMALL, SMALLEST, Axis, Dot, Drawing, Label, Line, Mark, Rect, room_for
from dashboard.rows import each

ROW = 23  # pixels of a row of one line
MORE_LINE, LINE_OF_HEADING = 0.65, 0.9  # in rows
THICK = 0.32
MOST_LEFT = 200  # pixels
HEADING_LETTERS = 46  # of a heading's line: more has no room on a phone


def listed(rows: pd.DataFrame, chosen: Sequence[str] = (), *, alt: str, row_height: int = ROW) -> Drawing:
    """The list; the reader's own forces in their colours."""
    marks: list[Mark] = []
    lines = [line for name in rows["name"] for line in name.split("\n")]
    left = min(MOST_LEFT, max(room_for([*lines, *rows["more"]], SMALLEST), 60))
    y = -0.5
    for section, part in rows.groupby("section", sort=False):
        heading = textwrap.wrap(str(section), HEADING_LETTERS) if section else []
        if heading:
            y += 0.35 if y > 0 else 0.0
            height = LINE_OF_HEADING * len(heading)
            words = "\n".join(heading)
            marks.append(Label(0.0, y + height / 2, words, "ink", SMALL, is_bold=True, dx=6.0 - left))
            y += height + 0.1
        largest = _largest(part)
        for row in each(part):
            height = 1.0 + MORE_LINE * (row.name.count("\n") + bool(row.more))
            marks += _row(row, y + height / 2, largest, chosen, is_alone=len(part) == 1)
            y += height
    return Drawing(
        Axis(0.0, 1.02), Axis(y, -0.5), tuple(marks), int((y + 0.5) * row_height), alt, left=left,
        right=room_for(list(rows["text"]), SMALLEST, 150), top=4, bottom=4,
    )  # fmt: skip


def _largest(part: pd.DataFrame) -> float:
    """What fills the width under one heading."""
    ends = [float(n) for name in ("value", "low", "high", "whole") for n in part[name] if n is not None and n == n]
    return max(ends, default=1.0) or 1.0


def _row(row: Any, y: float, largest: float, chosen: Sequence[str], *, is_alone: bool) -> list[Mark]:
    own = CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] if row.force_id in chosen else ""
    role = own or row.role
    ink = own or "ink"
    lines = [(line, ink) for line in row.name.split("\n")] + ([(row.more, "quiet")] if row.more else [])
    names = [
        Label(
            0.0,
            y,
            line,
            of,
            SMALLEST,
            bool(own) and of != "quiet",
            "end",
            dx=-8.0,
            dy=16.0 * (n - (len(lines) - 1) / 2),
        )
        for n, (line, of) in enumerate(lines)
    ]
    marks: list[Mark] = [*names]
    end = 0.0
    if row.whole == row.whole and row.whole is not None:
        end = float(row.whole) / largest
        marks.append(Rect(0.0, end, y - THICK, y + THICK, "whole", "whole_edge", mark=row.figure_id, tip=row.tip))
    if row.state == "value" and is_alone and not end:
        marks.append(Dot(0.0, y, role, "square", 9.0, row.is_doubted, mark=row.figure_id, tip=row.tip))
    elif row.state == "value":
        at = float(row.value) / largest
        fill = "blank" if row.is_doubted else role
        marks.append(Rect(0.0, at, y - THICK, y + THICK, fill, role, mark=row.figure_id, tip=row.tip))
        end = max(end, at)
    elif row.state == "conflicting":
        low, end = float(row.low) / largest, float(row.high) / largest
        marks.append(Line(((low, y), (end, y)), role, 2.0))
        marks += [Dot(at, y, role, "diamond", 9.0, mark=row.figure_id, tip=row.tip) for at in (low, end)]
    elif row.state == "interval":
        low, end = float(row.low) / largest, float(row.high) / largest
        marks.append(Rect(low, end, y - THICK, y + THICK, "blank", role, "/", mark=row.figure_id, tip=row.tip))
    else:  # words in the place of a number, with their evidence
        marks.append(Dot(0.0, y, role, "square", 9.0, is_hollow=True, mark=row.figure_id, tip=row.tip))
    text = f"{row.text} ?" if row.is_doubted else row.text
    marks.append(
        Label(end, y, text, ink if row.state == "value" else "quiet", SMALLEST, bool(own), dx=6.0 if end else 10.0)
    )
    return marks
