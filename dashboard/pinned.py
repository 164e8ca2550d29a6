"""The release that an address pins -> of which release everything is that is asked of the warehouse.

Protects: `release=` in any address shows that release and no other; one that is not kept is refused with those that
are, for another release's numbers would mislead.
"""

import re
from contextvars import ContextVar
from urllib.parse import quote

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

NAME = "release"
of_request: ContextVar[str | None] = ContextVar("release_of_request", default=None)
"""What a request's address asks for, set by `warehouse.held`, as the reader's forces are, which its links keep."""
forces: ContextVar[tuple[str, ...]] = ContextVar("forces_of_request", default=())
NO_PAGE = re.compile(r"/(api|chart|data|embed|evidence|feed)\b")


def asked() -> str | None:
    """The release that the page's or the request's address asks for; None for the newest."""
    is_page = get_script_run_ctx(suppress_warning=True) is not None
    return (st.query_params.get(NAME) or None) if is_page else of_request.get()


def address(inside: str) -> str:
    """An address of ours, of the release that is shown: a reader who follows links stays in it, with their forces."""
    kept = {NAME: (asked(),), "force": () if NO_PAGE.match(inside) else forces.get()}
    more = [f"{name}={quote(one)}" for name, all_ in kept.items() if f"{name}=" not in inside for one in all_ if one]
    return f"{inside}{'&' if '?' in inside else '?'}{'&'.join(more)}" if more else inside
