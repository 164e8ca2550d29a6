"""Another program reads the same workbooks: each number that we give stands at its address there too, and each number
that stands there is given or told in a problem.

calamine gives stored values without number formats, hidden rows and columns or formulas without values, which decide
what a person sees; so it is not what reads workbooks here, but a witness of what is stored.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from random import Random

import pytest
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from benchmarks.accuracy import render_sheets
from benchmarks.accuracy.generate import papers
from ingest import workbook
from ingest.model import Problem
from ingest.workbook.sheets import sheet_rows

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(path for kind in ("xlsx", "ods", "xls") for path in (CASES / kind).rglob(f"*.{kind}"))


def stored(data: bytes) -> dict[tuple[str, int, int], float]:
    """Every number of the visible sheets, by sheet, row and column."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = {}
    for sheet in book.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        for row, values in enumerate(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False), 1):
            for column, value in enumerate(values, 1):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found[sheet.name, row, column] = float(value)
    return found


def given(data: bytes) -> tuple[dict[tuple[str, int, int], float], list[Problem]]:
    found: dict[tuple[str, int, int], float] = {}
    problems: list[Problem] = []
    for name, row, values in sheet_rows(workbook.open_sheets(data), problems):
        for column, value in enumerate(values, 1):
            if isinstance(value, float):
                found[name, row, column] = value
    return found, problems


def compare(data: bytes) -> None:
    ours, problems = given(data)
    theirs = stored(data)
    assert {place: value for place, value in ours.items() if theirs.get(place) != pytest.approx(value)} == {}
    not_given = set(theirs) - set(ours)
    assert not not_given or problems, f"given nowhere and told nowhere: {sorted(not_given)[:5]}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.parent.name}")
def test_a_case_holds_the_numbers_that_calamine_finds(file: Path) -> None:
    compare(file.read_bytes())


def test_generated_workbooks_hold_the_numbers_that_calamine_finds() -> None:
    made = [paper for paper in papers(60, 8, ["xlsx"], None) if paper.sheets]
    assert len(made) > 40
    for paper in made:
        compare(render_sheets.xlsx(paper.sheets, Random(paper.number)))


@pytest.mark.samples
def test_published_workbooks_hold_the_numbers_that_calamine_finds() -> None:
    folder = Path(os.environ.get("DISCLOSED_SAMPLES") or "", "workbooks")
    if not os.environ.get("DISCLOSED_SAMPLES") or not folder.is_dir():
        pytest.skip("DISCLOSED_SAMPLES names no folder with workbooks")
    for file in sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".ods", ".xls")):
        compare(file.read_bytes())
