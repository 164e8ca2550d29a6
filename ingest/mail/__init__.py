"""A mail (EML, MSG), a mailbox (mbox) or a winmail.dat -> Blocks: the lines of each message, a Part for each in reading
order, and the documents that they bring; the source of one message (RFC 5322, MIME) -> a Mail.

Protects: who speaks, and when, is known from the format and not guessed from the text. Lines hold what messages say and
nothing of their heads, so nobody's name or address stands in one; every problem and every document knows its message.
Python's own parser takes a message apart. Whatever it breaks (boundaries, codings, character sets, names) it is read as
far as it goes, and what could not be read is a problem. A signature's pictures, cards, invitations and electronic
signatures pass without a word. A thread that somebody pasted as text is text and keeps its own reader.
"""

from __future__ import annotations

import mmap
import re
from binascii import a2b_base64, a2b_uu
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect
from email.message import Message
from email.policy import Compat32
from itertools import chain

from ingest import kinds
from ingest.characters import blocks_of, decode, mend, mended_problems, tidy
from ingest.html.flow import decode as decode_page
from ingest.mail import message as mime
from ingest.mail import outlook
from ingest.model import Attachment, Blocks, Grid, Part, Problem, Unreadable, refusal

MEDIA_TYPES = {"mbox": "application/mbox", "tnef": "application/ms-tnef", "msg": "application/vnd.ms-outlook"}
EML_TYPE = "message/rfc822"


def read(data: bytes, name: str) -> Blocks:
    """The messages, those inside them and what they bring. Raises Unreadable for an empty or a damaged file."""
    if not data.strip():
        raise Unreadable(refusal("mail-empty"))
    kind = kinds.kind_of(data, name)
    mails = map(parse, messages(data)) if kind == "mbox" else [parse(data)]
    return _blocks(mails, MEDIA_TYPES.get(kind, EML_TYPE))


def _blocks(mails: Iterable[mime.Mail], media_type: str) -> Blocks:
    lines, grids, parts, mended = list[str](), list[Grid](), list[Part](), 0
    attachments, problems = list[Attachment](), list[Problem]()
    for mail in chain.from_iterable(map(_with_inner, mails)):
        text, count = mend(mail.body.text)
        mended += count
        above = replace(mail.body, text=text).put_behind(lines, grids)
        head, locator = mail.head, f"line {above + 1}"
        on = head.sent.date() if head.sent else None
        parts.append(Part(mime.kind_of(mail), above + 1, len(lines), on, head.sender_domain, head.subject))
        problems += [replace(problem, locator=problem.locator or locator) for problem in mail.problems]
        if head.automatic == "system" and not mime.is_doubtful(mail):
            problems.append(Problem.of("automatic-message", locator))
        attachments += [replace(inner, part=len(parts)) for inner in mail.inside if isinstance(inner, Attachment)]
    every = (*problems, *mended_problems(mended))
    return blocks_of(media_type, lines, grids, every, "\n", parts=tuple(parts), attachments=tuple(attachments))


def _with_inner(mail: mime.Mail) -> Iterator[mime.Mail]:
    yield mail
    for inner in mail.inside:
        if isinstance(inner, mime.Mail):
            yield from _with_inner(inner)


UU_BEGIN = re.compile(r"^begin [0-7]{3,4} (\S.{0,250})\n(?=M)", re.MULTILINE)  # M: a full line of code follows
UU_END = re.compile(r"^(?:`|[ \t]*)\n?end[ \t]*(?:\n|\Z)", re.MULTILINE)
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")
BROKEN_BASE64 = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect)
MOST_PARTS = 5_000  # a mail has tens; one with more was made to exhaust its reader
NEXT = re.compile(rb"(?<=\n)(\r?\n)" + kinds.SEPARATOR)
ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)

Source = bytes | mmap.mmap


def messages(data: Source) -> Iterator[bytes]:
    """The source of each message, one at a time: a mapped file is never held whole."""
    separator = kinds.FIRST_SEPARATOR.match(data)
    while separator is not None:
        start = separator.end()
        separator = NEXT.search(data, start)
        yield ESCAPED.sub(b"", data[start : separator.end(1) if separator else len(data)])


class _Headers(Compat32):
    """Headers with their bytes beyond ASCII decoded, which Python would give as signs for the unknown."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, decode(value[: mime.LONGEST_FIELD].encode("utf-8", "surrogateescape"))


HEADERS = _Headers()


def parse(data: bytes) -> mime.Mail:
    """The message in an EML, MSG or winmail.dat. Raises Unreadable where it is damaged or nested past reason."""
    gathered = mime.Gathered()
    try:
        if data.startswith(kinds.OLE_START):
            return _mail_of(outlook.read_msg(data, gathered), 0, gathered)
        if data.startswith(kinds.TNEF_START):
            return _mail_of(outlook.read_tnef(data, gathered), 0, gathered)
        return _mail_of(message_from_bytes(without_envelope(data), policy=HEADERS), 0, gathered)
    except RecursionError:
        raise Unreadable(refusal("mail-nested")) from None


def without_envelope(data: bytes) -> bytes:
    """The source without an mbox's "From " line before it, without a byte order mark and without empty lines first."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    while data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    return data


