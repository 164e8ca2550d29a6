"""Series over time -> one small panel a force on one scale, or up to eight lines on one chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts import look, time_marks, time_scale
from dashboard.charts.time_scale import FOOT, HEADER, LEFT, MOST_TICKS_TOGETHER, PANEL, PLOT, ROOM, Place, Scale, Trace
from dashboard.timelines import Break

TOGETHER_PLOT = 380  # pixels
RIGHT, RIGHT_TOGETHER = 26, 150  # pixels; the wider has room for a force's name


def panels(
    marks: pd.DataFrame,
    scale: Scale,
    *,
    pairs: Sequence[tuple[int, int]] = (),
    breaks: Sequence[Break] = (),
    answers: pd.DataFrame | None = None,
    is_own_scale: bool = False,
    palette: look.Palette = look.LIGHT,
    colour: str | None = None,
    chosen: str | None = None,
) -> dict[str, Any]:
    """One panel a force, one below the other in the order of `marks`.

    `marks` as `timelines.marks` makes them, on the axis only; `pairs` are index labels of marks that a line joins;
    `answers` are answers without a number. With `is_own_scale` each panel has its own largest number.
    """
    top = time_scale.head(scale, breaks)
    names = dict(zip(marks["force_id"], marks["short_name"], strict=True))
    places = {
        force: Place(
            -(top + number * PANEL + HEADER + ROOM + PLOT),
            PLOT,
            time_scale.ceiling(marks[marks["force_id"] == force]) if is_own_scale else scale.largest,
            colour or palette.accent,
        )
        for number, force in enumerate(names)
    }
    height = top + len(places) * PANEL
    notes = [
        note
        for force, place in places.items()
        for note in (
            time_scale.name(names[force], place, palette),
            *time_scale.amounts(place, (place.largest,), palette),
            *time_scale.ticks(scale, place, palette),
        )
    ]
    notes += time_scale.head_words(scale, breaks, palette)
    shapes = [
        shape
        for force, place in places.items()
        for shape in time_scale.grid(force, place, scale, breaks, (place.largest,), palette)
    ]
    data = [
        *time_marks.lines(marks, pairs, places),
        *time_marks.ranges(marks, places),
        *time_marks.asides(answers, places, palette),
        time_marks.marks(marks, places, palette, chosen),
        time_marks.numbers(marks, places, scale, palette),
    ]
    return _figure(data, notes, shapes, scale, height, RIGHT, palette)


def together(
    marks: pd.DataFrame,
    scale: Scale,
    *,
    pairs: Sequence[tuple[int, int]] = (),
    breaks: Sequence[Break] = (),
    palette: look.Palette = look.LIGHT,
    chosen: str | None = None,
) -> dict[str, Any]:
    """At most eight forces on one chart, each named at its last mark. Arguments as those of `panels`."""
    top = time_scale.head(scale, breaks) + ROOM
    names = dict(zip(marks["force_id"], marks["short_name"], strict=True))
    zero = -(top + TOGETHER_PLOT)
    colours = dict(zip(names, look.OKABE_ITO if palette is look.LIGHT else _on_dark(palette), strict=False))
    places = {force: Place(zero, TOGETHER_PLOT, scale.largest, colours[force]) for force in names}
    amounts = tuple(scale.largest * part / 4 for part in range(5))
    base = Place(zero, TOGETHER_PLOT, scale.largest, palette.ink)
    notes = [*time_scale.amounts(base, amounts, palette), *time_scale.ticks(scale, base, palette, MOST_TICKS_TOGETHER)]
    notes += time_scale.head_words(scale, breaks, palette)
    shapes = [shape for force in names for shape in time_scale.grid(force, base, scale, breaks, amounts, palette)]
    data = [
        *time_marks.lines(marks, pairs, places),
        *time_marks.ranges(marks, places),
        time_marks.marks(marks, places, palette, chosen),
        *time_marks.ends(marks, names, places, scale, palette),
    ]
    return _figure(data, notes, list(_unique(shapes)), scale, top + TOGETHER_PLOT + FOOT, RIGHT_TOGETHER, palette)


def _on_dark(palette: look.Palette) -> tuple[str, ...]:
    """The same order of colours, black being the paper's opposite."""
    return tuple(palette.ink if colour == "#000000" else colour for colour in look.OKABE_ITO)


def _figure(
    data: list[Trace],
    notes: list[Trace],
    shapes: list[Trace],
    scale: Scale,
    height: int,
    right: int,
    palette: look.Palette,
) -> dict[str, Any]:
    return look.figure(
        data,
        look.layout(
            height,
            palette,
            annotations=notes,
            shapes=shapes,
            margin={"l": LEFT, "r": right, "t": 0, "b": 0, "pad": 0},
            xaxis=look.axis(palette, visible=False, range=[scale.start, scale.end]),
            yaxis=look.axis(palette, visible=False, range=[-height, 0]),
        ),
    )


def _unique(shapes: Sequence[Trace]) -> list[Trace]:
    return list({str(shape): shape for shape in shapes}.values())
