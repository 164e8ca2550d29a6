"""Sources and the page of one source, as a reader sees and uses them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

WEST_MERCIA = "west-mercia~50766"
ROWS = "table.listing tbody tr"


def test_a_row_leads_to_its_source_and_the_filters_narrow_the_list(reader: Reader, built_warehouse: Path) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        logs = con.execute("select count(*) from sources where source_kind = 'disclosure_log'").fetchone()
    assert logs is not None
    page = reader.open("/sources?kind=disclosure_log")
    expect(page.get_by_text(f"{logs[0]} sources with")).to_be_visible()
    first = page.locator(f"{ROWS} a").first
    title = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_transcript_says_whose_answer_it_is_and_shows_its_figures_and_answers_as_the_warehouse_has_them(
    reader: Reader, built_warehouse: Path
) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        texts = con.execute("select value_text from all_figures where source_id = ?", [WEST_MERCIA]).fetchall()
        outcomes = con.execute("select count(*) from outcomes where source_id = ?", [WEST_MERCIA]).fetchone()
    assert outcomes is not None
    page = reader.open(f"/source?id={WEST_MERCIA}")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("The answer of West Mercia Police to a request for information.")
    expect(main).to_contain_text("Our transcription of a page that we do not hold")
    expect(main.get_by_role("link", name="https://www.whatdotheyknow.com/request/").first).to_be_visible()
    expect(main).not_to_contain_text("the publisher's own document, held here")
    figures = page.get_by_role("table", name="Figures of this source")
    expect(figures.locator("tbody tr")).to_have_count(len(texts))
    for (text,) in texts:
        expect(figures).to_contain_text(f"“{text}”")
    answers = page.get_by_role("table", name="Answers of this source")
    expect(answers.locator("tbody tr")).to_have_count(outcomes[0])
    expect(answers).to_contain_text("No longer current")
    figures.get_by_role("link", name="evidence").first.click()
    expect(page.get_by_text("Its story and changes")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("Its story and changes")).to_have_count(0)
