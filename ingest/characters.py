"""Bytes of a text -> its characters, mended where the wrong table decoded them, and its numbered lines; of a saved
thread, a mail or a letter as text -> Blocks.

Protects: a dash or a pound sign is what its author wrote. Bytes that are valid UTF-8 are UTF-8 whatever the document
declares, for programs re-encode what they save and leave the old declaration in it; a misread character is mended only
where there is one reading of it. What is no text is refused with the reason. Offsets are code points of the decoded
text with `\\n` line ends.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from ingest.model import Blocks, Grid, Line, Problem, Unreadable, refusal

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_BYTES = 4096
MOST_ZEROS = 0.7  # of every second byte: more are the empty halves of UTF-16
# Names that the WHATWG Encoding Standard reads as Windows-1252, whose dashes and quotation marks they do not have, and
# encodings in which the declaration itself could not have been read.
NOT_AS_DECLARED = re.compile(r"iso8859-1$|ascii|utf|cp1252", re.IGNORECASE)
C1_CONTROLS = re.compile(r"[\x80-\x9f]")
# UTF-8 that was read as Windows-1252 on its way: a lead that no English text prints, then what follows it there.
MISREAD = re.compile("(?:\u00e2[\u20ac\u201a][\u0080-\u00ff\u0152-\u2122]|\u00c2[\u00a0-\u00bf]|\u00c3[\u0080-\u00bf])")
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What a web page or Word puts where no line may end; phrases are printed with either.
FIXED_SPACE = re.compile(r"(?<!\d)[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?!\d)")


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters by the bytes' own mark, as UTF-16 or UTF-8 if they are that, else as declared, else as CP1252."""
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
    return data.decode(known_encoding(declared) or "cp1252", errors="replace")


def known_encoding(declared: str | None) -> str | None:
    """Python's name of a declared text encoding; None for none, an unknown one and what is read as Windows-1252."""
    try:
        codec = codecs.lookup((declared or "").strip("\"' ")[:40])
    except (LookupError, ValueError):
        return None
    is_of_text = getattr(codec, "_is_text_encoding", True) and codec.name not in ("idna", "punycode", "undefined")
    return codec.name if is_of_text and not NOT_AS_DECLARED.match(codec.name) else None


def tidy(text: str) -> str:
    """Line ends as `\\n`, no byte order mark, no controls, no lone surrogates: what text may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return NO_TEXT.sub("", text).encode("utf-8", "replace").decode("utf-8")


def mend(text: str) -> tuple[str, int]:
    """The text with characters that were decoded by the wrong table put right, and how many were. `2019 â€“ 12` was
    UTF-8 read as Windows-1252; U+0096 was Windows-1252 read as Latin-1. Both have one reading. A space at
    which no line ends is a plain one, but between digits, where it may part thousands."""
    text, misread = MISREAD.subn(_reread, text)
    text = FIXED_SPACE.sub(" ", text)
    text, controls = C1_CONTROLS.subn(lambda match: match[0].encode("latin-1").decode("cp1252", "replace"), text)
    return text, misread + controls


def mended_problems(count: int) -> tuple[Problem, ...]:
    """The note on characters that were mended; none for none."""
    words = "1 character was" if count == 1 else f"{count} characters were"
    return (Problem.of("mended-characters", words=words),) if count else ()


def _reread(match: re.Match[str]) -> str:
    try:  # the characters that Windows-1252 leaves out pass as themselves
        data = (c.encode("latin-1" if C1_CONTROLS.match(c) else "cp1252") for c in match[0])
        return b"".join(data).decode("utf-8")
    except UnicodeError:
        return match[0]


def numbered(texts: Iterable[str]) -> tuple[Line, ...]:
    """Numbered lines with their places in the text that they make together."""
    every = list(texts)
    starts = accumulate((len(text) + 1 for text in every), initial=0)
    return tuple(Line(n, text, at, at + len(text)) for n, (text, at) in enumerate(zip(every, starts, strict=False), 1))


def blocks_of(
    media: str, lines: Sequence[str], grids: Iterable[Grid], problems: Iterable[Problem], end: str = "", **found: Any
) -> Blocks:
    """What a reader found, with the text that its lines make together; `end`: behind the last of them."""
    text = "\n".join(lines) + (end if lines else "")
    return Blocks(media, text, lines=numbered(lines), grids=tuple(grids), problems=tuple(problems), **found)


def split_lines(text: str) -> tuple[Line, ...]:
    """Lines by `\\n` alone (a form feed or a Unicode separator ends none), so that numbers agree with any editor's."""
    return numbered((text[:-1] if len(text) > 1 and text.endswith("\n") else text).split("\n"))


# A document that is plain text


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
        raise Unreadable(refusal("no-text-but", other=other))
    text = decode(data)
    if not text.strip():
        raise Unreadable(refusal("text-empty"))
    odd = len(ODD_CONTROLS.findall(text)) / len(text)
    if odd > MOST_ODD_CONTROLS:
        raise Unreadable(refusal("no-text", odd=odd))
    return text
