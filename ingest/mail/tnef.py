"""A winmail.dat (TNEF, Microsoft's [MS-OXTNEF]) -> the documents, messages and the text in it.

Protects: a force's figures that Outlook packed where other programs see only "winmail.dat". Parsed here, because the
properties inside are those of an MSG and are read by the same code, and because a stream that is cut off gives what
stands before the cut and says so. The one library for it is under the LGPL.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ingest.mail import attachments, mapi
from ingest.mail.mapi import Properties
from ingest.mail.message import DEEPEST, Found, Mail

SIGNATURE = b"\x78\x9f\x3e\x22"

ATT_OEM_CODE_PAGE, ATT_MESSAGE_CLASS, ATT_BODY, ATT_SUBJECT = 0x9007, 0x8008, 0x800C, 0x8004
ATT_RENDERING, ATT_TITLE, ATT_DATA, ATT_PROPERTIES, ATT_MESSAGE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005, 0x9003

FIXED_SIZES = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8,
    0x0048: 16,
}  # fmt: skip
BY_LENGTH = (0x000D, 0x001E, 0x001F, 0x0102)
OBJECT = 0x000D
INTERFACE_BYTES = 16  # before an object's own bytes: which kind of object it is
MANY = 0x1000
NAMED_FROM = 0x8000


def unpack(data: bytes, found: Found, depth: int) -> None:
    """Put what a TNEF stream holds into `found`; its text only where the mail itself has none."""
    mail = read(data, depth)
    if not found.has_text():
        found.bodies.append(mail.body)
    found.inside.extend(mail.inside)
    for problem in mail.problems:
        found.say(problem.severity, problem.message, problem.rule)


def read(data: bytes, depth: int) -> Mail:
    """The message that a TNEF stream is."""
    found = Found()
    message: dict[int, tuple[int, bytes]] = {}
    attached: list[dict[int, tuple[int, bytes]]] = []
    code_page = 0
    for attribute, value in _attributes(data, found):
        if attribute == ATT_OEM_CODE_PAGE and len(value) >= 4:
            code_page = int(struct.unpack("<I", value[:4])[0])
        elif attribute == ATT_RENDERING:
            attached.append({})
        elif attribute == ATT_MESSAGE_PROPERTIES:
            message |= _properties(value, found)
        elif attribute in ATTRIBUTES_OF_MESSAGE:
            message.setdefault(ATTRIBUTES_OF_MESSAGE[attribute], (mapi.STRING8, value))
        elif attribute in ATTRIBUTES_OF_DOCUMENT and attached:
            attached[-1].setdefault(ATTRIBUTES_OF_DOCUMENT[attribute], (mapi.STRING8, value))
        elif attribute == ATT_PROPERTIES and attached:
            attached[-1] = attached[-1] | _properties(value, found)
    whole = Properties(message, code_page or mapi.code_page_of(message))
    for values in attached:
        _attachment(Properties(values, whole.code_page), found, depth)
    return Mail(mapi.head(whole), mapi.body(whole, found), tuple(found.inside), tuple(found.problems))


ATTRIBUTES_OF_MESSAGE = {
    ATT_BODY: mapi.BODY,
    ATT_SUBJECT: mapi.SUBJECT,
    ATT_MESSAGE_CLASS: mapi.MESSAGE_CLASS,
}
ATTRIBUTES_OF_DOCUMENT = {ATT_TITLE: mapi.ATTACH_FILENAME, ATT_DATA: mapi.ATTACH_DATA}


def _attachment(attachment: Properties, found: Found, depth: int) -> None:
    kind, content = attachment.values.get(mapi.ATTACH_DATA, (0, b""))
    if kind == OBJECT and content[INTERFACE_BYTES:].startswith(SIGNATURE):
        if depth >= DEEPEST:
            found.say("error", f"Messages lie more than {DEEPEST} deep in it; those are not read.", "mail-too-deep")
        else:
            found.inside.append(read(content[INTERFACE_BYTES:], depth + 1))
    else:
        attachments.take(attachment, content, found)


def _attributes(data: bytes, found: Found) -> Iterator[tuple[int, bytes]]:
    """The attributes of the stream in their order, up to the first that is cut off."""
    at = 6  # the signature and a key
    while at + 9 <= len(data):
        _, name, _, length = struct.unpack("<BHHI", data[at : at + 9])
        value = data[at + 9 : at + 9 + length]
        if len(value) < length:
            found.say(
                "warning", "The winmail.dat is cut off; what stands before the cut was read.", "damaged-attachment"
            )
            return
        yield name, value
        at += 9 + length + 2  # a checksum follows


def _properties(data: bytes, found: Found) -> dict[int, tuple[int, bytes]]:
    """The properties of one encoded list; those before a damaged one."""
    values: dict[int, tuple[int, bytes]] = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(count):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= NAMED_FROM:
                at = _after_name(data, at)
            at, value = _value(data, at, kind)
            if kind & MANY == 0 and number < NAMED_FROM:
                values.setdefault(number, (kind, value))
    except (struct.error, ValueError):
        found.say("warning", "The winmail.dat is damaged; what could be read of it was.", "damaged-attachment")
    return values


def _after_name(data: bytes, at: int) -> int:
    """Past the name of a named property: a GUID, then a number or a text."""
    (kind,) = struct.unpack_from("<I", data, at + 16)
    at += 20
    if kind == 0:
        return at + 4
    (length,) = struct.unpack_from("<I", data, at)
    return at + 4 + _padded(length)


def _value(data: bytes, at: int, kind: int) -> tuple[int, bytes]:
    """Where the value ends, and the value (the last one of a property of many)."""
    single = kind & ~MANY
    if single in FIXED_SIZES:
        count, size = 1, FIXED_SIZES[single]
        if kind & MANY:
            (count,) = struct.unpack_from("<I", data, at)
            at += 4
        if at + count * size > len(data):
            raise ValueError("cut off")
        return at + count * size, data[at : at + size]
    if single not in BY_LENGTH:
        raise ValueError(f"property type {kind:#06x}")
    (count,) = struct.unpack_from("<I", data, at)
    at += 4
    value = b""
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        value = data[at + 4 : at + 4 + length]
        if len(value) < length:
            raise ValueError("cut off")
        at += 4 + _padded(length)
    return at, value


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
