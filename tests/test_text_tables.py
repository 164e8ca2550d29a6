"""Tables that are made of a plain text's lines come back cell for cell or are left unread, and nothing else is one."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.characters import split_lines
from ingest.model import Grid
from ingest.readers import text as text_reader
from ingest.text_tables import TextTables, find_grids
from tests import text_table_layouts as layouts

CASES = Path(__file__).parent / "cases" / "text_tables"
PROSE = Path(__file__).parent / "cases" / "text"
Layout = Callable[[layouts.Rows], str]
FEWEST_READ = 19
"""Of the cases' tables so many are read; the others are left unread, or to the reader of prose. It may rise."""
LIST_WITH_A_HEADING = [["Offence", "Count"], ["Section 15 SOA 2003", "45"], ["Section 15A SOA 2003", "101"]]
"""Of a case that was once left to the reader of prose; a table says the same."""


def tables_in(text: str) -> TextTables:
    return find_grids(split_lines(text))


def rows_of(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


def test_the_tables_of_the_cases_are_read_as_a_person_reads_them_or_not_at_all() -> None:
    count, wrong = 0, []
    for case in sorted(CASES.iterdir()):
        expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        true = [[[cell.replace("<", "") for cell in row] for row in grid["rows"]] for grid in expected["grids"]]
        found = [rows_of(grid) for grid in tables_in((case / "document.txt").read_text(encoding="utf-8")).grids]
        wrong += [(case.name, rows) for rows in found if rows not in (*true, LIST_WITH_A_HEADING)]
        count += sum(rows in true for rows in found)
    assert wrong == []
    assert count >= FEWEST_READ


LABELS = (
    "Section 15",
    "Section 15A Sexual Offences Act 2003",
    "Rape of a child under 13",
    "Sexual activity with a child family member",
    "Borsetshire",
    "North and South Felpersham",
    "Charged or summonsed to appear",
    "No suspect identified",
    "Voyeurism",
    "Offender aged 18 and over",
)
YEARS = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21")
PLAIN_YEARS = ("2016", "2017", "2018", "2019", "2020")
COUNTED_HEADINGS = ("Arrests", "Charges", "Cautions", "Total")
VALUES = st.one_of(
    st.integers(0, 1900).map(str),
    st.integers(1000, 99999).map(lambda n: f"{n:,}"),
    st.sampled_from(["*", "-", "<5", "n/a", "0", "12%"]),
)


@st.composite
def tables(draw: st.DrawFn, *, has_empty: bool = False) -> list[list[str]]:
    """A heading row and rows of values; with `has_empty` some cells are empty, but never a whole row or column."""
    headings = draw(st.sampled_from([YEARS, PLAIN_YEARS, COUNTED_HEADINGS]))
    columns = draw(st.integers(2, len(headings)))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=6, unique=True))
    cell = st.one_of(VALUES, st.just("")) if has_empty else VALUES
    body = [[label, *draw(st.lists(cell, min_size=columns, max_size=columns))] for label in labels]
    for n, row in enumerate(body):
        if n < 1 or not any(row[1:]):
            row[1:] = draw(st.lists(st.integers(0, 999).map(str), min_size=columns, max_size=columns))
    if has_empty:
        body.append(["Sum", *draw(st.lists(st.integers(0, 999).map(str), min_size=columns, max_size=columns))])
    return [["Offence", *headings[:columns]], *body]


def in_a_letter(table: str) -> str:
    return f"Dear Applicant\n\nOur answer is below.\n\n1a.\n\n{table}\n\n3. 9\n\nYours sincerely\n\nDisclosure Unit\n"


@pytest.mark.parametrize("layout", (*layouts.BORDERED, *layouts.COUNTED), ids=lambda layout: layout.__name__)
@given(rows=tables())
def test_a_table_comes_back_cell_for_cell_in_every_layout(layout: Layout, rows: list[list[str]]) -> None:
    text = in_a_letter(layout(rows))
    found = tables_in(text)
    assert [rows_of(grid) for grid in found.grids] == [rows]
    assert found.problems == ()
    lines = text.split("\n")
    for cell in found.grids[0].cells:
        assert cell.line is not None and cell.text in lines[cell.line - 1]


@pytest.mark.parametrize("layout", layouts.BORDERED, ids=lambda layout: layout.__name__)
@given(rows=tables(has_empty=True))
def test_an_empty_cell_keeps_its_place_where_borders_or_alignment_print_it_or_the_table_is_unread(
    layout: Layout, rows: list[list[str]]
) -> None:
    found = tables_in(in_a_letter(layout(rows)))
    assert [rows_of(grid) for grid in found.grids] == [rows] or (found.unread and not found.grids)


