"""Numbers are read as printed: every form of a quantity, whole and inside sentences, and what is no quantity."""

import csv
import itertools
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.phrases import letters
from ingest.phrases.numbers import find_values, read_mark, read_value

EXACT = [
    ("22", 22), ("22.", 22), ("1,204", 1204), ("12,345,678", 12345678), ("0", 0), ("six", 6), ("Six", 6),
    ("twenty-two", 22), ("one hundred and five", 105), ("two thousand three hundred", 2300), ("one group named", 1),
    ("22 arrests", 22), ("7 people charged", 7), ("- 9", 9), ("= 84", 84), (": 3", 3), ("a total of 14", 14),
    ("only 3", 3), ("22.0", 22), (" 6 ", 6), ("nine separate occasions", 9),
]  # fmt: skip

ZERO = ["0", "none", "None.", "nil", "Nil", "zero", "never", "not once", "not a single", "not a single one charged",
        "no arrests", "No offences recorded", "none were charged", "nought"]  # fmt: skip

BOUNDS = [
    ("<5", 0, 4), ("< 5", 0, 4), ("fewer than 5", 0, 4), ("less than five", 0, 4), ("under 10 cases", 0, 9),
    ("5 or fewer", 0, 5), ("five or less", 0, 5), ("up to 100", 0, 100), ("no more than 5", 0, 5), ("≤5", 0, 5),
    ("at least 150", 150, None), ("150 or more", 150, None), ("150+", 150, None), ("≥150", 150, None),
    ("no fewer than 3", 3, None), ("more than 150", 151, None), ("over 150", 151, None), (">150", 151, None),
    ("in excess of 1,000", 1001, None), ("0-5", 0, 5), ("0 – 5", 0, 5), ("1 to 5", 1, 5), ("between 5 and 10", 5, 10),
]  # fmt: skip

ESTIMATES = ["about 90", "around 5", "nearly 500", "almost 500", "almost half", "about half", "approximately 40",
             "approx. 40", "c. 90", "roughly 12", "just over 400", "some 60 people", "Appx. 115"]  # fmt: skip

NOT_UNDERSTOOD = ["", " ", "*", "-", "n/a", "[c]", "-840", "-12", "five two", "hundred", "1,20", "12,34", "2.5",
                  "31 out of 90 cases", "22 (14/15)", "see attached", "2018-19", "2018-2019", "14/15", "5-2", "88A",
                  "007", "1.2 million", "no", "yes", "none held", "no information held", "a nil return", "several",
                  "never recorded", "we issue no such advice", "22 and 7", "April 2019", "s12", "half", "<1", "<0",
                  "about", "more than", "10th", "£450"]  # fmt: skip


@pytest.mark.parametrize(("print_", "number"), EXACT)
def test_an_exact_number_has_value_low_and_high_alike(print_: str, number: float) -> None:
    value = read_value(print_)
    assert value is not None
    assert (value.value, value.low, value.high, value.symbol) == (number, number, number, None)
    assert value.text == print_.strip()


@pytest.mark.parametrize("print_", ZERO)
def test_a_zero_word_is_zero(print_: str) -> None:
    value = read_value(print_)
    assert value is not None and (value.value, value.low, value.high) == (0, 0, 0)


@pytest.mark.parametrize(("print_", "low", "high"), BOUNDS)
def test_a_bound_is_kept_as_an_interval(print_: str, low: float, high: float | None) -> None:
    value = read_value(print_)
    assert value is not None
    assert (value.value, value.low, value.high) == (None, low, high)


@pytest.mark.parametrize("print_", ESTIMATES)
def test_an_estimate_is_no_number_at_all(print_: str) -> None:
    value = read_value(print_)
    assert value is not None
    assert (value.value, value.low, value.high, value.symbol, value.text) == (None, None, None, "[e]", print_)


@pytest.mark.parametrize("print_", NOT_UNDERSTOOD)
def test_what_is_not_surely_one_quantity_is_not_read(print_: str) -> None:
    assert read_value(print_) is None


def test_fewer_than_five_starts_at_one_where_the_source_prints_its_zeros() -> None:
    value = read_value("<5", prints_zeros=True)
    assert value is not None and (value.low, value.high) == (1, 4)


@pytest.mark.parametrize(("print_", "unit"), [("more than 18 hours", None), ("more than 18", "hours"),
                                              ("over 18", "arrests per month"), ("more than 18%", None),
                                              ("more than 18", "percent")])  # fmt: skip
def test_more_than_of_a_unit_that_need_not_be_whole_starts_at_the_number(print_: str, unit: str | None) -> None:
    value = read_value(print_, unit=unit)
    assert value is not None and (value.low, value.high) == (18, None)


