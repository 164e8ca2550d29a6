"""Periods are read as printed, whole and inside sentences; what the print does not settle is not read."""

import csv
import itertools
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import UNKNOWN_PERIOD
from ingest.phrases.periods import contains, days, find_periods, period_from_dates, read_period

SETTLED = [
    ("April 1st 2021 until (and including) March 31st, 2022", "2021/22"),
    ("October 1, 2018, until (and including) April 2, 2019", "2018-10-01..2019-04-02"),
    ("1 Jan 2018 -- 5 Dec 2018", "2018-01-01..2018-12-05"),
    ("1 January 2020 to date (14 May 2021", "2020-01-01..2021-05-14"),
    ("01/01/16 - present day (12/02/17", "2016-01-01..2017-02-12"),
    ("2019/20", "2019/20"), ("2019-20", "2019/20"), ("2019–20", "2019/20"), ("2019/2020", "2019/20"),
    ("14/15", "2014/15"), ("99/00", "1999/00"), ("2015-16", "2015/16"), ("FY 2019/20", "2019/20"),
    ("FY 2019-2020", "2019/20"), ("financial year 2019/20", "2019/20"), ("2019/20 financial year", "2019/20"),
    ("the financial year 2019-2020", "2019/20"), ("in 2019/20", "2019/20"), ("(14/15)", "2014/15"),
    ("1 April 2019 to 31 March 2020", "2019/20"), ("1st April 2022 to 31st March 2023", "2022/23"),
    ("01/04/2022-31/03/2023", "2022/23"), ("April 2011 to March 2012", "2011/12"), ("year to March 2018", "2017/18"),
    ("year ending 31 March 2018", "2017/18"), ("1 April 2019 - 31 March 2020 (financial year)", "2019/20"),
    ("2019", "2019"), ("calendar year 2019", "2019"), ("1 January 2019 to 31 December 2019", "2019"),
    ("Jan 2019 - Dec 2019", "2019"), ("year to December 2019", "2019"),
    ("2011 to 2012", "2011-01-01..2012-12-31"), ("2003 to 2018", "2003-01-01..2018-12-31"),
    ("2018 and 2019", "2018-01-01..2019-12-31"), ("2017, 2018 and 2019", "2017-01-01..2019-12-31"),
    ("2017/18 to 2022/23", "2017-04-01..2023-03-31"), ("financial years 2017/18 to 2019/20", "2017-04-01..2020-03-31"),
    ("April 2017 to September 2018", "2017-04-01..2018-09-30"), ("April to December 2017", "2017-04-01..2017-12-31"),
    ("April 2013 to December 2017", "2013-04-01..2017-12-31"), ("Jan - Mar 2020", "2020-01-01..2020-03-31"),
    ("January to September 2024", "2024-01-01..2024-09-30"), ("year to June 2017", "2016-07-01..2017-06-30"),
    ("12 months ending 30 June 2017", "2016-07-01..2017-06-30"), ("year to February 2020", "2019-03-01..2020-02-29"),
    ("year ending 28 February 2017", "2016-03-01..2017-02-28"), ("May 2020", "2020-05-01..2020-05-31"),
    ("10 August 2020 to 10 August 2025", "2020-08-10..2025-08-10"), ("4 February 2019", "2019-02-04..2019-02-04"),
    ("24 March to 23 April 2020", "2020-03-24..2020-04-23"), ("1-7 May 2022", "2022-05-01..2022-05-07"),
    ("between 1 April 2019 and 31 March 2020", "2019/20"), ("2017 to 19 August 2019", "2017-01-01..2019-08-19"),
    ("4^th January 2021", "2021-01-04..2021-01-04"), ("2021-01-04", "2021-01-04..2021-01-04"),
    ("1st April 2022 to 31st\nMarch 2023", "2022/23"), ("Q2 2022/23", "2022-07-01..2022-09-30"),
    ("2022/23 Q4", "2023-01-01..2023-03-31"), ("year to 28 February 2020", "2019-03-01..2020-02-28"),
    ("FYE March 2018", "2017/18"), ("FYE: 31/03/2018", "2017/18"), ("Financial year ending 31/03/2018", "2017/18"),
    ("FY ending March 2018", "2017/18"), ("y/e 31.3.18", "2017/18"), ("12 mths to Mar 2018", "2017/18"),
    ("Apr-17 to Mar-18", "2017/18"), ("Apr'17-Mar'18", "2017/18"),
    ("Apr-17", "2017-04-01..2017-04-30"), ("01 Apr 17 to 31 Mar 18", "2017/18"), ("CY 2018", "2018"),
    ("01-Apr-2017 to 31-Mar-2018", "2017/18"), ("1-Apr-17 to 31-Mar-18", "2017/18"),
    ("year end March 2018", "2017/18"),
    ("12 months of 2019/20", "2019/20"), ("the twelve months of 2019", "2019"),
    ("the financial year 2018 to 2019", "2018/19"), ("F/Yr 19/20", "2019/20"),

]  # fmt: skip

