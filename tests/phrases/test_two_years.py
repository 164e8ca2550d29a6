"""Years of two calendar years are financial ones only where their neighbours settle it and nothing says otherwise."""

import pytest

from ingest.phrases.periods import as_one_year, years_overlap

GOING_ON = ("2017 - 2018", "2018 - 2019¹", "2019 to 2020")


def test_years_that_go_on_where_another_ends_are_of_one_year_each() -> None:
    assert years_overlap(GOING_ON)
    assert as_one_year("2018 - 2019¹") == "2018/19¹"
    assert not years_overlap(("2017 - 2018", "2019 - 2020"))


@pytest.mark.parametrize(
    ("around", "overlap"),
    [
        ("¹ Data extracted on 4 January 2023 and subject to change.", True),
        ("Figures as at 31 December 2022.", False),
        ("from 3 September 2017 to 20 July 2018", False),
        ("academic years", False),
        ("January to December", False),
    ],
)
def test_a_word_of_another_kind_of_year_leaves_them_unsettled(around: str, overlap: bool) -> None:
    assert years_overlap(GOING_ON, [around]) is overlap
