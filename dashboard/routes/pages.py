"""What a page's address answers before any JavaScript runs: its own title, description and picture in the first HTML,
404 with the nearest pages where no page is or a release is not kept, 410 for what was erased; and from where it may
load.

Protects: a shared link says what it leads to; an unknown address is never answered with a page and a 200.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl

import streamlit as st
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import extract, installation, menu, pinned, states, warehouse
from dashboard.parts.controls import of
from dashboard.parts.listing import render
from dashboard.routes.data import ONE_RELEASE, refused
from ingest.extracts import metadata

SERVED = (
    "_stcore/", "media/", "component/", "static/", "data", "evidence", "figure", "embed", "chart", "api", "health",
    "feed.xml", "force/", "sql/", "favicon", "vendor/",
)  # fmt: skip
"""Where no page is: Streamlit's own addresses, and those that answer for themselves. Every other one is a page."""
NEAREST = 4
MARKS = ("id", "figure")  # the parameters of a page's address that name a source, a figure or an answer
STATIC = Path(st.__file__).parent / "static"
SHELL = (STATIC / "index.html").read_text(encoding="utf-8")
"""Streamlit's own first HTML, the same for all pages except its title."""
LATE = ("PlotlyChart", "Html", "TextInput", "Multiselect", "Slider", "Selectbox", "ButtonGroup", "BidiComponent")
PRELOAD = Markup("").join(
    Markup('<script type="module" async crossorigin src="/static/js/{}"></script>').format(file.name)
    for name in LATE
    for file in (STATIC / "static" / "js").glob(f"{name}.*.js")
)
"""Loaded with the page: what draws charts and what stands around them. Streamlit would ask for some forty files one
after the other, each when it is needed, and the first chart would wait for all of them."""


POLICY = "; ".join(
    (
        "img-src 'self' data: blob:",  # Plotly's picture button makes a blob
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
        "frame-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""Content-Security-Policy of a page: images, styles, fonts and frames of our own alone."""


class Headers:
    """The app, telling the browser from where a page may load: no page calls another host, whatever a document's words
    would have it do, and nobody shows a page of ours inside theirs, except /embed, which has its own policy."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
                if headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("Content-Security-Policy", POLICY)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class Pages:
    """The app, with what its pages answer by themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"])[1:] if scope["type"] == "http" else ""
        is_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not path.startswith(SERVED)
        if is_page and not path.endswith("/"):  # Streamlit leads from there to the address without
            query = scope["query_string"].decode("latin-1")
            answer = await run_in_threadpool(refusal, path, query)
            if answer is None:
                head = await run_in_threadpool(head_of, path, query)
                html = SHELL.replace("<title>Streamlit</title>", head, 1)
                answer = HTMLResponse(html, headers={"Cache-Control": "no-cache"})
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def refusal(path: str, query: str) -> HTMLResponse | None:
    """The answer to a page's address that must be refused, before Streamlit would answer any with a 200; else None."""
    known = [spec.path for spec in menu.written()]
    if path not in known:
        near = get_close_matches(path, [name for name in known if name], n=NEAREST, cutoff=0.3) or ["forces", "compare"]
        links = [(f"/{name}", f"/{name}") for name in near]
        return refused("No page is here", f"There is no page at /{path}. Nearest are:", 404, links)
    asked = parse_qs(query)
    pins = set(asked.get(pinned.NAME, []))
    try:
        gone = states.erased([mark for name in MARKS for mark in asked.get(name, [])])
        unknown = pins.difference(warehouse.known_releases() if pins else ())
    except warehouse.NoWarehouse:
        return None  # the page says so
    if gone:
        return refused("This was erased", gone, 410)
    if len(pins) > 1:
        return refused("One release at a time", ONE_RELEASE, 400)
    return refused("That release is not here", states.unknown_release(unknown.pop()), 404) if unknown else None


def head_of(path: str, query: str) -> str:
    """The lines for the head of a page's first HTML."""
    spec = menu.spec_of(path)
    at = of(f"/{path}", parse_qsl(query))
    title, about, picture, dataset = spec.title, spec.about, "", ""
    try:
        with pinned.to(at.one(pinned.NAME)), warehouse.held():
            title, about, picture = spec.head(at) or (title, about, picture)
            if path == "download":  # as search engines for datasets read the release
                dataset = metadata.in_html(metadata.dataset(extract.release(), installation.base_url()))
    except Exception:  # a page that can't be drawn says so itself
        title, about, picture = spec.title, spec.about, ""
    whole = f"{title} · Disclosed" if path else "Disclosed: what police forces have said about online grooming"
    base, preload = installation.base_url(), PRELOAD if picture and spec.draws else ""
    return render(
        "head.html", title=whole, about=about, base=base, link=f"{base}{at.link}", picture=picture, preload=preload,
        dataset=Markup(dataset),
    )  # fmt: skip
