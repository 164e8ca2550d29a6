"""Numbers in tiles, their shade in five steps: forces on a map, forces by sections of Acts; answers as tiles.

Protects: print, shade and legend of a tile agree; bare paper is no number and not zero.
"""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard import words
from dashboard.charts import drawing
from dashboard.charts.drawing import SMALLEST, Axis, Dot, Drawing, Label, Mark, Rect, Tick
from dashboard.words import each

WHY = {why: (said["words"], said["hatch"]) for why, said in words.SAID["no_number"].items()}
"""Why a tile has no number, in words, and its hatching."""
DIFFERS = (("sources differ", "diamond:ink"),)
DARK = ("step3", "step4")  # words on these are light
TILE, HALF = 62, 0.48  # pixels of a tile, and half of it in tiles: the rest is the gap
COUNTS = (0, 10, 50, 200, 1000)  # where the five steps of a count begin: the same for every measure and year
HEAT_ROW, LINE = 24, 16  # pixels of a row, and of a line of a heading
TWO_LINES = 1.5  # the height of a row with two lines in a cell, in rows
GRID_ROW, GAP = 34, 0.04  # pixels; of a tile, on each side
SIGN, APART = 0.72, 0.2  # the height of a sign's row, and the room above the first, in rows


def ink_on(fill: str) -> str:
    return "on_step" if fill in DARK else "ink"


def legend(bounds: Sequence[float], to: str, least: float) -> tuple[tuple[str, str], ...]:
    """ "0–4.9", "5–9.9", …, "20 and more" of rates as the tiles print them; "0 to 9", … of counts, which are whole."""
    texts = [f"{low:,g}{to}{high - least:,g}" for low, high in pairwise(bounds)]
    return tuple((text, f"step{n}") for n, text in enumerate([*texts, f"{bounds[-1]:,g} and more"]))


def tiles(rows: pd.DataFrame, chosen: Sequence[str], *, bounds: Sequence[float]) -> Drawing:
    """Forces on a grid of equal tiles; `bounds`: where the five steps begin. `rows`: force_id, name, tile_row,
    tile_column, text (to one decimal place), why (of WHY; "" where there is a number), figure_id, tip, is_differing."""
    marks: list[Mark] = []
    for row in each(rows):
        x, y = float(row.tile_column), float(row.tile_row)
        colour = drawing.colour_of(row.force_id, chosen)
        fill = "blank" if row.why else f"step{bisect(bounds, float(row.text)) - 1}"
        box, hatch, ink = (x - HALF, x + HALF, y - HALF, y + HALF), WHY[row.why][1] if row.why else "", ink_on(fill)
        marks.append(Rect(*box, fill, colour or "rule", hatch, 3.0 if colour else 1.0, row.figure_id, row.tip))
        marks.append(Label(x, y, str(row.name), ink, 13, anchor="middle", dy=-9))
        marks.append(Label(x, y, str(row.text), ink, 15, is_bold=True, anchor="middle", dy=9))
        if row.is_differing:
            marks.append(Dot(x + 0.38, y - 0.38, ink, "diamond", 5.0, is_hollow=True, mark=row.figure_id, tip=row.tip))
    columns, last = float(rows["tile_column"].max()), float(rows["tile_row"].max())
    hatched = tuple((text, f"hatch:{hatch}") for why, (text, hatch) in WHY.items() if (rows["why"] == why).any())
    hatched += DIFFERS if rows["is_differing"].any() else ()
    return Drawing(
        Axis(-0.5, columns + 0.5), Axis(last + 0.5, -0.5), tuple(marks), int((last + 1) * TILE),
        right=2, top=2, bottom=2, legend=(*legend(bounds, "–", 0.1), *hatched),
    )  # fmt: skip


