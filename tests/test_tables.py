"""Tables as they stand -> figures and problems: each form of a table by a case of tests/cases/tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import GridCell, Period
from ingest.phrases.periods import read_period
from ingest.tables import torn
from ingest.tables.label_columns import head_over
from ingest.tables.layout import lay_out
from ingest.tables.notes import read_legend, without_mark
from ingest.tables.torn import torn_rows
from ingest.tables.year_labels import limited_by
from tests.table_cases import PATHS, grid_of, read, read_case, shown, written


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_the_figures_of_a_table_are_those_that_a_person_reads(path: Path) -> None:
    case = read_case(path)
    assert [written(figure) for figure in read(case.entry).figures] == case.figures


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_what_is_not_understood_in_a_table_is_a_problem_with_its_place(path: Path) -> None:
    case = read_case(path)
    problems = read(case.entry).problems
    assert [problem.rule for problem in problems] == [rule for rule, _ in case.problems]
    for problem, (_, words) in zip(problems, case.problems, strict=True):
        assert words in shown(problem)
        assert problem.locator


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_every_figure_of_a_table_has_its_place_its_words_and_an_id_of_its_own(path: Path) -> None:
    figures = read(read_case(path).entry).figures
    assert len({figure.figure_id for figure in figures}) == len(figures)
    for figure in figures:
        assert figure.locator
        assert figure.quote is None or figure.value.text in figure.quote
        assert figure.chain


def test_ids_outlive_another_number_and_another_table_before_it() -> None:
    entry = read_case(next(path for path in PATHS if path.stem == "h-crossed")).entry
    ids = [figure.figure_id for figure in read(entry).figures]
    other = entry | {"table": entry["table"].replace("| 1 | 2 | 3", "| 2 | 2 | 4")}
    assert [figure.figure_id for figure in read(other).figures] == ids
    after = entry | {"table": ["Month | Weather\nMay | fine", entry["table"]]}
    assert [figure.figure_id for figure in read(after).figures] == ids


def test_a_body_has_its_cells_as_printed_the_empty_ones_too() -> None:
    entry = read_case(next(path for path in PATHS if path.stem == "b08-offences-by-year")).entry
    cells = read(entry).cells
    assert [cell.text for cell in cells] == ["12", "15", "", "3", "2", ""]
    assert (cells[2].row, cells[2].column, cells[2].row_label) == (
        2,
        "2018",
        "Meeting a child following sexual grooming",
    )


def test_the_rows_of_a_list_of_records_are_no_cells() -> None:
    entry = read_case(next(path for path in PATHS if path.stem == "b18-records")).entry
    assert read(entry).cells == ()


def test_words_in_boxes_are_no_table_of_figures() -> None:
    assert lay_out(grid_of("Contact | Freedom of Information Unit\nAddress | Headquarters")) is None


def test_headings_that_come_again_on_the_next_page_are_no_row() -> None:
    layout = lay_out(grid_of("Year | Arrests\n2018/19 | 12\nYear | Arrests\n2019/20 | 15"))
    assert layout is not None
    assert [(row.number, row.labels) for row in layout.rows] == [(1, ("2018/19",)), (3, ("2019/20",))]


@pytest.mark.parametrize(
    ("note", "mark", "meaning"),
    [
        ("* fewer than 5", "*", "fewer than 5"),
        ("* = fewer than 5; - = nil", "-", "zero"),
        ("'-' denotes zero", "-", "zero"),
        ("A blank cell means no offences recorded", "blank", "zero"),
        ("[c] = confidential", "[c]", "suppressed"),
        ("- Nil return", "-", "zero"),
        ("* denotes values of less than 5 which have been suppressed", "*", "less than 5"),
        ("n/a = not applicable", "n/a", "not_applicable"),
        ("Note: a dash indicates nil", "-", "zero"),
        ("Where the symbol * is shown this indicates 5 or fewer", "*", "5 or fewer"),
        ("'c' = suppressed to protect individuals", "c", "suppressed"),
    ],
)
def test_a_note_says_what_a_mark_means(note: str, mark: str, meaning: str) -> None:
    assert read_legend([note], {}).printed[mark] == meaning


@pytest.mark.parametrize(
    "note",
    [
        "* includes attempts",
        "- No crimes were recorded at the third site",
        "Blank = nil or not recorded",
        "1. Includes attempts",
        "* Part year only, to 31 December",
    ],
)
def test_a_note_that_does_not_settle_a_mark_gives_it_no_meaning(note: str) -> None:
    assert read_legend([note], {}).printed == {}


def test_notes_that_contradict_each_other_give_no_meaning() -> None:
    assert read_legend(["- = nil", "- = not recorded"], {}).printed == {}


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("2019/20²", "2019/20"),
        ("Arrested1", "Arrested"),
        ("12 (1)", "12"),
        ("2019/20*", "2019/20"),
        ("2011", "2011"),
        ("PCA 1978 s1", "PCA 1978 s1"),
    ],
)
def test_the_mark_of_a_note_is_taken_off_what_it_stands_behind(text: str, bare: str) -> None:
    assert without_mark(text, {"1": "a note", "*": "another"})[0] == bare


def test_a_cell_over_two_rows_of_labels_covers_both() -> None:
    grid = grid_of("Year | Offence | Arrests\n2018/19 | s15 | 12\n^ | s15A | 13")
    layout = lay_out(grid)
    assert layout is not None and isinstance(grid.cells[0], GridCell)
    assert [row.labels for row in layout.rows] == [("2018/19", "s15"), ("2018/19", "s15A")]


CELLS = st.sampled_from(
    [
        *("", "12", "0", "<5", "-", "*", "n/a", "2019", "2019/20", "12*", "1,204", "101120140", "53%", "Total", "Year"),
        *("Offence", "s15A SOA 2003", "Arrests", "Charges", "Number of", "Durham", "North East", "Of which online:"),
        *(
            "Outcome",
            "Charged",
            "088/01",
            "3 May 2019",
            "Crime No",
            "Date recorded",
            "* fewer than 5",
            "²",
            "Total 2019",
        ),
    ]
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=8), CELLS)
@settings(max_examples=100, deadline=None)
def test_no_table_stops_the_reader_and_every_number_stands_in_its_own_words(rows: list[list[str]], title: str) -> None:
    entry = {
        "table": "\n".join(" | ".join(row) for row in rows),
        "title": title,
        "question": [
            {"label": "1", "measure": "arrests", "dimensions": ["year", "offence"], "period": "2019/20"},
            {
                "label": "2",
                "measure": "charges",
                "dimensions": ["year", "outcome"],
                "headings": {"outcome": ["outcome"]},
            },
        ],
    }
    for figure in read(entry).figures:
        assert figure.quote is None or figure.value.text in figure.quote
        assert figure.period.start is not None
        assert figure.value.text not in ("", "-", "n/a", "101120140", "53%")


def test_rows_that_each_have_what_the_other_lacks_may_be_one_that_was_torn() -> None:
    torn = lay_out(
        grid_of("Offence | 2018 | 2019\nArranging the commission of a | | 84\nchild sex offence | 913 |\ns9 | 1 | 2")
    )
    whole = lay_out(grid_of("Offence | 2018 | 2019\ns8 | | 84\ns9 | 1 | 2\ns10 | 3 |"))
    assert torn is not None and whole is not None
    assert torn_rows(torn) == ("Arranging the commission of a", "child sex offence")
    assert torn_rows(whole) is None


def test_a_scanned_table_of_which_much_was_not_recognised_is_not_laid_out_for_certain() -> None:
    table = lay_out(grid_of("Offence | 2018 | 2019\ns8 | \ufffd | 84\n\ufffd | \ufffd | 2"))
    assert table is not None
    assert torn.unsure_share(table) == pytest.approx(3 / 9)
    assert torn.MOST_UNSURE < 3 / 9


def test_a_page_whose_rows_are_all_headings_again_is_not_torn() -> None:
    table = lay_out(grid_of("Offence | 2018 | 2019\ns8 | 87 | 84"))
    assert table is not None
    reading = SimpleNamespace(is_recognised=False)
    on_page = replace(table, rows=(), grid=replace(table.grid, page=1))
    assert torn.why_torn(on_page, reading) is None  # type: ignore[arg-type]


def test_years_beside_a_label_that_was_not_recognised_are_the_rest_of_a_heading() -> None:
    rows = "Offence | 2018 | 2019\n\ufffd | - | - 2018\n\ufffd | 2017 | 2018\ns8 | 87 | 84\ns9 | 1 | 2"
    table, whole = lay_out(grid_of(rows)), lay_out(grid_of(rows.replace("\ufffd", "s10")))
    assert table is not None and whole is not None
    assert torn.goes_on_with_heading(table)
    assert not torn.goes_on_with_heading(whole)


@pytest.mark.parametrize(
    ("note", "limited"),
    [
        ("2021 data is from 01/01/2021 - 30/09/2021", "2021-01-01..2021-09-30"),
        ("data is to 30/09/2021", "2021-01-01..2021-09-30"),
        ("To end of September 2021", "is not whole"),
        ("Data is from September 2021", "is not whole"),
        ("Extracted on 4 October 2021", "is not whole"),
        ("Extracted on 4 January 2022", None),
        ("A new system from January 2021", None),
        ("includes those reported since 2010", None),
        ("Data is from the Niche system", None),
        ("Excludes March 2021", "is not whole"),
        ("No figures are available for March 2021", "is not whole"),
        ("The first lockdown began in March 2021.", None),
        ("Restrictions were in force from April 2021 to June 2021", None),
        ("The team was set up in October 2021.", None),
        ("January 2021 to March 2021 is of the old system and April 2021 to December 2021 of Niche", "is not whole"),
    ],
)
def test_a_note_that_speaks_of_days_inside_its_year_makes_a_part_of_it(note: str, limited: str | None) -> None:
    year = read_period("2021")
    assert year is not None
    found = limited_by(note, year)
    assert (found.period_id if isinstance(found, Period) else found) == limited


@pytest.mark.parametrize(
    ("corner", "head"),
    [
        ("Count of Crime Reference Row Labels", "Count of crimes"),
        ("Distinct count of Arrest No. Row Labels", "Count of arrests"),
        ("Count of OEL Number Row Labels", "Count of crimes"),
        ("Count of Record ID Row Labels", "Count of Record ID"),
        ("Count of Custody Ref Row Labels", "Count of Custody Ref"),
        ("Count of Nominal Number Row Labels", "Count of Nominal Number"),
        ("Count of OEL Number", "Count of OEL Number"),
    ],
)
def test_a_pivot_table_counts_what_its_reference_belongs_to(corner: str, head: str) -> None:
    assert head_over({(1, 1): GridCell(1, 1, corner)}, [1], 1) == head
