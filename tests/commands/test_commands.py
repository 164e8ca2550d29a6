"""`show`, `check`, `explain` and `export` as a person types them."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from inspect import signature
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest

from ingest import reference as reference_data
from ingest.__main__ import app_for, main
from ingest.commands.look_up import check as check_command
from ingest.commands.look_up import explain as explain_command
from ingest.commands.look_up import export
from ingest.commands.show import show as show_command

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN = "online-grooming-2019-20"
LETTER = (
    "Our ref: 77/21\n\n1a. Number of arrests in 2019/20 for online sexual offences related to children: 61\n\n3. Nil\n"
)


def ingest(*words: str) -> CompletedProcess[str]:
    """What the command line gives for these words, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["ingest", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return CompletedProcess(words, int(ended.value.code or 0), out.getvalue(), err.getvalue())


def show(file: Path, *words: str) -> dict:
    done = ingest("show", str(file), "--json", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_show_prints_one_object_with_every_key(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    said = show(letter, "--force", "kent", "--campaign", CAMPAIGN)
    assert set(said) == {
        "document", "source", "messages", "tables", "cells", "outcomes", "figures", "proposals", "problems",
    }  # fmt: skip
    assert [(f["question"], f["measure_id"], f["value"]) for f in said["figures"]] == [
        ("1a", "arrests_online_cso", 61),
        ("3", "arrests_ocag", 0),
    ]
    assert said["source"] == {
        "source_id": None,
        "force_id": "kent",
        "reference": "77/21",
        "received": None,
        "law": "FOIA 2000",
        "campaign": CAMPAIGN,
    }


@pytest.mark.samples
@pytest.mark.parametrize("options", [(), ("--force", "west-mercia", "--campaign", CAMPAIGN)])
def test_show_reads_the_whole_thread_with_and_without_options(options: tuple[str, ...]) -> None:
    samples = os.environ.get("DISCLOSED_SAMPLES")
    if not samples:
        pytest.skip("DISCLOSED_SAMPLES names no folder with other people's documents")
    said = show(Path(samples) / "west-mercia-50766-thread.txt", *options)
    assert sorted((f["question"], f["measure_id"], f["value"]) for f in said["figures"]) == [
        ("1a", "arrests_online_cso", 22),
        ("3", "arrests_ocag", 7),
        ("4", "groups_named_ocag", 1),
    ]
    withheld = ["s23(5)", "s31(3)", "s40(5)"]
    found = sorted((o["question"], o["status"], o["exemptions"], o["stage"], o["is_current"]) for o in said["outcomes"])
    assert found == [
        ("1a", "answered", [], "response", True),
        ("1b", "referred", [], "response", True),
        ("1c", "ncnd", withheld, "response", True),
        ("2", "ncnd", withheld, "response", True),
        ("3", "answered", [], "response", True),
        ("4", "answered", [], "internal_review", True),
        ("4", "ncnd", withheld, "response", False),
    ]
    source = said["source"]
    assert (source["force_id"], source["reference"], source["received"]) == ("west-mercia", "50766", "2021-01-04")
    assert source["campaign"] == CAMPAIGN and said["document"]["path"] == "west-mercia-50766-thread.txt"


def test_show_without_a_file_exits_2_and_an_unreadable_one_1(tmp_path: Path) -> None:
    assert ingest("show", str(tmp_path / "none.txt")).returncode == 2
    noise = tmp_path / "noise.txt"
    noise.write_bytes(bytes(range(256)) * 30)
    done = ingest("show", str(noise))
    assert done.returncode == 1 and "noise.txt" in done.stderr and "Traceback" not in done.stderr


def test_show_names_the_forces_when_one_is_unknown(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    done = ingest("show", str(letter), "--force", "borsetshire")
    assert done.returncode == 1 and "west-mercia" in done.stderr


def test_show_prints_counts_as_whole_numbers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER.replace("Nil", "Fewer than 5"))
    assert show_command(letter, "kent", CAMPAIGN, False) == 0
    said = capfd.readouterr().out
    assert "0 to 4" in said
    assert ".0 to" not in said


@pytest.mark.parametrize(
    "command", [["show", "{letter}"], ["new", "kent", "77/21", "{letter}"], ["build", "--raw", "."]]
)
def test_an_unfinished_campaign_is_told_in_one_line(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    folder = tmp_path / "reference"
    shutil.copytree(reference_data.FOLDER, folder)
    unfinished = 'title = "Dogs"\nlaw = "FOIA 2000"\n\n[[question]]\nlabel = "1"\ntext = "thefts"\nasks = "thefts"\n'
    (folder / "campaigns" / "dogs.toml").write_text(unfinished)
    monkeypatch.setattr(reference_data, "load", lambda: reference_data.load_from(folder))
    monkeypatch.setattr(sys, "argv", ["ingest", *(word.format(letter=letter) for word in command)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("dogs.toml: found measure = None")


@pytest.mark.parametrize("option", ["--warehouse", "--raw"])
def test_the_page_on_commands_names_those_that_take_an_option(option: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    words = re.search(rf"`{option} \w+` \(for ([^);]+)", page)
    assert words is not None
    takes = {
        command.name
        for command in app_for([]).registered_commands
        if command.callback
        and {option.strip("-"), f"{option.strip('-')}s"} & set(signature(command.callback).parameters)
    }
    assert set(re.findall(r"`(\w+)`", words[1])) == takes


def test_explain_tells_where_a_figure_comes_from(built_warehouse: Path) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        ((figure_id,),) = con.execute(
            "select figure_id from figures where force_id = 'west-mercia' and measure_id = 'arrests_ocag'"
        ).fetchall()
    done = ingest("explain", figure_id, "--warehouse", str(built_warehouse))
    assert done.returncode == 0
    for words in ("7 arrests", "west-mercia/50766/thread.txt", "line ", "own transcript", "whatdotheyknow.com"):
        assert words in done.stdout


def test_explain_of_a_disputed_figure_names_both_sides(built_warehouse: Path) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        ((figure_id,),) = con.execute(
            "select figure_id from figures where is_disputed and force_id = 'lancashire' "
            "and offence_id = 'soa2003_s15a'"
        ).fetchall()
    done = ingest("explain", figure_id, "--warehouse", str(built_warehouse))
    assert "64" in done.stdout and "175" in done.stdout and "conflicting" in done.stdout


def test_explain_of_an_unknown_id_exits_2_with_the_nearest(built_warehouse: Path) -> None:
    done = ingest("explain", "nosuchfigure", "--warehouse", str(built_warehouse))
    assert done.returncode == 2 and "Nearest:" in done.stderr


@pytest.mark.parametrize("command", [("check",), ("explain", "x"), ("export", "out")])
def test_without_a_warehouse_a_command_says_how_to_build_one(command: tuple[str, ...], tmp_path: Path) -> None:
    done = ingest(*command, "--warehouse", str(tmp_path / "none.duckdb"))
    assert done.returncode == 2 and "python -m ingest build" in done.stderr


def test_check_lists_what_needs_a_person(built_warehouse: Path) -> None:
    done = ingest("check", "--warehouse", str(built_warehouse))
    assert done.returncode == 0 and "conflict" in done.stdout and "disputed" in done.stdout


COMMANDS = {
    "check": lambda file: check_command(file, is_strict=False),
    "explain": lambda file: explain_command("k3f9a2m7q1xz", file),
    "export": lambda file: export(file.parent / "extracts", "csv", file),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", [b"no warehouse", b"", None])
def test_what_is_no_warehouse_is_refused_with_what_to_do(
    command: str, content: bytes | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "w.duckdb"
    if content is not None:
        file.write_bytes(content)
    assert COMMANDS[command](file) == 2
    said = capfd.readouterr().err
    assert "w.duckdb" in said and "python -m ingest build" in said


@pytest.mark.parametrize("kind", ["csv", "parquet", "sqlite"])
def test_an_export_to_a_full_disk_says_so_and_blames_no_warehouse(
    kind: str, built_warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        assert export(tmp_path / "extracts", kind, built_warehouse) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "extracts: could not be written to" in capfd.readouterr().err


def test_an_export_that_cannot_write_says_so(
    built_warehouse: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    assert export(tmp_path / "file", "csv", built_warehouse) == 2
    assert "could not be written" in capfd.readouterr().err


def test_show_of_a_folder_says_that_it_is_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert show_command(tmp_path, None, None, is_json=False) == 2
    assert "is a folder" in capfd.readouterr().err


@pytest.mark.parametrize("command", [("show",), ("new",), ("fetch",), ("campaign", "new")])
def test_every_command_takes_a_warehouse(command: tuple[str, ...]) -> None:
    assert "--warehouse" in ingest(*command, "--help").stdout
