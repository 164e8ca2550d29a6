"""A second campaign is a file: one force's real answer on crimes on hospital grounds, and a table of another subject.

The documents are other people's and stay where DISCLOSED_SAMPLES says; the tests skip without them.
"""

from __future__ import annotations

import csv
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.answers.documents import read_documents
from ingest.answers.maps import draft
from ingest.model import DocumentReading
from ingest.readers.opened import Opened, open_document
from ingest.reference import load
from ingest.sources import parse_source

ROOT = Path(__file__).parents[2]
SAMPLES = Path(os.environ.get("DISCLOSED_SAMPLES", ROOT / "no samples"))
LETTER = SAMPLES / "durham-1406745" / "Durham.pdf"
TASER = SAMPLES / "taser-2010" / "taser-figures-march-2010.pdf"
CAMPAIGN = "hospital-crime-2019-24"
SIGNED = {"reason": "The heading of the rows says it.", "by": "AB", "on": date(2026, 11, 28)}
HEADS = {
    "site": "Hospital Name / Financial Year",
    "offence_group": "Crime Group / Financial Year",
    "outcome": "Crime Outcome / Financial Year",
}
SAYS = {"question": "1", "measure": "offences_hospital"}

needs_letter = pytest.mark.skipif(
    not LETTER.is_file(), reason="the letter on hospital grounds is not here (DISCLOSED_SAMPLES names the folder)"
)
needs_taser = pytest.mark.skipif(
    not TASER.is_file(), reason="the report on Taser use is not here (DISCLOSED_SAMPLES names the folder)"
)


@cache
def opened(path: Path) -> tuple[Opened, ...]:
    """The document, opened once: to find a page's tables takes longer than everything else."""
    return tuple(open_document(path.read_bytes(), path.name, "original"))


def read(path: Path, **changes: Any) -> DocumentReading:
    reference = load()
    table = {"force": "durham", "kind": "force_response", "document": [{"path": path.name}]}
    source = parse_source(table | changes, Path("durham") / "1406745", reference)
    return read_documents(opened(path), source, reference)[0]


def maps() -> list[dict[str, Any]]:
    """The maps of the letter's tables as a person fills in what is drafted."""
    reading = read(LETTER, campaign=CAMPAIGN)
    drafts = [draft(reading, table, "durham", load()) for table in reading.blocks.tables]
    parts = zip(drafts, HEADS.items(), strict=True)
    return [drafted | SIGNED | {"rows": {name: head}, "means": SAYS} for drafted, (name, head) in parts]


@pytest.fixture(scope="module")
def reading() -> DocumentReading:
    return read(LETTER, campaign=CAMPAIGN, table=maps())


def expected_cells() -> list[dict[str, str]]:
    with (LETTER.parent / "expected_cells.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@needs_letter
def test_every_cell_of_the_letter_is_read_as_printed(reading: DocumentReading) -> None:
    cells = {(cell.page, cell.row_label, cell.column, cell.text) for cell in reading.blocks.cells}
    wanted = {(int(row["page"]), row["row_label"], row["period"], row["value_text"]) for row in expected_cells()}
    assert len(reading.blocks.cells) == 190
    assert wanted - cells == set()


@needs_letter
def test_nothing_is_read_without_a_person() -> None:
    assert read(LETTER, campaign=CAMPAIGN).figures == ()


@needs_letter
def test_the_cells_that_are_not_nil_are_figures_with_their_page_row_and_column(reading: DocumentReading) -> None:
    wanted = [row for row in expected_cells() if row["value_text"] != "-"]
    found = {(figure.page, figure.quote): figure for figure in reading.figures}
    assert len(wanted) == len(reading.figures) == 159
    for row in wanted:
        figure = found[int(row["page"]), f"{row['row_label']} | {row['period']} | {row['value_text']}"]
        assert figure.value.value == float(row["value_text"])
        assert (figure.period.period_id, figure.force_id, figure.unit) == (row["period"], "durham", "offences")
        assert figure.locator.startswith(f"page {row['page']}, table ")
        assert figure.locator.endswith(f", column {row['period']}")
        assert figure.bbox is not None
        is_total = row["row_label"] == "Total"
        assert [label for _, label in figure.dimensions] == ([] if is_total else [row["row_label"]])
    assert {outcome.status for outcome in reading.outcomes if outcome.question == "1"} == {"answered"}


@needs_letter
def test_a_dash_is_unknown_until_the_source_says_what_it_means(reading: DocumentReading) -> None:
    assert any("What a mark means [legend] says" in problem.message for problem in reading.problems)
    told = read(LETTER, campaign=CAMPAIGN, table=maps(), legend={"-": "zero"})
    assert len(told.figures) == 190
    assert sum(figure.value.value == 0 for figure in told.figures) == 31
    assert {figure.figure_id for figure in reading.figures} <= {figure.figure_id for figure in told.figures}
    assert [problem.rule for problem in told.problems] == []
    assert all("totals agree" in figure.chain for figure in told.figures if "site" in dict(figure.dimensions))


def test_no_code_knows_the_campaign() -> None:
    named = [path for path in (ROOT / "ingest").rglob("*.py") if "hospital" in path.read_text(encoding="utf-8").lower()]
    assert [path.name for path in named if "tables" not in path.parts] == []


@needs_taser
def test_a_table_of_another_subject_has_its_cells_under_their_headings() -> None:
    reading = read(TASER)
    force = load().force_by_name
    with (TASER.parent / "expected_table1.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row and row[0]]
    names, body = rows[0][1:9], [row for row in rows[1:] if force(row[0])]
    wanted = {
        (force(row[0]), name, value) for row in body for name, value in zip(names, row[1:9], strict=True) if value
    }
    assert len(wanted) > 200
    assert wanted <= {(force(cell.row_label or ""), cell.column, cell.text) for cell in reading.blocks.cells}
    assert reading.figures == ()
