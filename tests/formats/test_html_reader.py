"""Saved web pages: what they show is read in its order, with its tables and messages, and nothing else of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import html
from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.commands.show import _source
from ingest.kinds import kind_of
from ingest.model import Blocks, DocumentReading, Unreadable
from ingest.readers.opened import reader_of
from tests.blocks import paragraphs, rows
from tests.making_documents.html import Said, plain, police_uk, thread

CASES = Path(__file__).parents[1] / "cases" / "html"
EVERY = sorted(CASES.iterdir())


def read(page: str | bytes) -> Blocks:
    data = page.encode() if isinstance(page, str) else page
    assert kind_of(data, "page") == "html"
    return html.read(data, "page")


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    blocks = read((case / "document.html").read_bytes())
    assert paragraphs(blocks) == expected.get("paragraphs", [])
    assert [rows(grid) for grid in blocks.grids] == expected.get("grids", [])
    told = [
        [part.kind, part.on.isoformat() if part.on else None, blocks.lines[part.first_line - 1].text]
        for part in blocks.parts
    ]
    assert told == expected.get("parts", [])
    assert sorted(problem.rule for problem in blocks.problems) == sorted(expected.get("rules", []))
    assert [c.text for grid in blocks.grids for c in grid.cells if c.is_header] == expected.get("headers", [])


def test_every_line_has_its_place_in_the_text() -> None:
    blocks = read(plain("<p>One<br>two</p><table><tr><th>a</th><td>5</td></tr></table><p>three</p>"))
    assert [blocks.text[line.start : line.end] for line in blocks.lines] == [line.text for line in blocks.lines]
    assert [line.number for line in blocks.lines] == [1, 2, 3, 4]
    assert blocks.grids[0].after_line == 2


def test_a_merged_cell_is_one_cell_with_what_it_spans() -> None:
    grid = read((CASES / "merged-cells" / "document.html").read_bytes()).grids[0]
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["Force"] == (2, 1)
    assert spans["Arrests"] == (1, 2)
    assert spans["none"] == (1, 2)
    assert spans["4"] == (1, 1)


def test_a_table_without_marked_headings_says_that_it_can_not_tell() -> None:
    grid = read(plain("<table><tr><td>Year</td><td>Arrests</td></tr><tr><td>2018</td><td>4</td></tr></table>")).grids[0]
    assert {cell.is_header for cell in grid.cells} == {None}


@pytest.mark.parametrize(
    ("data", "printed"),
    [
        ("<html><p>£5 – ok".encode(), "£5 – ok"),
        ("<html><p>£5 – ok".encode("cp1252"), "£5 – ok"),
        (b'<html><meta charset="iso-8859-1"><p>' + "£5 – ok".encode("cp1252"), "£5 – ok"),
        (b'<html><meta charset="iso-8859-1"><p>' + "£5 – ok".encode(), "£5 – ok"),
        ("\ufeff<html><p>£5 – ok".encode("utf-16-le"), "£5 – ok"),
        ("<html><p>£5 – ok".encode("utf-16-be"), "£5 – ok"),
        (
            b'<html><meta http-equiv=Content-Type content="text/html; charset=macintosh"><p>' + b"\xa35 \xd0 ok",
            "£5 – ok",
        ),
        ("<html><p>2019 â€“ 12".encode(), "2019 – 12"),
    ],
)
def test_the_encoding_is_the_one_that_gives_words(data: bytes, printed: str) -> None:
    assert paragraphs(read(data)) == [printed]


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf\n<html><p>x",
        b'<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html PUBLIC "x"><html><p>x',
        b"<div><p>x</p></div>",
    ],
)
def test_a_page_is_known_by_its_content(data: bytes) -> None:
    assert reader_of(data, "page.txt") is html.read


@pytest.mark.parametrize(
    "data",
    [
        b"", b"Dear Sir,\n<b>x</b>", b"<5 arrests", b"%PDF-1.7 <html>", b'<?xml version="1.0"?><w:document/>',
        b"PK\x03\x04",
    ],
)  # fmt: skip
def test_other_documents_are_no_page(data: bytes) -> None:
    assert kind_of(data, "page.html") != "html"


def test_a_page_that_a_program_fills_is_refused_with_words() -> None:
    with pytest.raises(Unreadable, match="without words"):
        html.read(b"<html><body><div id=app></div><script>load(5)</script></body></html>", "page.html")


def test_no_name_that_the_page_marks_as_a_persons_is_read() -> None:
    blocks = read((CASES / "thread" / "document.html").read_bytes())
    everything = repr(blocks)
    for name in ("Alex", "Placeholder", "Sam Example", "Kim", "alex_placeholder"):
        assert name not in everything


def test_a_table_in_a_heading_is_read() -> None:
    blocks = read(
        plain("<h2>See <table><tr><td>Ref:</td><td>5</td></tr></table><button>22</button></h2><button>9</button>")
    )
    assert paragraphs(blocks) == ["See", "Ref: 5", "22", "9"]


DEPTH = 48
NESTED = {
    "boxes": ("<div>" * 4 * DEPTH + "22", "22"),
    "tables": ("<table><tr><td>" * DEPTH + "22", "22"),
    "tables with headings": ("<table><tr><th>a</th><td>" * DEPTH + "22", None),
    "lists": ("<ol><li>" * DEPTH + "22", None),
    "bold": ("<p><b>" * DEPTH + "22", None),
}


@pytest.mark.parametrize("name", NESTED)
def test_boxes_in_one_another_are_read_as_far_as_any_page_nests_them(name: str) -> None:
    page, printed = NESTED[name]
    blocks = read("<html>" + page)
    assert "22" in repr(blocks)
    if printed:
        assert paragraphs(blocks) == [printed]


def test_cells_that_claim_to_span_the_world_are_read() -> None:
    row = '<tr><th colspan="99999999" rowspan="99999999">x</th><td>5</td></tr>'
    grid = read(f"<html><table>{row * 2000}</table>").grids[0]
    assert grid.columns <= 1000
    assert grid.rows == 2000


PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "<td>", "<th rowspan=2>", "<td colspan=3>", "<p>", "</p>", "<br>", "<ol>", "<li>",
     "</ol>", "<div class=correspondence>", "<div class='incoming correspondence'>", "<h2>", "<sup>", "</sup>", "<pre>",
     "<caption>", "<main>", "<form>", "<nav class=menu>", "<script>", "<!--", "-->", "&nbsp;", "&#0;", "22", " x ",
     "\n", "<div hidden>", "</div>", "<button>", "<time datetime='2021-99-99'>", "\u200b", "<svg>", "<template>",
     "<select>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_no_markup_crashes_the_reader(pieces: list[str]) -> None:
    page = ("<html>" + "".join(pieces)).encode()
    try:
        blocks = html.read(page, "page.html")
    except Unreadable:
        return
    for grid in blocks.grids:
        assert all(cell.row + cell.row_span - 1 <= grid.rows for cell in grid.cells)
        assert all(cell.column + cell.column_span - 1 <= grid.columns for cell in grid.cells)
        assert 0 <= grid.after_line <= len(blocks.lines)
    for part in blocks.parts:
        assert 1 <= part.first_line <= part.last_line <= len(blocks.lines)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(EVERY), st.data())
def test_no_damage_crashes_the_reader(case: Path, data: st.DataObject) -> None:
    page = bytearray((case / "document.html").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(page) - 1))
        page[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    kind_of(bytes(page), "page.html")
    try:
        html.read(bytes(page), "page.html")
    except Unreadable:
        return


@pytest.mark.parametrize("style", ["white-space: pre-wrap", "color: #000; WHITE-SPACE:pre-line"])
def test_a_letter_whose_lines_are_kept_by_a_style_has_its_lines(style: str) -> None:
    letter = "2. How many were charged?\n\n2018 3\n2019 5\n\nYours sincerely"
    page = read(plain(f'<div style="{style}">{letter}</div>'))
    assert page.text.endswith(letter)


def test_a_page_that_is_named_a_text_is_read_by_this_one() -> None:
    assert reader_of(b"<!doctype html><p>x", "x.txt") is html.read


QUESTIONS = {
    "1a": "Please provide the number of arrests you made in 2019/20 regarding online sexual offences of any kind "
    "related to children.",
    "1c": "Please specify the number of these arrests that involved at least one child decoy.",
    "3": "Please provide the number of arrests you made in 2019/20 in connection with online sexual offences against "
    "children based on evidence provided to you by so-called paedophile hunters.",
}


def read_as(force: str, page: str, folder: Path) -> DocumentReading:
    """The page as the one document of an answer to the project's first campaign."""
    reference = reference_data.load()
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    source, _ = _source(file, force, "online-grooming-2019-20", reference)
    return read_document(file.read_bytes(), file.name, "original", source, reference)


