"""A source with tables, documents inside documents and a long list, and its force, as a reader sees and uses them.

The sources are made for this file and served by a dashboard of its own, one for all of its tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import making_table_sources as made

from .conftest import serving

if TYPE_CHECKING:
    from .conftest import App, Reader

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("tables")
    with serving(made.build(folder), folder / "server.log") as running:
        yield running


def test_the_figures_of_a_table_lead_to_their_evidence(reader: Reader) -> None:
    page = reader.open(f"/source?id={made.MAIL}")
    figures = page.get_by_role("table", name="Figures of this source")
    expect(figures.locator("tbody tr")).to_have_count(19)
    main = page.get_by_test_id("stMain")
    documents = page.locator("dl.facts > div")
    mail = documents.filter(
        has=page.locator("dt", has_text="reply.eml").and_(page.get_by_text("reply.eml", exact=True))
    )
    expect(mail).to_contain_text("Read in it: nothing")
    inside = documents.filter(has=page.locator("dt", has_text="figures.xlsx, in reply.eml"))
    expect(inside).to_contain_text("Read in it: 19 figures")

    figures.locator("tr", has_text="sheet By group, E4").get_by_role("link", name="evidence").click()
    reader.finish()
    expect(page.get_by_text("Its story, and what changed on it")).to_be_visible()
    expect(main).to_contain_text("offence group: Violence Against the Person, 2022/23")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("Its story, and what changed on it")).to_have_count(0)


def test_a_long_list_shows_its_first_rows_and_all_of_them_when_asked(reader: Reader) -> None:
    page = reader.open(f"/source?id={made.LIST}")
    rows = page.get_by_role("table", name="Figures of this source").locator("tbody tr")
    expect(rows).to_have_count(30)
    page.get_by_role("button", name=f"Show all {made.LISTED} figures").click()
    expect(rows).to_have_count(made.LISTED)
    assert "show=figures" in page.url
    reader.open(page.url.removeprefix(reader.app.address))
    expect(rows).to_have_count(made.LISTED)


def test_a_force_shows_a_line_for_its_breakdown(reader: Reader) -> None:
    page = reader.open("/force?id=northamptonshire")
    link = page.get_by_role("link", name="14 figures")
    if not link.is_visible():
        page.get_by_text("Every figure that pages list").click()
    expect(page.locator("tr", has=link)).to_contain_text("by offence group")
    link.click()
    reader.finish()
    expect(page.get_by_role("table", name="Figures of this source")).to_be_visible()
