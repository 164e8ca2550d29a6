"""The folders that are to be read -> how much there is to do in each, and by how many processes it is worth doing.

Only the time that a build takes is decided here: whatever the numbers, the readings are the same.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

PDF, SCAN = ".pdf", 12.0
"""A scanned page takes as long as a dozen that have characters."""
OTHER = 0.3  # pages of a PDF that take as long as another document
LEAST_TO_SHARE = 40.0
"""Pages. Less is read (four seconds) before processes, each with its own copy of libraries and reference data, pay."""
MOST_WORKERS = 8
"""Beyond it a build waits for the part that one process does; each takes a quarter of a gigabyte at times."""
SMALL = 20_000  # bytes: a PDF that has not more is not opened to be counted


def pages_in(folder: Path) -> float:
    """How much there is to read in a folder, in pages of PDF."""
    return sum(_pages(file) for file in folder.rglob("*") if file.is_file() and file.name != "source.toml")


def _pages(file: Path) -> float:
    if file.suffix.lower() != PDF:
        return OTHER
    try:
        if file.stat().st_size <= SMALL:
            return 1.0
        return _pages_of(file.read_bytes())
    except OSError:
        return OTHER


def _pages_of(data: bytes) -> float:
    from ingest.pdf.pages import opened_by_pdfium
    from ingest.pdf.quick_look import scanned_pages
    from ingest.readers import Unreadable

    try:
        with opened_by_pdfium(data) as document:
            pages = len(document)
        return pages + (SCAN - 1) * len(scanned_pages(data))
    except Unreadable:  # the reader will say so
        return OTHER


def workers_for(pages: Sequence[float]) -> int:
    """How many processes to read these folders with, where nobody asked for a number: one for each processor if there
    is enough to do, else one."""
    total = sum(pages)
    if total < LEAST_TO_SHARE:
        return 1
    return max(1, min(MOST_WORKERS, _processors(), int(total / (LEAST_TO_SHARE / 2))))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outsized(pages: Sequence[float], workers: int) -> list[bool]:
    """For each folder whether it would keep one process busy while the others have done all the rest: then the pages
    of its documents are shared out instead."""
    fair = sum(pages) / (2 * workers)
    return [workers > 1 and own > max(fair, 2.0) for own in pages]
