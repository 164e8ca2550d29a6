"""The Word documents of `tests/cases/docx/` and `doc/`, about forces that cannot be mistaken for real ones, written as
bare packages so that each holds its trap and nothing else."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CASES = Path(__file__).parents[1] / "cases"
LONG_AGO = (2021, 1, 1, 0, 0, 0)
KINDS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments",
         "header1": "header", "header2": "header", "footer1": "footer", "footer2": "footer"}  # fmt: skip
SPACED = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
STYLES = f"""{SPACED}<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Tight"><w:name w:val="No Spacing"/>
<w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Asked"><w:name w:val="Asked"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text: str) -> str:
    return f"<w:r><w:delText>{text}</w:delText></w:r>"


def p(*runs: str, style: str = "", numbered: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of runs or of plain words. `numbered`: list and depth."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        own += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    own += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{own}</w:pPr>{inner}</w:p>"


def tc(content: str, span: int = 1, merge: str = "") -> str:
    own = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    own += {"": "", "down": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, own: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{own}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(depth: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


HEADER_ROW = "<w:tblHeader/>"
QUESTIONS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%1%2)")
    + level(2, "lowerRoman", "(%3)")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "upperLetter", "%2.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    + "</w:lvlOverride></w:num>"
)


def package(body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None) -> bytes:
    """A document of a body and other parts (styles, numbering, footnotes, comments, header1, footer1, …)."""
    parts = {"styles": STYLES, **(parts or {})}
    roots = {"footnotes": "footnotes", "comments": "comments", "styles": "styles", "numbering": "numbering"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{KINDS[name]}" Target="{name}.xml"/>' for name in parts
    ) + "".join(f'<Relationship Id="f{n}" Type="{R}/package" Target="{n}"/>' for n in files or {})
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    of_package = "http://schemas.openxmlformats.org/package/2006"
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{head}<Types xmlns="{of_package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{of_package}/relationships"><Relationship Id="a" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": f"{head}<cp:coreProperties xmlns:cp='{of_package}/metadata/core-properties' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>Kim Officer</dc:creator></cp:coreProperties>",
        "word/document.xml": f"{head}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{of_package}/relationships">{relations}'
        "</Relationships>",
    }
    for name, text in parts.items():
        root = roots.get(name) or {"h": "hdr", "f": "ftr"}[name[0]]
        written[f"word/{name}.xml"] = f"{head}<w:{root} {SPACES}>{text}</w:{root}>"
    written |= {f"word/{name}": data for name, data in (files or {}).items()}
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def documents() -> dict[str, bytes]:
    made = {f"docx/{name}/document.docx": data for name, data in cases().items()}
    return {**made, "doc/letter.rtf": RTF.encode("ascii"), **_old_letter()}


def _old_letter() -> dict[str, bytes]:
    """The letter as DOC, where LibreOffice is installed and none is there (it writes other bytes each time)."""
    program = shutil.which("soffice")
    if program is None or (CASES / "doc" / "letter.doc").exists():
        return {}
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "letter.docx").write_bytes(_letter())
        command = [program, f"-env:UserInstallation={(Path(place) / 'profile').as_uri()}", "--headless"]
        subprocess.run([*command, "--convert-to", "doc", "--outdir", place, f"{place}/letter.docx"], check=True)
        return {"doc/letter.doc": (Path(place) / "letter.doc").read_bytes()}


RTF = r"""{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\info{\author Kim Officer}}
\pard\sa200 Our ref: 77/21\par
\pard\sa200 1. How many arrests?\par
\pard\sa200 We made 22 arrests \endash  none of them twice.\par}
"""


def cases() -> dict[str, bytes]:
    return {
        "letter": _letter(),
        "labels-that-word-gives": _labels(),
        "labels-that-start-again": _labels_again(),
        "labels-of-a-style": _labels_of_a_style(),
        "space-between-paragraphs": _spaces(),
        "merged-cells": _merged(),
        "rows-that-begin-later": _grid_before(),
        "table-in-a-cell": _table_in_a_cell(),
        "letter-in-a-table": _letter_in_a_table(),
        "tracked-changes": _tracked(),
        "hidden-and-struck": _hidden(),
        "text-box": _text_box(),
        "headers-and-footers": _edges(),
        "footnotes": _footnotes(),
        "controls-and-fields": _controls(),
        "comments-and-pictures": _comments(),
        "workbook-inside": _workbook_inside(),
    }


def _letter() -> bytes:
    table = tbl(tr("Year", "Arrests", own=HEADER_ROW), tr("2018/19", "4"), tr("2019/20", "5"))
    body = (
        p("Freedom of information 77/21", style="H1")
        + p("Dear Applicant,")
        + p("How many arrests?", numbered=(1, 0))
        + p("We made 22 ", run("arrests", "<w:b/>"), ".")
        + p("Table 1: Arrests by year", style="Cap")
        + table
        + p("* Counted by person.")
        + p("Yours sincerely,")
    )
    return package(body, {"numbering": QUESTIONS})


def _labels() -> bytes:
    depths = [0, 1, 1, 2, 2, 0, 1]
    body = "".join(p(f"asked {n}", numbered=(1, depth)) for n, depth in enumerate(depths, 1))
    body += p("one", numbered=(2, 0)) + p("out", numbered=(0, 0)) + p("two", numbered=(2, 1))
    return package(body, {"numbering": QUESTIONS})


