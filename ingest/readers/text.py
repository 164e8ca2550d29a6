"""Bytes of a text (a thread's page saved as text, mail text, a letter's text) -> Blocks with its lines and their
places. Protects: a document that is no text is refused with the reason, and nothing is dropped in silence."""

from __future__ import annotations

import re

from ingest.characters import decode, mend, mended_problems, split_lines
from ingest.model import Blocks, Unreadable

MEDIA_TYPE = "text/plain"
OTHER_FORMATS = (
    (b"PK\x03\x04", "a ZIP, DOCX, XLSX or ODS file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
MIME_HEAD = re.compile(rb"^MIME-Version:\s*1", re.IGNORECASE | re.MULTILINE)
# Controls that text may hold: tab, line ends, form feed. Others come from binary files; a stray one is no reason to
# refuse.
ODD_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MOST_ODD_CONTROLS = 0.02


def read(data: bytes, name: str) -> Blocks:
    """The lines of the document. Raises Unreadable for an empty file, another format and binary noise."""
    text, mended = mend(text_of(data).replace("\r\n", "\n").replace("\r", "\n"))
    return Blocks(MEDIA_TYPE, text, lines=split_lines(text), problems=mended_problems(mended))


def text_of(data: bytes) -> str:
    """The characters of a text. Raises Unreadable for an empty file, another format and binary noise."""
    other = next((words for start, words in OTHER_FORMATS if data.startswith(start)), None)
    if other is None and MIME_HEAD.search(data[:8192]):
        other = "a mail's source with its coding"
    if other is not None:
        raise Unreadable(
            f"is {other}, not text, and no reader took it. Save it as PDF, DOCX, XLSX or text and name that one, or "
            "transcribe its figures (docs/add-a-source.md)."
        )
    text = decode(data)
    if not text.strip():
        raise Unreadable("is empty. Put the document's text into it, or drop its [[document]].")
    odd = len(ODD_CONTROLS.findall(text)) / len(text)
    if odd > MOST_ODD_CONTROLS:
        raise Unreadable(
            f"is no text: {odd:.0%} of it are control characters. Bring the document again, or name one that is text."
        )
    return text
