"""The words that pages say: unknown is never zero, a date is never completed."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import words
from dashboard.routes.charts import CHARTS


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (22.0, "22"), (99999, "99,999"), (5.25, "5.2"), (None, "not known"), (float("nan"), "not known")],
)
def test_a_number_is_printed_whole_and_unknown_is_never_zero(value: float | None, said: str) -> None:
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "arrests", "1 arrest"),
        (1, "people", "1 person"),
        (1, "searches", "1 search"),
        (1, "custody records", "1 custody record"),
        (1, "arrests per month", "1 arrest per month"),
        (0, "cases", "0 cases"),
        (1234, "offences", "1,234 offences"),
    ],
)
def test_one_of_a_unit_is_said_in_the_singular(value: float, unit: str, said: str) -> None:
    assert words.amount(value, unit) == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (date(2019, 3, 5), "5 March 2019"), ("2019-03-05", "5 March 2019"), ("2019-03", "March 2019"),
        ("2019", "2019"), ("spring 2019", "spring 2019"), (None, "not known"),
    ],
)  # fmt: skip
def test_a_date_is_said_as_far_as_it_is_known(printed: date | str | None, said: str) -> None:
    assert words.day(printed) == said


@pytest.mark.parametrize(
    ("period_id", "said"),
    [
        ("2017/18", "2017/18"),
        ("2017", "2017"),
        ("2017-06-01..2018-02-28", "June 2017 to February 2018"),
        ("2018-02-14..2018-02-14", "14 February 2018"),
        ("unknown", "period not known"),
        (None, "period not known"),
    ],
)
def test_a_period_is_read_by_a_person(period_id: str | None, said: str) -> None:
    assert words.period(period_id) == said


@pytest.mark.parametrize(
    ("period_id", "said", "short"),
    [
        ("2017/18", "2017/18", "2017/18"),
        ("2017-06-01..2018-02-28", "June 2017 to February 2018", "Jun 2017–Feb 2018"),
        ("2018-04-01..2018-09-30", "April to September 2018", "Apr–Sep 2018"),
        ("2022-04-01..2022-04-30", "April 2022", "Apr 2022"),
        ("2015-01-01..2017-12-31", "2015 to 2017", "2015–2017"),
        ("2020-03-24..2020-04-23", "24 March to 23 April 2020", "24 Mar to 23 Apr 2020"),
        ("2012-06-12..2012-06-13", "12 to 13 June 2012", "12 to 13 Jun 2012"),
        ("2018-02-14..2018-02-14", "14 February 2018", "14 Feb 2018"),
    ],
)
def test_whole_months_and_years_are_said_without_their_days(period_id: str, said: str, short: str) -> None:
    assert (words.period(period_id), words.short_period(period_id)) == (said, short)


@pytest.mark.parametrize("name", ["Bury Times", "East Midlands", "Home Office", "Regional pilot", "Burton Mail"])
def test_names_that_take_the_are_said_with_it(name: str) -> None:
    assert words.the(name) == f"the {name}"
    assert [words.the(other) for other in ("The Times", "ITV News", "A newspaper", "Kent Police")] == [
        "The Times", "ITV News", "a newspaper", "Kent Police",
    ]  # fmt: skip


def test_lists_and_counts_are_sentences_parts() -> None:
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.counted(1, "force") == "1 force"
    assert words.counted(1021, "figure") == "1,021 figures"
    assert words.counted(2, "reply") == "2 replies"
    assert words.sentence(" refused on cost ") == "Refused on cost."
    assert words.sentence("Why?") == "Why?"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Sexual communication with a child", "sexual communication with a child"),
        ("Platform: Facebook", "platform: Facebook"),
        ("OCAG evidence", "OCAG evidence"),
        ("Home Office class 88A: Sexual grooming", "Home Office class 88A: Sexual grooming"),
        ("Communications Act 2003 s127", "Communications Act 2003 s127"),
    ],
)
def test_a_title_inside_a_sentence_keeps_the_capitals_of_a_name(title: str, said: str) -> None:
    assert words.inside(title) == said


@pytest.mark.parametrize(
    ("value", "text", "symbol", "told"),
    [
        (1234.0, "1,234", None, "1,234"),
        (float("nan"), "<5", "[c]", "“<5”"),
        (float("nan"), "", "[c]", "withheld"),
        (None, None, "[c]", "withheld"),
        (None, None, "[x]", "no number"),
    ],
)
def test_a_figure_without_a_number_says_what_it_prints_or_that_it_is_held_back(
    value: float | None, text: str | None, symbol: str | None, told: str
) -> None:
    assert words.printed(value, text, symbol) == told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Withdrawn 2021-06-01: counted twice", "Withdrawn 1 June 2021: counted twice"),
        ("a heading (AB, 2021-05-05)", "a heading (AB, 5 May 2021)"),
        ("see https://foi.example/2021-06-01/reply", "see https://foi.example/2021-06-01/reply"),
        ("the period 2017-06-01..2018-02-28", "the period 2017-06-01..2018-02-28"),
        ("code 2021-13-45", "code 2021-13-45"),
    ],
)
def test_days_in_a_text_of_ours_are_said_and_nothing_else_is_changed(text: str, said: str) -> None:
    assert words.with_days(text) == said


def test_what_is_always_said_is_said_of_a_chart_that_there_is() -> None:
    lines = words.table("letters/notes")
    named = {name.split()[0] for line in lines for name in line["of"].split("; ")}
    assert named - set(CHARTS) == {"rates", "forces", "grounds", "story"}
    assert all(line["text"] == words.sentence(line["text"]) for line in lines)
    assert "The line at a bar’s end is its 95 % interval." in words.notes("compare", "compare rate")
    assert words.notes("compare") == []


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (15.0, 12.0, 18.0, "above the median of 11.7"),
        (7.5, 6.1, 9.2, "below the median of 11.7"),
        (12.8, 11.0, 14.7, "not distinguishable from the median, 11.7"),
        (10.9, 9.0, 13.0, "not distinguishable from the median, 11.7"),
        (11.7, 11.71, 11.72, "not distinguishable from the median, 11.7"),
        (9.7, 8.0, 11.652, "below the median of 11.70 (the interval ends at 11.65)"),
        (14.0, 11.704, 17.0, "above the median of 11.700 (the interval ends at 11.704)"),
    ],
)
def test_a_rate_whose_interval_holds_the_median_is_called_neither_above_nor_below_it(
    value: float, low: float, high: float, said: str
) -> None:
    assert words.beside_median(value, low, high, 11.7) == said
    assert words.beside_median(value, low, high, float("nan")) == ""
