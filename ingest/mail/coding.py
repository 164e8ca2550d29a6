"""Bytes of a mail -> text; headers -> their words; names of documents -> plain file names.

Protects: a character set that is unknown or wrong loses no character in silence: what the named set can't decode is
read as UTF-8 where it is that, else as Windows-1252, and the caller hears of it. No name leads out of a folder, holds
controls or is longer than file systems allow; the ending, by which people know a document, stays.
"""

from __future__ import annotations

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header

# Python knows these names as encodings of program text or of domain names; no mail is written in them.
NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "unicode-internal"})
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
LONGEST_FIELD = 20_000  # characters of a header that are looked at; a References of 200 messages has 16,000
LONGEST_NAME = 120  # characters: in UTF-8 at most 480 bytes of names that are joined, in practice under 255
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


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The text with `\\n` line ends and without controls, and whether the named set held for it. No name: US-ASCII.
    Mail that names ASCII or Latin-1 holds Windows-1252 in practice (the WHATWG Encoding Standard makes it a rule)."""
    codec = _codec(charset or "us-ascii")
    if codec == "iso8859-1":
        return tidy(data.decode("cp1252", errors="replace")), True
    if codec is not None and codec != "ascii":
        try:
            return tidy(data.decode(codec)), True
        except (UnicodeError, ValueError):
            pass
    return tidy(as_utf8_or_windows(data)), codec is not None and data.isascii()


def as_utf8_or_windows(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def tidy(text: str) -> str:
    """Line ends as `\\n`, no byte order mark, no controls, no lone surrogates: what text may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return NO_TEXT.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _codec(charset: str) -> str | None:
    """Python's name of a character set; None for an unknown one."""
    try:
        found = codecs.lookup(charset.strip().strip("\"'").split("*", 1)[0][:40])
    except (LookupError, ValueError):
        return None
    name = found.name.replace("_", "-")
    return name if getattr(found, "_is_text_encoding", True) and name not in NO_CHARSETS else None


def header_words(value: str) -> str:
    """A header's text: encoded words decoded, white space single."""
    value = " ".join(value[:LONGEST_FIELD].split())
    try:
        parts = decode_header(value)
    except HeaderParseError:
        parts = [(value, None)]
    text = "".join(
        part if isinstance(part, str) else decode(part, charset)[0] if charset else part.decode("raw-unicode-escape")
        for part, charset in parts
    )
    return " ".join(tidy(text).split())


def name_by_kind(kind: str, data: bytes) -> str:
    """A name for a document that came without one: what it is, by its media type, else by its first bytes."""
    return "attachment" + (ENDINGS.get(kind) or (".pdf" if data.startswith(b"%PDF") else DEFAULT_ENDING))


def clean_name(name: str) -> str:
    """The last part of a path, without what no file name may hold; "" where nothing is left."""
    last = re.split(r"[/\\]", name.strip().rstrip("/\\"))[-1]
    last = " ".join(NO_NAME_CHARACTER.sub("_", last).split()).strip(" .")
    if len(last) <= LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else last[:LONGEST_NAME]
