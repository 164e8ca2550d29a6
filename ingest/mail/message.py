"""The values that every mail format is read into, before lines are made of them: the head of a message, who speaks in
it, and its one body; by the words of `ingest/reference/mail_words.toml`.

Protects: of a sender's and a recipient's address only the domain is kept, and no name at all. An out-of-office note, a
bounce or a receipt is never an answer, and an answer that a case system sends with a document is never taken for one of
those. A date that is not understood is none, never today's. A message that comes in two forms is read once, in the form
that says all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any

from ingest.html.content import tight_classes
from ingest.html.flow import Flow, with_notes
from ingest.html.tree import parse
from ingest.mail import coding
from ingest.model import Grid, Problem
from ingest.reference import files

# Pictures inside the text: a crest or a logo is smaller, a picture of a table is larger and becomes a document.
LARGEST_SIGNATURE_PICTURE = 30_000  # bytes
PICTURE_TYPES = ("image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/bmp", "image/webp")
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")

DEEPEST = 12
"""Messages within messages that are read. Real forwards nest four or five deep; what lies deeper is reported."""


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
class Enclosed:
    """A document that a message brings."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Body:
    """What a message says: its text with `\\n` line ends, and the tables that stand in it (`after_line` counted in this
    text), whose words the text does not repeat."""

    text: str = ""
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Mail:
    """One message: head, body, and what it brings (documents and whole messages) in their order. The places of
    `problems` are not known yet."""

    head: Head
    body: Body = field(default_factory=Body)
    inside: tuple[Enclosed | Mail, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Found:
    """What is being gathered of one message while its parts are walked."""

    bodies: list[Body] = field(default_factory=list)
    inside: list[Enclosed | Mail] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, severity: str, message: str, rule: str) -> None:
        """Note a problem, each once."""
        self.say_all([Problem(severity, message, rule=rule)])

    def say_all(self, problems: Iterable[Problem]) -> None:
        self.problems += [problem for problem in problems if problem not in self.problems]

    def say_too_deep(self) -> None:
        self.say("error", f"Messages lie more than {DEEPEST} deep in it; those are not read.", "mail-too-deep")

    def say_locked(self) -> None:
        words = "The message is encrypted or sealed; its content can't be read. Ask for it as plain mail."
        self.say("error", words, "locked")

    def has_text(self) -> bool:
        return any(body.text.strip() or body.grids for body in self.bodies)


PATH = Path(__file__).parents[1] / "reference" / "mail_words.toml"
SUBJECTS = ("bounce_subjects", "away_subjects", "receipt_subjects")


