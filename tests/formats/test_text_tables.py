"""Tables that are made of a plain text's lines come back cell for cell or stay lines, and nothing else is one."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.kinds import split_lines
from ingest.model import Grid
from ingest.text_tables import find_grids

CASES = Path(__file__).parents[1] / "cases" / "text_tables"
FEWEST_READ = 8
"""Of the cases' tables so many are grids; of the others the numbers are left to the reader of lines. It may rise."""


def rows_of(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


def tables_in(text: str) -> list[list[list[str]]]:
    return [rows_of(grid) for grid in find_grids(split_lines(text))]


def test_the_tables_of_the_cases_are_read_as_a_person_reads_them_or_not_at_all() -> None:
    count, wrong = 0, []
    for case in sorted(CASES.iterdir()):
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        true = [[[cell.replace("<", "") for cell in row] for row in grid["rows"]] for grid in expected["grids"]]
        found = tables_in((case / "document.txt").read_text(encoding="utf-8"))
        wrong += [(case.name, rows) for rows in found if rows not in true]
        count += sum(rows in true for rows in found)
    assert wrong == []
    assert count >= FEWEST_READ


def test_a_cell_has_the_line_that_it_stands_in() -> None:
    text = "Our answer:\n\n| Offence | 2018 | 2019 |\n|---|---|---|\n| s15 | 12 | |\n| s15A | 7 | 9 |\n\n3. 9"
    (grid,) = find_grids(split_lines(text))
    assert rows_of(grid) == [["Offence", "2018", "2019"], ["s15", "12", ""], ["s15A", "7", "9"]]
    assert [cell.line for cell in grid.cells if cell.column == 2] == [3, 5, 6]
    assert grid.lines == (3, 6)


def test_a_row_that_ends_in_a_bar_ends_in_an_empty_cell_where_the_heading_has_none() -> None:
    (rows,) = tables_in("Offence | 2018-19 | 2019-20\nSection 9 | 8 | 4\nSection 11 | 7 |\nSection 14 |  | 5")
    assert [row[1:] for row in rows] == [["2018-19", "2019-20"], ["8", "4"], ["7", ""], ["", "5"]]


def test_an_act_s_year_is_no_count() -> None:
    head, act = "Offence 2017/18 2018/19 2019/20", "Section 10 Sexual Offences Act 2003"
    (rows,) = tables_in(f"{head}\n{act} 44 40 84\nCommunications Act 2003 s127 5 6 7")
    assert rows[1:] == [[act, "44", "40", "84"], ["Communications Act 2003 s127", "5", "6", "7"]]
    assert tables_in(f"{head}\n{act} 40 84\nSexual Offences Act 2003 40 84") == []  # each with an empty cell
    assert tables_in(f"{head}\nKent 1 2 3 4\nSurrey 1 2 3 4") == []


def test_columns_with_spaces_between_them() -> None:
    text = "Year  Section 15 Sexual Offences Act 2003  s127\nFY 2017/18  2  2,180\nFY 2018/19  0  34"
    assert tables_in(text) == [
        [
            ["Year", "Section 15 Sexual Offences Act 2003", "s127"],
            ["FY 2017/18", "2", "2,180"],
            ["FY 2018/19", "0", "34"],
        ]
    ]
    assert tables_in(text.replace("  2,180", "")) == []


def test_bars_with_nothing_between_them_are_no_table() -> None:
    assert tables_in("|  |  |\n|  |  |\n") == []


def test_what_is_quoted_is_no_table() -> None:
    assert tables_in("> Offence 2017/18 2018/19 2019/20\n> s15 1 2 3\n> s15A 4 5 6") == []


WORDS = (
    "we", "hold", "the", "information", "2019", "2019/20", "22", "arrests", "for", "section", "15", "offence", "year",
    "total", "question", "1a", "charged", "9", "outcome", "force", "recorded", "-", "*", "count", "number", "of",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=30))
def test_prose_is_no_table(lines: list[str]) -> None:
    assert tables_in("\n".join(line.capitalize() + "." for line in lines)) == []


@given(st.lists(st.text("0123456789 \t|+-abcS*/.,:>", max_size=40), max_size=12))
def test_no_text_stops_the_reader_and_every_cell_stands_in_its_line(texts: list[str]) -> None:
    for grid in find_grids(split_lines("\n".join(texts))):
        assert all(
            cell.line is None or letters in texts[cell.line - 1] for cell in grid.cells for letters in cell.text.split()
        )


def test_a_cell_a_line_without_bars() -> None:
    (rows,) = tables_in(
        "In the table below:\n\nYear\n\nArrests\n\nCharges\n\n2016\n\n86\n\n35\n\n2017\n\n80\n\n*\n\nThat is all."
    )
    assert rows == [["Year", "Arrests", "Charges"], ["2016", "86", "35"], ["2017", "80", "*"]]
    (rows,) = tables_in("Please see below.\nFemale\nMale\n11 and under\n7\n2\n12-15\n22\n4\n")
    assert rows == [["", "Female", "Male"], ["11 and under", "7", "2"], ["12-15", "22", "4"]]
    assert tables_in("Year\nArrests\nCharges\n2016\n86\n35\n2017\n80\n2018\n79\n31\n") == []  # a cell is missing
    assert tables_in("Question 1\nArrests\nQuestion 2\n5\nQuestion 3\n7\n") == []


def test_cells_a_line_that_lost_one_or_stand_column_by_column_are_no_table() -> None:
    assert tables_in("Year\nArrests\n2019\n2020\n2021\n20\n15\n30\n") == []
    assert tables_in("Recorded offences\n2019\n2020\n2021\n20\n15\n30\nCharged\n5\n6\n7\n") == []
    assert tables_in("2019\n2020\n2021\nMale\n20\n15\nFemale\n3\n4\n") == []
    assert tables_in("Area\nNorth\nSouth\nEast\n12\n7\n9\n") == []
    assert tables_in("Year Persons charged\n2019 3 1\n2020 2 5\n") == []
