"""The bytes of a PDF -> Blocks: its lines without those of tables, and its tables, each word with page and box.

page.py has pdfium open it and gives the words and rules of each page with their places, ruled.py and aligned.py find
its tables, lines.py the lines between them, document.py joins what goes on over pages; scans.py has the words of
pictures recognised, mapped.py reads a table by the columns that a person gave. layout.py holds what several of these
share, settings.py every threshold; picture.py draws what was found.

Protects: a number keeps its row and its column, whatever the page's end, a merged cell or a heading of several lines do
to them; what can't be read (a lock, damage, a scan without an OCR engine) is said and never passed over.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Blocks, Unreadable

MEDIA_TYPE = "application/pdf"
MOST_DAMAGED = 200  # pages: with more it is the number of pages that is damaged
HEAD = 1024  # bytes in which a PDF's mark may stand, by the PDF Reference's implementation notes


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a PDF does."""
    return b"%PDF-" in data[:HEAD]


def read(data: bytes, name: str) -> Blocks:
    """The document's blocks. Raises Unreadable for a document that is locked, damaged or without pages."""
    from ingest.pdf.document import DAMAGED_PAGE, joined_document
    from ingest.pdf.page import DAMAGED, count_pages
    from ingest.pdf.scans import read_pages, with_recognised

    readings = read_pages(data, 1, count_pages(data))
    damaged = [reading for reading in readings if any(one.rule == DAMAGED_PAGE for one in reading.problems)]
    if len(damaged) == len(readings) or len(damaged) > MOST_DAMAGED:
        raise Unreadable(DAMAGED.format(reason=f"{len(damaged)} of its {len(readings)} pages can't be read"))
    document = with_recognised(joined_document(readings), readings)
    return replace(document, method="ocr") if all(reading.recognised for reading in readings) else document
