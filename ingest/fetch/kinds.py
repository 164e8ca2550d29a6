"""The bytes of a file -> the ending of what it is, whatever a site calls it, and what is missing of it.

Protects: a web page is no document, and half a document is none.
"""

from __future__ import annotations

import io
import zipfile

DOCUMENTS = {
    "pdf", "xlsx", "xls", "ods", "csv", "docx", "doc", "odt", "rtf", "html", "txt", "eml", "msg", "zip",
}  # fmt: skip
"""Endings of what may hold an answer; pictures are kept and not listed, for most are the logos of a letter."""
OLE, ZIP_STARTS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"PK\x03\x04", b"PK\x05\x06")
KINDS = (
    (ZIP_STARTS, b"opendocument.spreadsheet", "ods"),
    (ZIP_STARTS, b"opendocument.text", "odt"),
    (ZIP_STARTS, b"xl/workbook", "xlsx"),
    (ZIP_STARTS, b"word/document", "docx"),
    (ZIP_STARTS, b"", "zip"),
    (OLE, "Book".encode("utf-16-le"), "xls"),
    (OLE, "Workbook".encode("utf-16-le"), "xls"),
    (OLE, "WordDocument".encode("utf-16-le"), "doc"),
    (OLE, "__substg1.0_".encode("utf-16-le"), "msg"),
    (b"{\\rtf", b"", "rtf"),
    (b"\x89PNG\r\n\x1a\n", b"", "png"),
    (b"\xff\xd8\xff", b"", "jpg"),
    ((b"GIF87a", b"GIF89a"), b"", "gif"),
    ((b"II*\x00", b"MM\x00*"), b"", "tif"),
)
"""How the bytes of a kind of file begin, what stands in them, and its ending."""
PDF_START_WITHIN, PDF_END_WITHIN = 1024, 4096  # readers of PDF allow some bytes before and after
HTML_WITHIN = 1024
TEXT_ENDINGS = ("csv", "txt", "eml", "html", "json", "xml", "vcf", "ics")


def ending(data: bytes, name: str) -> str:
    """The ending for what the bytes are; for text, that of its name if it is a text's. `bin` for what is not
    known."""
    if b"%PDF-" in data[:PDF_START_WITHIN]:
        return "pdf"
    if is_html(data):
        return "html"
    if known := next((end for start, mark, end in KINDS if data.startswith(start) and mark in data), None):
        return known
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "bin"
    named = name.rsplit(".", 1)[-1].lower()
    return named if named in TEXT_ENDINGS else "txt"


def is_html(data: bytes) -> bool:
    start = data[:HTML_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and (b"<html" in start or b"<!doctype html" in start)


def not_whole(data: bytes) -> str | None:
    """What is missing of a document, in words; None where nothing is seen to be missing."""
    if not data:
        return "came empty"
    if data.startswith(ZIP_STARTS):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return f"came only in part: the {len(data)} bytes end before the archive's own list of contents"
    if b"%PDF-" in data[:PDF_START_WITHIN] and b"%%EOF" not in data[-PDF_END_WITHIN:]:
        return f"came only in part: the {len(data)} bytes end before the PDF's own end mark"
    return None
