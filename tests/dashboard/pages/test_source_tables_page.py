"""The page of a source whose figures stand in tables and whose documents hold others: what it is made of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import warehouse, words
from ingest.extracts.wanted import Wanted
from tests import making_table_sources as made
from tests.asking import csv_of
from tests.every_page import html_of, page_at


@pytest.fixture(scope="session")
def table_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.build(tmp_path_factory.mktemp("tables"))


@pytest.fixture
def release(table_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The pages read the made sources; the test asks the same warehouse without the pages' own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(table_warehouse))
    with duckdb.connect(str(table_warehouse), read_only=True) as con:
        yield con


def rows_of_figures(page: AppTest) -> list[str]:
    return html_of(page, "Figures of this source").partition("<tbody")[2].split("<tr ")[1:]


# The page


def test_the_figures_of_a_table_lead_to_their_evidence(release: duckdb.DuckDBPyConnection) -> None:
    page = page_at("source", id=made.MAIL)
    rows = rows_of_figures(page)
    assert len(rows) == 19
    assert re.search("<dt>reply.eml</dt><dd>[^<]*<br>Read in it: nothing<", html_of(page))
    assert re.search("figures.xlsx, in reply.eml</dt><dd>[^<]*<br>Read in it: 19 figures", html_of(page))
    [row] = [row for row in rows if "sheet By group, E4" in row]
    [(source_id, figure)] = re.findall('href="/source[?]id=([^&]+)&amp;figure=(\\w{12})"[^>]*>evidence<', row)
    page = page_at("source", id=source_id, figure=figure)
    assert "### Northamptonshire, 2022/23: 13 offences" in [one.value for one in page.markdown]
    assert "(offence group: Violence Against the Person)</dd>" in html_of(page)


def test_a_long_list_shows_its_first_rows_and_all_of_them_when_asked(release: duckdb.DuckDBPyConnection) -> None:
    page = page_at("source", id=made.LIST)
    assert len(rows_of_figures(page)) == 30
    [button] = [button for button in page.button if button.label == f"Show all {made.LISTED} figures"]
    button.click().run()
    assert len(rows_of_figures(page)) == made.LISTED and page.query_params["show"] == "figures"
    assert len(rows_of_figures(page_at("source", id=made.LIST, show="figures"))) == made.LISTED


# Documents


def test_a_document_inside_others_is_named_with_them() -> None:
    assert words.document("kent/1-20/thread.mbox#figures.xlsx") == "figures.xlsx, in thread.mbox"
    assert words.document("kent/1-20/a.zip#b.eml#c.pdf") == "c.pdf, in b.eml, in a.zip"
    assert words.document("kent/1-20/letter.pdf") == "letter.pdf"


# Wholes and parts


def test_a_measure_that_is_never_split_by_offence_does_not_want_one(release: duckdb.DuckDBPyConnection) -> None:
    figures = warehouse.query(warehouse.sql("source_figures"), {"source_id": made.MAIL, "most": 1})
    assert set(figures["measure_id"]) == {"offences_hospital"} and figures["offence_in_words"].isna().all()


def test_a_breakdowns_name_is_in_words() -> None:
    assert words.part({"offence_group": "Theft", "site": "Abbey Ward"}) == ["offence group: Theft", "site: Abbey Ward"]


def test_an_extract_says_of_each_figure_what_part_it_counts(release: duckdb.DuckDBPyConnection) -> None:
    body = csv_of(Wanted("figures", {"force": ("northamptonshire",)}))
    parts = {row["locator"]: row["dimensions"] for row in csv.DictReader(io.StringIO(body, newline=""))}
    assert parts["sheet By group, B3"] == '{"offence_group":"Theft"}' and parts["sheet By group, B6"] == ""
