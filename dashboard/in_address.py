"""A page's own choices in the address -> lists that are set from it and write to it, and links that stay in this window.

Protects: the address is the one truth, so a link shows another person the same; a value that is not known is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st


def select(
    label: str, options: Mapping[str, str], name: str, default: str | None = None, placeholder: str | None = None
) -> str | None:
    """The option (an id) that the address names, or `default`, which keeps the address clean. `options` are id to words."""
    asked = st.query_params.get(name)
    key = f"choice_{name}"
    st.session_state[key] = asked if asked in options else default
    return st.selectbox(
        label,
        list(options),
        index=None,
        key=key,
        format_func=lambda one: options.get(one, one),
        placeholder=placeholder or "choose",
        on_change=_write,
        args=(name, key, default),
    )


def _write(name: str, key: str, default: str | None) -> None:
    value = st.session_state[key]
    if value and value != default:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def link(text: str, address: str) -> str:
    """HTML of a link to another state of this page, in the same window (Markdown's links open a new one)."""
    return f'<a href="{escape(address, quote=True)}" target="_self">{escape(text)}</a>'