def _labels_again() -> bytes:
    body = (
        p("asked", numbered=(1, 0))
        + p("asked", numbered=(1, 0))
        + p("answered", numbered=(3, 0))
        + p("answered", numbered=(3, 0))
        + p("and on", numbered=(1, 0))
    )
    return package(body, {"numbering": QUESTIONS})


def _labels_of_a_style() -> bytes:
    gone = p(f'<w:del w:id="1">{deleted("away")}</w:del>', style="Asked", mark='<w:del w:id="2"/>')
    body = p("asked", style="Asked") + gone + p("asked", style="Asked")
    return package(body, {"numbering": QUESTIONS})


def _spaces() -> bytes:
    tight = [p(text, style="Tight") for text in ("Year\tArrests", "2018\t4", "", "End")]
    tight = [one.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">') for one in tight]
    body = p("Apart") + p("from this") + "".join(tight) + p("one<w:br/>two".replace("<w:br/>", "</w:t><w:br/><w:t>"))
    return package(body)


def _merged() -> bytes:
    table = tbl(
        tr(tc("Force", merge="down"), tc("Arrests", span=2), own=HEADER_ROW),
        tr(tc("", merge="on"), "2018", "2019", own=HEADER_ROW),
        tr(tc("Midsomer", merge="down"), "4", "5"),
        tr(tc("", merge="on"), tc("none", span=2)),
        tr(tc("Total", span=2), "9"),
    )
    return package(table + p("End"))


def _grid_before() -> bytes:
    table = tbl(
        tr("2018", "2019", own='<w:gridBefore w:val="1"/>'),
        tr("Arrests", "4", "5"),
        tr("Cautions", "1", "2", own='<w:del w:id="3"/>'),
    )
    return package(table)


def _table_in_a_cell() -> bytes:
    inner = tbl(tr("Sex", "People", own=HEADER_ROW), tr("F", "2"))
    table = tbl(tr("Year", "Who", own=HEADER_ROW), tr("2019", tc(p("all") + inner + p(""))))
    return package(table)


def _letter_in_a_table() -> bytes:
    table = tbl(tr(tc(p("Our ref:")), tc(p("77/21"))), tr("Date:", "4 May 2021"))
    body = table + tbl(tr(tc(p("Dear Applicant,") + p("We made 9 arrests."))))
    return package(body)


def _tracked() -> bytes:
    author = 'w:id="1" w:author="Kim Officer" w:date="2021-01-01T00:00:00Z"'
    body = p(
        "We made ", f"<w:del {author}>{deleted('19')}</w:del>", f"<w:ins {author}>{run('22')}</w:ins>", " arrests."
    )
    return package(body)


def _hidden() -> bytes:
    body = (
        p("We made 22 arrests", run(" (of 31)", "<w:vanish/>"), run(" or 5", '<w:rStyle w:val="Secret"/>'), ".")
        + p("It was ", run("19", "<w:strike/>"), run("20", '<w:strike w:val="0"/>'), ".")
    )  # fmt: skip
    return package(body)


def _text_box() -> bytes:
    inner = f"<w:txbxContent>{p('Arrests: 22')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    return package(p("Before", box, " it.") + p("After"))


def _edges() -> bytes:
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
    parts = {
        "header1": p("Midsomer Constabulary"),
        "header2": p("Midsomer Constabulary"),
        "footer1": p("Call 101"),
        "footer2": p("Page ", field, "2"),
    }  # fmt: skip
    return package(p("We made 22."), parts)


def _footnotes() -> bytes:
    def note(n: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{n}"/></w:r>'

    table = tbl(tr("Year", tc(p("Arrests", note(5))), own=HEADER_ROW), tr("2004", "20"))
    body = p("We made 22", note(2), " arrests.") + table + p("End.")
    separator = f'<w:footnote w:type="separator" w:id="0">{p("9")}</w:footnote>'
    notes = {"footnotes": separator + "".join(
        f'<w:footnote w:id="{n}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
        for n, text in ((2, "In all."), (5, "By person."))
    )}  # fmt: skip
    return package(body, notes)


def _controls() -> bytes:
    inner = f"<w:sdt><w:sdtContent>{run('22')}</w:sdtContent></w:sdt>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('We made ', inner, '.')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Choose 1')}</w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent>{tr('2018', '4')}</w:sdtContent></w:sdt>"
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='no'/>"
        "<w:listEntry w:val='yes'/></w:ddList></w:ffData></w:fldChar></w:r>"
    )
    link = f"<w:hyperlink>{run('linked')}</w:hyperlink><w:smartTag>{run(' tagged')}</w:smartTag>"
    body = control + p(link, empty) + p("Held: ", field) + tbl(tr("Year", "n"), rows)
    return package(body)


def _comments() -> bytes:
    def picture(cm: int) -> str:
        size = cm * 360_000
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><a:graphic><a:graphicData><pic:pic/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    comment = {"comments": f'<w:comment w:id="1" w:author="Kim Officer">{p("Is it 31?")}</w:comment>'}
    body = p(picture(2), "We made ", '<w:commentRangeStart w:id="1"/>', "22", ".") + p(picture(9))
    return package(body, comment)


def _workbook_inside() -> bytes:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr(zipfile.ZipInfo("xl/workbook.xml", LONG_AGO), "<workbook/>")
    files = {"embeddings/Microsoft_Excel_Sheet1.xlsx": book.getvalue()}
    return package(p("See the sheet."), files=files)
