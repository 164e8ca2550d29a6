"""A figure or an answer of a document that is here -> the place in it, seen: the marked picture or the lines around.

Protects: a reader who can't see the picture has the same in words; where the document is not on this copy the page says
so, gives what identifies it, and shows the quote alone.
"""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from dashboard import pictures, warehouse, words
from ingest.evidence.show import Surroundings, file_name

OWN = "▸ "
LINES_SHOWN = "Lines of the document; those with a sign are of the answer itself"


def show(row: Any, mark: str, heading: str) -> None:
    """`row` has document, page, locator, quote, sha256 and fetched_on; `mark` is its id."""
    st.markdown(f"**{heading}**")
    around, missing = pictures.seen(mark)
    if around is not None:
        st.html(_as_list(around))
    else:
        if not missing:
            alt = (
                f"{file_name(row.document)}, {row.locator}: the place is marked; names of people, as far as the "
                "program tells them, are blacked out."
            )
            picture(f"/evidence/{mark}.png", alt)
        if row.quote:
            st.code(row.quote, language=None, wrap_lines=True)
    if missing:
        st.markdown(words.verbatim(words.sentence(missing)))
    has_page = row.page == row.page and row.page is not None and "page " not in row.locator
    page = f"page {int(row.page)}, " if has_page else ""
    parts = [words.verbatim(f"{words.document(row.document)}, {page}{row.locator}.")]
    parts += [f"SHA-256 of the document: `{row.sha256[:16]}…`."] if row.sha256 else []
    parts += [f"Fetched {words.day(str(row.fetched_on))}."] if row.fetched_on else []
    st.markdown(" ".join(parts))


def picture(address: str, alt: str) -> None:
    """A picture at one of this server's addresses, which leads to itself; the browser asks for it when it is drawn."""
    release, escaped = warehouse.current().release, html.escape(address, quote=True)
    st.html(
        f'<a class="marked-place" href="{escaped}" target="_blank" rel="noopener">'
        f'<img src="{escaped}?release={release}" alt="{html.escape(alt, quote=True)}" loading="lazy"></a>'
    )


def _as_list(around: Surroundings) -> str:
    number, items = around.number(), []
    for n, (line, text) in enumerate((*around.before, *around.own, *around.behind), start=-len(around.before)):
        said = html.escape(text)
        if number is not None and number[0] == n:
            _, first, last = number
            said = f"{html.escape(text[:first])}<u>{html.escape(text[first:last])}</u>{html.escape(text[last:])}"
        sign = OWN if 0 <= n < len(around.own) else ""
        items.append(f'<li><span class="line">{sign}line {line}</span> <span class="said">{said}</span></li>')
    return f'<ol class="surroundings" aria-label="{LINES_SHOWN}">{"".join(items)}</ol>'
