"""The Overview's charts and cards on the shipped warehouse: the numbers it is about, and what stands nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import warehouse
from dashboard.charts import plotly, svg
from dashboard.charts.drawing import Label, Line, Rect
from dashboard.pages import overview
from dashboard.parts import chart as charts
from dashboard.parts import my_forces, recorded
from dashboard.parts.address import Address
from dashboard.routes.charts import CHARTS

PLAIN = Address("/")
WEST_MERCIA = Address("/", {"force": ("west-mercia",)})
NAMES = ("court", "groups", "asked", "map", "context")
FEW = re.compile(r"(?<![\d.,/])[1-4](?![\d.,/])")


@pytest.fixture(autouse=True)
def shipped(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    yield


def made(name: str, at: Address = PLAIN) -> charts.Chart:
    found = CHARTS[name](at)
    assert found is not None
    return found


def rects(name: str, at: Address = PLAIN) -> list[Rect]:
    return [mark for mark in made(name, at).drawing.marks if isinstance(mark, Rect)]


def labels(name: str, at: Address = PLAIN) -> list[str]:
    return [mark.text for mark in made(name, at).drawing.marks if isinstance(mark, Label)]


def test_court_cases_are_a_part_in_its_whole_by_year() -> None:
    assert labels("court") == ["20 of 176", "77 of 256", "114 of 259"]
    assert [(rect.x1, rect.fill) for rect in rects("court")] == [
        (176.0, "whole"), (20.0, "part"), (256.0, "whole"), (77.0, "part"), (259.0, "whole"), (114.0, "part"),
    ]  # fmt: skip
    assert all(rect.mark for rect in rects("court"))


def test_a_count_and_what_stands_beside_it_are_never_one_bar() -> None:
    assert [rect.x1 for rect in rects("groups")] == [7.0, 20.0, 15.0, 4.0, 47.0]
    table = made("groups").table
    assert table["Force"].iloc[0] == "West Mercia Police"
    assert list(table["Set beside it"])[:3] == [
        "beside 22 arrests in all", "beside 299 by its own team", "beside 168 by its own team",
    ]  # fmt: skip
    assert not any("%" in text for text in labels("groups"))


def test_a_commissioners_count_is_told_and_not_drawn_as_the_forces() -> None:
    assert any("46" in note and "Commissioner" in note for note in made("groups").notes)
    assert "46" not in labels("groups")


def test_what_became_of_the_question_adds_up_to_those_asked() -> None:
    drawn = made("asked")
    assert [text for text, _ in drawn.drawing.legend] == [
        "1 gave a number",
        "1 would cost too much, by our reading",
        "3 answered in part, this not known",
        "37 not here",
    ]
    assert sum(rect.x1 - rect.x0 for rect in rects("asked")) == 42
    assert "37 replies are not collected here: that is our gap, not theirs." in drawn.line


def test_the_map_has_one_scale_on_each_side_of_the_break() -> None:
    since, before = (
        made("map", Address("/", {"period": ("2017/18",)})),
        made("map", Address("/", {"period": ("2013/14",)})),
    )
    assert since.drawing.legend[:5] == made("map").drawing.legend[:5]
    assert since.drawing.legend[0] != before.drawing.legend[0]
    assert {"other law", "hardly any residents"} <= {text for text, _ in since.drawing.legend}


def test_no_line_goes_across_the_break_and_no_force_without_residents_has_one() -> None:
    drawn = [mark for mark in made("context", WEST_MERCIA).drawing.marks if isinstance(mark, Line)]
    years = [{point[0] for point in line.points if point} for line in drawn]
    assert not any({2016.0, 2017.0} <= of_line for of_line in years)
    assert not any("City of London" in words for words in made("context").marks.values())


def test_a_force_is_told_beside_the_median_by_its_interval() -> None:
    assert made("context", WEST_MERCIA).line.startswith(
        "West Mercia, 7.5 per 100,000 in 2024/25, is below the median of 11.7."
    )


def test_the_official_line_is_of_one_source_and_the_forces_own_count_is_a_mark_beside_it() -> None:
    rows = recorded.counts(recorded.GROOMING)
    avon = rows[(rows["force_id"] == "avon-and-somerset") & (rows["year"] == 2021)]
    assert dict(zip(avon["is_official"], avon["count_"], strict=True)) == {True: 248.0, False: 245.0}


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_is_empty_when_any_force_is_chosen(name: str) -> None:
    for force in my_forces.names():
        drawn = made(name, Address("/", {"force": (force,)}))
        assert drawn.drawing.marks, force
        assert drawn.line, force


@pytest.mark.parametrize("name", NAMES)
def test_both_writers_draw_it(name: str) -> None:
    drawn = made(name, WEST_MERCIA)
    assert plotly.write(drawn.drawing)["data"]
    assert svg.write(drawn.drawing, 820).startswith("<svg")


def test_no_figure_of_one_to_four_stands_in_a_card_or_a_sentence() -> None:
    for force in my_forces.names():
        for card in overview.cards(force):
            number = card["number"]
            assert number not in ("1", "2", "3", "4"), (force, card)
            assert not {1.0, 2.0, 3.0, 4.0} & {value for value in card["series"] if value is not None}, (force, card)
            if "Questions" not in card["label"]:
                assert not FEW.search(card["under"].replace("class 8", "")), (force, card)
        assert not FEW.search(made("context", Address("/", {"force": (force,)})).line)


def test_the_cards_of_west_mercia() -> None:
    arrests, answers, grooming, images = overview.cards("west-mercia")
    assert (arrests["number"], arrests["under"]) == ("22", "7 on groups’ evidence; whether among the 22 is not said")
    assert answers["number"] == "3 of 6 answered"
    assert answers["under"] == "2 neither confirmed nor denied, 1 in a document not held here"
    assert (grooming["number"], images["number"]) == ("101", "810")
    assert None in grooming["series"], "the break is a gap"


def test_at_most_six_differences_one_a_force_and_the_readers_own_first() -> None:
    rows = overview.differences(["lancashire"])
    assert len(rows) <= 6
    assert rows["force"].is_unique
    assert rows["force"].iloc[0] == "Lancashire Constabulary"
    assert all(", " in first and ", " in second for first, second in zip(rows["first"], rows["second"], strict=True))


def test_the_sentence_has_its_numbers_from_the_warehouse() -> None:
    assert "114 of 259 court cases" in overview.intro()
    figures = warehouse.rows("select count(*) from ocag_arrests where area_kind = 'force' and compiled_by = force")[1]
    assert figures == [(5,)]
    assert "five counts by forces are held here." in overview.intro()
