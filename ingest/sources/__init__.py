"""`source.toml` -> Source: who answered what, when, and which documents say so.

A mistake in the file is a SourceProblem that names the file, the key, what was found and what would do; the
other sources are read all the same. The keys are those of docs/add-a-source.md.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.model import DocumentReading
from ingest.reference import Reference
from ingest.sources.entries import DATES, RULINGS, TEXTS, wrong_entry

PUBLISHED = "_published"
OWN_KINDS = ("force_response", "disclosure_log")
SOURCE_FILE = "source.toml"


class SourceProblem(Exception):
    """A source that can't be read: `path` relative to the raw folder, and what is wrong and what to do in words."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True)
class SourceDocument:
    path: str  # relative to the source's folder
    form: str  # original | transcript
    sha256: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Source:
    """One folder of the raw folder. Dates are text, as far as known: `2020`, `2020-03` or `2020-03-05`."""

    source_id: str  # <force>~<folder> or published~<folder>
    folder: str  # relative to the raw folder
    force_ids: tuple[str, ...]
    reference: str | None
    title: str | None
    kind: str
    publisher: str | None
    read_in: str | None
    read_part: str | None
    url: str | None
    law: str | None
    campaign_id: str | None
    published: str | None = None
    asked: str | None = None
    received: str | None = None
    answered: str | None = None
    fetched: str | None = None
    round: str | None = None
    corrects: str | None = None
    note: str | None = None
    licence: str | None = None  # what must be said wherever its figures are shown
    measure: str | None = None  # what a long series counts, and in what
    unit: str | None = None
    documents: tuple[SourceDocument, ...] = ()
    legend: Mapping[str, str] | None = None
    corrections: tuple[Mapping[str, Any], ...] = ()
    additions: tuple[Mapping[str, Any], ...] = ()
    withdrawals: tuple[Mapping[str, Any], ...] = ()
    statements: tuple[Mapping[str, Any], ...] = ()
    reviews: tuple[Mapping[str, Any], ...] = ()
    accepted: tuple[Mapping[str, Any], ...] = ()
    maps: tuple[Mapping[str, Any], ...] = ()
    """What a person says of tables that the reader does not understand: the `[[table]]` entries."""

    @property
    def is_own(self) -> bool:
        """Whether the force itself answers here (a response or its disclosure log)."""
        return self.kind in OWN_KINDS


@dataclass(frozen=True)
class Failure:
    """A source, or one of its documents, that could not be read: where, and what to do."""

    place: str
    message: str


@dataclass(frozen=True)
class SourceReading:
    """A source with what its documents say."""

    source: Source
    documents: tuple[DocumentReading, ...]
    failures: tuple[Failure, ...] = ()


def folder_name(reference: str) -> str:
    """The folder of a reference: lower case, each run of characters other than a-z and 0-9 as one `-`."""
    return re.sub(r"[^a-z0-9]+", "-", reference.lower()).strip("-")


def find_folders(raw: Path) -> Iterator[Path]:
    """Every `<force>/<folder>` and `_published/<folder>` of a raw folder, in order; hidden and `_unplaced` ones
    are not sources.
    """
    for name in _folders_in(raw):
        if not name.startswith("_") or name == PUBLISHED:
            yield from (raw / name / folder for folder in _folders_in(raw / name))


def _folders_in(folder: Path) -> list[str]:
    """The names of a folder's folders in order, without hidden ones."""
    with os.scandir(folder) as entries:  # tells what is a folder without a question for each of thousands
        return sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())


def read_source(folder: Path, raw: Path, reference: Reference) -> Source:
    """The source that a folder describes. Raises SourceProblem for anything that the contract does not allow."""
    place = f"{folder.parent.name}/{folder.name}"
    toml = folder / SOURCE_FILE
    if not toml.is_file():
        raise SourceProblem(place, _no_toml_message(folder))
    try:
        table = tomllib.loads(toml.read_text(encoding="utf-8-sig"))  # some editors write a byte order mark
    except (ValueError, RecursionError) as error:  # beside what is no TOML: numbers and nesting without end
        raise SourceProblem(
            f"{place}/source.toml", f"is not valid TOML: {error}. Mend that line and build again."
        ) from error
    return parse_source(table, folder, reference)


def _no_toml_message(folder: Path) -> str:
    names = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
    return (
        f"has no source.toml (found: {names}). Write one that names at least force, kind and each [[document]]; "
        "docs/add-a-source.md shows a whole example."
    )


