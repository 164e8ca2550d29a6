"""A mail (EML, MSG), a mailbox (mbox) or a winmail.dat -> Blocks: the lines of each message, a Part for each in reading
order, and the documents that they bring; the source of one message (RFC 5322, MIME) -> a Mail: its head, who speaks in
it, its one body, and what it brings; by the words of `ingest/reference/mail_words.toml`.

Protects: who speaks, and when, is known from the format and not guessed from the text. Lines hold what messages say and
nothing of their heads, and of an address only the domain is kept, so nobody's name stands in one. An out-of-office
note, a bounce or a receipt is never an answer, and an answer that a case system sends with a document is never one
of those. A date that is not understood is none, never today's. Of two forms the one that says all of it is read.
Whatever Python's parser breaks (boundaries, codings, character sets, names) is read as far as it goes, and what could
not be read is a problem, which knows its message. A signature's pictures, cards, invitations and electronic signatures
pass without a word. A thread that somebody pasted as text is text and keeps its own reader.
"""

from __future__ import annotations

import mimetypes
import mmap
import re
from binascii import a2b_base64, a2b_uu
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError, InvalidBase64CharactersDefect, InvalidBase64LengthDefect
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import chain
from typing import Any

from ingest import kinds
from ingest.html.flow import Flow
from ingest.html.flow import decode as decode_page
from ingest.html.flow import parse as parse_page
from ingest.kinds import blocks_of, decode, mend, mended_problems, tidy
from ingest.model import Attachment, Blocks, Grid, Part, Problem, Unreadable, refusal
from ingest.reference import compiled, vocabulary

# Pictures inside the text: a crest or a logo is smaller, a picture of a table is larger and becomes a document.
LARGEST_SIGNATURE_PICTURE = 30_000  # bytes
DEEPEST = 12
"""Messages within messages that are read. Real forwards nest four or five deep; what lies deeper is reported."""
LONGEST_FIELD = 20_000  # characters of a header that are looked at; a References of 200 messages has 16,000
NO_NAME_CHARACTER = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
FIRST_YEAR, LAST_YEAR = 1990, 2100  # a clock that is out of these was never set
MESSAGE_ID = re.compile(r"<([^<>\s]{1,998})>")
ADDRESS = re.compile(r"([^\s<>()\[\]\",;:@]{1,128})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)")
REQUEST_NUMBER = re.compile(r"request-(\d{1,12})-")
MOST_RECIPIENTS = 50
SUBJECTS = ("bounce_subjects", "away_subjects", "receipt_subjects")
# A text form with under this share of the HTML form's words is only a notice ("view this mail as HTML").
LEAST_SHARE_OF_WORDS = 0.25
NOTICE_WORDS = 40
LEAST_IN_A_TABLE = 2  # rows, columns and numbers: fewer is a key and its value, which text holds as well


@dataclass(frozen=True)
class Head:
    """What a message's headers say. `sent`: with its offset where the header has one. `automatic`: why no person wrote
    it: bounce | away | receipt | system; "" for a person's. `is_from_requester`, `is_to_requester`: the address is
    one that a public request service gave to a request; `request_id` is that service's number."""

    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    sent: datetime | None = None
    sender_domain: str | None = None
    recipient_domains: tuple[str, ...] = ()
    subject: str = ""
    automatic: str = ""
    is_from_requester: bool = False
    is_to_requester: bool = False
    request_id: str | None = None


@dataclass(frozen=True)
class Body:
    """What a message says: its text with `\\n` line ends, and the tables that stand in it (`after_line` counted in this
    text), whose words the text does not repeat."""

    text: str = ""
    grids: tuple[Grid, ...] = ()

    def put_behind(self, lines: list[str], grids: list[Grid]) -> int:
        """Add it behind these, a blank line between them. How many lines stand above it."""
        lines += [""] if lines else []
        above = len(lines)
        placed = enumerate(self.grids, len(grids) + 1)
        grids += [replace(grid, n=n, after_line=grid.after_line + above) for n, grid in placed]
        lines += self.text.split("\n")
        return above


