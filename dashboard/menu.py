"""Every page of the dashboard, in the order of the menu. Adding a page: one file in pages/ and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import installation
from dashboard.parts.controls import Address


@dataclass(frozen=True)
class PageSpec:
    """One page: its module in pages/ (with a function `show`), which is its address too, its title in menu and tab, and
    a sentence on it for the search, search engines and shared links. `draws`: whether it has charts of its own. `of`:
    the module of what has more pages than one, whose `show` is told which."""

    file: str
    title: str
    about: str = ""
    is_in_menu: bool = True
    draws: bool = True
    of: str = ""

    @property
    def path(self) -> str:
        return "" if self.file == "overview" else self.file

    def head(self, at: Address) -> tuple[str, str, str] | None:
        """Title, description and picture of exactly this address, as the page or else its chart says them; or None."""
        if hasattr(self.module, "head"):
            return self.module.head(at)  # type: ignore[no-any-return]
        chart = self.module.chart(at) if hasattr(self.module, "chart") else None
        return chart.head if chart else None

    @property
    def module(self) -> ModuleType:
        return import_module(f"dashboard.pages.{self.of or self.file}")

    def show(self) -> None:
        """Draw it."""
        self.module.show(*([self.file] if self.of else []))


# fmt: off
PAGES = (
    PageSpec("overview", "Overview",
        "What police forces have said about arrests for online grooming, and how many rested on the evidence "
        "of activist groups."),
    PageSpec("activists", "Arrests and groups",
        "Every count of arrests for online sexual offences against children, and of those on activist groups'"
        " evidence."),
    PageSpec("compare", "Compare", "Police forces side by side: what was counted, for which offence, in which year."),
    PageSpec("time", "Over time", "Each force's counts over the years, beside all others."),
    PageSpec("offences", "Offences", "Which offences police forces counted, section by section."),
    PageSpec("forces", "Forces", "Every police force: its latest counts and what it answered.", draws=False),
    PageSpec("answers", "Answers", "Which police forces answered which question, and what the others said."),
    PageSpec("download", "Data", "Every figure with its source: extracts, addresses, how to cite."),
    PageSpec("method", "About", "How a document becomes a figure, what the words mean, what may not be concluded."),
    PageSpec("sql", "SQL", "Ask every figure and answer in SQL, in your own browser.", is_in_menu=False, draws=False),
    PageSpec("sources", "Sources", "Every answer, page and table that figures were read in.", is_in_menu=False),
    PageSpec("force", "Force", "One police force: what it counted, answered and did not.", is_in_menu=False),
    PageSpec("source", "Source", "One source and every figure that was read in it.", is_in_menu=False),
    PageSpec("measure", "Measure", "What one measure counts, and every figure of it.", False, of="one_thing"),
    PageSpec("offence", "Offence", "What one offence is, and every figure of it.", False, of="one_thing"),
    PageSpec("changes", "Changes", "What changed between two releases.", is_in_menu=False),
    PageSpec("checks", "Checks", "What checks found in this release.", is_in_menu=False),
    PageSpec("reports", "Reports", "Reports of error, and all that was corrected or withdrawn.", is_in_menu=False),
    PageSpec("search", "Search", "Search forces, offences, places, sources and answers.", is_in_menu=False),
)
# fmt: on
DESK = PageSpec("desk", "Desk")


def written() -> tuple[PageSpec, ...]:
    """Every page; the desk where this app is one."""
    return (*PAGES, DESK) if installation.is_desk() else PAGES


def for_menu() -> dict[str, StreamlitPage]:
    """Path to Streamlit page, for st.navigation."""
    return {
        spec.path: st.Page(
            spec.show,
            title=spec.title,
            url_path=spec.path,
            default=spec.path == "",
            visibility="visible" if spec.is_in_menu else "hidden",
        )
        for spec in written()
    }


def spec_of(path: str) -> PageSpec:
    """The page at an address."""
    return next(spec for spec in (*PAGES, DESK) if spec.path == path)
