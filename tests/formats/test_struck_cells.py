"""Cells of a workbook that are struck through, or show thousands, hold no number that is current and whole."""

from __future__ import annotations

import pytest

from ingest.workbook import open_sheets, read
from ingest.workbook.sheets import sheet_rows
from tests.making_documents.workbook_ods import ods_of_xml
from tests.making_documents.workbook_xlsx import sheet_of_xml

THREE = 'office:value-type="float" office:value="3"'
FONTS = '<fonts count="3"><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
STYLES = (
    f'<numFmts><numFmt numFmtId="170" formatCode="0,"/><numFmt numFmtId="171" formatCode="#,##0,,"/></numFmts>{FONTS}'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/>'
    '<xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="3"/></cellXfs>'
)
STRUCK_3 = "<r><rPr><strike/></rPr><t>3</t></r>"
STRINGS = (
    "<si><t>Offence</t></si><si><t>Arrests</t></si><si><t>Theft</t></si><si><r><rPr><strike/></rPr><t>3</t></r></si>"
    "<si><r><rPr><strike/></rPr><t>3 </t></r><r><t>5</t></r></si>"
    "<si><r><rPr><strike/></rPr><t> </t></r><r><t>4</t></r></si>"
)


def sheet(cell: str) -> bytes:
    row = '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c>{2}</row>'
    rows = row.format(1, 0, '<c r="B1" t="s"><v>1</v></c>') + row.format(2, 2, cell)
    return sheet_of_xml(f"<sheetData>{rows}</sheetData>", styles=STYLES, strings=STRINGS)


def b2(data: bytes, name: str = "a.xlsx") -> tuple[str, float | None, list[str]]:
    blocks = read(data, name)
    cell = next(cell for grid in blocks.grids for cell in grid.cells if cell.ref == "B2")
    return cell.text, cell.number, [problem.rule for problem in blocks.problems]


@pytest.mark.parametrize(
    ("cell", "text", "rule"),
    [
        ('<c r="B2" s="1"><v>3</v></c>', "3 (struck through)", "struck-through"),
        ('<c r="B2" t="s"><v>3</v></c>', "3 (struck through)", "struck-through"),
        ('<c r="B2" t="s"><v>4</v></c>', "3 5 (struck through)", "struck-through"),
        (f'<c r="B2" t="inlineStr"><is>{STRUCK_3}</is></c>', "3 (struck through)", "struck-through"),
        ('<c r="B2" s="3"><v>1234</v></c>', "1 (shown in thousands)", "number-scaled"),
        ('<c r="B2" s="4"><v>12345678</v></c>', "12 (shown in thousands)", "number-scaled"),
    ],
)  # fmt: skip
def test_a_number_struck_through_or_shown_in_thousands_is_none(cell: str, text: str, rule: str) -> None:
    assert b2(sheet(cell)) == (text, None, [rule])


@pytest.mark.parametrize(
    ("cell", "text", "number"),
    [
        ('<c r="B2" s="2"><v>3</v></c>', "3", 3),
        ('<c r="B2" t="s"><v>5</v></c>', "4", None),
        ('<c r="B2" s="5"><v>1234</v></c>', "1,234", 1234),
        ('<c r="B2" s="3"><v>0</v></c>', "0", 0),
    ],
)
def test_a_font_that_does_not_strike_and_a_comma_between_thousands_leave_a_number(
    cell: str, text: str, number: float | None
) -> None:
    assert b2(sheet(cell)) == (text, number, [])


def test_a_long_table_gives_nothing_for_a_struck_cell() -> None:
    rows = list(sheet_rows(open_sheets(sheet('<c r="B2" s="1"><v>3</v></c>')), []))
    assert rows[1] == ("Sheet1", 2, ("Theft", None))


def ods(cell: str) -> bytes:
    struck = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = (
        f'<style:style style:name="ce1" style:family="table-cell">{struck}</style:style>'
        f'<style:style style:name="T1" style:family="text">{struck}</style:style>'
    )

    def text(word: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'

    rows = f"<table:table-row>{text('Offence')}{text('Arrests')}</table:table-row>"
    rows += f"<table:table-row>{text('Theft')}{cell}</table:table-row>"
    return ods_of_xml(f'<table:table table:name="Sheet1">{rows}</table:table>', styles)


@pytest.mark.parametrize(
    "cell",
    [
        f'<table:table-cell table:style-name="ce1" {THREE}><text:p>3</text:p></table:table-cell>',
        f'<table:table-cell {THREE}><text:p><text:span text:style-name="T1">3</text:span></text:p></table:table-cell>',
    ],
)  # fmt: skip
def test_a_struck_cell_of_an_ods_holds_no_number(cell: str) -> None:
    assert b2(ods(cell), "a.ods") == ("3 (struck through)", None, ["struck-through"])


def test_the_cell_beside_a_struck_one_holds_its_number() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
    assert b2(ods(cell), "a.ods") == ("3", 3, [])
