"""A link shows another person the same: what it asks for is set, and the reader's forces follow from page to page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


def test_a_link_sets_what_it_asks_for_and_says_which_of_it_is_unknown(reader: Reader) -> None:
    asked = "measure=offences_recorded&offence=ho_88a&period=2018/19&show=count&force=kent&force=essex&force=nonsense"
    page = reader.open(f"/compare?{asked}")
    assert "2018/19" in page.get_by_role("heading", level=2).first.inner_text()
    said = page.get_by_test_id("stMain").inner_text()
    assert "Kent" in said and "Essex" in said
    said = page.get_by_role("alert").first.inner_text()
    assert "nonsense" in said
    assert "which is not known here" in said


def test_the_readers_forces_follow_from_page_to_page_and_back(reader: Reader) -> None:
    page = reader.open("/compare?force=kent&force=west-mercia")
    page.get_by_test_id("stTopNavLink").filter(has_text="Over time").click()
    page.wait_for_url(re.compile(r"/time\?.*force=kent.*force=west-mercia"))
    reader.finish()
    for text in ("Kent recorded 15.0 per 100,000", "West Mercia"):  # the sentence of the first, the line of the other
        expect(page.locator(".st-key-block_time")).to_contain_text(text)
    page.evaluate("history.back()")
    page.wait_for_url(re.compile(r"/compare\?.*force=kent"))


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/?", "/checks"), ("/compare?", "/source?id="), ("/activists?", "/offence?id="),
        ("/measure?id=arrests&", "/source?id="), ("/sources?", "/source?id="),
        ("/method?", "/sources"), ("/force?id=essex&", "/force?id=area"), ("/offence?id=soa2003_s15a&", "/source?id="),
        ("/checks?", "/source?id="), ("/reports?", "/method"), ("/figure/511q43srp0jh?", "/source?id="),
        ("/nonsense?", "/compare"),
    ],
)  # fmt: skip
def test_the_readers_forces_follow_a_link_within_a_page_and_the_menu_after_it(
    reader: Reader, path: str, link: str
) -> None:
    page, served = reader.page, path.startswith(("/figure", "/nonsense"))
    page.goto(f"{reader.app.address}{path}force=kent") if served else reader.open(f"{path}force=kent")
    inside = page.locator("main" if served else '[data-testid="stMain"]').locator(f'a[href*="{link}"]')
    reader.errors.clear()  # of the 404
    inside.first.evaluate("link => link.click()")
    page.wait_for_url(re.compile(rf"{re.escape(link)}.*\bforce=kent"))
    reader.finish()
    page.get_by_test_id("stTopNavLink").filter(has_text="Over time").click()
    page.wait_for_url(re.compile(r"/time\?force=kent"))


def test_a_link_to_a_page_of_ours_stays_in_the_readers_tab(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_test_id("stMain").get_by_role("link", name="your force").click()
    page.wait_for_url(re.compile("/forces"))
    reader.finish()
    assert len(page.context.pages) == 1


def test_a_link_opened_in_a_new_tab_keeps_my_forces_and_the_next_page_begins_at_its_top(reader: Reader) -> None:
    """The links had them at a plain click alone; from far down a page the menu opened the next at its middle."""
    page = reader.open("/activists?force=kent")
    link = page.get_by_test_id("stMain").locator('a[href*="/offence?id="]').first
    link.dispatch_event("pointerdown")
    expect(link).to_have_attribute("href", re.compile(r"\bforce=kent"))
    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 2000)")
    page.get_by_test_id("stTopNavLink").filter(has_text="Compare").click()
    page.wait_for_url(re.compile(r"/compare\?.*force=kent"))
    reader.finish()
    assert main.evaluate("main => main.scrollTop") == 0
