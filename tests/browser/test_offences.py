"""Offences in a real browser: maps with the warehouse's numbers, one offence, one measure, unknown ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import duckdb
import pytest

from .test_time import CHARTS

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser


def test_each_number_on_a_map_is_its_figures(reader: Reader) -> None:
    page = reader.open("/offences")
    con = duckdb.connect(str(reader.app.warehouse), read_only=True)
    checked = 0
    for trace in (trace for chart in page.evaluate(CHARTS) for trace in chart):
        for figure_id, text in zip(trace["ids"], trace["text"], strict=True):
            row = con.execute("select value, value_low, value_high from figures where figure_id = ?", [str(figure_id)])
            found = row.fetchone()
            if found is not None:
                value, low, high = found
                assert text == (f"{value:,.0f}" if value is not None else f"{low:,.0f}–{high:,.0f}")
                checked += 1
    con.close()
    assert checked >= 10


def test_one_force_makes_a_table_and_offers_the_wider_filter(reader: Reader) -> None:
    page = reader.open("/offences?force=kent")
    assert page.locator(".js-plotly-plot").count() == 0
    assert page.get_by_role("button", name=re.compile("Widen to all forces")).count() == 1


def test_an_offence_links_to_what_contains_it(reader: Reader) -> None:
    page = reader.open("/offence?id=soa2003_s15a")
    assert page.locator("h1").inner_text() == "Sexual communication with a child"
    link = page.get_by_role("link", name=re.compile("Home Office class 88A")).first
    assert link.get_attribute("href") == "/offence?id=ho_88a"
    page = reader.open("/offence?id=ho_88a")
    assert page.locator("h1").inner_text() == "Home Office class 88A: Sexual grooming"
    assert "Contains: Meeting a child following sexual grooming (s15)" in reader.text()


def test_a_measure_says_what_it_must_not_be_compared_with(reader: Reader) -> None:
    reader.open("/measure?id=arrests_ocag")
    text = reader.text()
    assert "Not to be compared with" in text and "Arrests of activists" in text
    assert "units" in text.lower()


@pytest.mark.parametrize(
    ("path", "nearest"), [("/offence?id=soa2003_15a", "soa2003_s15a"), ("/measure?id=arrests_ocg", "arrests_ocag")]
)
def test_an_unknown_id_says_so_and_offers_the_nearest(reader: Reader, path: str, nearest: str) -> None:
    page = reader.open(path)
    assert "No " in page.locator("h1").inner_text()
    assert nearest in reader.text()
    assert "it gives no national total" in reader.text()


def test_without_an_id_all_are_offered(reader: Reader) -> None:
    page = reader.open("/offence")
    assert page.get_by_role("link", name=re.compile("s15A")).count() >= 1
