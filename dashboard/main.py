"""What every page stands in: the menu, the warehouse or how to make one, the filters, the page, the foot."""

from __future__ import annotations

import streamlit as st

from dashboard import filter_bar, filters, pages, shell, warehouse
from ingest.warehouse import releases

st.set_page_config(page_title="Disclosed", layout="wide", initial_sidebar_state="collapsed")
shell.style()
menu = pages.for_menu()
page = st.navigation(list(menu.values()), position="top")
spec = pages.spec_of(page.url_path)

filters.follow(spec.path)  # first of all: the release that this visit pins decides which warehouse is asked
try:
    copy = warehouse.current()
except warehouse.NoWarehouse as problem:
    shell.no_warehouse(problem)
    st.stop()
except releases.UnknownRelease:
    shell.unknown_release()
    st.stop()

st.set_page_config(page_title=f"{spec.title} · Disclosed")
shell.banner(copy)
filter_bar.show(spec)
page.run()
shell.foot(copy)
