"""A number in doubt says so wherever it stands, and opens no sentence as if it were sound."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard import doubted, said_of, sentences, slope
from dashboard.comparable import Kind
from tests.test_dashboard_sentences import exact, forces

FIRST, SECOND = (
    Kind("offences_recorded", "Offences", "offences", None, None, None, year, "financial_year", 366)
    for year in ("2018/19", "2019/20")
)


@pytest.fixture(autouse=True)
def shipped(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


def in_doubt(built_warehouse: Path) -> set[str]:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    return {name for (name,) in con.execute("select figure_id from figures where len(doubts) > 0").fetchall()}


def test_every_figure_in_doubt_is_told(built_warehouse: Path) -> None:
    wanted = in_doubt(built_warehouse)
    assert len(wanted) > 1 and doubted.ids() == wanted
    for figure_id in wanted:
        (said,) = doubted.of([figure_id])
        assert said.startswith("In doubt") and said in said_of.under([figure_id])
    assert len(doubted.of(wanted)) == len(wanted) and doubted.of(["000000000000"]) == []


def test_what_only_differs_is_told_and_never_called_in_doubt(built_warehouse: Path) -> None:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    rule = "list_contains(differs, 'differs-from-official-class')"
    wanted = {name for (name,) in con.execute(f"select figure_id from figures where {rule}").fetchall()}
    assert len(wanted) == 7 and not wanted & doubted.ids()
    for figure_id in wanted:
        (said,) = doubted.differing([figure_id])
        assert "counted otherwise" in said and "Possible causes" in said and said in said_of.under([figure_id])


def test_an_official_series_is_shown_with_its_licence_and_that_it_is_a_copy(built_warehouse: Path) -> None:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    ((figure_id,),) = con.execute(
        "select figure_id from figures where force_id = 'kent' and offence_id = 'ho_88a' and period_id = '2024/25'"
    ).fetchall()
    assert said_of.under([figure_id]) == (
        "Contains public sector information licensed under the Open Government Licence v3.0. Read in a copy.",
    )


def test_a_sentence_names_the_numbers_in_doubt(built_warehouse: Path) -> None:
    one = sorted(in_doubt(built_warehouse))[0]
    rows = forces(exact("Borsetshire", 18) | {"figure_id": one}, exact("Felpersham", 224) | {"figure_id": "0" * 12})
    found = sentences.finding(rows, FIRST)
    assert (
        found.startswith("From 18 (Borsetshire) to 224 (Felpersham)")
        and "; 18 (Borsetshire) in doubt, see below;" in found
    )
    assert "in doubt" not in sentences.finding(forces(exact("Borsetshire", 18), exact("Felpersham", 224)), FIRST)


def test_a_slope_names_the_forces_of_which_a_number_is_in_doubt(built_warehouse: Path) -> None:
    one = sorted(in_doubt(built_warehouse))[0]
    rows = pd.DataFrame(
        {"short_name": ["Borsetshire", "Felpersham"], "left": [7.0, 3.0], "right": [1.0, 4.0], "left_id": ["x", "y"],
         "right_id": [one, "z"]}
    )  # fmt: skip
    assert "1 fewer; a number of Borsetshire is in doubt; two periods" in slope.finding(rows, FIRST, SECOND)
