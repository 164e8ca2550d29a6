"""The desk begins with the numbers that readers offer: by the keyboard alone they become figures, or wait no longer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from playwright.sync_api import expect

from ingest.answers import proposals

from .test_desk import Desk, opened, put_reply, reviewed, wait_for, wait_for_review

if TYPE_CHECKING:
    from .conftest import Reader

pytestmark = [pytest.mark.browser, pytest.mark.samples]

SETTLED = (
    "avon-and-somerset-1247-22", "cleveland-429-25", "cleveland-432-25", "northants-10905-25", "northern-ireland-14188",
    "northern-ireland-15358", "south-wales-586-26", "west-midlands-5619-14", "essex-16347", "cheshire-20262",
)  # fmt: skip
"""The real answers with numbers for which the project has words, and two refusals."""


def truth() -> dict[str, Any]:
    named = os.environ.get("DISCLOSED_SAMPLES", "")
    folder = Path(named, "real-answers")
    if not named or not folder.is_dir():
        pytest.skip("DISCLOSED_SAMPLES names no folder with answers of real form")
    told = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return {name: told[name] | {"file": folder / f"{name}.txt"} for name in SETTLED}


@pytest.fixture(scope="module")
def desk(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    place: Path = tmp_path_factory.mktemp("offers")
    for name, told in truth().items():
        put_reply(place / "raw", told["force"], name, told["file"].read_bytes())
    with opened(place) as running:
        yield running


def is_right(one: dict[str, Any], figures: list[dict[str, Any]]) -> bool:
    """Whether a careful reader takes it as it stands."""
    return any(
        one["value"] == figure["value"]
        and one["period_id"] in ((None, "unknown") if figure["period"] is None else (figure["period"],))
        and one["measure_id"] in figure["measure"]
        and one["offence_id"] in figure["offence"]
        and bool(figure.get("part")) == bool(one["dimensions"])
        for figure in figures
    )


def test_real_answers_are_settled_with_the_keyboard_alone(reviewer: Reader, desk: Desk) -> None:
    by_source = {f"{told['force']}~{name}": told["figures"] for name, told in truth().items()}
    offers = proposals.read(desk.app.warehouse)
    right = [one for one in offers if is_right(one, by_source[one["source_id"]])]
    read = len(figures_of(desk))
    assert read >= 17 and len(right) >= 4
    page, keys = reviewer.open("/desk"), 0
    for n in range(len(offers) + read):
        offer = next((one for one in offers if _is_shown(page, one)), None)
        assert (offer is not None) == (n < len(offers))  # the offers come first
        before, count = page.url, len(reviewed(desk))
        page.locator("h1").click()
        page.keyboard.press("a" if offer is None or offer in right else "x")
        keys += 1
        wait_for(page, "Accepted." if offer is None else "Taken." if offer in right else "Rejected.")
        if offer is not None:
            expect(page.locator(_form(offer))).to_have_count(0)
        else:
            wait_for_review(page, desk, count + 1)
        if offer is None and n + 1 < len(offers) + read:
            page.wait_for_url(lambda address, before=before: address != before)
        reviewer.finish()
    page.get_by_role("button", name="Build with these decisions").click()
    wait_for(page, "Built.")
    built = figures_of(desk)
    assert len(built) == read + len(right) and keys <= 1.5 * (len(offers) + read)
    assert [one for one in built if not is_right(one, by_source[one["source_id"]]) or one["review"] != "reviewed"] == []


def figures_of(desk: Desk) -> list[dict[str, Any]]:
    columns = "source_id, value, measure_id, offence_id, period_id, dimensions, review"
    with duckdb.connect(str(desk.app.warehouse), read_only=True) as con:
        rows = con.execute(f"select {columns} from figures").fetchall()
    return [dict(zip(columns.split(", "), row, strict=True)) for row in rows]


def _is_shown(page: Any, one: dict[str, Any]) -> bool:
    return bool(page.locator(_form(one)).count())


def _form(one: dict[str, Any]) -> str:
    return f".st-key-desk_period_{one['proposal_id']}"
