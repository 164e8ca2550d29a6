"""At the desk: all numbers of a table with one key, and a table that is not understood, by what a person says of it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from playwright.sync_api import Page

from ingest.answers import proposals
from tests.in_browser import HAS_FINISHED, until

from .test_desk import Desk, opened, put_reply, wait_for

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = [pytest.mark.browser, pytest.mark.samples]
LETTER = """Request

1. How many offences of sexual communication with a child were recorded in each year from 2019 to 2021?

Response

1. The Athena extract gives these recorded offences of sexual communication with a child:

2019 – 17
2020 – 25
2021 – 30
"""
ASKED_MS = 300  # until what was typed has reached the server
KENT, HUMBERSIDE = "kent~7-25", "humberside~7-26"


def folder_of(raw: Path, source_id: str) -> Path:
    return raw.joinpath(*source_id.split("~"))


@pytest.fixture(scope="module")
def desk(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    named = os.environ.get("DISCLOSED_SAMPLES", "")
    if not named:
        pytest.skip("DISCLOSED_SAMPLES names no folder with other people's documents")
    place: Path = tmp_path_factory.mktemp("tables")
    data = {KENT: LETTER.encode(), HUMBERSIDE: Path(named, "humberside", "Humberside.pdf").read_bytes()}
    for source_id, document in data.items():
        put_reply(place / "raw", *source_id.split("~"), document)
    with opened(place) as running:
        yield running


def entries(desk: Desk, source: str, kind: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads((folder_of(desk.raw, source) / "source.toml").read_text()).get(
        kind, []
    )
    return found


def figures(desk: Desk, source: str) -> list[tuple[object, ...]]:
    wanted = "value, measure_id, offence_id, period_id, dimensions, review, locator"
    with duckdb.connect(str(desk.app.warehouse), read_only=True) as con:
        return con.execute(f"select {wanted} from figures where source_id = ? order by locator", [source]).fetchall()


def fill(page: Page, label: str, words: str, *, is_list: bool = False) -> None:
    """Type into a field, and wait for the page that it gives, which would take back what is typed meanwhile."""
    field = page.get_by_label(label, exact=True)
    field.click()
    page.keyboard.type(words)
    page.keyboard.press("Enter" if is_list else "Tab")
    page.wait_for_timeout(ASKED_MS)
    until(page, HAS_FINISHED)


def build(page: Page) -> None:
    page.get_by_role("button", name="Build with these decisions").click()
    wait_for(page, "Built.")


def test_all_numbers_of_a_table_are_taken_with_one_key(reviewer: Reader, desk: Desk) -> None:
    together = [one for one in proposals.read(desk.app.warehouse) if one["source_id"] == KENT]
    assert figures(desk, KENT) == []
    page = reviewer.open(f"/desk?item={together[0]['proposal_id']}")
    shown = page.get_by_test_id("stTable")
    shown.wait_for()
    assert len(together) == 3 and all(one["quote"] in shown.inner_text() for one in together)
    page.locator("h1").click()
    page.keyboard.press("Shift+A")
    wait_for(page, "All 3 taken.")
    (entry,) = entries(desk, KENT, "accepted")
    assert entry["proposals"] == [one["proposal_id"] for one in together] and entry["by"] == "AB"
    build(page)
    assert sorted(row[:6] for row in figures(desk, KENT)) == [
        (value, "offences_recorded", "soa2003_s15a", year, {}, "reviewed")
        for value, year in ((17, "2019"), (25, "2020"), (30, "2021"))
    ]


def test_a_table_in_doubt_is_not_taken_together_and_gives_figures_by_what_a_person_says_of_it(
    reviewer: Reader, desk: Desk
) -> None:
    offers = [one for one in proposals.read(desk.app.warehouse) if one["source_id"] == HUMBERSIDE]
    of_table = [one for one in offers if ", table 2, row " in one["locator"]]
    page = reviewer.open(f"/desk?item={of_table[0]['proposal_id']}")
    page.get_by_role("button", name="Take it").wait_for()
    assert page.get_by_role("button", name="Take all").count() == 0
    page.get_by_text("Say what the whole table means").click()
    page.wait_for_timeout(ASKED_MS)
    until(page, HAS_FINISHED)  # what opens asks for the page anew, and a button of the old one does nothing
    page.get_by_role("button", name="Write this map").click()
    wait_for(page, "Say what its numbers count.")
    page.get_by_label("A name for the breakdown").fill("")
    fill(page, "A name for the breakdown", "outcome")
    fill(page, "Its numbers count", "offences_recorded", is_list=True)
    fill(page, "Of the offence", "(soa2003_s15)", is_list=True)
    fill(page, "How do you know?", "The page is headed so.")
    page.get_by_role("button", name="Write this map").click()
    wait_for(page, "The table is mapped.")
    (entry,) = entries(desk, HUMBERSIDE, "table")
    assert (entry["document"], entry["page"], entry["by"]) == ("reply.pdf", 2, "AB")
    build(page)
    built = figures(desk, HUMBERSIDE)
    assert len(built) == len(of_table) > 30
    assert sorted(row[0] for row in built) == sorted(one["value"] for one in of_table)
    assert {row[1] for row in built} == {"offences_recorded"} and {row[2] for row in built} == {"soa2003_s15"}
