"""The values that every mail format is read into, before lines are made of them; who speaks in a message; and the words
by which mail is told (`ingest/reference/mail_words.toml`).

Protects: of a sender's and a recipient's address only the domain is kept, and no name at all. Figures are read from the
force's own words only, and what no person wrote is no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

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
        problem = Problem(severity, message, rule=rule)
        if problem not in self.problems:
            self.problems.append(problem)

    def say_locked(self) -> None:
        """Note that the message, or a part of it, can't be read without a key."""
        words = "The message is encrypted or sealed; its content can't be read. Ask for it as plain mail."
        self.say("error", words, "locked")

    def has_text(self) -> bool:
        return any(body.text.strip() or body.grids for body in self.bodies)


PATH = Path(__file__).parents[1] / "reference" / "mail_words.toml"


@dataclass(frozen=True)
class MailWords:
    """The file, ready to be asked. Patterns match at a subject's start."""

    body_domains: tuple[str, ...]
    requester_address: re.Pattern[str]
    automatic_subjects: dict[str, re.Pattern[str]]
    automatic_headers: dict[str, dict[str, tuple[str, ...]]]
    automatic_classes: dict[str, tuple[str, ...]]
    bounce_senders: tuple[str, ...]
    no_documents: frozenset[str]
    no_document_endings: tuple[str, ...]
    locked: frozenset[str]
    locked_endings: tuple[str, ...]

    def is_body(self, domain: str | None) -> bool:
        """Whether a domain belongs to a public body."""
        return domain is not None and any(domain == own or domain.endswith("." + own) for own in self.body_domains)


@cache
def mail_words() -> MailWords:
    """The words of the file. Raises ReferenceProblem for a file that is no TOML, KeyError for a missing list."""
    table = files.toml(PATH)
    automatic, parts = table["automatic"], table["parts"]
    return MailWords(
        body_domains=tuple(table["bodies"]["domains"]),
        requester_address=_any(table["requesters"]["addresses"]),
        automatic_subjects={kind: _any(automatic[f"{kind}_subjects"]) for kind in ("bounce", "away", "receipt")},
        automatic_headers={kind: _headers(automatic[f"{kind}_headers"]) for kind in ("bounce", "away", "system")},
        automatic_classes={kind: tuple(automatic[f"{kind}_classes"]) for kind in ("bounce", "away", "receipt")},
        bounce_senders=tuple(automatic["bounce_senders"]),
        no_documents=frozenset(parts["no_documents"]),
        no_document_endings=tuple(parts["no_document_endings"]),
        locked=frozenset(parts["locked"]),
        locked_endings=tuple(parts["locked_endings"]),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _headers(table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in table.items()}


def kind_of(mail: Mail) -> str:
    """outgoing (the requester's) | incoming (the force's) | automatic | unknown.

    A mark that case systems also set on real answers counts only where the message brings no document."""
    head = mail.head
    if head.automatic and not is_doubtful(mail):
        return "automatic"
    known = mail_words()
    if head.is_from_requester:
        return "outgoing"
    if known.is_body(head.sender_domain) or (head.is_to_requester and head.sender_domain):
        return "incoming"
    if head.sender_domain and any(known.is_body(domain) for domain in head.recipient_domains):
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
