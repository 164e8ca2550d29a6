"""What was received -> a source's folder with its `source.toml`: documents under names that name nobody, and the
messages of a force's thread in one `thread.mbox`, in the order of sending; and what could not be placed ->
`_unplaced/` in the raw folder, each thread with its reason and likeliest forces, which a build does not read.

Protects: nothing that is there is written over. A folder that has a source.toml gets new documents added at its end;
what a person wrote stays. A message that is there is never taken away or put in twice; what an mbox can't hold as it is
(an Outlook message, bytes without a coding) stands beside it. It leaves `_unplaced/` only for a source.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest import mail
from ingest.intake.inbox import EARLIEST, Home, Placement, Received, plain, read, sent
from ingest.kinds import OUTLOOK, kind_of
from ingest.privacy.file_names import clean_name
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, SourceDocument
from ingest.sources.files import bytes_of, digest, documents_in, extended, read_text, text_of, write_whole

MBOX = "thread.mbox"
MAIL_ENDINGS = (".mbox", ".eml", ".msg", ".dat")
FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)
DAY = "%a %b %d %H:%M:%S %Y"  # as mail programs write it between the messages of an mbox
AS_BYTES = re.compile(rb"^Content-Transfer-Encoding[ \t]*:[ \t]*binary", re.MULTILINE | re.IGNORECASE)
UNPLACED, LIST = "_unplaced", "unplaced.csv"
File = tuple[str, bytes]  # a document to keep: its name as found, and its bytes
COLUMNS = ("folder", "campaign", "messages", "first_sent", "reason", "likeliest_forces", "reference")


def keys_of(force_ids: Sequence[str], reference: Reference, known: Mapping[str, object]) -> dict[str, object]:
    """The keys of a source.toml for what a force, or several together, sent. `known`: the others, None for no value."""
    is_common = len(force_ids) > 1
    return {
        **known,
        "force": None if is_common else force_ids[0],
        "forces": list(force_ids) if is_common else None,
        "kind": "force_response",
        "publisher": " and ".join(reference.forces[force_id].name for force_id in force_ids),
        "read_part": "whole",
    }


def write_folder(
    folder: Path, keys: Mapping[str, object], files: Sequence[File], growing: Mapping[str, bytes] | None = None
) -> tuple[bool, list[str]]:
    """Make the folder of a source, or add to it the documents that it does not hold, and the reference if it had none:
    whether it was made, and the names of the documents that were added. `keys`: of the source.toml, None for what is
    not known; `growing`: documents by their own names, whose bytes replace those that are there. Raises OSError where
    it can't be written, NotChanged for a source.toml that nothing can be added to: then nothing was written."""
    is_new = not (folder / SOURCE_FILE).is_file()
    old = text_of(folder / SOURCE_FILE)
    listed = documents_in(read_text(old))
    there = [path for path in folder.glob("*") if path.name != SOURCE_FILE]
    names = {path.name for path in there} | {str(entry.get("path")) for entry in listed}
    known = {entry.get("sha256") for entry in listed}
    for path in there:
        with suppress(OSError):  # one that can't be read keeps its name from being given again
            known.add(digest(path.read_bytes()))
    added: dict[str, bytes] = {}
    documents = [SourceDocument(name) for name in growing or {}]
    for n, (called, data) in enumerate(files, len(names) + 1):
        if (sha256 := digest(data)) not in known:
            name = clean_name(called, n, names)
            names.add(name)
            known.add(sha256)
            added[name] = data
            documents.append(SourceDocument(name, sha256))
    late = {"reference": keys["reference"]} if keys.get("reference") else {}
    text = extended(old, keys if is_new else late, documents)
    for name, data in (added | dict(growing or {})).items():
        write_whole(folder / name, data)
    if is_new or text != old:
        write_whole(folder / SOURCE_FILE, bytes_of(folder / SOURCE_FILE, text))
    return is_new, list(added)


# The messages of a thread


def find_homes(raws: Sequence[Path]) -> list[Home]:
    """The sources of the raw folders. A source.toml that can't be read is none: a build names it."""
    homes = []
    for toml in (toml for raw in raws for toml in sorted(raw.glob(f"[!_.]*/*/{SOURCE_FILE}"))):
        with suppress(OSError, ValueError, RecursionError):
            table = tomllib.loads(toml.read_text("utf-8-sig"))
            folder = toml.parent
            several = table.get("forces")
            single = [table.get("force") or folder.parent.name]
            forces = several if isinstance(several, list) and len(several) > 1 else single
            homes.append(
                Home(
                    raw=folder.parents[1],
                    folder=f"{folder.parent.name}/{folder.name}",
                    forces=tuple(map(str, forces)),
                    reference=table.get("reference"),
                    keys=frozenset(messages := messages_by_key(folder)),
                    campaign_id=table.get("campaign"),
                    has_letters=any(message.envelope.kind == "incoming" for message in messages.values()),
                )
            )
    return homes


