"""The page Activist evidence: shares with their doubt, numbers alone, units apart, areas apart, law and guidance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboard import activist_words, activists, law_events
from dashboard.charts import parts
from dashboard.filters import Filters

NAN = float("nan")


@pytest.fixture
def release(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The page reads the built warehouse; the test asks it too, without the page's own SQL."""
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        yield con


def figure(**values: Any) -> Any:
    usual: dict[str, Any] = {
        "value": 7.0, "value_low": 7.0, "value_high": 7.0, "value_text": "7", "all_arrests": 22.0, "share_low": 7 / 22,
        "share_high": 7 / 22, "unit": "arrests", "review": "unreviewed", "is_disputed": False,
    }  # fmt: skip
    return SimpleNamespace(**{"symbol": None} | usual | values)


def test_counts_come_first_and_the_percentage_second() -> None:
    assert activist_words.share(figure()) == "7 of 22 (32\u202f%)"


def test_a_share_that_is_not_exact_is_said_from_its_lowest_to_its_highest() -> None:
    row = figure(value=NAN, value_low=0.0, value_high=4.0, value_text="<5", share_low=0.0, share_high=4 / 22)
    assert activist_words.share(row) == "“<5” of 22 (0 to 19\u202f%)"


def test_one_group_is_not_one_groups() -> None:
    assert activist_words.with_unit(figure(value=1.0, unit="groups")) == "1 group\u00a0○"
    disputed = figure(value=NAN, value_low=3.0, value_high=9.0, is_disputed=True, review="reviewed")
    assert activist_words.with_unit(disputed) == "3 to 9 arrests, sources disagree"


def test_the_sentence_gives_part_and_whole_with_the_doubt_of_the_share(release: duckdb.DuckDBPyConnection) -> None:
    rows = activists.arrests(Filters())
    both = rows[activists.has_share(rows)]
    assert activist_words.finding(both) == (
        "West Mercia, 2019/20: 7 arrests on activists' evidence beside 22 in all, 7 of 22 (32\u202f%), "
        "if all 7 are among the 22, which the answer does not say; no other force gave both."
    )


def test_a_filter_that_leaves_a_share_out_does_not_make_it_unknown(release: duckdb.DuckDBPyConnection) -> None:
    assert activist_words.finding(pd.DataFrame(), 1) == "The filters leave out 1 force with both."
    assert activist_words.finding(pd.DataFrame()) == "No force gave both numbers, as far as answers are here."


def test_every_figure_about_such_groups_is_shown_once(release: duckdb.DuckDBPyConnection) -> None:
    shown = [*activists.arrests(Filters())["figure_id"], *activists.others(Filters())["figure_id"]]
    expected = [i for (i,) in release.execute("select figure_id from ocag_figures").fetchall()]
    assert sorted(shown) == sorted(expected)


def test_coverage_counts_the_states_of_the_question_of_how_many_threads(release: duckdb.DuckDBPyConnection) -> None:
    assert activists.coverage(Filters()) == [
        "42 forces asked: 1 gave a number; 1 refused; of 3 threads only the whole is known, and not how this question "
        "was answered; of the other 37 no reply is here, which says nothing about whether they replied."
    ]


def drawn(**values: Any) -> dict[str, Any]:
    usual = {
        "short_name": "Borsetshire", "period_words": "2019/20", "whole": 22.0, "low": 7.0, "high": 7.0,
        "whole_label": "22 in all", "part_label": "7", "hand": "own_transcript", "is_our_reading": True, "mark_id": "m",
    }  # fmt: skip
    return parts.parts(pd.DataFrame([usual | values]))


def test_the_bar_of_the_whole_starts_at_zero_and_holds_the_part() -> None:
    chart = drawn()
    lengths = [trace["x"] for trace in chart["data"] if trace["type"] == "bar"]
    assert lengths == [[22.0], [7.0]]
    assert chart["layout"]["xaxis"]["range"][0] == 0


def test_a_part_that_only_we_put_inside_the_whole_ends_in_dashes() -> None:
    assert [shape["x0"] for shape in drawn()["layout"]["shapes"]] == [7.0]
    assert drawn(is_our_reading=False)["layout"]["shapes"] == []


def test_a_part_that_is_not_exact_is_hatched_from_low_to_high() -> None:
    chart = drawn(low=2.0, high=4.0)
    hatched = [trace for trace in chart["data"] if trace.get("marker", {}).get("pattern")]
    assert [(trace["base"], trace["x"]) for trace in hatched] == [([2.0], [2.0])]


def test_what_is_read_second_hand_is_hollow() -> None:
    bars = [trace for trace in drawn(hand="second_hand")["data"] if trace["type"] == "bar"]
    assert {trace["marker"]["color"] for trace in bars} == {"rgba(0,0,0,0)"}


def test_days_in_force_are_those_of_the_reference(release: duckdb.DuckDBPyConnection) -> None:
    days = [row[0] for row in law_events.rows()]
    assert "3 April 2017" in days
    assert "15 July 2020" in days
    assert days[-1] == law_events.NO_DAY
    assert days.count(law_events.NO_DAY) == 1
    ids = {i for (i,) in release.execute("select offence_id from offences").fetchall()}
    for entry in law_events.entries():
        assert entry["source"]
        assert entry["url"].startswith("https://")
        assert bool(entry["on"]) != (entry["offence_id"] in ids), "a day of its own, or the reference's"
