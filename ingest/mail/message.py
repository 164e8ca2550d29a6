"""The values that every mail format is read into, before lines are made of them.

Protects: of a sender's and a recipient's address only the domain is kept, and no name at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ingest.model import Grid, Problem

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

    def has_text(self) -> bool:
        return any(body.text.strip() or body.grids for body in self.bodies)
