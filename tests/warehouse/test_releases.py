"""A build that was served stays to be looked up, and what changed since is told figure by figure."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from dashboard import warehouse as served
from ingest.commands.build import build, erase
from ingest.commands.look_up import diff
from ingest.warehouse import difference, releases
from ingest.warehouse.releases import VIEWS_AND_TABLES, UnknownRelease, folder_of, keep, open_release, release_names
from tests.every_page import html_of, page_at, words_at
from tests.making_releases import put


def test_every_public_view_is_kept_once_and_opens_again(two: tuple[Path, str, str]) -> None:
    warehouse, first, second = two
    folder = folder_of(warehouse)
    assert release_names(folder) == [first]
    files = {path.stem for path in (folder / first).glob("*.parquet")}
    assert files == set(VIEWS_AND_TABLES)
    with open_release(first, warehouse) as con:
        assert con.execute("select value from figures where question = '1a' order by 1").fetchall() == [(9,), (22,)]
    with open_release(second, warehouse) as con:
        assert con.execute("select value from figures where question = '1a' order by 1").fetchall() == [(4,), (23,)]
        before = (folder / first / "figures.parquet").stat().st_mtime_ns
        assert keep(con, first, folder)  # it is there: nothing of it is rewritten
    assert (folder / first / "figures.parquet").stat().st_mtime_ns == before


def test_a_folder_that_cannot_be_written_to_stops_nothing(two: tuple[Path, str, str]) -> None:
    warehouse, _, second = two
    taken = warehouse.parent / "a file"
    taken.write_text("")
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert not keep(con, second, taken)


def test_a_release_that_a_killed_server_was_keeping_is_none_and_spoils_no_other(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure's history was empty for as long as the half of a release lay beside the others."""
    warehouse, first, second = two
    folder = releases.folder_of(warehouse)
    copied: list[str] = []

    class Killed(BaseException):
        pass

    class Dying:
        def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
            self.con = con

        def execute(self, sql: str) -> None:
            self.con.execute(sql)
            copied.append(sql)
            if len(copied) == VIEWS_AND_TABLES.index("forces"):
                raise Killed

    monkeypatch.setattr(releases.shutil, "rmtree", lambda *_, **__: None)  # what is killed takes nothing away
    with duckdb.connect(str(warehouse), read_only=True) as con:
        with pytest.raises(Killed):
            keep(Dying(con), second, folder)  # type: ignore[arg-type]
        ((figure,),) = con.execute(
            "select figure_id from figures where question = '1a' and force_id = 'kent'"
        ).fetchall()
    monkeypatch.undo()
    (left,) = folder.glob(f"{releases.BEGUN}*")
    (left / second / "all_figures.parquet").write_bytes(b"half of it")
    assert release_names(folder) == [first]
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    told = served.of_releases("history_figure", mark=figure)
    assert [row.told["value"] for row in told if row.release == first] == [22]
    assert release_names(folder) == [first, second]  # kept by who has just read it
    releases.remove(second, folder)
    os.utime(left, (0, 0))
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert keep(con, second, folder)
    assert {path.name for path in folder.iterdir()} == {first, second}


def test_what_changed_is_told_by_kind(two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    warehouse, first, second = two
    with open_release(first, warehouse) as one, open_release(second, warehouse) as other:
        figures, answers = difference.figures(one, other), difference.answers(one, other)
    told = {(change.kind, change.row["force"], change.row["value_text"]) for change in figures}
    assert told == {
        ("added", "Surrey Police", "4"),
        ("revised", "Kent Police", "23"),
        ("withdrawn", "Kent Police", "5"),
        ("gone", "Kent Police", "None"),
        ("gone", "Essex Police", "9"),
    }
    assert {(change.kind, change.row["force"], change.row["question"]) for change in answers} >= {
        ("added", "Surrey Police", "1a"),
        ("gone", "Essex Police", "1a"),
        ("revised", "Kent Police", "2"),
    }
    capsys.readouterr()
    assert diff(first, second, warehouse) == 0
    said = capsys.readouterr().out
    assert f"from {first} to {second}" in said
    assert "1 withdrawn: struck through, and kept" in said
    assert ": 22 -> 23 (kent/1/reply.txt, line 3)" in said


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[Path, str, str]:
    """A release in which Kent's 6 was corrected to 5, and the one before it, which is kept."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    put(raw, "kent", "1a. 22 arrests", "1c. 6 arrests")
    assert build([raw], warehouse, 0, False) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((first,),) = con.execute("select release from release").fetchall()
        ((wrong,),) = con.execute("select figure_id from figures where question = '1c'").fetchall()
        assert keep(con, first, folder_of(warehouse))
    ruling = f'[[correction]]\nfigure = "{wrong}"\nexpect = {{ value = 6 }}\nvalue = 5\n'
    put(
        raw,
        "kent",
        "1a. 22 arrests",
        "1c. 6 arrests",
        more=f'{ruling}reason = "misprint"\nby = "AB"\non = 2021-05-01\n',
    )
    assert build([raw], warehouse, 0, False) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((second,),) = con.execute("select release from release").fetchall()
    return warehouse, first, second


def test_a_correction_is_told_by_the_number_and_not_by_the_print_of_both_sides(
    corrected: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, first, second = corrected
    capsys.readouterr()
    assert diff(first, second, warehouse) == 0
    said = capsys.readouterr().out
    assert ": 6 -> 5; Corrected by a person (value): the source prints “6”. misprint (AB, 2021-05-01)" in said
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    tables = html_of(page_at("changes"))
    assert (
        "<del>“6” arrests</del>" in tables
        and "5 arrests, printed “6”, corrected by a person (value): the source prints “6”. misprint" in tables
        and "1 May 2021" in tables
    )
    assert "arrests_" not in tables


def test_what_was_erased_is_counted_where_its_rows_are_in_neither_release(
    corrected: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, first, _ = corrected
    assert erase("kent~1", "A court's order", [warehouse.parent / "raw"], warehouse) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        ((now,),) = con.execute("select release from release").fetchall()
        ((count,),) = con.execute("select count(*) from erased").fetchall()
    capsys.readouterr()
    assert diff(first, now, warehouse) == 0
    assert f"erased: {count} ids" in capsys.readouterr().out
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    assert f"{count} ids of sources, figures and answers were erased since {first}" in words_at("changes")


def test_nothing_changed_between_a_release_and_itself(
    two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, first, _ = two
    capsys.readouterr()
    assert diff(first, first, warehouse) == 0
    assert "figures: no changes\nanswers: no changes" in capsys.readouterr().out


def test_an_unknown_release_names_those_that_are_kept(
    two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, first, _ = two
    with pytest.raises(UnknownRelease, match=f"Kept are: {first}"):
        open_release("../raw", warehouse)
    assert diff("000000000000", first, warehouse) == 2
    assert "no release of this name is kept" in capsys.readouterr().err


def test_a_page_lists_the_changes_with_what_each_was(
    two: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse, first, second = two
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    page = page_at("changes")
    text = " ".join([*(one.value for one in page.markdown), *(one.value for one in page.subheader)])
    assert f"From {first} to {second}: 5 changes of figures" in text
    assert "Withdrawn: struck through, and kept (1)" in text
    tables = html_of(page)
    assert "<del>“22” arrests</del>" in tables
    assert "/source?id=kent~1" in tables


def test_a_page_without_an_earlier_release_says_so(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    assert "One release is kept here" in words_at("changes")
