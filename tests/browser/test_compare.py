"""Compare and Over time as a reader uses them: two steps, a slider, my forces kept through the menu, evidence by bar
and by list, and an address that makes the same page again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

BARS = ".js-plotly-plot .barlayer .point path"


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


def test_my_force_stays_through_the_menu(reader: Reader) -> None:
    page = reader.open("/compare?force=west-mercia")
    page.get_by_test_id("stTopNavLink").filter(has_text="Over time").click()
    page.wait_for_url(re.compile(r"/time\?.*force=west-mercia"))
    reader.finish()
    expect(page.locator(".st-key-block_time")).to_contain_text("West Mercia: 7.5 per 100,000")


def test_a_bar_and_the_table_open_the_evidence_beside_the_chart(reader: Reader) -> None:
    page = reader.open("/compare?measure=offences_recorded&offence=soa2003_s15a&period=2017%2F18")
    bar = page.locator(BARS).nth(2)
    bar.wait_for()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("figure="))
    panel = page.locator(".st-key-evidence_sheet")
    expect(panel).to_contain_text("NSPCC")
    reader.finish()
    page.get_by_text("Table", exact=True).click()
    page.get_by_role("button", name="Kent Police").press("Enter")
    expect(panel).to_contain_text(re.compile("Kent, 2017/18"))


def test_a_change_is_an_address_of_its_own(reader: Reader) -> None:
    page = reader.open("/compare?show=change&before=2019%2F20&period=2024%2F25&force=kent")
    assert "change from 2019/20 to 2024/25" in title(page)
    assert "+27 %" in reader.text()


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
    assert "(offences)" in title(page)


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
