"""The filters as a row of lists above a page; on a phone behind one button that says how many are set.

Protects: an address that asks for what is not known gets an answer that says so.
"""

from __future__ import annotations

import streamlit as st

from dashboard import choices, filters, words
from dashboard.filters import Filters
from dashboard.pages import PageSpec
from ingest.sources import OWN_KINDS

IN_THE_ROW = ("measure", "offence", "period", "force")
SEARCHED = ("force", "measure", "offence", "period")  # long lists: only what some figure or answer has is offered


def show(spec: PageSpec) -> None:
    """The bar for one page, and what the address holds that it can't use."""
    _say_unknown()
    chosen = filters.current()
    named = spec.path if filters.names_the_page(spec.path) else ""
    idle = [name for name in chosen.chosen if name not in (*spec.filters, "release", named)]
    if spec.filters:
        is_open = st.session_state.setdefault("filters_are_open", False)
        set_here = sum(1 for name in spec.filters if chosen[name])
        label = f"Filters: {set_here} set" if set_here else "Filters: none set"
        st.button(label, key="filters_button", on_click=_toggle, icon=":material/tune:", width="stretch")
        with st.container(key="filters_open" if is_open else "filters_closed"):
            _row(spec, chosen)
    if idle:
        st.caption(f"Set on another page and without effect here: {'; '.join(filters.words(chosen.only(idle)))}.")


def _row(spec: PageSpec, chosen: Filters) -> None:
    first = [name for name in IN_THE_ROW if name in spec.filters]
    rest = [name for name in spec.filters if name not in IN_THE_ROW]
    columns = st.columns([3] * len(first) + [2], vertical_alignment="bottom")
    for column, name in zip(columns, first, strict=False):
        with column:
            _list(name, chosen)
    set_rest = sum(1 for name in rest if chosen[name])
    with columns[-1], st.popover(f"More ({set_rest} set)" if set_rest else "More filters", width="stretch"):
        for name in rest:
            _list(name, chosen)
    left, right = st.columns([3, 1], vertical_alignment="center")
    if "hand" in spec.filters:
        with left:
            _own_only(chosen)
    if chosen.count:
        with right:
            st.button(
                "Clear all filters", key="filters_clear", on_click=filters.write, args=(Filters(),), type="tertiary"
            )


def _list(name: str, chosen: Filters) -> None:
    options = choices.known(name)
    offered = [i for i in options if name not in SEARCHED or i in choices.used(name) or i in chosen[name]]
    key = f"filter_{name}"
    st.session_state[key] = [value for value in chosen[name] if value in options]
    st.multiselect(
        filters.TITLES[name],
        offered,
        key=key,
        format_func=lambda value: options.get(value, value),
        placeholder="all",
        select_all=False,
        on_change=_changed,
        args=(name,),
    )


def _own_only(chosen: Filters) -> None:
    key = "filter_own_only"
    st.session_state[key] = set(chosen["hand"]) == set(filters.OWN_HANDS) and set(chosen["kind"]) == set(OWN_KINDS)
    st.checkbox("Forces' own answers only", key=key, on_change=_own_only_changed)


def _changed(name: str) -> None:
    filters.write(filters.current().but(**{name: st.session_state[f"filter_{name}"]}))


def _own_only_changed() -> None:
    is_on = st.session_state["filter_own_only"]
    own = OWN_KINDS if is_on else ()
    filters.write(filters.current().but(hand=filters.OWN_HANDS if is_on else (), kind=own))


def _toggle() -> None:
    st.session_state["filters_are_open"] = not st.session_state["filters_are_open"]


def _say_unknown() -> None:
    asked = filters.of({name: st.query_params.get_all(name) for name in filters.NAMES if name != "release"})
    for name, values in filters.unknown(asked).items():
        known = list(choices.known(name))
        shown = ", ".join(f"`{value}`" for value in known[: filters.MOST_KNOWN_SHOWN])
        more = len(known) - filters.MOST_KNOWN_SHOWN
        rest = f" and {more} more, in the list" if more > 0 else ""
        st.warning(
            f"The address asks for {filters.TITLES[name].lower()} {words.listed([f'`{v}`' for v in values])}, which is "
            f"not known here, so this was left out. Known are {shown}{rest}."
        )
