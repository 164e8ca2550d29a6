"""A list of figures or answers with all that stands around it, in the order of `frame.show`, readable on a phone.

Protects: no list without its coverage, source and release; each figure's place in a document is one link away, and the
evidence opens at the head of the page, where a reader who follows that link arrives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from dashboard import evidence, first_rows, frame, listing, said_of, statements
from dashboard.filters import Filters


@dataclass(frozen=True)
class ListBlock:
    """What `show` draws. `rows` are cells as `listing` takes them; `data` is a view and the filters of its CSV.

    `path`, `filters` and `more` (the page's other parameters) are the page's address. A list with a `name` shows its
    first rows and a button for all; `one` is what a row is: "figure".
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[listing.Cell]]
    path: str
    filters: Filters
    finding: str = ""
    coverage: str = ""
    notes: Sequence[str] = ()
    source: str = ""
    data: tuple[str, Filters] | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    level: int = 2
    name: str = ""
    one: str = "row"


def show(block: ListBlock) -> None:
    """Title, list, finding, coverage, notes, source, actions."""
    st.markdown(f"{'#' * block.level} {block.title}")
    if block.rows and block.name:
        first_rows.show(block.name, block.headings, block.rows, block.title, block.one)
    elif block.rows:
        listing.show(block.headings, block.rows, block.title)
    elif not block.finding:
        st.markdown("No row is here.")
    shown = statements.figures_in(block.rows)
    said = said_of.under(shown)
    frame.words_below(block.title, block.finding, (block.coverage, *block.notes, *said), block.source)
    here = block.filters.address(f"/{block.path}", **block.more)
    link = frame.page_address(block.filters, block.path, block.more)
    links = []
    if block.data and block.rows:
        view, filters = block.data
        links.append(f"[Data as CSV]({filters.address(f'/data/{view}.csv')})")
    st.markdown(" · ".join([*links, f"[Link to this page]({frame.base_url()}{link})"]))
    with st.expander("Cite"):
        st.code(frame.citation(block.title, here), language=None, wrap_lines=True)


def mark(
    words: str,
    figure: str,
    path: str,
    filters: Filters,
    more: Mapping[str, str] | None = None,
    *,
    is_struck: bool = False,
) -> listing.Link:
    """A number or an answer as a link that opens its evidence on the same page; struck where it holds no longer."""
    address = filters.address(f"/{path}", **dict(more or {}), **{frame.CHOSEN: figure})
    return listing.Link(words, address, is_struck=is_struck)


def open_evidence(ids: Iterable[str], path: str, filters: Filters, more: Mapping[str, str] | None = None) -> None:
    """At the head of a page: the evidence that the address names, if it is one of these."""
    chosen = frame.chosen_id()
    if chosen not in set(ids):
        return
    close = escape(filters.address(f"/{path}", **dict(more or {})), quote=True)
    with st.container(border=True, key="evidence_of_list"):
        st.html(f'<a href="{close}" target="_self" style="color: inherit">Close the evidence</a>')
        evidence.show(str(chosen))
