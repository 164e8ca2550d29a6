"""A page of another origin, be it another port of this machine, can't speak to the desk; nor can one without the token
of this start. The desk's own page can."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from .test_desk import Desk, desk  # noqa: F401  the same desk, as the command opens it

pytestmark = pytest.mark.browser

CAN_CONNECT = """address => new Promise(done => {
    const socket = new WebSocket(address, ['streamlit']);
    socket.onopen = () => { socket.close(); done(true); };
    socket.onerror = () => done(false);
})"""


class Empty(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Another page</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def another_port() -> Iterator[str]:
    """A page at another port of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def stranger(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never opened the desk's address."""
    context = browser.new_context()
    yield context
    context.close()


def socket_of(desk: Desk, host: str = "127.0.0.1") -> str:  # noqa: F811
    return desk.app.address.replace("http://127.0.0.1", f"ws://{host}") + "/_stcore/stream"


def test_a_page_at_another_port_cant_speak_to_the_desk_though_the_reviewer_opened_both(
    stranger: BrowserContext,
    desk: Desk,  # noqa: F811
    another_port: str,
) -> None:
    page = stranger.new_page()
    page.goto(desk.first)
    page.get_by_label("Your initials").wait_for()
    assert page.evaluate(CAN_CONNECT, socket_of(desk))
    for other in (another_port, another_port.replace("127.0.0.1", "localhost")):
        page.goto(other)
        assert not page.evaluate(CAN_CONNECT, socket_of(desk))
        assert not page.evaluate(CAN_CONNECT, socket_of(desk, "localhost"))
    answer = page.request.get(f"{desk.app.address}/desk", headers={"Origin": another_port})
    assert answer.status == 403


def test_without_the_token_of_this_start_nothing_is_answered(stranger: BrowserContext, desk: Desk) -> None:  # noqa: F811
    page = stranger.new_page()
    for path in ("/", "/desk", "/desk?token=", "/desk?token=guessed", "/_stcore/health", "/data/figures.csv"):
        answer = page.goto(desk.app.address + path)
        assert answer is not None and answer.status == 403
    assert not page.evaluate(CAN_CONNECT, socket_of(desk))


def test_the_token_leaves_the_address_and_is_no_scripts(stranger: BrowserContext, desk: Desk) -> None:  # noqa: F811
    page = stranger.new_page()
    page.goto(desk.first)
    page.get_by_label("Your initials").wait_for()
    assert re.fullmatch(r".*/desk", page.url)
    (kept,) = [one for one in stranger.cookies() if one["name"].startswith("disclosed_desk_")]
    assert kept["httpOnly"] and kept["sameSite"] == "Strict"
    assert "disclosed_desk" not in page.evaluate("document.cookie")
