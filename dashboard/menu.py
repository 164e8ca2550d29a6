"""Every page of the dashboard, in the order of menu.csv. Adding a page: one file in pages/ and one line there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from dashboard import installation
from dashboard.parts.controls import Address


@dataclass(frozen=True)
class PageSpec:
    """One page: its module in pages/ (with a function `show`), which is its address too, its title in menu and tab, and
    a sentence on it for the search, search engines and shared links. `of`: the module of what has more pages than one,
    whose `show` is told which."""

    file: str
    title: str
    about: str = ""
    is_in_menu: bool = True
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


with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as _file:
    PAGES = tuple(PageSpec(**row | {"is_in_menu": row["is_in_menu"] == "yes"}) for row in csv.DictReader(_file))
DESK = PageSpec("desk", "Desk")


def written() -> tuple[PageSpec, ...]:
    """Every page; the desk where this app is one."""
    return (*PAGES, DESK) if installation.is_desk() else PAGES


def spec_of(path: str) -> PageSpec:
    """The page at an address."""
    return next(spec for spec in (*PAGES, DESK) if spec.path == path)