def test_a_threads_page_gives_the_forces_figures_and_no_annotations(tmp_path: Path) -> None:
    asked = "<br><br>".join(f"{label}. {text}" for label, text in QUESTIONS.items())
    answer = "<br><br>".join(
        f"{label}. {QUESTIONS[label]}<br><br>{value}" for label, value in (("1a", "31."), ("1c", "None"), ("3", "12"))
    )
    messages = [
        Said("outgoing", "2021-01-04", f"Dear West Mercia Police,<br><br>{asked}<br><br>Yours faithfully,<br><br>A B"),
        Said("annotation", "2021-01-05", "1a. I heard of 300 arrests.<br><br>3. 99", author="Sam Example"),
        Said("incoming", "2021-02-01", f"Dear Sir or Madam,<br><br>{answer}<br><br>Yours sincerely,<br><br>FOI Team"),
    ]
    page = thread("Decoys", "West Mercia Police", "The request was <strong>successful</strong>.", messages)
    reading = read_as("west-mercia", page, tmp_path)
    assert [message.kind for message in reading.messages] == ["request", "annotation", "response"]
    assert [str(message.on) for message in reading.messages] == ["2021-01-04", "2021-01-05", "2021-02-01"]
    found = {(figure.question, figure.value.value): figure.quote for figure in reading.figures}
    assert set(found) == {("1a", 31.0), ("1c", 0.0), ("3", 12.0)}


