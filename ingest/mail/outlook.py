"""Outlook's messages, as MSG (a compound file, Microsoft's [MS-OXMSG]) or winmail.dat (TNEF, [MS-OXTNEF]) -> a Mail.

Protects: a message reads the same whether it was saved as EML, as MSG or came as a winmail.dat; of the file's own
properties (authors, last editors) nothing is read but what a mail's head says as well; a stream that is cut off gives
what stands before the cut and says so. The container is opened by olefile and the numbered properties ([MS-OXPROPS])
that both formats hold are read here: the best-known library for MSG is under the GPL, the one for TNEF under the LGPL.
"""

from __future__ import annotations

import binascii
import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_string
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from compressed_rtf.compressed_rtf import decompress
from striprtf.striprtf import rtf_to_text

from ingest.characters import decode, tidy
from ingest.html.tree import decode as decode_page
from ingest.mail.message import (
    DEEPEST,
    FIRST_YEAR,
    LAST_YEAR,
    Body,
    Found,
    Head,
    Mail,
    choose,
    head_of,
    of_html,
    of_plain,
)
from ingest.model import Unreadable

MESSAGE_CLASS, SUBJECT, SUBMIT_TIME, DELIVERY_TIME, TRANSPORT_HEADERS = 0x001A, 0x0037, 0x0039, 0x0E06, 0x007D
BODY, RTF_COMPRESSED, HTML, INTERNET_ID, REFERENCES, IN_REPLY_TO = 0x1000, 0x1009, 0x1013, 0x1035, 0x1039, 0x1042
SENDER_ADDRESSES = (0x5D01, 0x5D02, 0x0C1F, 0x0065)  # as mail addresses first, then as the sender's system has them
RECIPIENT_ADDRESSES = (0x39FE, 0x3003)
DISPLAY_TO, INTERNET_CODE_PAGE, MESSAGE_CODE_PAGE = 0x0E04, 0x3FDE, 0x3FFD
ATTACH_DATA, ATTACH_FILENAME, ATTACH_METHOD, ATTACH_LONG_FILENAME = 0x3701, 0x3704, 0x3705, 0x3707
ATTACH_MIME_TAG, ATTACH_CONTENT_ID = 0x370E, 0x3712
BY_REFERENCE = (2, 3, 4, 7)  # values of ATTACH_METHOD: the document lies elsewhere

COMPRESSED = b"LZFu"  # of RTF, [MS-OXRTFCP]
STRING8, UNICODE, TIME = 0x001E, 0x001F, 0x0040
CODE_PAGES = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 28605: "iso-8859-15", 1200: "utf-16-le"}
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Outlook keeps times in UTC and shows them in the reader's zone: the day that a British office saw on the message.
ZONE = "Europe/London"


Values = dict[int, tuple[int, bytes]]
"""Type and raw value of each property, by its number."""


