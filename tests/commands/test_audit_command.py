"""From a draw to a result: two people read it, and what they agree on against the release is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ingest.audit import Audit, Held, read_audits, wilson
from ingest.commands.audit import audit
from ingest.commands.build import build
from ingest.warehouse.releases import folder_of
from tests.making_audits import SEED, Change, draw_of, figures_of, fill, put, rows_of, small_warehouse

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return small_warehouse(tmp_path)


def otherwise(**changes: dict[str, str]) -> Change:
    """A reader who reads otherwise what the warehouse holds as the named value: kent's 1a is v1234, say."""

    def change(cells: dict[str, str], figure: Held) -> None:
        key = "v" + "".join(filter(str.isdigit, figure.text))
        cells.update(changes.get(key, {}))

    return change


def judged(warehouse: Path, ours: Change, theirs: Change) -> tuple[Path, Audit]:
    """The result of a draw of all seven figures, as two such people read them."""
    folder = draw_of(warehouse, 7)
    fill(folder, "AB", figures_of(warehouse), ours)
    fill(folder, "CD", figures_of(warehouse), theirs)
    assert audit(folder, None, None, warehouse) == 0
    (found,), problems = read_audits(folder.parent)
    assert problems == []
    return folder, found


def test_two_readers_who_read_what_is_held_find_nothing_wrong(warehouse: Path) -> None:
    _, found = judged(warehouse, otherwise(), otherwise())
    assert (found.tally.rows, found.tally.right, found.tally.wrong, found.tally.disputed) == (7, 7, 0, 0)
    assert found.readers == ["AB", "CD"] and found.differences == []
    rate = found.error_rate
    assert rate is not None and rate.rate == 0 and rate.low == 0
    assert rate.high == pytest.approx(wilson(0, 7)[1]), "none wrong of seven is not never wrong"


def test_errors_in_value_and_meaning_and_disputes_are_told_apart(warehouse: Path) -> None:
    both = {"v961": {"value": "691"}, "v443": {"period": "2018/19"}}
    _, found = judged(warehouse, otherwise(**both), otherwise(**both, v85={"unit": "people"}, v19={"value": "18"}))
    tally = found.tally
    assert (tally.right, tally.wrong_in_value, tally.wrong_in_meaning, tally.disputed) == (3, 1, 1, 2)
    assert tally.disputed_in_value == 1
    told = {(one.verdict, one.force): (one.held.split(",")[0], [read.split(",")[0] for read in one.read])
            for one in found.differences}  # fmt: skip
    assert told == {
        ("wrong_in_value", "Essex Police"): ("value 961", ["AB: value 691", "CD: value 691"]),
        ("wrong_in_meaning", "Surrey Police"): ("value 443", ["AB: value 443", "CD: value 443"]),
        ("disputed", "Essex Police"): ("value 85", ["AB: value 85", "CD: value 85"]),
        ("disputed", "Surrey Police"): ("value 19", ["AB: value 19", "CD: value 18"]),
    }
    (other,) = [one for one in found.differences if one.verdict == "wrong_in_meaning"]
    assert "period 2019/20" in other.held and all("period 2018/19" in read for read in other.read)


def test_one_reader_alone_makes_nothing_wrong(warehouse: Path) -> None:
    _, found = judged(warehouse, otherwise(v961={"value": "691"}), otherwise(v961={"value": "196"}))
    assert (found.tally.wrong, found.tally.disputed) == (0, 1)


def test_a_number_that_both_say_is_not_there_is_wrong_in_value(warehouse: Path) -> None:
    nothing = {name: "" for name in ("unit", "measure", "offence", "period", "scope", "breakdown")} | {
        "value": "not there"
    }
    _, found = judged(warehouse, otherwise(v961=nothing), otherwise(v961=nothing))
    (one,) = found.differences
    assert (one.verdict, one.read) == ("wrong_in_value", ["AB: no such number", "CD: no such number"])