def heat(rows: pd.DataFrame, columns: Mapping[str, str], chosen: Sequence[str]) -> Drawing:
    """Forces by offences, two values of a dispute one below the other. `rows`, in the order of forces: force_id, name,
    offence_id, value (NaN for none), text, state, figure_id, tip, is_doubted, is_differing; `columns`: headings."""
    colours = {row.name: drawing.colour_of(row.force_id, chosen) for row in each(rows) if row.force_id in chosen}
    disputed, middles, end = set(rows.loc[rows["state"] == "conflicting", "name"]), {}, -0.5
    for name in dict.fromkeys(rows["name"]):
        high = TWO_LINES if name in disputed else 1.0
        middles[name], end = (end + high / 2, high), end + high
    places = {column: float(n) for n, column in enumerate(columns)}
    marks: list[Mark] = []
    for row in each(rows):
        marks += _cell(row, places[row.offence_id], *middles[row.name], colours.get(row.name))
    most = max(heading.count("\n") + 1 for heading in columns.values())
    for column, heading in columns.items():
        dy = -6.0 - LINE * (heading.count("\n") + 1) / 2
        marks.append(Label(places[column], -0.5, heading, "ink", SMALLEST, anchor="middle", dy=dy))
    ticks = tuple(Tick(y, name, colours.get(name, "ink"), name in colours) for name, (y, _) in middles.items())
    differs = DIFFERS if (rows["is_differing"] & (rows["state"] != "conflicting")).any() else ()
    return Drawing(
        Axis(-0.5, len(columns) - 0.5), Axis(end, -0.5, ticks), tuple(marks), int(HEAT_ROW * (end + 0.5)),
        left=drawing.room_for(list(middles), SMALLEST), right=4, top=LINE * most + 12, bottom=4,
        legend=(*legend(COUNTS, " to ", 1), *differs),
    )  # fmt: skip


def _cell(row: Any, x: float, y: float, high: float, colour: str | None) -> list[Mark]:
    fill = f"step{bisect(COUNTS, float(row.value)) - 1}" if row.value == row.value and not row.is_doubted else "blank"
    ink, edge = ink_on(fill), colour or ("ink" if row.is_doubted else "rule")
    hatch = "/" if row.state in ("interval", "conflicting") else ""
    box = (x - 0.48, x + 0.48, y - high / 2 + 0.04, y + high / 2 - 0.04)
    text = str(row.text).replace("/", "/\n") if row.state == "conflicting" else str(row.text)
    marks: list[Mark] = [
        Rect(*box, fill, edge, hatch, 2.0 if colour else 1.0, row.figure_id, row.tip),
        Label(x, y, f"{text} ?" if row.is_doubted else text, ink, SMALLEST, anchor="middle"),
    ]
    if row.is_differing and row.state != "conflicting":  # two values say it themselves
        marks.append(Dot(x + 0.4, y - 0.28, ink, "diamond", 5.0, is_hollow=True, mark=row.figure_id, tip=row.tip))
    return marks


def grid(cells: pd.DataFrame, columns: Sequence[str], chosen: Sequence[str], *, asked: str,
         signs: Sequence[tuple[str, str, str, str]]) -> Drawing:  # fmt: skip
    """A row for each name, a column for each question, `asked` bold. `cells`: force_id, name, column ("" for one tile
    across all), text, role (its fill), hatch, mark, tip. `signs`, below: a tile's text, its words, fill and hatch."""
    names = list(dict.fromkeys(cells["name"]))
    last = len(columns) - 0.5
    marks: list[Mark] = []

    def tile(x: float, y: float, wide: float, high: float, text: str, role: str, hatch: str, tip: str,
             mark: str | None = None) -> None:  # fmt: skip
        box = (x - wide / 2 + GAP, x + wide / 2 - GAP, y - high / 2 + GAP, y + high / 2 - GAP)
        is_dark = role in DARK
        marks.append(Rect(*box, role, None if is_dark else "whole_edge", hatch, mark=mark, tip=tip))
        marks.append(Label(x, y, text, ink_on(role), 13, is_bold=is_dark, anchor="middle"))

    for cell in each(cells):
        x, wide = (columns.index(cell.column), 1) if cell.column else ((last - 0.5) / 2, last + 0.5)
        tile(x, names.index(cell.name), wide, 1, cell.text, cell.role, cell.hatch, cell.tip, cell.mark)
    y = len(names) - 0.5 + APART
    for text, said, role, hatch in signs:
        tile(0, y + SIGN / 2, 1, SIGN, text, role, hatch, said)
        marks.append(Label(0.5, y + SIGN / 2, said, "quiet", 13, dx=6))
        y += SIGN
    marks += [
        Label(float(n), -0.8, column, "ink", 13, is_bold=column == asked, anchor="middle")
        for n, column in enumerate(columns)
    ]
    axis = drawing.bands(names, cells.drop_duplicates("name")["force_id"], chosen)
    return Drawing(
        Axis(-0.5, last), Axis(y, -1.1, axis.ticks), tuple(marks), int(GRID_ROW * (y + 0.5)) + 22,
        left=drawing.room_for(names, 13, 150), right=4, top=2, bottom=4,
    )  # fmt: skip
