"""The search box in the header: what fits shows while one types, the keys lead to it, and nothing typed is markup."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser


def test_a_town_shows_its_force_while_one_types_and_a_key_leads_there(reader: Reader) -> None:
    page = reader.open("/compare?force=kent")
    box = page.locator(".st-key-search_box input")
    box.click()
    box.press_sequentially("wolverh", delay=30)
    first = page.locator(".search-found a").first
    expect(first).to_have_text("West Midlands Police")
    box.fill("leeds")
    expect(first).to_have_text("West Yorkshire Police")
    box.fill("wolverhampton")
    expect(first).to_have_text("West Midlands Police")
    box.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/force?force=kent&id=west-midlands*")
    reader.finish()


def test_on_every_visit_the_box_has_its_name_and_enter_opens_all_that_was_found(reader: Reader) -> None:
    for path in ("/compare", "/answers"):
        page = reader.open(path)
        box = page.get_by_role("searchbox", name="Search a force, offence or place")
        expect(box).to_be_visible()
    box.fill("sexting & more")
    box.fill("sexting")
    expect(page.locator(".search-found")).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/search?q=sexting")
    reader.finish()
    expect(page.locator("h1")).to_have_text("Search: sexting")
    expect(page.locator(".search-all")).to_contain_text("Sexual communication with a child")


def test_what_is_typed_is_never_markup(reader: Reader) -> None:
    typed = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20**x**%20![a](https://elsewhere.example/a.png)"
    page = reader.open(f"/search?q={typed}")
    expect(page.locator(".search-all")).to_contain_text("Nothing is found for")
    assert page.locator(".search-all img, h1 img, h1 strong").count() == 0


def test_on_a_phone_the_box_stands_beside_the_menu(phone: Reader) -> None:
    page = phone.open("/compare")
    box, menu = page.locator(".st-key-search_box"), page.get_by_test_id("stExpandSidebarButton")
    one, other = box.bounding_box(), menu.bounding_box()
    assert one and other and one["x"] + one["width"] <= other["x"] and other["x"] + other["width"] <= 390
    page.locator(".st-key-search_box input").press_sequentially("leeds", delay=30)
    expect(page.locator(".search-found a").first).to_have_text("West Yorkshire Police")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
