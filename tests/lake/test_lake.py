"""A release goes into a lake and comes out of it as it was, and a server shows it by the same addresses."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import duckdb
import pytest

from ingest.commands.build import build
from ingest.model import Stop
from ingest.warehouse import lake, releases
from ingest.warehouse.releases import VIEWS_AND_TABLES
from tests.in_browser import served
from tests.lake.conftest import restart, stored
from tests.making_releases import put

ROOT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 120.0
COMMENTS = (
    "select table_name, comment from duckdb_tables() union all select view_name, comment from duckdb_views() "
    "where not internal union all select table_name || '.' || column_name, comment from duckdb_columns() "
    "where not internal union all select function_name, comment from duckdb_functions() where not internal order by all"
)
TOTALS = "from totals('offences_recorded', 'ho_88a', '2013/14') order by all"


def answer(file: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as con:
        return con.execute(query).fetchall()


def release_of(file: Path) -> str:
    ((release,),) = answer(file, "select release from release")
    return str(release)


def test_two_engines_build_one_release(built_warehouse: Path, tmp_path: Path) -> None:
    other, file = ROOT / ".venv" / "bin" / "python", tmp_path / "warehouse.duckdb"
    engine = subprocess.run([other, "-c", "import duckdb; print(duckdb.__version__)"], capture_output=True, text=True)
    assert engine.stdout.strip() != duckdb.__version__
    subprocess.run([other, "-m", "ingest", "build", "--warehouse", str(file)], cwd=ROOT, check=True)
    assert release_of(file) == release_of(built_warehouse)


@pytest.mark.usefixtures("storage")  # whose place the engine learns once
def test_a_lake_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(duckdb.Error, match="refused") as told:
        lake.put(tmp_path / "warehouse.duckdb", "postgres:host=127.0.0.1 port=1 user=u password=of-nobody")
    assert "of-nobody" not in str(told.value)


@pytest.mark.parametrize("is_file", [False, True], ids=["PostgreSQL and S3", "a file and a folder"])
def test_what_comes_out_of_a_lake_is_what_went_in(
    is_file: bool, built_warehouse: Path, empty: tuple[str, str], tmp_path: Path
) -> None:
    catalogue, rows = (str(tmp_path / "catalogue.ducklake"), str(tmp_path / "rows")) if is_file else empty
    brought = tmp_path / "server" / "warehouse.duckdb"
    assert lake.put(built_warehouse, catalogue, rows) == release_of(built_warehouse)
    assert lake.put(built_warehouse, catalogue, rows) is None, "it is the newest already"
    assert list(lake.bring(catalogue, brought)) == [release_of(built_warehouse)]
    for query in (*(f"from {view} order by all" for view in VIEWS_AND_TABLES), COMMENTS, TOTALS):
        assert answer(brought, query) == answer(built_warehouse, query), query
    is_kept = releases.folder_of(brought) / release_of(built_warehouse) / "figures.parquet"
    assert answer(brought, f"select count(*) from '{is_kept}'") == answer(brought, "select count(*) from figures")
    assert list(Path(rows).rglob("*.parquet")) if is_file else stored(rows)


def test_whoever_has_ducklake_reads_the_same_views(built_warehouse: Path, empty: tuple[str, str]) -> None:
    lake.put(built_warehouse, *empty)
    with lake.opened(empty[0]) as con:
        for query in ("select count(*), sum(value) from force_years", TOTALS):
            assert con.execute(query).fetchall() == answer(built_warehouse, query)
        asked = "select comment from duckdb_columns() where table_name = 'all_figures' and column_name = 'value'"
        assert con.execute(asked).fetchall() == answer(built_warehouse, asked)


def test_a_release_is_in_the_lake_whole_or_not_at_all(
    two: tuple[Path, str, str], empty: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _, release = two
    with monkeypatch.context() as patch:
        patch.setattr(lake.build, "HERE", tmp_path)  # where there are no views
        with pytest.raises(FileNotFoundError):
            lake.put(file, *empty)
    assert lake.bring(empty[0], tmp_path / "warehouse.duckdb") == {}
    assert lake.put(file, *empty) == release


def restarts(postgres: str, patch: pytest.MonkeyPatch) -> None:
    """PostgreSQL is killed and started again each time tables are about to be written, into the lake or out of it."""
    listed = lake._tables

    def first_restarted(*asked: Any) -> list[str]:
        restart(postgres)
        return listed(*asked)

    patch.setattr(lake, "_tables", first_restarted)


def test_a_postgresql_that_restarts_is_told_and_leaves_lake_and_server_whole(
    two: tuple[Path, str, str], empty: tuple[str, str], postgres: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file, _, release = two
    brought = tmp_path / "server" / "warehouse.duckdb"
    put_in = partial(build, [file.parent / "raw"], file, 0, False, lake=empty[0], rows=empty[1])
    with monkeypatch.context() as patch:
        restarts(postgres, patch)
        assert put_in() == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "The release could not come into the lake (its PostgreSQL broke off: " in said
    assert "The lake holds whole releases alone. Mend that, and run this again." in said
    assert lake.bring(empty[0], brought) == {}
    assert put_in() == 0
    with monkeypatch.context() as patch:
        restarts(postgres, patch)
        with pytest.raises(duckdb.Error, match="its PostgreSQL broke off: "):
            lake.bring(empty[0], brought)
    assert not brought.exists()
    assert list(lake.bring(empty[0], brought)) == [release]
    for view in VIEWS_AND_TABLES:
        assert answer(brought, f"from {view} order by all") == answer(file, f"from {view} order by all"), view


@pytest.mark.parametrize(
    "change", ["update all_figures set value = 7, value_low = 7, value_high = 7", "update all_figures set unit = null"]
)
def test_rows_that_somebody_else_wrote_are_not_shown(
    change: str, two: tuple[Path, str, str], empty: tuple[str, str], tmp_path: Path
) -> None:
    file, _, release = two
    brought = tmp_path / "server" / "warehouse.duckdb"
    lake.put(file, *empty)
    there = lake.bring(empty[0], brought)
    with lake.opened(empty[0], "data_inlining_row_limit 0") as con:
        con.execute("begin")
        con.execute(change)
        con.execute("call lake.set_commit_message('disclosed', ?)", [release]).fetchall()
        con.execute("commit")
    with pytest.raises((Stop, duckdb.ConstraintException)):
        lake.bring(empty[0], brought, there)
    assert answer(brought, "from all_figures order by all") == answer(file, "from all_figures order by all")


def test_a_release_of_an_earlier_version_is_kept_with_the_views_that_it_has(
    two: tuple[Path, str, str], empty: tuple[str, str], tmp_path: Path
) -> None:
    file, first, second = two
    brought = tmp_path / "server" / "warehouse.duckdb"
    lake.put(file, *empty)
    with lake.opened(empty[0], "data_inlining_row_limit 0") as con:
        con.execute("begin")
        con.execute("drop view refusals")
        con.execute("call lake.set_commit_message('disclosed', ?)", [first]).fetchall()
        con.execute("commit")
    lake.put(file, *empty)
    assert list(lake.bring(empty[0], brought)) == [first, second]
    kept = {path.stem for path in (releases.folder_of(brought) / first).iterdir()}
    assert kept == {*VIEWS_AND_TABLES} - {"refusals"}


def test_a_warehouse_that_was_built_gives_way_to_none(two: tuple[Path, str, str], empty: tuple[str, str]) -> None:
    file, first, _ = two
    before = file.read_bytes()
    lake.put(file, *empty)
    with pytest.raises(Stop, match="was built here"):
        lake.bring(empty[0], file)
    assert file.read_bytes() == before
    assert releases.release_names(releases.folder_of(file)) == [first]


def ingest(*words: object) -> str:
    """Run a command as a user does, and return what it said."""
    command = [sys.executable, "-m", "ingest", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fetched(address: str) -> bytes:
    try:
        with urlopen(address, timeout=WAIT_SECONDS) as answered:
            return bytes(answered.read())
    except HTTPError as error:
        return error.read()


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_a_server_shows_what_comes_into_the_lake_and_what_was_erased_no_longer(
    empty: tuple[str, str], tmp_path: Path
) -> None:
    catalogue, rows = empty
    raw, file, brought = tmp_path / "raw", tmp_path / "warehouse.duckdb", tmp_path / "server" / "warehouse.duckdb"
    here = ("--raw", raw, "--warehouse", file, "--lake", catalogue)
    put(raw, "kent", "1a. 22 arrests", "1c. 5 arrests", "2. None")
    put(raw, "essex", "1a. 9 arrests")
    assert "newest snapshot" in ingest("build", *here, "--lake-rows", rows)
    first = release_of(file)
    settings = {"DISCLOSED_LAKE": catalogue, "DISCLOSED_WAREHOUSE": str(brought), "DISCLOSED_ANNOUNCES": "1"}
    with served(tmp_path / "server.log", **settings) as address:

        def shows(release: str) -> bool:
            return release.encode() in fetched(f"{address}/health")

        wait_for(lambda: shows(first))
        figures = fetched(f"{address}/data/figures.csv")
        assert b"essex" in figures

        put(raw, "essex", "1a. 10 arrests")
        ingest("build", *here)
        wait_for(lambda: shows(release_of(file)))
        assert fetched(f"{address}/data/figures.csv") != figures
        wait_for(lambda: fetched(f"{address}/data/figures.csv?release={first}") == figures)

        ingest("erase", "essex~1", "--reason", "An order of the court.", *here)
        last = release_of(file)
        wait_for(lambda: shows(last))
        assert b"essex" not in fetched(f"{address}/data/figures.csv")
        wait_for(lambda: b"no release of this name is kept" in fetched(f"{address}/data/figures.csv?release={first}"))
    assert releases.release_names(releases.folder_of(brought)) == [last]
    with lake.opened(catalogue) as con:
        assert con.execute("select commit_message from lake.snapshots()").fetchall() == [(last,)]
        ((files,),) = con.execute("select sum(file_count) from ducklake_table_info('lake')").fetchall()
    assert len(stored(rows)) == files, "nothing of what was erased is left in the bucket"
