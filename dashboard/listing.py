"""Rows -> a plain table that also reads on a phone, where each row becomes a short block with its headings.

Protects: what comes from a source is text and never markup; a cell without words says so and is never blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from dashboard import pinned

STYLE = Path(__file__).resolve().parent / "listing.css"
NOTHING = "–"


@dataclass(frozen=True)
class Link:
    """Words that lead to an address: a page of ours, or (`is_outside`) somebody else's, which opens beside ours.
    `is_struck`: they hold no longer and are shown struck through."""

    words: str
    address: str
    is_outside: bool = False
    is_struck: bool = False


@dataclass(frozen=True)
class Struck:
    """Words that hold no longer: shown struck through, and read out as such."""

    words: str


Part = str | Link | Struck
Cell = Part | None | Sequence[Part]
"""One line, or several one under the other."""


def show(headings: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> None:
    """Draw the table; `name` says what it lists to those who hear the page."""
    st.html(STYLE)
    st.html(html(headings, rows, name))


def html(headings: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> str:
    """The table as HTML. The roles stand in it because a phone's layout would take them from the elements."""
    head = "".join(f'<th role="columnheader" scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-heading="{escape(heading)}"><div>{_cell(cell)}</div></td>'
            for heading, cell in zip(headings, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="listing" role="table" aria-label="{escape(name)}"><thead role="rowgroup"><tr role="row">{head}'
        f'</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def facts(pairs: Iterable[tuple[str, Cell]]) -> None:
    """A list of names with what is known of each: one thing's particulars."""
    st.html(STYLE)
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{_cell(cell)}</dd></div>" for name, cell in pairs)
    st.html(f'<dl class="facts">{items}</dl>')


def _cell(cell: Cell) -> str:
    parts = [cell] if isinstance(cell, str | Link | Struck) else list(cell or ())
    lines = [_part(part) for part in parts if part]
    return "<br>".join(lines) or NOTHING


def _part(part: Part) -> str:
    if isinstance(part, Link):
        # Links stay in the reader's own tab, unless they leave this site.
        target = ' target="_blank" rel="noopener noreferrer"' if part.is_outside else ' target="_self"'
        said = f"<del>{escape(part.words)}</del>" if part.is_struck else escape(part.words)
        address = part.address if part.is_outside else pinned.address(part.address)
        return f'<a href="{escape(address)}"{target}>{said}</a>'
    if isinstance(part, Struck):
        return f"<del>{escape(part.words)}</del>"
    return escape(part).replace("\n", "<br>")
