"""Workbooks: what a person who opens them sees is read, with addresses; what they hide or have not reckoned is told."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from ingest import workbook
from ingest.model import Blocks, Grid, Unreadable
from ingest.readers.opened import reader_of
from ingest.workbook import sheets
from tests.making_documents.workbook import Sheet, block
from tests.making_documents.workbook_ods import ods_of_xml, write_ods
from tests.making_documents.workbook_xls import write_xls
from tests.making_documents.workbook_xlsx import LINKS, MAIN, sheet_of_xml, write_xlsx

CASES = Path(__file__).parents[1] / "cases"
EVERY = sorted(path for kind in workbook.MEDIA_TYPES for path in (CASES / kind).glob("*/document.*"))


def read(data: bytes, name: str = "figures") -> Blocks:
    assert reader_of(data, name) is workbook.read
    return workbook.read(data, name)


def rows(grid: Grid) -> list[list[str]]:
    """The grid as rows of texts; ~ where no cell begins."""
    found = [["~"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        found[cell.row - 1][cell.column - 1] = cell.text
    return found


def told(blocks: Blocks) -> dict[str, Any]:
    return {
        "lines": [line.text for line in blocks.lines],
        "grids": [
            {
                "sheet": grid.sheet,
                "rows": rows(grid),
                "spans": {
                    c.ref: [c.row_span, c.column_span] for c in grid.cells if (c.row_span, c.column_span) != (1, 1)
                },
                "first": grid.cells[0].ref,
            }
            for grid in blocks.grids
        ],
        "numbers": {
            f"{grid.sheet}!{c.ref}": c.number for grid in blocks.grids for c in grid.cells if c.number is not None
        },
        "problems": [[problem.rule, problem.locator] for problem in blocks.problems],
    }


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.suffix[1:]}-{path.parent.name}")
def test_case(path: Path) -> None:
    expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
    assert told(read(path.read_bytes())) == expected


def words(at: str, text: str) -> str:
    """A cell of an XLSX that holds a text."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADINGS = f'<row r="1">{words("A1", "Offence")}{words("B1", "Arrests")}</row>'


def one_row(cells: str, **parts: Any) -> Blocks:
    """What is read of an XLSX with a heading row and one row of cells."""
    before, after = parts.pop("before", ""), parts.pop("after", "")
    body = HEADINGS + f'<row r="2">{words("A2", "Theft")}{cells}</row>'
    sheet = f"{before}<sheetData>{body}</sheetData>{after}"
    return read(sheet_of_xml(sheet, **parts))


def b2(blocks: Blocks) -> tuple[str, float | None]:
    cell = next(cell for grid in blocks.grids for cell in grid.cells if cell.ref == "B2")
    return cell.text, cell.number


def rules(blocks: Blocks) -> list[str]:
    return [problem.rule for problem in blocks.problems]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="B2"><v>7</v></c>', ("7", 7)),
        ('<c><v>7</v></c>', ("7", 7)),
        ('<c r="B2" t="n"><v>7.0</v></c>', ("7", 7)),
        ('<c r="B2" t="str"><f>A1</f><v>12</v></c>', ("12", None)),
        ('<c r="B2" t="s"><v>0</v></c>', ("8 or fewer", None)),
        ('<c r="B2" t="s"><v>1</v></c>', ("two\nlines", None)),
        ('<c r="B2" t="b"><v>1</v></c>', ("TRUE", None)),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ("#DIV/0!", None)),
        ('<c r="B2" s="1"><v>0.5</v></c>', ("50%", 0.5)),
        ('<c r="B2" s="2"><v>43556</v></c>', ("01/04/2019", None)),
        ('<c r="B2" s="99"><v>5</v></c>', ("5", 5)),
        ('<c r="B2"><v>1E3</v></c>', ("1000", 1000)),
        ('<c r="B2"><v>0.30000000000000004</v></c>', ("0.3", 0.30000000000000004)),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_shown(cell: str, shown: tuple[str, float | None]) -> None:
    strings = (
        '<si><r><t>8 </t></r><r><t xml:space="preserve">or fewer</t></r><rPh sb="0" eb="1"><t>eight</t></rPh></si>'
        "<si><t>two_x000D_\nlines</t></si>"
    )
    styles = '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
    assert b2(one_row(cell, strings=strings, styles=styles)) == shown


@pytest.mark.parametrize(
    "cell", ['<c r="B2"><f>A1</f></c>', '<c r="B2"><f>A1</f><v></v></c>', '<c r="B2"><f>A1</f><v/></c>']
)
def test_a_formula_without_a_stored_value_is_no_blank_and_is_told(cell: str) -> None:
    blocks = one_row(cell)
    assert b2(blocks) == ("…", None)
    assert [(p.rule, p.locator) for p in blocks.problems] == [("formula-without-value", "sheet Sheet1, B2")]


