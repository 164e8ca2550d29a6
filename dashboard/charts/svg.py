"""A drawing -> SVG, without a script or anything from outside, and an SVG -> PNG: pictures, embeds and stories."""

import textwrap
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import font_source_sans_pro
import font_source_serif_pro
import resvg_py
from jinja2 import Environment

from dashboard.charts.drawing import FORMS, LIGHT, SMALL, SMALLEST, Drawing

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
LETTER = 0.52  # of a letter's size: its usual width
MARGIN = 20
_environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
_environment.filters |= {"px": "{:.1f}".format, "g": "{:g}".format, "ord": ord}
_environment.globals |= {
    "sans": SANS, "serif": SERIF, "small": SMALLEST, "forms": FORMS,
    "dashes": {"solid": "", "dash": "6 4", "dot": "2 3"},
    "hatches": {"/": "M0 6L6 0", "\\": "M0 0L6 6", "x": "M0 6L6 0M0 0L6 6", ".": "M2 3L4 3"},
}  # fmt: skip
_template = _environment.from_string(Path(__file__).with_name("drawing.svg").read_text(encoding="utf-8"))


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


def picture(drawing: Drawing, *, title: str, note: str, source: str, width: int) -> str:
    """The drawing as a picture that stands alone: title, note, source with release, date and address around it."""
    inner = width - 2 * MARGIN
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
