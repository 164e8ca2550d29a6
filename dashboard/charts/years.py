"""Forces over the years: all in grey, the reader's own in colour, the median dashed; gaps and breaks are seen.

`rows`, one for each force and year: force_id, name, role (line | mark | whole), series (what may be joined), at, year,
side (of the breaks), form (circle: financial year, square: calendar year, diamond: another source), state, value, low,
high, text, figure_id, tip, is_doubted, `beside` (the other value where sources differ), `is_above` (the higher).
"""

import textwrap
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from dashboard import words
from dashboard.charts import drawing, plotly
from dashboard.charts.drawing import SMALLEST, Axis, Dot, Drawing, Label, Line, Mark, Rect, Tick
from dashboard.words import each

T = TypeVar("T")
Place = tuple[float, str]  # where on the axis of years a word stands, and the word
Middle = tuple[float, float, Any]  # A point of the median: where, its value, and on which side of the breaks
HEIGHT = 340  # pixels
PANELS_ACROSS = 3
PANEL_HEIGHT = 96
LETTERS_A_PANEL = 15  # of a name in one line, on a phone
HALF_BAR = 0.12  # years
NAME_ROOM = 17  # pixels between two names at the right


def years(rows: pd.DataFrame, chosen: Sequence[str], *, ticks: Sequence[Place], breaks: Sequence[Place] = (),
          median: Sequence[Middle] = (), now: float | None = None, least: float = 0.0) -> Drawing:  # fmt: skip
    """`breaks`: where a dashed line with a word stands; `now`: a marked year; `least`: no tick stands below it."""
    top, every = max(_top(rows), least), each(rows)  # a frame of each force's rows takes ten times as long
    of = {force: [row for row in every if row.force_id == force] for force in rows["force_id"].unique()}
    marks: list[Mark] = []
    named: list[tuple[float, float, str, str]] = []
    first, end = min(at for at, _ in ticks), max(at for at, _ in ticks)
    for force, part in of.items():
        if force not in chosen:
            marks += _force([row for row in part if row.role == "line"], "line", 1.0, "solid", has_dots=False)
    marks += _median(median)
    if median:
        named.append((median[-1][0], median[-1][1], "median", "median"))
    for n, force in enumerate(chosen):
        part, role = of.get(force, []), drawing.CHOSEN[n % len(drawing.CHOSEN)]
        lined, whole = [row for row in part if row.role == "line"], [row for row in part if row.role == "whole"]
        marks += _force(whole, role, 1.25, "dot", has_dots=False)
        marks += _force(lined, role, 2.5, drawing.DASHES[n % len(drawing.DASHES)], has_dots=True)
        marks += [mark for row in part if row.role == "mark" for mark in _mark(row, role, 10.0)]
        for some, text in ((lined, ""), (whole, ",\nthe class")):
            last = [row for row in some if row.value == row.value][-1:]
            apart = [piece[0] for piece in _pieces(some) if len(piece) == 1 and piece != last]
            for row in [*([] if text or len(of) == 1 else apart), *last]:
                edge = row.at + (0.0 if row.state == "value" else HALF_BAR)
                named.append((float(edge), float(row.value), f"{row.name}{text}", role))
    for at, why in breaks:
        marks.append(Line(((at, 0.0), (at, top * 1.1)), "quiet", 1.0, "dash"))
        anchor, dx = ("end", -6) if at > (first + end) / 2 else ("start", 6)
        marks.append(Label(at, top * 1.17, why, "quiet", 13, anchor=anchor, dx=dx, dy=8))  # above a label of the top
    steps = drawing.round_ticks(top)
    steps += [2 * steps[-1] - steps[-2]] * (steps[-1] < top)  # no value stands above the last
    values = tuple(Tick(value, f"{value:,g}") for value in steps if not 0 < value < least)
    left = 10 + 8 * max(len(tick.text) for tick in values)
    right = 18 + min(120, 7 * max((len(line) for _, _, name, _ in named for line in name.split("\n")), default=0))
    year = (drawing.PHONE - left - right) / (end + 0.7 - first)
    marks += names_at_ends(named, NAME_ROOM * top * 1.25 / HEIGHT, year)
    fit = (drawing.PHONE - left - right) // drawing.room_for([ticks[-1][1]], SMALLEST)
    named_ticks = [Tick(*tick) for n, tick in enumerate(ticks) if (len(ticks) - 1 - n) % -(-len(ticks) // fit) == 0]
    if now is not None:
        marks.insert(0, Line(((now, 0.0), (now, top * 1.06)), "blank", 10.0))
    return Drawing(
        Axis(first - 0.4, end + 0.3, tuple(named_ticks)),
        Axis(-0.05 * top, max(top * 1.2, steps[-1]), values, has_grid=True), tuple(marks), HEIGHT, left, right,
    )  # fmt: skip


def panels(rows: pd.DataFrame, chosen: Sequence[str], *, ticks: Sequence[Place], breaks: Sequence[Place],
           median: Sequence[Middle]) -> Drawing:  # fmt: skip
    """A panel for each force on one scale, in the order of the rows, each with the median of all."""
    top = _top(rows)
    first, last = min(at for at, _ in ticks) - 0.4, max(at for at, _ in ticks) + 0.4
    wide, high = (last - first) * 1.12, top * 1.6
    marks: list[Mark] = []
    of = {str(force): each(part) for force, part in rows.groupby("force_id", sort=False)}
    forces = list(of)
    down = -(-len(forces) // PANELS_ACROSS)
    for n, (force, part) in enumerate(of.items()):
        across, below = n % PANELS_ACROSS, n // PANELS_ACROSS
        dx, dy = across * wide - first, (down - 1 - below) * high
        colour = drawing.colour_of(force, chosen)
        role = colour or "bar"
        inside: list[Mark] = [Line(((first, 0.0), (last, 0.0)), "rule", 1.0)]
        inside += [Line(((at, 0.0), (at, top * 1.05)), "quiet", 1.0, "dash") for at, _ in breaks]
        inside += _median(median)
        inside += _force([row for row in part if row.role == "line"], role, 2.0, "solid", has_dots=False)
        inside += [mark for row in part if row.role == "mark" for mark in _mark(row, role, 6.0, text=False)]
        name = "\n".join(textwrap.wrap(str(part[0].name), LETTERS_A_PANEL, break_long_words=False))
        title = Label(first, top * 1.28, name, colour or "ink", 13, bool(colour))
        marks += [_moved(mark, dx, dy) for mark in (*inside, title)]
    middle = (ticks[0][0] + ticks[-1][0]) / 2 - first
    span = f"{ticks[0][1]}–{ticks[-1][1][2:]}" if len(ticks) > 1 else ticks[0][1]
    shown = tuple(Tick(middle + column * wide, span) for column in range(min(PANELS_ACROSS, len(forces))))
    legend = ((words.SAID["hatched"]["range"], "hatch:/"),) * any(isinstance(mark, Rect) for mark in marks)
    legend += (("dashed: the median of all", "line:median"),) * bool(median)
    values = tuple(Tick((down - 1) * high + value, f"{value:,g}") for value in drawing.round_ticks(top, 2))
    return Drawing(
        Axis(-0.2, min(PANELS_ACROSS, len(forces)) * wide, shown), Axis(-0.02 * high, down * high, values),
        tuple(marks), PANEL_HEIGHT * down, left=12 + 8 * max(len(tick.text) for tick in values),
        right=24, legend=legend,
    )  # fmt: skip


def _top(rows: pd.DataFrame) -> float:
    ends = pd.concat([rows["value"], rows["high"]]).dropna()
    return float(ends.max()) if len(ends) and ends.max() > 0 else 1.0


def _median(median: Sequence[Middle]) -> list[Mark]:
    pieces = parted(median, lambda point, following: point[2] == following[2] and following[0] - point[0] < 1.5)
    return [
        Line(tuple((at, value) for at, value, _ in piece), "median", 2.25, "dash",
             tips=tuple(f"Median of all: {value:,.1f}" for _, value, _ in piece))
        for piece in pieces
    ]  # fmt: skip


def _force(rows: Sequence[Any], role: str, width: float, dash: str, *, has_dots: bool) -> list[Mark]:
    """Neighbouring exact years of one series on one side of every break are joined; one alone or in question a dot."""
    marks: list[Mark] = []
    for piece in _pieces(rows):
        if len(piece) > 1:
            points = tuple((float(row.at), float(row.value)) for row in piece)
            ids, tips = tuple(row.figure_id for row in piece), tuple(row.tip for row in piece)
            marks.append(Line(points, role, width, dash, ids, tips))
        some = [row for row in piece if has_dots or len(piece) == 1 or row.is_doubted or getattr(row, "message", "")]
        marks += [mark for row in some for mark in _mark(row, role, 6.5 if has_dots else 4.5, text=has_dots)]
    return marks + [mark for row in rows if row.state != "value" for mark in _mark(row, role, 8.0, text=has_dots)]


def _pieces(rows: Sequence[Any]) -> list[list[Any]]:
    exact = sorted((row for row in rows if row.state == "value"), key=lambda row: (row.series, row.year))
    return parted(exact, lambda a, b: a.series == b.series and a.year == b.year - 1 and a.side == b.side)


def _mark(row: Any, role: str, size: float, *, text: bool = True) -> list[Mark]:
    """A value, hollow with "?" in doubt; the span of a dispute; a range; dots to the value of another source."""
    at = float(row.at)
    marks: list[Mark] = []
    if row.state == "value":
        value = float(row.value)
        if row.beside == row.beside and row.beside is not None:
            marks.append(Line(((at, value), (at, float(row.beside))), role, 1.25, "dot"))
        marks.append(Dot(at, value, role, row.form, size, bool(row.is_doubted), row.figure_id, row.tip))
        said = f"{row.text if text else ''} {'?' if row.is_doubted else ''}".strip()
        dy = 15 if row.text and not row.is_above else -14
        label = Label(at, value, said, role, 13, True, "middle", dy=dy, is_over=True, is_wide=row.is_wide)
        return [*marks, label] if said else marks
    low, high = float(row.low), float(row.high)
    if row.state == "conflicting":
        marks.append(Line(((at, low), (at, high)), role, 2.5, marks=(row.figure_id,) * 2, tips=(row.tip,) * 2))
        marks += [Dot(at, end, role, "diamond", size, mark=row.figure_id, tip=row.tip) for end in (low, high)]
        if row.text and text:
            marks.append(Label(at, low, row.text, role, 13, is_bold=True, dx=10, is_over=True))
        return marks
    return [Rect(at - HALF_BAR, at + HALF_BAR, low, high, "blank", role, "/", mark=row.figure_id, tip=row.tip)]


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, Rect):
        return replace(mark, x0=mark.x0 + dx, x1=mark.x1 + dx, y0=mark.y0 + dy, y1=mark.y1 + dy)
    if isinstance(mark, Line):
        return replace(mark, points=tuple((point[0] + dx, point[1] + dy) if point else None for point in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def parted(rows: Sequence[T], are_joined: Callable[[T, T], bool]) -> list[list[T]]:
    """Neighbours that are joined stand together; a gap or a break parts them."""
    pieces: list[list[T]] = []
    for row in rows:
        if pieces and are_joined(pieces[-1][-1], row):
            pieces[-1].append(row)
        else:
            pieces.append([row])
    return pieces


def names_at_ends(named: Sequence[tuple[float, float, str, str]], room: float, year: float) -> list[Mark]:
    """Names (place, value, name, role), a line `room` high, moved up where, with `year` pixels a year, they touch."""
    marks: list[Label] = []
    for place, value, name, role in sorted(named, key=lambda entry: entry[1:]):
        for other in marks:
            left = name if place < other.x else other.text
            if abs(place - other.x) * year < drawing.room_for(left.split("\n"), 13):
                value = max(value, other.y + room * (name.count("\n") + other.text.count("\n") + 2) / 2)
        marks.append(Label(place, value, name, role, 13, is_bold=role != "median", dx=10, is_over=True))
    return [*marks]


# Small lines inside tables and cards. Each is in the page itself: 50 rows with addresses would be 50 requests.


def by_year(years: Iterable[int], counts: Iterable[float | None], breaks: Container[int] = ()) -> list[float | None]:
    """A value for each year; None for one without, or of one to four, and before a year that counts otherwise."""
    known = {year: None if words.is_few(count) else count for year, count in zip(years, counts, strict=True)}
    values: list[float | None] = []
    for year in range(min(known, default=0), max(known, default=-1) + 1):
        values += [None, known.get(year)] if year in breaks else [known.get(year)]
    return values


def spark(values: Sequence[float | None], alt: str, role: str = "line", width: int = 96, height: int = 26) -> str:
    """The <img> of a line, none of what has zeros and gaps alone; `alt` says in words what it shows."""
    if sum(value is not None for value in values) < 2 or not any(values):
        return ""
    points = tuple((float(n), float(value)) if value is not None else None for n, value in enumerate(values))
    top = max(point[1] for point in points if point) or 1.0
    drawn = Drawing(
        Axis(-0.3, len(values) - 0.7), Axis(-0.06 * top, top * 1.1),
        (Line(points, role, 2.0), *(Dot(*point, role, size=5.0) for point in points[-1:] if point)),
        height - 4, right=6, top=2, bottom=2,
    )  # fmt: skip
    return drawing.image(drawing.write(drawn, width, plotly.palette()), width, height, alt)
