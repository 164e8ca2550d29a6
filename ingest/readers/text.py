"""Bytes of a text (a thread's page saved as text, mail text, a letter's text) -> Blocks with its lines and their
places.

Protects: a character that was mis-decoded on its way here is mended only where there is one reading of it, a document
that is no text is refused with the reason, and nothing is dropped in silence. Offsets are code points of the decoded
text with `\\n` line ends, as the contract has them.
"""

from __future__ import annotations

import codecs
import re

from ingest.model import Blocks, Line, Problem, Unreadable

MEDIA_TYPE = "text/plain"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

OTHER_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX, XLSX or ODS file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x78\x9f\x3e\x22", "a winmail.dat"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)

MIME_HEAD = re.compile(rb"^MIME-Version:\s*1", re.IGNORECASE | re.MULTILINE)

# Controls that text may hold: tab, line ends, form feed. Others come from binary files; a stray one is no reason to
# refuse.
ODD_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MOST_ODD_CONTROLS = 0.02

SAMPLE_BYTES = 4096
MOST_ZEROS = 0.7  # of every second byte: more are the empty halves of UTF-16

C1_CONTROLS = re.compile(r"[\x80-\x9f]")
# UTF-8 that was read as Windows-1252 on its way: a lead that no English text prints, then what follows it there.
MISREAD = re.compile("(?:\u00e2[\u20ac\u201a][\u0080-\u00ff\u0152-\u2122]|\u00c2[\u00a0-\u00bf]|\u00c3[\u0080-\u00bf])")


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are text in an encoding known here. Empty ones are claimed, so that the refusal says so."""
    if not data.strip():
        return True
    if _other_format(data) is not None:
        return False
    return _odd_share(decode(data)) <= MOST_ODD_CONTROLS


def read(data: bytes, name: str) -> Blocks:
    """The lines of the document. Raises Unreadable for an empty file, another format and binary noise."""
    other = _other_format(data)
    if other is not None:
        raise Unreadable(
            f"is {other}, not text, and no reader took it. Save it as PDF, DOCX, XLSX or text and name that one, or "
            "transcribe its figures (docs/add-a-source.md)."
        )
    text = decode(data)
    if not text.strip():
        raise Unreadable("is empty. Put the document's text into it, or drop its [[document]].")
    odd = _odd_share(text)
    if odd > MOST_ODD_CONTROLS:
        raise Unreadable(
            f"is no text: {odd:.0%} of it are control characters. Bring the document again, or name one that is text."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, mended = mend(text)
    problems = (_mended_problem(mended),) if mended else ()
    return Blocks(MEDIA_TYPE, text, lines=split_lines(text), problems=problems)


def split_lines(text: str) -> tuple[Line, ...]:
    """Lines by `\\n` alone (a form feed or a Unicode separator ends none), so that numbers agree with any editor's."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, line, start, start + len(line)))
        start += len(line) + 1
    if lines and not lines[-1].text and len(lines) > 1:
        lines.pop()  # the end of the last line is no line
    return tuple(lines)


def mend(text: str) -> tuple[str, int]:
    """The text with characters that were decoded by the wrong table put right, and how many were.

    `2019 â€“ 12` was UTF-8 read as Windows-1252; U+0096 was Windows-1252 read as Latin-1. Both have one reading.
    """
    text, misread = MISREAD.subn(_reread, text)
    text, controls = C1_CONTROLS.subn(_as_windows, text)
    return text, misread + controls


def _reread(found: re.Match[str]) -> str:
    printed = found[0]
    try:
        return b"".join(_windows_byte(character) for character in printed).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return printed


def _windows_byte(character: str) -> bytes:
    """The byte that Windows-1252 shows as this character; the five that it leaves out pass as themselves."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _as_windows(found: re.Match[str]) -> str:
    try:
        return found[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return "\ufffd"


def decode(data: bytes) -> str:
    """The text in the encoding that its mark or its bytes tell: UTF-8, UTF-16, else Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    head = data[:SAMPLE_BYTES]
    for encoding, others in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(others) > 1 and others.count(0) > MOST_ZEROS * len(others):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")  # a sample was cut within a character
        return data.decode("cp1252", errors="replace")


def _other_format(data: bytes) -> str | None:
    for start, words in OTHER_FORMATS:
        if data.startswith(start):
            return words
    if HTML_START.match(data[:1024]):
        return "a web page's source"
    return "a mail's source with its coding" if MIME_HEAD.search(data[:8192]) else None


def _odd_share(text: str) -> float:
    return len(ODD_CONTROLS.findall(text)) / len(text) if text else 0.0


def _mended_problem(mended: int) -> Problem:
    words = "1 character was" if mended == 1 else f"{mended} characters were"
    return Problem(
        "note",
        f"{words} decoded by the wrong table before the document came here (dashes, quotation marks) and mended.",
        rule="mended-characters",
    )
