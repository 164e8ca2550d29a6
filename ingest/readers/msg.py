"""An Outlook message (MSG) -> Blocks, as a mail of any other format gives them.

Protects: a mail reads the same in whichever format it was saved; see ingest/mail.
"""

from __future__ import annotations

from ingest.mail import blocks, outlook
from ingest.model import Blocks

MEDIA_TYPE = "application/vnd.ms-outlook"


def sniff(data: bytes, name: str) -> bool:
    """Whether the bytes are an Outlook message."""
    return outlook.is_msg(data)


def read(data: bytes, name: str) -> Blocks:
    """The message, those inside it and what they bring. Raises Unreadable for a damaged file."""
    return blocks.blocks_of([outlook.parse(data)], MEDIA_TYPE)
