"""A drawing: marks, labels and axes in the chart's own units; as SVG, without a script or anything from outside, and
as PNG for pictures, embeds and stories. `plotly.py` writes it for pages.

Protects: both writers draw the same marks at the same places, for neither knows anything that does not stand here.
"""

import textwrap
import tomllib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any, TypeVar
from xml.sax.saxutils import quoteattr

import resvg_py
from font_source_sans_pro import font_files_ttf as sans_pro
from font_source_serif_pro import font_files_ttf as serif_pro
from jinja2 import Environment

COLOURS = tomllib.loads(Path(__file__).with_name("colours.toml").read_text(encoding="utf-8"))
LIGHT: dict[str, str] = COLOURS["light"]
DARK: dict[str, str] = COLOURS["dark"]
CHOSEN = ("chosen0", "chosen1", "chosen2")
"""The colours of the reader's own forces, in the order in which they were chosen; each has a dash and a marker too."""
DASHES = ("solid", "dash", "dot")
FORMS = ("circle", "square", "diamond")
SMALL, SMALLEST = 14, 13
PHONE, WIDE = 358, 820  # pixels that a chart has on one, and in a picture or an embed
SANS = (
    "'Source Sans', 'Source Sans 3', 'Source Sans Pro', Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', "
    "'DejaVu Sans Condensed', sans-serif"
)
SERIF = "'Source Serif', 'Source Serif 4', 'Source Serif Pro', Georgia, 'Noto Serif', 'DejaVu Serif Condensed', serif"
"""Where the faces of the pages are not installed, others of their width: words must fit into tiles and cells."""
FACES = [sans_pro["SourceSansPro"], sans_pro["SourceSansProBold"], serif_pro["SourceSerifProBold"]]
LETTER = 0.52  # of a letter's size: its usual width
MARGIN = 20
_environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
_environment.filters |= {"px": "{:.1f}".format, "g": "{:g}".format, "ord": ord, "unescape": unescape}
_environment.globals |= {
    "sans": SANS, "serif": SERIF, "small": SMALLEST, "forms": FORMS,
    "dashes": {"solid": "", "dash": "6 4", "dot": "2 3"},
    "hatches": {"/": "M0 6L6 0", "\\": "M0 0L6 6", "x": "M0 6L6 0M0 0L6 6", ".": "M2 3L4 3"},
}  # fmt: skip
_template = _environment.from_string(Path(__file__).with_name("drawing.svg").read_text(encoding="utf-8"))


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
    is_wide: bool = False  # left out on a phone, which has no room for it


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
    `legend`: words, and what stands for them: a role, "hatch:/", "line:chosen0", or a form: "diamond:chosen0".
    `rows`: those of a list with words under its numbers, and their bars, from 0 to 1 of the longest: a page shows them
    as a table, in which words wrap at any width."""

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    height: int
    left: int = 0
    right: int = 8
    top: int = 8
    bottom: int = 24
    legend: tuple[tuple[str, str], ...] = ()
    alt: str = ""
    rows: tuple[tuple[Any, tuple[Rect, ...]], ...] = ()

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
    return Axis(len(of) - 0.5, -0.5, tuple(Tick(n, name, *of[n]) for n, name in enumerate(names)))


def room_for(words: Sequence[str], size: int = SMALL, most: int = 220) -> int:
    """Pixels that the longest of some words takes, about."""
    return min(most, int(max((len(word) for word in words), default=0) * size * LETTER) + 12)


def round_ticks(high: float, most: int = 6) -> list[float]:
    """At most `most` round steps from 0 to high; whole ones where that is whole, for then those are counts."""
    small = [0.1, 0.2, 0.25, 0.5] if high / most < 1 and not high.is_integer() else []
    steps = (*small, *(factor * 10**power for power in range(9) for factor in (1, 2, 2.5, 5)))
    whole = (step for step in steps if not (high.is_integer() and step % 1))
    step = next((step for step in whole if int((high + 1e-9) / step) <= most), high)
    return [round(n * step, 10) for n in range(int((high + 1e-9) / step) + 1)]


def write(drawing: Drawing, width: int, palette: dict[str, str] = LIGHT, **more: Any) -> str:
    """The drawing alone, `width` pixels wide; `more`: what stands around it."""
    inside = width - drawing.left - drawing.right

    def across(x: float) -> float:
        return drawing.left + (x - drawing.x.low) / (drawing.x.high - drawing.x.low) * inside

    def down(y: float) -> float:
        return drawing.top + (drawing.y.high - y) / (drawing.y.high - drawing.y.low) * drawing.height

    given = {"drawing": drawing, "x": across, "y": down, "inner": width, "height": height(drawing, width)}
    return _template.render(given, palette=palette, signs=_signs(drawing, width), **more)


def height(drawing: Drawing, width: int) -> int:
    signs = _signs(drawing, width)
    return drawing.height + drawing.top + drawing.bottom + (signs[-1][2] + 28 if signs else 0)


def picture(drawing: Drawing, *, title: str, note: str, source: str) -> str:
    """The drawing as a picture that stands alone: title, note, source with release, date and address around it."""
    inner = WIDE - 2 * MARGIN
    lines = [(line, role) for text, role in ((note, "ink"), (source, "quiet")) for line in _wrapped(text, inner, SMALL)]
    return write(drawing, inner, title=_wrapped(title, inner, 22), lines=lines, margin=MARGIN)


def _signs(drawing: Drawing, width: int) -> list[tuple[str, float, int, str]]:
    """The legend: each sign ("" before a further line of words), where it stands, and its words."""
    signs, x, line = [], 0.0, 0
    for text, role in drawing.legend:
        wide = 20 + len(text) * SMALLEST * LETTER + 16
        if x and x + wide > width:
            x, line = 0.0, line + 1
        for n, piece in enumerate(_wrapped(text, width - 20, SMALLEST)):
            line += n > 0
            signs.append(("" if n else role, x, 22 * line, piece))
        x += wide
    return signs


def swatch(role: str, palette: dict[str, str]) -> str:
    """What stands before its words in a legend, as an <img>."""
    return image(_template.render(sign_alone=role, palette=palette), 14, 14)


def image(svg: str, width: int, height: int, alt: str = "") -> str:
    """An SVG as an <img> whose data stand in the page itself, for Streamlit strips <svg> from HTML."""
    data = b64encode(svg.encode()).decode()
    size = f'width="{width}" height="{height}" style="max-width:100%"'
    return f'<img src="data:image/svg+xml;base64,{data}" {size} alt={quoteattr(alt)}>'


@lru_cache(maxsize=128)
def png(svg: str, zoom: int = 2) -> bytes:
    """An SVG as PNG, so many times as large; the latest are kept."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=zoom, font_files=FACES, skip_system_fonts=True,
        font_family="Source Sans Pro", sans_serif_family="Source Sans Pro", serif_family="Source Serif Pro",
    )  # fmt: skip
    return bytes(drawn)


def _wrapped(text: str, width: int, size: int) -> list[str]:
    return textwrap.wrap(text, max(20, int(width / (size * LETTER)))) if text else []
