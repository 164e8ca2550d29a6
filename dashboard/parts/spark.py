"""A series -> a small picture of its line, for a table or a card: an image whose data stand in the page itself.

Streamlit strips <svg> from HTML, and an image for each of 50 rows from an address would be 50 requests. Protects: a
year without a number is a gap.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from dashboard import theme, words
from dashboard.charts import lines, svg


def by_year(years: Sequence[int], counts: Sequence[float]) -> list[float | None]:
    """A value for each year from the first to the last; None where there is none."""
    known = dict(zip(years, counts, strict=True))
    return [known.get(year) for year in range(min(known), max(known) + 1)] if known else []


def image(values: Sequence[float | None], alt: str, role: str = "line", width: int = 96, height: int = 26) -> str:
    """The <img> of a line; `alt` says in words what it shows."""
    if sum(value is not None for value in values) < 2:
        return ""
    drawn = svg.write(lines.spark(values, role, height - 4, alt), width, theme.here())
    data = b64encode(drawn.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" width="{width}" height="{height}" alt="{words.as_html(alt)}">'
