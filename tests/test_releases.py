"""A build that was served stays to be looked up, and what changed since is told figure by figure."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from ingest.commands.diff import diff
from ingest.warehouse import difference
from ingest.warehouse.public import VIEWS_AND_TABLES
from ingest.warehouse.releases import UnknownRelease, folder_of, keep, kept, open_release
from tests.making_releases import two_releases

VIEW = Path(__file__).resolve().parent.parent / "dashboard" / "views" / "changes.py"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, str, str]:
    return two_releases(tmp_path)


def test_every_public_view_is_kept_once_and_opens_again(two: tuple[Path, str, str]) -> None:
    warehouse, first, second = two
    folder = folder_of(warehouse)
    assert kept(folder) == [first]
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
    assert "value_text 22 -> 23 (kent/1/reply.txt, line 3)" in said


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
    page = AppTest.from_file(str(VIEW), default_timeout=60).run()
    assert not page.exception
    text = " ".join([*(one.value for one in page.markdown), *(one.value for one in page.subheader)])
    assert f"From {first} to {second}: 5 changes of figures" in text
    assert "Withdrawn: struck through, and kept (1)" in text
    tables = " ".join(str(one.proto.body) for one in page.get("html"))
    assert "<s>22</s>" in tables or "<del>22</del>" in tables
    assert "/source?id=kent~1" in tables


def test_a_page_without_an_earlier_release_says_so(built_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(built_warehouse))
    page = AppTest.from_file(str(VIEW), default_timeout=60).run()
    assert not page.exception
    assert "One release is kept here" in " ".join(one.value for one in page.markdown)
