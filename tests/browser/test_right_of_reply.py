"""What was withdrawn, disputed or spoken of, a report of error and the pages of checks and reports, as a reader sees
and uses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from playwright.sync_api import Page, expect

from tests.in_browser import until
from tests.making_rulings import STATEMENT

from .conftest import serving

if TYPE_CHECKING:
    from .conftest import App, Reader

pytestmark = pytest.mark.browser

EDITOR = "editor@borset.example"
TITLE = "Something wrong here?"
FITS = """() => { const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth <= main.clientWidth; }"""
FACTS = "dl.facts"  # what the evidence says of a figure, by heading


@pytest.fixture(scope="module")
def own_app(chromium_path: str, ruled_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The dashboard on figures that people ruled on, with an editor."""
    log = tmp_path_factory.mktemp("own_app") / "server.log"
    with serving(ruled_warehouse, log, ruled_warehouse.parent / "raw", EDITOR) as running:
        yield running


def one(app: App, sql: str) -> str:
    with duckdb.connect(str(app.warehouse), read_only=True) as con:
        (row,) = con.execute(sql).fetchall()
    return str(row[0])


def kent(app: App) -> str:
    return one(app, "select figure_id from figures where force_id = 'kent' and measure_id = 'arrests_ocag'")


def message(page: Page, about: str) -> dict[str, list[str]]:
    """Subject and body of the message that "Something wrong here?" opens, and the same text as it can be copied."""
    folded = page.locator(f".st-key-something_wrong_{about}")
    folded.get_by_text(TITLE).click()
    link = folded.get_by_role("link", name="Write the message")
    expect(link).to_be_visible()
    href = link.get_attribute("href") or ""
    assert href.startswith(f"mailto:{EDITOR}?")
    asked = parse_qs(urlsplit(href).query, strict_parsing=True)
    shown = folded.get_by_test_id("stCode").inner_text()
    assert asked["subject"][0] in shown and "Please name no private person" in shown
    return asked


def test_a_message_on_a_figure_is_ready_with_its_id_release_and_place(visitor: Reader) -> None:
    figure_id, release = kent(visitor.app), one(visitor.app, "select release from release")
    page = visitor.open(f"/compare?measure=arrests_ocag&period=2019%2F20&figure={figure_id}")
    asked = message(page, figure_id)
    assert figure_id in asked["subject"][0]
    (body,) = asked["body"]
    own = f"{visitor.app.address}/source?id=kent~101-21&figure={figure_id}&release={release}"
    for part in (f"Release: {release}", "page 1, line 6", f"Page: {own}"):
        assert part in body
    visitor.go(own.removeprefix(visitor.app.address))
    assert "2019/20: 7 arrests" in visitor.text()  # the address of the message opens the figure
    the_statement_stands_in_the_evidence_and_in_the_line_to_print(page)


def test_a_message_on_an_answer_and_on_a_force(visitor: Reader) -> None:
    outcome_id = one(visitor.app, "select outcome_id from outcomes where force_id = 'kent' and status = 'ncnd'")
    page = visitor.open(f"/source?id=kent~101-21&figure={outcome_id}")
    is_stated(page)
    assert f"Its id: answer {outcome_id}" in message(page, outcome_id)["body"][0]
    fits_a_phone(page)
    page = visitor.go("/force?id=kent")
    is_stated(page)
    asked = message(page, "kent")
    assert "Kent Police (force or area kent)" in asked["subject"][0] and "/force?id=kent&release=" in asked["body"][0]


def fits_a_phone(page: Page) -> None:
    """Nothing is wider than the screen of a phone; the page stands at a desk again afterwards."""
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, FITS)
    page.set_viewport_size({"width": 1400, "height": 900})


def is_stated(page: Page) -> None:
    """What Kent says of its figure stands on the page."""
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text(STATEMENT.rstrip("."))
    expect(main).to_contain_text("Kent Police, Information Access Unit, 3 May 2021")


def the_statement_stands_in_the_evidence_and_in_the_line_to_print(page: Page) -> None:
    expect(page.locator(FACTS).filter(has_text=STATEMENT.rstrip(".")).first).to_be_visible()
    folded = page.get_by_test_id("stExpander").filter(has_text="A line to print")
    line = folded.get_by_test_id("stMarkdown")
    expect(line).to_contain_text(
        "made 7 arrests for online child sexual offences on activist groups' evidence or information in 2019/20, "
        "according to the force's answer to request 101/21"
    )
    expect(line).to_contain_text(f"The force says: Kent Police, Information Access Unit, 3 May 2021: {STATEMENT}")


def test_what_is_not_in_force_is_struck_through_with_its_day_and_reason(visitor: Reader) -> None:
    reason = "Withdrawn 1 June 2021: counted twice, by the force's second reply"
    with duckdb.connect(str(visitor.app.warehouse), read_only=True) as con:
        ((figure_id, source_id, force_id),) = con.execute(
            "select figure_id, source_id, force_id from all_figures where status = 'withdrawn'"
        ).fetchall()
    page = visitor.open(f"/source?id={source_id}&figure={figure_id}")
    expect(page.get_by_test_id("stMain").locator('a[href*="/checks"]').first).to_be_attached()
    expect(page.locator("h3 del").filter(has_text="6").first).to_be_visible()
    expect(page.locator(FACTS).filter(has_text=reason).first).to_be_visible()
    expect(page.locator("table a del, table td del").filter(has_text="6").first).to_be_visible()
    page = visitor.go(f"/force?id={force_id}")
    expect(page.locator("table.listing a del").filter(has_text="6")).to_have_count(1)
    expect(page.get_by_test_id("stMain")).to_contain_text(reason)
    fits_a_phone(page)


def test_reports_list_what_came_in_and_what_people_ruled(visitor: Reader) -> None:
    page = visitor.open("/reports")
    rows = page.get_by_role("table", name="Reports of error").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("open: nothing was done yet")  # the newest first
    expect(rows.nth(1)).to_contain_text("Corrected on the force's word.")
    for name, text in (
        ("Corrected", "The note below adds one (AB, 4 May 2021)."),
        ("Withdrawn", "Withdrawn 1 June 2021"),
        ("Set aside", "An automatic reply (AB, 6 May 2021)."),
        ("Commented on by the force, or by whoever compiled it", STATEMENT),
    ):
        expect(page.get_by_role("table", name=name, exact=True)).to_contain_text(text)
    fits_a_phone(page)
    rows.nth(1).get_by_role("link").first.click()
    visitor.finish()
    expect(page.locator(FACTS).filter(has_text=STATEMENT.rstrip(".")).first).to_be_visible()
