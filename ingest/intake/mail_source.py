"""The messages of one force's thread -> its source's folder: one `thread.mbox` in the order of sending.

Protects: a message that is there is never taken away or put in twice, and what a person wrote into source.toml stays.
`.mail.json` beside it remembers the messages by digests of their ids; it may be deleted, and is made anew from the
mbox.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC
from pathlib import Path

from ingest.intake.folder import File, write_folder, write_whole
from ingest.intake.letters_in import Received
from ingest.intake.placing import Home
from ingest.intake.threads import EARLIEST, sent
from ingest.mail import outlook
from ingest.mail.envelope import iter_messages, read_envelope
from ingest.sources import SOURCE_FILE

MBOX = "thread.mbox"
KEYS = ".mail.json"
FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)


def find_homes(raw: Path, campaign_id: str) -> list[Home]:
    """The sources of a campaign in a raw folder. A source.toml that can't be read is none: a build names it."""
    homes = []
    for toml in sorted(raw.glob(f"[!_.]*/*/{SOURCE_FILE}")):
        with suppress(OSError, tomllib.TOMLDecodeError):
            table = tomllib.loads(toml.read_text("utf-8"))
            if table.get("campaign") == campaign_id:
                folder = toml.parent
                force = str(table.get("force") or folder.parent.name)
                reference = table.get("reference")
                homes.append(Home(f"{folder.parent.name}/{folder.name}", force, reference, keys_in(folder)))
    return homes


def keys_in(folder: Path) -> frozenset[str]:
    """The keys of the messages that a folder holds."""
    try:
        return frozenset(json.loads((folder / KEYS).read_text("utf-8"))["messages"])
    except (OSError, ValueError, KeyError):
        return frozenset(message.key for message in messages_in(folder))


def messages_in(folder: Path) -> list[Received]:
    """The messages of a folder's mbox."""
    mbox = folder / MBOX
    if not mbox.is_file():
        return []
    return [Received(data, read_envelope(data), MBOX) for data in iter_messages(mbox.read_bytes(), MBOX)]


def add_messages(folder: Path, keys: Mapping[str, object], messages: Sequence[Received]) -> int:
    """Make the folder, or add to it the messages that it does not hold; how many were added."""
    there = keys_in(folder) if folder.is_dir() else frozenset()
    new = [message for message in messages if message.key not in there]
    if not new:
        return 0
    apart = [File(f"message{_suffix(message)}", message.data) for message in new if outlook.is_msg(message.data)]
    whole = [message for message in new if not outlook.is_msg(message.data)]
    folder.mkdir(parents=True, exist_ok=True)
    if whole:
        ordered = sorted([*messages_in(folder), *whole], key=sent)
        write_whole(folder / MBOX, b"".join(_in_mbox(message) for message in ordered))
    write_folder(folder, keys, apart)
    _name_mbox(folder / SOURCE_FILE)
    _add_missing(folder / SOURCE_FILE, keys)
    kept = sorted(there | {message.key for message in new})
    write_whole(folder / KEYS, json.dumps({"messages": kept}).encode())
    return len(new)


def _suffix(message: Received) -> str:
    return ".msg" if outlook.is_msg(message.data) else ".eml"


def _in_mbox(message: Received) -> bytes:
    """The message as an mbox holds it: a line that separates it, and a `>` before lines that look like one."""
    at = sent(message)
    day = (at if at > EARLIEST else EARLIEST.replace(year=1970)).astimezone(UTC).strftime("%a %b %d %H:%M:%S %Y")
    body = FROM_LINE.sub(rb">\1", message.data.replace(b"\r\n", b"\n"))
    return b"From disclosed " + day.encode() + b"\n" + body.rstrip(b"\n") + b"\n\n"


def _name_mbox(toml: Path) -> None:
    """See to it that source.toml names the mbox. Its digest is not written there: the file grows."""
    text = toml.read_text("utf-8")
    named = [entry.get("path") for entry in tomllib.loads(text).get("document", [])]
    if MBOX not in named and (toml.parent / MBOX).is_file():
        entry = f'\n[[document]]\npath = "{MBOX}"\nform = "original"\n'
        write_whole(toml, (text.rstrip("\n") + "\n" + entry).encode())


def _add_missing(toml: Path, keys: Mapping[str, object]) -> None:
    """Put the reference on top of a source.toml that had none: it may have come with a later message."""
    text = toml.read_text("utf-8")
    reference = keys.get("reference")
    if reference and "reference" not in tomllib.loads(text):
        write_whole(toml, (f"reference = {json.dumps(reference, ensure_ascii=False)}\n" + text).encode())
