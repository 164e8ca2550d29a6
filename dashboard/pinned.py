"""The release that an address pins -> of which release everything is that is asked of the warehouse.

Protects: `release=` in any address shows that release and no other; one that is not kept is refused with those that
are, for another release's numbers would mislead.
"""

from __future__ import annotations

from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

NAME = "release"
of_request: ContextVar[str | None] = ContextVar("release_of_request", default=None)
"""What a request's address asks for, set by `warehouse.held`."""


def asked() -> str | None:
    """The release that the page's or the request's address asks for; None for the newest."""
    if get_script_run_ctx(suppress_warning=True) is not None:
        return st.query_params.get(NAME) or None
    return of_request.get()


def address(inside: str) -> str:
    """An address of ours, of the release that the page shows: a reader who follows links stays in it."""
    release = asked()
    if release is None or f"{NAME}=" in inside:
        return inside
    return f"{inside}{'&' if '?' in inside else '?'}{NAME}={release}"
