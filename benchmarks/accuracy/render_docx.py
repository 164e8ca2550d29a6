"""A paper -> a Word document: paragraphs and tables in reading order."""

from __future__ import annotations

import io
import re
from random import Random
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from benchmarks.accuracy.model import Block, Paper, Paragraph, Table, TableCell

TURNED = Pt(8)  # the longest heading that reads upwards is whole on a landscape page
POINTS_A_LETTER = 4.6  # of it
RULED = {"full": "Table Grid", "rows": "Light List", "none": "Normal Table"}


def _fill(cell, content: TableCell) -> None:  # type: ignore[no-untyped-def]
    cell.text = content.text
    if content.is_header:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.bold = True
    if content.is_rotated:
        direction = OxmlElement("w:textDirection")
        direction.set(qn("w:val"), "btLr")
        cell._tc.get_or_add_tcPr().append(direction)
        for run in cell.paragraphs[0].runs:
            run.font.size = TURNED


def add_table(document, table: Table, rng: Random) -> None:  # type: ignore[no-untyped-def]
    if table.title:
        document.add_paragraph(table.title)
    grid = document.add_table(rows=len(table.grid), cols=len(table.grid[0]))
    grid.style = RULED[table.rules]
    for r, row in enumerate(table.grid):
        for c, content in enumerate(row):
            if content is None:
                continue
            cell = grid.cell(r, c)
            if content.columns > 1 or content.rows > 1:
                cell = cell.merge(grid.cell(r + content.rows - 1, c + content.columns - 1))
            _fill(cell, content)
        longest = max((len(cell.text) for cell in row if cell and cell.is_rotated), default=0)
        if longest:
            grid.rows[r].height = Pt(POINTS_A_LETTER * longest + 12)
        if r < table.header_rows and table.repeats_header:
            mark = OxmlElement("w:tblHeader")
            mark.set(qn("w:val"), "true")
            grid.rows[r]._tr.get_or_add_trPr().append(mark)
    for note in table.notes:
        document.add_paragraph(note)


def _revised(document, text: str, rng: Random) -> None:  # type: ignore[no-untyped-def]
    """A paragraph as it is after its author changed a number with changes tracked: the old one stands struck out."""
    numbers = list(re.finditer(r"(?<![\w/.,-])\d{1,3}(?![\w/.,-])", text))
    paragraph = document.add_paragraph()
    if not numbers:
        paragraph.add_run(text)
        return
    at = rng.choice(numbers)
    paragraph.add_run(text[: at.start()])
    for kind, tag, words in (("w:del", "w:delText", str(rng.randint(1, 400))), ("w:ins", "w:t", at.group())):
        change = OxmlElement(kind)
        change.set(qn("w:id"), str(rng.randint(1, 10**6)))
        change.set(qn("w:author"), "Disclosure")
        run, letters = OxmlElement("w:r"), OxmlElement(tag)
        letters.text = words
        run.append(letters)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(text[at.end() :])


def _boxed(document, text: str) -> None:  # type: ignore[no-untyped-def]
    """A paragraph in a text box, as Word writes it: drawn, and again for programs that can't draw it."""
    inner = f"<w:txbxContent><w:p><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        "<w:drawing><wp:anchor xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'>"
        "<a:graphic xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    fallback = (
        f"<w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    )
    spaces = (
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
    )
    choice = f"<mc:Choice Requires='wps'>{drawing}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    run = f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    document.add_paragraph()._p.append(parse_xml(run))


def render(paper: Paper, rng: Random, is_revised: bool = False) -> bytes:
    """`is_revised`: with tracked changes in its paragraphs and with one of them in a text box."""
    document = docx.Document()
    document.core_properties.author = next(iter(sorted(paper.people)), "")
    section = document.sections[0]
    section.footer.paragraphs[0].text = f"{paper.reference}    Page 1 of 3"
    wide = any(isinstance(b, Table) and len(b.grid[0]) > 6 for m in paper.messages for b in m.blocks)
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    blocks = paper.messages[-1].blocks
    boxed = rng.choice([n for n, b in enumerate(blocks) if isinstance(b, Paragraph)]) if is_revised else None
    for n, block in enumerate(blocks):
        if n == boxed:
            _boxed(document, block.text)
        elif is_revised and isinstance(block, Paragraph) and block.kind != "heading" and rng.random() < 0.5:
            _revised(document, block.text, rng)
        else:
            _add(document, block, rng)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document, block: Block, rng: Random) -> None:  # type: ignore[no-untyped-def]
    if isinstance(block, Table):
        add_table(document, block, rng)
    elif isinstance(block, Paragraph) and block.kind == "heading":
        document.add_heading(block.text, level=2)
    else:
        document.add_paragraph(block.text)
