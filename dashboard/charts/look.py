"""The shared look of every chart: faces, colours, sizes, an empty figure. Protects: nothing is fetched from outside.

Colours go by role, once for light paper and once for dark; a chart function is given the palette. A chart is a plain
dict, which Plotly takes as it is and builds in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Palette:
    """Colours by role. `quantity` runs in five steps from few to many; `on_quantity` is the text's colour on each."""

    paper: str
    ink: str
    quiet: str
    rule: str
    accent: str
    activists: str
    police_decoys: str
    quantity: tuple[str, ...]
    on_quantity: tuple[str, ...]


LIGHT = Palette(
    paper="#FBFAF7",
    ink="#1C2430",
    quiet="#5A6472",
    rule="#D9D6CE",
    accent="#0B5C6B",
    activists="#B5532A",
    police_decoys="#6B5B95",
    quantity=("#E8EFF0", "#B1CACF", "#7BA5AE", "#3E7C88", "#0B5C6B"),
    on_quantity=("#1C2430", "#1C2430", "#1C2430", "#FFFFFF", "#FFFFFF"),
)
DARK = Palette(
    paper="#161B22",
    ink="#E9E6DF",
    quiet="#A9B0BA",
    rule="#3A424D",
    accent="#7CC4D1",
    activists="#E08A5F",
    police_decoys="#B3A5DB",
    quantity=("#22303A", "#2F5560", "#3F7C89", "#5CA3B0", "#7CC4D1"),
    on_quantity=("#E9E6DF", "#E9E6DF", "#FFFFFF", "#161B22", "#161B22"),
)
OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")

SANS = '"Source Sans", "Source Sans Pro", sans-serif'
BODY, SMALL, SMALLEST = 16, 14, 13
ROW, COMPACT_ROW = 32, 18
MOST_ROWS_AT_EASE = 12
MOST_SERIES = 8

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}


def layout(height: int, palette: Palette = LIGHT, **more: Any) -> dict[str, Any]:
    """The layout that charts share; `more` replaces what it names. No drag: a finger scrolls the page."""
    base: dict[str, Any] = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 8, "pad": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": SMALL, "color": palette.ink},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "barmode": "overlay",
        "bargap": 0,
        "clickmode": "event+select",
    }
    return base | more


def axis(palette: Palette = LIGHT, **more: Any) -> dict[str, Any]:
    """An axis without lines or zoom; thousands are separated."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "separatethousands": True,
        "tickfont": {"size": SMALL, "color": palette.ink},
    } | more


def figure(data: Sequence[dict[str, Any]], layout_: dict[str, Any]) -> dict[str, Any]:
    """A Plotly figure as a plain dict. A chosen mark keeps its look and the others are not faded: form stays."""
    marks = [{"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}} | dict(t) for t in data]
    return {"data": marks, "layout": layout_}


def step(value: float, largest: float, steps: int = len(LIGHT.quantity)) -> int:
    """Which of the five steps of the quantity map a value has: 0 for the palest."""
    if largest <= 0:
        return 0
    return min(steps - 1, int(steps * value / largest))
