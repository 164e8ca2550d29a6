"""Kept releases are pruned by a rule that says itself: what is served, cited, drawn from, young or among the latest
stays."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.commands.audit import audit
from ingest.commands.look_up import prune
from ingest.warehouse import releases

DAYS = {"aaaaaaaaaaaa": "2020-01-01", "bbbbbbbbbbbb": "2021-01-01", "cccccccccccc": "2022-01-01"}


@pytest.fixture
def kept(two: tuple[Path, str, str]) -> tuple[Path, str, str]:
    """A warehouse of which five releases are kept: three of some years ago, one before, and the one that is served."""
    warehouse, first, second = two
    folder = releases.folder_of(warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert releases.keep(con, second, folder)
    for name, day in DAYS.items():
        shutil.copytree(folder / first, folder / name)
        file = folder / name / "release.parquet"
        with duckdb.connect() as con:
            con.execute(f"create table r as from read_parquet('{file}')")
            con.execute("update r set release = ?, built_at = ?", [name, day])
            con.execute(f"copy r to '{file}' (format parquet)")
    return warehouse, first, second


def names(warehouse: Path) -> list[str]:
    return releases.release_names(releases.folder_of(warehouse))


def test_without_a_number_nothing_goes_and_each_is_told(
    kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, first, second = kept
    capsys.readouterr()
    assert prune(None, 0, warehouse) == 0
    said = capsys.readouterr().out
    assert names(warehouse) == [*DAYS, first, second]
    assert all(name in said for name in names(warehouse)) and "gone" not in said
    assert "5 releases were kept, 5 are" in said


def test_all_but_the_latest_go_and_the_one_that_is_served_stays(
    kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, _, second = kept
    shutil.copytree(releases.folder_of(warehouse) / second, releases.folder_of(warehouse) / "zzzzzzzzzzzz")
    capsys.readouterr()
    assert prune(1, 0, warehouse) == 0
    assert names(warehouse) == [second, "zzzzzzzzzzzz"]
    said = capsys.readouterr().out
    assert said.count("  gone") == 4 and "kept: served" in said and "kept: of the latest 1" in said
    assert {file.name for file in releases.folder_of(warehouse).iterdir()} == {second, "zzzzzzzzzzzz"}


def test_what_is_young_stays_whatever_their_number(kept: tuple[Path, str, str]) -> None:
    warehouse, first, second = kept
    assert prune(1, 90, warehouse) == 0
    assert names(warehouse) == [first, second]


def test_what_is_cited_or_drawn_from_is_never_pruned(
    kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, first, second = kept
    folder = releases.folder_of(warehouse)
    releases.cite("aaaaaaaaaaaa", "in The Borsetshire Echo, 3 May 2020", folder)
    releases.cite("aaaaaaaaaaaa", "again", folder)
    with (folder / releases.CITED).open("a") as file:
        file.write("bbbbbbbbbbbb\n\n")
    assert audit(None, 2, 7, warehouse) == 0
    draw = next((warehouse.parent / "audit").glob(f"{second}-*"))
    (draw / "draw.toml").write_text((draw / "draw.toml").read_text().replace(second, first))
    capsys.readouterr()
    assert prune(1, 0, warehouse) == 0
    assert names(warehouse) == ["aaaaaaaaaaaa", "bbbbbbbbbbbb", first, second]
    said = capsys.readouterr().out
    assert "kept: in The Borsetshire Echo, 3 May 2020" in said and "kept: cited" in said
    assert "kept: an audit drew from it" in said


def test_a_list_of_cited_releases_that_a_person_wrote_is_read_as_it_was_meant(kept: tuple[Path, str, str]) -> None:
    warehouse, _, second = kept
    folder = releases.folder_of(warehouse)
    (folder / releases.CITED).write_bytes("\ufeffaaaaaaaaaaaa\ta judgment\r\n\r\nbbbbbbbbbbbb: a paper".encode())
    releases.cite("cccccccccccc", "published", folder)
    assert releases.cited(folder) == {
        "aaaaaaaaaaaa": "a judgment",
        "bbbbbbbbbbbb": "a paper",
        "cccccccccccc": "published",
    }
    assert prune(1, 0, warehouse) == 0
    assert names(warehouse) == [*DAYS, second]


def test_a_release_whose_day_cant_be_read_stays(
    kept: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, _, second = kept
    (releases.folder_of(warehouse) / "bbbbbbbbbbbb" / "release.parquet").write_bytes(b"damaged")
    capsys.readouterr()
    assert prune(1, 0, warehouse) == 0
    assert names(warehouse) == ["bbbbbbbbbbbb", second]
    assert "kept: when it was built can't be read" in capsys.readouterr().out


@pytest.mark.parametrize("lacking", ["warehouse", "draw", "name"])
def test_where_nobody_can_know_what_is_needed_nothing_goes(kept: tuple[Path, str, str], lacking: str) -> None:
    warehouse, first, second = kept
    if lacking == "warehouse":
        warehouse.unlink()
    elif lacking == "name":
        (releases.folder_of(warehouse) / releases.CITED).write_text("The release of May 2020, in The Echo\n")
    else:
        (warehouse.parent / "audit" / "damaged").mkdir(parents=True)
        (warehouse.parent / "audit" / "damaged" / "draw.toml").write_text("release = ")
    assert prune(1, 0, warehouse) == 2
    assert names(warehouse) == [*DAYS, first, second]


def test_nothing_goes_while_a_build_may_serve_it(kept: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse, _, _ = kept
    lock, told = warehouse.parent / f".{warehouse.name}.lock", []
    remove = releases.remove

    def spy(name: str, folder: Path) -> None:
        with lock.open("a") as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        told.append(name)
        remove(name, folder)

    monkeypatch.setattr(releases, "remove", spy)
    assert prune(1, 0, warehouse) == 0
    assert told