UNSETTLED = [
    "2007 - Quarter 1", "2007 Q2",
    "between 2007 and the present day", "between 2015 and the date of this request",
    "12 months of 2019/20 to date", "6 of the 12 months of 2019",
    "Jan 2019/Feb 2019", "2017/18 (1 May - 31 Mar)",
    "nine months of 2019/20", "financial years 2018 to 2019", "FY 2018 to 2019", "the year 2018 to 2019",
    "2018/17", "2017/19", "April 2020 to March 2019", "2013-18", "2018-2019", "2018 - 2019", "between 2016 and 2022",
    "last year", "past five years", "since June 2017", "so far this year", "2019 so far", "2010 to date", "from 2013",
    "at June 2020", "as at February 2018", "up to April 2018", "before 24 November 2015", "year to April 2018",
    "April 2017 to April 2018", "six months to July 2014", "three weeks to 20 May 2022", "April to March 2018",
    "2020 (partial: from 9 Aug)", "31 April 2019", "tax year 2019/20", "academic year 2019/20", "Q2 2019",
    "calendar year 2019/20", "financial year 2019", "early 2019", "April 2017 to 2019", "nonsense", "22",
    "July 2015 to June", "first half of 2019", "month of May 2022", "April to October 2017 (first six months)",
    "Sexual Offences Act 2003", "71/17", "code 14/15", "834-2025", "370/2022", "FOI2019/05954",
    "FY to 31 December 2019", "financial year to 30 June 2018", "calendar year ending March 2019",
    "financial year from 1 January 2019",
    "FY18", "FYE 18", "April 17", "April 17 - May 18", "Apr-38", "2017/18 (6 months)", "2017 (Apr to Mar)",
    "2017/18 (Jan to Dec)", "17-Apr", "FYE April 2018", "2017/18 (Apr-Sep)",
]  # fmt: skip


@pytest.mark.parametrize(("print_", "period_id"), SETTLED)
def test_a_phrase_that_names_its_days_is_a_period(print_: str, period_id: str) -> None:
    period = read_period(print_)
    assert period is not None and period.period_id == period_id


@pytest.mark.parametrize("print_", UNSETTLED)
def test_a_phrase_that_does_not_settle_its_days_is_not_read(print_: str) -> None:
    assert read_period(print_) is None


@pytest.mark.parametrize("print_", ["", "  ", "unknown"])
def test_no_phrase_is_an_unknown_period(print_: str) -> None:
    assert read_period(print_) == UNKNOWN_PERIOD


@pytest.mark.parametrize(("print_", "published", "is_read"), [
    ("2019 to 2025", "2025-08", False), ("2019 to 2024", "2025-08", True), ("2019/20", "2020-03-31", True),
    ("2019/20", "2020-03-30", False), ("2019", "2019", True), ("2020", "2019", False),
])  # fmt: skip
def test_a_period_that_ends_after_it_was_printed_is_not_read(print_: str, published: str, is_read: bool) -> None:
    assert (read_period(print_, published=published) is not None) is is_read


FOUND = [
    ("Arrests in 2019/20 and in 2020/21", [("2019/20", "2019/20"), ("2020/21", "2020/21")]),
    ("1a. Crimes, 1 April 2016 to 31 March 2017 = 84", [("2016/17", "1 April 2016 to 31 March 2017")]),
    ("from 1st April 2022 to 31st\nMarch 2023 - Total", [("2022/23", "1st April 2022 to 31st\nMarch 2023")]),
    ("Between 2018 and 2019 we recorded 61", [("unknown", "Between 2018 and 2019")]),
    ("310 (14/15) 420 (15/16)", [("2014/15", "14/15"), ("2015/16", "15/16")]),
    ("2019 – 12", [("2019", "2019")]),
    ("2023 – 40 (old system)", [("2023", "2023")]),
    ("18/19: 1,204", [("2018/19", "18/19")]),
    ("Over the last two years nine times", [("unknown", "last two years")]),
    ("107 during the month of May 2019", [("2019-05-01..2019-05-31", "May 2019")]),
    ("9 in the month of 2019/20", [("unknown", "month of 2019/20")]),
    ("since June 2017 we made 7", [("unknown", "since June 2017")]),
    ("the year to June 2017: 14", [("2016-07-01..2017-06-30", "the year to June 2017")]),
    ("under the Freedom of Information Act 2000, SOA 2003, Data Protection Act 2018", []),
    ("[2020] UKSC 32, https://example.org/2012/09/21/a, 834-2025 and 01905 2019/1", []),
    ("code 71/17, class 14/15, may 2, march on", []),
    ("2018 2019\n2019 44", [("2018", "2018"), ("2019", "2019"), ("2019", "2019")]),
    ("2017/182018/19", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "periods"), FOUND)
def test_a_sentence_gives_its_periods_once_each(text: str, periods: list[tuple[str, str]]) -> None:
    assert [(one.period.period_id, text[one.start : one.end]) for one in find_periods(text)] == periods


