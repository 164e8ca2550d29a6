"""A figure or an answer of a document that is here -> the place in it, seen: the marked picture or the lines around.

Protects: a reader who can't see the picture has the same in words; where the document is not on this copy the page says
so, gives what identifies it, and shows the quote alone.
"""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from dashboard import pictures, warehouse, words
from ingest.evidence.lines import Surroundings
from ingest.evidence.show import file_name

OWN, OTHER = "▸ ", "  "


def show(row: Any, mark: str, heading: str) -> None:
    """`row` has document, page, locator, quote, sha256, fetched_on and source_url; `mark` is its id."""
    st.markdown(f"**{heading}**")
    missing = pictures.problem_of(mark)
    around = None if missing else _around(mark)
    if around is not None:
        st.code(_as_text(around), language=None, wrap_lines=True)
    else:
        if missing is None:
            alt = (
                f"{file_name(row.document)}, {row.locator}: the place is marked; names of people, as far as the "
                "program tells them, are blacked out."
            )
            picture(f"/evidence/{mark}.png", alt)
        if row.quote:
            st.code(row.quote, language=None, wrap_lines=True)
    if missing is not None:
        st.markdown(words.sentence(missing))
    st.markdown(_where(row))


def _around(mark: str) -> Surroundings | None:
    try:
        return pictures.around(mark)
    except pictures.NoPicture:
        return None


def picture(address: str, alt: str) -> None:
    """A picture at one of this server's addresses, which leads to itself; the browser asks for it when it is drawn."""
    release = warehouse.current().release
    st.html(
        f'<a class="marked-place" href="{address}" target="_blank" rel="noopener">'
        f'<img src="{address}?release={release}" alt="{html.escape(alt, quote=True)}" loading="lazy"></a>'
    )


def _as_text(around: Surroundings) -> str:
    parts = [(OTHER, around.before), (OWN, around.own), (OTHER, around.behind)]
    return "\n".join(f"{sign}{number:>4}  {text}" for sign, lines in parts for number, text in lines)


def _where(row: Any) -> str:
    """The document, the place in it, its digest, when it was fetched, and where the original is."""
    has_page = row.page == row.page and row.page is not None and "page " not in row.locator
    page = f"page {int(row.page)}, " if has_page else ""
    parts = [f"`{row.document}`, {page}{row.locator}."]
    if row.sha256:
        parts.append(f"SHA-256 of the document: `{row.sha256[:16]}…`.")
    if row.fetched_on:
        parts.append(f"Fetched {words.day(str(row.fetched_on))}.")
    return " ".join(parts)
