"""Outlook's messages, as MSG (a compound file, [MS-OXMSG]) or winmail.dat (TNEF, [MS-OXTNEF]) -> the message as MIME.

Protects: a message reads the same whether it was saved as EML, as MSG or came as a winmail.dat; of the file's own
properties (authors, last editors) nothing is read but what a mail's head says as well; a stream that is cut off gives
what stands before the cut and says so. The container is opened by olefile and the numbered properties ([MS-OXPROPS])
that both formats hold are read here: the best-known library for MSG is under the GPL, the one for TNEF under the LGPL.
"""

from __future__ import annotations

import binascii
import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import Message
from email.utils import format_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from compressed_rtf.compressed_rtf import decompress
from striprtf.striprtf import rtf_to_text

from ingest.kinds import TNEF_START, decode, tidy
from ingest.mail import FIRST_YEAR, LAST_YEAR, Gathered, sent
from ingest.model import Unreadable, refusal

MESSAGE_CLASS, SUBJECT, SUBMIT_TIME, DELIVERY_TIME, TRANSPORT_HEADERS = 0x001A, 0x0037, 0x0039, 0x0E06, 0x007D
BODY, RTF_COMPRESSED, HTML, INTERNET_ID, REFERENCES, IN_REPLY_TO = 0x1000, 0x1009, 0x1013, 0x1035, 0x1039, 0x1042
SENDER_ADDRESSES = (0x5D01, 0x5D02, 0x0C1F, 0x0065)  # as mail addresses first, then as the sender's system has them
RECIPIENT_ADDRESSES = (0x39FE, 0x3003)
DISPLAY_TO, INTERNET_CODE_PAGE, MESSAGE_CODE_PAGE = 0x0E04, 0x3FDE, 0x3FFD
ATTACH_DATA, ATTACH_FILENAME, ATTACH_METHOD, ATTACH_LONG_FILENAME = 0x3701, 0x3704, 0x3705, 0x3707
ATTACH_MIME_TAG, ATTACH_CONTENT_ID = 0x370E, 0x3712
BY_REFERENCE = (2, 3, 4, 7)  # values of ATTACH_METHOD: the document lies elsewhere
SEALED_CLASSES = ("ipm.note.smime", "ipm.note.secure", "ipm.note.rpmsg")

COMPRESSED = b"LZFu"  # of RTF, [MS-OXRTFCP]
STRING8, UNICODE, TIME = 0x001E, 0x001F, 0x0040
CODE_PAGES = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 28605: "iso-8859-15", 1200: "utf-16-le"}
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Outlook keeps times in UTC and shows them in the reader's zone: the day that a British office saw on the message.
ZONE = "Europe/London"


Values = dict[int, tuple[int, bytes]]  # type and raw value of each property, by its number


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


def _charset(message: Values, code_page: int | None = None) -> str:
    asked = Properties(message)
    code_page = code_page or asked.whole(MESSAGE_CODE_PAGE) or asked.whole(INTERNET_CODE_PAGE) or 1252
    return CODE_PAGES.get(code_page, f"cp{code_page}")


def _as_mime(
    message: Properties, gathered: Gathered, recipients: Sequence[Properties] = (), parts: Sequence[Message] = ()
) -> Message:
    """The message with its forms and parts. Its head is the one it was sent with; properties say what is missing."""
    whole = message_from_string(message.text(TRANSPORT_HEADERS).lstrip()[:200_000])
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        del whole[name]
    for name, value in _fields(message, recipients).items():
        if name not in whole and value:
            whole[name] = value
    at = message.time(SUBMIT_TIME) or message.time(DELIVERY_TIME)
    if at and sent(str(whole["Date"])) is None:
        del whole["Date"]
        whole["Date"] = format_datetime(at)
    is_sealed = message.text(MESSAGE_CLASS).lower().startswith(SEALED_CLASSES)
    if is_sealed:
        gathered.say("locked")
    return _multipart(
        "mixed", [_multipart("alternative", _forms(message, gathered)), *(() if is_sealed else parts)], whole
    )


def _fields(message: Properties, recipients: Sequence[Properties]) -> Mapping[str, str]:
    senders = [message.text(number) for number in SENDER_ADDRESSES]
    to = [next((r.text(n) for n in RECIPIENT_ADDRESSES if "@" in r.text(n)), "") for r in recipients]
    return {
        "From": next((f"<{address}>" for address in senders if "@" in address), ""),
        "To": ", ".join(f"<{address}>" for address in to if address) or message.text(DISPLAY_TO),
        "Subject": message.text(SUBJECT),
        "Message-ID": message.text(INTERNET_ID),
        "In-Reply-To": message.text(IN_REPLY_TO),
        "References": message.text(REFERENCES),
        "X-Message-Class": message.text(MESSAGE_CLASS),
    }