def test_a_period_from_dates_has_one_name() -> None:
    assert period_from_dates(date(2019, 4, 1), date(2020, 3, 31)).period_id == "2019/20"
    assert period_from_dates(date(2019, 1, 1), date(2019, 12, 31)).kind == "calendar_year"
    assert period_from_dates(date(2017, 6, 1), date(2018, 2, 28)).period_id == "2017-06-01..2018-02-28"
    assert period_from_dates(date(1999, 4, 1), date(2000, 3, 31)).period_id == "1999/00"
    with pytest.raises(ValueError, match="before it starts"):
        period_from_dates(date(2020, 1, 2), date(2020, 1, 1))


def test_a_period_contains_itself_and_its_parts_and_never_an_unknown_one() -> None:
    year, part = read_period("2019/20"), read_period("May 2019")
    assert year and part
    assert contains(year, part) and contains(year, year) and not contains(part, year)
    assert not contains(year, UNKNOWN_PERIOD) and not contains(UNKNOWN_PERIOD, year)
    assert (days(year), days(part), days(UNKNOWN_PERIOD)) == (366, 31, None)


DAYS = st.dates(date(1985, 1, 1), date(2028, 12, 31))


@given(DAYS, st.integers(0, 4000))
def test_every_span_of_days_is_read_back_as_itself(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    period = period_from_dates(start, end)
    for style in ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"):
        read = read_period(f"{start:{style}} to {end:{style}}")
        assert read == period


@given(DAYS)
def test_the_canonical_name_of_a_year_is_read_back_as_itself(day: date) -> None:
    for period in (period_from_dates(date(day.year, 4, 1), date(day.year + 1, 3, 31)),
                   period_from_dates(date(day.year, 1, 1), date(day.year, 12, 31))):  # fmt: skip
        assert read_period(period.period_id) == period


FRAGMENTS = [
    "2019", "2019/20", "-", " – ", " to ", "April", "May", "31", "1st ", " ", "\n", "year to ", "since ", "/",
    "01/04/2022", "Q2 ", "last ", "two ", "years", "FY ", "(", ")", "between ", " and ", "00", "Act ", "^th",
]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join)))
@settings(max_examples=400)
def test_no_text_crashes_the_reader_and_periods_stand_in_order_and_apart(text: str) -> None:
    found = find_periods(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    read_period(text)


@pytest.mark.samples
def test_the_published_figures_are_read_as_a_person_read_them_wherever_the_print_settles_it() -> None:
    """The rows that differ are those in which a person knew more than the print: each is listed, none in the code."""
    samples = os.environ.get("DISCLOSED_SAMPLES")
    figures = Path(samples or "") / ".." / "data" / "published_figures.csv"
    if not samples or not figures.exists():
        pytest.skip("DISCLOSED_SAMPLES names no folder with ../data/published_figures.csv")
    known_from_elsewhere = {
        ("2015-16", "2015-07-01..2016-06-30"): "the column beside it is a year to June",
        ("2016", "unknown"): "a newspaper's 2016, of which kind is not said",
        ("2016/17", "2015/16"): "the page's labels run one year late",
        ("2017/18", "2017-10-01..2018-03-31"): "half a year only, said elsewhere",
        ("2018/19", "unknown"): "2018/19 or both years",
    }
    with figures.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            period = read_period(row["period_as_published"], published=row["published"] or None)
            if period is not None and period.period_id != row["period"]:
                assert (row["period_as_published"], row["period"]) in known_from_elsewhere, row["row_id"]


@pytest.mark.parametrize(
    "text", ["2019/20 (to 31 December)", "2019/20 (first 9 months)", "2019/20 Q1-3", "2019/20 Q1 and 2"]
)
def test_a_part_of_a_year_is_not_the_year(text: str) -> None:
    assert [found.period.period_id for found in find_periods(text)][:1] == ["unknown"]


@pytest.mark.parametrize("text", ["2019/20 (12 months): 3", "2019/20 one arrest", "2019/20 12"])
def test_words_that_leave_a_year_whole(text: str) -> None:
    assert [found.period.period_id for found in find_periods(text)] == ["2019/20"]


@pytest.mark.parametrize(
    ("print_", "period_id"),
    [
        ("FY17/18", "2017/18"), ("F/Y 17-18", "2017/18"), ("Fin. Year 2017/18", "2017/18"),
        ("FY2018-2019", "2018/19"), ("FY 17-19", None), ("FY 18-17", None),
    ],
)  # fmt: skip
def test_a_financial_year_by_its_words_however_its_years_are_parted(print_: str, period_id: str | None) -> None:
    period = read_period(print_)
    assert (period.period_id if period else None) == period_id


def test_a_text_that_is_a_financial_year_by_its_words_speaks_of_it() -> None:
    (found,) = find_periods("F/Y 17-18")
    assert (found.period.period_id, found.start, found.end) == ("2017/18", 0, 9)
