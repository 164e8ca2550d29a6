"""Two people at one desk: what each was told is written is written."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dashboard import decisions
from ingest.commands.build import build
from ingest.desk import CantDecide
from tests.making_releases import put

PEOPLE, DECISIONS = 4, 25


def test_what_was_told_to_be_written_is_in_the_file_when_several_decide_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They wrote to one file beside it, and the last one's words took the place of another's."""
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse.duckdb"
    put(raw, "kent", "1a. 22 arrests")
    assert build([raw], warehouse, 0, False) == 0
    monkeypatch.setenv("DISCLOSED_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("DISCLOSED_RAW", str(raw))
    written: set[str] = set()

    def decide(person: int) -> None:
        for n in range(DECISIONS):
            line = f"# {person}-{n}"
            try:
                decisions.write("kent~1", lambda text, line=line: f"{text}{line}\n")  # type: ignore[misc]
            except CantDecide:
                continue
            written.add(line)

    people = [threading.Thread(target=decide, args=(person,)) for person in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    lines = (raw / "kent" / "1" / "source.toml").read_text().splitlines()
    assert {line for line in lines if line.startswith("# ")} == written
    assert len(written) == PEOPLE * DECISIONS, "nobody is told to decide again"
    assert [file.name for file in (raw / "kent" / "1").glob("*.part")] == []
