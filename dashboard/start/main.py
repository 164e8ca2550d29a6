"""What every page stands in: the menu, the warehouse or how to make one, the search, the page, the foot."""

from __future__ import annotations

import streamlit as st

from dashboard import menu, warehouse
from dashboard.pages import search
from dashboard.parts import controls
from dashboard.start import shell
from ingest.warehouse import releases


def run() -> None:
    """One run of one page, which reads one copy of the warehouse from its first question to its last."""
    page = st.navigation(list(menu.for_menu().values()), position="top")
    spec = menu.spec_of(page.url_path)
    # First of all: the release that this visit pins decides which warehouse is asked.
    controls.follow(spec.path)
    st.set_page_config(page_title=f"{spec.title} · Disclosed")
    try:
        copy = warehouse.current()
    except warehouse.NoWarehouse as problem:
        shell.no_warehouse(problem)
        return
    except releases.UnknownRelease:
        shell.unknown_release()
        return
    with st.container(key="search_box"):
        search.box()
    shell.banner(copy)
    shell.unknown_values(spec.path)
    page.run()
    shell.foot(copy)


st.set_page_config(page_title="Disclosed", layout="wide", initial_sidebar_state="collapsed")
shell.style()
with warehouse.held():
    run()
    st.caption(shell.HELP)
