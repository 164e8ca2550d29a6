"""Erasure, for personal data and court orders: the id of a source or a figure -> everything that goes with it, taken
out of the raw folder, caches, kept releases, audits and reports; and `erased.toml` of a raw folder <-> what was erased
there, when and why. Everything else is withdrawn and never deleted.

A figure goes with the document in which it stands, for its bytes would stay there; what was typed goes by rows; the
only document of a source takes the source along. Protects: what goes, and what can't be done, is known before anything
is touched; every step can be done again. What was erased does not come back with the next build, whichever way its
document returns: the record holds ids and digests alone, and one that can't be read stops the build. A kept release
keeps its name, though its rows are no longer those of which it is a digest.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb

from ingest import audit as audits
from ingest import reference as reference_data
from ingest import sources as source_files
from ingest.answers.documents import read_document
from ingest.audit import CODEBOOK, DRAW
from ingest.kinds import is_transcript
from ingest.model import DocumentReading, Stop, nearest, refusal
from ingest.privacy import path_without_people
from ingest.readers.opened import INSIDE
from ingest.reference import Entry, toml
from ingest.settle.queries import quoted
from ingest.sources import digest
from ingest.transcript import read_additions, rows_of
from ingest.warehouse import releases, reports
from ingest.warehouse.build import clear_left
from ingest.warehouse.releases import VIEWS_AND_TABLES

FILE = "erased.toml"
KIND = "erased"
What = Literal["source", "document", "rows"]
SOURCE: What = "source"
DOCUMENT: What = "document"
ROWS: What = "rows"
HEAD = (
    "# What was erased, when and why. Written by `python -m ingest erase`; see docs/erase.md. An entry that is\n"
    "# dropped lets its source be read again."
)
IS_BACK = (
    "holds what was erased on {0.on} ({0.reason}), so it was left out. Take it away, or drop its entry from "
    f"{FILE} if it may be shown again."
)
STOPS = "Mend it: without it, what was erased would be shown again, so nothing is built."


@dataclass(frozen=True)
class Erased:
    """One erasure, by the keys of its entry. `id`: of the source or the figure that was named; `what` goes: the whole
    source, a document, or typed rows of `source`; `figures`, `answers`: the ids of all that goes with it; `documents`:
    the SHA-256 of each document that goes. By these an erasure that broke off can be finished, though nothing of it is
    in the warehouse any more."""

    id: str
    on: date
    reason: str
    what: What
    source: str
    figures: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def is_source(self) -> bool:
        return self.what == SOURCE

    @property
    def ids(self) -> tuple[str, ...]:
        whole = (self.source,) if self.is_source else ()
        return tuple(dict.fromkeys((self.id, *whole, *self.figures, *self.answers)))


def of_id(erased_id: str, erased: Sequence[Erased]) -> Erased | None:
    """The erasure of an id: the one that names it, else the last one with which it went; None for neither."""
    named = [entry for entry in erased if entry.id == erased_id]
    return next(iter([*named, *(entry for entry in reversed(erased) if erased_id in entry.ids)]), None)


def add_record(raw: Path, erased: Erased) -> None:
    file = raw / FILE
    before = file.read_text(encoding="utf-8") if file.is_file() else HEAD
    source_files.write_whole(file, f"{before.rstrip()}\n\n{source_files.written({KIND: [vars(erased)]})}".encode())


def read_record(raws: Sequence[Path]) -> list[Erased]:
    """What was erased in these raw folders, in order. Raises Stop."""
    return [entry for raw in raws for entry in _of(raw / FILE)]


def _of(file: Path) -> list[Erased]:
    try:
        whole = Entry(FILE, "the file", toml(file) if file.exists() else {})
        whole.known_keys([KIND])
        return [Entry(FILE, f"entry {n}", it).record(Erased) for n, it in enumerate(whole.values.get(KIND, []), 1)]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Stop(f"{file}: can't be read ({error}). {STOPS}") from error


def without_erased(
    readings: Sequence[source_files.SourceReading], erased: Sequence[Erased]
) -> tuple[list[source_files.SourceReading], list[source_files.Failure]]:
    """The readings without what was erased, and a failure for each source or document that has come back."""
    sources = {entry.source: entry for entry in erased if entry.is_source}
    digests = {digest: entry for entry in erased for digest in entry.documents}
    ids = {erased_id for entry in erased for erased_id in entry.ids}
    left: list[source_files.SourceReading] = []
    failures: list[source_files.Failure] = []
    for reading in readings:
        folder = reading.source.folder
        if (entry := sources.get(reading.source.source_id)) is not None:
            failures.append(source_files.Failure(folder, IS_BACK.format(entry)))
            continue
        back = [document for document in reading.documents if document.sha256 in digests]
        failures += [source_files.Failure(folder, IS_BACK.format(digests[back[0].sha256]))] if back else []
        documents = []
        for document in (document for document in reading.documents if document not in back):
            figures = tuple(figure for figure in document.figures if figure.figure_id not in ids)
            outcomes = tuple(outcome for outcome in document.outcomes if outcome.outcome_id not in ids)
            proposals = tuple(proposal for proposal in document.proposals if proposal.proposal_id not in ids)
            documents.append(replace(document, figures=figures, outcomes=outcomes, proposals=proposals))
        left.append(replace(reading, documents=tuple(documents)) if erased else reading)
    return left, failures


def rows_of_erased(erased: Sequence[Erased]) -> list[dict[str, object]]:
    """The warehouse's rows: one for each id whose address says that it was erased, by its later erasure."""
    by_id = {erased_id: entry for entry in erased for erased_id in entry.ids}
    return [{"erased_id": key, "erased_on": entry.on, "reason": entry.reason} for key, entry in sorted(by_id.items())]


