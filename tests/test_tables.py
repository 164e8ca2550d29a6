"""Tables as they stand -> cells, figures and problems: each form of a table by a case of tests/cases/tables."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Cell
from ingest.phrases.numbers import read_value
from ingest.tables import TablesReading
from ingest.tables.grid import lay_out
from ingest.tables.notes import read_legend
from tests.table_cases import PATHS, Case, grid_of, read, read_case, written

FEWEST_FIGURES = 140
"""Of the cases' numbers so many are figures; the others are left to a person. It may rise."""
COUNTED = {"b18-a-column-of-years", "b18-records", "b18-records-of-two-years", "b18-records-with-a-blank"}
"""Cases whose expected figures count the rows of a list and stand in no cell."""


@cache
def readings() -> list[tuple[Case, TablesReading]]:
    return [(case, read(case.entry)) for case in map(read_case, PATHS)]


def test_no_table_gives_a_figure_that_a_person_does_not_read_in_it() -> None:
    wrong = {
        case.name: more
        for case, reading in readings()
        if (more := Counter(map(written, reading.figures)) - Counter(case.figures))
    }
    assert wrong == {}


def test_a_number_that_is_no_figure_is_a_cell_with_its_labels() -> None:
    lost = []
    for case, reading in readings():
        missing = Counter(case.figures) - Counter(map(written, reading.figures))
        labelled = Counter(shown for cell in reading.cells if (shown := _value(cell)) and _is_labelled(cell))
        if case.name not in COUNTED and any(case.figures):
            lost += [
                f"{case.name}: {line}"
                for line in missing.elements()
                if not labelled[line.split("; ")[-2].rstrip("[c]")]
            ]
    assert lost == []


def _value(cell: Cell) -> str:
    value = cell.value or read_value(cell.text)
    if value is None:
        return ""
    if value.value is not None:
        return f"{value.value:g}"
    low, high = ("" if bound is None else f"{bound:g}" for bound in (value.low, value.high))
    return f"{low}..{high}"


def _is_labelled(cell: Cell) -> bool:
    return bool(cell.row_label or cell.column_label)


def test_a_table_without_figures_says_why_in_one_problem() -> None:
    for case, reading in readings():
        read_in = {figure.locator.rsplit(", row ", 1)[0] for figure in reading.figures}
        for table in {cell.table for cell in reading.cells}:
            said = [one for one in reading.problems if f"table {table}" in (one.locator or "") or "sheet" in case.entry]
            assert read_in or said, case.name
        assert all(problem.locator for problem in reading.problems), case.name


def test_as_many_numbers_are_figures_as_were() -> None:
    assert sum(len(reading.figures) for _, reading in readings()) >= FEWEST_FIGURES


def test_every_figure_has_its_place_its_words_and_an_id_of_its_own() -> None:
    for _, reading in readings():
        assert len({figure.figure_id for figure in reading.figures}) == len(reading.figures)
        for figure in reading.figures:
            assert figure.locator and figure.chain
            assert figure.quote is None or figure.value.text in figure.quote


def entry_of(name: str) -> dict[str, object]:
    return read_case(next(path for path in PATHS if path.stem == name)).entry


def test_ids_outlive_another_number_and_another_table_before_it() -> None:
    entry = entry_of("b08-blank-by-legend")
    ids = [figure.figure_id for figure in read(entry).figures]
    table = str(entry["table"])
    assert ids and [figure.figure_id for figure in read(entry | {"table": table.replace("12", "13")}).figures] == ids
    after = entry | {"table": ["Month | Weather\nMay | fine", table]}
    assert [figure.figure_id for figure in read(after).figures] == ids


def test_a_body_has_its_cells_as_printed_the_empty_ones_too() -> None:
    cells = read(entry_of("b08-offences-by-year")).cells
    assert [cell.text for cell in cells] == ["12", "15", "", "3", "2", ""]
    assert (cells[2].row, cells[2].column, cells[2].row_label) == (
        2,
        "2018",
        "Meeting a child following sexual grooming",
    )


