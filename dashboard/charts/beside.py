"""Counts that stand one below the other, each with the words of what its source sets beside it: a list with bars, and
never a share.

`rows`, from the top: name, under (the period), value, text (the value with its unit), beside (a line below the bar),
who (who said it), figure_id, tip, is_doubted; force_id.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd

from dashboard.charts.drawing import CHOSEN, SMALL, SMALLEST, Axis, Drawing, Label, Line, Mark, Rect, room_for
from dashboard.rows import each

ROW = 58
LEFT = 152  # pixels for names and periods: a phone leaves as much for bars
LETTERS = 23  # of a period on one line
LINE = 17  # pixels from one line of words to the next
THICK = 0.12  # half a bar's height, in rows


def beside(rows: pd.DataFrame, chosen: Sequence[str] = (), *, alt: str) -> Drawing:
    """One row a count, in the order that the frame gives."""
    marks: list[Mark] = []
    largest = float(rows["value"].max()) or 1.0
    for n, row in enumerate(each(rows)):
        own = CHOSEN[list(chosen).index(row.force_id) % len(CHOSEN)] if row.force_id in chosen else ""
        at, top = float(n), -1.0 * LINE
        fill = "blank" if row.is_doubted else own or "part"
        bar = at + top / ROW
        marks.append(Label(0.0, at, str(row.name), own or "ink", SMALL, is_bold=True, dx=-LEFT, dy=top))
        for line, text in enumerate(textwrap.wrap(str(row.under), LETTERS)[:2]):
            marks.append(Label(0.0, at, text, "quiet", SMALLEST, dx=-LEFT, dy=top + LINE * (line + 1)))
        marks.append(
            Rect(
                0.0,
                float(row.value),
                bar - THICK,
                bar + THICK,
                fill,
                own or "part",
                mark=row.figure_id,
                tip=row.tip,
            )
        )
        text = f"{row.text} ?" if row.is_doubted else str(row.text)
        marks.append(Label(float(row.value), at, text, own or "ink", SMALL, is_bold=True, dx=8, dy=top))
        for line, words in enumerate(part for part in (row.beside, row.who) if part):
            role = "ink" if words == row.beside else "quiet"
            marks.append(Label(0.0, at, str(words), role, SMALLEST, dy=top + LINE * (line + 1)))
        if n:
            marks.append(Line(((0.0, at - 0.5), (largest, at - 0.5)), "rule", 1.0))
    return Drawing(
        Axis(0.0, largest), Axis(len(rows) - 0.5, -0.5), tuple(marks), ROW * len(rows), alt, left=LEFT,
        right=room_for(list(rows["text"]), SMALL), top=2, bottom=2,
    )  # fmt: skip
