"""A workbook (XLSX, ODS, XLS) -> Blocks: for each visible sheet its tables, titles, notes and words, with addresses.
Three formats give Sheets (`sheets.py`); the part that a person sees falls into tables and words (`layout.py`).

Protects: what is hidden, kept from view or not reckoned is a problem and never a number. A workbook that is locked,
damaged or made to fill a disk is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.kinds import blocks_of, kind_of
from ingest.model import Blocks, Grid, Problem, Unreadable, refusal
from ingest.privacy import words_without_people
from ingest.workbook.layout import collect
from ingest.workbook.sheets import MOST_UNPACKED_BYTES, Sheets, open_archive, visible_sheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLS = "application/vnd.ms-excel"
MEDIA_TYPES = {"xlsx": XLSX, "ods": ODS, "xls": XLS}

CARRIED_ALONG = {
    "a pivot table's cache, the rows that it was made from": re.compile(r"pivotCache/pivotCacheRecords\d*\.xml$"),
    "values copied from another workbook": re.compile(r"externalLinks/externalLink\d*\.xml$"),
    "a chart or a document set into a sheet, with data of its own": re.compile(r"embeddings/[^/]+$|^Object [^/]*/?"),
    "macros": re.compile(r"vbaProject\.bin$"),
}
MOST_BYTES_OF_A_PART = 256 << 20  # read into blocks: some four seconds; larger tables are read row by row


def read(data: bytes, name: str) -> Blocks:
    """The tables and words of all visible sheets. Raises Unreadable for one that is locked, damaged or too large."""
    lines, grids, problems = list[str](), list[Grid](), list[Problem]()
    try:
        for sheet in visible_sheets(_named_without_people(open_sheets(data, name, MOST_BYTES_OF_A_PART))):
            problems += sheet.problems
            collect(sheet, lines, grids)
    except RecursionError as error:
        raise Unreadable(refusal("workbook-damaged", reason="its parts lie too deep in one another")) from error
    kind = kind_of(data, name)
    if kind in ("xlsx", "ods"):
        problems[:0] = _carried_along(open_archive(data).namelist())
    return blocks_of(MEDIA_TYPES.get(kind, XLSX), lines, grids, problems, "\n")


def _carried_along(names: list[str]) -> Iterator[Problem]:
    for words, pattern in CARRIED_ALONG.items():
        part = next(filter(pattern.search, names), None)
        if part is not None:
            yield Problem.of("carried-along", part, words=words)


def open_sheets(data: bytes, name: str = "", most_bytes: int = MOST_UNPACKED_BYTES) -> Sheets:
    """A workbook's sheets, row by row. `most_bytes`: of one, unpacked. Raises Unreadable, perhaps after some rows."""
    kind = kind_of(data, name)
    if kind == "plain":
        raise Unreadable(refusal("plain-xml"))
    if kind == "locked":
        raise Unreadable(refusal("workbook-locked"))
    if kind == "ods":
        from ingest.workbook.ods import read_sheets
    elif kind == "xls":
        from ingest.workbook.excel import xls_sheets as read_sheets
    else:
        from ingest.workbook.excel import read_sheets
    return read_sheets(data, most_bytes)


def _named_without_people(sheets: Sheets) -> Sheets:
    """The sheets, those named after somebody renamed ("From [struck]"), with a number where names are alike."""
    taken: set[str] = set()
    for sheet in sheets:
        shown = words_without_people(sheet.name)
        if shown != sheet.name:
            names = (shown, *(f"{shown} {n}" for n in range(2, len(taken) + 3)))
            sheet.name = next(name for name in names if name not in taken)
        taken.add(sheet.name)
        yield sheet