def test_a_decimal_is_read_only_of_a_unit_that_need_not_be_whole() -> None:
    assert read_value("2.5", unit="arrests") is None
    percent = read_value("2.5", unit="percent")
    assert percent is not None and percent.value == 2.5


def test_a_percentage_is_read_with_its_sign_or_word() -> None:
    for print_ in ("53%", "53 per cent", "53 percent"):
        value = read_value(print_)
        assert value is not None and value.value == 53


def test_a_mark_means_what_the_sources_legend_says() -> None:
    legend = {"*": "suppressed", "-": "zero", "N/A": "not_applicable", "blank": "unknown"}
    marks = {mark: read_mark(mark, legend) for mark in ("*", "-", "n/a", "")}
    assert all(marks.values())
    assert [(m.value, m.low, m.high, m.symbol) for m in marks.values() if m] == [
        (None, 0, None, "[c]"), (0, 0, 0, None), (None, None, None, "[z]"), (None, None, None, "[x]"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["*", "-", "", "[c]", "n/a"])
def test_a_mark_means_nothing_without_a_legend(mark: str) -> None:
    assert read_mark(mark, {}) is None


def test_a_legend_with_an_unknown_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="suppressed"):
        read_mark("*", {"*": "hidden"})


COUNTS = [
    # A1 to A15 of the forms of answers
    ("1a. Charged - 9", ["9"]),
    ("2. 6", ["6"]),
    ("Borsetshire Police -840", ["840"]),
    ("1a. Crimes with the marker, 1 April 2016 to 31 March 2017 = 84", ["84"]),
    ("Offences under code 71/17 from 1st April 2022 to 31st\nMarch 2023 - Total Count 37", ["37"]),
    ("1a) Between 2018 and 2019 we recorded 61 crimes under code 88A", ["61"]),
    ("Over the last two years the force relied on it nine times.", ["nine"]),
    ("2019 – 12", ["12"]),
    ("18/19: 1,204", ["1,204"]),
    ("2023 – 40 (old system) 21 (new system)", ["40", "21"]),
    ("310 (14/15) 420 (15/16)", ["310", "420"]),
    ("31 out of 90 cases", ["31", "90"]),
    ("There were fewer than 5 arrests", ["fewer than 5"]),
    ("We hold in excess of 1,000 records", ["in excess of 1,000"]),
    ("Please give the number of arrests.\n\n22.", ["22"]),
    # labels
    ("1.) (a) 5", ["5"]),
    ("Q1. 12 arrests", ["12"]),
    ("Question 4: 12", ["12"]),
    ("Answer 1, 2 & 3: 5", ["5"]),
    ("For questions 1, 4, 5 and 6 we made 12 arrests", ["12"]),
    ("We made a total of\n22. Of these 6 were bailed", ["a total of\n22", "6"]),
    # digits of other things
    ("Under section 15, 22 offences were recorded", ["22"]),
    ("Section 127 of the Communications Act 2003: 4", ["4"]),
    ("Sections 23(5) and 31(3)", []),
    ("section 8 of SOA 2003 [insert number]; section 10 of SOA 2003 [insert number]", []),
    ("Codes 71/17, 86/2 and 088/01: 7", ["7"]),
    ("OC01 – Charge/Summons 7", ["7"]),
    ("Outcome 16: 4", ["4"]),
    ("Reference number: 50766. We made 12 arrests", ["12"]),
    ("FOI 1384/20, 834-2025 and 01/FOI/25/006753/Z", []),
    ("Tel: 01632 960545 Ext. 9960545 or 0303 123 1113, WR3 8SP, PO Box 55", []),
    ("It would take 18 hours and cost £450, within 20 working\ndays", []),
    ("Children aged 11-17 and under 13: 7", ["7"]),
    ("a 12-year-old, under-16s, those over 18, 13 year olds", []),
    ("At 10:30 or 1500hrs on 4^th January 2021, page 5 of 6, [1] note 2", []),
    ("https://example.org/2020/12/99 a12@example.org COVID-19 24-hour 24/7", []),
    ("In May 22 arrests were made", ["22"]),
    ("within 20 working days.", []),
    ("Visible links\n1. mailto:someone\n2. https://example.org/", []),
    ("The rise was 80%", []),
    ("Please note 5 crimes had 2 suspects", ["5", "2"]),
    ("Year 1: 22, note 2", ["22"]),
    ("10 - 17 years: 22", ["22"]),
    ("3 children aged 12, 13 and 15", ["3"]),
    ("Our reference FOI2019/05954, ref: 62A/23, +44 1632 960545: 22 arrests", ["22"]),
    ("The answer to question 1 is 22 and to question 2 is nil", ["22", "nil"]),
    ("At 31 March 2020 there were 14 live cases", ["14"]),
    ("Number of arrests in 2019 -22", ["22"]),
    ("In 2004 offences were recorded", []),
    # number words
    ("One group called “Decoys R Us” gave evidence", ["One"]),
    ("Six were charged and two were bailed", ["Six", "two"]),
    ("One of the officers", []),
    ("This may be more than one offence, or at least one", []),
    ("two years, three months", []),
    # zero words
    ("There were no offences recorded.", ["no offences"]),
    ("Arrests: none", ["none"]),
    ("None of these arrests were made here", ["None"]),
    ("The force can never confirm or deny", []),
    ("We have never recorded this", []),
    ("we issue no such advice", []),
    ("No information is held, no records were found, a nil return, none of the above", []),
    ("no arrests data is held", []),
    ("2017/18 -> 45", ["45"]),
    ("2017/18 - <5", ["<5"]),
    ("We cannot say whether no arrests were made.", []),
    ("It cannot be established that no arrests were made.", []),
    ("I can confirm that no arrests whatsoever were made in 2019/20.", ["no arrests"]),
    ("We cannot say whether this did not lead to an arrest.", []),
    ("The first report did not lead to an arrest, the second did.", []),
    # number words that a sentence ends with, or goes on to its time
    ("There were one hundred and thirty-four in the year to 31 March 2020.", ["one hundred and thirty-four"]),
    ("In the 2019/20 financial year, one hundred and three.", ["one hundred and three"]),
    ("The count for this question stands at one hundred and eight.", ["one hundred and eight"]),
    ("There were thirty-four in the report of that officer.", []),
]


