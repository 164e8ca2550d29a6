"""Data: what a reader takes away is what the warehouse holds, whole and of their own forces."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


def take(reader: Reader, href: str) -> list[list[str]]:
    """The rows, with the names of the columns first, behind a link of the page."""
    answer = reader.page.request.get(reader.app.address + href)
    assert answer.ok, href
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.text(), newline="")))


def test_every_file_has_as_many_rows_as_the_page_says(reader: Reader) -> None:
    reader.open("/download").get_by_role("link", name=re.compile("table by table")).click()
    reader.page.wait_for_url("**/data/")
    table = reader.page.locator("table")
    said = table.evaluate(
        "table => [...table.querySelectorAll('tbody tr')]"
        ".map(row => [row.querySelector('a').getAttribute('href'), row.cells[2].innerText])"
    )
    assert said[0][0] == "/data/force_years.csv" and len(said) > 10
    for href, rows in said:
        assert f"{len(take(reader, href)) - 1:,}" == rows, href


def test_an_extract_is_what_its_count_and_its_address_say_and_a_link_shows_another_reader_the_same(
    reader: Reader,
) -> None:
    page = reader.open("/download?force=kent")
    page.get_by_role("radio", name="a column a year").click()
    expect(page).to_have_url(re.compile("wide=1"))
    reader.finish()
    shown = page.locator(".extract thead").inner_text()
    href = page.get_by_role("link", name="CSV", exact=True).get_attribute("href") or ""
    names, *rows = take(reader, href)
    assert {row[names.index("force")] for row in rows} == {"Kent Police"} and "2019/20" in names
    expect(page.get_by_test_id("stMain")).to_contain_text(f"{len(rows)} row")
    shared = page.url
    page.evaluate("window.sessionStorage.clear()")  # another reader has none of this one's choices
    assert reader.open(shared.removeprefix(reader.app.address)).locator(".extract thead").inner_text() == shown


def test_figures_of_my_forces_are_the_warehouses_rows_and_a_columns_meaning_opens_with_the_keyboard(
    reader: Reader, built_warehouse: Path
) -> None:
    page = reader.open("/download?force=kent&force=essex&table=figures")
    link = page.get_by_role("link", name="CSV", exact=True)
    names, *rows = take(reader, link.get_attribute("href") or "")
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        expected = con.execute("select figure_id, value from figures where force_id in ('kent', 'essex')").fetchall()
    got = {row[names.index("figure_id")]: row[names.index("value")] for row in rows}
    assert got == {figure_id: "" if value is None else f"{value:g}" for figure_id, value in expected}
    summary = page.locator("summary", has_text="What the columns mean").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Columns of figures", exact=True)).to_contain_text("value_low")


def test_what_is_chosen_is_read_whole_and_the_warehouse_itself_can_be_taken_and_opened(
    reader: Reader, built_warehouse: Path, tmp_path: Path
) -> None:
    several = "&".join(
        f"measure={one}" for one in ("arrests", "arrests_ocag", "arrests_online_cso", "cautions", "charges")
    )
    page = reader.open(f"/download?about_children=yes&about_children=mixed&{several}")
    chosen = page.locator("[data-tag] span, [data-testid=stMultiSelectTagsContainer]")
    assert chosen.count() > 7
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
    assert chosen.evaluate_all(wide) == []
    href = page.get_by_role("link", name="The warehouse, one DuckDB file").get_attribute("href")
    taken = tmp_path / "taken.duckdb"
    taken.write_bytes(page.request.get(reader.app.address + str(href)).body())
    question = "select release, figures from release"
    with duckdb.connect(str(taken), read_only=True) as con:
        got = con.execute(question).fetchone()
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        assert got == con.execute(question).fetchone()


def test_a_form_of_the_api_takes_several_values_of_a_filter(reader: Reader) -> None:
    page = reader.page
    page.goto(f"{reader.app.address}/api")
    form = page.locator("form[data-path='/data/{view}.json']")
    page.locator("summary", has=page.get_by_text("/data/{view}.json", exact=True)).click()
    form.get_by_label(re.compile("^view")).select_option("force_years")
    form.get_by_label(re.compile("^force")).fill(" kent essex ")
    form.get_by_label(re.compile("^kind")).select_option(["official", "press"])
    form.get_by_label(re.compile("^limit")).fill("3")
    with page.expect_response(re.compile("/data/force_years.json")) as sent:
        form.get_by_role("button", name="Open").click()
    asked = "force=kent&force=essex&kind=official&kind=press&limit=3"
    assert sent.value.ok and sent.value.url.endswith(f"/data/force_years.json?{asked}")
    assert len(sent.value.json()) == 3


def test_on_a_phone_the_menu_is_a_word(phone: Reader) -> None:
    page = phone.open("/download")
    menu = page.get_by_test_id("stExpandSidebarButton")
    assert menu.evaluate("one => getComputedStyle(one, '::after').content") == '"Menu"'
    menu.click()
    expect(page.get_by_role("button", name="Collapse sidebar")).to_be_visible()
    expect(page.locator(".st-key-search_box")).to_be_hidden()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="About").click()
    expect(page.get_by_role("heading", level=1, name="About")).to_be_visible()
    expect(menu).to_be_visible()  # it has closed, and stays so
    phone.finish()
    phone.open("/compare")
    expect(menu).to_be_visible()
    menu.click()
    expect(page.get_by_role("button", name="Collapse sidebar")).to_be_visible()
    phone.open("/answers")  # left without a choice
    expect(menu).to_be_visible()
    expect(page.get_by_test_id("stSidebarNavLink").first).not_to_be_in_viewport()
