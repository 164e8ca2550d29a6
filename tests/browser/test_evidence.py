"""A reader picks a mark and reads its evidence, by mouse and by keyboard; a CSV holds what the warehouse holds."""

from __future__ import annotations

import csv
import io
import re
import urllib.request
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.in_browser import until

from .conftest import drawer

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

FULLEST = "/compare?measure=offences_recorded&offence=soa2003_s15a&period=2017%2F18"
BARS = ".js-plotly-plot .barlayer .point path"

GREY_POINT = """() => {
    const chart = document.querySelector('.js-plotly-plot'), {xaxis, yaxis} = chart._fullLayout;
    const line = chart._fullData.find(one => one.line && (one.customdata || []).some(mark => mark));
    const at = line.customdata.findIndex((mark, n) => mark && line.y[n] > 0.9 * Math.max(...line.y));  // the highest
    const box = chart.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.d2p(line.x[at]), box.top + yaxis._offset + yaxis.d2p(line.y[at]),
            line.customdata[at]];
}"""
"""Where a point of the first line stands on the screen, and whose it is."""


def panel(page: Page) -> str:
    return drawer(page).inner_text()


def test_a_bar_that_is_chosen_shows_its_evidence_and_the_table_under_the_chart_the_same_by_keyboard(
    reader: Reader,
) -> None:
    page = reader.open(FULLEST)
    page.locator(BARS).first.wait_for()
    bar = page.locator(BARS).nth(2)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile("figure="))
    text = panel(page)
    figure_id = re.search(r"figure=(\w{12})", page.url)[1]
    con = duckdb.connect(str(reader.app.warehouse), read_only=True)
    force, value, printed, compiled_by = con.execute(
        "select k.short_name, f.value, f.value_text, f.compiled_by from figures as f join forces as k using (force_id) "
        "where figure_id = ?",
        [figure_id],
    ).fetchone()
    con.close()
    assert f"{force}, 2017/18: {value:.0f} offences" in text
    assert f"Printed: “{printed}”" in text
    assert compiled_by in text
    assert re.search("Our transcription of a page that is not held here|Read in a copy", text)
    assert "Its story and changes" in text
    assert f"Figure {figure_id}" not in text, "an id stands in what is copied alone"
    reader.finish()
    page.get_by_text("Table", exact=True).click()
    row = page.get_by_role("button", name="Kent Police")
    row.press("Enter")
    expect(drawer(page)).to_contain_text("Kent, 2017/18")
    reader.finish()
    expect(page.get_by_role("region", name="Evidence").get_by_role("heading", name="Kent, 2017/18")).to_be_focused()
    for key in ("Escape", "Enter"):  # pressed on the heading, and on "Close"
        where = page.get_by_role("button", name="Close") if key == "Enter" else page.locator(":focus")
        where.press(key)
        until(page, "() => !location.search.includes('figure=')")
        expect(row).to_be_focused()
        row.press("Enter")
        expect(drawer(page)).to_contain_text("Kent, 2017/18")
        reader.finish()
    the_table_and_a_csv_hold_what_the_warehouse_holds(reader)


def the_table_and_a_csv_hold_what_the_warehouse_holds(reader: Reader) -> None:
    page = reader.page
    table = page.get_by_role("table", name="Table: ").first
    expect(table).to_be_visible()
    assert "West Mercia" in table.inner_text()
    address = page.get_by_role("link", name="CSV", exact=True).first.get_attribute("href")
    with urllib.request.urlopen(reader.app.address + address) as answer:
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"))))
    con = duckdb.connect(str(reader.app.warehouse), read_only=True)
    wanted = con.execute(
        "select figure_id, value from figures where measure_id = 'offences_recorded' and offence_id = 'soa2003_s15a' "
        "and period_id = '2017/18' and area_kind = 'force'"
    ).fetchall()
    con.close()
    got = {row["figure_id"]: float(row["value"]) if row["value"] else None for row in rows}
    assert got == dict(wanted)
    assert len(got) >= 3


