"""`python -m ingest build`: what it exits with, what it names, and that nothing bad ever loses good data."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from ingest.commands.build import build as build_command
from ingest.warehouse import releases

ROOT = Path(__file__).resolve().parents[2]
GOOD_TOML = """
force = "kent"
reference = "1/20"
title = "Arrests of 2019/20"
kind = "disclosure_log"
publisher = "Kent Police"
url = "https://example.org/1-20"
law = "FOIA 2000"
[[document]]
path = "transcript.csv"
form = "transcript"
"""
GOOD_ROWS = (
    "force,measure,unit,offence_as_published,period_as_published,value_as_published,status,exemptions,exemptions_basis,question,place,note\n"
    "kent,arrests,arrests,Section 127 of the Communications Act 2003,2019/20,12,value,,,,opening,\n"
)


def build_here(raw: Path, warehouse: Path, workers: int = 0, is_strict: bool = False) -> int:
    return build_command([raw], warehouse, workers, is_strict)


def write_good(raw: Path) -> Path:
    folder = raw / "kent" / "1-20"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(GOOD_TOML)
    (folder / "transcript.csv").write_text(GOOD_ROWS)
    return raw


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write_good(tmp_path / "raw")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good source, built: its raw folder, the warehouse and what a build keeps beside it."""
    folder: Path = tmp_path_factory.mktemp("good")
    build_here(write_good(folder / "raw"), folder / "w.duckdb")
    return folder


@pytest.fixture
def built(good: Path, tmp_path: Path) -> Path:
    """The raw folder of a copy of that, for what comes after a first build."""
    return shutil.copytree(good, tmp_path, dirs_exist_ok=True) / "raw"


