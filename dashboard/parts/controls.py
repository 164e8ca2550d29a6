"""Choices of a page, each set from the address and written to it; on a phone they stand behind one button."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from dashboard import words
from dashboard.parts.address import put

Then = Callable[[Any], None]


@contextmanager
def controls(page: str, is_set: str) -> Iterator[None]:
    """The controls of a page; on a phone they stand behind one button that says what is set."""
    name = f"{page}_controls_open"
    is_open = bool(st.session_state.get(name))
    with st.container(key="controls_button"):
        st.button(
            words.verbatim(is_set),
            icon=":material/expand_less:" if is_open else ":material/tune:",
            key=f"{page}_controls",
            on_click=lambda: st.session_state.update({name: not is_open}),
            width="stretch",
        )
    with st.container(key=f"controls_{'open' if is_open else 'closed'}"):
        yield


def select(page: str, label: str, options: list[Any], set_: Any, shown: Callable[[Any], str], then: Then) -> None:
    """A list; `then` writes what is chosen to the address."""
    key = f"{page}_{label}"
    st.session_state[key] = set_
    st.selectbox(label, options, key=key, format_func=shown, on_change=lambda: then(st.session_state[key]))


def slider(
    page: str, label: str, options: Sequence[str], set_: str, then: Then, shown: Callable[[Any], str] = str
) -> None:
    """A few values in order, as years."""
    key = f"{page}_slider"
    st.session_state[key] = set_
    st.select_slider(label, options, key=key, format_func=shown, on_change=lambda: then(st.session_state[key]))


def segments(page: str, label: str, parameter: str, options: dict[str, str], set_: str) -> None:
    """A few choices side by side."""
    key = f"{page}_{parameter}"
    st.session_state[key] = set_
    st.segmented_control(
        label, list(options), key=key, format_func=options.__getitem__, required=True,
        on_change=lambda: put(**{parameter: st.session_state[key]}),
    )  # fmt: skip


def one_of(label: str, name: str, options: Mapping[str, str]) -> str:
    """One of `options` (id to words) from a list; it stands in the address as `name=id`, the first not at all. One that
    is not offered here is the first, and the list shows so."""
    default, key = next(iter(options)), f"choice_{name}"
    asked = st.query_params.get(name, default)
    st.session_state[key] = asked if asked in options else default
    return st.selectbox(
        label,
        list(options),
        key=key,
        format_func=lambda one: options.get(one, one),
        on_change=lambda: put(**{name: None if st.session_state[key] == default else st.session_state[key]}),
    )
