"""`source.toml` -> Source: who answered what, when, and which documents say so.

A mistake in the file is a SourceProblem that names the file, the key, what was found and what would do; the
other sources are read all the same. The keys are those of docs/add-a-source.md.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.model import DocumentReading
from ingest.reference import Reference
from ingest.sources.entries import wrong_entry

PUBLISHED = "_published"
KINDS = ("force_response", "disclosure_log", "official", "charity", "press", "group")
OWN_KINDS = ("force_response", "disclosure_log")
READ_PARTS = ("whole", "opening", "part")
FORMS = ("original", "transcript")
SOURCE_FILE = "source.toml"
KNOWN_KEYS = (
    "force", "forces", "reference", "title", "kind", "publisher", "read_in", "read_part", "url", "law", "campaign",
    "published", "asked", "received", "answered", "fetched", "round", "corrects", "note", "licence", "measure", "unit",
    "document", "legend", "correction", "addition", "withdrawal", "statement", "review", "accepted", "table",
)  # fmt: skip
DOCUMENT_KEYS = ("path", "form", "sha256", "url", "title")
LEGEND_MEANINGS = ("zero", "suppressed", "unknown", "not_applicable")
DATE_AS_FAR_AS_KNOWN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceProblem(
            f"{place}/source.toml", f"is not valid TOML: {error}. Mend that line and build again."
        ) from error
    return parse_source(table, folder, reference)


def _no_toml_message(folder: Path) -> str:
    found = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
    return (
        f"has no source.toml (found: {found}). Write one that names at least force, kind and each [[document]]; "
        "docs/add-a-source.md shows a whole example."
    )


def parse_source(table: Mapping[str, Any], folder: Path, reference: Reference) -> Source:
    """The source in a parsed `source.toml` that stands in `folder`."""
    group, name = folder.parent.name, folder.name
    place = f"{group}/{name}/source.toml"
    _only_known(table, KNOWN_KEYS, place, "key")
    force_ids = _forces(table, group, place, reference)
    kind = _one_of(table, "kind", KINDS, place, default="force_response")
    campaign = _text(table, "campaign", place)
    if campaign is not None and campaign not in reference.campaigns:
        known = ", ".join(sorted(reference.campaigns))
        raise SourceProblem(place, f"campaign {campaign!r} is not known. Known: {known}.")
    laws = sorted({exemption.law for exemption in reference.exemptions})
    return Source(
        source_id=f"{'published' if group == PUBLISHED else group}~{name}",
        folder=f"{group}/{name}",
        force_ids=force_ids,
        kind=kind,
        read_part=_one_of(table, "read_part", READ_PARTS, place, default=None),
        campaign_id=campaign,
        documents=_documents(table, place, folder),
        legend=_legend(table, place),
        measure=_one_of(table, "measure", tuple(reference.measures), place, default=None),
        unit=_unit(table, place, reference),
        law=_one_of(table, "law", laws, place, default=None),
        corrections=_rulings(table, "correction", place, reference),
        additions=_tables(table, "addition", place),
        withdrawals=_rulings(table, "withdrawal", place, reference),
        statements=_rulings(table, "statement", place, reference),
        reviews=_rulings(table, "review", place, reference),
        accepted=_rulings(table, "accepted", place, reference),
        maps=_rulings(table, "table", place, reference),
        **{
            key: _text(table, key, place)
            for key in ("reference", "title", "publisher", "read_in", "url", "corrects", "note", "licence")
        },
        **{
            key: _known_date(table, key, place)
            for key in ("published", "asked", "received", "answered", "fetched", "round")
        },
    )


def check_sha256(source: Source, document: SourceDocument, data: bytes) -> str | None:
    """None when the document is the one that was described; otherwise what is wrong, in words."""
    if document.sha256 is None:
        return None
    found = hashlib.sha256(data).hexdigest()
    if found == document.sha256.lower():
        return None
    return (
        f"{source.folder}/{document.path} has sha256 {found[:12]}… but source.toml says {document.sha256[:12]}…: "
        "the file was changed or is another. Bring the right file back, or mend the digest if the new file is meant."
    )


def _forces(table: Mapping[str, Any], group: str, place: str, reference: Reference) -> tuple[str, ...]:
    named = table.get("forces", table.get("force"))
    if group == PUBLISHED:
        if named is not None:
            raise SourceProblem(
                place, "names a force, but figures that somebody published on many forces belong to none. Drop the key."
            )
        return ()
    if named is None:
        named = group
    listed = [named] if isinstance(named, str) else named
    if not isinstance(listed, list) or not listed or not all(isinstance(force, str) for force in listed):
        raise SourceProblem(place, f'forces = {named!r} is no list of slugs. Write forces = ["kent", "essex"].')
    forces = tuple(listed)
    for force in forces:
        if force not in reference.forces:
            known = ", ".join(_nearest(force, list(reference.forces)))
            raise SourceProblem(place, f"force {force!r} is not in ingest/reference/forces.csv. Nearest: {known}.")
    if group not in forces:
        raise SourceProblem(
            place, f"stands in the folder of {group!r} but names {', '.join(forces)}. Move the folder or mend `force`."
        )
    return forces


def _documents(table: Mapping[str, Any], place: str, folder: Path) -> tuple[SourceDocument, ...]:
    documents: list[SourceDocument] = []
    for entry in _tables(table, "document", place):
        document = _document(entry, place)
        if any(other.path == document.path for other in documents):
            raise SourceProblem(place, f"names the document {document.path!r} twice. Drop one: its figures count once.")
        documents.append(document)
    if not documents:
        present = (
            sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != SOURCE_FILE)
            if folder.is_dir()
            else []
        )
        found = f" Found beside it: {', '.join(present)}." if present else ""
        raise SourceProblem(place, f"names no [[document]].{found} Add one with path and form.")
    return tuple(documents)


def _document(entry: Mapping[str, Any], place: str) -> SourceDocument:
    """One [[document]]. Its path goes into ids, so `./thread.txt` is kept as `thread.txt`."""
    _only_known(entry, DOCUMENT_KEYS, place, "document key")
    written = _text(entry, "path", place)
    if written is None:
        raise SourceProblem(place, 'a [[document]] has no path. Write path = "thread.txt".')
    path = PurePosixPath(written)
    if path.is_absolute() or ".." in path.parts:
        raise SourceProblem(place, f"document path {written!r} leaves the source's folder. Name a file inside it.")
    if str(path) in (SOURCE_FILE, "."):
        raise SourceProblem(place, f"document path {written!r} is no document. Name a file beside source.toml.")
    form = _one_of(entry, "form", FORMS, place, default="original")
    return SourceDocument(str(path), form, _text(entry, "sha256", place), _text(entry, "url", place))


def _unit(table: Mapping[str, Any], place: str, reference: Reference) -> str | None:
    """The unit of a long series: one of its measure's."""
    measure = reference.measures.get(table.get("measure", ""))
    unit: str | None = _one_of(table, "unit", measure.units if measure else (), place, default=None)
    return unit


