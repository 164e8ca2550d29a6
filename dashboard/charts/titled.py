"""Bars with their words above them, from the left edge: for few rows with long words, which read alike on a wide page
and on a phone.

`rows`, from the top: name (the first line above the bar), text (the second), value, low, high, is_doubted, figure_id,
tip. A row without an exact value is hatched from its lower to its upper bound.
"""

from __future__ import annotations

import pandas as pd

from dashboard.charts.drawing import SMALLEST, Axis, Drawing, Label, Mark, Rect
from dashboard.rows import each

ROW = 66
TOP, BOTTOM = 0.12, 0.42  # where the bar stands, in rows from the row's middle
ROOM = 1.02


def titled(rows: pd.DataFrame, *, alt: str, role: str = "bar") -> Drawing:
    """One bar a row, in one unit; the words carry the numbers, so there is no axis."""
    known = [value for name in ("value", "high", "low") for value in rows[name] if value == value]
    largest = max(known, default=1.0) or 1.0
    marks: list[Mark] = []
    for n, row in enumerate(each(rows)):
        y0, y1 = n + TOP, n + BOTTOM
        if row.value == row.value:
            fill = "blank" if row.is_doubted else role
            marks.append(Rect(0.0, float(row.value), y0, y1, fill, role, mark=row.figure_id, tip=row.tip))
        else:
            low = float(row.low) if row.low == row.low else 0.0
            high = float(row.high) if row.high == row.high else largest
            marks.append(Rect(low, high, y0, y1, "blank", role, "/", mark=row.figure_id, tip=row.tip))
        text = f"{row.text} ?" if row.is_doubted else str(row.text)
        marks.append(Label(0.0, float(n), str(row.name), "quiet", SMALLEST, dy=-22))
        marks.append(Label(0.0, float(n), text, "ink", 14, is_bold=True, dy=-4))
    height = ROW * len(rows)
    return Drawing(
        Axis(0.0, largest * ROOM), Axis(len(rows) - 0.5, -0.5), tuple(marks), height, alt, right=2, top=4, bottom=4
    )