@dataclass(frozen=True)
class Mail:
    """One message: head, body, and the documents and messages it brings. `problems` have no places yet."""

    head: Head
    body: Body = field(default_factory=Body)
    inside: tuple[Attachment | Mail, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Gathered:
    """What the parts of one message have given so far."""

    bodies: list[Body] = field(default_factory=list)
    inside: list[Attachment | Mail] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, **values: Any) -> None:
        self.say_all([Problem.of(name, **values)])

    def say_all(self, problems: Iterable[Problem]) -> None:
        self.problems += [problem for problem in problems if problem not in self.problems]

    def has_text(self) -> bool:
        return any(body.text.strip() or body.grids for body in self.bodies)

    def take(self, name: str, kind: str, data: bytes, is_within_text: bool) -> None:
        """A part that is no text -> a document, unless it is a lock, a signature, a card, an invitation, the machine's
        report of a bounce, or a small picture in the text. Only a lock is reported."""
        known = mail_words()
        name = clean_name(name)
        ending = name.lower()
        is_picture = kind.startswith("image/") or (mimetypes.guess_type(name)[0] or "").startswith("image/")
        if kind in known["locked"] or ending.endswith(tuple(known["locked_endings"])):
            self.say("locked")
        elif kind in known["no_documents"] or ending.endswith(tuple(known["no_document_endings"])):
            return
        elif (data or name) and not (is_picture and is_within_text and len(data) <= LARGEST_SIGNATURE_PICTURE):
            guessed = mimetypes.guess_extension(kind) or (".pdf" if data.startswith(b"%PDF") else ".bin")
            self.inside.append(Attachment(name or f"attachment{guessed}", data))


@cache
def mail_words() -> dict[str, Any]:
    """The file's lists by name, subjects and addresses as one pattern each. Raises ReferenceProblem."""
    table = vocabulary("mail_words.toml")
    words = {**table["bodies"], **table["requesters"], **table["automatic"], **table["parts"]}
    patterns = {name: "|".join(f"(?:{pattern})" for pattern in words[name]) for name in ("addresses", *SUBJECTS)}
    return words | {name: compiled("mail_words.toml", name, pattern) for name, pattern in patterns.items()}


def clean_name(name: str) -> str:
    """The last part of a path, without what no file name may hold; "" where nothing is left."""
    last = re.split(r"[/\\]", name.strip().rstrip("/\\"))[-1]
    return " ".join(NO_NAME_CHARACTER.sub("_", last).split()).strip(" .")


def header_words(value: str) -> str:
    """A header's text: encoded words decoded, white space single."""
    value = " ".join(value[:LONGEST_FIELD].split())
    try:
        parts = decode_header(value)
    except HeaderParseError:
        parts = [(value, None)]
    text = "".join(
        part if isinstance(part, str) else decode(part, charset) if charset else part.decode("raw-unicode-escape")
        for part, charset in parts
    )
    return " ".join(tidy(text).split())


def is_body(domain: str | None) -> bool:
    return domain is not None and any(domain == end or domain.endswith(f".{end}") for end in mail_words()["domains"])


def kind_of(mail: Mail) -> str:
    """outgoing (the requester's) | incoming (the force's) | automatic | unknown. A mark that case systems also set on
    real answers counts only where the message brings no document."""
    head = mail.head
    if head.automatic and not is_doubtful(mail):
        return "automatic"
    if head.is_from_requester:
        return "outgoing"
    if is_body(head.sender_domain) or (head.is_to_requester and head.sender_domain):
        return "incoming"
    if head.sender_domain and any(is_body(domain) for domain in head.recipient_domains):
        return "outgoing"
    return "unknown"


def is_doubtful(mail: Mail) -> bool:
    """Whether a message is marked as a system's and yet brings a document, as answers from case systems do."""
    return mail.head.automatic == "system" and any(isinstance(inner, Attachment) for inner in mail.inside)


def head_of(message: Message) -> Head:
    sender = _addresses(message, "from")[:1] or _addresses(message, "sender")[:1]
    recipients = [
        address for name in ("to", "cc", "x-original-to", "delivered-to") for address in _addresses(message, name)
    ]
    requester = mail_words()["addresses"]
    requests = [address for address in (*sender, *recipients) if requester.fullmatch("@".join(address))]
    numbers = [number[1] for address in requests if (number := REQUEST_NUMBER.search(address[0]))]
    subject = header_words(first(message, "subject"))
    return Head(
        message_id=next(iter(_ids(message, "message-id")), ""),
        in_reply_to=next(iter(_ids(message, "in-reply-to")), ""),
        references=_ids(message, "references"),
        sent=sent(first(message, "date")),
        sender_domain=sender[0][1] if sender else None,
        recipient_domains=tuple(dict.fromkeys(domain for _, domain in recipients)),
        subject=subject,
        automatic=_automatic(message, sender[0][0] if sender else "", subject),
        is_from_requester=bool(sender) and sender[0] in requests,
        is_to_requester=any(address in requests for address in recipients),
        request_id=numbers[0] if numbers else None,
    )


def first(message: Message, name: str) -> str:
    """The first header of this name, white space single; "" without."""
    return " ".join(str(message.get(name, "")).split())


