"""A drawing -> SVG, without a script or anything from outside, and an SVG -> PNG: pictures, embeds and stories."""

from __future__ import annotations

import textwrap
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import font_source_sans_pro
import font_source_serif_pro
import resvg_py

from dashboard.charts.drawing import FORMS, LIGHT, SMALL, SMALLEST, Dot, Drawing, Label, Line, Rect

SANS = (
    "'Source Sans', 'Source Sans 3', 'Source Sans Pro', Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', "
    "'DejaVu Sans Condensed', sans-serif"
)
SERIF = "'Source Serif', 'Source Serif 4', 'Source Serif Pro', Georgia, 'Noto Serif', 'DejaVu Serif Condensed', serif"
"""Where the faces of the pages are not installed, others of their width: words must fit into tiles and cells."""
FACES = [
    str(Path(str(package.__file__)).parent / "files" / f"{name}.ttf")
    for package, name in (
        (font_source_sans_pro, "SourceSansPro-Regular"),
        (font_source_sans_pro, "SourceSansPro-Bold"),
        (font_source_serif_pro, "SourceSerifPro-Bold"),
    )
]
DASH = {"solid": "", "dash": "6 4", "dot": "2 3"}
HATCHES = {"/": "M0 6L6 0", "\\": "M0 0L6 6", "x": "M0 6L6 0M0 0L6 6", ".": "M2 3L4 3"}
LETTER = 0.52  # of a letter's size: its usual width
MARGIN = 20
Scale = Callable[[float], float]


def write(drawing: Drawing, width: int, palette: dict[str, str] = LIGHT) -> str:
    """The drawing alone, `width` pixels wide."""
    inside, height = _with_legend(drawing, width, palette)
    return _whole(drawing.alt, inside, width, height, palette, width)


def height(drawing: Drawing, width: int) -> int:
    return _with_legend(drawing, width, LIGHT)[1]


def picture(drawing: Drawing, *, title: str, note: str, source: str, width: int) -> str:
    """The drawing as a picture that stands alone: title, note, source with release, date and address around it."""
    inner = width - 2 * MARGIN
    parts, y = [], MARGIN
    for line in _wrapped(title, inner, 22):
        y += 26
        parts.append(_text(MARGIN, y, line, LIGHT["ink"], 22, is_bold=True, family=SERIF))
    y += 12
    inside, height = _with_legend(drawing, inner, LIGHT)
    parts.append(f'<g transform="translate({MARGIN} {y})">{inside}</g>')
    y += height + 8
    for text, role in ((note, "ink"), (source, "quiet")):
        for line in _wrapped(text, inner, SMALL):
            y += 20
            parts.append(_text(MARGIN, y, line, LIGHT[role], SMALL))
    y += MARGIN
    paper = f'<rect width="{width}" height="{y}" fill="{LIGHT["paper"]}"/>'
    return _whole(drawing.alt or title, paper + "".join(parts), width, y, LIGHT, inner)


def _whole(alt: str, inside: str, width: int, height: int, palette: dict[str, str], hatched: int) -> str:
    patterns = "".join(
        f'<pattern id="hatch{hatched}-{ord(sign)}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="{path}" stroke="{palette["quiet"]}" stroke-width="0.8"/></pattern>'
        for sign, path in HATCHES.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label={quoteattr(alt)} font-family="{SANS}" font-size="{SMALLEST}">'
        f"<defs>{patterns}</defs>{inside}</svg>"
    )


def _with_legend(drawing: Drawing, width: int, palette: dict[str, str]) -> tuple[str, int]:
    legend, room = _legend(drawing, width, palette)
    height = drawing.height + drawing.top + drawing.bottom + room
    return f'{legend}<g transform="translate(0 {room})">{body(drawing, width, palette)}</g>', height


def _legend(drawing: Drawing, width: int, palette: dict[str, str]) -> tuple[str, int]:
    parts, x, line = [], 0.0, 0
    for text, role in drawing.legend:
        wide = 20 + len(text) * SMALLEST * LETTER + 16
        if x and x + wide > width:
            x, line = 0.0, line + 1
        parts.append(_swatch(role, x, 22 * line, palette, width))
        for n, piece in enumerate(_wrapped(text, width - 20, SMALLEST)):
            line += n > 0
            parts.append(_text(x + 20, 22 * line + 11.5, piece, palette["quiet"], SMALLEST))
        x += wide
    return "".join(parts), 22 * (line + 1) + 6 if parts else 0


def _swatch(role: str, x: float, top: float, palette: dict[str, str], width: int) -> str:
    form, _, rest = role.partition(":")
    if form == "line":
        return _stroke(x, top + 7, x + 14, top + 7, palette[rest], 2.5)
    if form in FORMS:
        return _dot(Dot(0, 0, rest, form, 9.0, is_hollow=True), x + 7, top + 7, palette)
    fill = _hatch(rest, width) if form == "hatch" else palette.get(role, "none")
    box = f'x="{x + 0.5:.1f}" y="{top + 0.5}" width="13" height="13"'
    return f'<rect {box} fill="{fill}" stroke="{palette["whole_edge"]}"/>'