def test_a_formula_with_an_empty_text_as_its_result_is_a_blank() -> None:
    blocks = one_row('<c r="B2" t="str"><f>""</f><v></v></c>')
    assert b2(blocks) == ("", None)


def test_a_zero_of_a_formula_in_a_file_that_was_never_reckoned_is_no_zero() -> None:
    cell = '<c r="B2"><f>A1</f><v>0</v></c>'
    assert b2(one_row(cell)) == ("0", 0)
    blocks = one_row(cell, workbook='<calcPr fullCalcOnLoad="1"/>')
    assert b2(blocks) == ("…", None)
    assert rules(blocks) == ["formula-without-value"]


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    before = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert b2(one_row('<c r="B2"><v>0</v></c>', before=before)) == ("", 0)


def test_the_calendar_from_1904_is_four_years_later() -> None:
    styles = '<cellXfs count="1"><xf numFmtId="14"/></cellXfs>'
    blocks = one_row('<c r="B2" s="0"><v>42094</v></c>', styles=styles, workbook='<workbookPr date1904="1"/>')
    assert b2(blocks) == ("01/04/2019", None)


def test_columns_and_rows_without_width_are_hidden() -> None:
    blocks = one_row('<c r="B2"><v>5</v></c>', before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>')
    assert not blocks.grids
    assert rules(blocks) == ["hidden-content"]


def test_what_lies_under_a_merged_cell_is_told_and_not_read() -> None:
    blocks = one_row('<c r="B2"><v>5</v></c>', after='<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>')
    assert "5" not in {cell.text for grid in blocks.grids for cell in grid.cells}
    assert rules(blocks) == ["hidden-content"]


def test_a_number_in_cells_merged_over_the_foot_of_a_table_is_a_line() -> None:
    years = ((1, 2019, 4), (2, 2020, 6))
    counts = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{year}</v></c><c r="B{n}"><v>{count}</v></c></row>' for n, year, count in years
    )
    merged = '<row r="3"><c r="A3"><v>25</v></c></row>'
    sheet = f'<sheetData>{counts}{merged}</sheetData><mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>'
    blocks = read(sheet_of_xml(sheet))
    assert [rows(grid) for grid in blocks.grids] == [[["2019", "4"], ["2020", "6"]]]
    assert [line.text for line in blocks.lines] == ["25"]


def test_a_number_whose_look_hangs_on_a_rule_is_not_read() -> None:
    styles = '<cellXfs count="1"><xf numFmtId="0"/></cellXfs>'
    styles += '<dxfs count="1"><dxf><numFmt numFmtId="164" formatCode="&quot;*&quot;"/></dxf></dxfs>'
    rule = '<cfRule type="cellIs" dxfId="0" operator="lessThan"><formula>5</formula></cfRule>'
    rule = f'<conditionalFormatting sqref="B2:B9">{rule}</conditionalFormatting>'
    blocks = one_row('<c r="B2"><v>3</v></c>', styles=styles, after=rule)
    assert b2(blocks) == ("…", None)
    assert rules(blocks) == ["hidden-content"]


def test_words_beside_the_cells_are_not_read_and_told() -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>Alex Placeholder</author></authors><commentList>'
        '<comment ref="B2" authorId="0"><text><r><t>Alex Placeholder: Includes attempts.</t></r></text></comment>'
        "</commentList></comments>"
    )
    drawing = '<d xmlns:a="a"><a:p><a:r><a:t>Taken from a </a:t></a:r><a:r><a:t>live system</a:t></a:r></a:p><a:p/></d>'
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="../{part}"/>'
        for n, (kind, part) in enumerate((("comments", "comments1.xml"), ("drawing", "drawings/drawing1.xml")), 1)
    )
    parts = {"xl/comments1.xml": comments, "xl/drawings/drawing1.xml": drawing}
    blocks = one_row('<c r="B2"><v>3</v></c>', parts=parts, links=links)
    assert b2(blocks) == ("3", 3)
    assert [(problem.rule, problem.locator) for problem in blocks.problems] == [
        ("words-not-read", "sheet Sheet1, B2"),
        ("words-not-read", "sheet Sheet1"),
    ]
    assert "Placeholder" not in repr(blocks)
    assert b2(one_row('<c r="B2"><v>3</v></c>', links=links)) == ("3", 3), "writers name parts that they leave out"


