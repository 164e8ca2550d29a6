"""An address of a page that must be refused -> its answer, before Streamlit would answer any page with a 200.

Protects: a link to a release that is not kept says so with 404, and one to what was erased with 410, to people and to
programs alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse

from dashboard import pinned, warehouse, words
from dashboard.html import render

ONE_RELEASE = "The address names several releases. Name one: release=…"
MARKS = ("id", "figure")  # the parameters of a page's address that name a source, a figure or an answer


def refusal(query: str) -> HTMLResponse | None:
    """The answer to a page's query when it must be refused, else None."""
    asked = parse_qs(query)
    pins = set(asked.get(pinned.NAME, []))
    try:
        gone = erased([mark for name in MARKS for mark in asked.get(name, [])])
        unknown = pins.difference(warehouse.known_releases() if pins else ())
    except warehouse.NoWarehouse:
        return None  # the page says so
    if gone:
        return page("This was erased", gone, 410)
    if len(pins) > 1:
        return page("One release at a time", ONE_RELEASE, 400)
    return page("That release is not here", unknown_release(unknown.pop()), 404) if unknown else None


def erased(marks: Iterable[str]) -> str | None:
    """What to say of the first of these ids that was erased; None when none was."""
    asked = set(marks)
    for mark, on, reason in warehouse.all_erased() if asked else ():
        if mark in asked:
            return f"{mark} was erased on {words.day(on)}, with its document, its words and its pictures: {reason}"
    return None


def unknown_release(release: str) -> str:
    """What to say of a release that is not kept, with those that are."""
    known = words.listed(warehouse.known_releases())
    return (
        f"The address asks for release “{release}”, which is not kept here. Figures may have changed since, so nothing "
        f"is shown in its place. Kept are {known}. Without “release=” an address shows the newest."
    )


def page(title: str, said: str, status: int, near: Sequence[tuple[str, str]] = ()) -> HTMLResponse:
    """The refusal as a page; `near` are addresses that may have been meant, with their words."""
    return HTMLResponse(render("refusal.html", title=title, said=said, near=near), status)
