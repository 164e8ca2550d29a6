"""One attachment of an Outlook message -> a document, or nothing where it is none.

Protects: the same things count as documents here and in mail of the Internet's formats.
"""

from __future__ import annotations

from ingest.mail import mapi, names, words
from ingest.mail.mapi import Properties
from ingest.mail.message import Enclosed, Found

# Pictures inside the text: a crest or a logo is smaller, a picture of a table is larger and becomes a document.
LARGEST_SIGNATURE_PICTURE = 30_000  # bytes
PICTURE_TYPES = ("image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/bmp", "image/webp")
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")


def take(attachment: Properties, content: bytes, found: Found) -> None:
    """Put the document of an attachment into `found`, unless it is a picture of the signature, a card or the like."""
    known = words.load()
    name = mapi.attachment_name(attachment)
    kind = attachment.text(mapi.ATTACH_MIME_TAG).strip().lower()
    if name.lower().endswith(known.locked_endings) or kind in known.locked:
        say_locked(found)
    elif kind in known.no_documents or name.lower().endswith(known.no_document_endings) or not (content or name):
        return
    elif not content and attachment.whole(mapi.ATTACH_METHOD) in mapi.BY_REFERENCE:
        found.say("warning", "A document is only linked to by the message and lies elsewhere.", "attachment-elsewhere")
    elif not is_signature_picture(kind, name, content, bool(attachment.text(mapi.ATTACH_CONTENT_ID))):
        found.inside.append(Enclosed(name or names.for_nameless(kind, content), content))


def is_signature_picture(kind: str, name: str, content: bytes, is_within_text: bool) -> bool:
    """Whether a picture is part of the text's dress and no document."""
    is_picture = kind in PICTURE_TYPES or name.lower().endswith(PICTURE_ENDINGS)
    return is_picture and is_within_text and len(content) <= LARGEST_SIGNATURE_PICTURE


def say_locked(found: Found) -> None:
    """Note that the message, or a part of it, can't be read without a key."""
    found.say(
        "error", "The message is encrypted or sealed; its content can't be read. Ask for it as plain mail.", "locked"
    )
