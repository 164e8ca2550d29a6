"""A chart with all that stands around it, in one order on every page, and the evidence of a chosen mark beside it.

Protects: no chart without its coverage, its source and a table; fewer than three comparable forces make a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import evidence, extract, installation, legend, said_of, theme, warehouse, words
from dashboard.charts import look
from dashboard.comparable import FEWEST_FOR_A_CHART
from dashboard.filters import Filters

CHOSEN = "figure"
"""The parameter of the address that names the figure (or answer) whose evidence is open."""


@dataclass(frozen=True)
class Block:
    """What `show` draws, from top to bottom.

    `key` is different for each block of a page. `title` is a phrase (measure, unit, period). `figure` is a Plotly
    figure as a dict (`tiles` one beside it, `rest` its second half, beside it and below it on a phone) whose marks
    carry ids in `customdata`; None makes a table, as it must be under three comparable forces. `more` is what the
    address of this page holds besides filters.
    `alt` says in a sentence what the chart shows. `table` is what stands behind it, with headings for people. `ids` are
    the figures and answers that can be chosen, each with its words. `data` is a view and the filters of its CSV;
    `drawn` is how many of its rows the block shows, so that a CSV that holds others too is said to.
    """

    key: str
    title: str
    table: pd.DataFrame
    figure: dict[str, Any] | None = None
    tiles: dict[str, Any] | None = None
    rest: dict[str, Any] | None = None
    alt: str = ""
    finding: str = ""
    coverage: str = ""
    notes: Sequence[str] = ()
    source: str = ""
    states: Sequence[str] = ()
    hands: Sequence[str | None] = ()
    reviews: Sequence[str | None] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    data: tuple[str, Filters] | None = None
    drawn: int | None = None
    path: str = ""
    filters: Filters = field(default_factory=Filters)
    more: Mapping[str, str] = field(default_factory=dict)
    level: int = 2
    is_narrow: bool = False


base_url = installation.base_url

here = theme.here
"""The palette of the reader's theme, for a page that draws a block."""


def chosen_id() -> str | None:
    """The figure or answer whose evidence the address asks for."""
    return st.query_params.get(CHOSEN)


def show(block: Block) -> None:
    """Draw the block; the evidence of a chosen mark stands at the right, below on a phone."""
    is_open = chosen_id() in block.ids and st.session_state.get("chosen_block") in (None, block.key)
    if is_open:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            _chart(block)
        with right, st.container(key=f"evidence_{_slug(block.key)}", border=True):
            evidence.show(str(chosen_id()), on_close=_choose, close_args=(block.key, None))
    else:
        _chart(block)


def _chart(block: Block) -> None:
    st.markdown(f"{'#' * block.level} {block.title}")
    if block.figure is None:
        _table(block)
    else:
        legend.show(block.states, block.hands, block.reviews)
        if block.is_narrow:
            with st.columns([2, 3])[0]:
                _plot(block.figure, block, "chart")
        elif block.rest is not None:
            for column, part, half in zip(
                st.columns(2, gap="medium"), (block.figure, block.rest), ("chart", "rest"), strict=True
            ):
                with column:
                    _plot(part, block, half)
        elif block.tiles is None:
            _plot(block.figure, block, "chart")
        else:
            left, right = st.columns([2, 3], gap="medium")
            with left:
                _plot(block.tiles, block, "tiles")
            with right:
                _plot(block.figure, block, "chart")
    said = said_of.under(list(block.ids))
    words_below(block.key, block.finding, (block.coverage, *block.notes, *said), block.source)
    _actions(block)


def words_below(key: str, finding: str | None, notes: Iterable[str | None], source: str | None) -> None:
    """What stands under a chart or a list, in this order: the finding, coverage and notes, the source line."""
    if finding:
        with st.container(key=f"finding_{_slug(key)}"):
            st.markdown(finding)
    for text in notes:
        if text:
            st.markdown(text)
    if source:
        st.caption(source)


def _plot(figure: dict[str, Any], block: Block, what: str) -> None:
    key = f"{what}_{block.key}"
    name = f"The same on a grid of forces: {block.title}" if what == "tiles" else block.alt or block.title
    st.plotly_chart(
        figure,
        key=key,
        on_select=lambda: _choose_from_chart(block.key, key),
        selection_mode="points",
        config=look.CONFIG,
        alt=name,
    )


def _actions(block: Block) -> None:
    links = []
    if block.data:
        view, filters = block.data
        links.append(f"[Data as CSV]({filters.address(f'/data/{view}.csv')})")
    address = block.filters.address(f"/{block.path}", **block.more)
    links.append(f"[Link to this page]({base_url()}{page_address(block.filters, block.path, block.more)})")
    if links:
        st.markdown(" · ".join(links))
    if text := other_rows(block):
        st.caption(text)
    if block.figure is not None:
        with st.expander("Table behind the chart"):
            _table(block)
    with st.expander("Cite"):
        st.code(citation(block.title, address), language=None, wrap_lines=True)
    if block.ids:
        _list_of_marks(block)


def other_rows(block: Block) -> str:
    """What to say beside the CSV's link when its rows are not just those that the block shows; else nothing."""
    if block.data is None or block.drawn is None:
        return ""
    view, chosen = block.data
    rows = extract.count(extract.Wanted(view, chosen))
    if rows == block.drawn:
        return ""
    return (
        f"The CSV holds {words.counted(rows, 'figure')}; {words.number(block.drawn)} of them are shown here. An "
        "address can't ask for one unit, one scope, no offence or only what is drawn: rows that may be compared have "
        "the same comparable_key and the same period_id."
    )


def _table(block: Block) -> None:
    if len(block.table):
        st.table(block.table, border="horizontal", hide_index=True, alt=f"Table: {block.title}")
    else:
        st.markdown("No row is here.")


def _list_of_marks(block: Block) -> None:
    """The keyboard's and the phone's way to the evidence: the same marks as a list."""
    key = f"marks_{block.key}"
    now = chosen_id()
    st.session_state[key] = now if now in block.ids else None
    st.selectbox(
        "Show the evidence for",
        list(block.ids),
        key=key,
        format_func=lambda mark: block.ids.get(mark, mark),
        index=None,
        placeholder="choose a figure or an answer",
        on_change=lambda: _choose(block.key, st.session_state[key]),
    )


def _choose_from_chart(key: str, chart: str) -> None:
    points = st.session_state[chart].selection.points
    ids = [point.get("customdata") for point in points]
    ids = [found[0] if isinstance(found, list | tuple) else found for found in ids]
    _choose(key, next((found for found in ids if found), None))


def _choose(key: str, mark: str | None) -> None:
    st.session_state["chosen_block"] = key
    if mark:
        st.query_params[CHOSEN] = mark
    elif CHOSEN in st.query_params:
        del st.query_params[CHOSEN]


def page_address(filters: Filters, path: str, more: Mapping[str, str]) -> str:
    """The page's address as it stands, with the figure whose evidence is open."""
    chosen = chosen_id()
    return filters.address(f"/{path}", **(dict(more) | ({CHOSEN: chosen} if chosen else {})))


def citation(title: str, address: str) -> str:
    """What a reader may copy: title, release, and the address with the release or "local copy"."""
    release = warehouse.current().release
    at = address if "release=" in address else f"{address}{'&' if '?' in address else '?'}release={release}"
    where = f"{base_url()}{at}" if base_url() else "local copy"
    return f"Disclosed, “{title}”, release {release}, {where}."


def is_too_few(forces: int) -> bool:
    """Whether so few forces have a comparable number that only a table is fair."""
    return forces < FEWEST_FOR_A_CHART


def _slug(key: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in key)