@pytest.mark.parametrize(("text", "prints"), COUNTS)
def test_a_sentence_gives_its_counts_and_nothing_else(text: str, prints: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_values(text) if one.kind in ("count", "unclear")] == prints


def test_a_percentage_and_a_share_are_kept_apart_from_counts() -> None:
    found = find_values("Reports are up 53 per cent; almost half of 90 cases came from groups")
    assert [(one.kind, one.value.text) for one in found] == [
        ("percent", "53 per cent"), ("share", "almost half"), ("count", "90"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "doubtful"), [("2019 – 20", "20"), ("2013 – 18", "18"), ("2019-12", "12"),
                                                ("we recorded 2019 offences", "2019"), ("1 - 9", "1 - 9"),
                                                ("seen in 50766", "50766")])  # fmt: skip
def test_digits_that_may_be_a_year_a_label_or_a_reference_are_unclear(text: str, doubtful: str) -> None:
    assert [(one.kind, one.value.value, one.value.text) for one in find_values(text)][:1] == [
        ("unclear", find_values(text)[0].value.value, doubtful)
    ]


def test_a_year_with_a_count_behind_it_is_a_period_and_no_doubt() -> None:
    assert [(one.kind, one.value.value) for one in find_values("2019 – 20: 44")] == [("count", 44)]


def test_the_countable_word_comes_with_the_number() -> None:
    units = [one.unit_word for one in find_values("31 arrests, 12 separate cases, 6 male suspects and 4")]
    assert units == ["arrests", "cases", "suspects", None]


@pytest.mark.samples
def test_the_published_figures_have_the_bounds_that_a_person_gave_them() -> None:
    """A row differs only where its note says that a plain number is a rounded one."""
    samples = os.environ.get("DISCLOSED_SAMPLES")
    figures = Path(samples or "") / ".." / "data" / "published_figures.csv"
    if not samples or not figures.exists():
        pytest.skip("DISCLOSED_SAMPLES names no folder with ../data/published_figures.csv")
    with figures.open(encoding="utf-8", newline="") as rows:
        printed = [row for row in csv.DictReader(rows) if row["value_as_published"]]
    for row in printed:
        value = read_value(row["value_as_published"], unit=row["unit"])
        assert value is not None, row["row_id"]
        number = float(row["value"]) if row["value"] else None
        is_plain = row["value_as_published"].replace(",", "").isdigit()
        if row["qualifier"] == "exact" or is_plain:
            assert value.value == number, row["row_id"]
        elif row["qualifier"] == "about":
            assert (value.low, value.high, value.symbol) == (None, None, "[e]"), row["row_id"]
        else:
            assert value.value is None and (value.low, value.high) != (None, None), row["row_id"]
            assert number is None or number in (value.low, value.high, (value.low or 0) - 1), row["row_id"]


