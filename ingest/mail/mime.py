"""The source of one message (RFC 5322, MIME) -> a Mail: its head, its body as one text, its documents and the messages
inside it, in their order. An mbox -> the source of each message in it.

Python's own parser takes the message apart. Protects: whatever the message breaks (boundaries, codings, character sets,
names) it is read as far as it goes, and what could not be read is a problem. Pictures of a signature, cards,
invitations and electronic signatures are no documents and pass without a word; everything else that a message brings is
kept. A thread that somebody pasted as text, From, Sent and Subject included, is text and keeps its own reader.
"""

from __future__ import annotations

import mmap
import re
from binascii import a2b_base64, a2b_uu
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect
from email.message import Message
from email.policy import Compat32

from ingest.html.tree import decode as html_text
from ingest.mail import coding, outlook
from ingest.mail.message import (
    DEEPEST,
    Enclosed,
    Fields,
    Found,
    Mail,
    choose,
    has_unread_date,
    head_of,
    is_locked,
    is_no_document,
    is_signature_picture,
    joined,
    of_html,
    of_plain,
)
from ingest.model import Unreadable

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
UU_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,250})")
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")
BROKEN_BASE64 = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect)
MOST_PARTS = 5_000  # a mail has tens; one with more was made to exhaust its reader


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


class _Headers(Compat32):
    """Headers with their bytes beyond ASCII decoded, which Python would give as signs for the unknown."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        text = value[: coding.LONGEST_FIELD].encode("utf-8", "surrogateescape")
        return name, coding.as_utf8_or_windows(text)


HEADERS = _Headers()


def parse(data: bytes, depth: int = 0) -> Mail:
    """The message whose source this is. Raises Unreadable for one whose parts are nested past reason."""
    try:
        return mail_of(message_from_bytes(without_envelope(data), policy=HEADERS), depth)
    except RecursionError:
        raise Unreadable("is a mail whose parts are nested hundreds deep, as none is in earnest.") from None


def mail_of(message: Message, depth: int) -> Mail:
    """The Mail that a parsed message is."""
    found = Found()
    _Walk(found, depth).take(message, related=False)
    fields = header_fields(message)
    head = head_of(fields, is_report=message.get_content_type() == "multipart/report")
    if has_unread_date(fields, head):
        found.say("note", "The date in the message's head is not understood.", "mail-date")
    return Mail(head, joined(found.bodies), tuple(found.inside), tuple(found.problems))


def header_fields(message: Message) -> Fields:
    return [(name.lower(), " ".join(str(value).split())) for name, value in message.raw_items()]


class _Walk:
    """Takes the parts of one message in their order and puts what they hold into `found`."""

    def __init__(self, found: Found, depth: int, parts: Sequence[int] = (0,)) -> None:
        self.found = found
        self.depth = depth
        self.parts = list(parts)  # one count for all walks of a message

    def take(self, part: Message, related: bool) -> None:
        self.parts[0] += 1
        if self.parts[0] > MOST_PARTS:
            self.found.say("error", f"Has more than {MOST_PARTS} parts; the rest is not read.", "mail-too-large")
            return
        kind = part.get_content_type()
        if is_no_document(kind, ""):
            return
        if kind in ("message/rfc822", "message/global", "message/news"):
            self._message(part)
        elif kind == "multipart/alternative" and part.is_multipart():
            self._alternatives(part, related)
        elif part.is_multipart():
            for child in _children(part):
                self.take(child, related or kind == "multipart/related")
        elif kind.startswith("multipart/"):
            self.found.say("warning", "The mail's parts are not told apart as its head says.", "mail-broken")
            self._text(self._content(part), part, "text/plain")
        else:
            self._leaf(part, kind, related)

    def _message(self, part: Message) -> None:
        if self.depth >= DEEPEST:
            self.found.say_too_deep()
            return
        for child in _children(part):
            if not child.keys() and str(part["Content-Transfer-Encoding"] or "").lower() in (
                "base64",
                "quoted-printable",
            ):
                # Against RFC 2046, but sent: the message inside is itself coded.
                child["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
                self.found.inside.append(parse(self._content(child), self.depth + 1))
            else:
                self.found.inside.append(mail_of(child, self.depth + 1))

    def _alternatives(self, part: Message, related: bool) -> None:
        """One of several forms of the same text. Documents that hang in a form that isn't chosen are kept."""
        versions = []
        for child in _children(part):
            walk = _Walk(Found(), self.depth)
            walk.parts = self.parts
            walk.take(child, related)
            versions.append(walk.found)
        are_html = [any(inner.get_content_type() == "text/html" for inner in c.walk()) for c in _children(part)]
        chosen = choose([joined(version.bodies) for version in versions], are_html)
        for n, version in enumerate(versions):
            self.found.bodies.extend(version.bodies if n == chosen else [])
            self.found.inside.extend(version.inside)
            self.found.say_all(version.problems)

    def _leaf(self, part: Message, kind: str, related: bool) -> None:
        name = coding.clean_name(coding.header_words(part.get_filename("") or ""))
        disposition = part.get_content_disposition()
        if is_locked(kind, name):
            self.found.say_locked()
            return
        if is_no_document(kind, name):
            return
        if kind in ("message/partial", "message/external-body"):
            self.found.say("warning", "A part of the mail lies elsewhere and is not here.", "mail-broken")
            return
        data = self._content(part)
        is_body = kind in ("text/plain", "text/html") and disposition != "attachment"
        if is_body and (not name or not self.found.has_text()):
            self._text(data, part, kind)
        elif is_signature_picture(kind, name, data, related or bool(part["Content-ID"])):
            return
        elif data or disposition == "attachment":
            self._enclose(name or coding.name_by_kind(kind, data), data, kind)

    def _enclose(self, name: str, data: bytes, kind: str = "") -> None:
        if kind == "application/ms-tnef" or data.startswith(outlook.TNEF_SIGNATURE):
            outlook.unpack_tnef(data, self.found, self.depth)
        else:
            self.found.inside.append(Enclosed(name, data))

    def _content(self, part: Message) -> bytes:
        """A part's content with its transfer coding undone, as far as it can be."""
        content = part.get_payload(decode=True)
        if any(isinstance(defect, BROKEN_BASE64) for defect in part.defects):
            at = sum(isinstance(inner, Enclosed) for inner in self.found.inside) + 1
            words = f"The text or the document {at} of the message is damaged (its base64 coding is broken); what could"
            self.found.say("warning", f"{words} be read of it was. Ask for it again.", "damaged-attachment")
            # Padding in the middle ends one piece, and another follows it; six bits alone are no byte.
            pieces = NOT_BASE64.sub("", str(part.get_payload())).split("=")
            content = b"".join(a2b_base64(f"{piece[: len(piece) - (len(piece) % 4 == 1)]}===") for piece in pieces)
        return content if isinstance(content, bytes) else b""

    def _text(self, data: bytes, part: Message, kind: str) -> None:
        settings = {str(name).lower(): str(value) for name, value in part.get_params([])}
        charset = settings.get("charset")
        is_html = kind == "text/html"
        text, is_named = (html_text(data), True) if is_html and not charset else coding.decode(data, charset)
        if not is_named:
            words = "A text is not in the character set that it names; it was read as UTF-8 or Windows-1252."
            self.found.say("note", words, "mail-charset")
        if is_html:
            self.found.bodies.append(of_html(text, self.found))
            return
        words, documents = without_uuencoded(text)
        self.found.bodies.append(of_plain(words, settings))
        for name, content, is_whole in documents:
            self._enclose(coding.clean_name(coding.header_words(name)), content)
            if not is_whole:
                cut = "A uuencoded document in the text is cut off: its end is missing."
                self.found.say("warning", cut, "damaged-attachment")


