"""Files and folders that hold mail -> the messages in them, each with its Envelope, and their threads.

mbox, EML, MSG, a ZIP of them, and the ZIP of a batch of requests that WhatDoTheyKnow gives
(`<body> - <request>/<day-time>/incoming_<n>.txt`, its documents in `attachments-<n>/`). Protects: an intake sees
domains, ids, dates and words, and never who wrote. A file that holds no mail is named, so is a folder that can't be
opened and what an archive refuses, and a message that can't be read costs no other. Only ids and a request service's
number join messages: one request that was sent to forty-five forces has one subject.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path

from ingest.characters import mend
from ingest.mail import mime, outlook
from ingest.mail.message import Head, Mail, kind_of
from ingest.model import Attachment, Unreadable
from ingest.readers import archive

OF_BATCH = re.compile(
    r"(?P<body>[^/]+) - (?P<request>[^/]+)/(?P<at>\d{4}-\d\d-\d\d-\d{6})/"
    r"(?:(?P<way>incoming|outgoing)_(?P<n>\d+)\.txt|attachments(?:-(?P<of>\d+))?/(?P<name>[^/]+))"
)
REQUESTER, BODY = "request@whatdotheyknow.com", "office@batch.police.uk"
LIST_OF_BATCH = re.compile(r"[^/]+\.csv", re.IGNORECASE)
NO_MAIL = "holds no mail. Name mbox, EML or MSG files, or a ZIP of them."
EARLIEST = datetime.min.replace(tzinfo=UTC)


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


@dataclass(frozen=True)
class Received:
    """A message as it came. `key`: the same in every copy of it and in no other message; a digest, for ids hold
    addresses. `origin`: the file that it came in. `body`: the name of the body that the file itself gives, if any."""

    data: bytes
    envelope: Envelope
    origin: str
    body: str | None = None

    @cached_property
    def key(self) -> str:
        message_id = self.envelope.message_id
        return hashlib.sha256(message_id.encode() if message_id else plain(self.data)).hexdigest()[:24]

    @property
    def fullness(self) -> tuple[int, int]:
        """By which of two copies of a message is the fuller one: a mail program may have taken off its documents."""
        return len(self.envelope.attachment_names), len(plain(self.data))


@dataclass(frozen=True)
class NotMail:
    """A file, or a message in one, that could not be taken, and why."""

    origin: str
    reason: str


def read_envelope(data: bytes) -> Envelope:
    """The envelope of one message: EML, MSG or winmail.dat. Raises Unreadable."""
    return _envelope(mime.parse(data))


def _envelope(mail: Mail) -> Envelope:
    return Envelope(
        **vars(mail.head),
        kind=kind_of(mail),
        body_text=mend(mail.body.text)[0],
        attachment_names=tuple(inner.name for inner in mail.inside if isinstance(inner, Attachment)),
        inside=tuple(_envelope(inner) for inner in mail.inside if isinstance(inner, Mail)),
    )


def plain(data: bytes) -> bytes:
    """The source of a message whatever program saved it: without a byte order mark, empty lines and an mbox's line
    before it, with `\\n` line ends and none after it. An Outlook message stays as it is."""
    if outlook.is_msg(data) or data.startswith(outlook.TNEF_SIGNATURE):
        return data
    return mime.without_envelope(data).replace(b"\r\n", b"\n").rstrip(b"\n")


def read_all(paths: Sequence[Path]) -> Iterator[Received | NotMail]:
    """Every message in the files and, in order, in the folders' files."""
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            if isinstance(file, NotMail):
                yield file
                continue
            try:
                if file.stat().st_size == 0:
                    yield NotMail(file.name, "is empty.")
                    continue
                with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                    yield from read(data, file.name)
            except OSError as error:
                yield NotMail(file.name, f"could not be read ({error.strerror}).")


def _files(folder: Path) -> Iterator[Path | NotMail]:
    """The files of a folder and of those in it. Hidden files are those of programs and pass without a word."""
    closed: list[OSError] = []
    for place, names_of_folders, names in os.walk(folder, onerror=closed.append):
        names_of_folders.sort()
        for name in (name for name in names_of_folders if (Path(place) / name).is_symlink()):
            yield NotMail(name, "is a link to a folder, which is not followed. Name the folder itself.")
        for file in (Path(place) / name for name in sorted(names) if not name.startswith(".")):
            yield file if file.is_file() else NotMail(file.name, "is no file, or a link to nothing.")
    for error in closed:
        yield NotMail(Path(error.filename or folder).name, f"is a folder that can't be opened ({error.strerror}).")


