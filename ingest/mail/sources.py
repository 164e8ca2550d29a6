"""Bytes -> whether they are the source of a mail.

Protects: a thread that somebody pasted as text, From, Sent and Subject included, is text and keeps its own reader.
"""

from __future__ import annotations

import re

from ingest.mail import tnef

HEAD = re.compile(rb"(?:[!-9;-~]{1,80}[ \t]?:[^\r\n]*(?:\r?\n|\Z)(?:[ \t][^\r\n]*(?:\r?\n|\Z))*)+")
# Headers that mail programs write and nobody types.
WRITTEN_BY_PROGRAMS = re.compile(
    rb"^(?:Message-ID|Received|MIME-Version|Return-Path|Content-Type|Content-Transfer-Encoding|Delivered-To|Envelope-To"
    rb"|DKIM-Signature|X-[\w-]+|References|In-Reply-To|Auto-Submitted|Thread-(?:Topic|Index))[ \t]?:",
    re.IGNORECASE | re.MULTILINE,
)
WRITTEN_BY_ALL = re.compile(rb"^(From|To|Subject|Date)[ \t]?:", re.IGNORECASE | re.MULTILINE)
ENVELOPE_LINE = re.compile(rb"(?:>?From [^\r\n]*\r?\n)*")
HEAD_BYTES = 65_536


def is_message(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a mail does, with its headers, or are a winmail.dat. The name decides only for heads
    without any header that a program writes."""
    if data.startswith(tnef.SIGNATURE):
        return True
    start = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    envelope_line = ENVELOPE_LINE.match(start)
    head = HEAD.match(start, envelope_line.end() if envelope_line else 0)
    if head is None:
        return False
    marks = {found.lower() for found in WRITTEN_BY_ALL.findall(head[0])}
    is_written = WRITTEN_BY_PROGRAMS.search(head[0]) is not None
    return (is_written and len(marks) >= 1) or (name.lower().endswith(".eml") and len(marks) >= 2)
