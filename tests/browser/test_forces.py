"""Forces, one force and Answers, as a reader sees and uses them at a desk and on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

WIDTHS = "() => { const m = document.querySelector('[data-testid=\"stMain\"]'); return [m.scrollWidth, m.clientWidth] }"


def fits(visitor: Reader) -> None:
    wide, room = visitor.page.evaluate(WIDTHS)
    assert wide <= room + 1


def test_the_list_leads_to_a_force_and_the_force_to_its_evidence(reader: Reader) -> None:
    page = reader.open("/forces?force=kent")
    assert page.locator("table.forces img").count() >= 43
    page.locator("table.forces").get_by_role("link", name="West Mercia").click()
    page.wait_for_url("**/force?*id=west-mercia*")
    reader.finish()
    main = page.get_by_test_id("stMain")
    page.locator(".st-key-fold_counts").get_by_text("Table", exact=True).click()
    for text in ("22 arrests", "3 of 6 answered", "7 arrests", "whether the 7 are among them", "Get the rest"):
        expect(main).to_contain_text(text)
    page.get_by_role("table", name="What it answered, by question").get_by_role("link", name="7 arrests").click()
    page.wait_for_url("**figure=*")
    expect(page.get_by_role("dialog")).to_contain_text("Question 3: arrests on activist groups' evidence")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    reader.finish()
    page.get_by_role("link", name="22 arrests").first.click()  # a closed one stands in nobody's way
    expect(page.get_by_role("dialog")).to_contain_text("22 arrests")


def test_a_force_can_be_told_of_an_error_and_printed(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("/force?id=kent")
    says_that_nobody_corrects_errors_and_how_to_mend(page)
    is_whole_on_paper(page, tmp_path / "kent.pdf")


def test_a_tile_opens_its_answer_beside_how_others_answered(reader: Reader) -> None:
    with duckdb.connect(str(reader.app.warehouse), read_only=True) as con:
        wanted = "select outcome_id from outcomes where force_id = 'west-mercia' and question = '2' and is_current"
        ((mark,),) = con.execute(wanted).fetchall()
    page = reader.open(f"/answers?figure={mark}")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("How others answered question 2")
    expect(main.get_by_role("link", name=re.compile("new request.*letter", re.IGNORECASE)).first).to_have_attribute(
        "href", re.compile("letter=west-mercia")
    )
    expect(page.get_by_role("table", name="How others answered the same question")).to_contain_text(
        "Would cost too much"
    )
    expect(page.get_by_role("table", name="The arithmetic of refusals on cost")).to_contain_text("8,083 hours")


def test_on_a_phone_an_areas_page_does_not_run_sideways(phone: Reader) -> None:
    phone.open("/force?id=area:uk")
    fits(phone)


def test_on_a_phone_a_forces_own_counts_are_drawn_above_the_official_series(phone: Reader) -> None:
    """The style sheet turned the two round: what is seen is in the order of what is read aloud."""
    page = phone.open("/force?id=kent")
    blocks = '[...document.querySelectorAll("[class*=st-key-block_] :is(.js-plotly-plot, .listed)")]'
    tops = page.evaluate(f"() => {blocks}.map(one => one.getBoundingClientRect().top)")
    counts = page.locator(".st-key-block_counts .listed").bounding_box()
    assert counts and counts["y"] == tops[0] < 844 * 0.85 and tops == sorted(tops) and len(tops) == 2


def says_that_nobody_corrects_errors_and_how_to_mend(page: Page) -> None:
    """In a copy without an editor."""
    page.get_by_text("Something wrong here?").click()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("This copy has no editor, and who runs it is not named: nothing is sent from here.")
    expect(main).to_contain_text("Copy the text below and send it to whoever gave you this address.")
    expect(page.get_by_role("link", name="Write the message")).to_have_count(0)


def is_whole_on_paper(page: Page, path: Path) -> None:
    """No chart runs over the paper's edge."""
    page.pdf(path=path, format="A4")
    with pypdfium2.PdfDocument(path) as printed:
        ends = []
        for sheet in printed:
            text = sheet.get_textpage()
            found = text.search("20 people")
            while (at := found.get_next()) is not None:
                ends.append((text.get_charbox(sum(at) - 1)[2], sheet.get_width()))
    assert ends and all(end < width - 10 for end, width in ends), ends
