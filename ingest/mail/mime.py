"""The source of one message (RFC 5322, MIME) -> a Mail: its head, its body as one text, its documents and the messages
inside it, in their order. An mbox -> the source of each message in it.

Protects: whatever the message breaks (boundaries, codings, character sets, names) it is read as far as it goes, and
what could not be read is a problem. Pictures of a signature, cards, invitations and electronic signatures are no
documents and pass without a word; everything else that a message brings is kept. A thread that somebody pasted as text,
From, Sent and Subject included, is text and keeps its own reader.
"""

from __future__ import annotations

import binascii
import mmap
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from ingest.mail import coding, outlook
from ingest.mail.message import (
    DEEPEST,
    Enclosed,
    Fields,
    Found,
    Mail,
    charset_within,
    choose,
    has_unread_date,
    head_of,
    is_signature_picture,
    joined,
    mail_words,
    of_html,
    of_plain,
)
from ingest.readers import Unreadable

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
    if data.startswith(outlook.TNEF_SIGNATURE):
        return True
    start = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    envelope_line = ENVELOPE_LINE.match(start)
    head = HEAD.match(start, envelope_line.end() if envelope_line else 0)
    if head is None:
        return False
    marks = {found.lower() for found in WRITTEN_BY_ALL.findall(head[0])}
    is_written = WRITTEN_BY_PROGRAMS.search(head[0]) is not None
    return (is_written and len(marks) >= 1) or (name.lower().endswith(".eml") and len(marks) >= 2)


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


MOST_PARTS = 5_000  # a mail has tens; one with more was made to exhaust its reader
LOST_BOUNDARY = re.compile(r"\s*--([^\s-][^\r\n]{0,69}?)[ \t]*\r?\n")
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
STRAYS = re.compile(rb"[^A-Za-z0-9+/=\s]")


def parse(data: bytes, depth: int = 0) -> Mail:
    """The message whose source this is. Raises Unreadable for one whose parts are nested past reason."""
    try:
        return mail_of(message_from_bytes(without_envelope(data)), depth)
    except RecursionError:
        raise Unreadable("is a mail whose parts are nested hundreds deep, as none is in earnest.") from None


def mail_of(message: Message, depth: int) -> Mail:
    """The Mail that a parsed message is."""
    found = Found()
    _Walk(found, depth).take(message, related=False)
    field_list = header_fields(message)
    is_report = message.get_content_type() == "multipart/report"
    head = head_of(field_list, is_report=is_report)
    if has_unread_date(field_list, head):
        found.say("note", "The date in the message's head is not understood.", "mail-date")
    return Mail(head, joined(found.bodies), tuple(found.inside), tuple(found.problems))


def header_fields(message: Message) -> Fields:
    return [(name.lower(), coding.unfold(str(value))) for name, value in message.raw_items()]


