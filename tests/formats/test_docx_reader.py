"""Word documents, new and old: what a reader of the printed page sees, in its order, with Word's own labels."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import reference as reference_data
from ingest import word as docx
from ingest.answers.documents import read_document
from ingest.commands.show import _source
from ingest.model import Blocks, Unreadable
from ingest.readers.opened import read_blocks, reader_of
from ingest.word import format_number
from tests.blocks import paragraphs, rows
from tests.making_documents.docx import level, p, package, tbl, tc, tr

CASES = Path(__file__).parents[1] / "cases"
EVERY = sorted((CASES / "docx").iterdir())


def read(data: bytes) -> Blocks:
    assert reader_of(data, "letter") is docx.read
    return docx.read(data, "letter")


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    blocks = read((case / "document.docx").read_bytes())
    assert paragraphs(blocks) == expected.get("paragraphs", [])
    assert [rows(grid) for grid in blocks.grids] == expected.get("grids", [])
    assert sorted(problem.rule for problem in blocks.problems) == sorted(expected.get("rules", []))
    assert [c.text for grid in blocks.grids for c in grid.cells if c.is_header] == expected.get("headers", [])
    assert [attachment.name for attachment in blocks.attachments] == expected.get("attachments", [])


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_no_author_is_read(case: Path) -> None:
    blocks = read((case / "document.docx").read_bytes())
    assert "Officer" not in repr(blocks)


def test_a_document_is_read_by_its_own_reader() -> None:
    data = package(p("x"))
    assert reader_of(data, "letter.zip") is docx.read


def test_what_another_program_wrote_is_read() -> None:
    from docx import Document

    document = Document()
    document.add_heading("Freedom of information", 1)
    for text in ("How many arrests?", "How many by decoys?"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("We made 22 arrests.")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Arrests"
    table.cell(1, 0).text, table.cell(1, 1).text = "2019", "4"
    data = io.BytesIO()
    document.save(data)
    blocks = read(data.getvalue())
    assert paragraphs(blocks) == [
        "Freedom of information",
        "1. How many arrests?",
        "2. How many by decoys?",
        "We made 22 arrests.",
    ]
    assert rows(blocks.grids[0]) == [["Arrests", None], ["2019", "4"]]


@pytest.mark.parametrize(
    ("count", "kind", "printed"),
    [(3, "decimal", "3"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"), (4, "lowerRoman", "iv"),
     (3, "decimalZero", "03"), (1, "bullet", ""), (0, "lowerLetter", "0")],
)  # fmt: skip
def test_word_counts_letters_in_its_own_way(count: int, kind: str, printed: str) -> None:
    assert format_number(count, kind) == printed


def test_a_locked_document_is_refused_with_words() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable, match="password"):
        read_blocks(data, "letter.docx")


@pytest.mark.parametrize("body", ["", p(""), p("<w:r/>")])
def test_a_document_without_words_is_refused(body: str) -> None:
    with pytest.raises(Unreadable, match="without words"):
        read(package(body))


def test_a_part_that_is_blown_up_is_refused() -> None:
    data = io.BytesIO(package(p("x")))
    with (
        zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive,
        pytest.warns(UserWarning, match="Duplicate"),
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(201):
            part.write(b" " * 1_000_000)
    with pytest.raises(Unreadable, match="more than any letter"):
        docx.read(data.getvalue(), "letter.docx")


def test_an_entity_that_grows_is_refused_or_left_alone() -> None:
    data = package(p("x"))
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml":
                text = text.replace(b"\n<w:document", f"\n{bomb}<w:document".encode()).replace(b">x<", b">&b;<")
            target.writestr(name, text)
    try:
        blocks = docx.read(changed.getvalue(), "letter.docx")
    except Unreadable:
        return
    assert "ha" not in blocks.text


def test_many_nested_tables_cost_time_and_no_crash() -> None:
    for depth in (20, 60, 10_000):
        body = "<w:tbl><w:tr><w:tc>" * depth + p("22") + "</w:tc></w:tr></w:tbl>" * depth
        try:
            assert paragraphs(read(package(body))) == ["22"]
        except Unreadable:
            assert depth > 60  # the parser's own limit of 256 elements in one another


def test_a_list_that_refers_to_itself_ends() -> None:
    ring = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert paragraphs(read(package(p("x", style="A"), {"styles": ring}))) == ["x"]


def test_a_merged_cell_that_hides_a_number_says_so() -> None:
    table = tbl(tr(tc("Year", merge="down"), "4"), tr(tc("2019", merge="on"), "5"))
    blocks = read(package(table))
    assert rows(blocks.grids[0]) == [["Year", "4"], [None, "5"]]
    assert [problem.rule for problem in blocks.problems] == ["hidden-content"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(EVERY), st.data())
def test_no_damage_crashes_the_reader(case: Path, data: st.DataObject) -> None:
    document = bytearray((case / "document.docx").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(document) - 1))
        document[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    if reader_of(bytes(document), "letter.docx") is not docx.read:
        return  # no longer opened as a Word document; read here, each would start LibreOffice
    try:
        docx.read(bytes(document), "letter.docx")
    except Unreadable:
        return


XML = ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>22</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
       "</w:tc>", '<w:gridSpan w:val="-3"/>', "<w:tcPr>", "</w:tcPr>", "<w:vMerge/>", "<w:sdt>", "</w:sdt>", "<w:del>",
       "</w:del>", '<w:footnoteReference w:id="1"/>', "<w:tab/>", "<w:br/>", '<w:numId w:val="x"/>']  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(XML), max_size=40))
def test_no_order_of_elements_crashes_the_reader(pieces: list[str]) -> None:
    body, open_tags = "", []
    for piece in pieces:
        if piece.startswith("</"):
            if open_tags:
                body += f"</{open_tags.pop()}>"
            continue
        body += piece
        if not piece.endswith("/>") and "</" not in piece:
            open_tags.append(piece[1:-1])
    body += "".join(f"</{tag}>" for tag in reversed(open_tags))
    try:
        read(package(body))
    except Unreadable:
        return


def converted(name: str) -> Blocks:
    if docx.find_program() is None:
        pytest.skip("LibreOffice is not installed")
    data = (CASES / "doc" / name).read_bytes()
    assert reader_of(data, "letter") is docx.read
    return docx.read(data, name)


def test_an_old_letter_is_read_with_its_table() -> None:
    blocks = converted("letter.doc")
    assert paragraphs(blocks)[:4] == [
        "Freedom of information 77/21",
        "Dear Applicant,",
        "1. How many arrests?",
        "We made 22 arrests.",
    ]
    assert rows(blocks.grids[0]) == [["Year", "Arrests"], ["2018/19", "4"], ["2019/20", "5"]]
    assert [cell.text for cell in blocks.grids[0].cells if cell.is_header] == ["Year", "Arrests"]
    assert "converted" in [problem.rule for problem in blocks.problems]


def test_rich_text_is_read() -> None:
    blocks = converted("letter.rtf")
    assert paragraphs(blocks) == ["Our ref: 77/21", "1. How many arrests?", "We made 22 arrests – none of them twice."]
    assert "Officer" not in repr(blocks)


def test_without_libreoffice_an_old_letter_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "find_program", lambda: None)
    with pytest.raises(Unreadable, match="Install it"):
        docx.read((CASES / "doc" / "letter.rtf").read_bytes(), "letter.rtf")


def test_a_conversion_that_gives_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "find_program", lambda: "/bin/true")
    with pytest.raises(Unreadable, match="could not convert"):
        docx.read((CASES / "doc" / "letter.rtf").read_bytes(), "letter.rtf")


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nwhile :; do :; done\n")
    program.chmod(0o755)
    monkeypatch.setattr(docx, "find_program", lambda: str(program))
    monkeypatch.setattr(docx, "SECONDS", 0.2)
    with pytest.raises(Unreadable, match="within"):
        docx.read((CASES / "doc" / "letter.rtf").read_bytes(), "letter.rtf")


def test_labels_that_word_gives_bring_answers_to_their_questions(tmp_path: Path) -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%1%2.")}'
        "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    asked = (
        ("Please provide the number of arrests you made in 2019/20 regarding online sexual offences of any kind "
         "related to children.", 1, "We made 31 arrests."),
        ("Please provide a breakdown of all the sexual offences associated with these arrests.", 1, "Not held."),
        ("Please specify the number of these arrests that involved at least one child decoy.", 1, "None"),
        ("Please provide the number of arrests you made in 2019/20 in connection with online sexual offences against "
         "children based on evidence acquired by your own officers acting as decoys.", 0, "7"),
    )  # fmt: skip
    # A title above at depth 0 takes the number 1, as in letters that print the questions' heading as an item.
    body = p("Dear Applicant,") + p("About arrests:", numbered=(1, 0))
    body += "".join(p(text, numbered=(1, depth)) + p(answer) for text, depth, answer in asked) + p("Yours sincerely,")
    file = tmp_path / "letter.docx"
    file.write_bytes(package(body, {"numbering": lists}))
    reference = reference_data.load()
    source, _ = _source(file, "west-mercia", "online-grooming-2019-20", reference)
    reading = read_document(file.read_bytes(), file.name, "original", source, reference)
    assert {(figure.question, figure.value.value) for figure in reading.figures} == {
        ("1a", 31.0),
        ("1c", 0.0),
        ("2", 7.0),
    }
