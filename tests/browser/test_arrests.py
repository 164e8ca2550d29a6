"""Arrests and groups: in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


def test_a_chosen_row_or_number_opens_its_evidence_and_what_concerns_no_child_is_behind_a_heading_that_says_so(
    reader: Reader,
) -> None:
    page = reader.open("/activists")
    page.get_by_test_id("stExpander").filter(has_text="Table").first.locator("summary").click()
    page.get_by_role("button", name="Kent, “last two financial years” (Apr 2015–Mar 2017, our reading)").click()
    expect(page.get_by_role("dialog")).to_contain_text("Kent Police")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    reader.finish()
    page.locator(".st-key-block_groups .listed").get_by_role("link", name="47 arrests").click()
    expect(page.get_by_role("dialog")).to_contain_text("Nottinghamshire")
    assert "figure=" in page.url
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    reader.finish()
    page.get_by_text("Arrests under section 127 and the 1988 Act").click()
    expect(page.get_by_test_id("stMain")).to_contain_text("Cleveland Police made 32 arrests under section 127 in 2022")
