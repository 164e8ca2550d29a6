"""PDF letters with each answer beside its question: higher than its question it begins above it, and read line by line
it would answer the one before."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.model import DocumentReading
from tests.making import source

QUESTIONS = (
    "Q1a. How many arrests did your force make in 2019/20 for online sexual offences against children?",
    "Q2. How many arrests were made on evidence gathered by your own officers posing as children?",
    "Q3. How many arrests were made on evidence from online child abuse activist groups in 2019/20?",
)
REFUSED = "This is exempt under section 31(1)(a) of the Freedom of Information Act. " + "It shows our tactics. " * 5
ANSWERS = ("12", REFUSED, "2016/17 – 4<br/>2017/18 – 3<br/>2018/19 – 6<br/>2019/20 – 9")
TRUE = {("1a", "2019/20", 12), ("3", "2016/17", 4), ("3", "2017/18", 3), ("3", "2018/19", 6), ("3", "2019/20", 9)}


def letter(alignment: str, *, rules: bool, gaps: bool) -> DocumentReading:
    """The letter with its answers at the top, middle or bottom beside their questions, as the project reads it."""
    return read(list(zip(QUESTIONS, ANSWERS, strict=True)), alignment, rules=rules, gaps=gaps)


def read(texts: Sequence[Sequence[str]], alignment: str, *, rules: bool, gaps: bool) -> DocumentReading:
    style = getSampleStyleSheet()["BodyText"].clone("", spaceBefore=6 if gaps else 0)
    rows = [[Paragraph(text, style) for text in row] for row in texts]
    looks: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), alignment)]
    looks += [(side, (0, 0), (-1, -1), 3 if gaps else 0) for side in ("TOPPADDING", "BOTTOMPADDING")]
    looks += [("GRID", (0, 0), (-1, -1), 0.5, "black")] if rules else []
    paper = io.BytesIO()
    opening = Paragraph("Your request is answered below.", style)
    SimpleDocTemplate(paper).build(
        [opening, Table(rows, colWidths=[260, 180] if len(rows[0]) == 2 else [260, 80, 80], style=looks)]
    )
    kent = source("kent~123-20", "force_response", force_ids=("kent",), campaign_id="online-grooming-2019-20")
    return read_document(paper.getvalue(), "letter.pdf", "original", kent, reference_data.load())


@pytest.mark.parametrize("alignment", ["TOP", "MIDDLE", "BOTTOM"])
def test_in_rules_each_answer_is_that_of_the_question_beside_it(alignment: str) -> None:
    answer = letter(alignment, rules=True, gaps=True)
    assert {(one.question, one.period.period_id, one.value.value) for one in answer.figures} == TRUE
    assert {(one.question, one.status) for one in answer.outcomes} == {
        ("1a", "answered"), ("2", "refused"), ("3", "answered"),
    }  # fmt: skip


@pytest.mark.parametrize("alignment", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("gaps", [True, False])
def test_rows_that_no_rule_parts_give_no_figure_and_no_answer(alignment: str, gaps: bool) -> None:
    answer = letter(alignment, rules=False, gaps=gaps)
    assert answer.figures == ()
    assert {one.status for one in answer.outcomes} == {"not_read"}
    assert answer.proposals and all("columns-beside" in one.doubts for one in answer.proposals)
    assert any(one.rule == "columns-beside" for one in answer.problems)


UNDATED = (
    "Q1a. How many arrests did your force make for online sexual offences against children?",
    "Q2. How many arrests were made on evidence gathered by your own officers posing as children?",
)


@pytest.mark.parametrize(
    ("heading", "period"), [("2018/19", "2018/19"), ("Year ending March 2019", "2018/19"), ("Adults", None)]
)
def test_what_heads_the_answers_is_said_of_them(heading: str, period: str | None) -> None:
    rows = [("Question", heading), (UNDATED[0], "14"), (UNDATED[1], "5")]
    answer = read(rows, "MIDDLE", rules=True, gaps=True)
    assert answer.figures == ()
    assert [(one.value.value, one.period_id) for one in answer.proposals] == [(14, period), (5, period)]


def test_numbered_rows_of_several_columns_are_a_table() -> None:
    rows = [("", "2017/18", "2018/19"), (UNDATED[0], "14", "15"), (UNDATED[1], "5", "6")]
    offered = read(rows, "MIDDLE", rules=False, gaps=True).proposals
    assert [(one.value.value, one.period_id) for one in offered] == [
        (14, "2017/18"), (15, "2018/19"), (5, "2017/18"), (6, "2018/19"),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [20, 26, 30])
def test_a_brace_beside_two_rows_joins_no_numbers_and_nothing_is_accepted_beside_it(size: int) -> None:
    paper = io.BytesIO()
    page = Canvas(paper)
    rows = ("Offence", "2019/20"), ("Grooming", "19"), ("Abuse of trust", "57"), ("Exposure", "12"), ("Incest", "8")
    for n, (label, number) in enumerate(rows):
        page.drawString(60, 700 - 16 * n, label)
        page.drawRightString(400, 700 - 16 * n, number)
    page.setFont("Helvetica", size)
    page.drawString(405, 700 - 16 * 2 - 2, "}")
    page.save()
    kent = source("kent~123-20", "force_response", force_ids=("kent",))
    answer = read_document(paper.getvalue(), "letter.pdf", "original", kent, reference_data.load())
    assert [(cell.row_label, cell.text) for cell in answer.blocks.cells] == list(rows[1:])
    assert answer.figures == () and {one.value.value for one in answer.proposals} == {19, 57, 12, 8}
    assert all("columns-beside" in one.doubts for one in answer.proposals)
