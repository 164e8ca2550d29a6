"""A drawing -> a Plotly figure as a plain dict: what pages show. Marks carry their ids in customdata, so that a choice
opens their evidence, and their words for the pointer."""

import tomllib
from collections import Counter
from functools import lru_cache
from html import escape
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import Any

import streamlit as st

from dashboard.charts.drawing import DARK, LIGHT, SMALLEST, Axis, Dot, Drawing, Label, Line, Rect

ROOM_OF_A_TIP = 46  # letters of a line

SANS = '"Source Sans", "Source Sans Pro", "Source Sans 3", sans-serif'
ALIKE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CONFIG = ALIKE["config"]
WIDE_ALONE = "wide-alone"  # no face: by its name style.css knows labels that a phone has no room for
NO_COLOUR = "rgba(0,0,0,0)"
ANCHORS = {"start": "left", "middle": "center", "end": "right"}
SIDES = {"start": "right", "middle": "center", "end": "left"}
"""On which side of their point a label's words stand, by its anchor."""
MOST_BESIDE = 12  # pixels between a point and its words: up to here spaces keep them apart
SPACE, SPACE_WIDE = "\u00a0", 0.2  # of a letter's size, in Source Sans
SET_HIGH = 0.08  # of a letter's size: Plotly sets the middle of digits so much above their point


def palette() -> dict[str, str]:
    return DARK if st.context.theme.type == "dark" else LIGHT


@lru_cache(maxsize=128)
def figure(drawing: Drawing, is_dark: bool) -> Any:
    """A drawing's figure for Streamlit, cached: Plotly checks each property of a plain dict anew."""
    from plotly.graph_objects import Figure  # heavy: only pages need it

    return Figure(write(drawing, DARK if is_dark else LIGHT))


def write(drawing: Drawing, palette: dict[str, str] = LIGHT) -> dict[str, Any]:
    """The figure: a trace for rectangles, one for dots, one for each look of lines and of labels; labels beyond the
    axes or far from their point are annotations, which a browser draws far slower."""
    traces: list[dict[str, Any]] = []
    for rects in (_rows(drawing), drawing.of(Rect)):
        traces += [_rects(rects, palette)] * bool(rects)
    looks: dict[tuple[str, float, str], list[Line]] = {}
    for line in drawing.of(Line):
        looks.setdefault((line.role, line.width, line.dash), []).append(line)
    traces += [_lines(lines, palette) for lines in looks.values()]
    if dots := drawing.of(Dot):
        traces.append(_dots(dots, palette))
    said: dict[tuple[str, bool, bool], list[tuple[Label, float]]] = {}
    notes = []
    for label in drawing.of(Label):
        down = label.dy + SET_HIGH * label.size
        y = label.y - down * (drawing.y.high - drawing.y.low) / drawing.height
        beside = label.dx * {"start": 1, "middle": 0, "end": -1}[label.anchor]  # on the side to which its words run
        if drawing.x.has(label.x) and drawing.y.has(y) and (not label.dx or 0 < beside <= MOST_BESIDE):
            said.setdefault((label.role, label.is_over, label.is_wide), []).append((label, y))
        else:
            anchor = ANCHORS[label.anchor]
            notes.append(ALIKE["annotation"] | {
                "x": label.x, "y": label.y, "text": _html(label), "xanchor": anchor, "align": anchor,
                "xshift": label.dx, "yshift": -label.dy, "font": {"size": label.size, "color": palette[label.role]},
                "bgcolor": palette["paper"] if label.is_over else NO_COLOUR,
            })  # fmt: skip
    traces += [_words(labels, palette) for labels in said.values()]
    return {"data": traces, "layout": _layout(drawing, notes, palette)}


def _rows(drawing: Drawing) -> list[Rect]:
    """What answers across a whole row of bars or of points, with nothing to see."""
    low, high, is_rows = drawing.x.low, drawing.x.high, not drawing.x.low and drawing.y.low > drawing.y.high
    at = [(dot.y, dot.mark, dot.tip) for dot in drawing.of(Dot)][::-1]
    at += [((rect.y0 + rect.y1) / 2, rect.mark, rect.tip) for rect in drawing.of(Rect)][::-1]
    rows = {round(y, 3): (mark, tip) for y, mark, tip in at if mark and is_rows}  # the first, and bars before points
    return [Rect(low, high, y - 0.5, y + 0.5, "paper", mark=mark, tip=tip) for y, (mark, tip) in rows.items()]


def _trace(marks: list[Rect] | list[Dot], kind: str, **own: Any) -> dict[str, Any]:
    said = {"customdata": [mark.mark for mark in marks], "hovertext": [_tip(mark.tip) for mark in marks]}
    return ALIKE["marks"] | ALIKE[kind] | said | own


def _tip(tip: str | None) -> str:
    """Words for the pointer in lines that a phone has room for."""
    return "<br>".join(line for part in (tip or "").split("<br>") for line in wrap(part, ROOM_OF_A_TIP))