def read(data: bytes | mmap.mmap, origin: str) -> Iterator[Received | NotMail]:
    """Each message of an mbox, an EML, an MSG or a ZIP of any of these, in their order, and what could not be taken. A
    mapped file (mmap) is read message by message and never held whole."""
    if mime.is_mbox(data):
        for n, message in enumerate(mime.messages(data), 1):
            yield _received(message, origin, f"{origin}, message {n}")
        return
    whole = bytes(data)
    if archive.sniff(whole, origin):
        yield from _of_archive(whole, origin)
    elif mime.is_message(whole, origin) or outlook.is_msg(whole):
        yield _received(whole, origin, origin)
    else:
        yield NotMail(origin, NO_MAIL)


def _received(data: bytes, origin: str, place: str, body: str | None = None) -> Received | NotMail:
    try:
        return Received(data, read_envelope(data), origin, body)
    except Unreadable as error:
        return NotMail(place, str(error))


def _of_archive(data: bytes, origin: str) -> Iterator[Received | NotMail]:
    """The messages of an archive, and what it refuses or holds besides."""
    try:
        members, refused = archive.open_members(data)
    except Unreadable as error:
        yield NotMail(origin, str(error))
        return
    for problem in refused:
        yield NotMail(origin, problem.message)
    batch = [(match, member) for member in members if (match := OF_BATCH.fullmatch(member.name))]
    for match, member in batch:
        if match["way"]:
            mail = _as_mail(match, member.data, [pair for pair in batch if _is_document_of(pair[0], match)])
            yield _received(mail, origin, f"{origin}/{member.name}", match["body"])
    for member in members:
        if not (batch and (OF_BATCH.fullmatch(member.name) or LIST_OF_BATCH.fullmatch(member.name))):
            yield from read(member.data, f"{origin}/{member.name}")


def _is_document_of(document: re.Match[str], message: re.Match[str]) -> bool:
    is_same_letter = (document["request"], document["at"]) == (message["request"], message["at"])
    return document["way"] is None and is_same_letter and document["of"] in (None, message["n"])


def _as_mail(match: re.Match[str], text: bytes, documents: Sequence[tuple[re.Match[str], Attachment]]) -> bytes:
    """A message of a batch of requests as a mail with its documents. Its head is not in the archive: who wrote is known
    by the file's name."""
    mail = EmailMessage()
    mail["From"], mail["To"] = (BODY, REQUESTER) if match["way"] == "incoming" else (REQUESTER, BODY)
    mail["Date"] = datetime.strptime(match["at"] + "+0000", "%Y-%m-%d-%H%M%S%z")
    mail["Subject"] = match["request"].replace("_", " ")
    mail["Message-ID"] = f"<{match['way']}-{match['n']}@batch.whatdotheyknow.com>"
    mail["References"] = f"<{hashlib.sha256(match['request'].encode()).hexdigest()[:24]}@batch.whatdotheyknow.com>"
    mail.set_content(text.decode("utf-8", errors="replace"))
    for document, member in documents:
        mail.add_attachment(member.data, maintype="application", subtype="octet-stream", filename=document["name"])
    return mail.as_bytes()


def in_threads(messages: Sequence[Received]) -> list[list[Received]]:
    """The messages by thread, each thread in the order in which it was sent; of a message that came several times the
    fullest copy stands."""
    fullest: dict[str, Received] = {}
    for message in messages:
        known = fullest.get(message.key)
        if known is None or (known.data != message.data and message.fullness > known.fullness):
            fullest[message.key] = message
    by_name: dict[str, tuple[set[str], list[Received]]] = {}
    for message in fullest.values():
        names, thread = {message.key, *_names(message.envelope)}, [message]
        for earlier_names, earlier in {id(by_name[name]): by_name[name] for name in names if name in by_name}.values():
            names, thread = names | earlier_names, [*earlier, *thread]
        by_name |= dict.fromkeys(names, (names, thread))
    threads = {id(thread): thread for _, thread in by_name.values()}
    return [sorted(thread, key=sent) for thread in threads.values()]


def sent(message: Received) -> datetime:
    """When a message was sent; the earliest time for one that doesn't tell, so that it stands first."""
    at = message.envelope.sent
    if at is None:
        return EARLIEST
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _names(envelope: Envelope) -> Iterator[str]:
    """The ids by which a message is joined to others, with those of messages that it brings (a bounce brings what came
    back)."""
    for name in (envelope.message_id, envelope.in_reply_to, *envelope.references):
        if name:
            yield f"id {name}"
    if envelope.request_id:
        yield f"request {envelope.request_id}"
    if envelope.automatic or envelope.kind != "unknown":
        for inner in envelope.inside:
            yield from _names(inner)
