"""Whether this app is somebody's desk, and who may speak to it: opened by `python -m ingest desk`, heard by this
machine alone, answering only the browser that came by the address which the command printed.

Protects: the public app has no such page and writes nothing; at the desk no page of another origin, be it another port
of this machine, presses a button. Origin and host must be exactly the desk's own, and each start has its own token,
which the first address brings and a cookie keeps.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hmac import compare_digest

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SETTING = "DISCLOSED_DESK"
TOKEN = "DISCLOSED_DESK_TOKEN"
"""What `python -m ingest desk` makes anew at each start."""
PARAMETER = "token"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
NAMES = ("127.0.0.1", "localhost", "[::1]")
"""How the desk's own machine may be called in an address."""
FORBIDDEN = 1008
"""The code by which a refused websocket is closed: "policy violation"."""
NOT_YOURS = (
    "This is somebody's desk, and this request did not come from its own page. Open the address that the command "
    "printed when it opened the desk.\n"
)


def is_open() -> bool:
    """Whether the desk's page is to be there."""
    is_asked = os.environ.get(SETTING) == "1" and bool(os.environ.get(TOKEN))
    return is_asked and st.get_option("server.address") in LOOPBACK


class OwnPageOnly:
    """The app; a desk refuses every host and origin but its own, and whoever has not its token."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or os.environ.get(SETTING) != "1":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        port, token = int(st.get_option("server.port")), os.environ.get(TOKEN, "")
        is_own = is_from_own_page(asked.headers.getlist("host"), asked.headers.getlist("origin"), scope["type"], port)
        if is_own and is_token(token, asked.cookies.get(cookie(port), "")):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": FORBIDDEN})
        elif is_own and scope["method"] == "GET" and is_token(token, asked.query_params.get(PARAMETER, "")):
            rest = asked.url.remove_query_params(PARAMETER).query
            answer = RedirectResponse(f"{scope['path']}{'?' if rest else ''}{rest}", 303)
            answer.set_cookie(cookie(port), token, httponly=True, samesite="strict")
            await answer(scope, receive, send)
        else:
            await PlainTextResponse(NOT_YOURS, 403)(scope, receive, send)


def is_from_own_page(hosts: Iterable[str], origins: Iterable[str], kind: str, port: int) -> bool:
    """Whether a request names the desk's host and port, and the same as its origin, which a websocket must have."""
    hosts, origins = list(hosts), list(origins)
    if len(hosts) != 1 or hosts[0] not in {f"{name}:{port}" for name in NAMES}:
        return False
    if not origins:
        return kind == "http"
    return origins == [f"http://{hosts[0]}"]


def is_token(token: str, given: str) -> bool:
    """Whether this is the token of this start; a desk without one opens to nobody."""
    return bool(token) and compare_digest(token.encode(), given.encode())


def cookie(port: int) -> str:
    """The cookie's name: desks at two ports of one machine don't take each other's away."""
    return f"disclosed_desk_{port}"
