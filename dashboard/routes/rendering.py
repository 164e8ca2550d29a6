"""A template of this folder and its values -> HTML or XML. Protects: every value is escaped where it is put in, but for
the drawings of our own that say that they are markup."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard import words
from dashboard.charts import svg
from dashboard.charts.drawing import Drawing

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {"day": words.day, "sentence": words.sentence}


def render(name: str, **values: object) -> str:
    """The template filled in."""
    return _environment.get_template(name).render(values)


def drawn(drawing: Drawing, width: int) -> Markup:
    """A drawing as SVG to be put into a template."""
    return Markup(svg.write(drawing, width))