NEAREST = 5
ROW = re.compile(r"row (\d+)(?:, |$)")
LAST = ("documents", "outcomes", "all_figures")
"""Views of a release that are written last: they tell what goes from the others."""
MARK = Path(__file__).with_suffix(".sql")


@dataclass(frozen=True)
class Going:
    """What goes. `raw`: the raw folder that keeps the record; `writes`: files to be written anew, in this order;
    `removes`: files, or the source's folder, to be taken away."""

    entry: Erased
    raw: Path
    writes: tuple[tuple[Path, bytes], ...] = ()
    removes: tuple[Path, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((*self.entry.figures, *self.entry.answers))


def going(wanted: str | Erased, reason: str, raws: Sequence[Path], warehouse: Path) -> Going:
    """What goes with an id, or what an erasure that broke off has left. Raises Stop, OSError, duckdb.Error."""
    if isinstance(wanted, Erased):
        return _with_changes(Going(wanted, raws[0]), raws)
    if not warehouse.is_file():
        raise Stop(refusal("no-warehouse", warehouse=warehouse))
    folder = releases.folder_of(warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        entry = _what_goes_with(wanted, reason, con, raws)
        marks = _marked(con, entry)
    for release in releases.release_names(folder):
        try:
            with releases.open_kept(release, folder) as con:
                marks |= _marked(con, entry)
        except duckdb.Error as error:
            raise Stop(refusal("release-not-searched", release=folder / release, error=error)) from error
    figures, answers = (tuple(sorted(mark for of, mark in marks if of == kind)) for kind in ("figure", "answer"))
    return _with_changes(Going(replace(entry, figures=figures, answers=answers), raws[0]), raws)


def _marked(con: duckdb.DuckDBPyConnection, entry: Erased) -> set[tuple[str, str]]:
    """Make the temporary tables of erasure.sql in a warehouse or a release; the kinds and ids of all that goes from it,
    under whatever name it has its documents."""
    wanted: dict[str, object] = {"ids": [*entry.figures, *entry.answers], "digests": entry.documents}
    wanted |= {"whole": entry.source if entry.is_source else None, "is_document": entry.what == DOCUMENT}
    for name, value in wanted.items():
        con.execute(f"set variable {name} = ?", [value])
    con.execute(MARK.read_text(encoding="utf-8"))
    return set(con.execute("from going").fetchall())


def _what_goes_with(erased_id: str, reason: str, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]) -> Erased:
    entry = Erased(erased_id, date.today(), reason, SOURCE, erased_id)
    if con.execute("select 1 from sources where source_id = ?", [erased_id]).fetchone():
        return _whole(entry, con, raws)
    row = con.execute(
        "select source_id, document from all_figures where figure_id = ? and not is_disputed", [erased_id]
    ).fetchone()
    if row is None:
        known = con.execute("select source_id from sources union select figure_id from all_figures").fetchall()
        near = nearest(erased_id, (name for (name,) in known), NEAREST)
        raise Stop(refusal("nothing-of-this-id", id=erased_id, near=near))
    entry = replace(entry, source=row[0])
    outer = row[1].partition(INSIDE)[0]
    folder = _folder(entry.source, raws)
    for _, typed in _typed_in(folder):
        if erased_id in typed:
            alike = (mark for mark, (_, name) in typed.items() if name == typed[erased_id][1])
            return replace(entry, what=ROWS, figures=tuple(alike))
    read = con.execute(
        "select path, sha256 from documents where source_id = ? and (path = ? or starts_with(path, ?))",
        [entry.source, outer, f"{outer}{INSIDE}"],
    ).fetchall()
    digests = dict(read)
    if digests.get(outer) not in {digest(file.read_bytes()) for file in _files(folder)}:
        raise Stop(refusal("changed-since-built", file=outer))
    listed = source_files.documents_in(source_files.read_text(source_files.text_of(folder / source_files.SOURCE_FILE)))
    if all(_is_of(document, folder, digests.values()) for document in listed):  # no document is left
        return _whole(entry, con, raws)
    return replace(entry, what=DOCUMENT, figures=(erased_id,), documents=tuple(dict.fromkeys(digests.values())))


def _whole(entry: Erased, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]) -> Erased:
    read = con.execute(
        "select sha256 from documents where source_id = ? and not ends_with(path, ?) order by path",
        [entry.source, f"/{source_files.SOURCE_FILE}"],
    ).fetchall()
    files = _files(_folder(entry.source, raws))
    there = [
        digest(file.read_bytes())
        for file in files
        if file.name != source_files.SOURCE_FILE and not file.name.startswith(".")
    ]
    return replace(entry, documents=tuple(dict.fromkeys([*(digest for (digest,) in read), *there])))


