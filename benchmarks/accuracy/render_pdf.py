"""A paper -> PDF by reportlab: ruled, half ruled or unruled tables, turned headings, tables that go over the page."""

from __future__ import annotations

import io
from random import Random
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid
from reportlab.platypus.doctemplate import LayoutError

from benchmarks.accuracy.model import Paper, Table, TableCell

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
LINE = ParagraphStyle("line", parent=BODY, spaceAfter=1)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Helvetica-Bold", fontSize=12, spaceBefore=6)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.5, leading=10)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Helvetica-Bold")
RIGHT = ParagraphStyle("right", parent=CELL, alignment=2)
LABEL_WIDTH = 62 * mm


class Turned(Flowable):
    """A heading that reads upwards."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 10, stringWidth(self.words, "Helvetica-Bold", 8) + 6

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.rotate(90)
        self.canv.setFont("Helvetica-Bold", 8)
        self.canv.drawString(2, -8, self.words)
        self.canv.restoreState()


def _cell(cell: TableCell | None, is_number: bool) -> object:
    if cell is None:
        return ""
    if cell.is_rotated:
        return Turned(cell.text)
    style = HEAD if cell.is_header else RIGHT if is_number else CELL
    return Words(escape(cell.text).replace("\n", "<br/>"), style)


MOST_PAGES = 80


class NeverEnds(Exception):
    """A heading that is repeated on each page leaves no room for a row."""


def table_flowables(table: Table, rng: Random, width: float, *, repeats: bool = True) -> list[Flowable]:
    columns = len(table.grid[0])
    labels = min(LABEL_WIDTH, width * 0.4)
    widths = [labels] + [(width - labels) / (columns - 1)] * (columns - 1) if columns > 1 else [width]
    if columns == 2:
        widths = [min(width * 0.7, 110 * mm), 30 * mm]
    data = [[_cell(cell, n > 0) for n, cell in enumerate(row)] for row in table.grid]
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), rng.choice(("TOP", "MIDDLE")))]
    for r, row in enumerate(table.grid):
        for c, cell in enumerate(row):
            if cell and (cell.columns > 1 or cell.rows > 1):
                style.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
    if table.rules == "full":
        style.append(("GRID", (0, 0), (-1, -1), rng.choice((0.25, 0.5, 1)), colors.black))
    elif table.rules == "rows":
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey))
    if rng.random() < 0.4:
        style.append(("BACKGROUND", (0, 0), (-1, table.header_rows - 1), colors.HexColor("#d9e2f3")))
    grid = Grid(
        data, colWidths=widths, repeatRows=table.header_rows if table.repeats_header and repeats else 0,
        splitInRow=1 if table.splits_rows or rng.random() < 0.3 or not repeats else 0, hAlign="LEFT",
    )  # fmt: skip
    grid.setStyle(style)
    parts: list[Flowable] = [Words(escape(table.title), HEADING)] if table.title else []
    parts += [grid, Spacer(1, 4)]
    parts += [Words(escape(note), LINE) for note in table.notes]
    return parts


def render(paper: Paper, rng: Random) -> bytes:
    state = rng.getstate()
    try:
        return _built(paper, rng, repeats=True)
    except (NeverEnds, LayoutError):
        rng.setstate(state)
        return _built(paper, rng, repeats=False)


def _built(paper: Paper, rng: Random, *, repeats: bool) -> bytes:
    out = io.BytesIO()
    wide = any(isinstance(b, Table) and len(b.grid[0]) > 6 for m in paper.messages for b in m.blocks)
    size = landscape(A4) if wide else A4
    margin = rng.choice((18, 20, 25)) * mm
    template = SimpleDocTemplate(
        out, pagesize=size, leftMargin=margin, rightMargin=margin, topMargin=18 * mm, bottomMargin=18 * mm,
        author=next(iter(sorted(paper.people)), ""), title="Response",
    )  # fmt: skip
    story: list[Flowable] = []
    for block in paper.messages[-1].blocks:
        if isinstance(block, Table):
            story += table_flowables(block, rng, size[0] - 2 * margin, repeats=repeats)
        else:
            style = {"heading": HEADING, "line": LINE}.get(block.kind, BODY)
            story.append(Words(escape(block.text).replace("\n", "<br/>"), style))

    def footer(canvas, document) -> None:  # type: ignore[no-untyped-def]
        if document.page > MOST_PAGES:
            raise NeverEnds
        canvas.setFont("Helvetica", 8)
        canvas.drawString(margin, 10 * mm, f"Ref {paper.reference}")
        canvas.drawRightString(size[0] - margin, 10 * mm, f"Page {document.page}")

    template.build(story, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()
