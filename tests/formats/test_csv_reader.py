"""Delimited texts: each cell under its heading and at its address, whatever the delimiter, the encoding and the line
ends; and no letter is taken for one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.kinds import mend
from ingest.model import Blocks, Unreadable
from ingest.readers import csv_table
from ingest.readers.opened import reader_of
from tests.blocks import rows

CASES = Path(__file__).parents[1] / "cases" / "csv"


def read(data: bytes, name: str = "figures.csv") -> Blocks:
    assert reader_of(data, name) is csv_table.read
    return csv_table.read(data, name)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    blocks = read((case / "document.csv").read_bytes())
    assert {
        "tables": [rows(grid) for grid in blocks.grids],
        "firsts": [grid.cells[0].ref for grid in blocks.grids],
        "lines": {str(line.number): line.text for line in blocks.lines if line.text},
        "problems": [[problem.rule, problem.locator] for problem in blocks.problems],
    } == expected
    assert {grid.method for grid in blocks.grids} <= {"spreadsheet"}
    assert [blocks.text[line.start : line.end] for line in blocks.lines] == [line.text for line in blocks.lines]


def test_a_table_stands_behind_the_line_before_it() -> None:
    blocks = read(b"Question 1\nOffence,Number\nTheft,3\n\nQuestion 2\nOffence,Number\nTheft,4\n")
    assert [grid.after_line for grid in blocks.grids] == [1, 5]


def test_other_formats_named_as_a_table_are_left_to_others_or_refused() -> None:
    for data in (b"PK\x03\x04,,", b"%PDF-1.7,,", b"<html><body>,,"):
        assert reader_of(data, "figures.csv") is not csv_table.read
    with pytest.raises(Unreadable, match="old Word or Excel"):
        csv_table.read(b"\xd0\xcf\x11\xe0,,", "figures.csv")


def test_a_quotation_mark_that_does_not_close_is_told() -> None:
    with pytest.raises(Unreadable, match="quotation marks"):
        csv_table.read(b'Offence,Number\n"Theft,3\nArson,4\n', "figures.csv")


def test_a_table_too_large_to_be_held_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_CELLS", 1_000)
    with pytest.raises(Unreadable, match="1,000"):
        csv_table.read(b"a,b\n" * 600, "figures.csv")


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=10).map(str.strip)


@given(
    table=st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=10),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_cell_is_read_or_its_row_is_told(table: list[list[str]], delimiter: str, end: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    if not any(cell for row in table for cell in row):
        return
    blocks = csv_table.read(out.getvalue().encode(), "figures.csv")
    errors = [problem for problem in blocks.problems if problem.severity == "error"]
    told = {int(str(problem.locator).removeprefix("line ")) for problem in errors}
    read_texts = [cell.text for grid in blocks.grids for cell in grid.cells if cell.text]
    read_texts += [part for line in blocks.lines if line.text for part in line.text.split("\t")]
    kept = [mend(cell)[0] for number, row in enumerate(table, 1) if number not in told for cell in row if cell]
    assert sorted(read_texts) == sorted(kept)


@given(st.binary(max_size=200), st.sampled_from(["figures.csv", "figures.tsv", "figures"]))
def test_whatever_bytes_come_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        csv_table.read(data, name)
    except Unreadable as refusal:
        assert str(refusal)
