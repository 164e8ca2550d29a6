"""A mail (EML), a mailbox (mbox) or a winmail.dat -> Blocks: the lines of each message, a Part for each, and the
documents that they bring.

Protects: who speaks, and when, is known from the format and not guessed from the text; bounces and out-of-office notes
are marked as such. Lines hold what messages say and nothing of their heads, so no name or address comes from there.
"""

from __future__ import annotations

from ingest.mail import blocks, boxes, parse, sources, tnef
from ingest.model import Blocks
from ingest.readers import Unreadable

EML_TYPE = "message/rfc822"
MBOX_TYPE = "application/mbox"
TNEF_TYPE = "application/ms-tnef"


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes begin with the headers of a mail, are an mbox or a winmail.dat."""
    return boxes.is_mbox(data) or sources.is_message(data, name)


def read(data: bytes, name: str) -> Blocks:
    """The messages of the mail or the mailbox. Raises Unreadable for an empty one."""
    if not data.strip():
        raise Unreadable("is empty. Save the mail again, with its attachments, as EML or MSG.")
    if data.startswith(tnef.SIGNATURE):
        return blocks.blocks_of([tnef.read(data, 0)], TNEF_TYPE)
    if boxes.is_mbox(data):
        return blocks.blocks_of((parse.parse(message) for message in boxes.messages(data)), MBOX_TYPE)
    return blocks.blocks_of([parse.parse(data)], EML_TYPE)
