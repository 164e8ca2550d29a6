"""What an intake could not place -> `_unplaced/` in the raw folder, each thread with its reason and likeliest forces.

Protects: nothing that came is lost, and nothing is placed by a guess. A message is taken away from there only when it
lies in a source. `_unplaced/unplaced.csv` lists the threads for a person; a build does not read the folder.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.intake.folder import write_whole
from ingest.intake.letters_in import Received
from ingest.intake.placing import Placement
from ingest.mail import outlook
from ingest.mail.envelope import read_envelope
from ingest.readers import Unreadable

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
    for one in unplaced:
        wanted = {_file_name(n, message): message for n, message in enumerate(one.messages, 1)}
        (folder / one.folder).mkdir(parents=True, exist_ok=True)
        for name, message in wanted.items():
            write_whole(folder / one.folder / name, message.data)
        rows[one.folder] = _row(one)
    kept = {one.folder: {message.key for message in one.messages} for one in unplaced}
    everywhere = {key for keys in kept.values() for key in keys}
    for thread in sorted(path for path in folder.glob("thread-*") if path.is_dir()):
        names = {
            _file_name(n, m) for one in unplaced if one.folder == thread.name for n, m in enumerate(one.messages, 1)
        }
        for file in thread.glob("message-*"):
            if file.name not in names and (key := _key(file)) and (key in placed or key in everywhere):
                file.unlink()
        with suppress(OSError):  # what a person has put there stays
            thread.rmdir()
    listed = [row for name, row in sorted(rows.items()) if (folder / name).is_dir()]
    write_whole(folder / LIST, _written(listed).encode())


def _file_name(n: int, message: Received) -> str:
    return f"message-{n}{'.msg' if outlook.is_msg(message.data) else '.eml'}"


def _key(file: Path) -> str | None:
    """The key of the message in a file; None for one that can't be read, which stays."""
    try:
        data = file.read_bytes()
        return Received(data, read_envelope(data), file.name).key
    except (OSError, Unreadable):
        return None


def _row(one: Unplaced) -> dict[str, str]:
    first = next((m.envelope.date.isoformat() for m in one.messages if m.envelope.date), "")
    placement = one.placement
    likeliest = " ".join(placement.likeliest)
    values = (one.folder, one.campaign_id, str(len(one.messages)), first, placement.reason, likeliest)
    return dict(zip(COLUMNS, (*values, placement.reference or ""), strict=True))


def _rows(raw: Path) -> list[dict[str, str]]:
    try:
        text = (raw / FOLDER / LIST).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    return [row for row in csv.DictReader(io.StringIO(text)) if row.get("folder")]


def _written(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