def _mail_of(message: Message, depth: int, gathered: mime.Gathered) -> mime.Mail:
    _Walk(depth).take(message, gathered, is_related=False)
    head = mime.head_of(message)
    if head.sent is None and mime.first(message, "date"):
        gathered.say("mail-date")
    return mime.Mail(head, mime.joined(gathered.bodies), tuple(gathered.inside), tuple(gathered.problems))


class _Walk:
    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.parts = 0

    def take(self, part: Message, gathered: mime.Gathered, is_related: bool) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            gathered.say("mail-too-large", most=MOST_PARTS)
            return
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global", "message/news"):
            if self.depth >= mime.DEEPEST:
                gathered.say("mail-too-deep", deepest=mime.DEEPEST)
                return
            gathered.inside += [_mail_of(child, self.depth + 1, mime.Gathered()) for child in _children(part)]
        elif kind == "multipart/alternative" and part.is_multipart():
            self._alternatives(part, gathered, is_related)
        elif kind.startswith("multipart/") and part.is_multipart():
            for child in _children(part):
                self.take(child, gathered, is_related or kind == "multipart/related")
        elif kind.startswith("multipart/"):
            gathered.say("mail-parts")
            self._text(_content(part, gathered), part, "text/plain", gathered)
        elif kind in ("message/partial", "message/external-body"):
            gathered.say("mail-elsewhere")
        else:
            self._leaf(part, kind, gathered, is_related)

    def _alternatives(self, part: Message, gathered: mime.Gathered, is_related: bool) -> None:
        """One of several forms of the same text. Documents that hang in a form that isn't chosen are kept."""
        versions = [mime.Gathered() for _ in _children(part)]
        for child, version in zip(_children(part), versions, strict=True):
            self.take(child, version, is_related)
        are_html = [any(inner.get_content_type() == "text/html" for inner in c.walk()) for c in _children(part)]
        chosen = mime.choose([mime.joined(version.bodies) for version in versions], are_html)
        for n, version in enumerate(versions):
            gathered.bodies += version.bodies if n == chosen else []
            gathered.inside += version.inside
            gathered.say_all(version.problems)

    def _leaf(self, part: Message, kind: str, gathered: mime.Gathered, is_related: bool) -> None:
        name = mime.header_words(part.get_filename("") or "")
        data = _content(part, gathered)
        is_attached = part.get_content_disposition() == "attachment"
        if kind in ("text/plain", "text/html") and not is_attached and not (name and gathered.has_text()):
            self._text(data, part, kind, gathered)
        elif kind == "application/ms-tnef" or data.startswith(kinds.TNEF_START):
            self._tnef(data, gathered)
        elif data or is_attached:
            gathered.take(name, kind, data, is_related or bool(part["Content-ID"]))

    def _tnef(self, data: bytes, gathered: mime.Gathered) -> None:
        within = mime.Gathered()
        mail = _mail_of(outlook.read_tnef(data, within), self.depth, within)
        if not gathered.has_text():
            gathered.bodies.append(mail.body)
        gathered.inside += mail.inside
        gathered.say_all(mail.problems)

    def _text(self, data: bytes, part: Message, kind: str, gathered: mime.Gathered) -> None:
        charset = str(part.get_param("charset", "") or "")
        if kind == "text/html":
            gathered.bodies.append(mime.of_html(decode_page(data, charset), gathered))
            return
        text = tidy(decode(data, charset))
        try:
            data.decode(charset or "ascii")
        except (LookupError, ValueError):
            gathered.say("mail-charset")
        gathered.bodies.append(mime.of_plain(without_uuencoded(text, gathered)))


def without_uuencoded(text: str, gathered: mime.Gathered) -> str:
    """A text without its uuencoded documents, which are put into `gathered`. One whose end is missing stays text."""
    at = 0
    while begin := UU_BEGIN.search(text, at):
        end, data, at = UU_END.search(text, begin.end()), b"", begin.end()
        with suppress(ValueError):
            data = b"".join(map(a2b_uu, text[begin.end() : end.start()].splitlines())) if end else b""
        if end and data:
            gathered.take(mime.header_words(begin[1]), "", data, is_within_text=False)
            text, at = text[: begin.start()] + text[end.end() :], begin.start()
        else:
            gathered.say("uuencoded")
    return text


def _content(part: Message, gathered: mime.Gathered) -> bytes:
    content = part.get_payload(decode=True)
    if any(isinstance(defect, BROKEN_BASE64) for defect in part.defects):
        gathered.say("base64", n=sum(isinstance(inner, Attachment) for inner in gathered.inside) + 1)
        # Padding in the middle ends one piece, and another follows it; six bits alone are no byte.
        pieces = [piece for piece in NOT_BASE64.sub("", str(part.get_payload())).split("=") if piece]
        if len(pieces) > 1:
            content = b"".join(a2b_base64(f"{piece[: len(piece) - (len(piece) % 4 == 1)]}===") for piece in pieces)
    return content if isinstance(content, bytes) else b""


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []
