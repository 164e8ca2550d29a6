"""Mails and mailboxes: who says what and when, what they bring, and what is no answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.model import Blocks
from ingest.readers import mail

CASES = Path(__file__).parent / "cases"


def as_expected(blocks: Blocks) -> dict[str, Any]:
    """What expected.json holds of a document that brings messages."""
    lines = [line.text for line in blocks.lines]
    return {
        "media_type": blocks.media_type,
        "parts": [
            [
                part.kind,
                part.on.isoformat() if part.on else None,
                part.sender_domain,
                part.subject,
                lines[part.first_line - 1 : part.last_line],
            ]
            for part in blocks.parts
        ],
        "attachments": [[a.name, _text(a.data), a.part] for a in blocks.attachments],
        "tables": [
            [[cell.text for cell in grid.cells if cell.row == row] for row in range(1, grid.rows + 1)]
            for grid in blocks.grids
        ],
        "problems": [problem.rule for problem in blocks.problems],
    }


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@pytest.mark.parametrize(
    "case", sorted([*(CASES / "eml").iterdir(), *(CASES / "mbox").iterdir()]), ids=lambda case: case.name
)
def test_case(case: Path) -> None:
    (document,) = (path for path in case.iterdir() if path.suffix in (".eml", ".mbox"))
    data = document.read_bytes()
    assert mail.sniff(data, "unnamed")
    assert as_expected(mail.read(data, document.name)) == json.loads((case / "expected.json").read_text())
