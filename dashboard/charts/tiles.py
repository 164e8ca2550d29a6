"""One kind of figure, one row a force -> the grid of equal tiles, each force where it roughly lies.

Protects: a small force is as visible as a large one, no map is fetched, and a tile without a number says by its form
why. A quantity read second hand keeps a hollow tile with a band of its step at the foot, so the hand shows by form.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import states, words
from dashboard.charts import look

LABELS = Path(__file__).resolve().parent / "tile_labels.csv"
TILE = 0.9  # part of its place that a tile fills
BAND = 0.2  # part of a tile that the band of a second-hand quantity fills
ROW_PIXELS, ROW_OF_THREE_LINES = 60, 74  # with a range on two lines below the name
LONGEST_IN_A_LINE = 5  # code points of a number that a tile holds on a phone, inside the inner frame of a dispute
BREAK = "<br>"
Shape = dict[str, Any]


@cache
def labels() -> dict[str, str]:
    """The short name that fits a tile, by force."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {row["force_id"]: row["label"] for row in csv.DictReader(file)}


def tiles(rows: pd.DataFrame, *, palette: look.Palette = look.LIGHT, chosen: str | None = None) -> dict[str, Any]:
    """The grid of all forces that have a place on it. `rows` as `bars.drawn` makes them, with tile_row and _column."""
    placed = rows[rows["tile_row"].notna()].reset_index(drop=True)
    largest = float(max(placed["high"].dropna(), default=0.0))
    shapes = [shape for row in placed.itertuples() for shape in drawing(row, largest, palette, row.mark_id == chosen)]
    numbers = [in_lines(glyph(row)) for row in placed.itertuples()]
    columns, rows_of_grid = int(placed["tile_column"].max()) + 1, int(placed["tile_row"].max()) + 1
    return look.figure(
        [_text(placed, numbers, largest, palette)],
        look.layout(
            rows_of_grid * (ROW_OF_THREE_LINES if any(BREAK in text for text in numbers) else ROW_PIXELS),
            palette,
            shapes=shapes,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            xaxis=look.axis(palette, visible=False, range=[-0.5, columns - 0.5]),
            yaxis=look.axis(palette, visible=False, range=[rows_of_grid - 0.5, -0.5]),
        ),
    )


def _text(placed: pd.DataFrame, numbers: list[str], largest: float, palette: look.Palette) -> dict[str, Any]:
    short = labels()
    lines, colours = [], []
    for row, number in zip(placed.itertuples(), numbers, strict=True):
        name = short.get(row.force_id, row.short_name[:6])
        lines.append(f"{name}{BREAK}<b>{number}</b>")
        is_filled = row.state == "value" and row.hand != "second_hand"
        colours.append(palette.on_quantity[look.step(row.high, largest)] if is_filled else palette.ink)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": list(placed["tile_column"]),
        "y": list(placed["tile_row"]),
        "text": lines,
        "textposition": "middle center",
        "textfont": {"size": look.SMALLEST, "color": colours},
        "marker": {"size": 44, "symbol": "square", "color": "rgba(0,0,0,0)"},
        "customdata": list(placed["mark_id"]),
        "hoverinfo": "none",
    }


def glyph(row: Any) -> str:
    """The number of a tile, or the sign of its state; a range that is told in words is told by its ends."""
    state = states.STATES[row.state]
    label = (
        str(row.label).split(f" {states.REVIEW_MARK}")[0].replace(f" {states.CORRECTED_MARK}", states.CORRECTED_MARK)
    )
    if not state.has_number:
        return state.glyph
    if row.state in ("interval", "suppressed") and len(label) > LONGEST_IN_A_LINE:
        return _by_its_ends(row) or state.glyph
    return label


def in_lines(label: str) -> str:
    """A range that is too long for a line of a tile, on two: its lowest above its highest."""
    return label if len(label) <= LONGEST_IN_A_LINE else label.replace("–", f"–{BREAK}")


def _by_its_ends(row: Any) -> str:
    if row.low != row.low and row.high != row.high:
        return ""
    if row.high != row.high:
        return f"{words.number(row.low)}+"
    return f"{words.number(0.0 if row.low != row.low else row.low)}–{words.number(row.high)}"


def drawing(row: Any, largest: float, palette: look.Palette, is_chosen: bool) -> list[Shape]:
    """The shapes of one tile at its tile_row and tile_column: a quantity by its step, every other state by its form."""
    state = states.STATES[row.state]
    edge = {"color": palette.ink if is_chosen else palette.accent, "width": 4 if is_chosen else 1.5}
    quiet = {"color": palette.ink if is_chosen else palette.quiet, "width": 4 if is_chosen else 1.5}
    if row.state == "value":
        fill = palette.quantity[look.step(row.high, largest, len(palette.quantity))]
        if row.hand == "second_hand":
            return [_rect(row, edge), _rect(row, {"width": 0}, fill, top=0.5 - TILE * BAND)]
        return [_rect(row, {**edge, "color": palette.ink} if row.hand == "own_transcript" else {"width": 0}, fill)]
    drawings: dict[str, list[Shape]] = {
        "hatched": [_rect(row, edge), *_hatching(row, edge)],
        "double": [_rect(row, edge), _rect(row, edge, inset=0.07)],
        "hollow": [_rect(row, quiet)],
        "half": [_rect(row, quiet), _rect(row, {"width": 0}, palette.rule, right=0.0)],
        "struck": [_rect(row, quiet), _line(row, quiet, -0.45, -0.45, 0.45, 0.45)],
        "dotted": [_rect(row, {**quiet, "dash": "dot"})],
        "bare": [_rect(row, {"color": palette.rule, "width": 1})],
        "dot": [_rect(row, {"color": palette.rule, "width": 1})],
        "paper": [],
    }
    return drawings[state.css]


def _rect(
    row: Any,
    line: dict[str, Any],
    fill: str = "rgba(0,0,0,0)",
    inset: float = 0.0,
    top: float = -0.5,
    right: float = 0.5,
) -> Shape:
    half = TILE / 2 - inset
    return {
        "type": "rect",
        "x0": row.tile_column - half,
        "x1": row.tile_column + min(half, right),
        "y0": row.tile_row + max(-half, top),
        "y1": row.tile_row + half,
        "line": line,
        "fillcolor": fill,
        "layer": "below",
    }


def _line(row: Any, line: dict[str, Any], x0: float, y0: float, x1: float, y1: float) -> Shape:
    return {
        "type": "line", "layer": "below", "line": line,
        "x0": row.tile_column + x0, "x1": row.tile_column + x1, "y0": row.tile_row + y0, "y1": row.tile_row + y1,
    }  # fmt: skip


def _hatching(row: Any, edge: dict[str, Any]) -> list[Shape]:
    half, thin = TILE / 2, {**edge, "width": 0.75}
    return [_line(row, thin, -half, -half + shift, -half + shift, -half) for shift in (0.2, 0.4, 0.6, 0.8)]
