"""A link shows another person the same: every filter of an address is set, and follows from page to page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dashboard import filters

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

EXAMPLES = {
    "force": ("kent", "Kent"),
    "area_kind": ("force", "a police force"),
    "measure": ("offences_recorded", "Offences recorded"),
    "offence": ("soa2003_s15a", "Sexual communication with a child"),
    "period": ("2018/19", "2018/19"),
    "kind": ("charity", "a charity's figures"),
    "hand": ("second_hand", "read in somebody else's rendering"),
    "campaign": ("online-grooming-2019-20", "Online grooming: arrests, decoys and activist groups"),
}


def test_there_is_an_example_for_every_filter() -> None:
    assert {*EXAMPLES, "release"} == set(filters.NAMES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_link_sets_its_filter(reader: Reader, name: str) -> None:
    value, words = EXAMPLES[name]
    page = reader.open(f"/compare?{name}={value}")
    assert filters.of({name: [value]}).address("/compare") in page.url.replace("/18", "%2F18").replace(
        "2018/", "2018%2F"
    )
    if name in ("area_kind", "kind", "hand", "campaign"):
        page.get_by_text("More (1 set)").click()
    box = page.locator(f".st-key-filter_{name}")
    box.wait_for(state="visible")
    assert words in box.inner_text() or words in (box.locator("[title]").first.get_attribute("title") or "")


def test_several_values_of_one_filter_are_repeated(reader: Reader) -> None:
    page = reader.open("/compare?period=2017/18&offence=soa2003_s15a&force=kent&force=essex&force=surrey&force=dorset")
    shown = page.locator(".st-key-filter_force").inner_text()
    assert all(name in shown for name in ("Kent", "Essex", "Surrey", "Dorset"))


def test_a_release_that_is_not_kept_is_not_found(reader: Reader) -> None:
    answer = reader.page.request.get(f"{reader.app.address}/compare?release=zzzzzzzzzzzz")
    assert answer.status == 404
    assert "That release is not here" in answer.text()


def test_an_unknown_value_is_said_with_known_ones(reader: Reader) -> None:
    page = reader.open("/compare?measure=nonsense")
    said = page.get_by_role("alert").first.inner_text()
    assert "nonsense" in said
    assert "offences_recorded" in said


def test_filters_follow_from_page_to_page_and_back(reader: Reader) -> None:
    """The menu's own step to a page without filters is one that the browser may or may not leave out on the way back;
    a step with half of the filters there is none."""
    page = reader.open("/compare?period=2018%2F19&offence=soa2003_s15a")
    steps = page.evaluate("history.length")
    page.get_by_test_id("stTopNavLink").filter(has_text="Overview").click()
    page.wait_for_url(re.compile(r"/\?.*offence=soa2003_s15a.*period=2018"))
    reader.finish()
    assert "2018/19" in page.locator(".st-key-filter_period").inner_text()
    assert page.evaluate("history.length") - steps == 2  # the menu's, and one for all filters
    page.evaluate("history.back()")
    page.wait_for_url(re.compile(r"/compare\?|/$"))
    if page.url.endswith("/"):
        page.evaluate("history.back()")
    page.wait_for_url(re.compile(r"/compare\?(?=.*offence=soa2003_s15a).*period=2018"))


def test_a_choice_in_a_list_goes_into_the_address(reader: Reader) -> None:
    page = reader.open("/compare")
    page.locator(".st-key-filter_measure input").click()
    page.get_by_role("option", name="Offences recorded", exact=True).click()
    page.wait_for_url(re.compile(r"measure=offences_recorded"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear all filters").click()
    page.wait_for_function("() => !location.search.includes('measure')")


def test_a_view_is_part_of_the_link(reader: Reader) -> None:
    page = reader.open("/compare?per=rate&sort=value")
    assert "rate per 100,000 residents" in page.get_by_role("heading", level=2).first.inner_text()


def test_too_few_forces_make_a_table_and_an_offer_of_the_wider(reader: Reader) -> None:
    page = reader.open("/compare?measure=arrests_ocag")
    assert page.locator('[data-testid="stPlotlyChart"]').count() == 0
    assert page.get_by_test_id("stTable").count() >= 1
    page.get_by_role("button", name=re.compile("Widen to")).first.click()
    page.wait_for_function("() => !location.search.includes('measure')")
