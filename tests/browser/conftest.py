"""The dashboard in a real browser: one server for the run, one Chromium for each worker; every console error and
traceback is kept.

Where there is no Chromium the tests skip and say so (with DISCLOSED_NO_SKIPS a skip is an error).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect, sync_playwright

from dashboard import serve
from tests.conftest import once
from tests.in_browser import ADDRESS, COUNT_RUNS, FLAGS, HAS_FINISHED, chromium, started, until

if TYPE_CHECKING:
    from .test_desk import Desk

SECONDS = 40.0
last_port = [0]
SAYS = "document.title + document.querySelector('[data-testid=stMain]').textContent"
GO = f"""path => {{
    window.said_before = {SAYS};
    History.prototype.pushState.call(history, {{}}, '', path);  // the browser's own: links.js adds my forces
    dispatchEvent(new PopStateEvent('popstate', {{state: {{}}}}));
}}"""
HAS_GONE = f"() => window.changes_of_state > 0 || window.said_before !== {SAYS}"
"""Whether the page that was gone to has begun: of one that comes whole at once no state in between is seen."""
AT_DESK = re.compile(r"http://[^ /]+/desk\?token=\S+")
AS_LONG_AS = '"$@" & while kill -0 "$0" && kill -0 $!; do sleep 1; done 2>/dev/null; kill $!'
"""Runs a command for as long as the process lives whose id stands before it."""


@dataclass
class App:
    """The running dashboard: its address, the warehouse it shows, the file that its log goes to."""

    address: str
    warehouse: Path
    log: Path


@dataclass
class Reader:
    """One visitor: a page of the browser, and what went wrong in it."""

    page: Page
    app: App
    logged_before: int = 0
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to an address of the dashboard and wait until its page is whole."""
        self.page.goto(self.app.address + path)
        return self.finish()

    def go(self, path: str) -> Page:
        """Go on to another address within the app, as Back and Forward do: Streamlit is not loaded anew."""
        self.page.evaluate(COUNT_RUNS)
        self.page.evaluate(GO, path)
        until(self.page, HAS_GONE)
        return self.finish()

    def finish(self) -> Page:
        """Wait until Streamlit has run the page to its end."""
        until(self.page, HAS_FINISHED)
        return self.page

    def complaints(self) -> list[str]:
        """What the browser complained of, and what the server wrote down since the visit began where it failed."""
        log = self.app.log.read_text()[self.logged_before :]
        return [*self.errors, log] if "Traceback" in log else list(self.errors)

    def text(self) -> str:
        """What the page says."""
        return self.page.locator('[data-testid="stMain"]').inner_text()


def drawer(page: Page) -> Locator:
    """The drawer with the evidence of a figure, whole: it comes piece by piece, and the links at its foot last."""
    box = page.locator(".st-key-evidence_sheet").first
    box.get_by_role("link", name="Its story and changes").wait_for()
    return box


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = chromium()
    if found is None:
        pytest.skip("no Chromium here: install Debian's chromium to test pages in a browser")
    return found


@pytest.fixture(scope="session")
def app(chromium_path: str, built_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> App:
    """The dashboard on the warehouse that was built from the shipped sources: one for all workers."""
    folder = once(tmp_path_factory, "dashboard", lambda folder: start(built_warehouse, folder))
    return App((folder / "address").read_text(), built_warehouse, folder / "server.log")


def start(warehouse: Path, folder: Path) -> None:
    """The dashboard for as long as the run lasts, whichever worker ends first."""
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    command = ["sh", "-c", AS_LONG_AS, str(run), *serve.command(0)]
    _, address = started(folder / "server.log", command, **settings(warehouse))
    (folder / "address").write_text(address)


def settings(warehouse: Path, raw: Path | None = None, contact: str = "") -> dict[str, str]:
    """The environment of a dashboard, whatever the machine's own settings are."""
    env = {"DISCLOSED_WAREHOUSE": str(warehouse), "DISCLOSED_CONTACT": contact, "DISCLOSED_BASE_URL": ""}
    return env | ({"DISCLOSED_RAW": str(raw)} if raw else {})


@contextmanager
def serving(warehouse: Path, log: Path, raw: Path | None = None, contact: str = "", *desk: str) -> Iterator[App]:
    """The dashboard showing a warehouse, or the desk that a command opens on it; with `raw` the originals of that
    folder, with `contact` an editor. It takes the port of this worker's last one where it can: what the browser had
    from there it has compiled."""
    for port in dict.fromkeys((last_port[0], 0)):
        env = settings(warehouse, raw, contact) | {"STREAMLIT_SERVER_PORT": str(port)}
        try:
            server, address = started(log, desk or serve.command(), AT_DESK if desk else ADDRESS, **env)
            break
        except RuntimeError:
            if not port:
                raise
    address = address.partition("/desk")[0]
    last_port[0] = int(address.rpartition(":")[2])
    try:
        yield App(address, warehouse, log)
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """One new profile for the run: Streamlit's own files are fetched once."""
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)  # else 5 s, which a whole page can take on a machine with much to do
    yield context
    context.close()


@pytest.fixture
def reader(profile: BrowserContext, app: App) -> Iterator[Reader]:
    """A visitor at a desk; the test fails on what the console or the server's log complains of."""
    yield from visit(profile, app, 1400)


@pytest.fixture
def phone(profile: BrowserContext, app: App) -> Iterator[Reader]:
    """A visitor on a phone; else as `reader`."""
    yield from visit(profile, app, 390)


def visit(context: BrowserContext, app: App, width: int) -> Iterator[Reader]:
    with watched(context, app, width) as visitor:
        yield visitor
    assert visitor.complaints() == []


@contextmanager
def watched(context: BrowserContext, app: App, width: int) -> Iterator[Reader]:
    """A visitor whose complaints are kept. The profile has one page, which every visit leaves empty: a new one would
    compile Streamlit's own files again, which takes longer than all else."""
    page = context.pages[0] if context.pages else context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    visitor = Reader(page, app, app.log.stat().st_size)
    listeners: dict[str, Any] = {
        "console": lambda message: keep(visitor, message),
        "pageerror": lambda error: visitor.errors.append(str(error)),
        "request": lambda request: keep_address(visitor, request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield visitor
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
        for other in context.pages[1:]:
            other.close()
        if page.url.startswith(app.address):
            page.evaluate("window.sessionStorage.clear()")
        page.goto("about:blank")
        page.emulate_media(color_scheme="light")


def keep_address(visitor: Reader, url: str) -> None:
    """Keep what the page asks of another host."""
    if not url.startswith((visitor.app.address, "data:", "blob:", visitor.app.address.replace("http", "ws"))):
        visitor.errors.append(f"the page calls {url}")


@pytest.fixture
def visitor(profile: BrowserContext, own_app: App) -> Iterator[Reader]:
    """A visitor at a desk of the dashboard that the test's file serves (`own_app`); else as `reader`."""
    yield from visit(profile, own_app, 1400)


@pytest.fixture
def reviewer(profile: BrowserContext, desk: Desk) -> Iterator[Reader]:
    """Somebody at the desk that the test's file opens; the browser keeps the token that the first address brings."""
    for visitor in visit(profile, desk.app, 1400):
        visitor.page.request.get(desk.first)
        yield visitor


def keep(visitor: Reader, message: ConsoleMessage) -> None:
    """Keep an error of the console, but not that of Streamlit's own search for its base address under a page's path."""
    if message.type == "error" and "/_stcore/" not in str(message.location.get("url", "")):
        visitor.errors.append(f"{message.text} ({message.location.get('url')})")
