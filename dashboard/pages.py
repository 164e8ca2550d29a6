"""Every page of the dashboard, in the order of the menu. Adding a page: one file in views/ and one line here.

A page whose file is not there is not in the menu. `filters` are those that the page uses: the bar shows them, and says
which others are set and do nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard.desk import opened

VIEWS = Path(__file__).resolve().parent / "views"
FIGURES = ("measure", "offence", "period", "force", "area_kind", "kind", "hand", "campaign")


@dataclass(frozen=True)
class PageSpec:
    """One page: its file in views/, its address, the title in menu and tab, the filters that it uses."""

    file: str
    path: str
    title: str
    filters: tuple[str, ...] = ()
    is_in_menu: bool = True


PAGES = (
    PageSpec("overview", "", "Overview", FIGURES),
    PageSpec("compare", "compare", "Compare", FIGURES),
    PageSpec("time", "time", "Over time", FIGURES),
    PageSpec("offences", "offences", "Offences", FIGURES),
    PageSpec("activists", "activists", "Activist evidence", FIGURES),
    PageSpec("answers", "answers", "Answers", ("campaign", "force", "measure", "offence", "period", "hand")),
    PageSpec("sources", "sources", "Sources", ("force", "kind", "campaign", "hand")),
    PageSpec("download", "download", "Download", FIGURES),
    PageSpec("method", "method", "Method"),
    PageSpec("force", "force", "Force", ("measure", "offence", "period", "kind", "hand"), is_in_menu=False),
    PageSpec("source", "source", "Source", is_in_menu=False),
    PageSpec("measure", "measure", "Measure", is_in_menu=False),
    PageSpec("offence", "offence", "Offence", is_in_menu=False),
    PageSpec("changes", "changes", "Changes", is_in_menu=False),
    PageSpec("checks", "checks", "Checks", ("force",), is_in_menu=False),
    PageSpec("reports", "reports", "Reports", is_in_menu=False),
)
DESK = PageSpec("desk", "desk", "Desk")


def written() -> tuple[PageSpec, ...]:
    """The pages whose file is there; the desk where this app is one."""
    own = (*PAGES, DESK) if opened.is_open() else PAGES
    return tuple(spec for spec in own if (VIEWS / f"{spec.file}.py").is_file())


def for_menu() -> dict[str, object]:
    """Path to Streamlit page, for st.navigation."""
    return {
        spec.path: st.Page(
            VIEWS / f"{spec.file}.py",
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
