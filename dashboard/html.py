"""Values -> HTML or XML, by a template of templates/.

Protects: every value is escaped where it is put in and stays text, except our own drawings, which say that they are
markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard import pinned, words

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Frame:
    """What stands around a page of plain.html: `menu` has addresses with their names, `foot` sentences; `draft` says
    that it is one, or nothing."""

    menu: Sequence[tuple[str, str]] = (("/forces", "Forces"), ("/search", "Search"), ("/method", "About"))
    foot: Sequence[str] = ()
    draft: str = ""


def _lines(cell: object) -> list[object]:
    """The parts of a table's cell, one under the other."""
    parts = cell if isinstance(cell, Sequence) and not isinstance(cell, str) else [cell]
    return [part for part in parts if part]


_templates.filters |= {"day": words.day, "sentence": words.sentence, "lines": _lines}
_templates.globals |= {"pinned": pinned.address, "web": words.web}


def render(name: str, /, **values: object) -> str:
    """A template filled in."""
    return _templates.get_template(name).render(values)
