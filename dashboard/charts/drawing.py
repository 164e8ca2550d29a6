"""A drawing: marks, labels and axes in the chart's own units; `plotly.py` and `svg.py` write it.

Protects: both writers draw the same marks at the same places, for neither knows anything that does not stand here.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

COLOURS = tomllib.loads(Path(__file__).with_name("colours.toml").read_text(encoding="utf-8"))
LIGHT: dict[str, str] = COLOURS["light"]
DARK: dict[str, str] = COLOURS["dark"]
CHOSEN = ("chosen0", "chosen1", "chosen2")
"""The colours of the reader's own forces, in the order in which they were chosen; each has a dash and a marker too."""
DASHES = ("solid", "dash", "dot")
FORMS = ("circle", "square", "diamond")
SMALL, SMALLEST = 14, 13
PHONE, WIDE = 358, 820  # pixels that a chart has on one, and in a picture or an embed


@dataclass(frozen=True)
class Rect:
    """`hatch`: a pattern over the fill. `mark`: what its evidence is of. `tip`: what it says to the pointer."""

    x0: float
    x1: float
    y0: float
    y1: float
    fill: str
    edge: str | None = None
    hatch: str = ""  # "" | "/" | "\\" | "x" | "."
    width: float = 1.0
    mark: str | None = None
    tip: str = ""


@dataclass(frozen=True)
class Line:
    """A line through points; a point that is None is a gap. `marks` and `tips` go with the points."""

    points: tuple[tuple[float, float] | None, ...]
    role: str
    width: float = 1.5
    dash: str = "solid"
    marks: tuple[str | None, ...] = ()
    tips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A mark at a point. `is_hollow`: doubted, or of another kind of year."""

    x: float
    y: float
    role: str
    form: str = "circle"
    size: float = 8.0
    is_hollow: bool = False
    mark: str | None = None
    tip: str = ""


@dataclass(frozen=True)
class Label:
    """Words at a point, `dx` and `dy` pixels away from it (down is positive)."""

    x: float
    y: float
    text: str
    role: str = "ink"
    size: int = SMALL
    is_bold: bool = False
    anchor: str = "start"  # start | middle | end
    dx: float = 0.0
    dy: float = 0.0
    is_over: bool = False  # on a ground of paper, so that a line below it does not run through it


Mark = Rect | Line | Dot | Label
Kind = TypeVar("Kind", bound=Mark)


@dataclass(frozen=True)
class Tick:
    """A value of an axis and its words; `role` other than quiet for a chosen force's name."""

    at: float
    text: str
    role: str = "quiet"
    is_bold: bool = False


@dataclass(frozen=True)
class Axis:
    """From `low` (left, or bottom) to `high`. `has_grid`: a light rule at each of its ticks."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    has_grid: bool = False

    def has(self, at: float) -> bool:
        return min(self.low, self.high) <= at <= max(self.low, self.high)


@dataclass(frozen=True)
class Drawing:
    """One chart. `height` in pixels, without what stands around it; `left` is the room for the y axis's words, `bottom`
    for the x axis's. `right` and `top` are room for labels beyond the axes. `alt` is the summary sentence.
    `legend`: words, and what stands for them: a role, "hatch:/", "line:chosen0", or a form: "diamond:chosen0"."""

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    height: int
    left: int = 0
    right: int = 8
    top: int = 8
    bottom: int = 24
    legend: tuple[tuple[str, str], ...] = field(default=())  # words and what stands for them
    alt: str = ""

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [mark for mark in self.marks if isinstance(mark, kind)]


def colour_of(force_id: str, chosen: Sequence[str]) -> str:
    """The colour of one of the reader's own forces; "" for any other."""
    return CHOSEN[list(chosen).index(force_id) % len(CHOSEN)] if force_id in chosen else ""


def bands(names: Iterable[str], force_ids: Iterable[str], chosen: Sequence[str]) -> Axis:
    """A vertical axis of names of forces, the first on top: name n stands at n, bold where it is one of the reader's
    own or of no force, which is a heading."""
    of = [
        (colour_of(force, chosen) or ("ink" if force else "quiet"), not force or force in chosen) for force in force_ids
    ]
    ticks = tuple(Tick(n, name, *of[n]) for n, name in enumerate(names))
    return Axis(len(of) - 0.5, -0.5, ticks)


def room_for(words: Sequence[str], size: int = SMALL, most: int = 220) -> int:
    """Pixels that the longest of some words takes, about."""
    return min(most, int(max((len(word) for word in words), default=0) * size * 0.52) + 12)


def round_ticks(high: float, most: int = 6) -> list[float]:
    """At most `most` round steps from 0 to high; whole ones where that is whole, for then those are counts."""
    small = [0.1, 0.2, 0.25, 0.5] if high / most < 1 and not high.is_integer() else []
    steps = (*small, *(factor * 10**power for power in range(9) for factor in (1, 2, 2.5, 5)))
    whole = (step for step in steps if not (high.is_integer() and step % 1))
    step = next((step for step in whole if int((high + 1e-9) / step) <= most), high)
    return [round(n * step, 10) for n in range(int((high + 1e-9) / step) + 1)]
