"""An mbox -> the source of each message in it.

Protects: a line of a message that begins with "From " starts no new message, and the `>` that a mail program put
before such a line (mboxo and mboxrd alike) is taken off again.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator

# "From " with a sender or none and a date, and then a header: what mail programs write between messages, after a blank
# line. Prose such as "From 2019 on" has no such date and no header after it.
SEPARATOR = re.compile(
    rb"From [^\r\n]{0,300}?\b\d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,40}\r?\n"
    rb"(?=(?:>?From [^\r\n]{0,400}\r?\n)?[!-9;-~]{1,80}[ \t]?:)"
)
BLANK = re.compile(rb"\s{0,20}")
ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)

Source = bytes | mmap.mmap


def is_mbox(data: Source) -> bool:
    """Whether the bytes begin as an mbox does."""
    return _first(data) is not None


def messages(data: Source) -> Iterator[bytes]:
    """The source of each message, one at a time: a mapped file is never held whole."""
    separator = _first(data)
    while separator is not None:
        start = separator.end()
        separator = _next(data, start)
        end = separator.start() if separator else len(data)
        yield ESCAPED.sub(b"", data[start:end])


def _first(data: Source) -> re.Match[bytes] | None:
    blank = BLANK.match(data)
    return SEPARATOR.match(data, blank.end() if blank else 0)


def _next(data: Source, start: int) -> re.Match[bytes] | None:
    """The first separator from here on that stands after a blank line."""
    at = data.find(b"\nFrom ", start)
    while at >= 0:
        if data[max(at - 2, 0) : at] == b"\n\r" or data[at - 1 : at] == b"\n":
            separator = SEPARATOR.match(data, at + 1)
            if separator:
                return separator
        at = data.find(b"\nFrom ", at + 1)
    return None
