"""The bytes of a PDF -> Blocks: its lines without those of tables, and its tables, each word with page and box.

page.py opens it and gives words (words.py) and rules (rules.py) with their places, ruled.py and aligned.py find the
tables of a page, lines.py the lines between them, document.py joins what goes on over pages; scans.py has the words of
pictures recognised, mapped.py reads a table by the columns that a person gave. layout.py holds what several of these
share, settings.py every threshold; picture.py draws what was found.

Protects: a number keeps its row and its column, whatever the page's end, a merged cell or a heading of several lines do
to them; what can't be read (a lock, damage, a scan without an OCR engine) is said and never passed over.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.model import Blocks, Unreadable
from ingest.pdf.layout import PageReading
from ingest.pdf.settings import MOST_A_SHARE

MEDIA_TYPE = "application/pdf"
HEAD = 1024  # bytes in which a PDF's mark may stand, by the PDF Reference's implementation notes


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a PDF does."""
    return b"%PDF-" in data[:HEAD]


def read(data: bytes, name: str, workers: int = 1) -> Blocks:
    """The document's blocks. `workers`: processes that read its pages, besides those that are lent
    (ingest/lending.py). Raises Unreadable for a document that is locked, damaged or without pages."""
    from ingest.pdf.document import DAMAGED_PAGE, joined_document
    from ingest.pdf.page import DAMAGED, count_pages
    from ingest.pdf.scans import with_recognised

    pages, data = count_pages(data)
    try:
        readings = _readings(data, pages, workers)
    except (MemoryError, BrokenProcessPool):
        raise
    except Exception as error:  # pdfminer raises anything on a damaged page
        raise Unreadable(DAMAGED.format(reason=f"{type(error).__name__} on one of its pages")) from error
    if all(any(problem.rule == DAMAGED_PAGE for problem in reading.problems) for reading in readings):
        raise Unreadable(DAMAGED.format(reason="none of its pages can be read"))
    document = with_recognised(joined_document(readings), readings)
    return replace(document, method="ocr") if all(reading.recognised for reading in readings) else document


def read_all(data: bytes, pages: int) -> list[PageReading]:
    """The readings of a document's pages, in order, in shares where processes were lent for it."""
    from ingest.lending import in_shares, is_lent
    from ingest.pdf.scans import read_pages

    if not is_lent() or pages < 2:
        return read_pages(data, 1, pages)
    with tempfile.TemporaryDirectory() as folder:  # handed over once, and not with every share
        file = Path(folder) / "document.pdf"
        file.write_bytes(data)
        return in_shares(partial(_read_share, file), range(1, pages + 1), MOST_A_SHARE)


def _read_share(file: Path, pages: Sequence[int]) -> list[PageReading]:
    from ingest.pdf.scans import read_pages

    return read_pages(file.read_bytes(), pages[0], pages[-1])


def _readings(data: bytes, pages: int, workers: int) -> list[PageReading]:
    from ingest.lending import lending

    if workers <= 1:
        return read_all(data, pages)
    with ProcessPoolExecutor(workers, initializer=gc.freeze) as pool, lending(pool, workers):
        return read_all(data, pages)
