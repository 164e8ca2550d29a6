"""What a page's address answers before any JavaScript runs: its own title, description and picture in the first HTML,
404 with the nearest pages where no page is, and the refusals of what was erased or is not kept.

Protects: a shared link says what it leads to; an unknown address is never answered with a page and a 200.
"""

from __future__ import annotations

from difflib import get_close_matches
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import installation, menu, pinned, refusals, warehouse
from dashboard.parts.address import Address, of

SERVED = (
    "_stcore/", "media/", "component/", "static/", "data", "evidence", "figure", "embed", "chart", "api", "health",
    "feed.xml", "force/", "favicon", "vendor/",
)  # fmt: skip
"""Where no page is: Streamlit's own addresses, and those that answer for themselves. Every other one is a page."""
NEAREST = 4
HEAD = """<title>{title}</title><meta name="description" content="{about}">
<link rel="canonical" href="{link}"><meta property="og:title" content="{title}">
<meta property="og:description" content="{about}"><meta property="og:type" content="website">
<meta property="og:url" content="{link}"><meta name="twitter:card" content="summary_large_image">{picture}"""
PLOTLY = next((Path(st.__file__).parent / "static" / "static" / "js").glob("PlotlyChart.*.js"), None)
PRELOAD = f'<script type="module" async crossorigin src="/static/js/{PLOTLY.name}"></script>' if PLOTLY else ""
"""The browser loads what draws charts with the page; Streamlit asks for it only when the first chart has come."""


class Pages:
    """The app, with what its pages answer by themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"]).strip("/") if scope["type"] == "http" else ""
        is_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not path.startswith(SERVED)
        if not is_page:
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        refused = await run_in_threadpool(refusal, path, query)
        if refused is not None:
            await refused(scope, receive, send)
            return
        head = await run_in_threadpool(head_of, path, query)
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": headers}, receive, _with_head(send, head))  # packed, the title is not found


def refusal(path: str, query: str) -> HTMLResponse | None:
    """404 for an address where no page is; what refusals.py refuses; else None."""
    known = [spec.path for spec in menu.written()]
    if path not in known:
        near = get_close_matches(path, [one for one in known if one], n=NEAREST, cutoff=0.3) or ["forces", "compare"]
        links = ", ".join(f'<a href="/{one}">/{one}</a>' for one in near)
        return refusals.page("No page is here", f"There is no page at /{escape(path)}. Nearest are {links}.", 404)
    return refusals.refusal(query)


def head_of(path: str, query: str) -> str:
    """The lines for the head of a page's first HTML."""
    spec = menu.spec_of(path)
    at = of(f"/{path}", parse_qsl(query))
    title, about, picture = spec.title, spec.about, ""
    try:
        with pinned.to(at.one(pinned.NAME)), warehouse.held():
            found = spec.head(at)
    except Exception:  # a page that can't be drawn says so itself
        found = None
    if found is not None:
        title, about, picture = found
    whole = f"{title} · Disclosed" if path else "Disclosed: what police forces have said about online grooming"
    shown = f'<meta property="og:image" content="{escape(installation.base_url() + picture, quote=True)}">'
    shown = f"{shown if picture else ''}{PRELOAD if picture and spec.draws else ''}"
    link = escape(f"{installation.base_url()}{Address(at.path, at.asked).link}", quote=True)
    return HEAD.format(title=escape(whole, quote=True), about=escape(about, quote=True), link=link, picture=shown)


def _with_head(send: Send, head: str) -> Send:
    """Send on, with the title of Streamlit's first HTML replaced by the page's own lines."""
    started: Message | None = None
    body = b""

    async def sending(message: Message) -> None:
        nonlocal started, body
        if message["type"] == "http.response.start":
            is_html = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            if not is_html:
                await send(message)
                return
            started = message
            return
        if started is None:
            await send(message)
            return
        body += message.get("body", b"")
        if message.get("more_body"):
            return
        changed = body.replace(b"<title>Streamlit</title>", head.encode("utf-8"), 1)
        headers = MutableHeaders(raw=list(started["headers"]))
        if body:
            headers["content-length"] = str(len(changed))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]  # of the shell that all pages share
        await send({**started, "headers": headers.raw})
        await send({"type": "http.response.body", "body": changed})

    return sending
