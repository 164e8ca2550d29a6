"""Download: what a reader takes away is what the warehouse holds, whole and as filtered."""

from __future__ import annotations

import csv
import io
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


def test_figures_as_filtered_are_the_warehouses_rows(reader: Reader, built_warehouse: Path) -> None:
    page = reader.open("/download?force=kent&force=essex&offence=soa2003_s15a")
    links = page.get_by_role("link", name="As filtered, as CSV").all()
    hrefs = [link.get_attribute("href") or "" for link in links]
    href = next(one for one in hrefs if one.startswith("/data/figures.csv?"))
    names, *rows = take(reader, href)
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        expected = con.execute(
            "select figure_id, value from figures where force_id in ('kent', 'essex') and offence_id = 'soa2003_s15a'"
        ).fetchall()
    assert len(expected) > 0
    got = {row[names.index("figure_id")]: row[names.index("value")] for row in rows}
    assert got == {figure_id: "" if value is None else str(int(value)) for figure_id, value in expected}
    expect(page.get_by_test_id("stMain")).to_contain_text(f"As filtered, as CSV: {len(expected)} rows")


def test_every_view_is_there_whole_with_as_many_rows_as_its_link_says(reader: Reader, built_warehouse: Path) -> None:
    page = reader.open("/download")
    links = page.get_by_role("link", name="Whole, as CSV")
    hrefs = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    said = links.evaluate_all("all => all.map(a => a.parentElement.innerText)")
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        for href, text in zip(hrefs, said, strict=True):
            view = href.removeprefix("/data/").removesuffix(".csv")
            count = con.execute(f"select count(*) from {view}").fetchone()
            assert count is not None
            assert len(take(reader, href)) - 1 == count[0], view
            assert f"{count[0]:,} row" in text, view
    assert len(hrefs) > 20


def test_an_unknown_value_is_an_empty_cell_and_never_a_zero(reader: Reader, built_warehouse: Path) -> None:
    names, *rows = take(reader, "/data/figures.csv")
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        unknown = {i for (i,) in con.execute("select figure_id from figures where value is null").fetchall()}
    assert unknown == {row[names.index("figure_id")] for row in rows if row[names.index("value")] == ""}


def test_the_warehouse_itself_can_be_taken_and_opened(reader: Reader, built_warehouse: Path, tmp_path: Path) -> None:
    page = reader.open("/download")
    href = page.get_by_role("link", name="the warehouse, one DuckDB file").get_attribute("href")
    taken = tmp_path / "taken.duckdb"
    taken.write_bytes(page.request.get(reader.app.address + str(href)).body())
    question = "select release, figures from release"
    with duckdb.connect(str(taken), read_only=True) as con:
        got = con.execute(question).fetchone()
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        assert got == con.execute(question).fetchone()


def test_the_meaning_of_a_column_opens_with_the_keyboard(reader: Reader) -> None:
    page = reader.open("/download")
    summary = page.locator("summary", has_text="columns of figures").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Columns of figures", exact=True)).to_contain_text("value_low")


def test_a_citation_names_the_release(reader: Reader, built_warehouse: Path) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        release = con.execute("select release from release").fetchone()
    assert release is not None
    page = reader.open("/download")
    cited = page.get_by_test_id("stCode").filter(has_text="Figures in force")
    expect(cited).to_contain_text(f"release {release[0]}")
