"""A source's folder as `fetch` and intakes keep it: what bytes are and whether they are whole; files written whole or
not at all; `.fetch.json`, what was brought from where; and its `source.toml`, written new or added to.

Protects: a document has the ending of what it is, whatever a site calls it, and half of one is never kept. What a
person wrote in source.toml stays, comments, order and blanks included: only missing keys and missing [[document]]
entries are added, as text, and the file is written only where reading it again gives exactly the old values and the new
ones. `.fetch.json` is not in git and may be deleted: then everything is asked for once more, and what is there stays.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.sources import SOURCE_FILE
from ingest.sources.entries import KNOWN_KEYS
from ingest.sources.text import NotChanged, read_text, with_entry, with_keys

STATE_FILE = ".fetch.json"

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
PDF_START_WITHIN, PDF_END_WITHIN = 1024, 4096  # readers of PDF allow some bytes before and behind
HTML_WITHIN = 1024
TEXT_ENDINGS = ("csv", "txt", "eml", "html", "json", "xml", "vcf", "ics")


def ending(data: bytes, name: str) -> str:
    """The ending that tells what the bytes are; of text, the one of its name where that is a text's. `bin` for what
    is not known."""
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


@dataclass(frozen=True)
class Kept:
    """One file that was brought: its name in the folder, its digest, what the site gave to ask for changes
    with, and whether source.toml is to list it."""

    path: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    is_listed: bool = True


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside, then renamed. Raises OSError, and then leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:  # Ctrl-C too: half a file is worth nothing
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def put_beside(folder: Path, name: str, data: bytes) -> str:
    """Put a file and give the name that it has: another one where a file of this name and other bytes is there."""
    there = folder / name
    if there.is_file():
        if there.read_bytes() == data:
            return name
        name = f"{there.stem}-{digest(data)[:8]}{there.suffix}"
    write_whole(folder / name, data)
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
    state = {"files": {url: asdict(entry) for url, entry in files.items()}}
    write_whole(folder / STATE_FILE, json.dumps(state, indent=1, ensure_ascii=False).encode())


def _is_there(folder: Path, entry: Kept) -> bool:
    try:
        return digest((folder / entry.path).read_bytes()) == entry.sha256
    except OSError:
        return False


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
HEAD = "# Written by `fetch` from the page at `url`. Documents stay out of git; what you add or change here stays.\n"
Value = str | date


@dataclass(frozen=True)
class Document:
    """One [[document]] to be listed. `sha256` None for a page that changes with each letter."""

    path: str
    sha256: str | None
    url: str | None


def table(folder: Path) -> dict[str, Any]:
    """What a folder's source.toml holds; nothing where it is not there or is not valid."""
    try:
        return tomllib.loads((folder / SOURCE_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def text_of(folder: Path) -> str:
    """The text of a folder's source.toml, line ends as they are. Raises NotChanged for one that is no UTF-8."""
    try:
        return (folder / SOURCE_FILE).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotChanged(f"is not UTF-8 ({error.reason}). Save it as UTF-8 and run this again") from error


def documents_in(folder: Path) -> list[dict[str, Any]]:
    """The [[document]] entries of a folder's source.toml. Raises NotChanged for one that is not valid."""
    listed = read_text(text_of(folder)).get("document", [])
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def put_text(folder: Path, text: str) -> None:
    """Write the folder's source.toml, with a byte order mark where it had one."""
    file = folder / SOURCE_FILE
    is_marked = file.is_file() and file.read_bytes().startswith(b"\xef\xbb\xbf")
    write_whole(file, text.encode("utf-8-sig" if is_marked else "utf-8"))


def write(folder: Path, keys: Mapping[str, Value | None], documents: Sequence[Document], head: str = HEAD) -> bool:
    """Make the folder's source.toml hold the keys and the documents; True where it had to be changed.

    A document is there already by its path or by its digest: two copies of one document are one. Raises NotChanged.
    """
    old = text_of(folder) if (folder / SOURCE_FILE).is_file() else None
    text = extended(head if old is None else old, keys, documents)
    if text == old:
        return False
    put_text(folder, text)
    return True


def extended(old: str, keys: Mapping[str, object], documents: Sequence[Document]) -> str:
    """The text of a source.toml with what is missing in it added. Raises NotChanged where that can't be done by adding
    lines."""
    before = read_text(old)
    ordered = {key: _plain(keys[key]) for key in sorted(keys, key=KNOWN_KEYS.index)}
    if "forces" in before:
        ordered.pop("force", None)
    text = with_keys(old, ordered)
    missing = list(_missing(before.get("document", []), documents))
    for document in missing:
        entry = {"path": document.path, "form": "original", "sha256": document.sha256, "url": document.url}
        try:
            text = with_entry(text, "document", {key: _plain(one) for key, one in entry.items() if one is not None})
        except NotChanged as problem:
            raise NotChanged(f"{problem}: {', '.join(one.path for one in missing)}") from problem
    return text


def _missing(listed: object, documents: Sequence[Document]) -> Iterator[Document]:
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    there = {entry.get("path") for entry in entries}
    there |= {str(entry["sha256"]).lower() for entry in entries if entry.get("sha256")}
    for document in documents:
        if not there.intersection((document.path, document.sha256 or document.path)):
            there |= {document.path, document.sha256 or document.path}
            yield document


def _plain(value: object) -> object:
    """The value as one line can hold it."""
    return CONTROL.sub(" ", value) if isinstance(value, str) else value
