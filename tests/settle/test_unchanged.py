"""A build that stops because nothing is new: each way in which what it goes by could be the same and the inputs not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.commands import build as command
from ingest.commands.build import NOTHING_NEW, build
from ingest.settle import readings
from ingest.sources import SOURCE_FILE

LETTER = "1a. In 2019/20 there were 17 arrests for online sexual offences related to children.\n"
TOML = """
force = "kent"
reference = "1/20"
title = "A letter"
kind = "force_response"
publisher = "A force"
law = "FOIA 2000"
campaign = "online-grooming-2019-20"
[[document]]
path = "letter.txt"
form = "original"
"""


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder with one source; what was written a moment ago counts as old."""
    monkeypatch.setattr(readings, "SAME_TIME", 0)
    folder = tmp_path / "raw" / "kent" / "1-20"
    folder.mkdir(parents=True)
    (folder / SOURCE_FILE).write_text(TOML, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "link").symlink_to("letter.txt")
    return tmp_path / "raw"


def same_size_and_time(letter: Path) -> None:
    before = letter.stat()
    letter.write_text(LETTER.replace("17", "71"), encoding="utf-8")
    os.utime(letter, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (letter.stat().st_size, letter.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def another_in_its_place(letter: Path) -> None:
    other = letter.with_name("other")
    other.write_text(LETTER.replace("17", "71"), encoding="utf-8")
    before = letter.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(letter)


def link_to_another(letter: Path) -> None:
    link = letter.with_name("link")
    link.unlink()
    link.symlink_to(SOURCE_FILE)


CHANGES: list[Callable[[Path], object]] = [
    same_size_and_time,
    another_in_its_place,
    link_to_another,
    lambda letter: letter.rename(letter.with_name("other.txt")),
    lambda letter: letter.with_name("second.txt").write_text(LETTER),
    lambda letter: letter.parent.rename(letter.parent.with_name("2-20")),
    lambda letter: letter.parent.with_name("2-20").mkdir(),
    lambda letter: letter.unlink(),
    lambda letter: letter.chmod(0),
    lambda letter: (letter.parents[2] / "erased.toml").write_text(""),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_file_is_seen(change: Callable[[Path], object], raw: Path) -> None:
    before = readings.state_of([raw], "")
    assert before and before == readings.state_of([raw], "")
    change(raw / "kent" / "1-20" / "letter.txt")
    assert readings.state_of([raw], "") != before


def test_another_program_setting_or_folder_is_another_state(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (second := raw.with_name("second")).mkdir()
    states = {readings.state_of(raws, "") for raws in ([raw], [second], [raw, second], [second, raw])}
    states.add(readings.state_of([raw], "s3://somewhere"))
    monkeypatch.setattr(readings, "program", lambda: "another")
    states.add(readings.state_of([raw], ""))
    assert len(states) == 6 and None not in states


def test_what_is_as_new_as_the_look_at_it_or_can_not_be_looked_at_is_read(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = raw / "kent" / "1-20" / "letter.txt"
    monkeypatch.setattr(readings, "SAME_TIME", 3600 * 10**9)
    assert readings.state_of([raw], "") is None
    os.utime(letter, (0, 0))
    assert readings.state_of([raw], "") is None, "a time that was set: the second time tells it"
    monkeypatch.setattr(readings, "SAME_TIME", 0)
    assert readings.state_of([raw], "") is not None
    os.utime(letter, (0, 2**33))
    assert readings.state_of([raw], "") is None, "of a year to come"
    letter.unlink()
    assert readings.state_of([raw], "") is None, "a link that leads nowhere"


def test_a_build_stops_only_where_all_that_it_made_stands_too(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse, letter = tmp_path / "made" / "warehouse.duckdb", raw / "kent" / "1-20" / "letter.txt"

    def is_new(**given: bool) -> bool:
        code = build([raw], warehouse, 0, False, **given)
        said = capsys.readouterr().out
        assert code in (0, 1) and "1 sources, " in said
        return NOTHING_NEW not in said

    assert is_new() and not is_new(), "the second has nothing to do"
    assert is_new(is_reread=True) and not is_new()
    warehouse.with_name("warehouse.duckdb.proposals.json").unlink()
    assert is_new() and not is_new()
    os.utime(warehouse)
    assert is_new() and not is_new()
    kept = tmp_path / "made" / ".cache" / "warehouse.duckdb.unchanged"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert is_new() and not is_new()

    def read(*given: object, **more: object) -> object:
        done = reading(*given, **more)
        letter.write_text(LETTER.replace("17", "71"), encoding="utf-8")
        return done

    reading = command._read
    with monkeypatch.context() as within:
        within.setattr(command, "_read", read)
        assert is_new(is_reread=True)
    assert is_new() and not is_new(), "what was changed while a build read is read by the next"
    letter.unlink()
    letter.with_name("link").unlink()
    assert is_new() and is_new(), "what could not be read is said each time"
