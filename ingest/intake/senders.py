"""Documents whose words name no single force -> the force that sent them: by a mail's sender, or a saved page's title.

Protects: a force is taken only where all that tells one tells the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.intake.placing import force_of_domain
from ingest.mail.envelope import Envelope, iter_messages, read_envelope
from ingest.readers import Unreadable
from ingest.reference import Reference

TITLE = re.compile(r"<title[^>]*>([^<]{1,400})</title>", re.IGNORECASE)
OF_FORCE = ("incoming", "automatic")
HEAD = 200_000  # bytes of a page in which its title stands


def force_of_senders(documents: Iterable[bytes], reference: Reference) -> str | None:
    """The one force that the documents' senders and titles tell, None for none or several."""
    found: set[str] = set()
    for data in documents:
        found |= {force for one in _envelopes(data) if (force := _sender(one, reference))}
        title = TITLE.search(data[:HEAD].decode("utf-8", errors="replace"))
        found |= set(reference.forces_named_in(title[1])) if title else set()
    return found.pop() if len(found) == 1 else None


def _sender(envelope: Envelope, reference: Reference) -> str | None:
    return force_of_domain(envelope.sender_domain, reference) if envelope.kind in OF_FORCE else None


def _envelopes(data: bytes) -> list[Envelope]:
    try:
        return [read_envelope(message) for message in iter_messages(data, "document")]
    except Unreadable:
        return []
