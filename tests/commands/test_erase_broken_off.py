"""An erasure that breaks off is finished by the next one, and a build that runs meanwhile does not undo it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from dashboard import warehouse
from ingest import erasure
from ingest.commands import build as commands_build
from ingest.commands import build as commands_erase
from ingest.commands.build import build, erase
from tests.making_erasures import REASON, figure_of, files_with, ids_of, rows_of


def build_that_began_before(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A build of all sources that stands still between reading and writing, while `essex~103-21` is erased."""
    codes: list[int] = []
    place_all = commands_build.place_all

    def meanwhile(readings: object, reference: object) -> object:
        monkeypatch.setattr(commands_build, "place_all", place_all)
        codes.append(erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb"))
        return place_all(readings, reference)  # type: ignore[arg-type]

    (place / "raw" / "norfolk" / "104-21" / "source.toml").open("a").write("# touched\n")
    monkeypatch.setattr(commands_build, "place_all", meanwhile)
    return codes


def test_a_build_that_read_before_an_erasure_does_not_bring_it_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = build_that_began_before(place, monkeypatch)
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) == 1, "its source came back, as it saw it"
    assert codes == [0]
    assert rows_of(place, "select count(*) from all_figures where source_id = 'essex~103-21'") == [(0,)]
    assert rows_of(place, "select count(*) from erased where erased_id = 'essex~103-21'") == [(1,)]
    assert list((place / ".cache").glob("readings/*.pickle")) == [], "it may have kept what it read before"


def test_nothing_goes_when_the_record_cannot_be_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure.source_files, "write_whole", fails)
    held = sorted(file.read_bytes() for file in place.rglob("*") if file.is_file() and file.suffix != ".lock")
    assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 2
    assert sorted(file.read_bytes() for file in place.rglob("*") if file.is_file() and file.suffix != ".lock") == held


def fails(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


class Killed(BaseException):
    """The end of the process, which no step catches."""


STEPS = ((erasure, "from_raw"), (erasure, "from_releases"), (erasure, "from_audits"), (commands_erase, "build"))


def breaks(error: BaseException) -> Callable[..., None]:
    def step(*_: object, **__: object) -> None:
        raise error

    return step


def test_an_erasure_that_is_killed_at_one_step_after_another_is_finished_by_the_last(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run finds what those before it left, comes one step further, and is killed there."""
    ids = ids_of("essex~103-21")
    for module, step in STEPS:
        with monkeypatch.context() as broken, suppress(Killed):
            broken.setattr(module, step, breaks(Killed()))
            erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb")
        assert (place / "raw" / "essex").exists() == (step == "from_raw")
        if step == "from_raw":
            is_shown_no_more_by_a_build(place)
    is_finished(place, ids)


def test_an_erasure_that_could_not_take_something_away_is_finished_by_the_next(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ids_of("essex~103-21")
    with monkeypatch.context() as broken:
        broken.setattr(erasure.shutil, "rmtree", breaks(OSError("broken off")))
        broken.setattr(erasure, "_from_release", breaks(OSError("broken off")))
        assert erase("essex~103-21", REASON, [place / "raw"], place / "warehouse.duckdb") == 1
    is_shown_no_more_by_a_build(place)
    is_finished(place, ids)


def is_shown_no_more_by_a_build(place: Path) -> None:
    assert (place / "raw" / erasure.FILE).is_file()
    assert build([place / "raw"], place / "warehouse.duckdb", 0, False) in (0, 1)
    assert rows_of(place, "select count(*) from sources where source_id = 'essex~103-21'") == [(0,)]


def is_finished(place: Path, ids: list[str]) -> None:
    """The next run does what is left."""
    assert erase("essex~103-21", "Another reason.", [place / "raw"], place / "warehouse.duckdb") == 0
    assert not (place / "raw" / "essex").exists()
    assert [file for file in files_with(ids, place / "releases") if "erased.parquet" not in file] == []
    assert warehouse.erased(ids) and REASON in str(warehouse.erased(ids))


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_document_of_which_only_a_part_went_goes_with_the_next(
    place: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figure_of(place, "document like '%reply.xlsx' and value = 9")
    folder = place / "raw" / "durham" / "102-21"
    with monkeypatch.context() as broken:
        broken.setattr(erasure.source_files, "write_whole", breaking_at(at, erasure.source_files.write_whole))
        broken.setattr(Path, "unlink", breaking_at(at - 1, Path.unlink))
        with suppress(Killed):
            erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb")
    assert erase(figure, REASON, [place / "raw"], place / "warehouse.duckdb") == 0
    assert [file.name for file in sorted(folder.iterdir())] == ["reply.txt", "source.toml"]
    assert rows_of(place, "select count(*) from all_figures where document like '%xlsx'") == [(0,)]
    assert "reply.xlsx" not in (folder / "source.toml").read_text()


def breaking_at(n: int, step: Callable[..., None]) -> Callable[..., None]:
    """The step, until it is asked for the n-th time."""
    asked = count(1)

    def until_then(*given: object, **named: object) -> None:
        if next(asked) == n:
            raise Killed
        step(*given, **named)

    return until_then
