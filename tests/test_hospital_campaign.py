"""A second campaign is a file: one force's real answer on crimes on hospital grounds, and a table of another subject.

The documents are other people's and stay where DISCLOSED_SAMPLES says; the tests skip without them.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from ingest import pdf
from ingest.answers.questions import of_campaign
from ingest.model import Figure, Grid
from ingest.model import Question as Asked
from ingest.reference import Campaign, Measure, Question, load
from ingest.tables import TableContext, TablesReading, read_tables

ROOT = Path(__file__).parents[1]
SAMPLES = Path(os.environ.get("DISCLOSED_SAMPLES", ROOT / "no samples"))
LETTER = SAMPLES / "durham-1406745" / "Durham.pdf"
TASER = SAMPLES / "taser-2010" / "taser-figures-march-2010.pdf"
CAMPAIGN = "hospital-crime-2019-24"
DIMENSION = {"hospital": "site", "crime group": "offence_group", "crime outcome": "outcome"}

needs_letter = pytest.mark.skipif(
    not LETTER.is_file(), reason="the letter on hospital grounds is not here (DISCLOSED_SAMPLES names the folder)"
)
needs_taser = pytest.mark.skipif(
    not TASER.is_file(), reason="the report on Taser use is not here (DISCLOSED_SAMPLES names the folder)"
)


def grids_of(path: Path) -> tuple[Grid, ...]:
    return pdf.read(path.read_bytes(), path.name).grids


@pytest.fixture(scope="module")
def reading() -> TablesReading:
    reference = load()
    campaign = reference.campaigns[CAMPAIGN]
    context = TableContext("durham~1406745", LETTER.name, ("durham",), reference, campaign)
    return read_tables(grids_of(LETTER), lambda _: of_campaign(campaign, {}), context)


def expected_cells() -> list[dict[str, str]]:
    with (LETTER.parent / "expected_cells.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@needs_letter
def test_every_cell_of_the_letter_is_read_as_printed(reading: TablesReading) -> None:
    cells = {(cell.page, cell.row_label, cell.column, cell.text) for cell in reading.cells}
    wanted = {(int(row["page"]), row["row_label"], row["period"], row["value_text"]) for row in expected_cells()}
    assert len(reading.cells) == 190
    assert wanted - cells == set()


@needs_letter
def test_the_cells_that_are_not_nil_are_figures_with_their_page_row_and_column(reading: TablesReading) -> None:
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


@needs_letter
def test_each_table_is_split_by_what_it_is_headed_with(reading: TablesReading) -> None:
    names = {(name, figure.locator.split(", row")[0]) for figure in reading.figures for name, _ in figure.dimensions}
    assert sorted(names) == [
        ("offence_group", "page 2, table 2"),
        ("outcome", "page 3, table 3"),
        ("site", "page 2, table 1"),
    ]


@needs_letter
def test_the_one_year_whose_outcomes_do_not_sum_to_its_total_is_found(reading: TablesReading) -> None:
    differing = [problem for problem in reading.problems if problem.rule == "total-differs"]
    assert len(differing) == 1
    assert "By outcome, 2021/22: printed total 289" in differing[0].message
    assert "parts sum to 285: differ by 4" in differing[0].message
    assert differing[0].origin == "source"


@needs_letter
def test_a_dash_is_unknown_until_the_source_says_what_it_means(reading: TablesReading) -> None:
    assert {problem.rule for problem in reading.problems} == {"mark-without-legend", "total-differs"}
    campaign = load().campaigns[CAMPAIGN]
    context = TableContext("durham~1406745", LETTER.name, ("durham",), load(), campaign, {"-": "zero"})
    told = read_tables(grids_of(LETTER), lambda _: of_campaign(campaign, {}), context)
    assert len(told.figures) == 190
    assert sum(figure.value.value == 0 for figure in told.figures) == 31
    assert [problem.rule for problem in told.problems] == ["total-differs"]
    before = {figure.figure_id for figure in reading.figures}
    assert before <= {figure.figure_id for figure in told.figures}


@needs_letter
def test_the_verdict_on_a_total_stays_with_its_figures(reading: TablesReading) -> None:
    def step(figure: Figure) -> str:
        return next(step for step in figure.chain if ("total" in step and "sum" in step) or "totals agree" in step)

    sites = [figure for figure in reading.figures if dict(figure.dimensions).get("site")]
    assert all("totals agree" in step(figure) for figure in sites)
    wrong = [figure for figure in reading.figures if "outcome" in dict(figure.dimensions) and "differ" in step(figure)]
    assert {figure.period.period_id for figure in wrong} == {"2021/22"}
    assert all("differ by 4" in (figure.note or "") for figure in wrong)


def test_no_code_knows_the_campaign() -> None:
    named = [path for path in (ROOT / "ingest").rglob("*.py") if "hospital" in path.read_text(encoding="utf-8").lower()]
    assert [path.name for path in named if "tables" not in path.parts] == []


@needs_taser
def test_a_table_of_another_subject_needs_no_code_either() -> None:
    question = Question(
        "1",
        "uses",
        "uses",
        "taser_uses",
        "2004-04-01..2010-03-31",
        None,
        ("force", "use"),
        (),
        {"use": ("usage details",)},
        ("used",),
    )
    measure = Measure("taser_uses", "Uses of Taser", "", "count", False, False, ("uses",), None, (), None, (), (), None)
    reference = load()
    reference = type(reference)(
        **{field: getattr(reference, field) for field in reference.__dataclass_fields__}
        | {"measures": reference.measures | {"taser_uses": measure}}
    )
    asked = Asked("1", (), None, "taser_uses", None, None, question.dimensions)
    campaign = Campaign("a-test", "A test", "FOIA 2000", (), (question,))
    context = TableContext("published~taser", TASER.name, (), reference, campaign)
    first = [grid for grid in grids_of(TASER) if grid.page == 3][:1]
    reading = read_tables(first, lambda _: (asked,), context)
    with (TASER.parent / "expected_table1.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row and row[0]]
    names, body = rows[0][1:9], [row for row in rows[1:] if reference.force_by_name(row[0])]
    force = reference.force_by_name
    wanted = {
        (force(row[0]), name, value) for row in body for name, value in zip(names, row[1:9], strict=True) if value
    }
    assert len(wanted) > 200
    assert wanted <= {(force(cell.row_label or ""), cell.column, cell.text) for cell in reading.cells}
    assert reading.figures == ()  # "excluding the original 2003 pilot" is left to a person
    assert [problem.rule for problem in reading.problems] == ["table-without-question"]
