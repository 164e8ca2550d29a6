"""At a place with several numbers each figure is held against its own number."""

from __future__ import annotations

from ingest.audit import Held, Judged, Reading, agreement, judge

PLACE = ("Kent Police", "https://foi.example/kent", "1", "", "", "opening of the page", "Kent Police")


def reading(value: float, period: str) -> Reading:
    meaning = ("arrests", "arrests", "soa2003_s15a", period, "", "")
    return Reading(frozenset({(value, value, value)}), meaning, f"{value:g}")


def held(value: float, period: str) -> Held:
    one = reading(value, period)
    parts = (f"{value:g} {period}", "kent~1", ("force_response", "own_transcript"), PLACE, True)
    return Held(one.quantity, one.meaning, one.text, *parts)


def judged(figure: Held, beside: list[Held], *read: Reading) -> Judged:
    """By two readers who read the same."""
    return judge(figure, [read, read], [figure, *beside])


def test_a_number_that_is_another_figures_is_no_reading_of_this_one() -> None:
    """Held are 13 for two years, printed are 12 and 13: the first 13 is a wrong value and no wrong year."""
    found = judged(held(13, "2017/18"), [held(13, "2018/19")], reading(12, "2017/18"), reading(13, "2018/19"))
    assert (found.verdict, found.read) == ("wrong_in_value", ([reading(12, "2017/18")], [reading(12, "2017/18")]))


def test_a_number_under_another_year_is_wrong_in_meaning() -> None:
    found = judged(held(12, "2017/18"), [held(13, "2018/19")], reading(12, "2016/17"), reading(13, "2018/19"))
    assert found.verdict == "wrong_in_meaning"


def test_a_figure_that_stands_among_others_is_right() -> None:
    assert judged(held(12, "2017/18"), [], reading(14, "2019/20"), reading(12, "2017/18")).verdict == "right"


def test_where_nothing_but_other_figures_numbers_is_read_it_is_not_there() -> None:
    found = judged(held(12, "2017/18"), [held(13, "2018/19")], reading(13, "2018/19"))
    assert (found.verdict, found.read) == ("wrong_in_value", ([], []))


def test_where_one_reads_it_and_one_reads_nothing_it_is_disputed() -> None:
    found = judge(held(12, "2017/18"), [[reading(12, "2017/18")], []], [])
    assert (found.verdict, found.is_value_disputed) == ("disputed", True)
    assert found.read == ([reading(12, "2017/18")], [])


def test_a_number_that_one_reader_alone_has_counts_against_agreement() -> None:
    one, other = [reading(12, "2017/18"), reading(13, "2018/19")], [reading(12, "2017/18")]
    assert agreement({"P1": one}, {"P1": other}) == (2, 1)


def test_a_place_that_one_did_not_reach_says_nothing_of_agreement() -> None:
    assert agreement({"P1": [reading(12, "2017/18")]}, {"P1": None}) == (0, 0)
