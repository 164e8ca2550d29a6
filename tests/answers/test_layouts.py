"""One answer in every layout that forces print: the same numbers, each with the label, the time and the offence that
stand with it, offered or read, whatever the table is made of."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import docx
import openpyxl
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.commands.show import as_json
from tests.making import source

REFERENCE = reference_data.load()
Rows = Sequence[Sequence[str]]

ASKED = "How many arrests for sexual communication with a child did you make between 1 April 2017 and 31 March 2020?"
OF_EACH = "How many arrests did you make for each of these offences in 2019/20?"
S15A, S15 = "soa2003_s15a", "soa2003_s15"
TABLES: dict[str, tuple[str, Rows, set[tuple[str, str | None, str]]]] = {
    "a year a row": (
        ASKED,
        (("Financial year", "Number of arrests"), ("2017/18", "12"), ("2018/19", "17"), ("2019/20", "31")),
        {("12", "2017/18", S15A), ("17", "2018/19", S15A), ("31", "2019/20", S15A)},
    ),
    "a year a row, with their total": (
        ASKED,
        (("Year", "Total"), ("2017/18", "12"), ("2018/19", "17"), ("2019/20", "31"), ("Total", "60")),
        {("12", "2017/18", S15A), ("17", "2018/19", S15A), ("31", "2019/20", S15A)},
    ),
    "a year a column": (
        ASKED,
        (("", "2017/18", "2018/19", "2019/20"), ("Arrests", "12", "17", "31")),
        {("12", "2017/18", S15A), ("17", "2018/19", S15A), ("31", "2019/20", S15A)},
    ),
    "an offence a row": (
        OF_EACH,
        (
            ("Offence", "Arrests"),
            ("Sexual communication with a child", "12"),
            ("Meeting a child following sexual grooming", "17"),
            ("Causing a child to watch a sexual act", "31"),
        ),
        {("12", "2019/20", S15A), ("17", "2019/20", S15)},
    ),
    "offences under two years": (
        "How many arrests did you make for each of these offences?",
        (
            ("Offence", "2018/19", "2019/20"),
            ("Sexual communication with a child", "12", "14"),
            ("Meeting a child following sexual grooming", "17", "19"),
        ),
        {("12", "2018/19", S15A), ("14", "2019/20", S15A), ("17", "2018/19", S15), ("19", "2019/20", S15)},
    ),
}


def joined(between: str, before: str = "", after: str = "", gap: str = "\n") -> Callable[[Rows], str]:
    """Rows in lines, with this between two cells, before and after each row, and between two rows."""
    return lambda rows: gap.join(f"{before}{between.join(row)}{after}" for row in rows)


def listed(between: str, point: str = "", gap: str = "\n", end: str = "") -> Callable[[Rows], str]:
    """A label and its number, row by row, without headings."""
    return lambda rows: gap.join(f"{point}{label}{between}{count}" for label, count in rows[1:]) + end


def cells(gap: str) -> Callable[[Rows], str]:
    return lambda rows: gap.join(cell for row in rows for cell in row if cell)


LAYOUTS: dict[str, Callable[[Rows], str]] = {
    "bars between": joined(" | "),
    "bars between, blank lines": joined(" | ", gap="\n\n"),
    "bars around": joined(" | ", "| ", " |"),
    "bars behind": joined(" | ", "", " |"),
    "bars before": joined(" | ", "| "),
    "tabs": joined("\t"),
    "a cell a line": cells("\n"),
    "a cell a line, blank lines": cells("\n\n"),
    "run together": cells(" "),
}
LISTS: dict[str, Callable[[Rows], str]] = {
    "colons": listed(": "),
    "dashes": listed(" – "),
    "equals": listed(" = "),
    "points": listed(": ", "• "),
    "one sentence, semicolons": listed(": ", gap="; ", end="."),
    "one sentence, commas": listed(" - ", gap=", ", end="."),
}
AROUND = {
    "a letter": "Thank you for your request of 4 May 2020.\n\nYou asked:\n\n1. {asked}\n\nOur response:\n\n{answer}\n",
    "a heading": "Question 1\n{asked}\n\nResponse:\n{answer}\n",
    "the question alone": "1. {asked}\n\n{answer}\n",
}
ALL = [
    (table, layout, around)
    for table, layout, around in itertools.product(TABLES, (*LAYOUTS, *LISTS), AROUND)
    if layout in LAYOUTS or all(len(row) == 2 for row in TABLES[table][1])
]


def read(data: bytes, name: str) -> dict[str, Any]:
    told = source("kent~1-21", force_ids=("kent",), kind="force_response")
    return as_json(read_document(data, name, "original", told, REFERENCE), told)


def numbers(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [*shown["figures"], *shown["proposals"]]


@pytest.mark.parametrize(("table", "layout", "around"), ALL)
def test_each_number_has_the_label_that_it_is_printed_with(table: str, layout: str, around: str) -> None:
    asked, rows, expected = TABLES[table]
    text = AROUND[around].format(asked=asked, answer=(LAYOUTS | LISTS)[layout](rows))
    shown = read(text.encode(), "reply.txt")
    found = {(one["value_text"], one["period_id"], one["offence_id"]) for one in numbers(shown)}
    assert expected <= found
    assert {one["measure_id"] for one in numbers(shown)} == {"arrests"}
    assert {one["status"] for one in shown["outcomes"]} == {"answered"}


# The same questions, and tables that are not made of lines

QUESTIONS = (
    "1. How many arrests for sexual communication with a child did you make in each year from 2018/19 to 2019/20?",
    "2. How many people were charged with meeting a child following sexual grooming in those years?",
    "3. How many cautions were given for possession of indecent images of children?",
)
GIVEN: tuple[Rows, Rows] = (
    (("Year", "Number"), ("2018/19", "17"), ("2019/20", "31")),
    (("Year", "Number"), ("2018/19", "4"), ("2019/20", "5")),
)
REFUSED = "This is exempt under section 12(1) of the Freedom of Information Act: it would take longer than 18 hours."


def as_html(parts: Sequence[str | Rows]) -> bytes:
    def written(part: str | Rows) -> str:
        if isinstance(part, str):
            return f"<p>{part}</p>"
        rows = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in part)
        return f"<table>{''.join(rows)}</table>"

    return f"<!doctype html><html><body><main>{''.join(map(written, parts))}</main></body></html>".encode()


def as_docx(parts: Sequence[str | Rows]) -> bytes:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=2)
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(file := io.BytesIO())
    return file.getvalue()


def as_pdf(parts: Sequence[str | Rows]) -> bytes:
    style, flow = getSampleStyleSheet()["Normal"], list[Any]()
    for part in parts:
        ruled = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
        flow += [Paragraph(part, style) if isinstance(part, str) else Table(list(part), style=ruled), Spacer(1, 12)]
    SimpleDocTemplate(file := io.BytesIO()).build(flow)
    return file.getvalue()


@pytest.mark.parametrize(("name", "make"), [("page.html", as_html), ("letter.docx", as_docx), ("letter.pdf", as_pdf)])
@pytest.mark.parametrize("heading", [("Response:",), ()])
def test_a_table_answers_the_question_above_it(
    name: str, make: Callable[[Sequence[str | Rows]], bytes], heading: tuple[str, ...]
) -> None:
    answers = (*GIVEN, REFUSED)
    parts = [part for question, answer in zip(QUESTIONS, answers, strict=True) for part in (question, *heading, answer)]
    shown = read(make(["Thank you for your request of 4 May 2020.", *parts]), name)
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [
        ("1", "answered"), ("2", "answered"), ("3", "refused"),
    ]  # fmt: skip
    assert shown["figures"] == []  # a table's cells are a person's to take
    offered = {(one["question"], one["value"], one["period_id"], one["offence_id"]) for one in shown["proposals"]}
    assert offered == {
        ("1", 17, "2018/19", S15A), ("1", 31, "2019/20", S15A), ("2", 4, "2018/19", S15), ("2", 5, "2019/20", S15),
    }  # fmt: skip
    assert {(one["question"], one["measure_id"]) for one in shown["proposals"]} == {("1", "arrests"), ("2", "charges")}


def test_a_table_under_what_was_asked_answers_nothing() -> None:
    parts = ["Request", QUESTIONS[0], GIVEN[0], "Response", "We do not hold this information."]
    shown = read(as_html(parts), "page.html")
    assert [one["status"] for one in shown["outcomes"]] == ["not_held"]


def test_a_number_of_hundreds_of_digits_has_no_value() -> None:
    """It was infinite, a number that JSON does not have."""
    proposals = numbers(read(b"1. 22\n\n2. 7\n\n" + b"9" * 400 + b"\n", "reply.txt"))
    assert [one["value"] for one in proposals if len(one["value_text"]) == 400] == [None]


def test_the_years_of_a_column_are_no_reference() -> None:
    """ "Number of arrests" above "2017/18" was taken for a letter of 2018, in which later years had not ended."""
    answer = joined(" | ")(TABLES["a year a row"][1])
    shown = read(f"Question 1\n{ASKED}\n\nResponse:\n{answer}\n".encode(), "reply.txt")
    assert not any("period-open" in one.get("doubts", ()) for one in numbers(shown))


def test_one_row_under_years_is_no_table_where_rows_below_it_lost_a_cell() -> None:
    cut = "Area\n\n2018/19\n\n2019/20\n\nNorth\n\n12\n\n14\n\nSouth\n\n7\n\nYours\n"
    shown = read(f"1. {ASKED}\n\n{cut}".encode(), "reply.txt")
    assert {one["label"] for one in shown["proposals"]} <= {""}


@pytest.mark.parametrize(
    ("said", "rows", "status"),
    [
        ("To find this would exceed the cost limit, so section 12(1) applies.", ("Minutes each", "5"), "refused"),
        ("No information held.", ("Telephone", "101"), "not_held"),
        ("Please see the table.", ("2019/20", "14"), "answered"),
        ("The rest is exempt under section 40(2).", ("2019/20", "14"), "partly_answered"),
        ("No information is held of 2017/18.", ("2019/20", "14"), "partly_answered"),
    ],
)
def test_the_words_of_an_answer_and_its_table_are_read_together(said: str, rows: tuple[str, str], status: str) -> None:
    table = (("", "Number"), rows, ("Of these", "3"))
    shown = read(as_html([f"1. {ASKED}", "Response", said, table]), "page.html")
    assert [one["status"] for one in shown["outcomes"]] == [status]
    assert {one["question"] for one in shown["proposals"]} == {None}


COSTS: Rows = (("Search", "Hours"), ("Custody records", "40"), ("Crime records", "12"))
BELOW = "Yours faithfully"


def became(*parts: str | Rows) -> list[tuple[str | None, str, str]]:
    return [(one["question"], one["status"], one["locator"]) for one in read(as_html(parts), "page.html")["outcomes"]]


def test_a_table_that_answers_is_the_place_of_the_answer_at_a_document_s_end_too() -> None:
    assert became(QUESTIONS[0], GIVEN[0], QUESTIONS[1], GIVEN[1]) == [
        ("1", "answered", "table 1"), ("2", "answered", "table 2"),
    ]  # fmt: skip


def test_a_table_of_hours_or_telephones_answers_nothing() -> None:
    assert became(QUESTIONS[0], REFUSED, COSTS, BELOW) == [("1", "refused", "line 3")]
    assert became(QUESTIONS[0], "The cost is set out below.", COSTS, BELOW) == [("1", "not_read", "line 3")]
    telephones = (("Office", "Telephone"), ("Borsetshire", "101"), ("Commissioner", "12345"))
    assert became(QUESTIONS[0], "We do not hold this.", telephones, BELOW) == [("1", "not_held", "line 3")]


def test_a_table_beside_a_pointer_elsewhere_leaves_open_what_answers() -> None:
    said = "This information is published on our website: https://www.kent.police.uk/data."
    assert became(QUESTIONS[0], said, GIVEN[0], BELOW) == [("1", "not_read", "line 3")]


def test_a_table_after_several_questions_is_not_the_last_one_s() -> None:
    shown = read(as_html([*QUESTIONS[:2], GIVEN[0], BELOW]), "page.html")
    assert shown["outcomes"] == [] and {one["question"] for one in shown["proposals"]} == {None}


def test_a_table_that_an_answer_points_to_by_name_is_not_the_last_question_s() -> None:
    parts = [QUESTIONS[0], "See Appendix A.", QUESTIONS[1], "We do not hold this.", "Appendix A", GIVEN[0], BELOW]
    shown = read(as_html(parts), "page.html")
    assert [(one["question"], one["status"]) for one in shown["outcomes"]] == [("1", "referred"), ("2", "not_held")]
    assert {one["question"] for one in shown["proposals"]} == {None}


def test_a_sheet_is_of_no_question_on_another_sheet() -> None:
    book = openpyxl.Workbook()
    for sheet, rows in ((book.active, [QUESTIONS[:1], *GIVEN[0]]), (book.create_sheet("Cautions"), GIVEN[1])):
        for row in rows:
            sheet.append(row)
    book.save(file := io.BytesIO())
    offered = {(one["value"], one["question"]) for one in read(file.getvalue(), "answer.xlsx")["proposals"]}
    assert offered == {(17, None), (31, None), (4, None), (5, None)}


@pytest.mark.parametrize(
    "answer",
    [
        "| 2018/19 | | 2019/20 |\n| 12 | 14 | |",  # 14 may be the earlier year's too
        "Year Arrests 2018/19 12 2019/20 14 total 30",  # a total that is not the sum
        "None.\n\nSexual Offences Act 2003 Section 15 Schedule 3",
    ],
)
def test_a_row_that_may_be_read_in_two_ways_gives_no_figure(answer: str) -> None:
    assert read(f"Question 1\n{ASKED}\n\nResponse:\n{answer}\n".encode(), "reply.txt")["figures"] == []


def test_a_page_s_foot_is_no_table() -> None:
    shown = read(f"1. {ASKED}\n\nPlease see our website.\n\nVersion 2 May 2020 Page 3\n".encode(), "reply.txt")
    assert [one["status"] for one in shown["outcomes"]] == ["not_read"] and shown["proposals"] == []


def test_a_thousand_that_is_printed_with_a_space_is_no_two_counts() -> None:
    asked = "1. How many arrests for sexual communication with a child?\n\n2018 2019\nArrests "
    assert read(f"{asked}1 204\n".encode(), "reply.txt")["figures"] == []
    without_label = f"{asked.removesuffix('Arrests ')}1 204\n"
    assert read(without_label.encode(), "reply.txt")["figures"] == []
    figures = read(f"{asked}12 14\n".encode(), "reply.txt")["figures"]
    assert [(one["value"], one["period_id"]) for one in figures] == [(12, "2018"), (14, "2019")]
