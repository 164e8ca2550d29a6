"""Tables as they stand -> cells and problems: each form of a table by a case of tests/cases/tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.kinds import numbered
from ingest.model import Blocks, Cell, Grid, GridCell
from ingest.phrases.numbers import read_value
from ingest.tables import lay_out, read_legend, read_tables, with_notes
from tests.table_cases import PATHS, grid_of, read, read_case


def test_every_number_of_a_table_is_a_labelled_cell_at_its_place() -> None:
    lost = []
    for path in PATHS:
        entry = read_case(path)
        cells = {_place(cell, entry.get("sheet")): _value(cell) for cell in read(entry).cells if _is_labelled(cell)}
        for line in entry["numbers"]:
            number, place = line.split("; ", 1)
            lost += [] if cells.get(place) == number else [f"{path.stem}: {line}"]
    assert len(PATHS) >= 100
    assert lost == []


def _place(cell: Cell, sheet: str | None) -> str:
    if sheet is not None:
        return f"sheet {sheet}, {cell.ref}"
    table = "" if cell.table == 1 else f"table {cell.table}, "
    return f"{table}row {cell.row}, column {cell.column}"


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


def test_a_table_says_in_one_problem_how_many_numbers_wait_for_a_person() -> None:
    (problem,) = read({"table": "Year | Arrests\n2018/19 | 12\n2019/20 | <5\nTotal | -"}).problems
    assert problem.locator == "page 1, table 1"
    assert "its 2 numbers are left to a person" in problem.message


def test_a_body_has_its_cells_as_printed_the_empty_ones_too() -> None:
    cells = read(read_case(next(path for path in PATHS if path.stem == "b08-offences-by-year"))).cells
    assert [cell.text for cell in cells] == ["12", "15", "", "3", "2", ""]
    assert (cells[2].row, cells[2].column, cells[2].row_label) == (
        2,
        "2018",
        "Meeting a child following sexual grooming",
    )


@pytest.mark.parametrize("head", ["Count of Crime Ref", "Number of arrests", "Arrests"])
def test_numbers_before_their_labels_are_left_to_a_person(head: str) -> None:
    (problem,) = read({"table": f"{head} | Offence\n12 | Grooming\n14 | Meeting a child"}).problems
    assert "its 2 numbers are left to a person" in problem.message


def test_numbers_before_other_numbers_are_their_labels() -> None:
    cells = read({"table": "No. of suspects | Arrests\n1 | 138\n2 | 178"}).cells
    assert [(cell.row_label, cell.text) for cell in cells] == [("1", "138"), ("2", "178")]


def test_codes_and_numbers_of_rows_before_labels_are_no_counts() -> None:
    for head in ("Offence", "No.", "Age"):
        (problem,) = read({"table": f"{head} | Offence\n12 | Grooming\n14 | Meeting a child"}).problems
        assert "holds “12”: it gives no figure" in problem.message


def test_a_row_into_which_a_heading_reaches_is_of_headings() -> None:
    """ "Total" stands beside both the ages and what they are of."""
    texts = (
        ("Offence", "Age", "", "", "Total"),
        ("", "10-13", "14-15", "16-17", ""),
        ("Grooming", "3", "12", "9", "24"),
    )
    cells = [
        GridCell(row, column, text, 2 if text in ("Offence", "Total") else 1, 3 if text == "Age" else 1)
        for row, line in enumerate(texts, 1)
        for column, text in enumerate(line, 1)
        if text
    ]
    read_cells = read_tables([Grid(1, 3, 5, tuple(cells))]).cells
    heads = ["Age, 10-13", "Age, 14-15", "Age, 16-17", "Total"]
    assert [(cell.column_label, cell.text) for cell in read_cells] == list(zip(heads, texts[2][1:], strict=True))


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("Offence | 2018 | 2019\nRape | Under 10 | 14\nGrooming | 15 | 16", ["Under 10", "14"]),
        ("Offence | 2018 | 2019\nRape | Under 10 | Over 20\nGrooming | 15 | 16", ["Under 10", "Over 20"]),
        ("Offence | Number | Age\nRape | 12 | 18+\nGrooming | 15 | 16-18", ["12", "18+"]),
        ("Offence | Sentence\nRape | 10 years\nGrooming | 16 months", ["10 years"]),
        ("Year | 2018 | Said of all\nMen | 12 | ^\nWomen | 15 | ^", ["12", "Said of all"]),
    ],
)
def test_a_row_of_numbers_that_look_like_ages_or_stand_beside_words_is_no_heading(table: str, first: list[str]) -> None:
    cells = read({"table": table}).cells
    assert [cell.text for cell in cells if cell.row == 1] == first


@pytest.mark.parametrize(
    "table",
    [
        "Offence | Under 18 | 18-24 | 25+\nRape | 1 | 2 | 3",
        " | 2018 | < | <\nOffence | Under 18 | 18-24 | 25+\nRape | 1 | 2 | 3",
        "Offence | 2018 | < | <\n^ | Under 18 | 18-24 | 25+\nRape | 1 | 2 | 3",
    ],
)
def test_groups_of_ages_are_headings(table: str) -> None:
    assert [cell.text for cell in read({"table": table}).cells] == ["1", "2", "3"]


def test_a_section_below_the_headings_is_none_of_them() -> None:
    cells = read({"table": "Offence | Arrests\n2018/19 | <\ns8 | 10\n2019/20 | <\ns8 | 12"}).cells
    assert [(cell.row_label, cell.column_label) for cell in cells] == [
        ("2018/19, s8", "Arrests"),
        ("2019/20, s8", "Arrests"),
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Offence | 2018\nTheft | 12\nArson | Total: 54\nTotal: 66 |", "its 3 numbers are left to a person"),
        ("Offence | Answer\nTheft | Not held\nArson | Total: 54", "which holds “Total: 54”"),
    ],
)
def test_no_number_of_a_table_is_lost_in_silence(table: str, said: str) -> None:
    assert any(said in problem.message for problem in read({"table": table}).problems)


def test_words_in_boxes_are_no_table_of_figures() -> None:
    assert lay_out(grid_of("Contact | Freedom of Information Unit\nAddress | Headquarters")) is None


@pytest.mark.parametrize(
    ("table", "heading", "labels"),
    [
        ("Year | Arrests\n2018/19 | 12\nYear | Arrests\n2019/20 | 15", "Arrests", ["2018/19", "2019/20"]),
        ("Offence | Arrests\ns15 | 12\nOffence (continued) | Arrests\ns8 | 15", "Arrests", ["s15", "s8"]),
        ("Act A | 2018\ns15 | 12\nAct B | 2018\ns1 | 15", "2018", ["Act A, s15", "Act B, s1"]),
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
    assert read_legend([note])[mark] == meaning


@pytest.mark.parametrize(("method", "read_as"), [("spreadsheet", ["* denotes fewer than 5"]), ("table", [])])
def test_a_sheets_note_stands_below_words_of_other_things_too(method: str, read_as: list[str]) -> None:
    lines = ["Arrests", "Notes", "* denotes fewer than 5", "Source: custody"]
    grid = grid_of("Year | Arrests\n2018 | 12\n2019 | *", method=method, after_line=1)
    blocks = Blocks("", "\n".join(lines), lines=numbered(lines), grids=(grid,))
    assert list(with_notes(blocks).grids[0].notes) == read_as


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
    assert read_legend(notes) == {}


CELLS = st.sampled_from(
    [
        *("", "12", "0", "<5", "-", "*", "n/a", "2019", "2019/20", "12*", "1,204", "101120140", "53%", "Total", "Year"),
        *("Offence", "s15A SOA 2003", "Arrests", "Charges", "Number of", "Durham", "North East", "Of which online:"),
        *("Outcome", "Charged", "088/01", "3 May 2019", "Crime No", "Date recorded", "* fewer than 5", "²"),
    ]
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=8), CELLS)
@settings(max_examples=100, deadline=None)
def test_no_table_stops_the_reader_and_every_cell_is_as_printed(rows: list[list[str]], title: str) -> None:
    printed = {text for row in rows for text in row}
    cells = read({"table": "\n".join(" | ".join(row) for row in rows), "title": title}).cells
    assert {cell.text for cell in cells} <= printed | {""}
