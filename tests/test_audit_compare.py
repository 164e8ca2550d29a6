"""At a place with several numbers each figure is held against its own number."""

from __future__ import annotations

from ingest.audit.draw import DrawnFigure, Held, Meaning, Place, Quantity, Reading
from ingest.audit.judge import DISPUTED, IN_MEANING, IN_VALUE, RIGHT, AtPlace, Judged, Reader, agreement, judge

PLACE = Place("Kent Police", "https://foi.example/kent", "1", "", "", "opening of the page", "Kent Police")
FIGURE = DrawnFigure("a", "P1", ("force_response", "own_transcript"), "digest")


def reading(value: float, period: str) -> Reading:
    meaning = Meaning("arrests", "arrests", "soa2003_s15a", period, "", ())
    return Reading(Quantity(frozenset({f"{value:g}"}), frozenset({(value, value, value)})), meaning, f"{value:g}")


def held(value: float, period: str) -> Held:
    one = reading(value, period)
    parts = ("kent~1", "force_response", "own_transcript", "kent", PLACE, True)
    return Held(one.quantity, one.meaning, one.text, f"{value:g} {period}", *parts)


def judged(figure: Held, beside: list[Held], *read: Reading) -> Judged:
    """By two readers who read the same."""
    return judge(FIGURE, figure, AtPlace(read), AtPlace(read), beside)


def test_a_number_that_is_another_figures_is_no_reading_of_this_one() -> None:
    """Held are 13 for two years, printed are 12 and 13: the first 13 is a wrong value and no wrong year."""
    found = judged(held(13, "2017/18"), [held(13, "2018/19")], reading(12, "2017/18"), reading(13, "2018/19"))
    assert (found.verdict, found.differs_in) == (IN_VALUE, ("value",))
    assert found.read == (reading(12, "2017/18"), reading(12, "2017/18"))


def test_a_number_under_another_year_is_wrong_in_meaning() -> None:
    found = judged(held(12, "2017/18"), [held(13, "2018/19")], reading(12, "2016/17"), reading(13, "2018/19"))
    assert (found.verdict, found.differs_in) == (IN_MEANING, ("period",))


def test_a_figure_that_stands_among_others_is_right() -> None:
    assert judged(held(12, "2017/18"), [], reading(14, "2019/20"), reading(12, "2017/18")).verdict == RIGHT


def test_where_nothing_but_other_figures_numbers_is_read_it_is_not_there() -> None:
    found = judged(held(12, "2017/18"), [held(13, "2018/19")], reading(13, "2018/19"))
    assert (found.verdict, found.read) == (IN_VALUE, (None, None))


def test_where_one_reads_it_and_one_reads_nothing_it_is_disputed() -> None:
    found = judge(FIGURE, held(12, "2017/18"), AtPlace((reading(12, "2017/18"),)), AtPlace(()), [])
    assert (found.verdict, found.read) == (DISPUTED, (reading(12, "2017/18"), None))


def test_a_number_that_one_reader_alone_has_counts_against_agreement() -> None:
    one = Reader("AB", {"P1": AtPlace((reading(12, "2017/18"), reading(13, "2018/19")))}, (), ())
    other = Reader("CD", {"P1": AtPlace((reading(12, "2017/18"),))}, (), ())
    found = agreement(one, other, ["P1"])
    assert (found.read, found.alike, found.share) == (2, 1, 0.5)


def test_a_place_that_one_did_not_reach_says_nothing_of_agreement() -> None:
    one = Reader("AB", {"P1": AtPlace((reading(12, "2017/18"),))}, (), ())
    other = Reader("CD", {"P1": AtPlace((), is_reached=False)}, (), ())
    found = agreement(one, other, ["P1"])
    assert (found.read, found.share) == (0, None)
