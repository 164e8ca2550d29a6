"""What the browser tests share: the dashboard served over the built warehouse, and a page in Chromium.

Where there is no Chromium they skip and say so. What the browser or the server complains of fails the test at its end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from dashboard import serve
from tests import pictures

FIRST_PORT = 8900
PORTS_A_WORKER = 10
DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}

# Streamlit looks for its own server below the page's path first, and says so when it is not there.
STREAMLITS_OWN = "Failed to load resource: the server responded with a status of 404"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = pictures.chromium()
    if path is None:
        pytest.skip(f"there is no Chromium here (looked for {', '.join(pictures.CHROMIUM)})")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(chromium: Browser, built_warehouse: Path) -> Iterator[str]:
    """The address of a dashboard over the built warehouse, one for each worker."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    port = serve.free_port(FIRST_PORT + worker * PORTS_A_WORKER)
    before = os.environ.get("DISCLOSED_WAREHOUSE")
    os.environ["DISCLOSED_WAREHOUSE"] = str(built_warehouse)
    try:
        with pictures.app(port) as address:
            yield address
    finally:
        if before is None:
            del os.environ["DISCLOSED_WAREHOUSE"]
        else:
            os.environ["DISCLOSED_WAREHOUSE"] = before


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh reader at a desk. The browser's console must stay without errors."""
    context = chromium.new_context(viewport=DESKTOP, reduced_motion="reduce", locale="en-GB")  # type: ignore[arg-type]
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.extend(_complaint(message)))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong, f"the browser's console says: {wrong}"


def _complaint(message: ConsoleMessage) -> list[str]:
    is_ours = message.type == "error" and not message.text.startswith(STREAMLITS_OWN)
    return [message.text] if is_ours else []
