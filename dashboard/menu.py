"""Every page of the dashboard, in the order of menu.csv. Adding a page: one file in pages/ and one line there."""

import csv
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import streamlit as st

from dashboard import installation
from dashboard.parts.controls import Address


@dataclass(frozen=True)
class PageSpec:
    """One page: its module in pages/ and address, its title in menu and tab, a sentence on it for search engines, the
    heading and sentence with which it begins. `of`: the module of several. `charts`: what its published page draws."""

    file: str
    title: str
    about: str = ""
    heading: str = ""
    lead: str = ""
    is_in_menu: bool = True
    of: str = ""
    charts: str = ""

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
        if self.heading:
            st.title(self.heading)
        if self.lead:
            st.markdown(self.lead)
        (getattr(self.module, f"show_{self.file}") if self.of else self.module.show)()


with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as _file:
    PAGES = tuple(PageSpec(**row | {"is_in_menu": row["is_in_menu"] == "yes"}) for row in csv.DictReader(_file))
DESK = PageSpec("desk", "Desk", heading="Desk")


def written() -> tuple[PageSpec, ...]:
    """Every page; the desk where this app is one."""
    return (*PAGES, DESK) if installation.is_desk() else PAGES


def spec_of(path: str) -> PageSpec:
    return next(spec for spec in (*PAGES, DESK) if spec.path == path)
