"""A number that a check doubts says so wherever it stands, and opens no sentence as if it were sound."""

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


def in_checks(built_warehouse: Path) -> set[str]:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    rules = "('far-from-own-years', 'far-from-other-forces', 'may-be-part-year', 'period-after-publication')"
    rows = con.execute(f"select distinct figure_id from checks join figures using (figure_id) where rule in {rules}")
    return {figure_id for (figure_id,) in rows.fetchall()}


def test_every_figure_that_a_check_doubts_is_told(built_warehouse: Path) -> None:
    wanted = in_checks(built_warehouse)
    assert len(wanted) > 3 and doubted.ids() == wanted
    for figure_id in wanted:
        (said,) = doubted.of([figure_id])
        assert said.startswith("A check doubts ") and said in said_of.under([figure_id])
    assert len(doubted.of(wanted)) == doubted.MOST_NAMED + 1 and doubted.of(["000000000000"]) == []


def test_a_sentence_names_the_numbers_that_a_check_doubts(built_warehouse: Path) -> None:
    one = sorted(in_checks(built_warehouse))[0]
    rows = forces(exact("Borsetshire", 18) | {"figure_id": one}, exact("Felpersham", 224) | {"figure_id": "0" * 12})
    found = sentences.finding(rows, FIRST)
    assert (
        found.startswith("From 18 (Borsetshire) to 224 (Felpersham)") and "; a check doubts 18 (Borsetshire);" in found
    )
    assert "doubts" not in sentences.finding(forces(exact("Borsetshire", 18), exact("Felpersham", 224)), FIRST)


def test_a_slope_names_the_forces_of_which_a_check_doubts_a_number(built_warehouse: Path) -> None:
    one = sorted(in_checks(built_warehouse))[0]
    rows = pd.DataFrame(
        {"short_name": ["Borsetshire", "Felpersham"], "left": [7.0, 3.0], "right": [1.0, 4.0], "left_id": ["x", "y"],
         "right_id": [one, "z"]}
    )  # fmt: skip
    assert "1 fewer; a check doubts a number of Borsetshire; two periods" in slope.finding(rows, FIRST, SECOND)
