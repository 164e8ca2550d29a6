"""At a place with several numbers each figure is held against its own number."""

from __future__ import annotations

from ingest.audit import Drawn, DrawnFigure, Held, Judged, Reader, Reading, agreement, judge

PLACE = ("Kent Police", "https://foi.example/kent", "1", "", "", "opening of the page", "Kent Police")
FIGURE = DrawnFigure("a", "P1", 2, ("force_response", "own_transcript"), "digest")
DRAWN = Drawn("release", 7, {FIGURE.stratum: 1}, (FIGURE,))


def reading(value: float, period: str) -> Reading:
    meaning = ("arrests", "arrests", "soa2003_s15a", period, "", "")
    return Reading(frozenset({(value, value, value)}), meaning, f"{value:g}")


def held(value: float, period: str) -> Held:
    one = reading(value, period)
    parts = (f"{value:g} {period}", "kent~1", FIGURE.stratum, PLACE, True)
    return Held(one.quantity, one.meaning, one.text, *parts)


def judged(figure: Held, beside: list[Held], *read: Reading) -> Judged:
    """By two readers who read the same."""
    return judge(FIGURE, figure, [read, read], [figure, *beside])


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
    found = judge(FIGURE, held(12, "2017/18"), [[reading(12, "2017/18")], []], [])
    assert (found.verdict, found.is_value_disputed) == ("disputed", True)
    assert found.read == ([reading(12, "2017/18")], [])


def test_a_number_that_one_reader_alone_has_counts_against_agreement() -> None:
    one = Reader("AB", {"P1": [reading(12, "2017/18"), reading(13, "2018/19")]}, ())
    other = Reader("CD", {"P1": [reading(12, "2017/18")]}, ())
    assert agreement([one, other], DRAWN) == (2, 1)


def test_a_place_that_one_did_not_reach_says_nothing_of_agreement() -> None:
    one = Reader("AB", {"P1": [reading(12, "2017/18")]}, ())
    other = Reader("CD", {"P1": None}, ())
    assert agreement([one, other], DRAWN) == (0, 0)
