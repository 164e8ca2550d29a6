"""What an intake could not place -> `_unplaced/` in the raw folder, each thread with its reason and likeliest forces.

Protects: nothing that came is lost, and nothing is placed by a guess. `_unplaced/unplaced.csv` lists them for a person;
a build does not read the folder.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.intake.folder import write_whole
from ingest.intake.letters_in import Received
from ingest.intake.placing import Placement

FOLDER = "_unplaced"
LIST = "unplaced.csv"
COLUMNS = ("folder", "messages", "first_sent", "reason", "likeliest_forces", "reference")


@dataclass(frozen=True)
class Unplaced:
    """A thread without a place, and the folder under `_unplaced/` that holds it."""

    folder: str
    messages: tuple[Received, ...]
    placement: Placement


def write_unplaced(raw: Path, unplaced: Sequence[Unplaced]) -> None:
    """Write the threads and their list anew; what an earlier intake left and is placed by now is taken away."""
    folder = raw / FOLDER
    if not unplaced and not folder.is_dir():
        return
    kept = {one.folder for one in unplaced}
    for old in folder.glob("thread-*") if folder.is_dir() else []:
        if old.name not in kept:
            for file in old.glob("message-*"):
                file.unlink()
            old.rmdir()
    for one in unplaced:
        (folder / one.folder).mkdir(parents=True, exist_ok=True)
        for n, message in enumerate(one.messages, 1):
            suffix = ".msg" if message.data.startswith(b"\xd0\xcf\x11\xe0") else ".eml"
            write_whole(folder / one.folder / f"message-{n}{suffix}", message.data)
    write_whole(folder / LIST, _listed(unplaced).encode())


def _listed(unplaced: Sequence[Unplaced]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(unplaced, key=lambda thread: thread.folder):
        first = next((m.envelope.date.isoformat() for m in one.messages if m.envelope.date), "")
        placement = one.placement
        likeliest = " ".join(placement.likeliest)
        writer.writerow([one.folder, len(one.messages), first, placement.reason, likeliest, placement.reference or ""])
    return out.getvalue()
