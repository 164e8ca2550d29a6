"""An mbox -> the source of each message in it.

Protects: a line of a message that begins with "From " starts no new message, and the `>` that a mail program put
before such a line (mboxo and mboxrd alike) is taken off again.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator

# "From " with a sender or none and a date, after a blank line (or at the start), and then a header: what mail programs
# write between messages. Prose such as "From 2019 on" has no such date and no header after it.
SEPARATOR = re.compile(
    rb"(?:\A\s{0,20}|(?<=\n)\r?\n)(From [^\r\n]{0,300}?\b\d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,40}\r?\n)"
    rb"(?=(?:>?From [^\r\n]*\r?\n)?[!-9;-~]{1,80}[ \t]?:)"
)
ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)

Source = bytes | mmap.mmap


def is_mbox(data: Source) -> bool:
    """Whether the bytes begin as an mbox does."""
    return SEPARATOR.match(data[:2048]) is not None


def messages(data: Source) -> Iterator[bytes]:
    """The source of each message, one at a time: a mapped file is never held whole."""
    start: int | None = None
    for separator in SEPARATOR.finditer(data):
        if start is not None:
            yield _source(data[start : separator.start()])
        start = separator.end()
    if start is not None:
        yield _source(data[start : len(data)])


def _source(data: bytes) -> bytes:
    return ESCAPED.sub(b"", data)
