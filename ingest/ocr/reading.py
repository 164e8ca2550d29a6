"""The pages of a PDF -> their readings, scanned ones by what the engine recognises in them."""

from __future__ import annotations

from dataclasses import replace

from ingest.model import Problem
from ingest.ocr import engine
from ingest.pdf.layout import PageReading
from ingest.pdf.page_reading import read_pages as read_printed

NO_ENGINE = (
    "is a picture without characters (a scan), and nothing of it is read. To have it recognised {install}, or read it "
    "and type its figures as [[addition]]."
)


def read_pages(data: bytes, first: int, last: int) -> list[PageReading]:
    """Pages `first` to `last`, both included, from 1. A pure function of the bytes and of what is installed, so pages
    can be shared out."""
    readings = read_printed(data, first, last)
    scans = [reading.number for reading in readings if reading.is_scan]
    if not scans:
        return readings
    if engine.find() is None:
        return [_not_recognised(reading) if reading.is_scan else reading for reading in readings]
    from ingest.ocr.page import recognised_page
    from ingest.ocr.picture import draw

    recognised = {number: recognised_page(number, picture) for number, picture in draw(data, scans)}
    return [recognised.get(reading.number, reading) for reading in readings]


def _not_recognised(reading: PageReading) -> PageReading:
    message = NO_ENGINE.format(install=engine.INSTALL)
    problem = Problem("error", message, f"page {reading.number}", reading.number, "scanned-page")
    return replace(reading, problems=(problem,))
