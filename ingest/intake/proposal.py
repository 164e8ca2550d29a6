"""Readings of documents that belong together -> what their source.toml may say.

Protects: what stands in the proposal is printed in a document, or follows from the campaign that it answers; the rest
stays out of the file. A mail's sender or a saved page's title tells the force only where all that tells one tells the
same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.intake.inbox import Envelope, iter_messages, read_envelope
from ingest.intake.placing import force_of_domain, joint_forces
from ingest.model import DocumentReading, Unreadable
from ingest.reference import Reference

ANSWERS = ("response", "review_response")
OF_FORCE = ("acknowledgement", *ANSWERS)


@dataclass(frozen=True)
class Proposal:
    """The keys of a source.toml as far as the documents tell; None where they do not."""

    force_id: str | None
    force_ids: tuple[str, ...]  # of the forces whose common reply it is; () for one force's
    reference: str | None
    title: str | None
    campaign_id: str | None
    law: str | None
    asked: date | None
    received: date | None
    answered: date | None


def propose(readings: Sequence[DocumentReading], reference: Reference) -> Proposal:
    """What the documents of one response say of it together: the first that tells a thing is believed."""
    campaign_id = _first(reading.campaign_id for reading in readings)
    campaign = reference.campaigns.get(campaign_id or "")
    joint = next((forces for text in _letters(readings) if (forces := joint_forces(text, reference))), ())
    force_id = joint[0] if joint else _first(reading.force_id for reading in readings)
    received = _first(reading.received for reading in readings)
    return Proposal(
        force_id=force_id,
        force_ids=joint,
        reference=_first(reading.reference for reading in readings),
        title=campaign.title if campaign else None,
        campaign_id=campaign_id,
        law=_first(reading.law for reading in readings) if force_id else None,
        asked=next(iter(_days(readings, ("request",))), None),
        received=date.fromisoformat(received) if received else None,
        answered=max(_days(readings, ANSWERS[:1]), default=None),
    )


def _letters(readings: Sequence[DocumentReading]) -> list[str]:
    """The words of what forces wrote; of a document without messages all of its words."""
    return [
        "\n".join(line.text for line in lines)
        for reading in readings
        for lines in [m.lines for m in reading.messages if m.kind in OF_FORCE] or [reading.blocks.lines]
    ]


def _days(readings: Sequence[DocumentReading], kinds: Sequence[str]) -> list[date]:
    return [m.on for reading in readings for m in reading.messages if m.kind in kinds and m.on]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


TITLE = re.compile(r"<title[^>]*>([^<]{1,400})</title>", re.IGNORECASE)
KINDS_OF_FORCE = ("incoming", "automatic")
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
    return force_of_domain(envelope.sender_domain, reference) if envelope.kind in KINDS_OF_FORCE else None


def _envelopes(data: bytes) -> list[Envelope]:
    try:
        return [read_envelope(message) for message in iter_messages(data, "document")]
    except Unreadable:
        return []
