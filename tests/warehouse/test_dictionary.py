"""The pages that are made from the warehouse's words and from the reference data say what those say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.warehouse import dictionary

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "page"), [("data-dictionary.md", dictionary.page), ("concordance.md", dictionary.concordance)]
)
def test_the_page_is_what_its_command_writes(name: str, page: Callable[[], str]) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page()


def row_of(first_cell: str) -> list[str]:
    rows = [line.strip("| ").split(" | ") for line in dictionary.concordance().splitlines() if line.startswith("| ")]
    return next(row for row in rows if row[0].startswith(first_cell))


def test_classes_are_told_with_the_sections_that_they_count_and_since_when() -> None:
    assert row_of("88A")[2] == "SOA 2003 s15, SOA 2003 s15A (since 3 April 2017)"
    assert row_of("SOA 2003 s14")[4] == "21 in part, 22B in part, 71 in part"
    assert "CJIA 2008 s63" in row_of("86")[2]  # extreme pornography of adults
    assert row_of("SOA 2003 s15A")[4:6] == ["88A", "071/17"]
