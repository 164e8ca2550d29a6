"""What docs/worked-example.md says of its source is what the program reads there."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from ingest.commands.build import build
from tests.worked_example import FIGURE, ROOT, WITHDRAWAL, copy_of_source

PAGE = (ROOT / "docs" / "worked-example.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder: Path = tmp_path_factory.mktemp("worked")
    toml = copy_of_source(folder / "raw")
    assert build([folder / "raw"], folder / "warehouse.duckdb", 0, False) == 0
    return folder / "warehouse.duckdb", toml


def test_its_figures_stand_where_it_says(place: tuple[Path, Path]) -> None:
    with duckdb.connect(str(place[0]), read_only=True) as con:
        figures = con.execute("select figure_id, value, locator, within_by from figures order by locator").fetchall()
    told = dict(re.findall(r"(\d+) [a-z' ]+ \(`(\w{12})`\)", PAGE))
    assert {str(int(value)): figure_id for figure_id, value, _, _ in figures} == told
    (the_one,) = [row for row in figures if row[0] == FIGURE]
    assert the_one[2:] == ("line 116", "reading")
    assert "Line 116 holds" in PAGE


def test_its_outcomes_are_those_of_the_table(place: tuple[Path, Path]) -> None:
    with duckdb.connect(str(place[0]), read_only=True) as con:
        outcomes = con.execute("select question, locator, exemptions from outcomes").fetchall()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if re.match(r"\| \d", line)]
    told = {
        (question, row[4], tuple(section for section in row[2].split(", ") if section))
        for row in rows
        for question in row[0].split(", ")
    }
    assert {(question, locator, tuple(exemptions)) for question, locator, exemptions in outcomes} == told


def test_its_retraction_takes_the_figure_out_of_force_and_keeps_it(place: tuple[Path, Path]) -> None:
    warehouse, toml = place
    assert WITHDRAWAL.strip() in PAGE
    toml.write_text(toml.read_text() + WITHDRAWAL)
    assert build([toml.parents[2]], warehouse, 0, False) == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        assert con.execute("select count(*) from figures where figure_id = ?", [FIGURE]).fetchone() == (0,)
        assert con.execute("select status from all_figures where figure_id = ?", [FIGURE]).fetchone() == ("withdrawn",)


def test_every_picture_of_it_is_there() -> None:
    named = re.findall(r"\]\((images/[^)]+)\)", PAGE)
    assert len(named) == 4
    assert all((ROOT / "docs" / name).is_file() for name in named)
