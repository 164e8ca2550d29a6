"""Outlook's MSG (a compound file, Microsoft's [MS-OXMSG]) -> a Mail.

Protects: nothing of the file's own properties (authors, last editors) is read but what a mail's head says as well. The
container is opened by olefile (BSD licence) and its properties are read here, by the code that reads a winmail.dat: the
best-known library for MSG is under the GPL.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from ingest.mail import attachments, mapi
from ingest.mail.mapi import Properties
from ingest.mail.message import DEEPEST, Found, Mail
from ingest.readers import Unreadable

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTIES = "__properties_version1.0"
ATTACHMENT, RECIPIENT, VALUE = "__attach_version1.0_", "__recip_version1.0_", "__substg1.0_"
HEADER_OF_MESSAGE, HEADER_OF_MESSAGE_WITHIN, HEADER_OF_OTHERS = 32, 24, 8
ENTRY = struct.Struct("<HHI8s")
BY_STREAM = (0x000D, 0x001E, 0x001F, 0x0048, 0x0102)
MANY = 0x1000
EMBEDDED = 0x000D
MOST_ATTACHMENTS = 2_000
SEALED_CLASSES = ("ipm.note.smime", "ipm.note.secure", "ipm.note.rpmsg")


def is_msg(data: bytes) -> bool:
    """Whether the bytes are a message and no other compound file (an old Word or Excel file, an installer)."""
    if not data.startswith(OLE_SIGNATURE) or PROPERTIES.encode("utf-16-le") not in data:
        return False
    try:
        return bool(_open(data).exists(PROPERTIES))
    except Unreadable:
        return True  # a damaged one: its reader says so


def parse(data: bytes, depth: int = 0) -> Mail:
    """The message. Raises Unreadable for a damaged container."""
    file = _open(data)
    try:
        return _message(file, [], depth, HEADER_OF_MESSAGE)
    except OSError as error:
        raise _damaged(str(error)) from None


def _open(data: bytes) -> Any:
    import olefile

    try:
        file = olefile.OleFileIO(io.BytesIO(data))
        file.listdir(streams=True, storages=True)  # walks it all once: a folder that holds itself shows here
        return file
    # What olefile raises for damaged files, and nothing of ours runs in there.
    except RecursionError:
        raise _damaged("a folder in it holds itself") from None
    except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError) as error:
        raise _damaged(str(error)) from None


def _damaged(why: str) -> Unreadable:
    return Unreadable(f"is a damaged Outlook message ({why}). Save it again, as MSG or as EML.")


def _message(file: Any, path: list[str], depth: int, header: int) -> Mail:
    found = Found()
    values = _values(file, path, header, found)
    message = Properties(values, mapi.code_page_of(values))
    folders = _folders(file, path)
    recipients = [
        Properties(_values(file, [*path, folder], HEADER_OF_OTHERS, found), message.code_page)
        for folder in folders
        if folder.startswith(RECIPIENT)
    ]
    head = mapi.head(message, recipients)
    body = mapi.body(message, found)
    if message.text(mapi.MESSAGE_CLASS).lower().startswith(SEALED_CLASSES):
        attachments.say_locked(found)
        return Mail(head, body, (), tuple(found.problems))
    attached = [folder for folder in folders if folder.startswith(ATTACHMENT)]
    if len(attached) > MOST_ATTACHMENTS:
        found.say("error", f"Has more than {MOST_ATTACHMENTS} attachments; the rest is not read.", "mail-too-large")
    for folder in attached[:MOST_ATTACHMENTS]:
        _attachment(file, [*path, folder], message.code_page, found, depth)
    return Mail(head, body, tuple(found.inside), tuple(found.problems))


def _attachment(file: Any, path: list[str], code_page: int, found: Found, depth: int) -> None:
    attachment = Properties(_values(file, path, HEADER_OF_OTHERS, found), code_page)
    within = [*path, f"{VALUE}{mapi.ATTACH_DATA:04X}{EMBEDDED:04X}"]
    if not file.exists("/".join([*within, PROPERTIES])):
        attachments.take(attachment, attachment.raw(mapi.ATTACH_DATA), found)
    elif depth >= DEEPEST:
        found.say("error", f"Messages lie more than {DEEPEST} deep in it; those are not read.", "mail-too-deep")
    else:
        found.inside.append(_message(file, within, depth + 1, HEADER_OF_MESSAGE_WITHIN))


def _folders(file: Any, path: list[str]) -> list[str]:
    """The folders right inside one, in the order of their names (which number attachments and recipients)."""
    entries = file.listdir(streams=False, storages=True)
    return sorted(entry[-1] for entry in entries if len(entry) == len(path) + 1 and entry[: len(path)] == path)


def _values(file: Any, path: list[str], header: int, found: Found) -> dict[int, tuple[int, bytes]]:
    """The properties of a folder: short ones from its list, long ones from streams of their own."""
    values: dict[int, tuple[int, bytes]] = {}
    listed = _stream(file, [*path, PROPERTIES], found)[header:]
    for at in range(0, len(listed) - ENTRY.size + 1, ENTRY.size):
        kind, number, _, value = ENTRY.unpack_from(listed, at)
        if kind & MANY or number >= 0x8000:
            continue
        if kind in BY_STREAM:
            name = [*path, f"{VALUE}{number:04X}{kind:04X}"]
            if kind == EMBEDDED or not file.exists("/".join(name)) or file.get_type("/".join(name)) != 2:
                continue
            value = _stream(file, name, found)
        values.setdefault(number, (kind, value))
    return values


def _stream(file: Any, path: list[str], found: Found) -> bytes:
    name = "/".join(path)
    if not file.exists(name):
        return b""
    try:
        content: bytes = file.openstream(name).read()
        return content
    except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError) as error:
        found.say("warning", f"A part of the message is damaged and was not read ({error}).", "damaged-attachment")
        return b""
