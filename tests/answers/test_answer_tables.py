"""Questions with their answers beside them in a table are read as letters that set one below the other."""

from __future__ import annotations

from dataclasses import replace

from ingest import kinds as text_reader
from ingest.answers.documents import read_thread
from ingest.model import Blocks, DocumentReading, Grid, GridCell
from tests.answers.test_cases import invented, unread
from tests.answers.test_thread import source

LETTER = "Dear Applicant\n\nOur answers are in the table.\n\nYours sincerely\n"
ARRESTS = "How many arrests did you make in 2019/20 for online sexual offences of any kind related to children?"
HUNTERS = "How many arrests in 2019/20 rested on evidence that paedophile hunters gave you?"


def letter_with(rows: list[list[str]]) -> Blocks:
    blocks = text_reader.read(LETTER.encode(), "letter.txt")
    cells = [GridCell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    return replace(blocks, grids=(Grid(1, len(rows), len(rows[0]), tuple(cells), after_line=3),))


def read(rows: list[list[str]]) -> DocumentReading:
    return read_thread(unread(letter_with(rows)), source=source(), reference=invented())


def test_an_answer_beside_its_question_answers_it_and_keeps_its_cell() -> None:
    reading = read([["Question", "Response"], [f"1a. {ARRESTS}", "61 arrests"], [f"3. {HUNTERS}", "Not held"]])
    assert [(f.question, f.value.value, f.locator) for f in reading.figures] == [
        ("1a", 61, "table 1, row 1, column Response")
    ]
    assert [(o.question, o.status) for o in reading.outcomes] == [("1a", "answered"), ("3", "not_held")]


def test_label_question_and_answer_may_have_a_column_each() -> None:
    reading = read([["1a", ARRESTS, "2018/19 – 4\n2019/20 – 7"], ["3", HUNTERS, "Refused in full, s12"]])
    assert [(f.period.period_id, f.value.value) for f in reading.figures] == [("2018/19", 4), ("2019/20", 7)]
    assert [(o.question, o.status, o.exemptions) for o in reading.outcomes][1] == ("3", "refused", ("s12",))


def test_an_empty_answer_answers_nothing() -> None:
    reading = read([["Question", "Answer"], [f"1a. {ARRESTS}", ""], [f"3. {HUNTERS}", "7"]])
    assert [(o.question, o.status) for o in reading.outcomes] == [("3", "answered")]
    assert any("No answer to questions 1a" in problem.message for problem in reading.problems)


def test_a_table_of_figures_is_left_to_those_who_read_tables() -> None:
    reading = read([["Offence", "2019/20"], ["Section 15A SOA 2003", "9"], ["Section 8 SOA 2003", "3"]])
    assert reading.figures == ()