class _Walk:
    """Takes the parts of one message in their order and puts what they hold into `found`."""

    def __init__(self, found: Found, depth: int) -> None:
        self.found = found
        self.depth = depth
        self.parts = 0

    def take(self, part: Message, related: bool) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            self.found.say("error", f"Has more than {MOST_PARTS} parts; the rest is not read.", "mail-too-large")
            return
        kind = part.get_content_type()
        if kind in mail_words().no_documents:
            return
        if kind in ("message/rfc822", "message/global", "message/news"):
            self._message(part)
        elif kind == "multipart/alternative" and part.is_multipart():
            self._alternatives(part, related)
        elif part.is_multipart():
            for child in _children(part):
                self.take(child, related or kind == "multipart/related")
        elif kind.startswith("multipart/"):
            self._without_boundary(part, related)
        else:
            self._leaf(part, kind, related)

    def _message(self, part: Message) -> None:
        if self.depth >= DEEPEST:
            self.found.say(
                "error", f"Messages lie more than {DEEPEST} deep in it; those are not read.", "mail-too-deep"
            )
            return
        children = _children(part)
        if not children or _coding(part) in ("base64", "quoted-printable"):
            # Against RFC 2046, but sent: the message inside is itself coded.
            self.found.inside.append(parse(_decoded(part, self.found, _flat(part)), self.depth + 1))
        else:
            self.found.inside.extend(mail_of(child, self.depth + 1) for child in children)

    def _alternatives(self, part: Message, related: bool) -> None:
        """One of several forms of the same text. Documents that hang in a form that isn't chosen are kept."""
        versions = []
        for child in _children(part):
            version = Found()
            walk = _Walk(version, self.depth)
            walk.parts = self.parts
            walk.take(child, related)
            self.parts = walk.parts
            versions.append(version)
        chosen = choose([joined(version.bodies) for version in versions], [_is_html(c) for c in _children(part)])
        for n, version in enumerate(versions):
            self.found.bodies.extend(version.bodies if n == chosen else [])
            self.found.inside.extend(version.inside)
            for problem in version.problems:
                self.found.say(problem.severity, problem.message, problem.rule)

    def _without_boundary(self, part: Message, related: bool) -> None:
        """A multipart whose boundary got lost: its text shows which it was."""
        source = _payload(part)
        lost = LOST_BOUNDARY.search(source[:10_000].decode("latin-1"))
        self.found.say("warning", "The mail's parts are not told apart as its head says.", "mail-broken")
        if lost is None or self.depth >= DEEPEST:
            self._text(source, part, "text/plain")
            return
        boundary = lost[1].replace("\\", "\\\\").replace('"', '\\"')
        again = message_from_bytes(
            f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n'.encode("latin-1") + source
        )
        if again.is_multipart():
            for child in _children(again):
                self.take(child, related)
        else:
            self._text(source, part, "text/plain")

    def _leaf(self, part: Message, kind: str, related: bool) -> None:
        known = mail_words()
        name = coding.name_of_part(part)
        disposition = coding.raw_header(part, "content-disposition").split(";", 1)[0].strip().lower()
        if kind in known.locked or name.lower().endswith(known.locked_endings):
            self.found.say_locked()
            return
        if name.lower().endswith(known.no_document_endings):
            return
        is_body = kind in ("text/plain", "text/html") and disposition != "attachment"
        if is_body and (not name or not self.found.has_text()):
            self._text(_decoded(part, self.found, _payload(part)), part, kind)
            return
        if kind in ("message/partial", "message/external-body"):
            self.found.say("warning", "A part of the mail lies elsewhere and is not here.", "mail-broken")
            return
        data = _decoded(part, self.found, _payload(part))
        is_within_text = related or bool(coding.raw_header(part, "content-id"))
        if is_signature_picture(kind, name, data, is_within_text):
            return
        if kind == "application/ms-tnef" or data.startswith(outlook.TNEF_SIGNATURE):
            outlook.unpack_tnef(data, self.found, self.depth)
        elif data or disposition == "attachment":
            self.found.inside.append(Enclosed(name or coding.name_by_kind(kind, data), data))

    def _text(self, data: bytes, part: Message, kind: str) -> None:
        settings = coding.parameters(coding.raw_header(part, "content-type"))
        text, is_named = coding.decode(data, settings.get("charset") or charset_within(data, kind))
        if not is_named:
            self.found.say("note", "A text is not in the character set that it names; it was read as UTF-8 or "
                           "Windows-1252.", "mail-charset")  # fmt: skip
        if kind == "text/html":
            self.found.bodies.append(of_html(text, self.found))
            return
        documents: list[tuple[str, bytes]] = []
        text = without_uuencoded(text, self.found, documents)
        self.found.bodies.append(of_plain(text, settings))
        for name, content in documents:
            if content.startswith(outlook.TNEF_SIGNATURE):
                outlook.unpack_tnef(content, self.found, self.depth)
            else:
                self.found.inside.append(Enclosed(coding.clean_name(coding.header_words(name)), content))


