"""The dashboard's copy of the warehouse: it follows a newer one, keeps the last good one, and says what is wrong."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from dashboard import warehouse
from ingest.warehouse import releases
from ingest.warehouse.build import make_tables


def make(path: Path, release: str) -> None:
    """A warehouse that has only its release, swapped in as a build does."""
    beside = path.with_suffix(".beside")
    con = duckdb.connect(str(beside))
    make_tables(con)
    con.execute("insert into release values (?, now()::timestamp, '0.1.0', 0, 0, 0, 0, 0, 0, 0, [])", [release])
    con.close()
    os.replace(beside, path)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "warehouse.duckdb"
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(path))
    monkeypatch.setattr(warehouse, "_copies", {})
    monkeypatch.setattr(warehouse, "_refused", {})
    return path


def test_without_a_warehouse_it_says_which_file_is_missing(place: Path) -> None:
    with pytest.raises(warehouse.NoWarehouse, match=r"no warehouse at warehouse\.duckdb"):
        warehouse.current()


def test_it_follows_a_newer_warehouse_without_a_restart(place: Path) -> None:
    make(place, "first0000000")
    assert warehouse.query("select release from release")["release"].tolist() == ["first0000000"]
    make(place, "second000000")
    assert warehouse.query("select release from release")["release"].tolist() == ["second000000"]
    assert warehouse.current().problem is None


def test_what_is_made_ready_goes_with_its_copy(place: Path) -> None:
    before = {*warehouse.folder().iterdir()}
    for n in range(warehouse.COPIES_KEPT + 2):
        make(place, f"{n}" * 12)
        assert warehouse.values("select count(*) from ready.force_years") == [(0,)]
    kept = [file.suffix for file in {*warehouse.folder().iterdir()} - before]
    assert Counter(kept) == dict.fromkeys((".duckdb", ".ready"), warehouse.COPIES_KEPT)


def test_it_keeps_the_last_good_copy_and_says_so(place: Path) -> None:
    make(place, "first0000000")
    warehouse.current()
    place.write_bytes(b"not a warehouse")
    copy = warehouse.current()
    assert copy.release == "first0000000"
    assert copy.problem is not None
    assert "does not open" in copy.problem
    place.unlink()
    assert "no warehouse" in str(warehouse.current().problem)


def test_the_build_can_write_while_pages_read(place: Path) -> None:
    make(place, "first0000000")
    warehouse.current()
    con = duckdb.connect(str(place))
    con.execute("create table mine as select 1 as n")
    con.close()


def test_missing_values_are_none_or_nan_and_whole_numbers_stay_whole(place: Path) -> None:
    make(place, "first0000000")
    row = next(
        warehouse.query(
            "select null::varchar as text, null::integer as n, 3::integer as m, date '2020-01-02' as day, "
            "null::date as no_day, ['a'] as list, map {'x': 'y'} as dimensions from release"
        ).itertuples()
    )
    assert row.text is None
    assert row.n != row.n
    assert row.m == 3
    assert (row.day.year, row.no_day) == (2020, None)
    assert (row.list, row.dimensions) == (["a"], {"x": "y"})


def test_a_page_may_change_its_frame_without_changing_anothers(place: Path) -> None:
    make(place, "first0000000")
    frame = warehouse.query("select 1 as n from release")
    frame.loc[0, "n"] = 99
    assert warehouse.query("select 1 as n from release")["n"].tolist() == [1]


def test_a_warehouse_of_an_earlier_program_is_refused_with_what_to_do(place: Path) -> None:
    make(place, "a" * 12)
    con = duckdb.connect(str(place))
    _, _, newest = warehouse.ADDED_LAST.partition(" from ")
    con.execute(f"drop view {newest}; create table {newest} (said varchar)")
    con.close()
    with pytest.raises(warehouse.NoWarehouse, match=r"an earlier program built it$"):
        warehouse.current()


def test_what_a_killed_server_left_goes_and_what_is_in_use_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, used, new = (tmp_path / f"{warehouse.COPIES}{name}" for name in ("left", "used", "new"))
    for folder in (left, used, new):
        folder.mkdir()
        (folder / "copy.duckdb").write_bytes(b"words that were erased")
    for folder in (left, used):
        os.utime(folder, (0, 0))
    with releases.in_use(used):
        own = warehouse.folder.__wrapped__()
    assert set(tmp_path.iterdir()) == {used, new, own}
    assert releases.is_in_use(own)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(("query", "own"), [("checks", 0), ("class", 0), ("beside", 0), ("same_figure", 1)])
def test_what_beside_sql_says_of_a_figure_leaves_out_no_query_that_has_rows(query: str, own: int) -> None:
    rows = warehouse.sql(f"evidence_{query}").replace("$figure_id", "b.figure_id").partition("order by")[0]
    has = f"(select count(*) from ({rows})) > {own}"
    assert warehouse.values(f"select figure_id from ready.beside as b where {has} and not has_{query}") == []
    assert warehouse.values(f"select 1 from ready.beside as b where {has} and has_{query} limit 1") == [(1,)]
