"""A campaign counts what its threads say: N by the threads, each force once, and silence is no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import campaigns, states, warehouse
from dashboard.filters import Filters

CAMPAIGN = "online-grooming-2019-20"


@pytest.fixture(autouse=True)
def _warehouse(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))


def test_the_number_asked_is_that_of_the_threads() -> None:
    [campaign] = campaigns.all_campaigns(Filters({"campaign": (CAMPAIGN,)}))
    assert campaign.requests == 42
    questions = warehouse.query(warehouse.sql("campaign_questions"), {"campaign": CAMPAIGN})
    table = campaigns.table_of(questions, campaign.requests)
    assert (table.drop(columns="Question").sum(axis=1) == 42).all()


def test_each_force_stands_once_on_the_grid_and_silence_says_nothing() -> None:
    rows = campaigns.rows_of(CAMPAIGN, "1a")
    assert rows["force_id"].is_unique
    assert len(rows) == 45
    state = rows.set_index("force_id")["state"]
    assert state["west-mercia"] == "value"
    assert rows.set_index("force_id")["value"]["west-mercia"] == 22
    silent = rows[rows["state"].isin(list(states.SILENT))]
    assert silent["value"].isna().all()
    assert "says nothing about whether they replied" in campaigns.coverage(rows, 42)


def test_who_neither_confirms_nor_denies_keeps_the_sections() -> None:
    rows = campaigns.rows_of(CAMPAIGN, "1c").set_index("force_id")
    assert rows["state"]["west-mercia"] == "ncnd"
    assert rows["exemptions"]["west-mercia"] == ["s23(5)", "s31(3)", "s40(5)"]
    assert rows["aside"]["west-mercia"] == "s23(5), s31(3), s40(5)"
