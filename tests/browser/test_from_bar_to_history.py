"""From a bar of Compare to the marked place, the source, the history and the original's address: for a plain figure, a
held-back one, a disputed one, a withdrawn one, and a transcribed one, of which the words say what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from ingest.commands.build import build
from ingest.warehouse.releases import folder_of, keep
from tests.making_evidence import letter_pdf, map_of, write_raw, write_source

from .conftest import drawer, serving, visit

if TYPE_CHECKING:
    from .conftest import App, Reader

pytestmark = pytest.mark.browser

COMPARE = "/compare?measure=arrests_online_cso&offence={offence}&period=2019%2F20"
ARE_LOADED = (
    "() => { const images = [...document.querySelectorAll('.marked-place img')];"
    " return images.length && images.every(image => image.naturalWidth > 0); }"
)
WITHDRAWAL = """
[[withdrawal]]
figures = ["{figure}"]
on = 2021-06-01
reason = "counted twice, by the force's second reply"
"""


@pytest.fixture(scope="module")
def app_(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Sources whose documents are here: two of Kent's disagree; in the second release one of Essex's is withdrawn."""
    folder: Path = tmp_path_factory.mktemp("history")
    raw, warehouse = folder / "raw", folder / "warehouse.duckdb"
    write_raw(raw)
    write_source(raw, "kent", "901/21", {"letter.pdf": letter_pdf("Kent Police", s15a="11")}, map_of("letter.pdf"))
    assert build([raw], warehouse, 0, False) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((release,),) = con.execute("select release from release").fetchall()
        assert keep(con, release, folder_of(warehouse))
        ((figure,),) = con.execute(
            "select figure_id from figures where force_id = 'essex' and offence_id = 'soa2003_s15a'"
        ).fetchall()
    with (raw / "essex" / "103-21" / "source.toml").open("a") as toml:
        toml.write(WITHDRAWAL.format(figure=figure))
    assert build([raw], warehouse, 0, False) == 0
    with serving(warehouse, folder / "server.log", raw) as running:
        yield running


@pytest.fixture
def visitor(profile: BrowserContext, app_: App) -> Iterator[Reader]:
    yield from visit(profile, app_, 1400)


def choose(page: Page, force: str) -> Locator:
    """The panel of a force's mark, chosen in the table under the chart."""
    page.get_by_text("Table", exact=True).click()
    page.locator(".rows").get_by_role("button", name=force).first.press("Enter")
    page.wait_for_url("**figure=**")
    return drawer(page)


def history(panel: Locator) -> Locator:
    panel.get_by_text("History of this figure").click()
    table = panel.get_by_role("table", name="History of this figure")
    table.wait_for()
    return table


def follow(visitor: Reader, panel: Locator) -> str:
    """The source's page, reached by the panel's link: its text."""
    visitor.open(panel.get_by_role("link", name="All of this source").first.get_attribute("href") or "")
    return visitor.text()


def is_original(panel: Locator, force: str) -> bool:
    link = panel.get_by_role("link", name="The original page")
    return link.get_attribute("href") == f"https://foi.example/{force}"


def test_a_plain_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s15a"))
    panel = choose(page, "Durham")
    page.wait_for_function(ARE_LOADED)
    expect(history(panel)).to_contain_text("First read")
    assert is_original(panel, "durham")
    text = follow(visitor, panel)
    assert "History" in text and "The publisher's own document, held here" in text


def test_a_held_back_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s8"))
    panel = choose(page, "Durham")
    page.wait_for_function(ARE_LOADED)
    expect(panel).to_contain_text("“<5”")
    expect(history(panel)).to_contain_text("“<5” arrests")
    assert is_original(panel, "durham")
    assert "<5" in follow(visitor, panel)


def test_a_disputed_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s15a"))
    panel = choose(page, "Kent")
    expect(panel).to_contain_text("4 or 11, sources disagree")
    sides = panel.locator("dl.facts > div", has=page.locator("dt", has_text="Others"))
    expect(sides).to_contain_text("Kent Police")
    expect(panel).to_contain_text("Neither side is taken")
    visitor.open(sides.get_by_role("link", name="“11”").get_attribute("href") or "")
    page.wait_for_function(ARE_LOADED)
    text = visitor.text()
    assert "History" in text and "11" in text
    expect(page.get_by_test_id("stMain")).to_contain_text("One side; neither is taken")


def test_a_withdrawn_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s15a"))
    panel = choose(page, "Essex")
    expect(panel.locator("del", has_text="4").first).to_be_visible()
    expect(panel).to_contain_text("Withdrawn 1 June 2021: counted twice")
    told = history(panel)
    expect(told).to_contain_text("First read")
    expect(told).to_contain_text("Its standing")
    assert is_original(panel, "essex")
    text = follow(visitor, panel)
    assert "Withdrawn 1 June 2021: counted twice" in text


def test_a_transcribed_figure_says_so(reader: Reader) -> None:
    page = reader.open("/compare?measure=offences_recorded&offence=soa2003_s15a&period=2017%2F18")
    panel = choose(page, "Kent")
    expect(panel).to_contain_text("Read in a copy: OnTheWight; only its opening was read.")
    assert page.locator(".marked-place").count() == 0
    assert (panel.get_by_role("link", name="The original page").get_attribute("href") or "").startswith("http")