def _rects(rects: list[Rect], palette: dict[str, str]) -> dict[str, Any]:
    edge = {
        "color": [palette[rect.edge] if rect.edge else NO_COLOUR for rect in rects],
        "width": [rect.width if rect.edge else 0 for rect in rects],
    }
    hatch = ALIKE["hatched"] | {"shape": [rect.hatch for rect in rects], "fgcolor": palette["quiet"]}
    return _trace(
        rects,
        "rects",
        base=[min(rect.x0, rect.x1) for rect in rects],
        x=[abs(rect.x1 - rect.x0) for rect in rects],
        y=[(rect.y0 + rect.y1) / 2 for rect in rects],
        width=[abs(rect.y1 - rect.y0) for rect in rects],
        marker={"color": [palette[rect.fill] for rect in rects], "line": edge, "pattern": hatch},
    )


def _lines(lines: list[Line], palette: dict[str, str]) -> dict[str, Any]:
    rows: list[tuple[Any, ...]] = []
    for line in lines:
        for point, mark, tip in zip_longest(line.points, line.marks, line.tips):
            rows.append((*(point or (None, None)), mark, _tip(tip)))
        rows.append((None, None, None, ""))
    xs, ys, marks, tips = (list(column) for column in zip(*rows, strict=True))
    look = {"color": palette[lines[0].role], "width": lines[0].width, "dash": lines[0].dash}
    said = {"customdata": marks, "hovertext": tips, "hoverinfo": "text" if any(tips) else "skip"}
    kind = ALIKE["lines"] | (ALIKE["chosen_lines"] if any(marks) else {})
    return ALIKE["marks"] | kind | said | {"x": xs, "y": ys, "line": look}


def _dots(dots: list[Dot], palette: dict[str, str]) -> dict[str, Any]:
    fill = [palette["paper"] if dot.is_hollow else palette[dot.role] for dot in dots]
    edge = {"color": [palette[dot.role] for dot in dots], "width": [1.5 if dot.is_hollow else 0 for dot in dots]}
    look = {"symbol": [dot.form for dot in dots], "size": [dot.size for dot in dots]}
    look |= {"color": fill, "line": edge, "opacity": 1}
    return _trace(dots, "dots", x=[dot.x for dot in dots], y=[dot.y for dot in dots], marker=look)


def _words(labels: list[tuple[Label, float]], palette: dict[str, str]) -> dict[str, Any]:
    first = labels[0][0]
    colour, ground = palette[first.role], palette["paper"]
    halo = ", ".join(f"{x}px {y}px 1px {ground}" for x in (-3, -1, 1, 3) for y in (-3, 0, 3))
    return ALIKE["words"] | {
        "x": [label.x for label, _ in labels],
        "y": [y for _, y in labels],
        "text": [_html(label, SPACE * round(abs(label.dx) / SPACE_WIDE / label.size)) for label, _ in labels],
        "textposition": [f"middle {SIDES[label.anchor]}" for label, _ in labels],
        "textfont": {
            "size": [label.size for label, _ in labels], "color": colour, "shadow": halo if first.is_over else "none",
            "family": f"{SANS}, {WIDE_ALONE}" if first.is_wide else SANS,
        },
        "selected": {"textfont": {"color": colour}},
        "unselected": {"textfont": {"color": colour}},
    }  # fmt: skip


def _html(label: Label, space: str = "") -> str:
    text = _plain(label.text)
    text = text + space if label.anchor == "end" else space + text.replace("<br>", f"<br>{space}")
    return f"<b>{text}</b>" if label.is_bold else text


def _plain(text: str) -> str:
    """Text as Plotly shows it unchanged: Plotly reads a little HTML."""
    return escape(text, quote=False).replace("\n", "<br>")


def _layout(drawing: Drawing, labels: list[dict[str, Any]], palette: dict[str, str]) -> dict[str, Any]:
    face = {"family": SANS, "size": SMALLEST, "color": palette["ink"]}
    return ALIKE["layout"] | {
        "height": drawing.height + drawing.top + drawing.bottom,
        "margin": {"l": drawing.left, "r": drawing.right, "t": drawing.top, "b": drawing.bottom, "pad": 4},
        "font": face,
        "hoverlabel": {
            "bgcolor": palette["paper"], "bordercolor": palette["rule"], "align": "left", "font": face,
        },
        "annotations": labels,
        "xaxis": _axis(drawing.x, palette),
        "yaxis": _axis(drawing.y, palette),
    }  # fmt: skip


def _axis(axis: Axis, palette: dict[str, str]) -> dict[str, Any]:
    roles = Counter(tick.role for tick in axis.ticks)
    usual = max(roles, key=roles.__getitem__, default="quiet")
    words = []
    for tick in axis.ticks:  # markup is slow to draw: only where a name looks unlike the others
        text = f"<b>{_plain(tick.text)}</b>" if tick.is_bold else _plain(tick.text)
        words.append(text if tick.role == usual else f'<span style="color:{palette[tick.role]}">{text}</span>')
    ticks = {"tickvals": [tick.at for tick in axis.ticks], "ticktext": words, "visible": bool(axis.ticks)}
    look = {"tickfont": {"size": SMALLEST, "color": palette[usual]}, "gridcolor": palette["rule"]}
    return ALIKE["axis"] | {"range": [axis.low, axis.high], "showgrid": axis.has_grid} | ticks | look
