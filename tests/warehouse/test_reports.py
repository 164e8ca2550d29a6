"""`reports.toml`: what is listed, what is told to be wrong, and that a slip costs itself and no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.commands.look_up import check
from ingest.warehouse import reports

ROOT = Path(__file__).resolve().parents[2]
OPEN = '[[report]]\non = 2021-05-01\nabout = "kent"\nsaid = "One is missing"\ndone = "open"\n'
DONE = '[[report]]\non = 2021-07-01\nabout = "essex"\nsaid = "A wrong year"\ndone = "Mended."\ndone_on = 2021-07-03\n'


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "reports.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reports_come_the_newest_first(tmp_path: Path) -> None:
    found, problems = reports.read(write(tmp_path, OPEN + DONE))
    assert [(one.about, one.is_open, one.done_on) for one in found] == [
        ("essex", False, date(2021, 7, 3)),
        ("kent", True, None),
    ]
    assert problems == ()


def test_no_file_is_no_report_and_no_problem(tmp_path: Path) -> None:
    assert reports.read(tmp_path / "reports.toml") == ((), ())


def test_the_shipped_file_holds_none_and_its_example_is_one() -> None:
    text = (ROOT / "data" / "reports.toml").read_text(encoding="utf-8")
    assert reports.read(ROOT / "data" / "reports.toml") == ((), ())
    assert "# [[report]]" in text


def test_the_example_of_the_shipped_file_is_read(tmp_path: Path) -> None:
    lines = (ROOT / "data" / "reports.toml").read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("# ") for line in lines[lines.index("# [[report]]") :]]
    found, problems = reports.read(write(tmp_path, "\n".join(example)))
    assert (len(found), problems) == (1, ())


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (OPEN.replace("said", "says"), "found key 'says'"),
        (OPEN + 'by = "Jane"\n', "found key 'by'"),
        (OPEN.replace('"kent"', '""'), "a text that is not empty"),
        (OPEN.replace("2021-05-01", '"May"'), "a day as 2017-04-03"),
        (OPEN.replace('"One is missing"', "3"), "a text that is not empty"),
        (OPEN.replace('"open"', '"Mended."'), "the day of what was done"),
        (OPEN + "done_on = 2021-05-02\n", "left out while"),
        (DONE.replace("2021-07-03", "2021-06-03"), "no day before on"),
    ],
)
def test_a_slip_costs_its_report_and_no_other(tmp_path: Path, entry: str, told: str) -> None:
    found, (problem,) = reports.read(write(tmp_path, entry + DONE))
    assert [one.about for one in found] == ["essex"]
    assert problem.startswith("reports.toml, report 1: ") and told in problem


@pytest.mark.parametrize("text", ["[[report]\n", 'report = "kent"\n', "[[reports]]\non = 2021-05-01\n"])
def test_a_file_that_is_something_else_is_told(tmp_path: Path, text: str) -> None:
    found, problems = reports.read(write(tmp_path, text))
    assert found == () and len(problems) == 1 and "reports.toml" in problems[0]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "reports.toml"
    path.write_bytes(b"\xff\xfe\x00report")
    found, problems = reports.read(path)
    assert found == () and "can't be read" in problems[0]


def test_check_counts_open_reports_and_fails_strictly_on_a_slip(
    built_warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    warehouse.symlink_to(built_warehouse)
    write(tmp_path, OPEN + DONE)
    assert check(warehouse, is_strict=True) == 0
    assert "2 reports of error came in, 1 of them open" in capsys.readouterr().out
    write(tmp_path, OPEN.replace("said", "says") + DONE)
    assert check(warehouse, is_strict=False) == 0
    assert "found key 'says'" in capsys.readouterr().out
    assert check(warehouse, is_strict=True) == 1
