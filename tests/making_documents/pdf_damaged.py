"""More PDFs of `tests/cases/pdf/`: locked, damaged, cut off, or nothing but a picture."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from tests.making_documents.pdf import HEIGHT, WIDTH, Sheet, marks_and_blanks


def locked() -> bytes:
    sheet = Sheet(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    sheet.text(60, 80, "Nobody reads this.")
    return sheet.bytes()


def locked_against_changes() -> bytes:
    sheet = Sheet(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    sheet.text(60, 80, "Anybody reads this.")
    return sheet.bytes()


def broken_index() -> bytes:
    data = marks_and_blanks()
    start = data.rindex(b"startxref")
    return data[:start] + b"startxref\n99\n%%EOF"


def cut_off() -> bytes:
    return marks_and_blanks()[:200]


def scan() -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (420, 594), 255)
    ImageDraw.Draw(picture).ellipse((60, 60, 360, 260), outline=0, width=5)  # nothing that an engine could recognise
    sheet = Sheet()
    sheet.text(60, 80, "See the next page.")
    sheet.next_page()
    sheet.canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    return sheet.bytes()


def damaged_page() -> bytes:
    sheet = Sheet()
    sheet.text(60, 80, "The first page is whole.")
    sheet.next_page()
    sheet.text(60, 80, "The second is not.")
    data = sheet.bytes()
    at = data.rindex(b"/ASCII85Decode")
    data = data[:at] + b"/ASCII99Decode" + data[at + 14 :]
    return data


CASES: dict[str, Callable[[], bytes]] = {
    "f-broken-index": broken_index,
    "f-cut-off": cut_off,
    "f-damaged-page": damaged_page,
    "f-locked": locked,
    "f-locked-against-changes": locked_against_changes,
    "f-scan": scan,
}


def documents() -> dict[str, bytes]:
    return {f"pdf/{name}/letter.pdf": make() for name, make in CASES.items()}
