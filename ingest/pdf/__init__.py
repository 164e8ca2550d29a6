"""The bytes of a PDF -> Blocks: its lines without those of tables, and its tables, each word with page and box.

page.py opens it and gives words and rules with places, ruled.py and aligned.py find the tables of a page, beside.py
those of questions with answers, document.py joins what goes on over pages; scans.py has pictures' words recognised.
layout.py has what several of these share, the lines of print among it, settings.py every threshold.

Protects: a number keeps its row and its column, whatever the page's end, a merged cell or a heading of several lines do
to them; what can't be read (a lock, damage, a scan without an OCR engine) is said and never passed over.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from ingest.model import Blocks, Unreadable
from ingest.pdf.layout import PageReading
from ingest.pdf.settings import LEAST_TO_SHARE, MOST_A_SHARE

MEDIA_TYPE = "application/pdf"
PR_SET_PDEATHSIG = 1  # linux/prctl.h
processes = 1  # how many processes read a long document's pages: what reads sources says so for each of them
_document = b""


def read(data: bytes, name: str) -> Blocks:
    """The document's blocks. Raises Unreadable for a document that is locked, damaged or without pages."""
    from ingest.pdf.document import DAMAGED_PAGE, joined_document
    from ingest.pdf.page import DAMAGED, count_pages

    pages, data = count_pages(data)
    try:
        readings = read_all(data, pages)
    except (MemoryError, BrokenProcessPool):
        raise
    except Exception as error:  # pdfminer raises anything on a damaged page
        raise Unreadable(DAMAGED.format(reason=f"{type(error).__name__} on one of its pages")) from error
    if all(any(problem.rule == DAMAGED_PAGE for problem in reading.problems) for reading in readings):
        raise Unreadable(DAMAGED.format(reason="none of its pages can be read"))
    document = joined_document(readings)
    if any(reading.recognised for reading in readings):
        from ingest.pdf.scans import with_recognised

        document = with_recognised(document, readings)
    return replace(document, method="ocr") if all(reading.recognised for reading in readings) else document


def read_all(data: bytes, pages: int) -> list[PageReading]:
    """The readings of a document's pages, in order: of a long one in shares, by as many processes as `processes`."""
    if processes < 2 or pages < LEAST_TO_SHARE:
        return read_pages(data, 1, pages)
    share = min(MOST_A_SHARE, -(-pages // (2 * processes)))
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(data, os.getpid())) as pool:
        shares = pool.map(_read_share, ((first, min(first + share - 1, pages)) for first in range(1, pages + 1, share)))
        return [reading for readings in shares for reading in readings]


def _begin(data: bytes, parent: int) -> None:
    global _document
    _document = data
    gc.freeze()  # nothing of the parent's is looked through
    end_with(parent)


def _read_share(pages: tuple[int, int]) -> list[PageReading]:
    return read_pages(_document, *pages)


def read_pages(data: bytes, first: int, last: int) -> list[PageReading]:
    """Pages `first` to `last`, from 1 -> readings. A pure function of bytes and what is installed, to share out."""
    from ingest.pdf.document import read_page
    from ingest.pdf.page import read_layout

    readings = [read_page(page) for page in read_layout(data, first, last)]
    if any(reading.is_scan for reading in readings):
        from ingest.pdf.scans import with_scans

        return with_scans(data, readings)
    return readings


def end_with(parent: int) -> None:
    """Have the system end this process when `parent`, which started it, is gone, where it can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it went before the system was asked
            os._exit(1)