def figures(warehouse: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.execute(
            "select force_id, measure_id, offence_id, period_id, value from figures order by all"
        ).fetchall()


def release(warehouse: Path) -> str:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        (found,) = con.execute("select release from release").fetchall()[0]
        return str(found)


def test_an_empty_raw_folder_builds_an_empty_warehouse(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    assert build_here(tmp_path / "raw", tmp_path / "w.duckdb") == 0
    assert figures(tmp_path / "w.duckdb") == []


def test_two_builds_give_the_same_release_and_another_value_gives_another(built: Path, tmp_path: Path) -> None:
    build_here(built, tmp_path / "other" / "two.duckdb")
    assert release(tmp_path / "w.duckdb") == release(tmp_path / "other" / "two.duckdb")
    transcript = built / "kent" / "1-20" / "transcript.csv"
    transcript.write_text(GOOD_ROWS.replace(",12,", ",13,"))
    build_here(built, tmp_path / "three.duckdb")
    assert release(tmp_path / "three.duckdb") != release(tmp_path / "w.duckdb")


def test_a_source_that_is_added_gives_what_a_build_of_all_gives(built: Path, tmp_path: Path) -> None:
    """Row for row in every table and view: what is kept between builds saves time and decides nothing."""
    for reference, value in (("2-20", "12"), ("3-20", "14"), ("4-20", "13")):  # repeats it, disputes it, a third side
        folder = built / "kent" / reference
        folder.mkdir()
        (folder / "source.toml").write_text(GOOD_TOML.replace("1/20", reference.replace("-", "/")))
        (folder / "transcript.csv").write_text(GOOD_ROWS.replace(",12,", f",{value},"))
        build_here(built, tmp_path / "w.duckdb")
    build_here(built, tmp_path / "clean" / "w.duckdb")
    assert everything_in(tmp_path / "w.duckdb") == everything_in(tmp_path / "clean" / "w.duckdb")


def everything_in(warehouse: Path) -> dict[str, object]:
    """The rows of every table and view as they stand, with every comment; only when it was built is left out."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        comments = con.execute("select table_name, column_name, comment from duckdb_columns() order by all").fetchall()
        names = [name for (name,) in con.execute("select table_name from information_schema.tables").fetchall()]
        queries = {name: f"from {name}" for name in names} | {"release": "select * exclude built_at from release"}
        rows = {name: con.execute(query).fetchall() for name, query in queries.items()}
    return {"comments": comments, "names": sorted(names), **rows}


def test_the_workers_change_nothing(built: Path, tmp_path: Path) -> None:
    assert build_here(built, tmp_path / "b" / "two.duckdb", workers=2) == 0
    assert release(tmp_path / "w.duckdb") == release(tmp_path / "b" / "two.duckdb")


BROKEN = {
    "a folder without source.toml": ("kent", {"letter.txt": b"1a. 5"}, "has no source.toml"),
    "an unknown force": ("kemt", {"source.toml": GOOD_TOML.replace('"kent"', '"kemt"').encode()}, "Nearest: kent"),
    "a TOML error": ("kent", {"source.toml": b"force = "}, "is not valid TOML"),
    "an empty document": (
        "kent",
        {
            "source.toml": GOOD_TOML.replace("transcript.csv", "letter.txt")
            .replace('"transcript"', '"original"')
            .encode(),
            "letter.txt": b"",
        },
        "letter.txt",
    ),
    "binary noise": (
        "kent",
        {
            "source.toml": GOOD_TOML.replace("transcript.csv", "letter.txt")
            .replace('"transcript"', '"original"')
            .encode(),
            "letter.txt": bytes(range(256)) * 40,
        },
        "letter.txt",
    ),
    "a document that is not there": ("kent", {"source.toml": GOOD_TOML.encode()}, "transcript.csv"),
    "a document that is another": (
        "kent",
        {"source.toml": (GOOD_TOML + f'sha256 = "{"0" * 64}"\n').encode(), "transcript.csv": GOOD_ROWS.encode()},
        "source.toml says 000000000000",
    ),
}


def test_what_cannot_be_read_is_named_and_everything_else_is_built(
    raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for n, (force, files, _) in enumerate(BROKEN.values()):
        folder = raw / force / f"{n}-21"
        folder.mkdir(parents=True)
        for file, content in files.items():
            (folder / file).write_bytes(content)
    assert build_here(raw, tmp_path / "w.duckdb") == 1
    said = capfd.readouterr().err
    assert "Traceback" not in said
    told = " ".join(said.split()).split("not read ")[1:]
    for n, (name, (force, _, words)) in enumerate(BROKEN.items()):
        assert [one for one in told if one.startswith(f"{force}/{n}-21") and words in one], name
    assert len(told) == len(BROKEN)
    assert len(figures(tmp_path / "w.duckdb")) == 1


def test_a_text_of_another_subject_gives_no_figure(raw: Path, tmp_path: Path) -> None:
    folder = raw / "kent" / "2-20"
    folder.mkdir()
    (folder / "source.toml").write_text(
        GOOD_TOML.replace("transcript.csv", "a.txt").replace('"transcript"', '"original"')
    )
    (folder / "a.txt").write_text(
        "The library opens at 9 on weekdays and lends 12 books at a time.\nBring 2 forms of identity.\n"
    )
    build_here(raw, tmp_path / "w.duckdb")
    assert len(figures(tmp_path / "w.duckdb")) == 1
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from checks where source_id = 'kent~2-20'").fetchall()[0][0] > 0


def test_without_a_raw_folder_nothing_is_done_and_the_warehouse_is_untouched(
    built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = (tmp_path / "w.duckdb").read_bytes()
    assert build_here(tmp_path / "nowhere", tmp_path / "w.duckdb") == 2
    assert "--raw" in capfd.readouterr().err
    assert (tmp_path / "w.duckdb").read_bytes() == before


def test_a_build_that_cannot_write_leaves_the_warehouse_and_says_so(
    raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    assert build_here(raw, tmp_path / "file" / "w.duckdb") == 2
    assert "untouched" in capfd.readouterr().err


def test_a_build_killed_at_any_moment_leaves_the_old_warehouse_whole(built: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    before = warehouse.read_bytes()
    transcript = built / "kent" / "1-20" / "transcript.csv"
    transcript.write_text(GOOD_ROWS.replace(",12,", ",13,"))
    words = [sys.executable, "-m", "ingest", "build", "--raw", str(built), "--warehouse", str(warehouse)]
    for _ in range(3):
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.01)
                break
            if list(tmp_path.glob(".building-*/w.duckdb")):  # it is writing: kill it now
                process.send_signal(signal.SIGKILL)
                break
        process.wait(timeout=60)
        if process.returncode == -signal.SIGKILL:
            assert warehouse.read_bytes() in (before,) or figures(warehouse)[0][-1] == 13.0
        assert len(figures(warehouse)) == 1
        shutil.rmtree(next(tmp_path.glob(".building-*"), tmp_path / "none"), ignore_errors=True)


def test_a_source_that_did_not_change_is_not_read_again(built: Path, tmp_path: Path) -> None:
    kept = sorted((tmp_path / ".cache" / "readings").glob("*.pickle"))
    assert kept
    stamps = [path.stat().st_mtime_ns for path in kept]
    build_here(built, tmp_path / "w.duckdb")
    assert sorted((tmp_path / ".cache" / "readings").glob("*.pickle")) == kept
    assert [path.stat().st_mtime_ns for path in kept] == stamps


def test_a_damaged_cache_is_read_anew(built: Path, tmp_path: Path) -> None:
    (kept,) = (tmp_path / ".cache" / "readings").glob("*.pickle")
    kept.write_bytes(b"half written")
    assert build_here(built, tmp_path / "w.duckdb") == 0
    assert len(figures(tmp_path / "w.duckdb")) == 1


def test_strict_fails_on_an_error_among_the_checks(raw: Path, tmp_path: Path) -> None:
    transcript = raw / "kent" / "1-20" / "transcript.csv"
    transcript.write_text(
        GOOD_ROWS
        + "kent,offences_recorded,offences,Section 15A of the Sexual Offences Act 2003,2009/10,4,value,,,,opening,\n"
    )
    assert build_here(raw, tmp_path / "w.duckdb") == 0
    assert build_here(raw, tmp_path / "w.duckdb", is_strict=True) == 1


def test_a_raw_folder_that_is_named_twice_is_read_once(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(raw)
    assert build_command([raw, raw, tmp_path / "link"], tmp_path / "w.duckdb", 1, False) == 0
    assert len(figures(tmp_path / "w.duckdb")) == 1


def test_one_source_in_two_raw_folders_is_counted_once_and_named(
    raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(raw, tmp_path / "other")
    assert build_command([raw, tmp_path / "other"], tmp_path / "w.duckdb", 1, False) == 1
    assert "kent/1-20" in capfd.readouterr().err and len(figures(tmp_path / "w.duckdb")) == 1


def test_a_mistaken_ruling_stops_its_source_and_no_other(
    raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = raw / "kent" / "2-20"
    shutil.copytree(raw / "kent" / "1-20", folder)
    wrong = '[[correction]]\nfigure = "a"\noffence = "nope"\nreason = "x"\nby = "AB"\non = 2026-01-02\n'
    (folder / "source.toml").write_text(GOOD_TOML + wrong)
    assert build_here(raw, tmp_path / "w.duckdb") == 1
    said = " ".join(capfd.readouterr().err.split())
    assert "kent/2-20/source.toml" in said and "an id of offences.csv" in said
    assert len(figures(tmp_path / "w.duckdb")) == 1


def test_a_cache_that_cannot_be_written_costs_no_figure(raw: Path, tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the cache would be")
    assert build_here(raw, tmp_path / "w.duckdb") == 0
    assert len(figures(tmp_path / "w.duckdb")) == 1


def test_a_reading_that_a_killed_build_had_begun_to_keep_goes_with_the_old_ones(raw: Path, tmp_path: Path) -> None:
    kept = tmp_path / ".cache" / "readings"
    kept.mkdir(parents=True)
    begun = kept / "abc.123.part"
    begun.write_bytes(b"half")
    build_here(raw, tmp_path / "w.duckdb")
    assert begun.exists(), "another build may be writing it"
    os.utime(begun, (0, 0))
    build_here(raw, tmp_path / "w.duckdb")
    assert not begun.exists() and len(list(kept.glob("*.pickle"))) == 1


def test_builds_that_run_at_once_all_finish_and_a_good_source_becomes_a_figure(raw: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ingest", "build", "--raw", str(raw), "--warehouse", str(tmp_path / "w.duckdb")]
    running = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    assert figures(tmp_path / "w.duckdb") == [("kent", "arrests", "ca2003_s127", "2019/20", 12.0)]
    assert list(tmp_path.glob(".building-*")) == []


def test_a_bar_on_a_terminal_starts_no_thread_beside_which_processes_are_forked(raw: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "ingest", "build", "--workers", "2", "--raw", str(raw), "--warehouse"]
    settings = os.environ | {"PYTHONWARNINGS": "always::DeprecationWarning", "TERM": "xterm"}
    build = subprocess.Popen([*words, str(tmp_path / "w.duckdb")], cwd=ROOT, stderr=theirs, env=settings)
    os.close(theirs)
    said = b""
    with suppress(OSError):  # the other end is closed when the build has ended
        while part := os.read(ours, 65_536):
            said += part
    os.close(ours)
    assert build.wait(timeout=120) == 0
    assert b"reading sources" in said and b"multi-threaded" not in said


def test_what_a_killed_build_left_is_taken_away_and_a_running_one_is_not(raw: Path, tmp_path: Path) -> None:
    """Also where the clock has jumped meanwhile, as when a machine wakes up."""
    killed, running, begun = (tmp_path / f".building-{name}" for name in ("killed", "running", "begun"))
    for folder in (killed, running, begun):
        folder.mkdir()
        (folder / "w.duckdb").write_bytes(b"half written")
    os.utime(killed, (0, 0))
    os.utime(running, (0, 0))
    with releases.in_use(running):
        build_here(raw, tmp_path / "w.duckdb")
    assert not killed.exists() and running.exists() and begun.exists()


def test_a_warehouse_that_is_a_folder_is_refused(raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build_here(raw, tmp_path) == 2
    assert "is a folder" in capfd.readouterr().err


def test_an_outcome_has_the_law_and_the_reference_that_only_its_document_shows(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "police-scotland" / "77-21"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text('kind = "force_response"\n[[document]]\npath = "letter.txt"\n')
    (folder / "letter.txt").write_text(
        "Our ref: 77/21\n\nUnder the Freedom of Information (Scotland) Act 2002 you asked for:\n\n"
        "1. How many arrests were made in 2019/20 for online sexual offences related to children?\n\n"
        "Section 17 applies: this information is not held.\n"
    )
    build_here(tmp_path / "raw", tmp_path / "w.duckdb")
    with duckdb.connect(str(tmp_path / "w.duckdb"), read_only=True) as con:
        found = con.execute("select distinct law, reference from outcomes").fetchall()
    assert found == [("FOISA 2002", "77/21")]


def test_words_in_brackets_of_a_failure_are_told_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "raw" / "kent" / "1-21"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text('force = "kent"\n')
    assert build_here(tmp_path / "raw", tmp_path / "w.duckdb") == 1
    assert "names no [[document]]." in " ".join(capsys.readouterr().err.split())


def test_a_pipe_among_the_files_does_not_hold_up_a_build(raw: Path, tmp_path: Path) -> None:
    os.mkfifo(raw / "kent" / "1-20" / "pipe.txt")
    assert build_here(raw, tmp_path / "warehouse.duckdb") == 0
