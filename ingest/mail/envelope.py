"""A message in any format -> its Envelope: what is needed to know its thread, its force and what kind of message it is.
And any file that holds mail -> the messages in it, one at a time.

Protects: an intake of many inboxes sees domains, ids, dates and words, and never who wrote.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ingest.mail import mime, outlook
from ingest.mail.message import Enclosed, Mail, kind_of
from ingest.readers import Unreadable, archive
from ingest.readers.text import mend


@dataclass(frozen=True)
class Envelope:
    """One message as an intake sees it.

    `message_id`, `in_reply_to`, `references`: without their angle brackets, "" and () where there are none. `date`: the
    day printed in the head; `sent`: the moment, with its offset where one is printed. `recipient_domain`: the first
    recipient's. `auto_kind`: bounce | away | receipt | system, "" for a person's message; "system" is the mark of a
    case system, which answers may bear too. `kind`: as a Part's. `request_id`: the number that a public request
    service gave to the request, from its address. `inside`: the envelopes of the messages that this one brings."""

    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    date: date | None
    sent: datetime | None
    sender_domain: str | None
    recipient_domain: str | None
    recipient_domains: tuple[str, ...]
    subject: str
    auto_kind: str
    kind: str
    request_id: str | None
    body_text: str
    attachment_names: tuple[str, ...]
    inside: tuple[Envelope, ...] = ()


def read_envelope(data: bytes) -> Envelope:
    """The envelope of one message: EML, MSG or winmail.dat. Raises Unreadable."""
    if outlook.is_msg(data):
        return _envelope(outlook.read_msg(data))
    if data.startswith(outlook.TNEF_SIGNATURE):
        return _envelope(outlook.read_tnef(data, 0))
    return _envelope(mime.parse(data))


def iter_messages(data: bytes | mmap.mmap, name: str) -> Iterator[bytes]:
    """The source of each message in an mbox, an EML, an MSG or a ZIP of any of these, in their order. A mapped file
    (mmap) is read message by message and never held whole. A file that holds no mail gives none; a damaged archive
    raises Unreadable, and what an archive refuses is told by `archive.open_members`."""
    if mime.is_mbox(data):
        yield from mime.messages(data)
        return
    whole = bytes(data)
    if archive.sniff(whole, name):
        for member in archive.open_members(whole)[0]:
            try:
                yield from iter_messages(member.data, member.path)
            except Unreadable:  # an archive in the archive: the others are still to be had
                continue
    elif mime.is_message(whole, name) or outlook.is_msg(whole):
        yield whole


def _envelope(mail: Mail) -> Envelope:
    head = mail.head
    return Envelope(
        message_id=head.message_id,
        in_reply_to=head.in_reply_to,
        references=head.references,
        date=head.sent.date() if head.sent else None,
        sent=head.sent,
        sender_domain=head.sender_domain,
        recipient_domain=head.recipient_domains[0] if head.recipient_domains else None,
        recipient_domains=head.recipient_domains,
        subject=head.subject,
        auto_kind=head.automatic,
        kind=kind_of(mail),
        request_id=head.request_id,
        body_text=mend(mail.body.text)[0],
        attachment_names=tuple(inner.name for inner in mail.inside if isinstance(inner, Enclosed)),
        inside=tuple(_envelope(inner) for inner in mail.inside if isinstance(inner, Mail)),
    )
