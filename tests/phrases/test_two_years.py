"""Years of two calendar years may be one financial year, each written as such for what settles it."""

from ingest.phrases.periods import as_one_year


def test_two_years_are_one_where_the_second_follows_the_first() -> None:
    assert as_one_year("2018 - 2019¹") == "2018/19¹"
    assert as_one_year("2017 - 2019") == "2017 - 2019"
