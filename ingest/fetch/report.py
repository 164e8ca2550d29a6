"""What a run is given and what comes of one address, as the parts that bring things share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest.fetch.web import MEGABYTE
from ingest.reference import Reference


@dataclass(frozen=True)
class Limits:
    """How many bytes one document and all of one source may have."""

    document_bytes: int = 50 * MEGABYTE
    source_bytes: int = 500 * MEGABYTE


@dataclass(frozen=True)
class Place:
    """Where things go: the raw folders, of which new sources go into the first, and what the project knows."""

    raws: Sequence[Path]
    reference: Reference
    today: date
    limits: Limits = Limits()
    on_step: Callable[[str], None] = lambda words: None


@dataclass
class Report:
    """What came of one address. `folder` is relative to the raw folder, None where nothing was put anywhere. `left`:
    what is still to be fetched, and why; it alone makes the exit code 1."""

    url: str
    folder: str | None = None
    brought: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