@pytest.mark.parametrize("layout", layouts.COUNTED, ids=lambda layout: layout.__name__)
@given(rows=tables(), data=st.data())
def test_a_cell_that_vanished_leaves_the_table_unread_and_listed(
    layout: Layout, rows: list[list[str]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(1, len(rows) - 1))
    rows[row][data.draw(st.integers(1, len(rows[0]) - 1))] = ""
    found = tables_in(in_a_letter(layout(rows)))
    assert found.grids == ()
    assert len(found.problems) == len(found.unread) == 1


@pytest.mark.parametrize("layout", layouts.COUNTED, ids=lambda layout: layout.__name__)
@given(rows=tables(), data=st.data())
def test_a_heading_that_vanished_leaves_the_table_unread(
    layout: Layout, rows: list[list[str]], data: st.DataObject
) -> None:
    rows[0][data.draw(st.integers(1, len(rows[0]) - 1))] = ""
    assert tables_in(in_a_letter(layout(rows))).grids == ()


@pytest.mark.parametrize("layout", (*layouts.BORDERED, *layouts.COUNTED), ids=lambda layout: layout.__name__)
@given(rows=tables(), data=st.data())
def test_a_table_with_prose_among_its_rows_is_read_whole_or_not_at_all(
    layout: Layout, rows: list[list[str]], data: st.DataObject
) -> None:
    lines = layout(rows).split("\n")
    lines.insert(data.draw(st.integers(1, len(lines))), "Some of these were counted twice.")
    found = [rows_of(grid) for grid in tables_in(in_a_letter("\n".join(lines))).grids]
    without_corner = [["", *rows[0][1:]], *rows[1:]]
    assert found in ([], [rows], [without_corner])


WORDS = (
    "we", "hold", "the", "information", "2019", "2019/20", "22", "arrests", "for", "section", "15", "offence", "year",
    "total", "question", "1a", "charged", "9", "outcome", "force", "recorded", "-", "*", "count", "number", "of",
    "Borsetshire", "were", "made",
)  # fmt: skip
MADE = tuple(
    in_a_letter(layout([["Offence", "2018/19", "2019/20"], ["Section 15", "3", "*"], ["Voyeurism", "1,204", "0"]]))
    for layout in (*layouts.BORDERED, *layouts.COUNTED)
)
LONG = (
    "Year",
    "2018",
    "Year 2018 2019",
    "Force 2017/18 2018/19",
    "Offence Arrests Charges",
    "OC01 - Charged 7",
    "OC01 - Charged",
    "| a | b |",
    "a | b",
    "a\tb",
    "\t1\t2",
    "Offence   2018   2019",
    "Section 15   3   4",
    "one   two",
    "Offence   2018   2019\nSection 15   3   4\nSection 10   3",
    "Offence   2018   2019\nSection 15   3   4\n",
    "Force\n2018\n2019\nBorsetshire\n3\n4\nFelpersham\n5\n6",
    "Year Arrests Charges\n2018 4 5\n2019 4 5\n",
    "+---+---+",
    "." * 200,
    "1 " * 100,
    "- " * 100,
    "* fewer than five",
)


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=30))
def test_prose_is_no_table(lines: list[str]) -> None:
    found = tables_in("\n".join(line.capitalize() + "." for line in lines))
    assert (found.grids, found.problems) == ((), ())


@given(st.sampled_from(MADE), st.data())
def test_a_damaged_text_gives_cells_that_stand_in_its_lines_and_never_fails(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.text("0123456789 \t\n|+-abcS*/.,:>", max_size=8)) + text[at + cut :]
    lines = split_lines(text)
    for grid in find_grids(lines).grids:
        first, last = grid.lines or (0, 0)
        printed = "".join(line.text for line in lines[first - 1 : last]).replace(" ", "").replace("\t", "")
        assert all(letters in printed for cell in grid.cells for letters in cell.text.split())
        assert len({(cell.row, cell.column) for cell in grid.cells}) == len(grid.cells)


@pytest.mark.parametrize("case", sorted(PROSE.iterdir()), ids=lambda case: case.name)
def test_what_the_reader_of_prose_reads_is_no_table_that_is_left_unread(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    text = text_reader.read((case / "document.txt").read_bytes(), "document.txt")
    taken = find_grids(text.lines).unread
    read = {number for figure in expected["figures"] for number in numbers_in(figure["locator"])}
    assert not [number for number in read for first, last in taken if first <= number <= last]


def numbers_in(locator: str) -> range:
    """The lines of `line 4` and `lines 4-6`."""
    numbers = [int(digits) for digits in re.findall(r"\d+", locator)]
    return range(numbers[0], numbers[-1] + 1)


def test_a_thread_of_prose_has_no_table() -> None:
    thread = Path(__file__).parents[1] / "data" / "raw" / "west-mercia" / "50766" / "thread.txt"
    assert tables_in(thread.read_text(encoding="utf-8")) == TextTables()


@pytest.mark.parametrize("line", LONG, ids=lambda line: repr(line)[:24])
def test_a_line_that_comes_again_and_again_is_read_to_the_end(line: str) -> None:
    found = find_grids(split_lines("\n".join([line] * (2_000 // (line.count("\n") + 1)))))
    spans = sorted([*found.unread, *(grid.lines for grid in found.grids if grid.lines)])
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(spans)), "no line is in two tables"


def test_a_row_whose_label_takes_several_lines_stands_on_the_line_of_its_values() -> None:
    text = """Offence 2018/19 2019/20
Sexual Offences Act 2003 s8 12 14
Sexual Offences Act 2003 s15A, by
an adult 7 9
Total 19 23"""
    (grid,) = tables_in(text).grids
    assert [cell.line for cell in grid.cells if cell.column == 2] == [1, 2, 4, 5]