@cache
def mail_words() -> dict[str, Any]:
    """The lists of the file by their names, subjects and addresses as one pattern each. Raises ReferenceProblem for a
    file that is no TOML."""
    table = files.toml(PATH)
    words = {**table["bodies"], **table["requesters"], **table["automatic"], **table["parts"]}
    patterns = {name: "|".join(f"(?:{one})" for one in words[name]) for name in ("addresses", *SUBJECTS)}
    return words | {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def is_body(domain: str | None) -> bool:
    """Whether a domain belongs to a public body."""
    return domain is not None and any(domain == own or domain.endswith(f".{own}") for own in mail_words()["domains"])


def is_locked(kind: str, name: str) -> bool:
    """Whether a part is the whole message under a lock."""
    known = mail_words()
    return kind in known["locked"] or name.lower().endswith(tuple(known["locked_endings"]))


def is_no_document(kind: str, name: str) -> bool:
    """Whether a part is a signature, a card, an invitation or the machine's report of a bounce."""
    known = mail_words()
    return kind in known["no_documents"] or name.lower().endswith(tuple(known["no_document_endings"]))


def kind_of(mail: Mail) -> str:
    """outgoing (the requester's) | incoming (the force's) | automatic | unknown.

    A mark that case systems also set on real answers counts only where the message brings no document."""
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
    return mail.head.automatic == "system" and any(isinstance(inner, Enclosed) for inner in mail.inside)


def is_set_aside_by_mark(mail: Mail) -> bool:
    """Whether a message counts as automatic by its system's mark alone, which its words do not bear out."""
    return mail.head.automatic == "system" and not is_doubtful(mail)


def is_signature_picture(kind: str, name: str, content: bytes, is_within_text: bool) -> bool:
    """Whether a picture is part of the text's dress and no document."""
    is_picture = kind in PICTURE_TYPES or name.lower().endswith(PICTURE_ENDINGS)
    return is_picture and is_within_text and len(content) <= LARGEST_SIGNATURE_PICTURE


Fields = Sequence[tuple[str, str]]
"""Headers in their order: lower-case name, unfolded value as it came."""

FIRST_YEAR, LAST_YEAR = 1990, 2100  # a clock that is out of these was never set

MESSAGE_ID = re.compile(r"<([^<>\s]{1,998})>")
ADDRESS = re.compile(r"([^\s<>()\[\]\",;:@]{1,128})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)")
REQUEST_NUMBER = re.compile(r"request-(\d{1,12})-")
MOST_RECIPIENTS = 50


def head_of(found: Fields, message_class: str = "", is_report: bool = False) -> Head:
    """The head of a message with these headers. `message_class`: Outlook's; `is_report`: it is a multipart/report."""
    sender = _addresses(found, "from")[:1] or _addresses(found, "sender")[:1]
    recipients = [
        address for name in ("to", "cc", "x-original-to", "delivered-to") for address in _addresses(found, name)
    ]
    requester = mail_words()["addresses"]
    requests = [address for address in (*sender, *recipients) if requester.fullmatch("@".join(address))]
    numbers = [number[1] for address in requests if (number := REQUEST_NUMBER.search(address[0]))]
    subject = coding.header_words(_first(found, "subject"))
    return Head(
        message_id=next(iter(_ids(found, "message-id")), ""),
        in_reply_to=next(iter(_ids(found, "in-reply-to")), ""),
        references=_ids(found, "references"),
        sent=_sent(_first(found, "date")),
        sender_domain=sender[0][1] if sender else None,
        recipient_domains=tuple(dict.fromkeys(domain for _, domain in recipients)),
        subject=subject,
        automatic=_automatic(found, sender[0][0] if sender else "", subject, message_class.lower(), is_report),
        is_from_requester=bool(sender) and sender[0] in requests,
        is_to_requester=any(address in requests for address in recipients),
        request_id=numbers[0] if numbers else None,
    )


def _first(found: Fields, name: str) -> str:
    return next((value for key, value in found if key == name), "")


def _addresses(found: Fields, name: str) -> list[tuple[str, str]]:
    """Local part and domain of each address in a header, lower case. They go no further than this module."""
    text = coding.header_words(_first(found, name))
    # What stands in angle brackets is the address; a display name may hold another ("a@b.org via list" <list@…>).
    inside = " ".join(re.findall(r"<([^<>]{3,400})>", text))
    matches = ADDRESS.findall(inside) or ADDRESS.findall(text)
    return [(local.lower(), domain.lower()) for local, domain in matches[:MOST_RECIPIENTS]]


def _ids(found: Fields, name: str) -> tuple[str, ...]:
    value = _first(found, name)
    ids = MESSAGE_ID.findall(value) or [word.strip("<>") for word in value.split() if "@" in word]
    return tuple(dict.fromkeys(ids))


def _sent(value: str) -> datetime | None:
    """When a Date header says that it was sent (RFC 5322), with the offset that it prints."""
    try:
        sent = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):  # what the library raises for nonsense
        return None
    return sent if FIRST_YEAR <= sent.year <= LAST_YEAR else None


def has_unread_date(found: Fields, head: Head) -> bool:
    """Whether there is a Date header and it was not understood."""
    return head.sent is None and bool(_first(found, "date").strip())


def _automatic(found: Fields, local_part: str, subject: str, message_class: str, is_report: bool) -> str:
    known = mail_words()
    for kind in ("bounce", "receipt", "away"):
        if message_class.startswith(tuple(known[f"{kind}_classes"])):
            return kind
    for name in SUBJECTS:
        if known[name].match(subject):
            return name.removesuffix("_subjects")
    if is_report or local_part.startswith(tuple(known["bounce_senders"])):
        return "bounce"
    for kind in ("bounce", "away", "system"):
        for name, values in known[f"{kind}_headers"].items():
            stated = _first(found, name).strip().lower()
            if stated and stated.startswith(tuple(values)):
                return kind
    return ""


