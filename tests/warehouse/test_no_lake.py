"""Without DuckDB's extensions for lakes a command that names one says what would do, and does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.commands.build import build, erase
from ingest.warehouse import lake


@pytest.fixture(autouse=True)
def none_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake, "find_spec", lambda name: None)
    lake.engine.cache_clear()


def test_a_build_says_what_would_do_and_reads_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build([tmp_path], tmp_path / "warehouse.duckdb", 0, lake="postgres:") == 2
    assert "requirements-lake.txt" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_erasure_that_can_not_reach_the_lake_erases_nothing(
    two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    file, _, _ = two
    assert erase("kent~1", "An order of the court.", [file.parent / "raw"], file, "postgres:") == 2
    assert "requirements-lake.txt" in capsys.readouterr().err
    assert (file.parent / "raw" / "kent" / "1" / "reply.txt").is_file()
    assert not (file.parent / "raw" / "erased.toml").exists()
