"""Files and folders that hold mail -> the messages in them, each with its envelope.

mbox, EML, MSG, a ZIP of them, and the ZIP of a batch of requests that WhatDoTheyKnow gives
(`<body> - <request>/<day-time>/incoming_<n>.txt`, its documents in `attachments-<n>/`). Protects: a file that holds no
mail is named, and a message that can't be read costs no other.
"""

from __future__ import annotations

import hashlib
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from ingest.mail.envelope import Envelope, iter_messages, read_envelope
from ingest.readers import Unreadable, archive
from ingest.reference import Reference

OF_BATCH = re.compile(
    r"(?P<body>[^/]+) - (?P<request>[^/]+)/(?P<at>\d{4}-\d\d-\d\d-\d{6})/"
    r"(?:(?P<way>incoming|outgoing)_(?P<n>\d+)\.txt|attachments(?:-(?P<of>\d+))?/(?P<name>[^/]+))"
)
REQUESTER = "request@whatdotheyknow.com"


@dataclass(frozen=True)
class Received:
    """A message as it came. `key` tells it from every other, the same in every copy of it: a digest, for ids hold
    addresses. `origin`: the file that it came in. `body`: the name of the body that the file itself gives, if any."""

    data: bytes
    envelope: Envelope
    origin: str
    body: str | None = None

    @property
    def key(self) -> str:
        message_id = self.envelope.message_id
        return hashlib.sha256(message_id.encode() if message_id else self.data).hexdigest()[:24]


@dataclass(frozen=True)
class NotMail:
    """A file, or a message in one, that could not be taken, and why."""

    origin: str
    reason: str


def read_all(paths: list[Path], reference: Reference) -> Iterator[Received | NotMail]:
    """Every message in the files and, in order, in the folders' files."""
    for path in paths:
        for file in sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]:
            if file.name.startswith("."):
                continue
            try:
                yield from _read_file(file, reference)
            except (OSError, Unreadable) as error:
                yield NotMail(file.name, str(error))


def _read_file(file: Path, reference: Reference) -> Iterator[Received | NotMail]:
    if file.stat().st_size == 0:
        yield NotMail(file.name, "is empty.")
        return
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        head = data[:4]
        if head.startswith(b"PK"):
            batch = list(_of_batch(bytes(data), file.name, reference))
            if batch:
                yield from batch
                return
        count = 0
        for message in iter_messages(data, file.name):
            count += 1
            try:
                yield Received(message, read_envelope(message), file.name)
            except Unreadable as error:
                yield NotMail(f"{file.name}, message {count}", str(error))
        if not count:
            yield NotMail(file.name, "holds no mail. Name mbox, EML or MSG files, or a ZIP of them.")


def _of_batch(data: bytes, origin: str, reference: Reference) -> Iterator[Received]:
    """The messages of a batch of requests, each made into a mail with its documents. Their heads are not in the
    archive: who wrote is known by the file's name, and the force's domain stands for its address."""
    members = [(OF_BATCH.fullmatch(member.path), member) for member in archive.open_members(data)[0]]
    known = [(found, member) for found, member in members if found]
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
