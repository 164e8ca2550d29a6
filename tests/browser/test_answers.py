"""Answers and one force, as a reader sees and uses them: tiles, keyboard, sections, a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

GRID = "table.answers"
PANEL = "[class*=st-key-answer_panel]"


def test_a_tile_opens_its_answer_with_its_sections_and_its_address_repeats_it(reader: Reader) -> None:
    page = reader.open("/answers")
    page.locator(f'{GRID} a[aria-label^="West Mercia, question 2"]').click()
    page.wait_for_url("**/answers?*tile=west-mercia*")
    page = reader.open(page.url.removeprefix(reader.app.address))
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("West Mercia, question 2")
    expect(panel).to_contain_text("in our words")
    for section in ("s23(5)", "s31(3)", "s40(5)"):
        expect(panel).to_contain_text(f"{section}: ")
    expect(panel).to_contain_text("within 20 working days of the answer, the limit that this answer prints")
    expect(panel).to_contain_text("Only the requester can ask.")
    expect(panel.get_by_role("link", name="West Yorkshire")).to_be_visible()


def test_the_superseded_answer_stays_visible(reader: Reader) -> None:
    panel = reader.open("/answers?tile=west-mercia~4").locator(PANEL)
    expect(panel).to_contain_text("1 group, not reviewed")
    expect(panel).to_contain_text(
        "Superseded: the earlier answer (the first answer) was: neither confirmed nor denied."
    )


def test_a_force_without_a_reply_says_only_that(reader: Reader) -> None:
    panel = reader.open("/answers?tile=kent").locator(PANEL)
    expect(panel).to_contain_text("We hold no reply from this force. That says nothing about whether it replied.")
    expect(panel).to_contain_text("Anybody can make a request of their own.")


def test_the_keyboard_reaches_a_tile_and_opens_it(reader: Reader) -> None:
    page = reader.open("/answers")
    page.locator(f'{GRID} a[aria-label^="West Mercia, question 1a"]').focus()
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name.startswith("West Mercia, question 1b: answered in a document that is not here")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("West Mercia, question 1b")


def test_a_section_in_the_address_leaves_only_who_names_it(reader: Reader) -> None:
    page = reader.open("/answers?section=foia-2000.s23")
    rows = page.locator(f"{GRID} tbody tr:not(.part) th")
    expect(rows).to_have_text(["West Mercia"])
    expect(page.get_by_test_id("stMain")).to_contain_text("1 force names this section in an answer; 44 others")


def test_an_unknown_section_or_tile_is_said(reader: Reader) -> None:
    main = reader.open("/answers?section=s99&tile=borsetshire~3").get_by_test_id("stMain")
    expect(main).to_contain_text("The address asks for section s99, which no answer here names")
    expect(main).to_contain_text("The address asks for tile borsetshire~3, which is not on this grid")


def test_on_a_phone_the_grid_fits_and_the_answer_is_a_sheet_from_below(phone: Reader) -> None:
    page = phone.open("/answers?tile=west-mercia~3")
    box = page.locator(GRID).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    sheet = page.locator(PANEL)
    place = sheet.bounding_box()
    assert place is not None
    assert round(place["y"] + place["height"]) == 900
    sheet.get_by_role("link", name="Close").click()
    expect(page.locator(PANEL)).to_have_count(0)


def test_an_answer_to_another_request_opens_its_evidence(reader: Reader) -> None:
    page = reader.open("/answers?status=ncnd")
    page.get_by_role("table", name="Answers to other requests").locator("tbody tr td:nth-child(3) a").first.click()
    expect(page.locator(".st-key-evidence_of_list")).to_contain_text("neither confirmed nor denied")


def test_one_force_shows_what_is_known_and_what_is_not(reader: Reader) -> None:
    main = reader.open("/force?id=lancashire").get_by_test_id("stMain")
    for heading in (
        "Figures, by measure",
        "Answers to questions",
        "Disputed",
        "Residents",
        "Sources",
        "What is not known",
    ):
        expect(main).to_contain_text(heading)
    expect(main).to_contain_text("64 to 175 offences, sources disagree")


def test_an_unknown_force_is_said_with_the_nearest(reader: Reader) -> None:
    page = reader.open("/force?id=kentt")
    nearest = page.get_by_role("table", name="Nearest")
    expect(nearest.locator("a").first).to_have_text("Kent Police")
    nearest.locator("a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kent Police")


def test_no_tile_runs_out_of_its_box_or_breaks_a_word_on_a_phone(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    page = reader.open("/answers")
    tile = page.locator(f"{GRID} a.tile").first
    for text, lines in (("12 figures", 2), ("Between 5 and 10○", 9), ("5–10○", 1)):
        tile.evaluate("(tile, text) => { tile.textContent = text }", text)
        wide, high, line = tile.evaluate(
            "tile => [tile.scrollWidth - tile.clientWidth, tile.scrollHeight, "
            "parseFloat(getComputedStyle(tile).lineHeight)]"
        )
        assert wide <= 0, text
        assert high <= max(32, lines * line + 4), text
