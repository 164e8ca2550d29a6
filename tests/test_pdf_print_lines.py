"""What is a number, a period or a broken year by its form alone."""

from __future__ import annotations

import pytest

from ingest.pdf.print_lines import are_broken_years, is_number, is_period


@pytest.mark.parametrize(("text", "is_one"), [("1 to 4", True), ("5 or fewer", True), ("2020 to date", False)])
def test_a_year_up_to_a_day_is_no_number(text: str, is_one: bool) -> None:
    assert is_number(text) is is_one


def test_a_footnotes_mark_leaves_a_year_a_period() -> None:
    assert is_period("2020*")
    assert not is_period("20*")


@pytest.mark.parametrize(
    ("text", "below", "are"),
    [
        ("2017/201", "8", True),
        ("2017-", "2018", True),
        ("2017/201", "9", False),
        ("2017", "8", False),
        ("45", "8", False),
    ],
)
def test_years_are_broken_where_both_parts_are_a_year_and_the_next(text: str, below: str, are: bool) -> None:
    assert are_broken_years(text, below) is are
