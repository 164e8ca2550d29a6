"""Compare and Over time as a reader uses them: two steps, a slider, and an address that makes the same page again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(f"{re.escape(label)}")).click()
    page.get_by_role("option", name=option, exact=True).click()


def title(page: Page) -> str:
    return page.locator('[class*="st-key-block_"] h2').first.inner_text()


def test_a_choice_in_two_steps_and_a_year_go_into_the_address(reader: Reader) -> None:
    page = reader.open("/compare")
    assert "class 88A" in title(page)
    pick(page, "Offence", "sexual communication with a child (SOA 2003 s15A)")
    page.wait_for_url(re.compile("offence=soa2003_s15a"))
    reader.finish()
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_url(re.compile(r"period=20\d\d"))
    reader.finish()
    period = re.search(r"period=([^&]+)", page.url)[1].replace("%2F", "/")
    expect(page.locator('[class*="st-key-block_"] h2').first).to_contain_text(period)
    again = page.url.removeprefix(reader.app.address)
    shown = title(page)
    reader.open(again)
    assert title(page) == shown


def test_panels_and_counts_are_in_the_address(reader: Reader) -> None:
    page = reader.open("/time?force=hampshire")
    page.get_by_role("radio", name="a panel for each").or_(
        page.get_by_text("a panel for each", exact=True)
    ).first.click()
    page.wait_for_url(re.compile("view=panels"))
    reader.finish()
    page.get_by_text("count", exact=True).first.click()
    page.wait_for_url(re.compile("show=count"))
    reader.finish()
    assert "recorded offences of" in title(page).lower() and "per 100,000" not in title(page)


@pytest.mark.parametrize("path", ["/compare?force=kent", "/time?force=kent"])
def test_on_a_phone_the_controls_are_behind_one_button_that_says_what_is_set(phone: Reader, path: str) -> None:
    page = phone.open(path)
    button = page.locator(".st-key-controls_button button")
    assert "Kent" in button.inner_text() and "class 88A" in button.inner_text()
    assert page.get_by_text("What is counted", exact=True).is_hidden()
    top = page.locator('[data-testid="stPlotlyChart"]').first.bounding_box()["y"]
    assert top < 420
    button.click()
    page.get_by_text("What is counted", exact=True).wait_for(state="visible")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
