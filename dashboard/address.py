"""What one page remembers besides filters (count or rate, sorted by, which question), in the address by id.

Streamlit's own bound widgets write the label that a person reads into the address; an id is shorter and outlives a
changed wording, so the address is set and read here.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def one_of(label: str, name: str, options: Mapping[str, str], *, is_list: bool = False) -> str:
    """One of `options` (id to words), asked by a row of buttons or by a list; the first is the default.

    It stands in the address as `name=id`; the default leaves the address clean. An id that is not offered here is the
    default, and the widget shows so.
    """
    default = next(iter(options))
    asked = st.query_params.get(name, default)
    key = f"one_of_{name}"
    st.session_state[key] = asked if asked in options else default
    if is_list:
        found = st.selectbox(
            label,
            list(options),
            key=key,
            format_func=lambda i: options.get(i, i),
            on_change=_write,
            args=(name, default),
        )
    else:
        found = st.segmented_control(
            label,
            list(options),
            required=True,
            key=key,
            format_func=lambda i: options.get(i, i),
            on_change=_write,
            args=(name, default),
        )
    return found or default


def _write(name: str, default: str) -> None:
    value = st.session_state[f"one_of_{name}"]
    if value and value != default:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
