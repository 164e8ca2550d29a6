"""A message in any format -> its Envelope: what is needed to know its thread, its force and what kind of message it is.
And any file that holds mail -> the messages in it, one at a time.

Protects: an intake of many inboxes sees domains, ids, dates and words, and never who wrote.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.mail import mime, outlook
from ingest.mail.message import Enclosed, Head, Mail, kind_of
from ingest.readers import Unreadable, archive
from ingest.readers.text import mend


@dataclass(frozen=True)
class Envelope(Head):
    """One message as an intake sees it: its head, words and what it brings. `kind`: as a Part's; `inside`: those of the
    messages that this one brings."""

    kind: str = "unknown"
    body_text: str = ""
    attachment_names: tuple[str, ...] = ()
    inside: tuple[Envelope, ...] = ()

    @property
    def date(self) -> date | None:
        """The day printed in the head."""
        return self.sent.date() if self.sent else None

    @property
    def recipient_domain(self) -> str | None:
        """The first recipient's."""
        return self.recipient_domains[0] if self.recipient_domains else None

    @property
    def auto_kind(self) -> str:
        """bounce | away | receipt | system, "" for a person's message; "system" is the mark of a case system, which
        answers may bear too."""
        return self.automatic


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
    return Envelope(
        **vars(mail.head),
        kind=kind_of(mail),
        body_text=mend(mail.body.text)[0],
        attachment_names=tuple(inner.name for inner in mail.inside if isinstance(inner, Enclosed)),
        inside=tuple(_envelope(inner) for inner in mail.inside if isinstance(inner, Mail)),
    )