def test_on_a_phone_the_sheet_is_a_dialog_that_holds_the_focus_and_gives_it_back(phone: Reader) -> None:
    """The focus stayed on the page below, Escape did nothing, and the evidence was 44 presses of Tab away."""
    page = phone.open(FULLEST)
    page.get_by_text("Table", exact=True).click()
    row = page.get_by_role("button", name="Kent Police")
    row.press("Enter")
    sheet = page.get_by_role("dialog", name="Evidence")
    expect(sheet.get_by_role("heading", name="Kent, 2017/18")).to_be_focused()
    drawer(page)
    phone.finish()
    page.keyboard.press("Shift+Tab")
    for _ in range(12):
        assert page.evaluate("() => !!document.activeElement.closest('.st-key-evidence_sheet')")
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(row).to_be_focused()


def test_escape_closes_notes_that_lie_over_the_page_and_then_the_evidence(reader: Reader) -> None:
    page = reader.open(FULLEST)
    page.get_by_text("Table", exact=True).click()
    page.get_by_role("button", name="Kent Police").press("Enter")
    expect(drawer(page)).to_contain_text("Kent, 2017/18")
    reader.finish()
    page.get_by_role("button", name=re.compile(r"^Notes \(")).click()
    notes = page.get_by_test_id("stPopoverBody")
    expect(notes).to_be_visible()
    page.keyboard.press("Escape")
    expect(notes).to_have_count(0)
    reader.finish()
    assert "figure=" in page.url
    page.keyboard.press("Escape")
    until(page, "() => !location.search.includes('figure=')")


def test_unknown_data_addresses_are_not_found(reader: Reader) -> None:
    response = reader.page.request.get(f"{reader.app.address}/data/nonsense.csv")
    assert response.status == 404
    assert reader.page.request.get(f"{reader.app.address}/api/x").status == 404
    assert reader.page.request.get(f"{reader.app.address}/health").ok


def test_evidence_from_far_down_a_list_leaves_the_reader_there(reader: Reader) -> None:
    """Each choice loaded the page anew, which began at its top again."""
    page = reader.open("/force?id=area:england-and-wales&show=figures")
    loads: list[int] = []
    page.on("load", lambda _: loads.append(1))
    link = page.locator('table.listing a[href*="figure="]').nth(30)
    place = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    for width in (1400, 390):
        page.set_viewport_size({"width": width, "height": 844})
        link.scroll_into_view_if_needed()
        before = page.evaluate(place)
        link.click()
        page.get_by_role("dialog").wait_for()
        reader.finish()
        page.get_by_role("dialog").get_by_role("button", name="Close").first.click()
        until(page, "() => !location.search.includes('figure=')")
        reader.finish()
        assert before > 500 and page.evaluate(place) == before and not loads


def test_the_whole_row_of_a_bar_opens_its_evidence(reader: Reader) -> None:
    """The dot of eight pixels alone did: neither the number beside it nor the row."""
    page = reader.open("/compare?measure=cases_ocag")
    box = page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    number = page.locator(".js-plotly-plot .textpoint text").filter(has_text="17").first.bounding_box()
    assert box and number
    page.mouse.move(number["x"] + 60, number["y"] + number["height"] / 2)
    page.mouse.click(number["x"] + 60, number["y"] + number["height"] / 2)
    page.wait_for_url(re.compile("figure="))
    expect(drawer(page)).to_contain_text("Nottinghamshire")


def test_a_point_of_a_line_without_marks_opens_its_evidence(reader: Reader) -> None:
    """Plotly chooses nothing on a trace of lines alone: of all forces in grey a click opened nothing."""
    page = reader.open("/time")
    x, y, mark = page.evaluate(GREY_POINT)
    page.mouse.click(x, y)
    page.wait_for_url(re.compile(f"figure={mark}"))
    assert "Its story and changes" in panel(page)
