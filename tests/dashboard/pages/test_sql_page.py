"""The SQL page without its files, and its addresses: what is refused says why, and no statement is run."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from starlette.requests import Request
from starlette.types import Message

from dashboard import extract
from dashboard.pages import download as page
from dashboard.parts.controls import Address, of
from dashboard.routes import data as routes
from dashboard.routes.charts import CHARTS
from dashboard.warehouse import values
from ingest.extracts.sums import LONGEST, NOT_ASKED
from ingest.extracts.wanted import written
from tests.asking import get
from tests.every_page import words_at

pytestmark = pytest.mark.usefixtures("shipped")


def check(body: bytes) -> tuple[int, str]:
    """Status and words of what /sql/check answers to a statement."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/sql/check", "query_string": b"", "headers": []}
    with ThreadPoolExecutor(1) as thread:  # where no browser's loop runs, as it may here
        answer = thread.submit(asyncio.run, routes.check(Request(scope, receive))).result()
    return answer.status_code, bytes(answer.body).decode()


def test_without_its_files_the_page_says_which_command_brings_them_and_shows_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "FILES", tmp_path)
    monkeypatch.setattr(routes, "FILES", tmp_path)
    said = words_at("sql", table="forces")
    assert "One row: one police force" in said
    assert "any DuckDB from 1.2 on opens" in said
    found = get("/sql/console")
    assert (found.status_code, "make sql" in bytes(found.body).decode()) == (404, True)


def test_a_statement_is_answered_with_questions_and_a_long_one_or_no_text_is_refused() -> None:
    status, said = check(b"select sum(value) from force_years")
    probe, unknown, _ = json.loads(said)["probes"]
    assert (status, probe["verb"], unknown["about"]) == (200, "adds", [])
    assert json.loads(check(b"select 1; create table a as select 2;")[1]) == {
        "probes": [], "not_checked": "of 2 statements only the last is shown, and none is looked at.",
        "not_asked": NOT_ASKED,
    }  # fmt: skip
    for other in (
        b"from force_years pivot (sum(value) for year in (2018, 2019) group by force)",
        b"summarize force_years",
    ):
        assert "what PIVOT, UNPIVOT and SUMMARIZE compute" in json.loads(check(other)[1])["not_checked"]
    for other in (b"select 'pivot'", b"describe force_years", b"select", b""):
        assert json.loads(check(other)[1])["not_checked"] == ""
    assert check(b"select 1" + b" " * LONGEST) == (400, "A statement has at most 20,000 bytes here.\n")
    assert check(b"select '\xff'") == (400, "A statement is text in UTF-8.\n")


def test_only_copies_that_are_kept_and_files_of_the_console_are_served(tmp_path: Path) -> None:
    assert get("/sql/warehouse/another.duckdb").status_code == 410
    assert get("/sql/files/1-1/done").status_code == 404
    assert get("/sql/elsewhere").status_code == 404


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"story-figure"}))
def test_a_charts_rows_are_the_same_in_sql_as_in_its_csv(name: str) -> None:
    asked = {"measure": "offences_recorded", "offence": "ho_88a", "force": "kent"}
    asked |= {"id": "soa2003_s15a"} if name == "offence-counts" else {}
    chart = CHARTS[name](of(f"/chart/{name}", asked.items()))
    assert chart is not None and chart.rows is not None
    key = chart.rows.key if chart.rows.only else "outcome_id"
    _, rows = extract.first_rows(replace(chart.rows, columns=(key,)), 100_000)
    address = Address("/sql").but(q=written(chart.rows, extract.columns(chart.rows.view))).link
    query = parse_qs(address.partition("?")[2])["q"][0]
    assert sorted(map(str, values(f"select {key} from ({query})"))) == sorted(map(str, rows)) != []
