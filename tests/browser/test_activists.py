"""Activist evidence, as a reader sees and uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


def test_part_and_whole_stand_with_the_doubt_of_the_share(reader: Reader) -> None:
    main = reader.open("/activists").get_by_test_id("stMain")
    expect(main).to_contain_text("7 arrests on activists' evidence beside 22 in all")
    expect(main).to_contain_text("if all 7 are among the 22, which the answer does not say")
    expect(main).to_contain_text("Fewer than three forces have both numbers (1)")


def test_choosing_the_bar_opens_its_evidence(reader: Reader) -> None:
    page = reader.open("/activists")
    page.locator('[data-testid="stPlotlyChart"] .textpoint text').first.wait_for()
    bar = page.locator('[data-testid="stPlotlyChart"] .bars .point').last.bounding_box()
    assert bar is not None
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page.locator("[class*=st-key-evidence_parts]")).to_contain_text("West Mercia Police: 7")


def test_a_number_in_a_table_opens_its_evidence_on_the_same_page(reader: Reader) -> None:
    page = reader.open("/activists?force=leicestershire")
    page.get_by_role("link", name="4 arrests").click()
    expect(page.locator(".st-key-evidence_of_list")).to_contain_text("Leicestershire Police: 4")
    assert "force=leicestershire" in page.url


def test_units_stand_apart_and_every_figure_of_a_force_is_there(reader: Reader, built_warehouse: Path) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        units = con.execute(
            "select unit, count(*) from ocag_figures where area_kind = 'force' and measure_id <> 'arrests_ocag' "
            "group by unit"
        ).fetchall()
    page = reader.open("/activists")
    for unit, count in units:
        rows = page.get_by_role("table", name=f"Counted in {unit}", exact=True).locator("tbody tr")
        expect(rows).to_have_count(count)


def test_filters_that_leave_nothing_are_said_and_can_be_cleared(reader: Reader) -> None:
    page = reader.open("/activists?measure=offences_recorded")
    expect(page.get_by_test_id("stMain")).to_contain_text("No figure about activist groups fits these filters")
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.get_by_test_id("stMain")).to_contain_text("7 arrests on activists' evidence beside 22 in all")