def test_what_was_not_reached_is_not_judged(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = {name: "" for name in ("unit", "measure", "offence", "period", "scope", "breakdown")} | {
        "value": "not reached"
    }
    _, found = judged(warehouse, otherwise(v961=away), otherwise())
    assert (found.tally.not_reached, found.tally.judged, found.tally.right) == (1, 6, 6)
    assert "not reached by both, not judged:" in capsys.readouterr().out


def test_agreement_is_of_all_columns(warehouse: Path) -> None:
    _, found = judged(warehouse, otherwise(), otherwise(v85={"unit": "people"}, v961={"unit": "people"}))
    assert (found.read, found.alike) == (7, 5)


def test_the_result_is_one_text_for_the_same_readings_and_adds_up(warehouse: Path) -> None:
    folder, found = judged(warehouse, otherwise(v961={"value": "691"}), otherwise(v961={"value": "691"}))
    text = (folder / "result.toml").read_text()
    assert audit(None, 7, SEED, warehouse) == 0, "the same draw again finds the readings"
    assert (folder / "result.toml").read_text() == text
    values = tomllib.loads(text)
    assert sum(one["rows"] for one in values["stratum"]) == values["rows"] == 7
    assert sum(one["figures_in_release"] for one in values["stratum"]) == 7
    rate = found.error_rate
    assert rate is not None
    assert values["error_rate"] == pytest.approx(rate._asdict(), abs=1e-4)


def test_a_draw_is_never_written_over(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = draw_of(warehouse, 7)
    path = fill(folder, "AB", figures_of(warehouse))
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    assert audit(None, 7, SEED, warehouse) == 1
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    assert "readings of two people are needed, and there are: reader-AB.csv" in capsys.readouterr().err
    assert path.exists()


def test_a_sheet_filled_in_part_gives_no_result_and_says_what_is_missing(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = draw_of(warehouse, 7)
    fill(folder, "AB", figures_of(warehouse))
    path = fill(folder, "CD", figures_of(warehouse))
    path.write_text("\n".join(path.read_text().splitlines()[:-2]) + "\n")
    assert audit(folder, None, None, warehouse) == 1
    said = capsys.readouterr().err
    assert "reader-CD.csv, place P6: is not read yet." in said and "place P7: is not read yet." in said
    assert "No result yet: 2 things are open." in said
    assert not (folder / "result.toml").exists()


def test_three_readers_are_one_too_many(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = draw_of(warehouse, 1)
    for initials in ("AB", "CD", "EF"):
        fill(folder, initials, figures_of(warehouse))
    assert audit(folder, None, None, warehouse) == 1
    assert "there are: reader-AB.csv, reader-CD.csv, reader-EF.csv" in capsys.readouterr().err


def changed_since(warehouse: Path) -> None:
    """Kent's 1a is another number, Essex's figures are gone."""
    raw = warehouse.parent / "raw"
    put(raw, "kent", "1a. 1,243 arrests", "1c. 577 arrests", "3. Fewer than 5 arrests")
    put(raw, "essex")
    assert build([raw], warehouse, 0, False) == 0


def test_figures_are_judged_as_they_were_drawn_whatever_changed_since(warehouse: Path) -> None:
    folder = draw_of(warehouse, 7)
    figures = figures_of(warehouse)
    right = otherwise(v1234={"value": "1,243"})
    for initials in ("AB", "CD"):
        fill(folder, initials, figures, right)
    changed_since(warehouse)
    assert audit(folder, None, None, warehouse) == 0
    (found,), _ = read_audits(folder.parent)
    assert (found.tally.right, found.tally.wrong_in_value, found.tally.judged) == (6, 1, 7), "mending hides no error"


def test_without_the_release_that_was_drawn_from_nothing_is_judged(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = draw_of(warehouse, 7)
    for initials in ("AB", "CD"):
        fill(folder, initials, figures_of(warehouse))
    shutil.rmtree(folder_of(warehouse))
    changed_since(warehouse)
    assert audit(folder, None, None, warehouse) == 2
    assert "no release of this name is kept" in capsys.readouterr().err and not (folder / "result.toml").exists()


@pytest.mark.parametrize(
    ("folder", "sample", "seed", "words"),
    [
        (None, None, None, "Say --sample N and --seed S to draw"),
        (None, 5, None, "Say --sample N and --seed S to draw"),
        ("x", 5, 7, "and not both"),
        ("x", None, None, "is no draw that this version can read"),
        (None, 50, 7, "--sample 50: the release has 7 figures in force that are not disputed. Ask for 1 to 7."),
    ],
)
def test_what_can_not_be_done_is_said_and_exits_2(
    warehouse: Path,
    folder: str | None,
    sample: int | None,
    seed: int | None,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    draw = warehouse.parent / folder if folder else None
    assert audit(draw, sample, seed, warehouse) == 2
    assert words in capsys.readouterr().err


def test_without_a_warehouse_there_is_nothing_to_draw_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(None, 5, 7, tmp_path / "none.duckdb") == 2
    assert "there is no warehouse yet" in capsys.readouterr().err
    assert not (tmp_path / "audit").exists()


def test_a_folder_that_cannot_be_written_to_is_told(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (warehouse.parent / "audit").write_text("")
    assert audit(None, 5, 7, warehouse) == 2
    assert "can't be read or written" in capsys.readouterr().err


def test_the_command_as_a_person_types_it_draws_beside_the_warehouse(warehouse: Path) -> None:
    words = [sys.executable, "-m", "ingest", "audit", "--sample", "3", "--seed", "1", "--warehouse", str(warehouse)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "3 of 7 figures in force" in done.stdout
    (folder,) = (warehouse.parent / "audit").iterdir()
    assert len(rows_of(folder)) == 3