def test_words_in_boxes_are_no_table_of_figures() -> None:
    assert lay_out(grid_of("Contact | Freedom of Information Unit\nAddress | Headquarters")) is None


@pytest.mark.parametrize(
    ("table", "heading", "labels"),
    [
        ("Year | Arrests\n2018/19 | 12\nYear | Arrests\n2019/20 | 15", "Arrests", ["2018/19", "2019/20"]),
        ("Offence | Arrests\ns15 | 12\nOffence (continued) | Arrests\ns8 | 15", "Arrests", ["s15", "s8"]),
        (
            "Act A | 2018\ns15 | 12\nAct B | 2018\ns1 | 15",
            "2018",
            ["Act A, s15", "Act B, s1"],
        ),
        ("| Answers | <\nYear | Yes | No\n2019 | 1 | 2", "Yes", ["2019"]),
        ("| 2018 | \nOffence | Male | Female\ns8 | 1 | 2", "Male", ["s8"]),
        ("Health | How healthy | <\n | |\n^ | Very | Hardly\ns8 | 1 | 2", "Very", ["s8"]),
        ("Year | Offence | Arrests\n2018/19 | s15 | 12\n^ | s15A | 13", "Arrests", ["2018/19, s15", "2018/19, s15A"]),
        ("Year | Offence | Arrests\n2018/19 | s15 | 12\n | s15A | 13", "Arrests", ["2018/19, s15", "2018/19, s15A"]),
        ("Offence | 2018 | 2019\nOnline: | |\ns8 | 1 | 2", "2018", ["Online:, s8"]),
        ("Offence | Source | 2018\ns8 | Niche | 1", "2018", ["s8, Niche"]),
        ("Officer | Offence | 2018\n[name removed] | s8 | 1", "2018", ["s8"]),
    ],
)
def test_every_number_has_the_words_over_it_and_beside_it(table: str, heading: str, labels: list[str]) -> None:
    layout = lay_out(grid_of(table))
    assert layout is not None
    assert [row.name for row in layout.rows] == labels
    assert layout.heading(layout.value_columns[0]) == heading


def test_headings_that_change_among_the_rows_stand_over_those_below() -> None:
    layout = lay_out(grid_of("Offence | 2018 | 2019\ns8 | 1 | 2\nOffence | 2020 | 2021\ns8 | 3 | 4"))
    assert layout is not None
    assert [layout.heading(2, row) for row in layout.rows] == ["2018", "2020"]


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
    "notes",
    [
        ["* includes attempts"],
        ["- No crimes were recorded at the third site"],
        ["Blank = nil or not recorded"],
        ["1. Includes attempts"],
        ["* Part year only, to 31 December"],
        ["- = nil", "- = not recorded"],
    ],
)
def test_a_note_that_does_not_settle_a_mark_gives_it_no_meaning(notes: list[str]) -> None:
    assert read_legend(notes, {}).printed == {}


CELLS = st.sampled_from(
    [
        *("", "12", "0", "<5", "-", "*", "n/a", "2019", "2019/20", "12*", "1,204", "101120140", "53%", "Total", "Year"),
        *("Offence", "s15A SOA 2003", "Arrests", "Charges", "Number of", "Durham", "North East", "Of which online:"),
        *("Outcome", "Charged", "088/01", "3 May 2019", "Crime No", "Date recorded", "* fewer than 5", "²"),
    ]
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=8), CELLS)
@settings(max_examples=100, deadline=None)
def test_no_table_stops_the_reader_and_every_number_stands_in_its_own_words(rows: list[list[str]], title: str) -> None:
    asked = [
        {"label": "1", "measure": "arrests", "dimensions": ["year", "offence"], "period": "2019/20"},
        {"label": "2", "measure": "charges", "dimensions": ["year", "outcome"], "headings": {"outcome": ["outcome"]}},
    ]
    entry = {"table": "\n".join(" | ".join(row) for row in rows), "title": title, "question": asked}
    for figure in read(entry).figures:
        assert figure.quote is None or figure.value.text in figure.quote
        assert figure.period.start is not None
        assert figure.value.text not in ("", "-", "n/a", "101120140", "53%")