def without_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes, bool]]]:
    """A text without the uuencoded documents in it; and these, each with its name, its bytes and whether its end is
    there."""
    lines, kept = text.split("\n"), []
    documents: list[tuple[str, bytes, bool]] = []
    at = 0
    while at < len(lines):
        begin = UU_BEGIN.fullmatch(lines[at].rstrip())
        data, behind = _uudecoded(lines, at + 1) if begin else (b"", at)
        if begin and data:
            documents.append((begin[1], data, lines[behind - 1].strip() == "end"))
            at = behind
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept), documents


def _uudecoded(lines: Sequence[str], at: int) -> tuple[bytes, int]:
    """The bytes of the code from this line on, and the line behind it. Of one without an end only lines of their full
    length are taken, for words may follow; before an end mail programs may have cut the spaces off a line."""
    end = next((n for n in range(at, len(lines)) if lines[n].strip() == "end"), None)
    data = bytearray()
    for n, line in enumerate(lines[at:end], at):
        try:
            decoded = a2b_uu(line.rstrip("\r"))
        except ValueError:
            return (bytes(data), n) if end is None else (b"", at)
        if end is None and len(line.rstrip()) - 1 < (len(decoded) + 2) // 3 * 4:
            return bytes(data), n
        data += decoded
    return bytes(data), len(lines) if end is None else end + 1


def without_envelope(data: bytes) -> bytes:
    """The source without an mbox's "From " line before it, without a byte order mark and without empty lines first."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    while data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    return data


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []
