"""A page -> the folder of the raw folder that it belongs in: the one it was brought to before, or a new one.

Protects: one page is one source, also under another address of the same page; what belongs to no known force stands
under `_unplaced/` with the reason, and moves when the force becomes known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from ingest.fetch import kept, sites
from ingest.sources import SOURCE_FILE, folder_name

UNPLACED = "_unplaced"
REASON_FILE = "reason.txt"


def find(raws: Sequence[Path], urls: Iterable[str]) -> Path | None:
    """The folder whose source.toml gives one of the addresses as its `url`; a placed one before an unplaced one."""
    pages = {sites.page_of(url) for url in urls}
    found = [folder for raw in raws for folder in _sources(raw) if _page(folder) in pages]
    return min(found, key=lambda folder: folder.parent.name == UNPLACED, default=None)


def choose(raw: Path, group: str, references: Sequence[str]) -> tuple[Path, str]:
    """A new folder for the first of the references whose name is not taken by another source, and that reference."""
    for reference in references:
        folder = raw / group / folder_name(reference)
        if folder_name(reference) and not folder.exists():
            return folder, reference
    for n in range(2, 1000):
        folder = raw / group / f"{folder_name(references[-1])}-{n}"
        if not folder.exists():
            return folder, references[-1]
    raise OSError(f"{raw / group}: a thousand folders of the name {folder_name(references[-1])}")


def give_reason(folder: Path, reason: str) -> None:
    """Write why a source is unplaced, and what to do."""
    words = (
        f'{reason}\n\nTo place it: write force = "…" (a slug of ingest/reference/forces.csv) into source.toml, move '
        "this folder into data/raw/<force>/, delete this file, and build.\n"
    )
    kept.put(folder, REASON_FILE, words.encode())


def move(folder: Path, target: Path) -> Path:
    """Move an unplaced folder to its place, and drop the reason."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
    with suppress(OSError):
        (target / REASON_FILE).unlink(missing_ok=True)
        folder.parent.rmdir()  # when it was the last unplaced one
    return target


def _sources(raw: Path) -> list[Path]:
    return sorted(file.parent for file in raw.glob(f"*/*/{SOURCE_FILE}"))


def _page(folder: Path) -> str | None:
    try:
        url = tomllib.loads((folder / SOURCE_FILE).read_text(encoding="utf-8-sig")).get("url")
    except (OSError, ValueError):
        return None
    return sites.page_of(url) if isinstance(url, str) and url else None
