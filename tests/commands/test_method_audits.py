"""The Method page shows every audit that is kept, each rate with its interval, worked out and never typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages import sources
from ingest.audit import Audit, Tally, read_audits, wilson
from ingest.commands.audit import audit
from tests.making_audits import draw_of, figures_of, fill, small_warehouse

PAGE = "from dashboard.pages import sources\nsources.show_method()"


def shipped() -> list[Audit]:
    found, problems = read_audits(sources.SHIPPED)
    assert problems == []
    return found


def test_the_first_entries_are_the_transcriptions_own() -> None:
    before, after = [one for one in shipped() if one.when is not None]
    assert before.tally == Tally(rows=100, right=85, wrong_in_meaning=14, wrong_in_value=1)
    assert after.tally == Tally(rows=77, right=64, wrong_in_meaning=13, wrong_in_value=0)


def test_each_rate_stands_with_its_interval() -> None:
    before, after = (sources.sample(one) for one in shipped() if one.when is not None)
    assert before[1:] == (
        "100", "14", "1 (0.2 to 5\u202f%)", "none", ["15 of 100 were wrong: 9 to 23\u202f%"]
    )  # fmt: skip
    assert after[1:] == (
        "77", "13", "0 (0 to 5\u202f%)", "none", ["13 of 77 were wrong: 10 to 27\u202f%"]
    )  # fmt: skip


def test_no_file_holds_an_interval_that_is_shown() -> None:
    (first, *_) = shipped()
    rate = first.error_rate
    assert rate is not None and (rate.low, rate.high) == wilson(0.15, 100)
    assert not re.search(r"^\s*(?:rate|low|high)\b", (sources.SHIPPED / "transcription.toml").read_text(), re.M)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[sample]]\nrows = 10\nright = 8\nwrong_in_value = 1\n", "its counts add up to 9, and rows = 10"),
        ("[[sample]]\nrows = 1\nright = 2\nwrong_in_value = -1\n", "rows = 1"),
        ("[[sample]]\nright = 1\n", "KeyError: 'rows'"),
        ("rows = \n", "TOMLDecodeError"),
    ],
)
def test_counts_that_do_not_add_up_are_named_and_not_shown(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "broken.toml").write_text(text)
    found, (problem,) = read_audits(tmp_path)
    assert found == [] and problem.startswith("broken.toml can't be read as an audit") and words in problem


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = small_warehouse(tmp_path)
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(path))
    return path


def page_text() -> str:
    page = AppTest.from_string(PAGE, default_timeout=60).run()
    assert not page.exception
    parts = [*(one.value for one in page.markdown), *(one.value for one in page.caption)]
    parts += [one.value for one in page.warning] + [one.label for one in page.expander]
    return " ".join([*parts, *(str(one.proto.body) for one in page.get("html"))])


def test_the_page_shows_an_audit_beside_the_warehouse_after_those_of_the_project(warehouse: Path) -> None:
    folder = draw_of(warehouse, 7)
    figures = figures_of(warehouse)
    for initials in ("AB", "CD"):
        fill(folder, initials, figures, lambda cells, one: cells.update(value="691") if one.text == "961" else None)
    assert audit(folder, None, None, warehouse) == 0
    text = page_text()
    assert "15 of 100 were wrong: 9 to 23\u202f%" in text
    assert "1 of 7 were wrong: 3 to 51\u202f%" in text
    assert "read by AB and CD: the 1 difference" in text
    assert "The two readers read 7 of 7 numbers alike (100\u202f%)" in text
    assert "value 961" in text and "AB: value 691" in text and "/source?id=essex~1" in text


def test_the_page_says_what_no_sample_tells_and_what_the_test_of_the_program_is_not(warehouse: Path) -> None:
    text = page_text()
    assert "no sample tells the rate of what is left" in text
    assert "It is nowhere the accuracy of the data" in text


def test_an_audit_that_can_not_be_read_is_named_on_the_page_and_the_others_stay(warehouse: Path) -> None:
    (warehouse.parent / "audit").mkdir()
    (warehouse.parent / "audit" / "broken.toml").write_text("rows = ")
    text = page_text()
    assert "An audit that is kept is not shown" in text and "broken.toml can't be read" in text
    assert "15 of 100 were wrong" in text