def swatch(role: str, palette: dict[str, str]) -> str:
    """What stands before its words in a legend, as an <img>."""
    return image(_whole("", _swatch(role, 0, 0, palette, 14), 14, 14, palette, 14), 14, 14)


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


def body(drawing: Drawing, width: int, palette: dict[str, str]) -> str:
    """Axes and marks, in a box `width` pixels wide."""
    inside = width - drawing.left - drawing.right

    def across(x: float) -> float:
        return drawing.left + (x - drawing.x.low) / (drawing.x.high - drawing.x.low) * inside

    def down(y: float) -> float:
        return drawing.top + (drawing.y.high - y) / (drawing.y.high - drawing.y.low) * drawing.height

    parts = []
    for tick in drawing.x.ticks:
        below = drawing.top + drawing.height + 18
        parts.append(_text(across(tick.at), below, tick.text, palette[tick.role], SMALLEST, "middle"))
    for tick in drawing.y.ticks:
        y = down(tick.at)
        if drawing.y.has_grid:
            parts.append(_stroke(drawing.left, y, drawing.left + inside, y, palette["rule"], 1))
        at, colour = (drawing.left - 6, y + 4.5), palette[tick.role]
        parts.append(_text(*at, tick.text, colour, SMALLEST, "end", is_bold=tick.is_bold))
    for mark in drawing.marks:
        if isinstance(mark, Rect):
            parts.append(_rect(mark, across, down, palette, width))
        elif isinstance(mark, Line):
            parts.append(_line(mark, across, down, palette))
        elif isinstance(mark, Dot):
            parts.append(_dot(mark, across(mark.x), down(mark.y), palette))
        else:
            parts.append(_words(mark, across(mark.x), down(mark.y), palette))
    return "".join(parts)


def _rect(mark: Rect, across: Scale, down: Scale, palette: dict[str, str], width: int) -> str:
    x0, x1 = sorted((across(mark.x0), across(mark.x1)))
    y0, y1 = sorted((down(mark.y0), down(mark.y1)))
    edge = f' stroke="{palette[mark.edge]}" stroke-width="{mark.width:g}"' if mark.edge else ""
    box = f'x="{x0:.1f}" y="{y0:.1f}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}"'
    over = f'<rect {box} fill="{_hatch(mark.hatch, width)}"/>' if mark.hatch else ""
    return f'<rect {box} fill="{palette[mark.fill]}"{edge}>{_tip(mark.tip)}</rect>{over}'


def _tip(words: str) -> str:
    return f"<title>{escape(words.replace('<br>', chr(10)))}</title>" if words else ""


def _line(mark: Line, across: Scale, down: Scale, palette: dict[str, str]) -> str:
    path = [
        f"{'L' if before else 'M'}{across(point[0]):.1f} {down(point[1]):.1f}"
        for before, point in pairwise((None, *mark.points))
        if point
    ]
    dash = f' stroke-dasharray="{DASH[mark.dash]}"' if DASH[mark.dash] else ""
    return f'<path d="{"".join(path)}" fill="none" stroke="{palette[mark.role]}" stroke-width="{mark.width:g}"{dash}/>'


def _dot(mark: Dot, x: float, y: float, palette: dict[str, str]) -> str:
    r = mark.size / 2
    fill = palette["paper"] if mark.is_hollow else palette[mark.role]
    look = f'fill="{fill}" stroke="{palette[mark.role]}" stroke-width="{1.5 if mark.is_hollow else 0}"'
    tip = _tip(mark.tip)
    if mark.form == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {look}>{tip}</circle>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if mark.form == "diamond" else ""
    return f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}" {look}{turn}>{tip}</rect>'


def _words(mark: Label, x: float, y: float, palette: dict[str, str]) -> str:
    lines = mark.text.split("\n")
    step = mark.size * 1.3  # as Plotly sets lines
    top = y + mark.dy + mark.size * 0.35 - step * (len(lines) - 1) / 2
    said = "".join(
        _text(x + mark.dx, top + n * step, line, palette[mark.role], mark.size, mark.anchor, is_bold=mark.is_bold)
        for n, line in enumerate(lines)
    )
    over = f'<g paint-order="stroke" stroke="{palette["paper"]}" stroke-width="7" stroke-linejoin="round">{said}</g>'
    return over if mark.is_over else said


def _text(x: float, y: float, words: str, colour: str, size: int, anchor: str = "start", *, is_bold: bool = False,
          family: str = "") -> str:  # fmt: skip
    weight = ' font-weight="700"' if is_bold else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    face = f' font-family="{family}"' if family else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}"{weight}{at}{face}>{escape(words)}</text>'


def _stroke(x0: float, y0: float, x1: float, y1: float, colour: str, width: float) -> str:
    line = f'x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"'
    return f'<line {line} stroke="{colour}" stroke-width="{width:g}"/>'


def _hatch(sign: str, width: int) -> str:
    """A hatching by the drawing's width: of two drawings on a page the hidden one's patterns can't be used."""
    return f"url(#hatch{width}-{ord(sign)})"


def _wrapped(text: str, width: int, size: int) -> list[str]:
    return textwrap.wrap(text, max(20, int(width / (size * LETTER)))) if text else []
