"""axe-core on every page at both widths, light and dark: nothing serious; and targets of 24 pixels, type of 13."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from tests.every_page import addresses

from .conftest import SECONDS, App, Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
NOT_OURS = (
    # Streamlit's own: an expander's svg without a name, a list's input that names its list only while that is open.
    "aria-valid-attr-value",
)
"""Rules that speak of markup which Streamlit writes and a page can't change. Each is looked at by a person."""
WIDTHS = {"a desk": (1400, 900), "a phone": (390, 844)}
SMALL_TYPE = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
        && one.checkVisibility() && !one.closest('[data-testid="stIconMaterial"], script, style, .modebar')
        && parseFloat(getComputedStyle(one).fontSize) < 13)
    .map(one => getComputedStyle(one).fontSize + ': ' + one.textContent.trim().slice(0, 40)).slice(0, 8)"""
SMALL_TARGETS = """() => [...document.querySelectorAll(':is(button, summary, input, [role=button])')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.type !== 'range'
        && !one.closest('.js-plotly-plot, [role=combobox]'))
    .map(one => [one, one.closest('[data-baseweb="select"], label') || one])
    .map(([one, held]) => [one, held.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([one, box]) => `${one.tagName} ${(one.innerText || one.getAttribute('aria-label') || '').slice(0, 30)} `
        + `${Math.round(box.width)} x ${Math.round(box.height)}`).slice(0, 8)"""


@pytest.fixture(scope="session", params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A profile whose reader likes light or dark pages."""
    context = browser.new_context(color_scheme=request.param)
    context.set_default_timeout(SECONDS * 1000)
    yield context
    context.close()


@pytest.mark.parametrize("name", addresses())
def test_axe_finds_nothing_serious(themed: BrowserContext, app: App, name: str) -> None:
    page = themed.new_page()
    reader = Reader(page, app)
    told: list[str] = []
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        reader.open(addresses()[name])
        told += [f"{width}: {one}" for one in grave(page)]
        told += [f"{width}: type of {one}" for one in page.evaluate(SMALL_TYPE)]
        told += [f"{width}: a target of {one}" for one in page.evaluate(SMALL_TARGETS)]
    page.close()
    assert told == []


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical, with the first place of each."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])} places): {one['help']}: {one['nodes'][0]['html'][:200]} "
        f"{one['nodes'][0].get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in GRAVE and one["id"] not in NOT_OURS
    ]