def messages_by_key(folder: Path) -> dict[str, Received]:
    """The messages that a folder holds, by their keys."""
    files = sorted(file for file in folder.glob("*") if file.suffix.lower() in MAIL_ENDINGS and file.is_file())
    return {message.key: message for file in files for message in messages_of(file)}


def messages_of(file: Path) -> list[Received]:
    data = file.read_bytes() if file.is_file() else b""
    return [message for message in read(data, file.name) if isinstance(message, Received)]


def add_messages(folder: Path, keys: Mapping[str, object], messages: Sequence[Received]) -> int:
    """Make the folder, or add to it the messages that it does not hold, and change those of its mbox for which a copy
    with more documents came; how many were added or changed. Raises OSError and NotChanged, as `write_folder`."""
    there = messages_by_key(folder)
    boxed = {message.key: message for message in messages_of(folder / MBOX)}
    into_box = [
        message
        for message in messages
        if (message.key not in there or (message.key in boxed and message.fullness[0] > boxed[message.key].fullness[0]))
        and is_for_mbox(message.data)
    ]
    whole = boxed | {message.key: message for message in into_box}
    apart = [message for message in messages if message.key not in there and message.key not in whole]
    box = b"".join(_packed(message.data, sent(message)) for message in sorted(whole.values(), key=sent))
    growing = {MBOX: box if into_box else (folder / MBOX).read_bytes()} if whole else {}
    write_folder(folder, keys, [(f"mail{_ending(message)}", message.data) for message in apart], growing)
    return len(into_box) + len(apart)


def _ending(message: Received) -> str:
    return {"msg": ".msg", "tnef": ".dat"}.get(kind_of(message.data), ".eml")


def is_for_mbox(data: bytes) -> bool:
    """Whether a message comes out of an mbox as it went in."""
    if kind_of(data) in OUTLOOK or b"\0" in data or AS_BYTES.search(data):
        return False
    return [back.rstrip(b"\n") for back in mail.messages(_packed(data, EARLIEST))] == [plain(data)]


def _packed(data: bytes, at: datetime) -> bytes:
    """A message as an mbox holds it: a line that separates it, and a `>` before lines that look like one."""
    day = (at if at > EARLIEST else EARLIEST.replace(year=1970)).astimezone(UTC).strftime(DAY)
    return b"From disclosed " + day.encode() + b"\n" + FROM_LINE.sub(rb">\1", plain(data)) + b"\n\n"


# Threads without a place


@dataclass(frozen=True)
class Unplaced:
    """A thread without a place, and the folder under `_unplaced/` that holds it."""

    folder: str
    messages: tuple[Received, ...]
    placement: Placement


def unplaced_of(raw: Path, campaign_id: str) -> list[Path]:
    """The threads that earlier intakes for this campaign could not place, and those that no list names."""
    given_for = {row["folder"]: (row.get("campaign") or campaign_id).split() for row in _rows(raw)}
    folders = sorted(path for path in (raw / UNPLACED).glob("thread-*") if path.is_dir())
    return [folder for folder in folders if campaign_id in given_for.get(folder.name, [campaign_id])]


def write_unplaced(raw: Path, campaign_id: str, unplaced: Sequence[Unplaced], placed: Collection[str]) -> None:
    """Write the threads and their list. `placed`: the keys of the messages that lie in sources: what an earlier intake
    left of these is taken away; what a person has put beside it stays."""
    folder = raw / UNPLACED
    if not unplaced and not folder.is_dir():
        return
    rows = {row["folder"]: row for row in _rows(raw)}
    written: set[Path] = set()
    for thread in unplaced:
        for n, message in enumerate(thread.messages, 1):
            written.add(file := folder / thread.folder / f"message-{n}{_ending(message)}")
            write_whole(file, message.data)
        first = next((str(message.envelope.date) for message in thread.messages if message.envelope.date), "")
        why = thread.placement
        values = (str(len(thread.messages)), first, why.reason, " ".join(why.likeliest), why.reference or "")
        given_for = dict.fromkeys([*(rows.get(thread.folder, {}).get("campaign") or "").split(), campaign_id])
        rows[thread.folder] = dict(zip(COLUMNS, (thread.folder, " ".join(given_for), *values), strict=True))
    settled = {*placed, *(message.key for thread in unplaced for message in thread.messages)}
    for file in sorted(set(folder.glob("thread-*/message-*")) - written):
        if any(message.key in settled for message in messages_of(file)):
            file.unlink()
    for left in folder.glob("thread-*"):
        with suppress(OSError):
            left.rmdir()
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for name, row in sorted(rows.items()) if (folder / name).is_dir())
    write_whole(folder / LIST, out.getvalue().encode())


def _rows(raw: Path) -> list[dict[str, str]]:
    try:
        text = (raw / UNPLACED / LIST).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    return [row for row in csv.DictReader(io.StringIO(text)) if row.get("folder")]
