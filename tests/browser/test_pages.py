"""Every page opens, at a desk and on a phone, without a complaint of browser or server, and has one title."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import duckdb
import pytest

from dashboard import pages

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

ONE_THING = {
    "force": "id=west-mercia",
    "source": "id=west-mercia~50766",
    "measure": "id=arrests_ocag",
    "offence": "id=soa2003_s15a",
}
PATHS = [f"/{spec.path}" + (f"?{ONE_THING[spec.path]}" if spec.path in ONE_THING else "") for spec in pages.written()]


def is_sound(visitor: Reader, path: str) -> None:
    page = visitor.open(path)
    assert page.locator("h1").count() == 1
    assert page.locator('[data-testid="stException"]').count() == 0
    title = pages.spec_of(path.split("?")[0].strip("/")).title
    assert page.title() == f"{title} · Disclosed"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{path} is {wide} pixels wider than the screen"
    for chart in page.locator('[data-testid="stPlotlyChart"]').all():
        assert chart.locator("[aria-label], [role=img]").count() or chart.get_attribute("aria-label"), (
            "a chart has no name"
        )


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_at_a_desk(reader: Reader, path: str) -> None:
    is_sound(reader, path)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_on_a_phone(phone: Reader, path: str) -> None:
    is_sound(phone, path)


def test_on_a_phone_the_names_stay_inside_their_tiles(phone: Reader) -> None:
    page = phone.open("/")
    widths = page.locator('[data-testid="stPlotlyChart"]').first.evaluate(
        "chart => [...chart.querySelectorAll('tspan.line')].map(one => [one.textContent, one.getComputedTextLength()])"
    )
    inner_frame = 36.5  # pixels between the inner edges of a dispute's double frame, at 390
    assert len(widths) > 40
    assert [text for text, width in widths if width > inner_frame] == []


def test_on_a_phone_filters_are_behind_one_button_that_says_how_many_are_set(phone: Reader) -> None:
    page = phone.open("/compare?force=kent&force=essex&period=2017/18")
    button = page.get_by_role("button", name="Filters: 2 set")
    assert button.is_visible()
    assert not page.get_by_text("More filters").is_visible()
    button.click()
    page.get_by_text("More filters").wait_for(state="visible")


def test_every_page_of_the_contract_is_in_the_menu(reader: Reader) -> None:
    page = reader.open("/")
    shown = page.get_by_test_id("stTopNavLink").all_inner_texts()
    assert shown == [spec.title for spec in pages.written() if spec.is_in_menu]


def test_the_overview_counts_what_is_the_forces_own(reader: Reader) -> None:
    con = duckdb.connect(str(reader.app.warehouse), read_only=True)
    count: Callable[[str], int] = lambda where: con.execute(f"select count(*) from figures where {where}").fetchone()[0]  # noqa: E731
    own = count("source_kind in ('force_response', 'disclosure_log') and hand in ('own_document', 'own_transcript')")
    second = count("hand = 'second_hand' and licence is null")
    con.close()
    reader.open("/")
    first = reader.text()
    assert f"{own} (" in first
    assert f"{second} (" in first
    assert "999" in first and "Stop It Now" in first
    assert "42" in first