@dataclass(frozen=True)
class Properties:
    """The properties of a message, an attachment or a recipient. `charset`: of their 8-bit texts."""

    values: Values = field(default_factory=dict)
    charset: str = "cp1252"

    def raw(self, number: int) -> bytes:
        return self.values.get(number, (0, b""))[1]

    def whole(self, number: int) -> int | None:
        """A whole number; None where there is none."""
        value = self.raw(number)
        return struct.unpack("<i", value[:4])[0] if len(value) >= 4 else None

    def text(self, number: int) -> str:
        kind, value = self.values.get(number, (0, b""))
        if kind == UNICODE:
            return tidy(value.decode("utf-16-le", "replace")).rstrip("\x00")
        return tidy(decode(value.rstrip(b"\x00"), self.charset))

    def time(self, number: int) -> datetime | None:
        kind, value = self.values.get(number, (0, b""))
        if kind != TIME or len(value) < 8:
            return None
        try:
            at = (EPOCH + timedelta(microseconds=struct.unpack("<Q", value[:8])[0] // 10)).astimezone(ZoneInfo(ZONE))
        except (OverflowError, ZoneInfoNotFoundError):
            return None
        return at if FIRST_YEAR <= at.year <= LAST_YEAR else None


def _in_code_page(values: Values, code_page: int | None = None) -> Properties:
    """A message's properties, its 8-bit texts in the code page that it names."""
    asked = Properties(values)
    return Properties(values, _charset(code_page or asked.whole(MESSAGE_CODE_PAGE) or asked.whole(INTERNET_CODE_PAGE)))


def _charset(code_page: int | None) -> str:
    return CODE_PAGES.get(code_page or 1252, f"cp{code_page}")


def _head(message: Properties, recipients: Sequence[Properties] = ()) -> Head:
    """The head of a message: by the headers that it travelled with, where they were kept, else by its properties."""
    travelled = message_from_string(message.text(TRANSPORT_HEADERS).lstrip()[:200_000])
    found = [(name.lower(), " ".join(str(value).split())) for name, value in travelled.raw_items()]
    kept = {name for name, _ in found}
    found += [(name, value) for name, value in _as_fields(message, recipients) if name not in kept and value]
    told = head_of(found, message.text(MESSAGE_CLASS))
    sent = told.sent or message.time(SUBMIT_TIME) or message.time(DELIVERY_TIME)
    return replace(told, sent=sent)


def _as_fields(message: Properties, recipients: Sequence[Properties]) -> list[tuple[str, str]]:
    senders = [message.text(number) for number in SENDER_ADDRESSES]
    to = [next((r.text(n) for n in RECIPIENT_ADDRESSES if "@" in r.text(n)), "") for r in recipients]
    return [
        ("from", next((f"<{address}>" for address in senders if "@" in address), "")),
        ("to", ", ".join(f"<{address}>" for address in to if address) or message.text(DISPLAY_TO)),
        ("subject", message.text(SUBJECT)),
        ("message-id", message.text(INTERNET_ID)),
        ("in-reply-to", message.text(IN_REPLY_TO)),
        ("references", message.text(REFERENCES)),
    ]


def _body(message: Properties, found: Found) -> Body:
    """What a message says: of its forms (plain, HTML, RTF) the one that says all of it."""
    versions = [of_plain(message.text(BODY))]
    html = _html(message)
    if html:
        versions.append(of_html(html, found))
    elif rich := _rich_text(message, found):
        versions.append(of_plain(rich))
    return versions[choose(versions, [False, bool(html)][: len(versions)])]


def _html(message: Properties) -> str:
    kind, value = message.values.get(HTML, (0, b""))
    if kind in (STRING8, UNICODE):
        return message.text(HTML)
    code_page = message.whole(INTERNET_CODE_PAGE)
    return decode_page(value, _charset(code_page) if code_page else None)


def _rich_text(message: Properties, found: Found) -> str:
    """The text of the formatted body."""
    packed = message.raw(RTF_COMPRESSED)
    if not packed:
        return ""
    # Sizes and checksum put right: a wrong one is no reason to lose the words.
    checksum = binascii.crc32(packed[16:], 0xFFFFFFFF) ^ 0xFFFFFFFF if packed[8:12] == COMPRESSED else 0
    size = struct.pack("<I", len(packed) - 4)
    try:
        rich = decompress(size + packed[4:12] + struct.pack("<I", checksum) + packed[16:])
        text: str = rtf_to_text(bytes(rich).decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # the libraries raise nothing narrower
        found.say("warning", f"The message's formatted text is damaged ({error}).", "mail-broken")
        return ""
    # A character beyond the first 65,536 is written as two halves, which are one only side by side.
    return tidy(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _take(attachment: Properties, content: bytes, found: Found) -> None:
    """Put the document of an attachment into `found`."""
    if not content and attachment.whole(ATTACH_METHOD) in BY_REFERENCE:
        found.say("warning", "A document is only linked to by the message and lies elsewhere.", "attachment-elsewhere")
        return
    name = attachment.text(ATTACH_LONG_FILENAME) or attachment.text(ATTACH_FILENAME)
    kind = attachment.text(ATTACH_MIME_TAG).strip().lower()
    found.take(name, kind, content, is_within_text=bool(attachment.text(ATTACH_CONTENT_ID)))


OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTIES = "__properties_version1.0"
ATTACHMENT, RECIPIENT, VALUE = "__attach_version1.0_", "__recip_version1.0_", "__substg1.0_"
HEADER_OF_MESSAGE, HEADER_OF_MESSAGE_WITHIN, HEADER_OF_OTHERS = 32, 24, 8
ENTRY = struct.Struct("<HHI8s")
BY_STREAM = (0x000D, 0x001E, 0x001F, 0x0048, 0x0102)
MANY = 0x1000
EMBEDDED = 0x000D
NAMED_FROM = 0x8000
# What olefile raises for damaged files (RecursionError: a folder that holds itself), and nothing of ours runs in there.
DAMAGE = (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError, RecursionError)
Streams = dict[tuple[str, ...], bytes]
"""The content of each stream by its path."""
SEALED_CLASSES = ("ipm.note.smime", "ipm.note.secure", "ipm.note.rpmsg")


def is_msg(data: bytes) -> bool:
    """Whether the bytes are a message and no other compound file (an old Word or Excel file, an installer)."""
    if not data.startswith(OLE_SIGNATURE) or PROPERTIES.encode("utf-16-le") not in data:
        return False
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return bool(file.exists(PROPERTIES))
    except DAMAGE:
        return True  # its reader says so


def read_msg(data: bytes) -> Mail:
    """The message. Raises Unreadable for a damaged container."""
    found = Found()
    return _message(_streams(data, found), (), 0, HEADER_OF_MESSAGE, found)


def _streams(data: bytes, found: Found) -> Streams:
    """The bytes of each stream in the container by its path; a problem in `found` for one that is damaged."""
    import olefile

    streams: Streams = {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for path in file.listdir():
                try:
                    streams[tuple(path)] = file.openstream(path).read()
                except DAMAGE as error:
                    words = f"A part of the message is damaged and was not read ({error})."
                    found.say("warning", words, "damaged-attachment")
    except DAMAGE as error:
        words = f"is a damaged Outlook message ({error}). Save it again, as MSG or as EML."
        raise Unreadable(words) from None
    return streams


def _message(streams: Streams, path: tuple[str, ...], depth: int, header: int, found: Found) -> Mail:
    message = _in_code_page(_values(streams, path, header))
    inside = sorted({key[len(path)] for key in streams if key[: len(path)] == path and len(key) > len(path) + 1})
    recipients, attached = (
        [
            (folder, Properties(_values(streams, (*path, folder), HEADER_OF_OTHERS), message.charset))
            for folder in inside
            if folder.startswith(start)
        ]
        for start in (RECIPIENT, ATTACHMENT)
    )
    head = _head(message, [recipient for _, recipient in recipients])
    body = _body(message, found)
    if message.text(MESSAGE_CLASS).lower().startswith(SEALED_CLASSES):
        found.say_locked()
        return Mail(head, body, (), tuple(found.problems))
    for folder, attachment in attached:
        within = (*path, folder, f"{VALUE}{ATTACH_DATA:04X}{EMBEDDED:04X}")
        if (*within, PROPERTIES) not in streams:
            _take(attachment, attachment.raw(ATTACH_DATA), found)
        elif depth >= DEEPEST:
            found.say_too_deep()
        else:
            found.inside.append(_message(streams, within, depth + 1, HEADER_OF_MESSAGE_WITHIN, Found()))
    return Mail(head, body, tuple(found.inside), tuple(found.problems))


def _values(streams: Streams, path: tuple[str, ...], header: int) -> Values:
    """The properties of a folder: short ones from its list, long ones from streams of their own."""
    values: Values = {}
    listed = streams.get((*path, PROPERTIES), b"")[header:]
    for at in range(0, len(listed) - ENTRY.size + 1, ENTRY.size):
        kind, number, _, own = ENTRY.unpack_from(listed, at)
        value = streams.get((*path, f"{VALUE}{number:04X}{kind:04X}")) if kind in BY_STREAM else own
        if value is not None and not kind & MANY and number < NAMED_FROM:
            values.setdefault(number, (kind, value))
    return values


TNEF_SIGNATURE = b"\x78\x9f\x3e\x22"

ATT_OEM_CODE_PAGE, ATT_MESSAGE_CLASS, ATT_BODY, ATT_SUBJECT = 0x9007, 0x8008, 0x800C, 0x8004
ATT_RENDERING, ATT_TITLE, ATT_DATA, ATT_PROPERTIES, ATT_MESSAGE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005, 0x9003

FIXED_SIZES = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8,
    0x0048: 16,
}  # fmt: skip
BY_LENGTH = (0x000D, 0x001E, 0x001F, 0x0102)
OBJECT = 0x000D
INTERFACE_BYTES = 16  # before an object's own bytes: which kind of object it is


def unpack_tnef(data: bytes, found: Found, depth: int) -> None:
    """Put what a TNEF stream holds into `found`; its text only where the mail itself has none."""
    mail = read_tnef(data, depth)
    if not found.has_text():
        found.bodies.append(mail.body)
    found.inside.extend(mail.inside)
    found.say_all(mail.problems)


def read_tnef(data: bytes, depth: int = 0) -> Mail:
    """The message that a TNEF stream is."""
    found = Found()
    message: Values = {}
    attached: list[Values] = []
    code_page = 0
    for attribute, value in _attributes(data, found):
        if attribute == ATT_OEM_CODE_PAGE and len(value) >= 4:
            code_page = int(struct.unpack("<I", value[:4])[0])
        elif attribute == ATT_RENDERING:
            attached.append({})
        elif attribute == ATT_MESSAGE_PROPERTIES:
            message |= _properties(value, found)
        elif attribute in ATTRIBUTES_OF_MESSAGE:
            message.setdefault(ATTRIBUTES_OF_MESSAGE[attribute], (STRING8, value))
        elif attribute in ATTRIBUTES_OF_DOCUMENT and attached:
            attached[-1].setdefault(ATTRIBUTES_OF_DOCUMENT[attribute], (STRING8, value))
        elif attribute == ATT_PROPERTIES and attached:
            attached[-1] = attached[-1] | _properties(value, found)
    whole = _in_code_page(message, code_page)
    for values in attached:
        _attachment_of_tnef(Properties(values, whole.charset), found, depth)
    return Mail(_head(whole), _body(whole, found), tuple(found.inside), tuple(found.problems))


ATTRIBUTES_OF_MESSAGE = {
    ATT_BODY: BODY,
    ATT_SUBJECT: SUBJECT,
    ATT_MESSAGE_CLASS: MESSAGE_CLASS,
}
ATTRIBUTES_OF_DOCUMENT = {ATT_TITLE: ATTACH_FILENAME, ATT_DATA: ATTACH_DATA}


def _attachment_of_tnef(attachment: Properties, found: Found, depth: int) -> None:
    kind, content = attachment.values.get(ATTACH_DATA, (0, b""))
    if kind == OBJECT and content[INTERFACE_BYTES:].startswith(TNEF_SIGNATURE):
        if depth >= DEEPEST:
            found.say_too_deep()
        else:
            found.inside.append(read_tnef(content[INTERFACE_BYTES:], depth + 1))
    else:
        _take(attachment, content, found)


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


def _properties(data: bytes, found: Found) -> Values:
    """The properties of one encoded list; those before a damaged one."""
    values: Values = {}
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