def _addresses(message: Message, name: str) -> list[tuple[str, str]]:
    """Local part and domain of each address in a header, lower case. They go no further than this module."""
    text = header_words(first(message, name))
    # What stands in angle brackets is the address; a display name may hold another ("a@b.org via list" <list@…>).
    inside = " ".join(re.findall(r"<([^<>]{3,400})>", text))
    matches = ADDRESS.findall(inside) or ADDRESS.findall(text)
    return [(local.lower(), domain.lower()) for local, domain in matches[:MOST_RECIPIENTS]]


def _ids(message: Message, name: str) -> tuple[str, ...]:
    value = first(message, name)
    ids = MESSAGE_ID.findall(value) or [word.strip("<>") for word in value.split() if "@" in word]
    return tuple(dict.fromkeys(ids))


def sent(value: str) -> datetime | None:
    """When a Date header says that it was sent (RFC 5322), with the offset that it prints."""
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):  # what the library raises for nonsense
        return None
    return at if FIRST_YEAR <= at.year <= LAST_YEAR else None


def _automatic(message: Message, local_part: str, subject: str) -> str:
    known, message_class = mail_words(), first(message, "X-Message-Class").lower()  # Outlook's
    classes = ((kind, tuple(known[f"{kind}_classes"])) for kind in ("bounce", "receipt", "away"))
    kinds = [kind for kind, starts in classes if message_class.startswith(starts)]
    kinds += [name.removesuffix("_subjects") for name in SUBJECTS if known[name].match(subject)]
    if message.get_content_type() == "multipart/report" or local_part.startswith(tuple(known["bounce_senders"])):
        kinds.append("bounce")
    for kind in ("bounce", "away", "system"):
        stated = ((first(message, name).strip().lower(), values) for name, values in known[f"{kind}_headers"].items())
        kinds += [kind for header, values in stated if header and header.startswith(tuple(values))]
    return next(iter(kinds), "")


