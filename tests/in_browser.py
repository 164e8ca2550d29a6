"""The dashboard in a browser, for tests, pictures and measurements: which browser, how it is served, when a page is
whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Nobody watches the frames between two states, and no page lives long enough for the last two steps of compiling to
    # pay: without them a visit takes a quarter less of the processor, of which a run of all tests has none to spare.
    "--force-prefers-reduced-motion", "--in-process-gpu", "--disable-threaded-animation", "--disable-partial-raster",
    "--disable-threaded-scrolling", "--disable-checker-imaging",
    "--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --initial-heap-size=1024",
]  # fmt: skip
START_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.1
LOOK_AGAIN_MILLISECONDS = 50  # to look at every frame, as is usual, has the browser draw them all
ADDRESS = re.compile(rf"http://{re.escape(serve.HOST)}:\d+(?=\D)")

HAS_FINISHED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"], .st-key-later')
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(c => c.querySelector('.main-svg'))
        && document.querySelector('h1');
}"""
"""Whether Streamlit has run the page to its end, what comes after its first chart is there and every chart is drawn."""
COUNT_RUNS = """() => {
    window.changes_of_state = 0;
    new MutationObserver(() => window.changes_of_state++).observe(
        document.querySelector('[data-testid="stApp"]'), {attributeFilter: ['data-test-script-state']});
}"""
RUNS_AGAIN = "() => window.changes_of_state > 0"


def until(page: Page, condition: str) -> None:
    """Wait until a condition in JavaScript holds on the page."""
    page.wait_for_function(condition, polling=LOOK_AGAIN_MILLISECONDS)


def chromium() -> str | None:
    """The browser on this machine, or None when there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(log: Path | None = None, command: Sequence[str] | None = None, **env: str) -> Iterator[str]:
    """The dashboard, or what another command serves, on any free port: the address that it tells. What was started is
    ended."""
    with tempfile.TemporaryDirectory() as folder:
        server, address = started(log or Path(folder) / "server.log", command or serve.command(0), **env)
        try:
            yield address
        finally:
            server.terminate()
            server.wait()


def started(
    log: Path, command: Sequence[str], tells: re.Pattern[str] = ADDRESS, **env: str
) -> tuple[subprocess.Popen[bytes], str]:
    """What a command serves, when it answers: its process and the address that it tells."""
    with log.open("w") as out:
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=os.environ | env, start_new_session=True
        )
    deadline = time.monotonic() + START_SECONDS
    while not (told := tells.search(log.read_text())):
        if server.poll() is not None or time.monotonic() > deadline:
            server.terminate()
            raise RuntimeError(f"no server:\n{log.read_text()}")
        time.sleep(LOOK_AGAIN_SECONDS)
    return server, told[0]