# A text form with under this share of the HTML form's words is only a notice ("view this mail as HTML").
LEAST_SHARE_OF_WORDS = 0.25
NOTICE_WORDS = 40
LEAST_ROWS = 2  # and columns: fewer is a key and its value, which text holds as well
LEAST_NUMBERS = 2


def of_plain(text: str, settings: dict[str, str]) -> Body:
    """The body of a text/plain part with the parameters of its Content-Type."""
    if settings.get("format", "").lower() == "flowed":
        text = _unwrapped(text, settings.get("delsp", "").lower() == "yes")
    return Body(_trimmed(text))


def of_html(html: str, found: Found) -> Body:
    """The body of a text/html part: what a mail program shows of it, its tables apart."""
    root = parse(html)
    flow = Flow(tight=tight_classes(root))
    flow.read(root)
    found.say_all(replace(problem, locator=None) for problem in flow.problems)
    return Body("\n".join(flow.lines), with_notes(flow.grids, flow.lines))


def choose(versions: Sequence[Body], is_html: Sequence[bool]) -> int:
    """Which of a message's forms is read: the plain text, unless it is empty, a mere notice, or the other form has a
    table of numbers. In plain text such a table has lost which number stands under which heading."""
    sizes = [len(body.text.split()) + sum(len(grid.cells) for grid in body.grids) for body in versions]
    tabled = [n for n, body in enumerate(versions) if any(map(_has_numbers, body.grids))]
    if tabled or not sizes:
        return tabled[-1] if tabled else 0
    fullest = max(range(len(sizes)), key=lambda n: sizes[n])
    for n, size in enumerate(sizes):
        is_notice = size <= NOTICE_WORDS and size < LEAST_SHARE_OF_WORDS * sizes[fullest]
        if size and not is_html[n] and not is_notice:
            return n
    return fullest


def _has_numbers(grid: Grid) -> bool:
    numbers = [cell for cell in grid.cells if any(character.isdigit() for character in cell.text)]
    return grid.rows >= LEAST_ROWS and grid.columns >= LEAST_ROWS and len(numbers) >= LEAST_NUMBERS


def joined(bodies: Sequence[Body]) -> Body:
    """Several texts of one message as one, a blank line between them."""
    lines: list[str] = []
    grids: list[Grid] = []
    for body in bodies:
        if not body.text and not body.grids:
            continue
        lines += [""] if lines else []
        for grid in body.grids:
            grids.append(replace(grid, n=len(grids) + 1, after_line=grid.after_line + len(lines)))
        lines += body.text.split("\n")
    return Body("\n".join(lines), tuple(grids))


def _trimmed(text: str) -> str:
    """The text without white space at its lines' ends and without blank lines at its own."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


QUOTES = re.compile(r">*")
SIGNATURE = "-- "


def _unwrapped(text: str, is_space_deleted: bool) -> str:
    """The text with soft line ends (a space before the end) joined. `is_space_deleted`: DelSp=yes, so that the space
    goes too. Quoted lines keep one run of `>` before each paragraph."""
    paragraphs: list[tuple[int, list[str]]] = []
    is_open = False
    for line in text.split("\n"):
        match = QUOTES.match(line)
        depth = match.end() if match else 0
        content = line[depth:].removeprefix(" ")
        is_soft = content.endswith(" ") and content != SIGNATURE
        piece = content[:-1] if is_soft and is_space_deleted else content
        if is_open and paragraphs[-1][0] == depth and content != SIGNATURE:
            paragraphs[-1][1].append(piece)
        else:
            paragraphs.append((depth, [piece]))
        is_open = is_soft
    return "\n".join(_quoted("".join(pieces), depth) for depth, pieces in paragraphs)


def _quoted(paragraph: str, depth: int) -> str:
    return ">" * depth + (" " if depth and paragraph else "") + paragraph
