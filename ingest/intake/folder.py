"""Write a source's folder: copies of its documents under names that name nobody, and its `source.toml`.

Protects: nothing that is there is written over. A folder that has a source.toml gets new documents added at its end;
every line that a person wrote in it stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.fetch import source_file
from ingest.privacy.file_names import clean_name
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE


@dataclass(frozen=True)
class File:
    """A document to keep: its name as found, its bytes, and where it was fetched from."""

    name: str
    data: bytes
    url: str | None = None


def keys_of(
    force_id: str, force_ids: Sequence[str], reference: Reference, campaign_id: str | None, /, **known: object
) -> dict[str, object]:
    """The keys of a source.toml for what a force sent; `force_ids` for the common reply of several. `known`: what else
    is known, None for what is not."""
    forces = [reference.forces[one] for one in force_ids or (force_id,)]
    return {
        "force": None if force_ids else force_id,
        "forces": list(force_ids) or None,
        "kind": "force_response",
        "publisher": " and ".join(force.name for force in forces),
        "read_part": "whole",
        "campaign": campaign_id,
        **known,
    }


@dataclass(frozen=True)
class Written:
    """What became of a folder: the documents that were added, and how many were there already (by content)."""

    folder: Path
    is_new: bool
    added: tuple[str, ...]
    there: int


def write_folder(folder: Path, keys: Mapping[str, object], files: Sequence[File]) -> Written:
    """Make the folder of a source, or add to it the documents that it does not hold. `keys`: of the source.toml, None
    for what is not known. Raises OSError where it can't be written, NotChanged for a source.toml that nothing can be
    added to: then nothing was written."""
    is_new = not (folder / SOURCE_FILE).is_file()
    old = "" if is_new else source_file.text_of(folder)
    listed = [] if is_new else source_file.documents_in(folder)
    folder.mkdir(parents=True, exist_ok=True)
    names, known = _there(folder)
    names |= {str(entry.get("path")) for entry in listed}
    known |= {str(entry.get("sha256")) for entry in listed}
    added: dict[str, File] = {}
    documents: list[source_file.Document] = []
    for n, file in enumerate(files, len(names) + 1):
        sha256 = source_file.digest(file.data)
        if sha256 in known:
            continue
        name = clean_name(file.name, n, names)
        names.add(name)
        known.add(sha256)
        added[name] = file
        documents.append(source_file.Document(name, sha256, file.url))
    text = source_file.extended(old, keys if is_new else {}, documents)
    for name, file in added.items():
        source_file.write_whole(folder / name, file.data)
    if is_new or documents:
        source_file.put_text(folder, text)
    return Written(folder, is_new, tuple(added), len(files) - len(added))


def _there(folder: Path) -> tuple[set[str], set[str]]:
    """(names, digests) of the documents that the folder holds. One that can't be read keeps its name from being given
    again."""
    names, digests = set(), set()
    for path in folder.iterdir():
        if path.name == SOURCE_FILE:
            continue
        names.add(path.name)
        if path.is_file():
            with suppress(OSError):
                digests.add(source_file.digest(path.read_bytes()))
    return names, digests
