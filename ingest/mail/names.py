"""The name of a document inside another, whatever it came as -> a plain file name.

Protects: no name leads out of a folder, holds controls or is longer than file systems allow; the ending, by which
people know a document, stays.
"""

from __future__ import annotations

import re
from email.message import Message

from ingest.mail import fields

LONGEST = 120  # characters: in UTF-8 at most 480 bytes of names that are joined, in practice under 255
NAMELESS = "attachment"
DEFAULT_ENDING = ".bin"
ENDINGS = {
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.text": ".odt",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
NO_NAME_CHARACTER = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def of_part(part: Message) -> str:
    """The name that a part of a mail bears (filename before name, as RFC 2183 has it); "" without."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        name = fields.parameters(fields.raw(part, header)).get(key, "")
        if clean(name):
            return clean(name)
    return ""


def for_nameless(kind: str, data: bytes) -> str:
    """A name for a document that came without one: what it is, by its media type, else by its first bytes."""
    ending = ENDINGS.get(kind)
    if ending is None:
        ending = ".pdf" if data.startswith(b"%PDF") else DEFAULT_ENDING
    return NAMELESS + ending


def clean(name: str) -> str:
    """The last part of a path, without what no file name may hold; "" where nothing is left."""
    last = re.split(r"[/\\]", name.strip().rstrip("/\\"))[-1]
    last = " ".join(NO_NAME_CHARACTER.sub("_", last).split()).strip(" .")
    if len(last) <= LONGEST:
        return last
    stem, dot, ending = last.rpartition(".")
    return stem[: LONGEST - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else last[:LONGEST]
