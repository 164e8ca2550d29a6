"""The Overview in a browser: the year, the reader's force, and the evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.in_browser import until

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/compare", "/activists"])
def test_a_frame_to_embed_is_as_high_as_what_is_drawn_in_it(reader: Reader, path: str) -> None:
    page = reader.open(path)
    if path == "/":
        without_a_force_there_is_the_list_alone_and_what_a_chart_opens_stands_side_by_side(page)
    page.get_by_role("button", name="Link, embed, cite").last.click()
    code = page.locator('[data-testid="stPopoverBody"] code', has_text="<iframe").first.inner_text()
    body = page.locator('[data-testid="stPopoverBody"]')
    assert body.locator("code", has_text="Counted or reported by").count() == 1, "a citation says who counted"
    page.set_viewport_size({"width": 1500, "height": 900})
    page.goto(f"{reader.app.address}/health")
    for width in (1400, 700, 390):
        page.evaluate(
            "([code, width]) => { document.body.innerHTML = `<div style='width:${width}px'>${code}</div>` }",
            [code, width],
        )
        frame = page.locator("iframe")
        frame.evaluate("frame => { frame.loading = 'eager' }")
        inside = frame.element_handle().content_frame()
        assert inside is not None
        inside.wait_for_selector("details")
        drawn = inside.evaluate("document.fonts.ready.then(() => document.body.getBoundingClientRect().height)")
        has = frame.evaluate("frame => frame.getBoundingClientRect().height")
        assert drawn <= has < 1.08 * drawn + 24, (width, has, drawn)


def test_what_is_shared_opens_while_the_notes_are_open(reader: Reader) -> None:
    page = reader.open("/compare")
    page.get_by_role("button", name="Notes").click()
    expect(page.get_by_text("The line at a bar’s end is its 95 % interval.").first).to_be_visible()
    page.get_by_role("button", name="Link, embed, cite").click()
    for text in ("/compare?measure=", "<iframe", "Disclosed, “"):
        expect(page.get_by_test_id("stPopoverBody").get_by_text(text).first).to_be_visible()


def without_a_force_there_is_the_list_alone_and_what_a_chart_opens_stands_side_by_side(page: Page) -> None:
    expect(page.get_by_role("combobox", name="Your forces")).to_be_visible()
    assert page.locator(".cards").count() == 0
    for width in (390, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        embed = page.get_by_role("button", name="Link, embed, cite").first.bounding_box()
        notes = page.get_by_role("button", name="Notes").first.bounding_box()
        assert embed and notes and embed["y"] == notes["y"] and 0 < notes["x"] - embed["x"] - embed["width"] < 24


def test_a_number_of_a_card_opens_its_evidence_and_the_year_moves_map_line_and_address_together(
    reader: Reader,
) -> None:
    page = reader.open("/?force=west-mercia")
    page.get_by_role("link", name="22 arrests", exact=True).click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("West Mercia Police, reference 50766")
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    reader.finish()
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    expect(page.get_by_role("heading", name="2023/24")).to_be_visible()
    expect(page.get_by_text("West Mercia, 6.3 per 100,000 in 2023/24, is below the median of 11.5.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"period=2023"))


def test_on_a_phone_the_map_shows_names_and_numbers_and_the_rest_comes_with_a_tap(phone: Reader) -> None:
    page = phone.open("/?force=west-mercia")
    shown = page.locator(".st-key-chart_map .textpoint text:visible").all_text_contents()
    assert "7.5" in shown and "W Merc" in shown
    wider = page.evaluate(
        """() => [...document.querySelectorAll('.st-key-chart_map .textpoint text')]
            .filter(one => one.getBoundingClientRect().width > 49).map(one => one.textContent)"""
    )
    assert wider == []
    chart = page.locator(".st-key-chart_map .js-plotly-plot")
    chart.scroll_into_view_if_needed()
    number = chart.locator(".textpoint text", has_text="7.5")
    number.element_handle().wait_for_element_state("stable")  # else what is drawn above may move it before the tap
    tile = number.bounding_box()
    assert tile
    page.evaluate(  # the evidence that opens takes the pointer's words away, on a busy machine before one looks
        """() => { window.said = ""; new MutationObserver(() => document.querySelectorAll(".hovertext").forEach(
            one => { window.said += one.textContent; })).observe(document.body, {childList: true, subtree: true}); }"""
    )
    page.mouse.click(tile["x"] + 5, tile["y"] + 5)
    until(page, "window.said.includes('West Mercia Police, 2024/25')")
    for image in page.locator(".cards img").all():
        box = image.bounding_box()
        card = image.locator("xpath=ancestor::div[1]").bounding_box()
        assert box and card and box["x"] + box["width"] <= card["x"] + card["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_bar_opens_its_evidence_again_after_that_was_closed(reader: Reader) -> None:
    page = reader.open("/")
    drawn = page.locator(".js-plotly-plot").first
    expect(drawn).to_be_visible()
    for _ in range(3):
        drawn.click(position={"x": 150, "y": 120})
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).not_to_be_visible()
