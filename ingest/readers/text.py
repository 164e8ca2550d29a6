"""Bytes of a text (a thread's page saved as text, mail text, a letter's text) -> Blocks with its lines and their
places. Protects: a document that is no text is refused with the reason, and nothing is dropped in silence."""

from __future__ import annotations

import re

from ingest.characters import decode, mend, mended_problems, split_lines
from ingest.model import Blocks, Unreadable

MEDIA_TYPE = "text/plain"
OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX, XLSX or ODS file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x78\x9f\x3e\x22", "a winmail.dat"),
    (b"{\\rtf", "a rich text file"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
MIME_HEAD = re.compile(rb"^MIME-Version:\s*1", re.IGNORECASE | re.MULTILINE)
# Controls that text may hold: tab, line ends, form feed. Others come from binary files; a stray one is no reason to
# refuse.
ODD_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MOST_ODD_CONTROLS = 0.02


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are text in an encoding known here. Empty ones are claimed, so that the refusal says so."""
    if not data.strip():
        return True
    return other_format(data) is None and odd_share(decode(data)) <= MOST_ODD_CONTROLS


def read(data: bytes, name: str) -> Blocks:
    """The lines of the document. Raises Unreadable for an empty file, another format and binary noise."""
    other = other_format(data)
    if other is not None:
        raise Unreadable(
            f"is {other}, not text, and no reader took it. Save it as PDF, DOCX, XLSX or text and name that one, or "
            "transcribe its figures (docs/add-a-source.md)."
        )
    text = decode(data)
    if not text.strip():
        raise Unreadable("is empty. Put the document's text into it, or drop its [[document]].")
    odd = odd_share(text)
    if odd > MOST_ODD_CONTROLS:
        raise Unreadable(
            f"is no text: {odd:.0%} of it are control characters. Bring the document again, or name one that is text."
        )
    text, mended = mend(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Blocks(MEDIA_TYPE, text, lines=split_lines(text), problems=mended_problems(mended))


def other_format(data: bytes) -> str | None:
    """What the bytes are by their beginning, where that is no text, in words."""
    if known := next((words for start, words in OTHER_FORMATS if data.startswith(start)), None):
        return known
    if HTML_START.match(data[:1024]):
        return "a web page's source"
    return "a mail's source with its coding" if MIME_HEAD.search(data[:8192]) else None


def odd_share(text: str) -> float:
    """The share of a text that are control characters which no text has."""
    return len(ODD_CONTROLS.findall(text)) / len(text) if text else 0.0
