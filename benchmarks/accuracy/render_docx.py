"""A paper -> a Word document: paragraphs and tables in reading order."""

from __future__ import annotations

import io
from random import Random

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from benchmarks.accuracy.model import Block, Paper, Paragraph, Table, TableCell

POINTS_A_LETTER = 6.2  # of a bold heading that reads upwards, so that it is whole
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


def render(paper: Paper, rng: Random) -> bytes:
    document = docx.Document()
    document.core_properties.author = next(iter(sorted(paper.people)), "")
    section = document.sections[0]
    section.footer.paragraphs[0].text = f"{paper.reference}    Page 1 of 3"
    wide = any(isinstance(b, Table) and len(b.grid[0]) > 6 for m in paper.messages for b in m.blocks)
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for block in paper.messages[-1].blocks:
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
