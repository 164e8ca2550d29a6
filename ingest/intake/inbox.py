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
from ingest.mail.message import Enclosed, Head, Mail, kind_of
from ingest.model import Unreadable
from ingest.readers import archive
from ingest.reference import Reference


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
            yield from iter_messages(member.data, member.path)
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


OF_BATCH = re.compile(
    r"(?P<body>[^/]+) - (?P<request>[^/]+)/(?P<at>\d{4}-\d\d-\d\d-\d{6})/"
    r"(?:(?P<way>incoming|outgoing)_(?P<n>\d+)\.txt|attachments(?:-(?P<of>\d+))?/(?P<name>[^/]+))"
)
REQUESTER = "request@whatdotheyknow.com"
LIST_OF_BATCH = re.compile(r"[^/]+\.csv", re.IGNORECASE)
NO_MAIL = "holds no mail. Name mbox, EML or MSG files, or a ZIP of them."


@dataclass(frozen=True)
class Received:
    """A message as it came. `key` tells it from every other, the same in every copy of it: a digest, for ids hold
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


def plain(data: bytes) -> bytes:
    """The source of a message whatever program saved it: without a byte order mark, empty lines and an mbox's line
    before it, with `\\n` line ends and none after it. An Outlook message stays as it is."""
    if outlook.is_msg(data) or data.startswith(outlook.TNEF_SIGNATURE):
        return data
    return mime.without_envelope(data).replace(b"\r\n", b"\n").rstrip(b"\n")


def read_all(paths: list[Path], reference: Reference) -> Iterator[Received | NotMail]:
    """Every message in the files and, in order, in the folders' files."""
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            if isinstance(file, NotMail):
                yield file
                continue
            try:
                yield from _read_file(file, reference)
            except OSError as error:
                yield NotMail(file.name, f"could not be read ({error.strerror}).")
            except Unreadable as error:
                yield NotMail(file.name, str(error))


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


def _read_file(file: Path, reference: Reference) -> Iterator[Received | NotMail]:
    if file.stat().st_size == 0:
        yield NotMail(file.name, "is empty.")
        return
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:2] == b"PK" and archive.sniff(bytes(data), file.name):
            yield from _of_archive(bytes(data), file.name, reference)
        else:
            yield from _messages(data, file.name)


def _messages(data: bytes | mmap.mmap, origin: str) -> Iterator[Received | NotMail]:
    count = 0
    for message in iter_messages(data, origin):
        count += 1
        try:
            yield Received(message, read_envelope(message), origin)
        except Unreadable as error:
            yield NotMail(f"{origin}, message {count}", str(error))
    if not count:
        yield NotMail(origin, NO_MAIL)


def _of_archive(data: bytes, origin: str, reference: Reference) -> Iterator[Received | NotMail]:
    """The messages of an archive, and what it refuses or holds besides."""
    members, refused = archive.open_members(data)
    for problem in refused:
        yield NotMail(origin, problem.message)
    is_batch = any(OF_BATCH.fullmatch(member.path) for member in members)
    if is_batch:
        yield from _of_batch(members, origin, reference)
    for member in members:
        if is_batch and (OF_BATCH.fullmatch(member.path) or LIST_OF_BATCH.fullmatch(member.path)):
            continue
        yield from _messages(member.data, f"{origin}/{member.path}")


def _of_batch(members: list[archive.Member], origin: str, reference: Reference) -> Iterator[Received]:
    """The messages of a batch of requests, each made into a mail with its documents. Their heads are not in the
    archive: who wrote is known by the file's name, and the force's domain stands for its address."""
    known = [(found, member) for member in members if (found := OF_BATCH.fullmatch(member.path))]
    for found, member in known:
        if found["way"] is None:
            continue
        documents = [
            (other["name"], inner.data)
            for other, inner in known
            if other["way"] is None
            and (other["request"], other["at"]) == (found["request"], found["at"])
            and other["of"] in (None, found["n"])
        ]
        message = _as_mail(found, member.data, documents, _domain(found["body"], reference))
        yield Received(message, read_envelope(message), origin, found["body"])


def _domain(body: str, reference: Reference) -> str:
    forces = reference.forces_named_in(body)
    domains = reference.forces[forces[0]].mail_domains if len(forces) == 1 else ()
    return domains[0] if domains else "unknown.police.uk"


def _as_mail(found: re.Match[str], text: bytes, documents: list[tuple[str, bytes]], domain: str) -> bytes:
    mail = EmailMessage()
    is_incoming = found["way"] == "incoming"
    mail["From"] = f"office@{domain}" if is_incoming else REQUESTER
    mail["To"] = REQUESTER if is_incoming else f"office@{domain}"
    mail["Date"] = datetime.strptime(found["at"] + "+0000", "%Y-%m-%d-%H%M%S%z")
    mail["Subject"] = found["request"].replace("_", " ")
    mail["Message-ID"] = f"<{found['way']}-{found['n']}@batch.whatdotheyknow.com>"
    mail["References"] = f"<{hashlib.sha256(found['request'].encode()).hexdigest()[:24]}@batch.whatdotheyknow.com>"
    mail.set_content(text.decode("utf-8", errors="replace"))
    for name, data in documents:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


EARLIEST = datetime.min.replace(tzinfo=UTC)


def in_threads(messages: Sequence[Received]) -> list[list[Received]]:
    """The messages by thread, each thread in the order in which it was sent; of a message that came several times the
    fullest copy stands."""
    fullest: dict[str, Received] = {}
    for message in messages:
        known = fullest.get(message.key)
        if known is None or (known.data != message.data and message.fullness > known.fullness):
            fullest[message.key] = message
    once = list(fullest.values())
    parent: dict[str, str] = {}
    for message in once:
        names = [message.key, *_names(message.envelope)]
        for name in names:
            parent.setdefault(name, name)
        for name in names[1:]:
            parent[_root(name, parent)] = _root(names[0], parent)
    found: dict[str, list[Received]] = {}
    for message in once:
        found.setdefault(_root(message.key, parent), []).append(message)
    return [sorted(thread, key=sent) for thread in found.values()]


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


def _root(name: str, parent: dict[str, str]) -> str:
    root = name
    while parent[root] != root:
        root = parent[root]
    while parent[name] != root:
        parent[name], name = root, parent[name]
    return root