@pytest.mark.parametrize(
    "part", ["xl/pivotCache/pivotCacheRecords1.xml", "xl/externalLinks/externalLink1.xml", "xl/embeddings/a.docx"]
)
def test_what_a_file_carries_along_is_told(part: str) -> None:
    assert rules(one_row('<c r="B2"><v>3</v></c>', parts={part: "<x/>"})) == ["hidden-content"]


def test_a_sheet_of_a_million_rows_of_which_many_are_formatted_alone_is_read_at_once() -> None:
    formatted = "".join(f'<row r="{n}" s="1" ht="15"><c r="A{n}" s="1"/></row>' for n in range(3, 50_000))
    last = f'<row r="1048576">{words("XFD1048576", "End")}</row>'
    filled = '<row r="2"><c r="A2"><v>2018</v></c><c r="B2"><v>4</v></c></row>'
    blocks = read(sheet_of_xml(f"<sheetData>{HEADINGS}{filled}{formatted}{last}</sheetData>"))
    assert [rows(grid) for grid in blocks.grids] == [[["Offence", "Arrests"], ["2018", "4"]]]
    assert [line.text for line in blocks.lines] == ["End"]


def test_repeated_rows_and_cells_stand_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    number = 'office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    sheet = (
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="2">'
        f'<table:table-cell table:number-columns-repeated="3" {number}</table:table-row></table:table>'
    )
    assert rows(read(ods_of_xml(sheet)).grids[0]) == [["5"] * 3] * 2
    monkeypatch.setattr(sheets, "MOST_CELLS", 5)
    assert rules(read(ods_of_xml(sheet))) == ["too-large"]


def test_an_ods_cell_is_its_own_words_alone() -> None:
    number = '<table:table-cell office:value-type="float" office:value='
    far = f'<table:table-row>{number}"8"><text:p>8</text:p></table:table-cell></table:table-row>'
    text = '<text:p>Two<text:s text:c="2"/>words <text:span>more</text:span></text:p><text:p>below</text:p>'
    sheet = (
        f"<table:tracked-changes>{number}'99'><text:p>99</text:p></table:table-cell></table:tracked-changes>"
        '<table:table table:name="S">'
        '<table:shapes><draw:frame xmlns:draw="d"><text:p>In a box</text:p></draw:frame></table:shapes>'
        f'<table:table-row><table:table-cell office:value-type="string">{text}</table:table-cell>'
        f'{number}"7"/>{number}"3"><text:p>*</text:p></table:table-cell></table:table-row></table:table>'
        f"<table:dde-links><table:dde-link><table:table>{far}</table:table></table:dde-link></table:dde-links>"
    )
    blocks = read(ods_of_xml(sheet))
    assert [(cell.text, cell.number) for grid in blocks.grids for cell in grid.cells] == [
        ("Two  words more\nbelow", None), ("7", 7), ("*", None),
    ]  # fmt: skip
    assert rules(blocks) == ["hidden-content", "words-not-read"]


@pytest.mark.parametrize(
    ("value", "shown", "number"),
    [("0", "-", 0), ("0", "*", None), ("0", "", None), ("3", "-", None), ("4.25", "-\u20074.3", 4.25)],
)
def test_a_mark_in_an_ods_gives_no_number_but_a_dash_for_nothing(value: str, shown: str, number: float | None) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="{value}">'
    cell += f"<text:p>{shown}</text:p></table:table-cell>"
    label = '<table:table-cell office:value-type="string"><text:p>Theft</text:p></table:table-cell>'
    one = '<table:table-cell office:value-type="float" office:value="1"/>'
    row = f"<table:table-row>{label}{cell}{one}</table:table-row>"
    blocks = read(ods_of_xml(f'<table:table table:name="S">{row}</table:table>'))
    found = next(found for found in blocks.grids[0].cells if found.ref == "B1")
    assert (found.text, found.number) == (shown.replace("\u2007", "") or "…", number)
    assert rules(blocks) == ([] if number is not None else ["hidden-content"])


def test_a_workbook_by_another_writer_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Offence", "2018", "2019"], ["Theft", 1, 2.5], ["Total", "=B2", "=C2"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    blocks = read(out.getvalue())
    assert rows(blocks.grids[0]) == [["Offence", "2018", "2019"], ["Theft", "1", "2.5"], ["Total", "…", "…"]]
    assert rules(blocks) == ["formula-without-value"]


def sheet_of(rows: list[list[Any]]) -> Blocks:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue())


