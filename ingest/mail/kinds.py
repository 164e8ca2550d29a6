"""A message's head -> who speaks in it: the kind of a Part.

Protects: figures are read from the force's own words only, and what no person wrote is no answer.
"""

from __future__ import annotations

from ingest.mail import words
from ingest.mail.message import Enclosed, Mail


def kind(mail: Mail) -> str:
    """outgoing (the requester's) | incoming (the force's) | automatic | unknown.

    A mark that case systems also set on real answers counts only where the message brings no document."""
    head = mail.head
    if head.automatic and not is_doubtful(mail):
        return "automatic"
    known = words.load()
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
