"""The data addresses: what is there is a CSV with its ETag, what is not is a 404, a filter is honoured or refused."""

from __future__ import annotations

import csv
import io
import resource
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from dashboard import warehouse
from ingest.warehouse.releases import VIEWS_AND_TABLES
from tests.asking import body, get

pytestmark = pytest.mark.usefixtures("shipped")


def rows(response: Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(response).decode())))


@pytest.mark.parametrize("view", VIEWS_AND_TABLES)
def test_every_view_and_table_is_whole(view: str, con: Any) -> None:
    response = get(f"/data/{view}.csv")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    assert len(rows(response)) == con.execute(f"select count(*) from {view}").fetchone()[0]


def test_the_views_are_all_that_the_warehouse_has(con: Any) -> None:
    names = con.execute(
        "select table_name from duckdb_tables() union select view_name from duckdb_views() where not internal"
    )
    assert set(VIEWS_AND_TABLES) == {name for (name,) in names.fetchall()}


def test_filters_leave_what_was_asked_for(con: Any) -> None:
    found = rows(get("/data/figures.csv", "force=kent&force=west-mercia&hand=own_transcript"))
    assert found
    assert {row["force_id"] for row in found} <= {"kent", "west-mercia"}
    assert {row["hand"] for row in found} == {"own_transcript"}
    wanted = "select count(*) from figures where force_id in ('kent', 'west-mercia') and hand = 'own_transcript'"
    assert len(found) == con.execute(wanted).fetchone()[0]


def test_an_extract_without_its_licence_s_column_names_both_licences_and_what_each_is_of() -> None:
    given = get("/data/force_years.csv", "offence=ho_88a&columns=force,year,value")
    assert given.headers["link"].split(", <") == [
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"; '
        'title="CC-BY-4.0: our selection, coding and notes"',
        'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/>; rel="license"; '
        'title="OGL-UK-3.0: official series and lists"',
    ]
    assert "Link" in given.headers["access-control-expose-headers"], "a page of another origin may read it"


def test_an_unknown_number_is_an_empty_cell_and_a_whole_one_is_whole() -> None:
    found = rows(get("/data/figures.csv", "force=west-mercia&measure=arrests_online_cso"))
    assert {row["value"] for row in found} >= {"22"}
    suppressed = [row for row in rows(get("/data/figures.csv")) if row["symbol"] == "[c]"]
    assert suppressed
    assert {row["value"] for row in suppressed} == {""}


@pytest.mark.parametrize(
    ("view", "query", "said"),
    [
        (
            "figures",
            "campaign=online-grooming-2019-20",
            "force, area_kind, measure, unit, offence, period, period_kind, year, about_children, kind, hand, release",
        ),
        ("figures", "colour=red", "force, area_kind, measure"),
        ("figures", "force=atlantis", "avon-and-somerset"),
        ("outcomes", "hand=third_hand", "second_hand"),
        ("measures", "kind=press", "measure"),
    ],
)
def test_what_cannot_be_honoured_is_refused_with_what_can(view: str, query: str, said: str) -> None:
    response = get(f"/data/{view}.csv", query)
    assert response.status_code == 400
    assert said in bytes(response.body).decode()


def test_the_release_pins_any_view() -> None:
    release = warehouse.current().release
    assert get("/data/forces.csv", f"release={release}").status_code == 200


def test_an_unknown_release_is_not_found_and_those_that_are_kept_are_named() -> None:
    response = get("/data/figures.csv", "release=zzzzzzzzzzzz")
    assert response.status_code == 404
    assert "Kept are:" in bytes(response.body).decode()


def test_an_answer_that_is_held_already_is_not_sent_again() -> None:
    first = get("/data/forces.csv")
    tag = first.headers["etag"]
    again = get("/data/forces.csv", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, bytes(again.body)) == (304, b"")
    assert again.headers["etag"] == tag
    assert get("/data/areas.csv").headers["etag"] != tag
    assert get("/data/figures.csv", "force=kent").headers["etag"] != get("/data/figures.csv").headers["etag"]


@pytest.mark.parametrize(
    "path", ["/data/nonsense", "/data/nonsense.csv", "/data/figures.pdf", "/api/nonsense", "/figure/abc", "/health/x"]
)
def test_unknown_addresses_are_not_found_and_no_page(path: str) -> None:
    assert get(path).status_code == 404


@pytest.mark.parametrize("asked", ["figures.csv?limit=4000", "figures.xlsx?limit=4000", "figures.json?limit=4000"])
def test_on_a_full_disk_the_reader_is_told_and_nothing_is_left_there(asked: str) -> None:
    get("/health")
    before, (soft, hard) = set(warehouse.folder().rglob("*")), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        answer = get(f"/data/{asked.partition('?')[0]}", asked.partition("?")[2])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert answer.status_code == 503 and "This can't be given now" in bytes(answer.body).decode()
    assert set(warehouse.folder().rglob("*")) == before
    assert get(f"/data/{asked.partition('?')[0]}", asked.partition("?")[2]).status_code == 200


def test_the_whole_warehouse_can_be_fetched() -> None:
    response = get("/data/warehouse.duckdb")
    assert response.status_code == 200
    assert get("/data/warehouse.duckdb", headers={"If-None-Match": response.headers["etag"]}).status_code == 304


def test_health_says_the_release_or_why_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert warehouse.current().release in bytes(get("/health").body).decode()
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(tmp_path / "none.duckdb"))
    monkeypatch.setattr(warehouse, "_copies", {})
    response = get("/health")
    assert response.status_code == 503
    assert "no warehouse" in bytes(response.body).decode()
    assert get("/data/figures.csv").status_code == 503
