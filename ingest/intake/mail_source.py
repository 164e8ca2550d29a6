"""The messages of one force's thread -> its source's folder: one `thread.mbox` in the order of sending; and what could
not be placed -> `_unplaced/` in the raw folder, each thread with its reason and likeliest forces.

Protects: a message that is there is never taken away or put in twice, and what a person wrote into source.toml stays.
What an mbox can't hold as it is (an Outlook message, bytes without a coding) stands beside it as a file. Nothing that
came is lost, and nothing is placed by a guess: a message is taken away from `_unplaced/` only when it lies in a source.
`_unplaced/unplaced.csv` lists the threads for a person; a build does not read the folder.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from ingest.fetch import source_file
from ingest.fetch.source_file import write_whole
from ingest.intake.folder import File, write_folder
from ingest.intake.inbox import EARLIEST, Received, iter_messages, plain, read_envelope, sent
from ingest.intake.placing import Home, Placement
from ingest.mail import mime, outlook
from ingest.model import Unreadable
from ingest.sources import SOURCE_FILE

MBOX = "thread.mbox"
MAIL_ENDINGS = (".mbox", ".eml", ".msg", ".dat")
FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)
DAY = "%a %b %d %H:%M:%S %Y"  # as mail programs write it between the messages of an mbox
AS_BYTES = re.compile(rb"^Content-Transfer-Encoding[ \t]*:[ \t]*binary", re.MULTILINE | re.IGNORECASE)


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
                    has_letters=any(one.envelope.kind == "incoming" for one in kept.values()),
                    force_ids=tuple(map(str, several)) if isinstance(several, list) and len(several) > 1 else (),
                )
            )
    return homes


def kept_in(folder: Path) -> dict[str, Received]:
    """The messages that a folder holds, by their keys."""
    files = sorted(file for file in folder.glob("*") if file.suffix.lower() in MAIL_ENDINGS and file.is_file())
    return {message.key: message for file in files for message in _messages_of(file)}


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
    how many were added or changed. Raises OSError, and NotChanged for a source.toml that can't be added to: then
    nothing was written."""
    kept = kept_in(folder)
    there = {message.key: message for message in messages_in(folder)}
    new = [message for message in messages if message.key not in kept]
    fuller = [
        message
        for message in messages
        if message.key in there and message.fullness[0] > kept[message.key].fullness[0]
        and is_for_mbox(message.data)
    ]  # fmt: skip
    toml = folder / SOURCE_FILE
    if not new and not fuller and toml.is_file():
        _complete(folder, keys)
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
    return len(new) + len(fuller)


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


FOLDER = "_unplaced"
LIST = "unplaced.csv"
COLUMNS = ("folder", "campaign", "messages", "first_sent", "reason", "likeliest_forces", "reference")


@dataclass(frozen=True)
class Unplaced:
    """A thread without a place, and the folder under `_unplaced/` that holds it."""

    folder: str
    campaign_id: str
    messages: tuple[Received, ...]
    placement: Placement


def folders_of(raw: Path, campaign_id: str) -> list[Path]:
    """The threads that earlier intakes for this campaign could not place, and those that no list names."""
    campaigns = {row["folder"]: row.get("campaign") for row in _rows(raw)}
    folders = sorted(path for path in (raw / FOLDER).glob("thread-*") if path.is_dir())
    return [folder for folder in folders if campaigns.get(folder.name) in (None, "", campaign_id)]


def write_unplaced(raw: Path, unplaced: Sequence[Unplaced], placed: Container[str]) -> None:
    """Write the threads and their list. `placed`: the keys of the messages that lie in sources: what an earlier intake
    left of these is taken away."""
    folder = raw / FOLDER
    if not unplaced and not folder.is_dir():
        return
    rows = {row["folder"]: row for row in _rows(raw)}
    written: set[Path] = set()
    for one in unplaced:
        for n, message in enumerate(one.messages, 1):
            written.add(file := folder / one.folder / f"message-{n}{_ending(message)}")
            write_whole(file, message.data)
        rows[one.folder] = _row(one)
    settled = {message.key for one in unplaced for message in one.messages}
    for file in sorted(set(folder.glob("thread-*/message-*")) - written):
        if any(message.key in placed or message.key in settled for message in _messages_of(file)):
            file.unlink()
    for thread in folder.glob("thread-*"):
        with suppress(OSError):  # what a person has put there stays
            thread.rmdir()
    listed = [row for name, row in sorted(rows.items()) if (folder / name).is_dir()]
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    write_whole(folder / LIST, out.getvalue().encode())


def _row(one: Unplaced) -> dict[str, str]:
    first = next((m.envelope.date.isoformat() for m in one.messages if m.envelope.date), "")
    why = one.placement
    values = (first, why.reason, " ".join(why.likeliest), why.reference or "")
    return dict(zip(COLUMNS, (one.folder, one.campaign_id, str(len(one.messages)), *values), strict=True))


def _rows(raw: Path) -> list[dict[str, str]]:
    try:
        text = (raw / FOLDER / LIST).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    return [row for row in csv.DictReader(io.StringIO(text)) if row.get("folder")]
