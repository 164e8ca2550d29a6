"""An offence in the words of headings, lists and columns: its section with its Act in short, a class, a group."""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import words

OPENING = "Home Office class "


@cache
def _short() -> dict[str, str]:
    """Acts and groups of offences by name or id -> a few letters a line, for a phone."""
    rows = pd.read_csv(Path(__file__).with_name("short_names.csv"), comment="#", index_col="name")
    return {str(name): str(short) for name, short in rows["short"].items()}


def column(row: Any) -> str:
    """A column's heading, upright, in short lines: "SOA\\n2003\\ns15A", "class\\n88A", "images"."""
    if row.section:
        return "\n".join([*_short().get(row.act, row.act).split(), *textwrap.wrap(row.section, 6)])
    if row.title.startswith(OPENING):
        return f"class\n{row.title.removeprefix(OPENING).partition(':')[0]}"
    short = _short().get(row.offence_id)
    return "\n".join(short.split() if short else textwrap.wrap(row.title, 7)[:3])


def heading(title: str, section: str | None, about_children: str = "yes") -> str:
    """ "Sexual communication with a child (s15A)"; what is not about children alone says so."""
    about = words.ABOUT_CHILDREN.get(about_children)
    return f"{title}{f' ({section})' if section else ''}{f' [{about}]' if about else ''}"
