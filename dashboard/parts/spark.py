"""A series -> a small picture of its line, for a table or a card: an image whose data stand in the page itself.

Streamlit strips <svg> from HTML, and an image for each of 50 rows from an address would be 50 requests. Protects: a
year without a number is a gap, and no line goes over a break in the series.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from dashboard.charts import plotly, svg
from dashboard.charts.drawing import Axis, Dot, Drawing, Line, Mark


def by_year(years: Iterable[int], counts: Iterable[float | None], breaks: Container[int] = ()) -> list[float | None]:
    """A value for each year from the first to the last; None where there is none, and before a year that counts
    otherwise."""
    known = dict(zip(years, counts, strict=True))
    found: list[float | None] = []
    for year in range(min(known, default=0), max(known, default=-1) + 1):
        found += [None, known.get(year)] if year in breaks else [known.get(year)]
    return found


def image(values: Sequence[float | None], alt: str, role: str = "line", width: int = 96, height: int = 26) -> str:
    """The <img> of a line; `alt` says in words what it shows."""
    if sum(value is not None for value in values) < 2:
        return ""
    return svg.image(svg.write(_drawn(values, role, height - 4, alt), width, plotly.palette()), width, height, alt)


def _drawn(values: Sequence[float | None], role: str, height: int, alt: str) -> Drawing:
    points = tuple((float(n), float(value)) if value is not None else None for n, value in enumerate(values))
    known = [value for value in values if value is not None]
    last = next((n for n in range(len(values) - 1, -1, -1) if values[n] is not None), None)
    marks: list[Mark] = [Line(points, role, 2.0)]
    if last is not None:
        marks.append(Dot(float(last), float(known[-1]), role, size=5.0))
    top = max(known, default=1.0) or 1.0
    return Drawing(
        Axis(-0.3, len(values) - 0.7), Axis(-0.06 * top, top * 1.1), tuple(marks), height, alt, right=6, top=2, bottom=2
    )