def without_envelope(data: bytes) -> bytes:
    """The source without an mbox's "From " line before it, without a byte order mark and without empty lines first."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    while data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    return data


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _is_html(part: Message) -> bool:
    return any(child.get_content_type() == "text/html" for child in part.walk())


def _coding(part: Message) -> str:
    return coding.raw_header(part, "content-transfer-encoding").split(";")[0].strip().strip('"').lower()


def _payload(part: Message) -> bytes:
    """The part's content as it came, before its coding is undone (the library undoes it its own way where one is
    named)."""
    named = coding.raw_header(part, "content-transfer-encoding")
    del part["Content-Transfer-Encoding"]
    payload = part.get_payload(decode=True)
    part["Content-Transfer-Encoding"] = named
    return payload if isinstance(payload, bytes) else b""


def _flat(part: Message) -> bytes:
    """The content of a message/rfc822 part as it came; the parser has taken it for a message with headers."""
    children = _children(part)
    if not children:
        return _payload(part)
    head = "".join(f"{name}: {value}\n" for name, value in children[0].raw_items())
    return (head + "\n").encode("utf-8", "surrogateescape") * bool(head) + _payload(children[0])


def _decoded(part: Message, found: Found, data: bytes) -> bytes:
    """The content with its transfer coding undone, as far as it can be."""
    named = _coding(part)
    if named == "base64":
        return _base64(data, found)
    if named == "quoted-printable":
        return binascii.a2b_qp(data)
    if named in ("x-uuencode", "uuencode", "x-uue", "uue"):
        documents: list[tuple[str, bytes]] = []
        without_uuencoded(data.decode("latin-1").replace("\r\n", "\n"), found, documents)
        return documents[0][1] if documents else data
    return data


def _base64(data: bytes, found: Found) -> bytes:
    """Base64 with what doesn't belong in it passed over. Padding in the middle ends one piece; another follows it."""
    pieces = [piece for piece in NOT_BASE64.sub(b"", data).split(b"=") if piece]
    is_clean = not STRAYS.search(data)
    decoded = bytearray()
    for piece in pieces:
        if len(piece) % 4 == 1:  # six bits are no byte
            is_clean, piece = False, piece[:-1]
        decoded += binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))
    if not is_clean:
        at = len([inner for inner in found.inside if isinstance(inner, Enclosed)]) + 1
        words = f"The text or the document {at} of the message is damaged (its base64 coding is broken); what could be"
        found.say("warning", f"{words} read of it was. Ask for it again.", "damaged-attachment")
    return bytes(decoded)


BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,250})")
LONGEST_LINE = 45  # bytes that one line may hold: the first character says how many


def without_uuencoded(text: str, found: Found, documents: list[tuple[str, bytes]]) -> str:
    """The text without its uuencoded documents, which are put into `documents` with their names."""
    if "begin " not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        begin = BEGIN.fullmatch(lines[at].rstrip())
        block = _block(lines, at + 1) if begin else None
        if begin is None or block is None:
            kept.append(lines[at])
            at += 1
            continue
        data, at, is_whole = block
        documents.append((begin[1], data))
        if not is_whole:
            found.say(
                "warning", "A uuencoded document in the text is cut off: its end is missing.", "damaged-attachment"
            )
    return "\n".join(kept)


def _block(lines: list[str], at: int) -> tuple[bytes, int, bool] | None:
    """The bytes from this line on, the line after them, and whether they end as they should; None for no such code.

    Zero bytes are spaces, and mail programs cut spaces off a line's end: a line may be as short as its first character.
    Where the end is missing only lines that are about as long as they should be are taken, for words may follow."""
    short = _lines(lines, at, least=0.0)
    return short if short is not None and short[2] else _lines(lines, at, least=1.0)


def _lines(lines: list[str], at: int, least: float) -> tuple[bytes, int, bool] | None:
    """`least`: the part of its length that a line must have."""
    data = bytearray()
    while at < len(lines):
        line = lines[at].rstrip("\r")
        if line.strip() == "end":
            return (bytes(data), at + 1, True) if data else None
        decoded = _line(line, least)
        if decoded is None:
            break
        data += decoded
        at += 1
    return (bytes(data), at, False) if len(data) >= LONGEST_LINE else None


def _line(line: str, least: float) -> bytes | None:
    """The bytes of one line; None when it is none."""
    if not line.strip() or line.strip() == "`":
        return b""
    length = (ord(line[0]) - 32) & 63
    needed = (length + 2) // 3 * 4
    if not (0 < length <= LONGEST_LINE and line.isascii()) or len(line.rstrip()) - 1 > needed + 2:
        return None
    if len(line) - 1 < (needed - 4) * least:
        return None
    try:
        return binascii.a2b_uu((line[0] + line[1:].ljust(needed)[:needed]).encode("ascii"))
    except binascii.Error:
        return None
