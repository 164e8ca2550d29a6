"""Properties of a message -> the two files that Outlook makes of them: an MSG and a winmail.dat."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.making_documents.compound_file import Tree, compound_file

CLASS, SUBJECT, SUBMITTED, HEADERS, SENDER_TYPE, SENDER, SENDER_NAME = 0x1A, 0x37, 0x39, 0x7D, 0xC1E, 0xC1F, 0xC1A
SENDER_SMTP, BODY, RTF, HTML, MESSAGE_ID, REFERENCES, IN_REPLY_TO = (
    0x5D01, 0x1000, 0x1009, 0x1013, 0x1035, 0x1039, 0x1042,
)  # fmt: skip
CODE_PAGE, INTERNET_CODE_PAGE, RECIPIENT_SMTP = 0x3FFD, 0x3FDE, 0x39FE
DATA, FILENAME, METHOD, LONG_FILENAME, MIME_TAG, CONTENT_ID = 0x3701, 0x3704, 0x3705, 0x3707, 0x370E, 0x3712

Value = str | bytes | int | datetime


@dataclass(frozen=True)
class Attached:
    """One attachment: its properties, and the message that it is, if it is one."""

    properties: dict[int, Value] = field(default_factory=dict)
    message: Note | None = None


@dataclass(frozen=True)
class Note:
    """One message. `eight_bit`: the character set of its texts; None: they are in Unicode."""

    properties: dict[int, Value]
    attached: Sequence[Attached] = ()
    to: Sequence[str] = ()
    eight_bit: str | None = None


def msg(note: Note) -> bytes:
    """The message as an MSG file."""
    return compound_file(_folder(note, 32) | {"__nameid_version1.0": {"__substg1.0_00020102": b""}})


def _folder(note: Note, header: int) -> Tree:
    counts = struct.pack("<8xIIII", len(note.to), len(note.attached), len(note.to), len(note.attached))
    tree = _with_properties(note.properties, counts.ljust(header, b"\0"), note.eight_bit)
    for n, address in enumerate(note.to):
        tree[f"__recip_version1.0_#{n:08X}"] = _with_properties({RECIPIENT_SMTP: address}, bytes(8), note.eight_bit)
    for n, attached in enumerate(note.attached):
        folder = _with_properties(attached.properties, bytes(8), note.eight_bit)
        if attached.message is not None:
            folder["__substg1.0_3701000D"] = _folder(attached.message, 24)
        tree[f"__attach_version1.0_#{n:08X}"] = folder
    return tree


def _with_properties(properties: dict[int, Value], header: bytes, eight_bit: str | None) -> Tree:
    tree: Tree = {}
    listed = header
    for number, value in properties.items():
        kind, raw = _raw(value, eight_bit)
        if kind in (0x3, 0x40):
            listed += struct.pack("<HHI8s", kind, number, 6, raw)
            continue
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = raw
        listed += struct.pack("<HHIII", kind, number, 6, len(raw) + (2 if kind == 0x1F else 0), 0)
    return tree | {"__properties_version1.0": listed}


def _raw(value: Value, eight_bit: str | None) -> tuple[int, bytes]:
    if isinstance(value, str):
        return (0x1E, value.encode(eight_bit)) if eight_bit else (0x1F, value.encode("utf-16-le"))
    if isinstance(value, bytes):
        return 0x102, value
    if isinstance(value, int):
        return 0x3, struct.pack("<i", value)
    return 0x40, struct.pack("<Q", int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)


def tnef(note: Note) -> bytes:
    """The message as a winmail.dat."""
    out = b"\x78\x9f\x3e\x22" + struct.pack("<H", 7)
    out += _attribute(1, 0x89006, struct.pack("<I", 0x10000)) + _attribute(1, 0x69007, struct.pack("<II", 1252, 0))
    out += _attribute(1, 0x69003, _listed(note.properties, note.eight_bit))
    for attached in note.attached:
        out += _attribute(2, 0x69002, bytes(14))
        own = dict(attached.properties)
        data = own.pop(DATA, None)
        if FILENAME in own:
            out += _attribute(2, 0x18010, str(own[FILENAME]).encode("cp1252") + b"\0")
        if isinstance(data, bytes):
            out += _attribute(2, 0x6800F, data)
        extra = b""
        if attached.message is not None:
            inner = bytes(16) + tnef(attached.message)
            extra = struct.pack("<HHII", 0xD, DATA, 1, len(inner)) + inner + bytes(-len(inner) % 4)
        out += _attribute(2, 0x69005, _listed(own, note.eight_bit, extra))
    return out


def _attribute(level: int, name: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _listed(properties: dict[int, Value], eight_bit: str | None, extra: bytes = b"") -> bytes:
    named = struct.pack("<HH16sII", 0x1E, 0x8001, bytes(16), 0, 0x8501) + struct.pack("<II", 1, 5) + b"8.00\0\0\0\0"
    out = struct.pack("<I", len(properties) + 1 + bool(extra)) + named
    for number, value in properties.items():
        kind, raw = _raw(value, eight_bit)
        out += struct.pack("<HH", kind, number)
        if kind in (0x3, 0x40):
            out += raw
            continue
        raw += {0x1E: b"\0", 0x1F: b"\0\0"}.get(kind, b"")
        out += struct.pack("<II", 1, len(raw)) + raw + bytes(-len(raw) % 4)
    return out + extra


def packed_rtf(rtf: bytes) -> bytes:
    """RTF in Outlook's compression, every byte as itself (which its readers must take as well as references)."""
    body = b""
    whole = len(rtf) // 8 * 8
    for n in range(0, whole, 8):
        body += b"\0" + rtf[n : n + 8]
    rest = rtf[whole:]
    body += bytes((1 << len(rest),)) + rest + struct.pack(">H", ((207 + len(rtf)) % 4096) << 4)
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, 0) + body
