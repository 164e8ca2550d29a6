"""Where a problem stands, counted from 1, and that none stands beside what was read all the same."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from ingest import reference as reference_data
from ingest.answers.documents import as_one, read_documents
from ingest.model import DocumentReading
from ingest.readers.opened import open_document
from tests.making import source as made_source

CAMPAIGN = "online-grooming-2019-20"
SHEET = "Offence,Arrests 2019/20\nSection 8 SOA 2003,3\nSection 10 SOA 2003,4\n"


def read(name: str, data: bytes, force: str = "kent", campaign: str = CAMPAIGN) -> DocumentReading:
    told = made_source(f"{force}~1-21", force_ids=(force,), campaign_id=campaign, kind="force_response")
    return as_one(read_documents(open_document(data, name, "original"), told, reference_data.load()))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sheet.csv", SHEET),
        ("page.html", "<html><body><table><tr><td>Question 1a</td><td>45</td></tr></table></body></html>"),
        (
            "page.html",
            "<table><tr><th>Question</th><th>Number</th></tr><tr><td>3</td><td>5</td></tr></table><p>Note</p>",
        ),
        ("reply.txt", "1a. 45\n\nOffence | 2018/19 | 2019/20\nSection 8 SOA 2003 | 3 | 4\n"),
    ],
)
def test_lines_are_counted_from_1(name: str, data: str) -> None:
    problems = read(name, data.encode()).problems
    assert problems
    for problem in problems:
        found = re.search(r"lines? (\d+)(?:-(\d+))?", problem.locator or "")
        assert found is None or 1 <= int(found[1]) <= int(found[2] or found[1]), problem.locator


def test_an_archive_whose_documents_hold_numbers_does_not_say_that_nothing_was_understood() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("q-3.csv", "Question 3: arrests\nYear,Arrests\n2018/19,3\n2019/20,4\n")
    reading = read("reply.zip", kept.getvalue())
    assert reading.blocks.cells
    assert not [problem.message for problem in reading.problems if "Nothing here was understood" in problem.message]
    offered = {(one.value.text, one.locator) for one in reading.proposals}
    assert offered == {
        ("3", "q-3.csv, table 1, row 1, column Arrests"),
        ("4", "q-3.csv, table 1, row 2, column Arrests"),
    }


def test_words_over_a_table_are_no_answer_without_a_number() -> None:
    page = """<p>Dear Applicant</p><p>Crimes on hospital grounds</p>
    <table><tr><th>Hospital</th><th>2019/20</th><th>2020/21</th></tr>
    <tr><td>North Hospital</td><td>4</td><td>5</td></tr><tr><td>South Hospital</td><td>6</td><td>7</td></tr></table>"""
    reading = read("page.html", page.encode(), "durham", "hospital-crime-2019-24")
    assert {one.value.text for one in reading.proposals} == {"4", "5", "6", "7"}
    assert not [problem.message for problem in reading.problems if "neither a number nor a reason" in problem.message]


def test_a_number_with_a_mark_above_a_table_is_a_problem() -> None:
    page = """<p>Dear Applicant</p><p>3. 12¹</p><table><tr><th>Offence</th><th>2018/19</th><th>2019/20</th></tr>
    <tr><td>Section 8 SOA 2003</td><td>3</td><td>4</td></tr>
    <tr><td>Section 10 SOA 2003</td><td>5</td><td>6</td></tr></table>"""
    assert [problem for problem in read("page.html", page.encode()).problems if "12¹" in problem.message]


def test_a_table_of_lines_is_read_as_words_and_has_no_remark_that_it_gives_no_figure() -> None:
    rows = "Year | Arrests\n2019 | 17\n2020 | 12\n"
    letter = f"Dear Applicant\n\nHow many people were arrested for rape?\n\nResponse\n\n{rows}\nYours sincerely\n"
    page = """<p>Dear Applicant</p><p>How many people were arrested for rape?</p><p>Response</p>
    <table><tr><th>Year</th><th>Arrests</th></tr><tr><td>2019</td><td>17</td></tr><tr><td>2020</td><td>12</td></tr>
    </table>"""
    for name, text, remarks in (("letter.txt", letter, 0), ("page.html", page, 1)):
        source = made_source("kent~1-21", force_ids=("kent",), campaign_id=None, kind="force_response")
        (reading,) = read_documents(open_document(text.encode(), name, "original"), source, reference_data.load())
        assert {one.value.text for one in (*reading.proposals, *reading.figures)} == {"17", "12"}
        assert len([one for one in reading.problems if "gives no figure by itself" in one.message]) == remarks


def test_words_that_two_letters_share_stand_in_each_where_it_has_them() -> None:
    words = "1a. There were 45 arrests.\n\n3. No information is held.\n"
    first, second = read("reply.txt", words.encode()), read("reply.txt", f"Our reply\n\n{words}".encode(), "essex")
    placed = [[(one.question, one.status, one.locator, one.force_id) for one in r.outcomes] for r in (first, second)]
    assert placed[0] == [("1a", "answered", "line 1", "kent"), ("3", "not_held", "line 3", "kent")]
    assert placed[1] == [("1a", "answered", "line 3", "essex"), ("3", "not_held", "line 5", "essex")]
    assert [(one.value.value, one.locator) for one in (*first.figures, *second.figures)] == [
        (45, "line 1"),
        (45, "line 3"),
    ]
