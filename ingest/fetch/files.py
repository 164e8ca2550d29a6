"""Bytes -> what they are and whether they are whole; and a source's folder as `fetch` keeps it: files put whole or not
at all, and `.fetch.json`, what was brought from where.

`.fetch.json` is not in git and may be deleted: then everything is asked for once more, and what is there stays.
Protects: a document has the ending of what it is, whatever a site calls it, and half of one is never kept. A file is
whole under its name (it is written beside and renamed), and one that is there is not written over.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

STATE_FILE = ".fetch.json"
STATE_VERSION = 1
BESIDE = ".part"


DOCUMENTS = {
    "pdf", "xlsx", "xls", "ods", "csv", "docx", "doc", "odt", "rtf", "html", "txt", "eml", "msg", "zip",
}  # fmt: skip
"""Endings of what may hold an answer; pictures are kept and not listed, for most are the logos of a letter."""

STARTS = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"BM", "bmp"),
    (b"\x78\x9f\x3e\x22", "tnef"),
)
IN_OLE = (("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"), ("__substg1.0_", "msg"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_START_WITHIN, PDF_END_WITHIN = 1024, 4096  # readers of PDF allow some bytes before and behind
HTML_WITHIN = 1024
TEXT_ENDINGS = ("csv", "txt", "eml", "html", "json", "xml", "vcf", "ics")
LONGEST_TYPE = 200
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


def ending(data: bytes, name: str) -> str:
    """The ending that tells what the bytes are; of text, the one of its name where that is a text's. `bin` for what
    is not known."""
    if data.startswith(ZIP_STARTS):
        return _in_zip(data)
    if data.startswith(OLE):
        return next((end for stream, end in IN_OLE if stream.encode("utf-16-le") in data), "bin")
    if b"%PDF-" in data[:PDF_START_WITHIN]:
        return "pdf"
    for start, end in STARTS:
        if data.startswith(start):
            return end
    if is_html(data):
        return "html"
    if _is_text(data):
        named = name.rsplit(".", 1)[-1].lower() if "." in name else ""
        return named if named in TEXT_ENDINGS else "txt"
    return "bin"


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


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(LONGEST_TYPE) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        return "zip"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if b"opendocument.text" in kind:
        return "odt"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "zip"


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in data


@dataclass(frozen=True)
class Validators:
    """What a site gave with a body, so that it need not be sent again unchanged."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Kept:
    """One file that was brought: its name in the folder, its digest, what the site gave to ask for changes
    with, and whether source.toml is to list it."""

    path: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    is_listed: bool = True

    @staticmethod
    def of(path: str, data: bytes, given: Validators) -> Kept:
        return Kept(path, digest(data), given.etag, given.last_modified)

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(folder: Path, name: str, data: bytes) -> None:
    """Write a file whole or not at all: beside, then renamed. Raises OSError, and then leaves nothing behind."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{name}{BESIDE}"
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / name)
    except BaseException:  # Ctrl-C too: half a file is worth nothing
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def put_beside(folder: Path, name: str, data: bytes) -> str:
    """Put a file and give the name that it has: another one where a file of this name and other bytes is there."""
    there = folder / name
    if there.is_file():
        if there.read_bytes() == data:
            return name
        name = f"{there.stem}-{digest(data)[:8]}{there.suffix}"
    put(folder, name, data)
    return name


def load(folder: Path) -> dict[str, Kept]:
    """What was brought, by address. Empty where nothing was, and where the file is damaged. A file that is no longer
    there, or is another now, counts as not brought."""
    try:
        given = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        files = {url: Kept(**entry) for url, entry in given["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {url: entry for url, entry in files.items() if _is_there(folder, entry)}


def save(folder: Path, files: Mapping[str, Kept]) -> None:
    state = {"version": STATE_VERSION, "files": {url: asdict(entry) for url, entry in files.items()}}
    put(folder, STATE_FILE, json.dumps(state, indent=1, ensure_ascii=False).encode())


def _is_there(folder: Path, entry: Kept) -> bool:
    try:
        return digest((folder / entry.path).read_bytes()) == entry.sha256
    except OSError:
        return False
