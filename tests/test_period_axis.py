"""Periods over the columns of a page's table: those that lie over each other are doubted."""

from __future__ import annotations

import pytest

from ingest.phrases.periods import read_period
from ingest.tables.axes import Axis
from ingest.tables.labels import Meaning, Read, Unread
from ingest.tables.period_axis import why_cut, why_doubtful


def axis(*labels: str) -> Axis:
    meanings: dict[str, Read] = {}
    for label in labels:
        kind = "total" if label == "Total" else "period"
        meanings[label] = (Meaning(kind, label, "", period=read_period(label) if kind == "period" else None),)
    return Axis("period", "", meanings)


@pytest.mark.parametrize(
    "labels",
    [
        ("2017/18", "2018/19", "2019/20", "Total"),
        ("2017", "2018", "2019", "January to June 2019"),
        ("2017/18", "2018/19", "2019/20", "1 April 2017 to 31 March 2020"),
        ("year to June 2017", "year to September 2017", "year to December 2017"),
    ],
)
def test_years_and_a_whole_or_part_of_them_are_headings(labels: tuple[str, ...]) -> None:
    assert why_doubtful([axis(*labels)]) is None


def test_ranges_that_all_end_on_one_day_are_no_headings() -> None:
    labels = ("01/04/2017 to 31/03/2020", "01/04/2018 to 31/03/2020", "01/04/2019 to 31/03/2020", "2020/21")
    assert why_doubtful([axis(*labels)]) is not None


def test_a_month_among_years_is_what_is_left_of_a_heading() -> None:
    assert why_doubtful([axis("2017", "April 2018", "April 2019", "2020")]) is not None


@pytest.mark.parametrize(
    "labels", [("April 2018", "May 2018", "June 2018"), ("2018/19", "2019/20", "April 2020"), ("2018", "December 2018")]
)
def test_months_in_a_row_and_a_month_beside_or_within_a_year_are_headings(labels: tuple[str, ...]) -> None:
    assert why_doubtful([axis(*labels)]) is None


def test_a_label_that_stops_short_leaves_the_years_beside_it_unread() -> None:
    cut = Axis(
        "period", "", {"01 Apr 2017 - 31 Mar": Unread("01 Apr 2017 - 31 Mar", "period-not-read", ""), "2018": ()}
    )
    whole = Axis("period", "", {"2017/18": (), "2018/19": ()})
    assert why_cut([cut]) is not None
    assert why_cut([whole]) is None