def test_a_disclosure_page_with_a_numbered_list_answers_its_questions(tmp_path: Path) -> None:
    text = "".join(
        f"<h2>Question {label}</h2><p>{QUESTIONS[label]}</p><h3>Answer</h3><p>{value}</p>"
        for label, value in (("1a", "We made 31 arrests."), ("3", "12 arrests"))
    )
    reading = read_as("west-mercia", police_uk("Decoys 2019/20", text), tmp_path)
    assert {(figure.question, figure.value.value) for figure in reading.figures} == {("1a", 31.0), ("3", 12.0)}


def test_a_page_that_nests_without_end_is_refused_at_once() -> None:
    with pytest.raises(Unreadable, match="one in another"):
        html.read(b"<html><body>" + b"<div><sup>" * 100_000 + b"5</body></html>", "page.html")


def test_elements_that_need_no_end_nest_nothing() -> None:
    assert "last" in html.read(b"<html><body>" + b"<p>A line" * 3000 + b"<p>last</body></html>", "page.html").text


@pytest.mark.parametrize(
    "below",
    [
        "1 person was arrested twice in 2019/20.",
        "2 people were arrested more than once in 2019/20.",
        "The figures are taken from our custody system.",
    ],
)
def test_a_sentence_below_a_table_that_answers_is_no_answer(below: str, tmp_path: Path) -> None:
    table = "<table><tr><th>Year</th><th>Arrests</th></tr><tr><td>2019/20</td><td>140</td></tr></table>"
    page = f"<html><body><p>1a. {QUESTIONS['1a']}</p><p>Answer: see table.</p>{table}<p>{below}</p></body></html>"
    reading = read_as("west-mercia", page, tmp_path)
    number = re.match(r"\d", below)
    assert not reading.figures
    assert sorted(one.value.text for one in reading.proposals) == sorted(["140", *([number[0]] if number else [])])
