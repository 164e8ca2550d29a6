"""Every page opens, at a desk and on a phone, without a complaint of browser or server, and has one title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import menu as pages

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


def test_every_page_of_the_contract_is_in_the_menu(reader: Reader) -> None:
    page = reader.open("/")
    shown = page.get_by_test_id("stTopNavLink").all_inner_texts()
    assert shown == [spec.title for spec in pages.written() if spec.is_in_menu]
