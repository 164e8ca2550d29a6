"""A reader chooses a bar, sees the marked place in the force's own document, and goes on from there to its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ingest.commands.build import build
from tests.making_evidence import OFFICER, PERSON, write_letter_on_a_picture, write_raw

from .conftest import drawer, serving, visit

if TYPE_CHECKING:
    from .conftest import App, Reader

pytestmark = pytest.mark.browser

BARS = ".js-plotly-plot .barlayer .point path"
IMAGES = "[...document.querySelectorAll('.marked-place img')].map(image => image.naturalWidth)"
ARE_LOADED = f"() => {{ const widths = {IMAGES}; return widths.length && widths.every(width => width > 0); }}"


@pytest.fixture(scope="module")
def originals(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The dashboard on sources whose documents are here."""
    folder: Path = tmp_path_factory.mktemp("originals")
    write_raw(folder / "raw")
    write_letter_on_a_picture(folder / "raw")
    assert build([folder / "raw"], folder / "warehouse.duckdb", 0, False) == 0
    with serving(folder / "warehouse.duckdb", folder / "server.log", folder / "raw") as running:
        yield running


@pytest.fixture
def visitor(profile: BrowserContext, originals: App) -> Iterator[Reader]:
    yield from visit(profile, originals, 1400)


@pytest.fixture
def caller(profile: BrowserContext, originals: App) -> Iterator[Reader]:
    """The same on a phone."""
    yield from visit(profile, originals, 390)


def choose(page: Page, n: int) -> None:
    page.locator(BARS).nth(n).wait_for()
    bar = page.locator(BARS).nth(n)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("figure="))


def test_a_bar_leads_to_the_marked_picture_the_source_its_pages_and_the_original(visitor: Reader) -> None:
    page = visitor.open(
        "/compare?measure=arrests_online_cso&offence=soa2003_s15a&period=2019%2F20&force=kent&force=essex&force=durham"
    )
    choose(page, 0)
    page.wait_for_function(ARE_LOADED)
    panel = drawer(page)
    text = panel.inner_text()
    order = [text.index(part) for part in ("What it counts", "Who counted", "The force's own words", "Checks")]
    assert order == sorted(order)
    assert "SHA-256 of the document" in text
    assert "Fetched 1 April 2021" in text
    alt = page.locator(".marked-place img").first.get_attribute("alt") or ""
    assert "the place is marked" in alt
    original = panel.get_by_role("link", name="The original page")
    assert (original.get_attribute("href") or "").startswith("https://foi.example/")
    visitor.open(panel.get_by_role("link", name="All of this source").get_attribute("href") or "")
    assert "The publisher's own document, held here" in visitor.text()


def test_a_sources_pages_are_shown_with_their_marks_on_a_phone_too(caller: Reader) -> None:
    page = caller.open("/source?id=kent~101-21")
    page.get_by_text("Marked pages (2)").click()
    page.wait_for_function("() => document.querySelectorAll('.marked-place img').length === 2")
    page.locator(".marked-place img").last.scroll_into_view_if_needed()
    page.wait_for_function(ARE_LOADED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not any(name in caller.text() for name in (*PERSON.split(), *OFFICER.split()))


def test_a_page_on_a_picture_is_shown_by_its_known_words(visitor: Reader) -> None:
    page = visitor.open("/source?id=gwent~107-21")
    page.get_by_text("Marked pages (2)").click()
    page.wait_for_function("() => document.querySelectorAll('.marked-place img').length === 2")
    page.locator(".marked-place img").last.scroll_into_view_if_needed()
    page.wait_for_function(ARE_LOADED)


def test_a_suppressed_figure_is_marked_as_printed_and_is_no_number(visitor: Reader) -> None:
    page = visitor.open(
        "/compare?measure=arrests_online_cso&offence=soa2003_s8&period=2019%2F20&force=kent&force=essex&force=durham"
    )
    page.get_by_text("Table", exact=True).click()
    page.get_by_role("button", name="Kent Police").press("Enter")
    page.wait_for_url(re.compile("figure="))
    page.wait_for_function(ARE_LOADED)
    expect(page.locator(".st-key-evidence_sheet").first).to_contain_text(re.compile("Kent, .*: “<5”"))


def test_words_of_a_text_stand_with_those_around_them(visitor: Reader) -> None:
    page = visitor.open("/compare?measure=arrests_ocag&period=2019%2F20&force=norfolk&force=kent&force=surrey")
    page.get_by_text("Table", exact=True).click()
    page.get_by_role("button", name="Norfolk Constabulary").press("Enter")
    page.wait_for_url(re.compile("figure="))
    page.get_by_text("▸").first.wait_for()
    text = drawer(page).inner_text()
    assert re.search(r"▸ line 8\s+3\. 7 arrests", text)
    assert page.locator(".surroundings u").all_inner_texts() == ["7"]
    assert "[name removed]" in text
    assert OFFICER not in text


def test_what_was_transcribed_says_so_and_has_no_picture(reader: Reader) -> None:
    page = reader.open("/compare?measure=offences_recorded&offence=soa2003_s15a&period=2017%2F18")
    choose(page, 2)
    box = page.locator(".st-key-evidence_sheet").first
    expect(box).to_contain_text(re.compile("Our transcription of a page that we do not hold|[Rr]ead in a copy"))
    assert page.locator(".marked-place").count() == 0
    figure_id = re.search(r"figure=(\w{12})", page.url)
    assert figure_id is not None
    answer = page.request.get(f"{reader.app.address}/evidence/{figure_id[1]}.png")
    assert answer.status == 404
    assert "there is no document to show" in answer.text()
