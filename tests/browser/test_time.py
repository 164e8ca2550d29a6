"""Over time in a real browser: drawn numbers are the warehouse's, a mark opens its evidence, too few make a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

CHARTS = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => plot.data.map(trace => ({
    mode: trace.mode, type: trace.type, ids: Array.from(trace.customdata || []), text: Array.from(trace.text || [])
})))"""
SIX = "&".join(f"force={force}" for force in ("dorset", "gwent", "kent", "surrey", "sussex", "lancashire"))


def texts(page: Any) -> dict[str, str]:
    """Figure to the number beside its mark, over all charts of the page."""
    found: dict[str, str] = {}
    for trace in (trace for chart in page.evaluate(CHARTS) for trace in chart):
        if trace["mode"] == "text":
            found |= dict(zip(trace["ids"], trace["text"], strict=True))
    return found


def test_each_drawn_number_is_its_figures(reader: Reader) -> None:
    page = reader.open(f"/time?offence=soa2003_s15a&{SIX}")
    shown = texts(page)
    assert len(shown) >= 10
    con = duckdb.connect(str(reader.app.warehouse), read_only=True)
    for figure_id, text in shown.items():
        value, low, high = con.execute(
            "select value, value_low, value_high from figures where figure_id = ?", [figure_id]
        ).fetchone()
        assert text == (f"{value:,.0f}" if value is not None else f"{low:,.0f}–{high:,.0f}")
    con.close()


def test_a_chosen_mark_opens_its_evidence(reader: Reader) -> None:
    con = duckdb.connect(str(reader.app.warehouse), read_only=True)
    figure_id, value = con.execute(
        "select figure_id, value from figures where force_id = 'kent' and offence_id = 'soa2003_s15a' "
        "and measure_id = 'offences_recorded' and period_id = '2018/19'"
    ).fetchone()
    con.close()
    page = reader.open(f"/time?offence=soa2003_s15a&{SIX}&figure={figure_id}")
    panel = page.locator('[class*="st-key-evidence_time"]')
    assert "Kent Police" in panel.inner_text() and f"{value:.0f}" in panel.inner_text()


def test_fewer_than_three_forces_make_a_table_and_offer_the_wider_filter(reader: Reader) -> None:
    page = reader.open("/time?offence=soa2003_s15a&force=kent")
    assert page.locator(".js-plotly-plot").count() == 0
    assert "table and not a chart" in reader.text()
    page.get_by_role("button", name=re.compile("Widen to all forces")).click()
    page.locator(".js-plotly-plot").first.wait_for()
    reader.finish()
    assert "force=kent" not in page.url and "offence=soa2003_s15a" in page.url


def test_a_link_brings_one_chart_or_panels_and_a_chosen_series(reader: Reader) -> None:
    page = reader.open(f"/time?offence=soa2003_s15a&{SIX}&shape=together")
    assert "shape=together" in page.url
    assert page.locator(".js-plotly-plot").count() == 1
    page.get_by_role("radio", name="a panel for each force").or_(
        page.get_by_role("button", name="a panel for each force")
    ).first.click()
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot').length === 2")
    reader.finish()
    assert "shape=" not in page.url
    page = reader.open("/time?series=offences_recorded~offences~ho_88a")
    assert page.get_by_role("heading", name=re.compile("88A")).count() == 1
    assert "3 April 2017" in reader.text()


def test_periods_that_are_no_whole_year_are_in_words_below(reader: Reader) -> None:
    reader.open("/time?offence=soa2003_s15a&measure=offences_recorded")
    below = reader.text().split("Not on the axis")[1]
    assert "Other spans" in below and "1 April 2017 to 30 September 2018" in below


def test_on_a_phone_panels_fit_the_width(phone: Reader) -> None:
    page = phone.open("/time")
    wide = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.main-svg')].map(s => s.getBoundingClientRect().right))"
    )
    assert wide <= 390