FRAGMENTS = [
    "22", "1,204", "six", "none", "never", "no arrests", "<5", "more than 150", "2019/20", "2019", " – ", "-", "\n",
    " ", ".", "(", ")", "section 12", "1a.", "arrests", "53%", "about", "half", "between", "and", "£450",
    "under 13", "\u00a0", "88A", "code", "71/17", "0", "one", "hundred", "or fewer", ",", "^th", "٣", "½",
]  # fmt: skip
SENTENCES = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join),
                      st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join))  # fmt: skip


def says(number: float, print_: str) -> bool:
    """Whether the number's digits, number word or zero word stand in the print."""
    digits = {float(found.replace(",", "")) for found in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", print_)}
    words = set(re.split(r"[^a-z]+", print_.lower()))
    zero_words = {word for phrase in letters.section("numbers")["zero"] for word in phrase.split()} | {"never", "no"}
    return number in digits or bool(words & set(letters.number_words())) or (number == 0 and bool(words & zero_words))


@given(SENTENCES)
@settings(max_examples=400)
def test_no_text_gives_a_value_that_its_own_print_does_not_say(text: str) -> None:
    for one in find_values(text):
        assert one.value.text == text[one.start : one.end]
        if one.value.value is not None:
            assert says(one.value.value, one.value.text)


@given(SENTENCES)
@settings(max_examples=400)
def test_no_phrase_gives_a_value_that_it_does_not_say(text: str) -> None:
    value = read_value(text)
    if value is not None and value.value is not None:
        assert says(value.value, value.text)
    if value is not None and value.low is not None and value.high is not None:
        assert value.low <= value.high


@given(st.integers(0, 10**7))
def test_every_count_is_read_with_and_without_commas(number: int) -> None:
    for print_ in (str(number), f"{number:,}"):
        value = read_value(print_)
        assert value is not None and value.value == number


@given(SENTENCES)
@settings(max_examples=400)
def test_counts_stand_in_order_and_apart(text: str) -> None:
    found = find_values(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("the number rose from 12 to 15", ["unclear"]),
        ("10-17: 22", ["unclear", "count"]),
        ("1, 204", ["unclear"]),
        ("1 to 5", ["count"]),
    ],
)
def test_a_range_that_may_be_a_rise_an_age_or_a_thousand_is_unclear(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in find_values(text)] == kinds


def test_a_heading_in_front_of_the_next_number_is_not_what_this_one_counts() -> None:
    assert [one.unit_word for one in find_values("Arrests: 22 Charges: 7")] == [None, None]


@pytest.mark.parametrize("text", ["1," * 5000, "1" * 20000, "two and " * 2000, "a" * 20000, "ab/" * 5000])
def test_a_long_text_of_one_thing_over_and_over_is_read_too(text: str) -> None:
    assert all(one.value.text in text for one in find_values(text))


@pytest.mark.parametrize("text", ["s31(3)", "s.40(2)(a) and s31(3)", "see 325.pdf", "21-325.xlsx"])
def test_a_glued_section_and_a_file_count_nothing(text: str) -> None:
    assert not find_values(text)


def test_a_number_before_the_names_it_counts_is_a_count() -> None:
    assert [(one.value.value, one.unit_word) for one in find_values("Two groups: Alpha and Beta")] == [(2, "groups")]
    assert [(one.value.value, one.unit_word) for one in find_values("Two groups: 5")] == [(5, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10 000 arrests", [(10000, "count")]),
        ("1\u202f045", [(1045, "count")]),
        ("1’045 and 1 000 000", [(1045, "count"), (1000000, "count")]),
        ("12 345 arrests", [(None, "unclear")]),
        ("1·045", [(None, "unclear")]),
        ("10.000", [(None, "unclear")]),
        ("2018/19 1 16 45 173", [(1, "count"), (16, "count"), (45, "count"), (173, "count")]),
        ("2018/19 16 45 173", [(16, "count"), (None, "unclear")]),
        ("We recorded 2046 offences, 2039 cases in 2021", [(2046, "count")]),
        ("2018-19 16 45 173", [(16, "count"), (None, "unclear")]),
        ("1 0 1 000", [(1, "count"), (0, "count"), (1000, "count")]),
        ("2018 2019 2020 1 045", [(1045, "count")]),
        ("In 2018, 2019, 12 345 offences", [(None, "unclear")]),
        ("12 14 2'345", [(12, "count"), (14, "count"), (2345, "count")]),
        ("Kent 1 234 567", [(None, "unclear")]),
        ("Call 01622 690 690 or 0300 123 045", []),
    ],
)
def test_groups_of_three_digits_are_one_number_or_in_doubt(text: str, found: list[tuple[int | None, str]]) -> None:
    assert [(one.value.value, one.kind) for one in find_values(text)] == found
