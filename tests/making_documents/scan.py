"""The scans of `tests/cases/scan/`: letters drawn as any other, printed to a picture, tilted and made grey as a scanner
does, so that no character is left in the PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.making_documents.pdf import Row, Sheet

COLUMNS = (60.0, 250.0, 320.0, 390.0, 460.0)
ROWS: list[Row] = [
    ("Offence", "2017/18", "2018/19", "2019/20"),
    ("SOA 2003 s8", "1", "24", "7"),
    ("SOA 2003 s15", "11", "103", "13"),
    ("SOA 2003 s15A", "46", "1,234", "58"),
    ("Total", "58", "1,361", "78"),
]
LETTER = (
    "Borsetshire Police, Freedom of Information Request 123/20",
    "1a. How many arrests did you make in 2019/20?",
    "In 2019/20 we made 22 arrests.",
    "1b. The offences of those arrests are below.",
)


def scanned(
    sheet: Sheet, tilt: float = 0.7, dpi: int = 200, turned: int = 0, fade: float = 1.0, printed: Sequence[str] = ()
) -> bytes:
    """The sheet's pages as pictures in a PDF. `tilt`: degrees against the clock. `turned`: quarter turns of the page on
    the scanner. `fade`: how dark the print is. `printed`: lines of a first page that is no scan."""
    document = pypdfium2.PdfDocument(sheet.bytes())
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    if printed:
        for n, line in enumerate(printed):
            canvas.drawString(60, A4[1] - 80 - 14 * n, line)
        canvas.showPage()
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255).rotate(
            90 * turned, expand=True
        )
        grey = 250 - (255 - np.asarray(picture).astype(np.float64)) * 0.9 * fade
        few = Image.fromarray(grey.clip(0, 255).astype(np.uint8)).quantize(8)  # a scanner's few greys keep it small
        size = A4 if turned % 2 == 0 else (A4[1], A4[0])
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(few.convert("L")), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def letter_of(rows: Sequence[Row] = ROWS, rules: str = "all") -> Sheet:
    sheet = Sheet()
    y = sheet.paragraph(60, 80, LETTER)
    sheet.table(y + 8, COLUMNS, rows, rules)
    return sheet


def ruled_table() -> bytes:
    return scanned(letter_of())


def table_without_rules() -> bytes:
    return scanned(letter_of(rules="none"), -0.5)


def on_its_side() -> bytes:
    return scanned(letter_of(), 0.4, turned=1)


def on_its_head() -> bytes:
    return scanned(letter_of(), 0.0, turned=2)


def behind_a_printed_page() -> bytes:
    printed = ["Dear Applicant", "Please see the next page."]
    return scanned(letter_of(), printed=printed)


def over_two_pages() -> bytes:
    sheet = Sheet()
    sheet.table(730, COLUMNS, ROWS[:3])
    sheet.next_page()
    sheet.table(50, COLUMNS, ROWS[3:])
    return scanned(sheet, 0.3)


def ink_that_is_no_print() -> bytes:
    """A cell in which somebody drew: it is not empty, and not a number either."""
    rows = [list(row) for row in ROWS]
    rows[2][2] = ""
    sheet = letter_of(rows)
    sheet.canvas.setLineWidth(1.2)
    y = sheet.height - (80 + 4 * 13.5 + 8 + 8 + 2.5 * 18)
    sheet.canvas.bezier(335, y - 5, 345, y + 9, 352, y - 11, 374, y + 6)
    return scanned(sheet)


def raised_mark() -> bytes:
    """A footnote's digit set small and high behind a number: what is recognised is 131 or 13."""
    sheet = letter_of()
    width = sheet.canvas.stringWidth("13", "Helvetica", 10)
    sheet.text(425 + width / 2, 80 + 4 * 13.5 + 8 + 8 + 2 * 18 + 9, "1", 6.5)
    return scanned(sheet, 0.2)


def empty_cells() -> bytes:
    rows = [list(row) for row in ROWS]
    rows[1][2] = rows[3][3] = ""
    return scanned(letter_of(rows))


def nothing_but_a_picture() -> bytes:
    sheet = Sheet()
    sheet.canvas.ellipse(150, 300, 450, 600)
    return scanned(sheet, 0.0, dpi=100)


CASES: dict[str, Callable[[], bytes]] = {
    "behind-a-printed-page": behind_a_printed_page,
    "empty-cells": empty_cells,
    "ink-that-is-no-print": ink_that_is_no_print,
    "nothing-but-a-picture": nothing_but_a_picture,
    "on-its-head": on_its_head,
    "on-its-side": on_its_side,
    "over-two-pages": over_two_pages,
    "raised-mark": raised_mark,
    "ruled-table": ruled_table,
    "table-without-rules": table_without_rules,
}


def documents() -> dict[str, bytes]:
    return {f"scan/{name}/letter.pdf": make() for name, make in CASES.items()}
