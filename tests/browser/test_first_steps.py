"""The first steps of docs/start-journalist.md, gone in a browser: they end with the number, its evidence and the words
that the page names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.pictures import ROOT
from tests.ten_questions import Visit

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = pytest.mark.browser

DOC = ROOT / "docs" / "start-journalist.md"


def test_a_journalists_first_steps_lead_to_the_number_its_source_and_a_line_to_print(reader: Reader) -> None:
    text = DOC.read_text(encoding="utf-8")
    (number,) = re.findall(r"Choose the \*\*(\d+)\*\* in the row of West Mercia", text)
    (figure,) = re.findall(r"`/figure/(\w{12})`", text)
    visit = Visit(reader.open("/"))
    visit.menu("Answers")
    tile = visit.block("answers").locator("text").filter(has_text=re.compile(f"^{number}$")).bounding_box()
    assert tile is not None
    reader.page.mouse.click(tile["x"] + tile["width"] / 2, tile["y"] + tile["height"] / 2)
    reader.page.wait_for_url(f"**figure={figure}")
    evidence = reader.finish().get_by_test_id("stMain")
    expect(evidence).to_contain_text(f"{number} arrests")
    expect(evidence).to_contain_text(figure)
    expect(evidence).to_contain_text("No person has checked this against its source yet.")
    expect(evidence.get_by_role("link", name="The original page")).to_have_attribute(
        "href", re.findall(r"\]\((https://www\.whatdotheyknow\.com/\S+?)\)", text)[0]
    )
    line = visit.unfold("A line to print", evidence)
    expect(line).to_contain_text(
        f"West Mercia Police made {number} arrests for online child sexual offences on activist groups' evidence"
    )
    expect(line).to_contain_text("in 2019/20")
    expect(line).to_contain_text("An arrest is not a charge or a conviction.")
