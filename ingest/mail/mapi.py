"""Outlook's properties (numbered values that MSG files and TNEF streams both hold) -> head, body and documents.

Protects: a message reads the same whether it was saved as EML, as MSG or came as a winmail.dat. Property numbers and
types are those of Microsoft's [MS-OXPROPS]; the layout of the files is the business of the modules that call this.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_string
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.mail import bodies, charsets, compressed_rtf, fields, heads, names, rtf
from ingest.mail.message import Body, Found, Head

MESSAGE_CLASS, SUBJECT, SUBMIT_TIME, DELIVERY_TIME, TRANSPORT_HEADERS = 0x001A, 0x0037, 0x0039, 0x0E06, 0x007D
BODY, RTF_COMPRESSED, HTML, INTERNET_ID, REFERENCES, IN_REPLY_TO = 0x1000, 0x1009, 0x1013, 0x1035, 0x1039, 0x1042
SENDER_ADDRESSES = (0x5D01, 0x5D02, 0x0C1F, 0x0065)  # as mail addresses first, then as the sender's system has them
RECIPIENT_ADDRESSES = (0x39FE, 0x3003)
DISPLAY_TO, INTERNET_CODE_PAGE, MESSAGE_CODE_PAGE = 0x0E04, 0x3FDE, 0x3FFD
ATTACH_DATA, ATTACH_FILENAME, ATTACH_METHOD, ATTACH_LONG_FILENAME = 0x3701, 0x3704, 0x3705, 0x3707
ATTACH_MIME_TAG, ATTACH_CONTENT_ID = 0x370E, 0x3712
BY_REFERENCE = (2, 3, 4, 7)  # values of ATTACH_METHOD: the document lies elsewhere

STRING8, UNICODE, TIME = 0x001E, 0x001F, 0x0040
CODE_PAGES = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 28605: "iso-8859-15", 1200: "utf-16-le"}
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Outlook keeps times in UTC and shows them in the reader's zone: the day that a British office saw on the message.
ZONE = "Europe/London"


@dataclass(frozen=True)
class Properties:
    """The properties of a message, an attachment or a recipient: type and raw value by number."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    code_page: int = 1252

    def raw(self, number: int) -> bytes:
        return self.values.get(number, (0, b""))[1]

    def whole(self, number: int) -> int | None:
        """A whole number; None where there is none."""
        value = self.raw(number)
        return struct.unpack("<i", value[:4])[0] if len(value) >= 4 else None

    def text(self, number: int) -> str:
        kind, value = self.values.get(number, (0, b""))
        if kind == UNICODE:
            return charsets.tidy(value.decode("utf-16-le", "replace")).rstrip("\x00")
        return charsets.decode(value.rstrip(b"\x00"), charset(self.code_page))[0]

    def time(self, number: int) -> datetime | None:
        kind, value = self.values.get(number, (0, b""))
        if kind != TIME or len(value) < 8:
            return None
        try:
            at = EPOCH + timedelta(microseconds=struct.unpack("<Q", value[:8])[0] // 10)
        except OverflowError:
            return None
        return _as_seen(at) if heads.FIRST_YEAR <= at.year <= heads.LAST_YEAR else None


def charset(code_page: int) -> str:
    """The character set of a Windows code page's number."""
    return CODE_PAGES.get(code_page, f"cp{code_page}")


def code_page_of(values: dict[int, tuple[int, bytes]]) -> int:
    """The code page in which a message's 8-bit texts are written."""
    asked = Properties(values)
    return asked.whole(MESSAGE_CODE_PAGE) or asked.whole(INTERNET_CODE_PAGE) or 1252


def head(message: Properties, recipients: Sequence[Properties] = ()) -> Head:
    """The head of a message: by the headers that it travelled with, where they were kept, else by its properties."""
    travelled = message_from_string(message.text(TRANSPORT_HEADERS).lstrip()[:200_000])
    found = [(name.lower(), fields.unfold(str(value))) for name, value in travelled.raw_items()]
    kept = {name for name, _ in found}
    found += [(name, value) for name, value in _as_fields(message, recipients) if name not in kept and value]
    told = heads.head_of(found, message.text(MESSAGE_CLASS))
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


def body(message: Properties, found: Found) -> Body:
    """What a message says: of its forms (plain, HTML, RTF) the one that says all of it."""
    plain = bodies.of_plain(message.text(BODY), {})
    html = _html(message)
    rich = b"" if html else _rich(message, found)
    if rich:
        html = rtf.encapsulated_html(rich)
    versions = [plain]
    if html:
        versions.append(bodies.of_html(html, found))
    elif rich:
        versions.append(bodies.of_plain(rtf.plain_text(rich), {}))
    return versions[bodies.choose(versions, [False] + [bool(html)] * (len(versions) - 1))]


def _html(message: Properties) -> str:
    kind, value = message.values.get(HTML, (0, b""))
    if kind in (STRING8, UNICODE):
        return message.text(HTML)
    named = charset(message.whole(INTERNET_CODE_PAGE) or 0) if message.whole(INTERNET_CODE_PAGE) else None
    return charsets.decode(value, named or bodies.charset_within(value, "text/html"))[0]


def _rich(message: Properties, found: Found) -> bytes:
    packed = message.raw(RTF_COMPRESSED)
    if not packed:
        return b""
    try:
        return compressed_rtf.unpack(packed)
    except ValueError as error:
        found.say("warning", f"The message's formatted text is damaged ({error}).", "mail-broken")
        return b""


def attachment_name(attachment: Properties) -> str:
    """The name of an attached document; "" without."""
    return names.clean(attachment.text(ATTACH_LONG_FILENAME)) or names.clean(attachment.text(ATTACH_FILENAME))


def _as_seen(at: datetime) -> datetime:
    try:
        return at.astimezone(ZoneInfo(ZONE))
    except ZoneInfoNotFoundError:
        return at
