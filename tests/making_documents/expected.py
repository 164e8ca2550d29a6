"""What is to be read of a document that brings messages or documents, written beside it as `expected.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Said:
    """One message: kind, day, domain, subject, the lines that it says."""

    kind: str
    lines: Sequence[str]
    on: str | None = None
    domain: str | None = None
    subject: str = ""


@dataclass(frozen=True)
class Truth:
    """`brings`: name, bytes as text, number of the message. `tables`: rows of cells. `problems`: rules, in order."""

    media_type: str
    says: Sequence[Said] = ()
    brings: Sequence[tuple[str, str, int | None]] = ()
    tables: Sequence[Sequence[Sequence[str]]] = ()
    problems: Sequence[str] = field(default_factory=tuple)


def write_case(folder: Path, file_name: str, document: bytes, truth: Truth) -> None:
    """Writes a document with its truth into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file_name).write_bytes(document)
    told = {
        "media_type": truth.media_type,
        "parts": [[said.kind, said.on, said.domain, said.subject, list(said.lines)] for said in truth.says],
        "attachments": [list(brought) for brought in truth.brings],
        "tables": [[list(row) for row in table] for table in truth.tables],
        "problems": list(truth.problems),
    }
    (folder / "expected.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
