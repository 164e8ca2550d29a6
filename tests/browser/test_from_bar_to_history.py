"""From a bar of Compare to the marked place in the force's own document, the source, the history and the original's
address: for a plain figure, a held-back one, a disputed one, a withdrawn one, one in words, and a transcribed one, of
which the words say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from ingest.commands.build import build
from ingest.warehouse.releases import folder_of, keep
from tests.in_browser import until
from tests.making_evidence import OFFICER, letter_pdf, map_of, write_letter_on_a_picture, write_raw, write_source

from .conftest import drawer, serving

if TYPE_CHECKING:
    from .conftest import App, Reader

pytestmark = pytest.mark.browser

COMPARE = "/compare?measure=arrests_online_cso&offence={offence}&period=2019%2F20"
BARS = ".js-plotly-plot .barlayer .point path"
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
def own_app(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Sources whose documents are here: two of Kent's disagree; in the second release one of Essex's is withdrawn."""
    folder: Path = tmp_path_factory.mktemp("history")
    raw, warehouse = folder / "raw", folder / "warehouse.duckdb"
    write_raw(raw)
    write_letter_on_a_picture(raw)
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


def choose(page: Page, force: str) -> Locator:
    """The panel of a force's mark, chosen in the table under the chart."""
    page.get_by_text("Table", exact=True).click()
    page.locator(".rows").get_by_role("button", name=force).first.press("Enter")
    page.wait_for_url("**figure=**")
    return drawer(page)


def history(visitor: Reader, panel: Locator) -> str:
    """What the story of the panel's figure says of its changes."""
    story = panel.get_by_role("link", name="Its story").get_attribute("href") or ""
    told = visitor.page.request.get(f"{visitor.app.address}{story}").text()
    return told.partition("Changes to this page")[2]


def follow(visitor: Reader, panel: Locator) -> str:
    """The source's page, reached by the panel's link: its text."""
    source = panel.locator("a[href*='/source?id=']:not([href*='figure='])").first
    visitor.go(source.get_attribute("href") or "")
    return visitor.text()


def is_original(panel: Locator, force: str) -> bool:
    link = panel.get_by_role("link", name="The original page")
    return link.get_attribute("href") == f"https://foi.example/{force}"


def test_a_bar_leads_to_the_marked_picture_the_history_the_source_and_the_original(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s10"))
    bar = page.locator(BARS).first
    bar.wait_for()
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**figure=**")
    until(page, ARE_LOADED)
    panel = drawer(page)
    text = panel.inner_text()
    order = [
        text.index(part) for part in ("Who counted", "Automatic checks", "What it counts", "The force's own words")
    ]
    assert order == sorted(order)
    assert "SHA-256 of the document" in text and "Fetched 1 April 2021" in text
    assert "the place is marked" in (page.locator(".marked-place img").first.get_attribute("alt") or "")
    assert "First read" in history(visitor, panel)
    original = panel.get_by_role("link", name="The original page").get_attribute("href") or ""
    assert original.startswith("https://foi.example/")
    text = follow(visitor, panel)
    assert "The publisher's own document, held here" in text


def test_a_held_back_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s8"))
    panel = choose(page, "Durham")
    until(page, ARE_LOADED)
    expect(panel).to_contain_text("“<5”")
    assert "“&lt;5” arrests" in history(visitor, panel)
    assert is_original(panel, "durham")
    assert "<5" in follow(visitor, panel)


def test_a_disputed_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s15a"))
    panel = choose(page, "Kent")
    expect(panel).to_contain_text("4 or 11, sources disagree")
    sides = panel.locator("dl.facts > div", has=page.locator("dt", has_text="Others"))
    expect(sides).to_contain_text("Kent Police")
    expect(panel).to_contain_text("Neither side is taken")
    visitor.go(sides.get_by_role("link", name="“11”").get_attribute("href") or "")
    until(page, ARE_LOADED)
    assert "11" in visitor.text()
    expect(page.get_by_test_id("stMain")).to_contain_text("It is one side; neither is taken.")


def test_a_withdrawn_figure(visitor: Reader) -> None:
    page = visitor.open(COMPARE.format(offence="soa2003_s15a"))
    panel = choose(page, "Essex")
    expect(panel.locator("del", has_text="under five").first).to_be_visible()
    expect(panel).to_contain_text("Withdrawn 1 June 2021: counted twice")
    told = history(visitor, panel)
    assert "First read" in told and "Its standing" in told
    assert is_original(panel, "essex")
    text = follow(visitor, panel)
    assert "Withdrawn 1 June 2021: counted twice" in text


def test_words_of_a_text_stand_with_those_around_them(visitor: Reader) -> None:
    page = visitor.open("/compare?measure=arrests_ocag&period=2019%2F20&force=norfolk&force=kent&force=surrey")
    panel = choose(page, "Norfolk")
    page.get_by_text("▸").first.wait_for()
    text = panel.inner_text()
    assert re.search(r"▸ line 8\s+3\. 7 arrests", text)
    assert page.locator(".surroundings u").all_inner_texts() == ["7"]
    assert "[name removed]" in text
    assert OFFICER not in text


def test_a_transcribed_figure_says_so(reader: Reader) -> None:
    page = reader.open("/compare?measure=offences_recorded&offence=soa2003_s15a&period=2017%2F18")
    panel = choose(page, "Kent")
    expect(panel).to_contain_text("Read in a copy. Only its opening was read.")
    assert page.locator(".marked-place").count() == 0
    assert (panel.get_by_role("link", name="The page we read").get_attribute("href") or "").startswith("http")
    figure_id = re.search(r"figure=(\w{12})", page.url)
    assert figure_id is not None
    answer = page.request.get(f"{reader.app.address}/evidence/{figure_id[1]}.png")
    assert answer.status == 404 and "there is no document to show" in answer.text()
