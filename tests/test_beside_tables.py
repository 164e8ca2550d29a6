"""What a letter says right above or below a table is said of its numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.answers.answer_tables import lines_beside
from ingest.model import Line
from ingest.tables import TableContext, read_tables
from tests import table_cases
from tests.table_cases import PATHS, grid_of, read_case
from tests.test_cases import invented

GRID = grid_of("Offence | Arrests\ns15A SOA 2003 | 20\ns8 SOA 2003 | 17", title="Arrests by offence")


def lines(*texts: str) -> tuple[Line, ...]:
    """Lines of a letter; an empty one is the table's place."""
    return tuple(Line(n, text, 0, len(text), table=None if text else 1) for n, text in enumerate(texts, 1))


def test_lines_beside_a_table_are_those_from_its_question_to_the_next() -> None:
    letter = lines(
        "Figures are rounded.", "1b. The table below covers 2018/19.", "", "Figures are charges.", "2. 7 arrests"
    )
    assert lines_beside(letter, 1) == ("The table below covers 2018/19.", "Figures are charges.")


def test_lines_that_speak_of_no_numbers_are_left_out() -> None:
    assert lines_beside(lines("Dear Applicant", "", "Yours sincerely"), 1) == ()


@pytest.mark.parametrize(
    ("beside", "count"),
    [
        ("The table below covers 2017/18 to 2019/20.", 0),
        ("Figures relate to charges not arrests.", 0),
        ("The above figures exclude arrests for online offences.", 0),
        ("Please see the table below.", 2),
        ("The figures are for 2019/20.", 2),
    ],
)
def test_what_is_said_beside_a_table_is_of_all_its_numbers(beside: str, count: int) -> None:
    case = read_case(next(path for path in PATHS if path.stem == "h-span-that-is-none"))
    rows = tuple(table_cases._campaign_question(one) for one in case.entry["question"])
    asked = tuple(table_cases._asked(row) for row in rows)
    context = TableContext("durham~1", "answer.html", ("durham",), invented())
    read = read_tables([replace(GRID, beside=(beside,))], lambda _: asked, context)
    assert len(read.figures) == count
    assert bool(read.problems) is (count == 0)
