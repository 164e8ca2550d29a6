"""A PDF's pages -> their readings, in shares where processes were lent for it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ingest.lending import in_shares, is_lent
from ingest.ocr.reading import read_pages
from ingest.pdf.layout import PageReading

MOST_A_SHARE = 8  # pages


def read_all(data: bytes, pages: int) -> list[PageReading]:
    """The readings of a document's pages, in order."""
    if not is_lent() or pages < 2:
        return read_pages(data, 1, pages)
    with tempfile.TemporaryDirectory() as folder:  # handed over once, and not with every share
        file = Path(folder) / "document.pdf"
        file.write_bytes(data)
        return in_shares(partial(_read_share, file), range(1, pages + 1), MOST_A_SHARE)


def _read_share(file: Path, pages: Sequence[int]) -> list[PageReading]:
    return read_pages(file.read_bytes(), pages[0], pages[-1])
