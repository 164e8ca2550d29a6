"""The messages of one force's thread -> its source's folder: one `thread.mbox` in the order of sending.

Protects: a message that is there is never taken away or put in twice, and what a person wrote into source.toml stays.
What an mbox can't hold as it is (an Outlook message, bytes without a coding) stands beside it as a file. `.mail.json`
remembers the messages by digests of their ids, for as long as the files are those that it was made from; it may be
deleted.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from ingest.fetch import source_file
from ingest.intake.folder import File, write_folder, write_whole
from ingest.intake.letters_in import Received, plain
from ingest.intake.placing import Home
from ingest.intake.threads import EARLIEST, sent
from ingest.mail import mime, outlook
from ingest.mail.envelope import iter_messages, read_envelope
from ingest.readers import Unreadable
from ingest.sources import SOURCE_FILE

MBOX = "thread.mbox"
KEYS = ".mail.json"
MAIL_ENDINGS = (".mbox", ".eml", ".msg", ".dat")
FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)
DAY = "%a %b %d %H:%M:%S %Y"  # as mail programs write it between the messages of an mbox
AS_BYTES = re.compile(rb"^Content-Transfer-Encoding[ \t]*:[ \t]*binary", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """A message that a folder holds: how many documents it brings, and its kind (as a Part's)."""

    documents: int
    kind: str


def find_homes(raw: Path) -> list[Home]:
    """The sources of a raw folder. A source.toml that can't be read is none: a build names it."""
    homes = []
    for toml in sorted(raw.glob(f"[!_.]*/*/{SOURCE_FILE}")):
        with suppress(OSError, ValueError):
            table = tomllib.loads(toml.read_text("utf-8-sig"))
            folder = toml.parent
            force = str(table.get("force") or folder.parent.name)
            several = table.get("forces")
            homes.append(
                Home(
                    folder=f"{folder.parent.name}/{folder.name}",
                    force_id=force,
                    reference=table.get("reference"),
                    keys=frozenset(kept := kept_in(folder)),
                    campaign_id=table.get("campaign"),
                    has_letters=any(one.kind == "incoming" for one in kept.values()),
                    force_ids=tuple(map(str, several)) if isinstance(several, list) and len(several) > 1 else (),
                )
            )
    return homes


def kept_in(folder: Path) -> dict[str, Kept]:
    """The messages that a folder holds, by their keys."""
    files = _mail_files(folder)
    try:
        remembered = json.loads((folder / KEYS).read_text("utf-8"))
        if remembered["files"] == {file.name: _digest(file) for file in files}:
            return {key: Kept(documents, kind) for key, (documents, kind) in remembered["messages"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {message.key: _kept(message) for file in files for message in _messages_of(file)}


def _mail_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in MAIL_ENDINGS and file.is_file())


def _messages_of(file: Path) -> list[Received]:
    found = []
    for data in iter_messages(file.read_bytes(), file.name):
        with suppress(Unreadable):
            found.append(Received(data, read_envelope(data), file.name))
    return found


def messages_in(folder: Path) -> list[Received]:
    """The messages of a folder's mbox."""
    mbox = folder / MBOX
    return _messages_of(mbox) if mbox.is_file() else []


def add_messages(folder: Path, keys: Mapping[str, object], messages: Sequence[Received]) -> int:
    """Make the folder, or add to it the messages that it does not hold, and change those for which a fuller copy came;
    how many were added or changed. Raises OSError, and NotExtended for a source.toml that can't be added to: then
    nothing was written."""
    kept = kept_in(folder)
    there = {message.key: message for message in messages_in(folder)}
    new = [message for message in messages if message.key not in kept]
    fuller = [
        message
        for message in messages
        if message.key in there and len(message.envelope.attachment_names) > kept[message.key].documents
        and is_for_mbox(message.data)
    ]  # fmt: skip
    toml = folder / SOURCE_FILE
    if not new and not fuller and toml.is_file():
        _complete(folder, keys)
        _remember(folder, kept)
        return 0
    if toml.is_file():
        source_file.documents_in(folder)  # raises before anything is written
    whole = {message.key: message for message in [*new, *fuller] if is_for_mbox(message.data)}
    apart = [File(f"mail{_ending(message)}", message.data) for message in new if message.key not in whole]
    write_folder(folder, keys, apart)  # first: a run that is broken off behind it is known by its source.toml
    if whole:
        ordered = sorted({**there, **whole}.values(), key=sent)
        write_whole(folder / MBOX, b"".join(in_mbox(message) for message in ordered))
    _complete(folder, keys)
    _remember(folder, kept | {message.key: _kept(message) for message in [*new, *fuller]})
    return len(new) + len(fuller)


def _remember(folder: Path, kept: Mapping[str, Kept]) -> None:
    """Write what the folder holds into KEYS, where it does not say so already."""
    remembered = {
        "messages": {key: [one.documents, one.kind] for key, one in sorted(kept.items())},
        "files": {file.name: _digest(file) for file in _mail_files(folder)},
    }
    data = json.dumps(remembered).encode()
    keys = folder / KEYS
    if not keys.is_file() or keys.read_bytes() != data:
        write_whole(keys, data)


def _kept(message: Received) -> Kept:
    return Kept(len(message.envelope.attachment_names), message.envelope.kind)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _ending(message: Received) -> str:
    if outlook.is_msg(message.data):
        return ".msg"
    return ".dat" if message.data.startswith(outlook.TNEF_SIGNATURE) else ".eml"


def is_for_mbox(data: bytes) -> bool:
    """Whether a message comes out of an mbox as it went in."""
    if outlook.is_msg(data) or data.startswith(outlook.TNEF_SIGNATURE) or b"\0" in data or AS_BYTES.search(data):
        return False
    back = list(mime.messages(_packed(data, EARLIEST.replace(year=1970).strftime(DAY))))
    return [one.rstrip(b"\n") for one in back] == [plain(data)]


def in_mbox(message: Received) -> bytes:
    """The message as an mbox holds it: a line that separates it, and a `>` before lines that look like one."""
    at = sent(message)
    return _packed(message.data, (at if at > EARLIEST else EARLIEST.replace(year=1970)).astimezone(UTC).strftime(DAY))


def _packed(data: bytes, day: str) -> bytes:
    return b"From disclosed " + day.encode() + b"\n" + FROM_LINE.sub(rb">\1", plain(data)) + b"\n\n"


def _complete(folder: Path, keys: Mapping[str, object]) -> None:
    """See to it that source.toml names the mbox, and the reference if it had none: that may have come with a later
    message. The digest of the mbox is not written there, for the file grows."""
    reference = keys.get("reference")
    documents = [source_file.Document(MBOX, None, None)] if (folder / MBOX).is_file() else []
    source_file.write(folder, {"reference": str(reference)} if reference else {}, documents)