@pytest.mark.parametrize(
    "rows",
    [
        [["No", "Question", "Our response"], [1, "The number of arrests", 12], [2, "The policy", "Not held."]],
        [[1, "How many arrests were made?", 12], [2, "What is the policy?", "Not held."]],
    ],
)
def test_a_sheet_of_questions_and_responses_is_a_letter(rows: list[list[Any]]) -> None:
    blocks = sheet_of(rows)
    assert not blocks.grids
    asked = [row[1] for row in rows[-2:]]
    assert [line.text for line in blocks.lines][-4:] == [f"1. {asked[0]}", "12", f"2. {asked[1]}", "Not held."]


def test_a_question_over_counts_of_several_years_stays_a_table() -> None:
    rows = [["Question", 2018, 2019], ["How many arrests?", 3, 4], ["How many charges?", 1, 2]]
    assert [(grid.rows, grid.columns) for grid in sheet_of(rows).grids] == [(3, 3)]


def test_a_heading_alone_over_its_column_begins_a_table_anew() -> None:
    rows: list[list[Any]] = [["Visits", "Number"], ["Physical", 7], ["Other", 5], [], [None, "Number of loans"]]
    assert [grid.rows for grid in sheet_of([*rows, ["Books", 3], ["Films", 4]]).grids] == [3, 3]


def test_headings_apart_from_wider_rows_are_theirs() -> None:
    rows: list[list[Any]] = [
        [None, "Site", "Hours", "Kind"],
        [],
        ["S1", "North", 54, "Own"],
        ["S2", "South", 50, "Own"],
    ]
    assert [(grid.rows, grid.columns) for grid in sheet_of(rows).grids] == [(3, 4)]


def test_a_minus_that_a_format_leaves_out_is_read_and_told() -> None:
    styles = '<numFmts><numFmt numFmtId="170" formatCode="0;[Red]0"/></numFmts>'
    styles += '<cellXfs count="1"><xf numFmtId="170"/></cellXfs>'
    blocks = one_row('<c r="B2" s="0"><v>-5</v></c>', styles=styles)
    assert (b2(blocks), rules(blocks)) == (("-5", -5), ["sign-not-shown"])


SIMPLE = [Sheet("Sheet1", block("A1", [["Offence", "Arrests"], ["Theft", 3]]))]


def refused(data: bytes, name: str = "figures.xlsx") -> str:
    assert reader_of(data, name) is workbook.read
    with pytest.raises(Unreadable) as raised:
        workbook.read(data, name)
    return str(raised.value)


def test_a_locked_workbook_is_told_from_an_old_one() -> None:
    from tests.making_documents.compound_file import compound_file

    locked = compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 100})
    assert "password" in refused(locked, "figures.xlsx")
    assert "password" in refused(locked, "figures")
    assert reader_of(compound_file({"WordDocument": b"x" * 5000}), "letter.doc") is not workbook.read


def test_a_locked_ods_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_ods(SIMPLE))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part, b"<m><encryption-data/></m>" if part.filename.endswith("manifest.xml") else text)
    assert "password" in refused(out.getvalue(), "figures.ods")


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
@pytest.mark.parametrize(("kind", "write"), [("xlsx", write_xlsx), ("ods", write_ods), ("xls", write_xls)])
def test_a_workbook_that_breaks_off_is_damaged(kind: str, write: Any, keep: float) -> None:
    data = write(SIMPLE)
    assert "damaged" in refused(data[: int(len(data) * keep)], f"figures.{kind}")


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES_OF_A_PART", 1 << 20)
    bomb = sheet_of_xml("<sheetData>" + " " * (2 << 20) + "</sheetData>")
    assert len(bomb) < 10_000
    assert "bytes" in refused(bomb)
    monkeypatch.setattr(sheets, "MOST_UNPACKED_BYTES", 1 << 20)
    assert "unpack" in refused(bomb)


def test_entities_are_refused() -> None:
    part = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><sst>&a;</sst>'
    assert "entity" in refused(sheet_of_xml("<sheetData/>", parts={"xl/sharedStrings.xml": part}))