def of_plain(text: str) -> Body:
    """The body of a plain text, without white space at its lines' ends and blank lines at either end."""
    return Body("\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


def of_html(html: str, gathered: Gathered) -> Body:
    """The body of an HTML text: what a mail program shows of it, its tables apart."""
    flow = Flow()
    flow.read(parse_page(html))
    gathered.say_all(replace(problem, locator=None) for problem in flow.problems)
    return Body("\n".join(flow.lines), tuple(flow.grids))


def choose(versions: Sequence[Body], is_html: Sequence[bool]) -> int:
    """Which of a message's forms is read: the plain text, unless it is empty, a mere notice, or the other form has a
    table of numbers. In plain text such a table has lost which number stands under which heading."""
    sizes = [len(body.text.split()) + sum(len(grid.cells) for grid in body.grids) for body in versions]
    counts = [
        [(g.rows, g.columns, sum(any(map(str.isdigit, c.text)) for c in g.cells)) for g in v.grids] for v in versions
    ]
    tabled = [n for n, grids in enumerate(counts) if any(min(grid) >= LEAST_IN_A_TABLE for grid in grids)]
    if tabled or not sizes:
        return tabled[-1] if tabled else 0
    fullest = max(range(len(sizes)), key=lambda n: sizes[n])
    for n, size in enumerate(sizes):
        is_notice = size <= NOTICE_WORDS and size < LEAST_SHARE_OF_WORDS * sizes[fullest]
        if size and not is_html[n] and not is_notice:
            return n
    return fullest


def joined(bodies: Sequence[Body]) -> Body:
    """Several texts of one message as one, a blank line between them."""
    lines, grids = list[str](), list[Grid]()
    for body in bodies:
        if body.text or body.grids:
            body.put_behind(lines, grids)
    return Body("\n".join(lines), tuple(grids))


MEDIA_TYPES = {"mbox": "application/mbox", "tnef": "application/ms-tnef", "msg": "application/vnd.ms-outlook"}
EML_TYPE = "message/rfc822"


def read(data: bytes, name: str) -> Blocks:
    """The messages, those inside them and what they bring. Raises Unreadable for an empty or a damaged file."""
    if not data.strip():
        raise Unreadable(refusal("mail-empty"))
    kind = kinds.kind_of(data, name)
    mails = map(parse, messages(data)) if kind == "mbox" else [parse(data)]
    return _blocks(mails, MEDIA_TYPES.get(kind, EML_TYPE))


def _blocks(mails: Iterable[Mail], media_type: str) -> Blocks:
    lines, grids, parts, mended = list[str](), list[Grid](), list[Part](), 0
    attachments, problems = list[Attachment](), list[Problem]()
    for mail in chain.from_iterable(map(_with_inner, mails)):
        text, count = mend(mail.body.text)
        mended += count
        above = replace(mail.body, text=text).put_behind(lines, grids)
        head, locator = mail.head, f"line {above + 1}"
        on = head.sent.date() if head.sent else None
        parts.append(Part(kind_of(mail), above + 1, len(lines), on, head.sender_domain, head.subject))
        problems += [replace(problem, locator=problem.locator or locator) for problem in mail.problems]
        if head.automatic == "system" and not is_doubtful(mail):
            problems.append(Problem.of("automatic-message", locator))
        attachments += [replace(inner, part=len(parts)) for inner in mail.inside if isinstance(inner, Attachment)]
    every = (*problems, *mended_problems(mended))
    return blocks_of(media_type, lines, grids, every, "\n", parts=tuple(parts), attachments=tuple(attachments))


def _with_inner(mail: Mail) -> Iterator[Mail]:
    yield mail
    for inner in mail.inside:
        if isinstance(inner, Mail):
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
        return name, decode(value[:LONGEST_FIELD].encode("utf-8", "surrogateescape"))


HEADERS = _Headers()


def parse(data: bytes) -> Mail:
    """The message in an EML, MSG or winmail.dat. Raises Unreadable where it is damaged or nested past reason."""
    from ingest.mail import outlook  # which makes these values

    gathered = Gathered()
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


def _mail_of(message: Message, depth: int, gathered: Gathered) -> Mail:
    _Walk(depth).take(message, gathered, is_related=False)
    head = head_of(message)
    if head.sent is None and first(message, "date"):
        gathered.say("mail-date")
    return Mail(head, joined(gathered.bodies), tuple(gathered.inside), tuple(gathered.problems))


class _Walk:
    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.parts = 0

    def take(self, part: Message, gathered: Gathered, is_related: bool) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            gathered.say("mail-too-large", most=MOST_PARTS)
            return
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global", "message/news"):
            if self.depth >= DEEPEST:
                gathered.say("mail-too-deep", deepest=DEEPEST)
                return
            gathered.inside += [_mail_of(child, self.depth + 1, Gathered()) for child in _children(part)]
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

    def _alternatives(self, part: Message, gathered: Gathered, is_related: bool) -> None:
        """One of several forms of the same text. Documents that hang in a form that isn't chosen are kept."""
        versions = [Gathered() for _ in _children(part)]
        for child, version in zip(_children(part), versions, strict=True):
            self.take(child, version, is_related)
        are_html = [any(inner.get_content_type() == "text/html" for inner in c.walk()) for c in _children(part)]
        chosen = choose([joined(version.bodies) for version in versions], are_html)
        for n, version in enumerate(versions):
            gathered.bodies += version.bodies if n == chosen else []
            gathered.inside += version.inside
            gathered.say_all(version.problems)

    def _leaf(self, part: Message, kind: str, gathered: Gathered, is_related: bool) -> None:
        name = header_words(part.get_filename("") or "")
        data = _content(part, gathered)
        is_attached = part.get_content_disposition() == "attachment"
        if kind in ("text/plain", "text/html") and not is_attached and not (name and gathered.has_text()):
            self._text(data, part, kind, gathered)
        elif kind == "application/ms-tnef" or data.startswith(kinds.TNEF_START):
            self._tnef(data, gathered)
        elif data or is_attached:
            gathered.take(name, kind, data, is_related or bool(part["Content-ID"]))

    def _tnef(self, data: bytes, gathered: Gathered) -> None:
        from ingest.mail import outlook

        within = Gathered()
        mail = _mail_of(outlook.read_tnef(data, within), self.depth, within)
        if not gathered.has_text():
            gathered.bodies.append(mail.body)
        gathered.inside += mail.inside
        gathered.say_all(mail.problems)

    def _text(self, data: bytes, part: Message, kind: str, gathered: Gathered) -> None:
        charset = str(part.get_param("charset", "") or "")
        if kind == "text/html":
            gathered.bodies.append(of_html(decode_page(data, charset), gathered))
            return
        text = tidy(decode(data, charset))
        try:
            data.decode(charset or "ascii")
        except (LookupError, ValueError):
            gathered.say("mail-charset")
        gathered.bodies.append(of_plain(without_uuencoded(text, gathered)))


def without_uuencoded(text: str, gathered: Gathered) -> str:
    """A text without its uuencoded documents, which are put into `gathered`. One whose end is missing stays text."""
    at = 0
    while begin := UU_BEGIN.search(text, at):
        end, data, at = UU_END.search(text, begin.end()), b"", begin.end()
        with suppress(ValueError):
            data = b"".join(map(a2b_uu, text[begin.end() : end.start()].splitlines())) if end else b""
        if end and data:
            gathered.take(header_words(begin[1]), "", data, is_within_text=False)
            text, at = text[: begin.start()] + text[end.end() :], begin.start()
        else:
            gathered.say("uuencoded")
    return text


def _content(part: Message, gathered: Gathered) -> bytes:
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
