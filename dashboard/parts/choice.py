"""One choice of a page in its address: the first option is the default and leaves the address clean."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.parts.address import put


def one_of(label: str, name: str, options: Mapping[str, str]) -> str:
    """One of `options` (id to words) from a list; it stands in the address as `name=id`. An id that is not offered here
    is the default, and the list shows so."""
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
