"""Bytes of a mail with the name of a character set -> text.

Protects: a set that is unknown or wrong never loses a character in silence: what the named set can't decode is read as
UTF-8 where it is that, else as Windows-1252 (RFC 5322 mail of Windows programs), and the caller is told.
"""

from __future__ import annotations

import codecs
import re

# Python knows these names as encodings of program text or of domain names; no mail is written in them.
NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "unicode-internal"})
# Mail that names these holds Windows-1252 in practice (the WHATWG Encoding Standard makes it a rule).
REALLY_WINDOWS = frozenset({"ascii", "iso8859-1"})

NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes, charset: str | None) -> tuple[str, bool]:
    """The text with `\\n` line ends and without controls, and whether the named set held for it. No name: US-ASCII."""
    codec = _codec(charset or "us-ascii")
    if codec in REALLY_WINDOWS:
        is_named = codec != "ascii" or data.isascii()
        codec = None if codec == "ascii" else "cp1252"
    else:
        is_named = codec is not None
    text = _try(data, codec) if codec else None
    if text is None:
        is_named = is_named and data.isascii()
        text = _try(data, "utf-8")
    if text is None:
        text = data.decode("cp1252", errors="replace")
    return tidy(text), is_named


def tidy(text: str) -> str:
    """Line ends as `\\n`, no byte order mark, no controls, no lone surrogates: what text may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return NO_TEXT.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _codec(charset: str) -> str | None:
    """Python's name of a character set; None for an unknown one."""
    label = charset.strip().strip("\"'").lower().split("*", 1)[0]
    if not label or not label.isascii() or len(label) > 40 or "\x00" in label:
        return None
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    is_text: bool = getattr(found, "_is_text_encoding", True)
    name = found.name.replace("_", "-")
    return name if is_text and name not in NO_CHARSETS else None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None
