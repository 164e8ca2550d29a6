"""The source of one message (RFC 5322, MIME) -> a Mail: its head, its body as one text, its documents and the messages
inside it, in their order.

Protects: whatever the message breaks (boundaries, codings, character sets, names) it is read as far as it goes, and
what could not be read is a problem. Pictures of a signature, cards, invitations and electronic signatures are no
documents and pass without a word; everything else that a message brings is kept.
"""

from __future__ import annotations

import binascii
import re
from email import message_from_bytes
from email.message import Message

from ingest.mail import attachments, bodies, charsets, fields, heads, names, tnef, uuencoded, words
from ingest.mail.message import DEEPEST, Enclosed, Found, Mail
from ingest.readers import Unreadable

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
    head = heads.head_of(field_list, is_report=is_report)
    if heads.has_unread_date(field_list, head):
        found.say("note", "The date in the message's head is not understood.", "mail-date")
    return Mail(head, bodies.joined(found.bodies), tuple(found.inside), tuple(found.problems))


def header_fields(message: Message) -> heads.Fields:
    return [(name.lower(), fields.unfold(str(value))) for name, value in message.raw_items()]


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
        if kind in words.load().no_documents:
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
        chosen = bodies.choose(
            [bodies.joined(version.bodies) for version in versions], [_is_html(c) for c in _children(part)]
        )
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
        known = words.load()
        name = names.of_part(part)
        disposition = fields.raw(part, "content-disposition").split(";", 1)[0].strip().lower()
        if kind in known.locked or name.lower().endswith(known.locked_endings):
            attachments.say_locked(self.found)
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
        is_within_text = related or bool(fields.raw(part, "content-id"))
        if attachments.is_signature_picture(kind, name, data, is_within_text):
            return
        if kind == "application/ms-tnef" or data.startswith(tnef.SIGNATURE):
            tnef.unpack(data, self.found, self.depth)
        elif data or disposition == "attachment":
            self.found.inside.append(Enclosed(name or names.for_nameless(kind, data), data))

    def _text(self, data: bytes, part: Message, kind: str) -> None:
        settings = fields.parameters(fields.raw(part, "content-type"))
        text, is_named = charsets.decode(data, settings.get("charset") or bodies.charset_within(data, kind))
        if not is_named:
            self.found.say("note", "A text is not in the character set that it names; it was read as UTF-8 or "
                           "Windows-1252.", "mail-charset")  # fmt: skip
        if kind == "text/html":
            self.found.bodies.append(bodies.of_html(text, self.found))
            return
        documents: list[tuple[str, bytes]] = []
        text = uuencoded.take_out(text, self.found, documents)
        self.found.bodies.append(bodies.of_plain(text, settings))
        for name, content in documents:
            if content.startswith(tnef.SIGNATURE):
                tnef.unpack(content, self.found, self.depth)
            else:
                self.found.inside.append(Enclosed(names.clean(fields.words(name)), content))


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
    return fields.raw(part, "content-transfer-encoding").split(";")[0].strip().strip('"').lower()


def _payload(part: Message) -> bytes:
    """The part's content as it came, before its coding is undone (the library undoes it its own way where one is
    named)."""
    coding = fields.raw(part, "content-transfer-encoding")
    del part["Content-Transfer-Encoding"]
    payload = part.get_payload(decode=True)
    part["Content-Transfer-Encoding"] = coding
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
    coding = _coding(part)
    if coding == "base64":
        return _base64(data, found)
    if coding == "quoted-printable":
        return binascii.a2b_qp(data)
    if coding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        documents: list[tuple[str, bytes]] = []
        uuencoded.take_out(data.decode("latin-1").replace("\r\n", "\n"), found, documents)
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
