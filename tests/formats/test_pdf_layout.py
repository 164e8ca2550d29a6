"""Lines of print: what is a number or a period by its form alone, and where one paragraph ends and another begins."""

from __future__ import annotations

import pytest

from ingest.pdf.layout import TextLine, Word, ends_paragraph, groups_of, is_number, is_period
from ingest.phrases.periods import stops_short

RIGHT = 420.0
PROSE = "The survey for England and Wales 2019 gives an estimate of adults who had been"


@pytest.mark.parametrize(("text", "is_one"), [("1 to 4", True), ("5 or fewer", True), ("2020 to date", False)])
def test_a_year_up_to_a_day_is_no_number(text: str, is_one: bool) -> None:
    assert is_number(text) is is_one


def test_a_footnotes_mark_leaves_a_year_a_period() -> None:
    assert is_period("2020*")
    assert not is_period("20*")


@pytest.mark.parametrize(
    "text",
    ["2017 -", "2017/", "01/04/2017 to", "1st April 2019 - 31st March", "April 2019 to March", "Year ending 31 March"],
)
def test_a_period_whose_end_is_missing_stops_short(text: str) -> None:
    assert stops_short(text)


@pytest.mark.parametrize(
    "text", ["2017/18", "1 April 2019 to 31 March 2020", "-", "March", "31 March 2020", "Arrests in May"]
)
def test_words_that_are_whole_do_not_stop_short(text: str) -> None:
    assert not stops_short(text)


def line(text: str, number: int, width: float) -> TextLine:
    top = 100.0 + 13 * number
    return TextLine(text, (60.0, top, 60.0 + width, top + 11), 11.0, top + 11, 1)


def parts(above: str, width: float, below: str, width_below: float) -> bool:
    return ends_paragraph(line(above, 0, width), line(below, 1, width_below), 1.2, RIGHT)


def test_prose_below_a_line_that_had_room_for_its_first_word_is_another_paragraph() -> None:
    assert parts("5 out of 154 arrests", 100, PROSE, 440)


def test_a_list_below_a_sentence_that_ended_short_is_another_paragraph() -> None:
    assert parts("so-called hunters of them.", 130, "2014: 28", 40)
    assert not parts("2014: 28", 40, "2015: 59", 40)


@pytest.mark.parametrize(
    ("above", "width", "below", "width_below"),
    [
        ("The number of arrests that the force made in that year, as far as it is known to", 400, PROSE, 440),
        ("5 out of 154 arrests", 100, "of people whose ages were known to the officers of the force then", 440),
        ("In answer to question 1:", 120, PROSE, 440),
        ("Yours sincerely", 80, "The Records Team", 90),
    ],
    ids=["a wrapped line", "lower case", "what announces it", "an address"],
)
def test_other_lines_stay_together(above: str, width: float, below: str, width_below: float) -> None:
    assert not parts(above, width, below, width_below)


def test_a_mark_of_a_count_held_back_is_no_part_of_the_number_before_it() -> None:
    def parted(*texts: str) -> list[list[str]]:
        words = [Word(text, 20.0 * n, 0.0, 20.0 * n + 19, 10.0, 10.0) for n, text in enumerate(texts)]
        return [[word.text for word in group] for group in groups_of(words, 1.0)]

    assert parted("1318", "[c]", "1343") == [["1318"], ["[c]", "1343"]]
    assert parted("1318", "[r]") == [["1318", "[r]"]]
    assert parted("Suppressed", "[c]") == [["Suppressed", "[c]"]]