@pytest.mark.parametrize("encoding", ["UT--8", "utf-7", "big5"])
def test_an_encoding_that_no_workbook_has_is_damage(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><sst/>'
    assert "damaged" in refused(sheet_of_xml("<sheetData/>", parts={"xl/sharedStrings.xml": part}))


def test_other_files_are_left_to_others() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    for data in (out.getvalue(), b"", b"Offence,Arrests\nTheft,3\n", b"<html><table></table></html>", b"%PDF-1.7"):
        assert reader_of(data, "figures.xlsx" if data[:2] == b"PK" else "figures") is not workbook.read
    assert reader_of(write_xlsx(SIMPLE), "figures") is workbook.read


def test_plain_xml_workbooks_are_refused_with_the_way_out() -> None:
    xml = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert "save it as XLSX" in refused(xml, "figures.xls")


def test_one_cell_far_out_makes_no_old_workbook_of_millions_of_cells() -> None:
    import tracemalloc

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row, values in enumerate((["Offence", "2018"], ["Theft", 3], ["Fraud", 4])):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    for row in range(3, 20_000):
        sheet.write(row, 0, "x")
    sheet.write(20_000, 255, "far out")
    out = io.BytesIO()
    book.save(out)
    tracemalloc.start()
    list(workbook.open_sheets(out.getvalue(), "figures.xls"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 << 20


# Documents of others.


def sample(name: str) -> Blocks:
    folder = os.environ.get("DISCLOSED_SAMPLES")
    path = Path(folder or "", "workbooks", name)
    if not folder or not path.exists():
        pytest.skip(f"DISCLOSED_SAMPLES names no folder with workbooks/{name}")
    return read(path.read_bytes(), name)


@pytest.mark.samples
def test_sample_with_a_blank_row_and_a_hidden_column_without_content() -> None:
    blocks = sample("hidden-cols-blank-row.xlsx")
    assert ([line.text for line in blocks.lines], blocks.grids, blocks.problems) == (["row above is blank"], (), ())


@pytest.mark.samples
def test_sample_with_all_that_a_workbook_can_hide() -> None:
    blocks = sample("suspect.xlsx")
    assert [(grid.sheet, grid.rows, grid.columns) for grid in blocks.grids] == [
        ("External Links", 6, 5), ("Pivot Table", 5, 4), ("Ranges", 4, 2),
    ]  # fmt: skip
    assert rows(blocks.grids[1])[1:] == [
        ["Product", "North", "West", "Total Result"],
        ["ProductA", "500", "", "500"],
        ["ProductC", "", "700", "700"],
        ["Total Result", "500", "700", "1200"],
    ]
    assert [line.text for line in blocks.lines if "are hidden" in line.text or "zero" in line.text] == [
        "Column A or Row 1 are hidden with no data",
        "Column B and Row 2 are hidden with data",
        "Column C and Row 3 have zero width/height",
    ]
    assert [problem.locator for problem in blocks.problems] == [
        "xl/pivotCache/pivotCacheRecords1.xml",
        "xl/externalLinks/externalLink1.xml",
        "sheet Hidden Row & Col, B2",
        "sheet Hidden Sheet",
    ]
    assert {problem.rule for problem in blocks.problems} == {"hidden-content"}
    assert "This sheet is hidden" not in repr(blocks)


@pytest.mark.samples
def test_sample_with_many_sheets() -> None:
    blocks = sample("police-use-of-conducted-energy-devices-2016.ods")
    assert [(grid.sheet, grid.rows, grid.columns) for grid in blocks.grids] == [
        ("Index", 5, 4), ("Table_1", 12, 10), ("Table_2", 55, 14), ("Table_3", 55, 22), ("Appendix", 54, 3),
    ]  # fmt: skip
    first, second, third = blocks.grids[1:4]
    title = "Table 1: Police use of TASER ® X26 by type, England and Wales, 2011 to 2016"
    assert blocks.lines[first.after_line - 1].text == title
    assert rows(first)[0][:7] == ["", "2011", "2012", "2013", "2014", "2015", ""]
    assert rows(first)[-1] == ["Total", "7,877", "8,161", "10,380", "10,095", "10,390", "R", "11,294", "904", "9%"]
    cell = next(cell for cell in first.cells if cell.text == "11,294")
    assert (cell.ref, cell.number) == ("L14", 11294)
    below = [line.text for line in blocks.lines[second.after_line :]]
    assert below[:2] == ["Source: Home Office", "Notes:"]
    kent = next(row for row in rows(second) if row[0] == "Kent")
    assert kent == ["Kent", "111", "23", "1", "135", "270", "88%", "1", "3", "33", "37", "12%", "0", "307"]
    assert rows(third)[-1][0] == "England and Wales"
    assert not blocks.problems


def test_bytes_of_an_old_workbook_that_are_no_number_are_shown_as_excel_shows_them() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Arrests")
    for row, values in enumerate((("Force", "Arrests"), ("Kent", 7.123456789))):
        for column, value in enumerate(values):
            page.write(row, column, value)
    file = io.BytesIO()
    book.save(file)
    stored = struct.pack("<d", 7.123456789)
    assert file.getvalue().count(stored) == 1
    data = file.getvalue().replace(stored, struct.pack("<d", float("nan")))
    last = workbook.read(data, "book.xls").grids[0].cells[-1]
    assert (last.text, last.number) == ("#NUM!", None)
