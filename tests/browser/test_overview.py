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
    code = copied(page, "Embed")
    assert code.count("<iframe") == 1
    assert " Source" in copied(page, "Cite"), "a citation says who counted"
    page.set_viewport_size({"width": 1500, "height": 900})
    page.goto(f"{reader.app.address}/health")
    for width in (1400, 700, 390, 340):
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


def copied(page: Page, name: str) -> str:
    """What one click on the last chart's button of this name puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=name, exact=True).last.click()
    page.get_by_role("button", name="Copied").click()  # a second click keeps the button's name
    expect(page.get_by_role("button", name="Copied")).to_have_count(0)
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_link_of_a_chart_opens_its_page_at_that_chart(reader: Reader) -> None:
    page = reader.open("/activists?by=s127")
    page.locator(".st-key-block_s127 h3, .st-key-block_s127 [data-testid='stPlotlyChart']").first.wait_for()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-actions_s127").get_by_role("button", name="Link").click()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link.endswith("#s127") and "by=s127" in link
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".st-key-block_s127 [data-testid='stPlotlyChart']")).to_be_in_viewport(timeout=30_000)


def test_sharing_is_one_click_and_what_can_not_be_copied_is_shown(reader: Reader) -> None:
    page = reader.open("/compare?force=kent")
    link = copied(page, "Link")
    assert link.startswith(f"{reader.app.address}/compare?") and "force=kent" in link and "release=" in link
    assert copied(page, "Cite").startswith("Disclosed, “Recorded offences of sexual grooming")
    assert (page.request.get(f"{reader.app.address}{href_of(page, 'Picture')}")).headers["content-type"] == "image/png"
    before = page.url
    with page.expect_download() as picture:
        page.get_by_role("link", name="Picture").first.click()
    assert picture.value.suggested_filename.endswith(".png") and page.url == before
    assert "text/csv" in page.request.get(f"{reader.app.address}{href_of(page, 'Counts.csv')}").headers["content-type"]
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    shown: list[str] = []
    page.once("dialog", lambda dialog: (shown.append(dialog.default_value), dialog.dismiss()))
    page.get_by_role("button", name="Link", exact=True).click()
    assert shown == [link]


def href_of(page: Page, name: str) -> str:
    return str(page.get_by_role("link", name=name, exact=True).first.get_attribute("href"))


def without_a_force_there_is_the_list_alone_and_what_a_chart_opens_stands_side_by_side(page: Page) -> None:
    expect(page.get_by_role("combobox", name="My forces")).to_be_visible()
    assert page.locator(".cards").count() == 0
    for width in (390, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        cite = page.get_by_role("button", name="Cite").first.bounding_box()
        notes = page.get_by_role("button", name="Notes").first.bounding_box()
        assert cite and notes and abs(cite["y"] - notes["y"]) < 2 and 0 < notes["x"] - cite["x"] - cite["width"] < 24


def test_a_number_of_a_card_opens_its_evidence_and_the_year_moves_map_line_and_address_together(reader: Reader) -> None:
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
    expect(page.get_by_text("West Mercia, 6.3 (5.1–7.8), is below the median of 11.5.")).to_be_visible()
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
        card = image.locator("xpath=ancestor::td[1]").bounding_box()
        assert box and card and box["x"] + box["width"] <= card["x"] + card["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_bar_opens_its_evidence_again_after_that_was_closed(reader: Reader) -> None:
    page = reader.open("/")
    drawn = page.locator(".js-plotly-plot").first
    expect(drawn).to_be_visible()
    for _ in range(3):
        reader.finish()  # a click while the page is drawn anew reaches a chart that is about to go
        drawn.click(position={"x": 150, "y": 120})
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).not_to_be_visible()
