"""Scans: letters drawn as any other, printed to a picture, tilted and made grey as a scanner does, so that no character
is left in the PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

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


def scanned(sheet: Sheet, tilt: float = 0.7, printed: Sequence[str] = ()) -> bytes:
    """The sheet's pages as pictures in a PDF. `tilt`: degrees against the clock. `printed`: lines of a first page that
    is no scan."""
    document = pypdfium2.PdfDocument(sheet.bytes())
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    if printed:
        for n, line in enumerate(printed):
            canvas.drawString(60, A4[1] - 80 - 14 * n, line)
        canvas.showPage()
    for page in document:
        picture = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = 250 - (255 - np.asarray(picture).astype(np.float64)) * 0.9
        few = Image.fromarray(grey.clip(0, 255).astype(np.uint8)).quantize(8)  # a scanner's few greys keep it small
        canvas.drawImage(ImageReader(few.convert("L")), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def letter_of(rows: Sequence[Row] = ROWS, rules: str = "all") -> Sheet:
    sheet = Sheet()
    y = sheet.paragraph(60, 80, LETTER)
    sheet.table(y + 8, COLUMNS, rows, rules)
    return sheet