def _with_changes(going: Going, raws: Sequence[Path]) -> Going:
    entry, ids = going.entry, going.ids
    try:
        folder = _folder(entry.source, raws)
    except Stop:
        return going  # nothing of it is in a raw folder any more
    going = replace(going, raw=folder.parents[1])
    if entry.is_source:
        return replace(going, removes=(folder,))
    toml = folder / source_files.SOURCE_FILE
    files: list[tuple[Path, str]] = []
    removes: tuple[Path, ...] = ()

    def is_gone(document: Mapping[str, Any]) -> bool:
        return _is_of(document, folder, entry.documents)

    try:
        text = _without_rulings(source_files.text_of(toml), ids)
        if entry.what == DOCUMENT:
            removes = tuple(file for file in _files(folder) if digest(file.read_bytes()) in entry.documents)
            named = {
                str(document.get("path"))
                for document in source_files.documents_in(source_files.read_text(text))
                if is_gone(document)
            }
            text = source_files.without_entries(text, "document", is_gone)
            text = source_files.without_entries(
                text, "table", lambda table: str(table.get("document")).partition(INSIDE)[0] in named
            )
        for path, typed in _typed_in(folder) if entry.what == ROWS else ():
            gone = {row for mark, (row, _) in typed.items() if mark in ids}
            if path == toml:
                entries = source_files.read_text(text)["addition"]
                text = source_files.without_entries(text, "addition", [entries[row - 1] for row in gone].__contains__)
            else:
                files.append((path, without_rows(source_files.text_of(path), gone)))
    except (source_files.NotChanged, csv.Error) as problem:
        raise Stop(f"{folder}: {source_files.SOURCE_FILE} or a transcript {problem}, then run this again.") from problem
    writes = [(path, source_files.bytes_of(path, new)) for path, new in [(toml, text), *files]]
    return replace(going, writes=tuple(pair for pair in writes if pair[0].read_bytes() != pair[1]), removes=removes)


