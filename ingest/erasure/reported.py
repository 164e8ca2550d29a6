"""`reports.toml` -> the same without the reports about what was erased. Their words may tell what stood there, and
their `about` leads to it; when it went and why is in the record of what was erased.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ingest.intake.folder import write_whole
from ingest.source_text import NotChanged, without_entries


def take_away(ids: Collection[str], file: Path) -> tuple[int, list[str]]:
    """Take these reports out. Returns how many went, and in words what could not be done. Raises OSError."""
    if not file.is_file():
        return 0, []
    gone = 0

    def is_gone(entry: object) -> bool:
        nonlocal gone
        is_about = isinstance(entry, dict) and entry.get("about") in ids
        gone += is_about
        return is_about

    try:
        before = file.read_bytes().decode("utf-8")
        left = without_entries(before, "report", is_gone)
    except (NotChanged, UnicodeDecodeError) as problem:
        return 0, [f"{file} {problem}: take out the reports about what was erased."]
    if gone:
        write_whole(file, left.encode())
    return gone, []
