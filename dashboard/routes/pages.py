"""What a page's address answers before any JavaScript: title, description and picture, 404 with the nearest, 410 for
what was erased; from where it may load; and who may speak to a desk.

Protects: an unknown address is never answered with a 200; at a desk no page of another origin presses a button.
"""

import os
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from hmac import compare_digest
from urllib.parse import parse_qsl

import streamlit as st
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import extract, installation, menu, pinned, warehouse
from dashboard.pages import search
from dashboard.parts.controls import Address, of
from dashboard.parts.listing import STATIC, render
from dashboard.routes.data import ONE_RELEASE, POLICIES, PREFIXES, refused
from ingest.extracts import metadata
from ingest.extracts.wanted import FILTERS

SERVED = re.compile(rf"(_stcore|media|component|sql)/.*|({'|'.join(PREFIXES)})(/.*)?|force/[^/]+|feed\.xml")
"""Where no page is: Streamlit's own addresses, and those that answer for themselves. Every other one is a page."""
OF_STREAMLIT = ("static/", "favicon.png")  # its files
NEAREST = 4
THINGS = ("force", "source", "measure", "offence")  # whose pages are of the one that `id` names
MARKS = ("id", "figure")  # the parameters of a page's address that name a source, a figure or an answer
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
NAMES = ("127.0.0.1", "localhost", "[::1]")  # how the desk's own machine may be called in an address
FORBIDDEN = 1008  # the code by which a refused websocket is closed: "policy violation"


def middleware(answer: Callable[[ASGIApp, Scope, Receive, Send], Awaitable[None]]) -> Callable[[ASGIApp], ASGIApp]:
    return lambda app: partial(answer, app)


@middleware
async def headers(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """The app, whose pages call no other host and stand in nobody else's frame, except /embed."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = MutableHeaders(scope=message)
            given.setdefault("X-Content-Type-Options", "nosniff")
            given.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
            if given.get("content-type", "").startswith("text/html"):
                given.setdefault(*POLICIES["page"])
        await send(message)

    await app(scope, receive, sending if scope["type"] == "http" else send)


@middleware
async def own_page_only(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """The app; a desk refuses every host and origin but its own, and whoever has not the token of this start."""
    if scope["type"] not in ("http", "websocket") or os.environ.get(installation.DESK) != "1":
        await app(scope, receive, send)
        return
    asked = HTTPConnection(scope)
    port, token = int(st.get_option("server.port")), os.environ.get(installation.DESK_TOKEN, "")
    cookie = f"disclosed_desk_{port}"  # desks at two ports of one machine don't take each other's away
    hosts, origins = (asked.headers.getlist(name) for name in ("host", "origin"))
    is_own_host = len(hosts) == 1 and hosts[0] in {f"{name}:{port}" for name in NAMES}
    may_lack_origin = scope["type"] == "http" and not origins  # a websocket must have one
    is_own = is_own_host and (may_lack_origin or origins == [f"http://{hosts[0]}"])
    if is_own and is_token(token, asked.cookies.get(cookie, "")):
        await app(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": FORBIDDEN})
    elif is_own and scope["method"] == "GET" and is_token(token, asked.query_params.get("token", "")):
        rest = asked.url.remove_query_params("token").query
        answer = RedirectResponse(f"{scope['path']}{'?' if rest else ''}{rest}", 303)
        answer.set_cookie(cookie, token, httponly=True, samesite="strict")
        await answer(scope, receive, send)
    else:
        await PlainTextResponse(render("not_yours.txt"), 403)(scope, receive, send)


def is_token(token: str, given: str) -> bool:
    return bool(token) and compare_digest(token.encode(), given.encode())


@middleware
async def pages(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """The app, with what its pages answer by themselves."""
    path = str(scope["path"])[1:] if scope["type"] == "http" else ""
    is_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not SERVED.fullmatch(path)
    is_page &= not (path.startswith(OF_STREAMLIT) and (STATIC / path).is_file())
    if is_page and not path.endswith("/"):  # Streamlit leads from there to the address without
        query = scope["query_string"].decode("latin-1")
        answer = await run_in_threadpool(refusal, path, query)
        if answer is None:
            html = SHELL.replace("<title>Streamlit</title>", await run_in_threadpool(head_of, path, query), 1)
            answer = HTMLResponse(html, headers={"Cache-Control": "no-cache"})
        await answer(scope, receive, send)
    else:
        await app(scope, receive, send)


def refusal(path: str, query: str) -> Response | None:
    """The answer to a page's address that must be refused, before Streamlit would answer any with a 200; else None."""
    at = of(f"/{path}", parse_qsl(query))
    if path not in [spec.path for spec in menu.written()]:
        asked, every = search.folded(path), {f"/{spec.path}": spec.title for spec in menu.PAGES if spec.is_in_menu}
        with warehouse.held(None, at.all("force")):
            with suppress(warehouse.NoWarehouse):
                every = {hit.path: hit.title for hit in search.find(asked)[:NEAREST] if len(asked) > 2} or every
            said = f"There is no page at /{path}. {'These are' if '/method' in every else 'Nearest are'}:"
            return refused("No page is here", said, 404, list(every.items()), asked)
    pins = at.all(pinned.NAME)
    try:
        if gone := warehouse.erased([mark for name in MARKS for mark in at.all(name)]):
            return refused("This was erased", gone, 410)
        if len(pins) > 1:
            return refused("One release at a time", ONE_RELEASE, 400)
        if pins and pins[0] not in warehouse.known_releases():
            said = render("unknown_release.txt", release=pins[0], kept=warehouse.known_releases())
            return refused("That release is not here", said, 404)
        with warehouse.held(at.one(pinned.NAME), at.all("force")):
            return _elsewhere(path, at)
    except warehouse.NoWarehouse:
        return None  # the page says so


def _elsewhere(path: str, at: Address) -> Response | None:
    """404 where a page's one thing, or all that a filter asks for, is not here; from a force's name to its page."""
    if called := warehouse.values("force_called", {"name": at.one("id")}) if path == "force" else ():
        return RedirectResponse(at.but(id=called[0][0]).link)
    of_many = {name: name for name in THINGS if name in FILTERS}
    for name, thing in ({"id": path} if path in THINGS and at.one("id") else of_many).items():
        if (asked := at.all(name)) and not extract.known(thing).keys() & {*asked}:
            said, near = f"There is no {thing} “{asked[-1]}” in this", extract.nearest(thing, asked[-1], NEAREST, 0.0)
            links = [(at.but(**{name: id_}).link, title) for id_, title in near.items()]
            return refused(f"No such {thing} is here", f"{said} release. Nearest are:", 404, links, asked[-1])
    return None


def head_of(path: str, query: str) -> str:
    spec = menu.spec_of(path)
    at = of(f"/{path}", parse_qsl(query))
    title, about, picture, dataset = spec.title, spec.about, "", ""
    with suppress(Exception), warehouse.held(at.one(pinned.NAME)):  # what can't be drawn says so itself
        title, about, picture = spec.head(at) or (title, about, picture)
        if path == "download":  # as search engines for datasets read the release
            dataset = metadata.in_html(metadata.dataset(extract.release(), installation.base_url()))
    whole = f"{title} · Disclosed" if path else "Disclosed: what police forces have said about online grooming"
    base, preload, other = installation.base_url(), PRELOAD * bool(picture), "map" if path == "forces" else "court"
    return render(
        "head.html", title=whole, about=about, base=base, link=f"{base}{at.link}", preload=preload,
        picture=picture or f"/chart/{other}.png", dataset=Markup(dataset),
    )  # fmt: skip