def _without_rulings(text: str, ids: Collection[str]) -> str:
    """A source.toml without rulings of these figures and answers; a review of others too lapses."""
    text = source_files.without_entries(
        text, "correction", lambda entry: entry.get("figure", entry.get("outcome")) in ids
    )
    for kind in ("withdrawal", "statement", "review", "accepted"):
        key = "proposals" if kind == "accepted" else "figures"

        def without(entry: Mapping[str, Any], key: str = key) -> Mapping[str, Any] | None:
            named = entry.get(key)
            if not isinstance(named, list) or not set(ids).intersection(named):
                return entry
            left = [figure for figure in named if figure not in ids]
            return dict(entry) | {key: left} if left else None

        text = source_files.with_changed(text, kind, without)
    return text


def without_rows(text: str, gone: Collection[int]) -> str:
    """The text of a CSV without these rows; blank ones have no number, the heading is 0. Raises csv.Error."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    left: list[str] = []
    n, at = -1, 0
    for cells in reader:
        is_blank = not any(cell.strip() for cell in cells)
        n += not is_blank
        left += [] if not is_blank and n in gone else lines[at : reader.line_num]
        at = reader.line_num
    return "".join(left)


def _typed_in(folder: Path) -> Iterator[tuple[Path, dict[str, tuple[int, object]]]]:
    """Each transcript of a source's folder, and its additions by the path of its source.toml, as they stand now: the
    ids of its figures and answers, each with the row that gave it and what that is called: of rows called the same only
    order tells the ids apart. A transcript that is no CSV of rows is a document like any."""
    reference = reference_data.load()
    readings: list[tuple[Path, DocumentReading | None]] = []
    try:
        source = source_files.read_source(folder, reference)
        for document in source.documents:
            file, name, form = folder / document.path, document.path, document.form
            if form == "transcript" and file.is_file() and is_transcript(data := file.read_bytes(), name):
                readings.append((file, read_document(data, path_without_people(name), form, source, reference)))
        readings.append((folder / source_files.SOURCE_FILE, read_additions(source, reference)))
    except source_files.SourceProblem as problem:
        raise Stop(f"{problem} Mend that, then run this again.") from problem
    for path, reading in readings:
        if reading is not None:
            names = {row.n: row.names for row in rows_of(reading.blocks, reference)[0]}
            places = [(figure.figure_id, figure.locator) for figure in reading.figures]
            places += [(outcome.outcome_id, outcome.locator) for outcome in reading.outcomes]
            rows = ((mark, int(at[1])) for mark, locator in places if (at := ROW.match(locator or "")))
            yield path, {mark: (row, names.get(row)) for mark, row in rows}


def _folder(source_id: str, raws: Sequence[Path]) -> Path:
    group, _, name = source_id.partition("~")
    folder = Path(source_files.PUBLISHED if group == "published" else group) / name
    path = next((raw / folder for raw in raws if (raw / folder).is_dir()), None)
    if path is None:
        where = ", ".join(map(str, raws))
        raise Stop(refusal("in-no-raw-folder", folder=folder, where=where))
    return path


def _is_of(entry: Mapping[str, Any], folder: Path, digests: Collection[str]) -> bool:
    file = folder / str(entry.get("path"))
    return (digest(file.read_bytes()) if file.is_file() else str(entry.get("sha256")).lower()) in digests


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def from_raw(going: Going, warehouse: Path) -> str:
    """Do what is to be done in the raw folder; what was read and drawn, and what killed builds left, goes too."""
    for path, data in going.writes:
        source_files.write_whole(path, data)
    for path in going.removes:
        if not path.is_dir():
            path.unlink(missing_ok=True)
            continue
        shutil.rmtree(path)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    _clear(warehouse.parent / ".cache")
    clear_left(warehouse.parent)
    names = ", ".join(str(path.relative_to(going.raw)) for path in (*going.removes, *dict(going.writes)))
    return f"taken away or written anew in {going.raw}: {names or 'nothing of it was there any more'}"


def from_pictures(going: Going, warehouse: Path) -> str:
    """Take away what a server has drawn since of what it held."""
    _clear(warehouse.parent / ".cache" / "evidence")
    return ""


def _clear(folder: Path) -> None:
    """Take a folder away in which others may be writing. Raises OSError where a file that was there stays."""
    there = [path for path in folder.rglob("*") if path.is_file()]
    shutil.rmtree(folder, ignore_errors=True)
    for path in there:
        if path.exists():
            raise OSError(f"{path} can't be taken away")


def from_releases(going: Going, warehouse: Path) -> str:
    """Write each kept release anew without the rows."""
    folder = releases.folder_of(warehouse)
    for begun in [*folder.glob(".*-*"), *folder.glob("*/*.part")]:  # and never finished
        shutil.rmtree(begun) if begun.is_dir() else begun.unlink(missing_ok=True)
    changed = [release for release in releases.release_names(folder) if _from_release(going, folder / release)]
    return f"kept releases written anew: {', '.join(changed)}" if changed else ""


def _from_release(going: Going, release: Path) -> bool:
    views = sorted(VIEWS_AND_TABLES, key=lambda view: LAST.index(view) if view in LAST else -1)
    files = {view: file for view in views if (file := release / f"{view}.parquet").is_file()}
    changed = {}
    with duckdb.connect() as con:
        for view, file in files.items():
            con.execute(f"create view {view} as from read_parquet({quoted(str(file))})")
        _marked(con, going.entry)
        for view in files:
            names = {str(name) for name, *_ in con.execute(f"describe {view}").fetchall()}
            goes, stays = _goes(view, names), "*"
            asked = goes
            if "replaced_by" in names:
                points = "replaced_by in (select mark from going)"
                asked, stays = f"{goes} or {points}", f"* replace (if({points}, null, replaced_by) as replaced_by)"
            if con.execute(f"select 1 from {view} where {asked} limit 1").fetchone():
                changed[view] = f"select {stays} from {view} where ({goes}) is not true"
        for view, rows in changed.items():
            beside = files[view].with_suffix(".part")
            con.execute(f"copy ({rows}) to {quoted(str(beside))} (format parquet, compression zstd)")
            os.replace(beside, files[view])
    return bool(changed)


def _goes(view: str, names: Collection[str]) -> str:
    parts = ["source_id = getvariable('whole')::varchar" if "source_id" in names else "false"]
    parts += [f"{name} in (select mark from going)" for name in ("figure_id", "outcome_id") if name in names]
    parts += ["figure_id in (select figure_id from near)"] if view == "checks" else []
    if column := {"documents": "path", "checks": "document"}.get(view):
        parts.append(
            f"exists (from place where {view}.source_id = place.source_id and ({view}.{column} = place.path "
            f"or starts_with({view}.{column}, place.path || '{INSIDE}')))"
        )
    return " or ".join(parts)


def from_audits(going: Going, warehouse: Path) -> str:
    """Take it out of every audit: what the result says of it, even where the draw is gone; and where a draw has one of
    its figures, the draw, the sheet and the readings as a whole. The result's counts stay: they tell no figure. Raises
    Stop for a draw that can't be read, so that nobody knows whose it is."""

    def tells_of_it(entry: Mapping[str, Any]) -> bool:
        """What was read beside another figure of the same source may be of this one."""
        return entry.get("figure") in going.ids or entry.get("source") == going.entry.source

    changed: set[str] = set()
    folder_of_all = audits.folder_of(warehouse)
    for result in sorted(folder_of_all.glob(f"*/{audits.RESULT}")):
        before = result.read_text(encoding="utf-8")
        left = source_files.without_entries(before, "difference", tells_of_it)
        if left != before:
            source_files.write_whole(result, left.encode())
            changed.add(result.parent.name)
    for draw in sorted(folder_of_all.glob(f"*/{DRAW}")):
        if not going.ids.isdisjoint(audits.read_draw(draw.parent).places):
            for file in sorted(draw.parent.glob("*.csv")):
                if file.name != CODEBOOK:
                    file.unlink()
            draw.unlink()  # last: by the draw it is known what goes, should this break off
            changed.add(draw.parent.name)
    return f"taken out of audits: {', '.join(sorted(changed))}" if changed else ""


def from_reports(going: Going, warehouse: Path) -> str:
    """Take the reports of error about it out: their words may tell what stood there."""
    file = reports.path_of(warehouse)
    if not file.is_file():
        return ""
    about = going.ids | ({going.entry.source} if going.entry.is_source else set())
    before = file.read_bytes().decode("utf-8")
    left = source_files.without_entries(before, "report", lambda report: report.get("about") in about)
    if left == before:
        return ""
    source_files.write_whole(file, left.encode())
    return f"reports of error about it taken away: {before.count('[[report]]') - left.count('[[report]]')}"