def _multipart(kind: str, parts: Sequence[Message], whole: Message | None = None) -> Message:
    whole = Message() if whole is None else whole
    whole["Content-Type"] = f"multipart/{kind}"
    whole.set_payload(list(parts))
    return whole


def _part(kind: str, content: bytes | list[Message], **parameters: str) -> Message:
    part = Message()
    part.add_header("Content-Type", kind, **parameters)
    part.set_payload(content)  # type: ignore[arg-type]
    return part


def _forms(message: Properties, gathered: Gathered) -> list[Message]:
    kind, page = message.values.get(HTML, (0, b""))
    if kind in (STRING8, UNICODE):
        other = _part("text/html", message.text(HTML).encode(), charset="utf-8")
    elif page:
        code_page = message.whole(INTERNET_CODE_PAGE)
        charset = {"charset": _charset({}, code_page)} if code_page else {}
        other = _part("text/html", page, **charset)
    else:
        other = _part("text/plain", _rich_text(message, gathered).encode(), charset="utf-8")
    return [_part("text/plain", message.text(BODY).encode(), charset="utf-8"), other]


def _rich_text(message: Properties, gathered: Gathered) -> str:
    packed = message.raw(RTF_COMPRESSED)
    if not packed:
        return ""
    # Sizes and checksum put right: a wrong one is no reason to lose the words.
    checksum = binascii.crc32(packed[16:], 0xFFFFFFFF) ^ 0xFFFFFFFF if packed[8:12] == COMPRESSED else 0
    size = struct.pack("<I", len(packed) - 4)
    try:
        rich = decompress(size + packed[4:12] + struct.pack("<I", checksum) + packed[16:])
        text: str = rtf_to_text(bytes(rich).decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise nothing narrower
        gathered.say("mail-formatted", error=error)
        return ""
    # A character beyond the first 65,536 is written as two halves, which are one only side by side.
    return tidy(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _document(attachment: Properties, content: bytes) -> Message:
    if not content and attachment.whole(ATTACH_METHOD) in BY_REFERENCE:
        return _part("message/external-body", [])
    part = _part(attachment.text(ATTACH_MIME_TAG).strip().lower() or "application/octet-stream", content)
    name = attachment.text(ATTACH_LONG_FILENAME) or attachment.text(ATTACH_FILENAME)
    part.add_header("Content-Disposition", "attachment", filename=name)
    if attachment.text(ATTACH_CONTENT_ID):
        part["Content-ID"] = attachment.text(ATTACH_CONTENT_ID)
    return part


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
Streams = dict[tuple[str, ...], bytes]  # the content of each stream by its path


def read_msg(data: bytes, gathered: Gathered) -> Message:
    """The message in a compound file; what of it is damaged is said in `gathered`. Raises Unreadable."""
    return _message(_streams(data, gathered), (), HEADER_OF_MESSAGE, gathered)


def _streams(data: bytes, gathered: Gathered) -> Streams:
    import olefile

    streams: Streams = {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            for path in file.listdir():
                try:
                    streams[tuple(path)] = file.openstream(path).read()
                except DAMAGE as error:
                    gathered.say("part-of-message", error=error)
    except DAMAGE as error:
        raise Unreadable(refusal("message-damaged", reason=error)) from None
    return streams


def _message(streams: Streams, path: tuple[str, ...], header: int, gathered: Gathered) -> Message:
    values = _values(streams, path, header)
    charset = _charset(values)
    inside = sorted({key[len(path)] for key in streams if key[: len(path)] == path and len(key) > len(path) + 1})
    others = {
        folder: Properties(_values(streams, (*path, folder), HEADER_OF_OTHERS), charset)
        for folder in inside
        if folder.startswith((RECIPIENT, ATTACHMENT))
    }
    parts = []
    for folder, attachment in others.items():
        within = (*path, folder, f"{VALUE}{ATTACH_DATA:04X}{EMBEDDED:04X}")
        if (*within, PROPERTIES) in streams:
            parts.append(_part("message/rfc822", [_message(streams, within, HEADER_OF_MESSAGE_WITHIN, gathered)]))
        elif folder.startswith(ATTACHMENT):
            parts.append(_document(attachment, attachment.raw(ATTACH_DATA)))
    recipients = [properties for folder, properties in others.items() if folder.startswith(RECIPIENT)]
    return _as_mime(Properties(values, charset), gathered, recipients, parts)


def _values(streams: Streams, path: tuple[str, ...], header: int) -> Values:
    """The properties of a folder: short ones from its list, long ones from streams of their own."""
    values: Values = {}
    listed = streams.get((*path, PROPERTIES), b"")[header:]
    for at in range(0, len(listed) - ENTRY.size + 1, ENTRY.size):
        kind, number, _, inline = ENTRY.unpack_from(listed, at)
        value = streams.get((*path, f"{VALUE}{number:04X}{kind:04X}")) if kind in BY_STREAM else inline
        if value is not None and not kind & MANY and number < NAMED_FROM:
            values.setdefault(number, (kind, value))
    return values


ATT_OEM_CODE_PAGE, ATT_MESSAGE_CLASS, ATT_BODY, ATT_SUBJECT = 0x9007, 0x8008, 0x800C, 0x8004
ATT_RENDERING, ATT_TITLE, ATT_DATA, ATT_PROPERTIES, ATT_MESSAGE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005, 0x9003

FIXED_SIZES = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8,
    0x0048: 16,
}  # fmt: skip
BY_LENGTH = (0x000D, 0x001E, 0x001F, 0x0102)
OBJECT = 0x000D
ATTRIBUTES_OF_MESSAGE = {ATT_BODY: BODY, ATT_SUBJECT: SUBJECT, ATT_MESSAGE_CLASS: MESSAGE_CLASS}
ATTRIBUTES_OF_DOCUMENT = {ATT_TITLE: ATTACH_FILENAME, ATT_DATA: ATTACH_DATA}
INTERFACE_BYTES = 16  # before an object's own bytes: which kind of object it is


def read_tnef(data: bytes, gathered: Gathered) -> Message:
    """The message that a TNEF stream is; what of it is damaged is said in `gathered`."""
    message: Values = {}
    attached: list[Values] = []
    code_page = 0
    for attribute, value in _attributes(data, gathered):
        if attribute == ATT_OEM_CODE_PAGE and len(value) >= 4:
            code_page = int(struct.unpack("<I", value[:4])[0])
        elif attribute == ATT_RENDERING:
            attached.append({})
        elif attribute == ATT_MESSAGE_PROPERTIES:
            message |= _properties(value, gathered)
        elif attribute in ATTRIBUTES_OF_MESSAGE:
            message.setdefault(ATTRIBUTES_OF_MESSAGE[attribute], (STRING8, value))
        elif attribute in ATTRIBUTES_OF_DOCUMENT and attached:
            attached[-1].setdefault(ATTRIBUTES_OF_DOCUMENT[attribute], (STRING8, value))
        elif attribute == ATT_PROPERTIES and attached:
            attached[-1] = attached[-1] | _properties(value, gathered)
    charset = _charset(message, code_page)
    parts = []
    for values in attached:
        kind, content = values.get(ATTACH_DATA, (0, b""))
        if kind == OBJECT and content[INTERFACE_BYTES:].startswith(TNEF_START):
            parts.append(_part("message/rfc822", [read_tnef(content[INTERFACE_BYTES:], gathered)]))
        else:
            parts.append(_document(Properties(values, charset), content))
    return _as_mime(Properties(message, charset), gathered, parts=parts)


def _attributes(data: bytes, gathered: Gathered) -> Iterator[tuple[int, bytes]]:
    at = 6  # the signature and a key
    while at + 9 <= len(data):
        _, name, _, length = struct.unpack_from("<BHHI", data, at)
        value, at = data[at + 9 : at + 9 + length], at + 9 + length + 2  # a checksum follows
        if len(value) < length:
            gathered.say("tnef-cut-off")
            return
        yield name, value


def _properties(data: bytes, gathered: Gathered) -> Values:
    values: Values = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(count):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= NAMED_FROM:  # its name: a GUID, then a number or a text
                kind_of_name, length = struct.unpack_from("<II", data, at + 16)
                at += 24 + (_padded(length) if kind_of_name else 0)
            at, value = _value(data, at, kind)
            if kind & MANY == 0 and number < NAMED_FROM:
                values.setdefault(number, (kind, value))
    except (struct.error, ValueError):
        gathered.say("tnef-damaged")
    return values


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
