"""A published folder on a plain web server, walked by a browser without JavaScript."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard import serve
from tests.in_browser import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(published: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", serve.HOST, "--directory", str(published)]
    with served(command=command) as address:
        yield address


@pytest.mark.parametrize("width", [1400, 390])
def test_from_the_front_to_a_force_a_figure_its_document_and_its_csv(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page, asked, wrong = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def is_whole() -> None:
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("footer")).to_contain_text("figures checked by a person")
        seen = page.evaluate("document.scrollingElement.scrollWidth")
        assert seen <= width, f"{page.url} is {seen} pixels wide"

    page.goto(f"{site}/")
    is_whole()
    expect(page.locator("figure svg:visible").first).to_be_visible()
    page.locator("header").get_by_role("link", name="Forces").click()
    is_whole()
    page.get_by_role("link", name="Kent", exact=True).click()
    is_whole()
    page.locator("tr a[href*='figure/']").first.click()
    is_whole()
    expect(page.locator("figure svg:visible").first).to_be_visible()
    place = page.locator("img").first  # the place in the document
    assert place.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    file = page.get_by_role("link", name="This figure as CSV").get_attribute("href") or ""
    assert "figure_id," in context.request.get(f"{page.url.rpartition('/')[0]}/{file}").text()
    page.locator("dl a[href*='sources/']").first.click()
    is_whole()
    assert "#kent~101-21" in page.url
    for name in ("Data", "About", "Compare"):
        page.locator("header").get_by_role("link", name=name).click()
        is_whole()
    assert not [url for url in asked if not url.startswith(site)] and wrong == []
    context.close()