def _legend(table: Mapping[str, Any], place: str) -> dict[str, str]:
    legend = table.get("legend", {})
    if not isinstance(legend, dict):
        raise SourceProblem(place, "[legend] is not a table of marks and meanings.")
    for mark, meaning in legend.items():
        if meaning not in LEGEND_MEANINGS:
            raise SourceProblem(
                place, f"[legend] {mark!r} means {meaning!r}; what would do: {', '.join(LEGEND_MEANINGS)}."
            )
    return dict(legend)


def _only_known(table: Mapping[str, Any], known: Sequence[str], place: str, what: str) -> None:
    for key in table:
        if key not in known:
            raise SourceProblem(place, f"{what} {key!r} is not known. Nearest: {', '.join(_nearest(key, known))}.")


def _one_of(table: Mapping[str, Any], key: str, allowed: Sequence[str], place: str, default: str | None) -> Any:
    value = table.get(key, default)
    if value is not None and value not in allowed:
        raise SourceProblem(place, f"{key} = {value!r}; what would do: {', '.join(allowed)}.")
    return value


def _text(table: Mapping[str, Any], key: str, place: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise SourceProblem(place, f"{key} = {value!r} is not text. Put it in quotation marks.")
    return value or None


def _known_date(table: Mapping[str, Any], key: str, place: str) -> str | None:
    value = table.get(key)
    if value is None or value == "":
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    if not DATE_AS_FAR_AS_KNOWN.fullmatch(text) or not _is_in_calendar(text):
        raise SourceProblem(
            place, f'{key} = {value!r} is no date. Write "2020", "2020-03" or "2020-03-05", as far as known.'
        )
    return text


def _is_in_calendar(text: str) -> bool:
    """Whether a date, completed by the first of the month or of January, is a day: `2020-13` is none."""
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _rulings(table: Mapping[str, Any], key: str, place: str, reference: Reference) -> tuple[Mapping[str, Any], ...]:
    entries = _tables(table, key, place)
    for n, entry in enumerate(entries, 1):
        wrong = wrong_entry(key, entry, reference)
        if wrong is not None:
            raise SourceProblem(place, f"[[{key}]] number {n}: {wrong}")
    return entries


def _tables(table: Mapping[str, Any], key: str, place: str) -> tuple[Mapping[str, Any], ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise SourceProblem(place, f"{key} must be written as [[{key}]].")
    return tuple(value)


def _nearest(word: str, known: Sequence[str], count: int = 3) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=count, cutoff=0.0)
