"""The text of an old mail -> the text without the documents that stand in it uuencoded ("begin 644 figures.xls"), and
those documents.

Protects: what only looks like such a document stays text, and one that is cut off is reported.
"""

from __future__ import annotations

import binascii
import re

from ingest.mail.message import Found

BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,250})")
LONGEST_LINE = 45  # bytes that one line may hold: the first character says how many


def take_out(text: str, found: Found, documents: list[tuple[str, bytes]]) -> str:
    """The text without its uuencoded documents, which are put into `documents` with their names."""
    if "begin " not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        begin = BEGIN.fullmatch(lines[at].rstrip())
        block = _block(lines, at + 1) if begin else None
        if begin is None or block is None:
            kept.append(lines[at])
            at += 1
            continue
        data, at, is_whole = block
        documents.append((begin[1], data))
        if not is_whole:
            found.say(
                "warning", "A uuencoded document in the text is cut off: its end is missing.", "damaged-attachment"
            )
    return "\n".join(kept)


def _block(lines: list[str], at: int) -> tuple[bytes, int, bool] | None:
    """The bytes from this line on, the line after them, and whether they end as they should; None for no such code.

    Zero bytes are spaces, and mail programs cut spaces off a line's end: a line may be as short as its first character.
    Where the end is missing only lines that are about as long as they should be are taken, for words may follow."""
    short = _lines(lines, at, least=0.0)
    return short if short is not None and short[2] else _lines(lines, at, least=1.0)


def _lines(lines: list[str], at: int, least: float) -> tuple[bytes, int, bool] | None:
    """`least`: the part of its length that a line must have."""
    data = bytearray()
    while at < len(lines):
        line = lines[at].rstrip("\r")
        if line.strip() == "end":
            return (bytes(data), at + 1, True) if data else None
        decoded = _line(line, least)
        if decoded is None:
            break
        data += decoded
        at += 1
    return (bytes(data), at, False) if len(data) >= LONGEST_LINE else None


def _line(line: str, least: float) -> bytes | None:
    """The bytes of one line; None when it is none."""
    if not line.strip() or line.strip() == "`":
        return b""
    length = (ord(line[0]) - 32) & 63
    needed = (length + 2) // 3 * 4
    if not (0 < length <= LONGEST_LINE and line.isascii()) or len(line.rstrip()) - 1 > needed + 2:
        return None
    if len(line) - 1 < (needed - 4) * least:
        return None
    try:
        return binascii.a2b_uu((line[0] + line[1:].ljust(needed)[:needed]).encode("ascii"))
    except binascii.Error:
        return None
