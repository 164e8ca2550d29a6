"""What every page stands in: style, menu, the warehouse's state or how to make one, search, the page, and at its foot
the release, who corrects errors and where to turn in danger."""

from pathlib import Path
from typing import Literal

import streamlit as st

from dashboard import extract, installation, menu, pinned, warehouse, words
from dashboard.charts import plotly
from dashboard.pages import search
from dashboard.parts import controls, statuses
from dashboard.parts.listing import render
from ingest.extracts import metadata
from ingest.extracts.wanted import FILTERS
from ingest.warehouse import releases

ROLES = ("paper", "ink", "quiet", "rule", "link")
HERE = Path(__file__).resolve().parent
STYLES = ("style.css", "listing.css", "evidence.css")


def style() -> None:
    colours = "".join(f"--{role}:{plotly.palette()[role]};" for role in ROLES)
    rules = "\n".join((HERE / file).read_text(encoding="utf-8") for file in STYLES)
    st.html(f"<style>:root{{{colours}}}\n{rules}</style>")
    links = (HERE / "links.js").read_text(encoding="utf-8")
    st.html(f"<script>{links}</script>", unsafe_allow_javascript=True, width="content")


def banner(copy: warehouse.Copy) -> None:
    """Say when an earlier release is shown: the address pins it, or a newer warehouse does not open."""
    newest = warehouse.newest()
    if copy.release != newest.release:
        st.info(render("earlier.md", copy=copy, newest=newest))
        st.button(f"Show release {newest.release}", on_click=lambda: controls.put(release=None))
    if copy.problem:
        st.warning(render("last_good.md", copy=copy, how=warehouse.HOW_TO_BUILD))


def unknown_values(path: str) -> None:
    """Say what of the address is not known here, and what is: nothing that was asked for is ignored."""
    here = controls.now(f"/{path}")
    names = (*controls.NAMES, *(controls.OF_ROWS if path == "download" else ()))
    left_out = {
        f"“{name}”": [words.link(other, here.but(**{name: None, other: here.all(name)}).link) for other in like]
        for name, like in controls.not_understood(here.asked, names).items()
    }
    for name, (_, title) in FILTERS.items():
        for value in here.all(name) if name in names and name != pinned.NAME else ():
            if value not in extract.known(name):
                near = extract.nearest(name, value, 3, 0.0).items()
                left_out[f"{title} “{value}”"] = [words.link(said, here.but(**{name: id_}).link) for id_, said in near]
    is_known = "select 1 from all_figures where figure_id = $id union all select 1 from outcomes where outcome_id = $id"
    if path != "source" and (mark := here.one("figure")) and not warehouse.values(is_known, {"id": mark}):
        left_out[f"the figure “{mark}”" if mark.isalnum() else "a figure"] = []
    for what, links in left_out.items():
        st.warning(render("left_out.md", what=what, links=", ".join(links)))


def foot(copy: warehouse.Copy) -> None:
    """Release, day, whether anybody has checked a figure, who corrects errors, and the licence of what is official."""
    given = {"editor": installation.who_corrects(), "rights": metadata.RIGHTS[:-1], "licence": metadata.OGL}
    st.container(key="foot").caption(render("foot.md", copy=copy, reviewed=statuses.checked(), **given))


def run() -> None:
    """One run of one page, which reads one copy of the warehouse from its first question to its last."""
    in_menu: dict[bool, Literal["visible", "hidden"]] = {True: "visible", False: "hidden"}
    pages = [
        st.Page(
            spec.show, title=spec.title, url_path=spec.path, default=not spec.path, visibility=in_menu[spec.is_in_menu]
        )
        for spec in menu.written()
    ]
    page = st.navigation(pages, position="top")
    spec = menu.spec_of(page.url_path)
    # First of all: the release that this visit pins decides which warehouse is asked.
    controls.follow(spec.path)
    st.set_page_config(page_title=f"{spec.title} · Disclosed")
    try:
        copy = warehouse.current()
    except warehouse.NoWarehouse as problem:
        st.title("Disclosed has no figures yet")
        st.markdown(render("no_warehouse.md", problem=problem, how=warehouse.HOW_TO_BUILD))
        return
    except releases.UnknownRelease:
        st.title("That release is not here")  # nothing is shown in its place
        said = render("unknown_release.txt", release=pinned.asked(), kept=warehouse.known_releases())
        st.markdown(words.verbatim(said))
        return
    if not spec.is_in_menu and (head := spec.head(controls.now(f"/{spec.path}"))):  # a tab of one force has its name
        st.set_page_config(page_title=f"{head[0]} · Disclosed")
    with st.container(key="search_box"):
        search.box()
    banner(copy)
    unknown_values(spec.path)
    page.run()
    foot(copy)


if __name__ == "__main__":
    st.set_page_config(page_title="Disclosed", layout="wide", initial_sidebar_state="collapsed")
    style()
    with warehouse.held():
        run()
        st.caption(render("help.md"))