def parse_source(table: Mapping[str, Any], folder: Path, reference: Reference) -> Source:
    """The source in a parsed `source.toml` that stands in `folder`."""
    group, name = folder.parent.name, folder.name
    place = f"{group}/{name}/source.toml"
    _refuse_wrong("source", table, place, reference)
    force_ids = _forces(table, group, place, reference)
    measure = reference.measures.get(table.get("measure", ""))
    unit = table.get("unit")
    if unit is not None and unit not in (measure.units if measure else ()):
        would_do = ", ".join(measure.units) if measure else "none without a measure"
        raise SourceProblem(place, f"unit = {unit!r}; what would do: {would_do}.")
    for kind in RULINGS:
        for n, entry in enumerate(table.get(kind, []), 1):
            _refuse_wrong(kind, entry, place, reference, f"[[{kind}]] number {n}: ")
    known: dict[str, Any] = {key: table.get(key) or None for key in (*TEXTS, "read_part", "measure", "unit", "law")}
    known |= {key: str(table[key]) if table.get(key) else None for key in DATES}
    known |= {f"{key}s": tuple(table.get(key, [])) for key in ("correction", "addition", "withdrawal", "statement")}
    return Source(
        source_id=f"{'published' if group == PUBLISHED else group}~{name}",
        folder=f"{group}/{name}",
        force_ids=force_ids,
        kind=table.get("kind", "force_response"),
        campaign_id=table.get("campaign"),
        documents=_documents(table, place, folder, reference),
        legend=dict(table.get("legend", {})),
        reviews=tuple(table.get("review", [])),
        accepted=tuple(table.get("accepted", [])),
        maps=tuple(table.get("table", [])),
        **known,
    )


def _refuse_wrong(kind: str, entry: Mapping[str, Any], place: str, reference: Reference, named: str = "") -> None:
    wrong = wrong_entry(kind, entry, reference)
    if wrong is not None:
        raise SourceProblem(place, named + wrong)


def check_sha256(source: Source, document: SourceDocument, data: bytes) -> str | None:
    """None when the document is the one that was described; otherwise what is wrong, in words."""
    if document.sha256 is None:
        return None
    digest = hashlib.sha256(data).hexdigest()
    if digest == document.sha256.lower():
        return None
    return (
        f"{source.folder}/{document.path} has sha256 {digest[:12]}… but source.toml says {document.sha256[:12]}…: "
        "the file was changed or is another. Bring the right file back, or mend the digest if the new file is meant."
    )


def _forces(table: Mapping[str, Any], group: str, place: str, reference: Reference) -> tuple[str, ...]:
    forces = tuple(table.get("forces") or [table.get("force") or group])
    if group == PUBLISHED:
        if "force" in table or "forces" in table:
            raise SourceProblem(
                place, "names a force, but figures that somebody published on many forces belong to none. Drop the key."
            )
        return ()
    for force in forces:
        if force not in reference.forces:
            known = ", ".join(get_close_matches(force, list(reference.forces), cutoff=0.0))
            raise SourceProblem(place, f"force {force!r} is not in ingest/reference/forces.csv. Nearest: {known}.")
    if group not in forces:
        raise SourceProblem(
            place, f"stands in the folder of {group!r} but names {', '.join(forces)}. Move the folder or mend `force`."
        )
    return forces


def _documents(table: Mapping[str, Any], place: str, folder: Path, reference: Reference) -> tuple[SourceDocument, ...]:
    documents: list[SourceDocument] = []
    for entry in table.get("document", []):
        _refuse_wrong("document", entry, place, reference, "[[document]]: ")
        path = _path_of(entry["path"], place)
        if any(other.path == path for other in documents):
            raise SourceProblem(place, f"names the document {path!r} twice. Drop one: its figures count once.")
        form, sha256, url = entry.get("form", "original"), entry.get("sha256"), entry.get("url")
        documents.append(SourceDocument(path, form, sha256 or None, url or None))
    if not documents:
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        present = [path.name for path in there if path.is_file() and path.name != SOURCE_FILE]
        beside = f" Found beside it: {', '.join(present)}." if present else ""
        raise SourceProblem(place, f"names no [[document]].{beside} Add one with path and form.")
    return tuple(documents)


def _path_of(written: str, place: str) -> str:
    """A document's path, which goes into ids: `./thread.txt` is kept as `thread.txt`."""
    path = PurePosixPath(written)
    if path.is_absolute() or ".." in path.parts:
        raise SourceProblem(place, f"document path {written!r} leaves the source's folder. Name a file inside it.")
    if str(path) in (SOURCE_FILE, "."):
        raise SourceProblem(place, f"document path {written!r} is no document. Name a file beside source.toml.")
    return str(path)
