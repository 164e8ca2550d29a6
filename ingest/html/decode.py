"""A page's bytes -> its characters.

Protects: a dash or a pound sign is what the page's author wrote. Bytes that are valid UTF-8 are UTF-8 whatever the page
declares, for browsers re-encode what they save and leave the old declaration in it; other text is hardly ever valid
UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WHERE_CHARSETS_STAND = 4096  # bytes; the standard says 1024, pages that carry a mail program's styles need more
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Names that the Encoding Standard reads as Windows-1252, whose dashes and quotation marks they do not have.
WINDOWS = ("iso8859-1", "ascii", "cp1252")
# With these the declaration itself could not have been read byte by byte, so it is no longer true.
NOT_IN_BYTES = re.compile(r"utf-?(?:16|32)|ucs", re.IGNORECASE)
LEAST_NULS = 0.2  # of the first bytes: Latin text in UTF-16 has a NUL in every other one


def decode(data: bytes) -> str:
    """The characters, with `\\n` line ends and without NULs; a byte that means nothing is U+FFFD."""
    text = _decode(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _decode(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    sample = data[:WHERE_CHARSETS_STAND]
    if sample and sample.count(0) / len(sample) >= LEAST_NULS:
        return data.decode("utf-16-be" if sample[:1] == b"\x00" else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(sample), errors="replace")


def _declared(sample: bytes) -> str:
    """The encoding that the page declares, Windows-1252 where that is none."""
    found = DECLARED.search(sample)
    name = found[1].decode("ascii", errors="replace") if found else ""
    if not name or NOT_IN_BYTES.match(name):
        return "cp1252"
    try:
        encoding = codecs.lookup(name).name
        "".encode(encoding)
        b"".decode(encoding)
    except (LookupError, UnicodeError):
        return "cp1252"
    return "cp1252" if encoding in WINDOWS or encoding == "utf-8" else encoding
