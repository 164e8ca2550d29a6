"""A workbook (XLSX, ODS, XLS) -> Blocks: for each visible sheet its tables, titles, notes and words, with addresses.

Protects: what is hidden, kept from view or not reckoned is a problem and never a number. A workbook that is locked,
damaged or made to fill a disk is refused with the reason.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.model import Blocks, Problem
from ingest.readers import Unreadable

if TYPE_CHECKING:
    from ingest.workbook.blocks import Collected
    from ingest.workbook.rows import SheetEvents
    from ingest.workbook.visible import VisibleSheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLS = "application/vnd.ms-excel"
MEDIA_TYPES = {"xlsx": XLSX, "ods": ODS, "xls": XLS}

ZIP_START, OLE_START = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_XLS_STARTS = (b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00", b"\x09\x08")  # before containers
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
FLAT_ODS = b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
SHEET_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xlsb", ".ods", ".ots")
MOST_BYTES_OF_A_PART = 256 << 20  # read into blocks: some four seconds; larger tables are read row by row


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are a workbook, or the wreck of one by its name."""
    return kind_of(data, name) is not None


def read(data: bytes, name: str) -> Blocks:
    """The tables and words of all visible sheets. Raises Unreadable for one that is locked, damaged or too large."""
    from ingest.workbook.sheet_names import named_without_people

    try:
        sheets = named_without_people(events(data, name, MOST_BYTES_OF_A_PART))
        beside = _beside(data, name)
        return _blocks(MEDIA_TYPES.get(kind_of(data, name) or "", XLSX), sheets, beside)
    except RecursionError as error:
        raise Unreadable("is damaged: its parts lie too deep in one another. Open it and save it again.") from error


def kind_of(data: bytes, name: str) -> str | None:
    """xlsx | ods | xls, or what is no more than known: locked, xml, flat (an ODS as one XML file); None for others."""
    named = name.lower().endswith(SHEET_NAMES)
    if data.startswith(ZIP_START):
        return _kind_of_zip(data, named)
    if data.startswith(OLE_START):
        return _kind_of_container(data, named)
    if named and data.startswith(BARE_XLS_STARTS):
        return "xls"
    head = data[:4096]
    if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
        return "xml" if XML_SPREADSHEET in head else "flat" if FLAT_ODS in head else None
    return None


def _kind_of_zip(data: bytes, named: bool) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.NameToInfo
            if "mimetype" in names and names["mimetype"].file_size < 200:
                kind = archive.read("mimetype").strip()
                return "ods" if kind.startswith(ODS.encode()) else None
            return "xlsx" if any(part.startswith("xl/") for part in names) else None
    except Exception:  # a broken list of parts: the first part's name is all that is left to go by
        head = data[:4096]
        if ODS.encode() in head:
            return "ods"
        return "xlsx" if named or b"xl/" in head else None


def _kind_of_container(data: bytes, named: bool) -> str | None:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage"):
                return "locked"
            is_xls = container.exists("Workbook") or container.exists("Book")
            return "xls" if is_xls or (named and not container.listdir()) else None
    except Exception:  # olefile raises whatever it meets in a damaged container
        return "xls" if named else None


def events(data: bytes, name: str, most_bytes: int | None = None, only: str | None = None) -> SheetEvents:
    """What the sheets hold, row by row (`ingest/workbook/rows.py`). `most_bytes`: of one part, unpacked; `only`: the
    one sheet that is wanted, which spares an XLSX the others."""
    from ingest.workbook.archive import LOCKED, MOST_UNPACKED_BYTES

    kind, most = kind_of(data, name), most_bytes or MOST_UNPACKED_BYTES
    if kind in ("xml", "flat"):
        raise Unreadable("is a workbook saved as plain XML, which is not read. Open it and save it as XLSX or ODS.")
    if kind == "locked":
        raise Unreadable(LOCKED)
    if kind == "ods":
        from ingest.workbook.ods import read_ods

        return read_ods(data, most)
    if kind == "xls":
        from ingest.workbook.xls import read_xls

        return read_xls(data)
    from ingest.workbook.xlsx import read_xlsx

    return read_xlsx(data, most, only)


def _beside(data: bytes, name: str) -> tuple[Problem, ...]:
    """What a file holds that is on none of its sheets."""
    from ingest.workbook import ods, xlsx

    kind = kind_of(data, name)
    return ods.beside_sheets(data) if kind == "ods" else () if kind == "xls" else xlsx.beside_sheets(data)


def _blocks(media_type: str, sheets: SheetEvents, beside: tuple[Problem, ...]) -> Blocks:
    from ingest.workbook.blocks import Collected, collect
    from ingest.workbook.layout import find_blocks
    from ingest.workbook.visible import visible_sheets

    found, problems = Collected(), list(beside)
    for sheet in visible_sheets(sheets):
        problems += sheet.problems
        collect(find_blocks(sheet.cells), found, sheet.name, sheet.comments, sheet.address_of)
        problems += _drawn(sheet, found)
    return Blocks(
        media_type,
        found.text,
        lines=tuple(found.lines),
        grids=tuple(found.grids),
        problems=tuple(problems),
    )


def _drawn(sheet: VisibleSheet, found: Collected) -> Iterator[Problem]:
    """Words of boxes over a sheet become lines behind it, with a note, because their place among the cells is lost."""
    for words in sheet.drawn:
        found.add_line(words)
    if sheet.drawn:
        message = f"words in a box drawn over sheet {sheet.name} were read as lines behind it."
        yield Problem("note", message, f"sheet {sheet.name}", rule="words-in-a-drawing", origin="source")
