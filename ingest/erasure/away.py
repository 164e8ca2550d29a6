"""The id of a source or a figure -> everything that goes with it, taken out of the raw folder, caches, kept releases,
audits and reports; and what of it is still found.

A figure goes with the document in which it stands, for its bytes would stay there; in our transcript, which is rows of
facts, and typed as `[[addition]]` it goes with its row. Where its document is the only one of its source, the source
goes. Protects: what goes, and what can't be done, is known as a whole before anything is touched; every step can be
done again, so that an erasure that breaks off is finished by the next run. A kept release keeps its name, though its
rows are no longer those of which the name is a digest: the record says why.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from ingest import reference as reference_data
from ingest.answers import waiting
from ingest.audit import judge as audits
from ingest.audit.sample import CODEBOOK, DRAW
from ingest.erasure.record import DOCUMENT, ROWS, SOURCE, Erased
from ingest.erasure.record import FILE as RECORD
from ingest.fetch.source_file import write_whole
from ingest.model import DocumentReading
from ingest.privacy.file_names import without_people
from ingest.readers.opened import INSIDE
from ingest.readers.transcript import sniff
from ingest.settle.readings import read_document
from ingest.sources import PUBLISHED, SOURCE_FILE, SourceProblem, read_source
from ingest.sources.text import NotChanged, with_changed, without_entries
from ingest.transcript.additions import read_additions
from ingest.transcript.rows import rows_of
from ingest.warehouse import releases, reports
from ingest.warehouse.build import clear_left
from ingest.warehouse.releases import VIEWS_AND_TABLES

NEAREST = 5
SHORTEST_TRACE = 12  # code points: shorter texts stand elsewhere too
ROW = re.compile(r"row (\d+)(?:, |$)")
MARK = "\ufeff"  # the byte order mark with which some editors begin a file
LAST = ("documents", "outcomes", "all_figures")
"""Views of a release that are written behind the others: by these it is told what goes from the others."""
COMPRESSED = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")  # how such files begin
ID = re.compile(r"(?<![0-9a-z])[0-9a-z]{12}(?![0-9a-z])")
RECORDED = ("erased", "erased.parquet", RECORD)  # what holds the record

Done = tuple[str, list[str]]
"""What a step did, in words, and what it could not do, each in words. A step raises OSError and duckdb.Error."""


class NotErased(Exception):
    """There is no such id, or something stands in the way, in words; what was to go is still there."""


@dataclass(frozen=True)
class Going:
    """What goes. `raw`: the raw folder that keeps the record; `writes`: files to be written anew, in this order;
    `removes`: files, or the source's folder, to be taken away. `texts`: those that stood there and nowhere else, to
    look for afterwards, `texts_not_sought`: how many others; `same_documents`: other sources that have one of its
    documents."""

    entry: Erased
    raw: Path
    writes: tuple[tuple[Path, bytes], ...] = ()
    removes: tuple[Path, ...] = ()
    texts: tuple[str, ...] = ()
    texts_not_sought: int = 0
    same_documents: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Of figures and answers."""
        return frozenset((*self.entry.figures, *self.entry.answers))


def going(wanted: str | Erased, reason: str, raws: Sequence[Path], warehouse: Path) -> Going:
    """What goes with an id, or what is left to be done of an erasure that is recorded, wherever it broke off. Raises
    NotErased, OSError, duckdb.Error."""
    if not warehouse.is_file() and not isinstance(wanted, str):
        return _with_changes(Going(wanted, raws[0]), raws)
    if not warehouse.is_file():
        raise NotErased(f"{warehouse}: there is no warehouse yet. Build one: python -m ingest build")
    with ExitStack() as stack:
        con = stack.enter_context(duckdb.connect(str(warehouse), read_only=True))
        cons = [con, *_kept(releases.folder_of(warehouse), stack)]
        entry = _with_ids(_found(wanted, reason, con, raws), cons) if isinstance(wanted, str) else wanted
        texts, sought = _texts_of(entry, cons)
        others = _offered_by_others(entry, warehouse)
        sought = {text for text in sought if text not in others}
        same = con.execute(
            "select distinct source_id from documents where list_contains(?, sha256) and source_id <> ? order by 1",
            [list(entry.documents), entry.source_id],
        ).fetchall()
        found = Going(
            entry,
            raws[0],
            texts=tuple(sorted(sought)),
            texts_not_sought=len(texts) - len(sought),
            same_documents=tuple(source_id for (source_id,) in same),
        )
        return _with_changes(found, raws)


def mark(con: duckdb.DuckDBPyConnection, entry: Erased) -> None:
    """Make the temporary tables `place` (sources and documents that go, under whatever name a release has them; of a
    source that goes the document is null) and `going` (the ids of figures and answers that go)."""
    ids = [*entry.figures, *entry.answers]
    con.execute("create or replace temp table going as select unnest($ids::varchar[]) as mark", {"ids": ids})
    con.execute(
        "create or replace temp table place as select source_id, path as document from documents "
        "where list_contains($digests, sha256)",
        {"digests": list(entry.documents)},
    )
    if entry.what == ROWS:
        return
    if entry.is_source:
        con.execute("insert into place values ($source, null)", {"source": entry.source_id})
    for table, name in (("all_figures", "figure_id"), ("outcomes", "outcome_id")):
        if entry.what == DOCUMENT:
            con.execute(
                f"insert into place select distinct source_id, split_part(document, '{INSIDE}', 1) from {table} "
                f"where {name} in (select mark from going)"
            )
    for table, name, only in (("all_figures", "figure_id", "and not is_disputed"), ("outcomes", "outcome_id", "")):
        con.execute(f"insert into going select {name} from {table}, place where {in_place(table)} {only}")


def in_place(table: str, column: str = "document") -> str:
    """The condition by which a row stands in a `place`: of a source that goes everything; of a document what is in it
    or in one that came inside it."""
    return (
        f"{table}.source_id = place.source_id and (place.document is null or {table}.{column} = place.document "
        f"or starts_with({table}.{column}, place.document || '{INSIDE}'))"
    )


def _kept(folder: Path, stack: ExitStack) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every kept release, open for reading."""
    for release in releases.kept(folder):
        try:
            yield stack.enter_context(releases.open_kept(release, folder))
        except duckdb.Error as error:
            first_line = str(error).partition("\n")[0]
            raise NotErased(
                f"{folder / release}: this kept release can't be read ({first_line}). Take it away, then run "
                "this again."
            ) from error


def _found(erased_id: str, reason: str, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]) -> Erased:
    """What goes with an id, without the ids of what else stands there."""
    entry = Erased(erased_id, date.today(), reason, SOURCE, erased_id)
    if con.execute("select 1 from sources where source_id = ?", [erased_id]).fetchone():
        return _whole(entry, con, raws)
    found = con.execute(
        "select f.source_id, f.document, d.form from all_figures as f left join documents as d "
        "on d.source_id = f.source_id and d.path = f.document where f.figure_id = ? and not f.is_disputed",
        [erased_id],
    ).fetchone()
    if found is None:
        known = con.execute("select source_id from sources union select figure_id from all_figures").fetchall()
        near = ", ".join(get_close_matches(erased_id, [one for (one,) in known], n=NEAREST, cutoff=0.0))
        raise NotErased(f"{erased_id}: there is no source and no figure of this id. Nearest: {near or 'none'}.")
    source_id, path, form = found
    entry = replace(entry, source_id=source_id)
    folder = _folder(source_id, raws)
    typed = list(_typed_in(folder)) if form == "transcript" else []
    for one in typed:
        if erased_id in one.rows:
            return replace(entry, what=ROWS, **one.alike(erased_id))
    outer = path.partition(INSIDE)[0]
    read = con.execute("select path, sha256 from documents where source_id = ?", [source_id]).fetchall()
    digests = {name: digest for name, digest in read if name == outer or name.startswith(f"{outer}{INSIDE}")}
    is_typed = Path(path).name in {one.path.name for one in typed}
    if is_typed or digests.get(outer) not in {_digest(file) for file in _files(folder)}:
        raise NotErased(
            f"{path if is_typed else outer}: was changed or is gone since the warehouse was built. Build, then run "
            "this again, or erase the whole source."
        )
    listed = tomllib.loads(_text(folder / SOURCE_FILE)).get("document", [])
    if all(_is_of(one, folder, digests.values()) for one in listed):  # without any document it would be no source
        return _whole(entry, con, raws)
    return replace(entry, what=DOCUMENT, figures=(erased_id,), documents=tuple(dict.fromkeys(digests.values())))


def _whole(entry: Erased, con: duckdb.DuckDBPyConnection, raws: Sequence[Path]) -> Erased:
    read = con.execute(
        "select sha256 from documents where source_id = ? and not ends_with(path, ?) order by path",
        [entry.source_id, f"/{SOURCE_FILE}"],
    ).fetchall()
    files = (file for file in _files(_folder(entry.source_id, raws)) if not file.name.startswith("."))
    there = (_digest(file) for file in files if file.name != SOURCE_FILE)
    return replace(entry, documents=tuple(dict.fromkeys([*(digest for (digest,) in read), *there])))


def _with_ids(entry: Erased, cons: Sequence[duckdb.DuckDBPyConnection]) -> Erased:
    """The same with the ids of all that the warehouse and kept releases have from the same documents or source."""
    for con in cons:
        mark(con, entry)
        ids = []
        for table, name in (("all_figures", "figure_id"), ("outcomes", "outcome_id")):
            rows = con.execute(f"select distinct mark from going semi join {table} on {name} = mark order by 1")
            ids.append([mark for (mark,) in rows.fetchall()])
        entry = replace(
            entry,
            figures=tuple(dict.fromkeys((*entry.figures, *ids[0]))),
            answers=tuple(dict.fromkeys((*entry.answers, *ids[1]))),
        )
    return entry


def _offered_by_others(entry: Erased, warehouse: Path) -> str:
    """The words of what waits for a person of other sources."""
    others = (row for row in waiting.read(warehouse) if row["source_id"] != entry.source_id)
    return "\n".join(words for row in others for words in (row["quote"], row["label"]) if words)


def _texts_of(entry: Erased, cons: Sequence[duckdb.DuckDBPyConnection]) -> tuple[set[str], set[str]]:
    """(what was read in words there, those of it that are long enough to look for and stand in no other row)."""
    rows = (
        "select figure_id as mark, unnest([quote, note]) as words from all_figures "
        "union all select outcome_id, unnest([quote, note, answer_text]) from outcomes"
    )
    texts: set[str] = set()
    for con in cons:
        mark(con, entry)
        own = con.execute(f"select distinct words from ({rows}) semi join going using (mark) where words is not null")
        texts |= {str(words) for (words,) in own.fetchall()}
    sought = {text for text in texts if len(text) >= SHORTEST_TRACE}
    for con in cons:
        shared = con.execute(
            f"with other as (select words from ({rows}) anti join going using (mark) where words is not null) "
            "select t.words from (select unnest($texts::varchar[]) as words) as t "
            "where exists (from other where contains(other.words, t.words))",
            {"texts": sorted(sought)},
        )
        sought -= {str(words) for (words,) in shared.fetchall()}
    return texts, sought


def _with_changes(found: Going, raws: Sequence[Path]) -> Going:
    """The same with what is to be done in the raw folder."""
    entry, ids = found.entry, found.ids
    try:
        folder = _folder(entry.source_id, raws)
    except NotErased:
        return found  # nothing of it is in a raw folder any more
    found = replace(found, raw=folder.parents[1])
    if entry.is_source:
        return replace(found, removes=(folder,))
    toml = folder / SOURCE_FILE
    files: list[tuple[Path, str]] = []
    removes: tuple[Path, ...] = ()

    def is_gone(one: Mapping[str, Any]) -> bool:
        return _is_of(one, folder, entry.documents)

    try:
        text = _without_rulings(_text(toml), ids)
        if entry.what == DOCUMENT:
            removes = tuple(file for file in _files(folder) if _digest(file) in entry.documents)
            named = {str(one.get("path")) for one in tomllib.loads(text).get("document", []) if is_gone(one)}
            text = without_entries(text, "document", is_gone)
            text = without_entries(text, "table", lambda one: str(one.get("document")).partition(INSIDE)[0] in named)
        for typed in _typed_in(folder) if entry.what == ROWS else ():
            gone = {row for one, row in typed.rows.items() if one in ids}
            numbers = count(1)
            if typed.path == toml:
                text = without_entries(text, "addition", lambda _, n=numbers, gone=gone: next(n) in gone)  # type: ignore[misc]
            else:
                files.append((typed.path, without_rows(_text(typed.path), gone)))
    except (NotChanged, csv.Error) as problem:
        raise NotErased(f"{folder}: {SOURCE_FILE} or a transcript {problem}, then run this again.") from problem
    writes = [(path, _bytes(path, new)) for path, new in [(toml, text), *files]]
    return replace(found, writes=tuple(one for one in writes if one[0].read_bytes() != one[1]), removes=removes)


def _without_rulings(text: str, ids: Collection[str]) -> str:
    """A source.toml without the rulings of these figures and answers, and their ids in no other. A review of others as
    well lapses, as whenever the rows that it has seen change."""
    text = without_entries(text, "correction", lambda entry: entry.get("figure", entry.get("outcome")) in ids)
    for kind in ("withdrawal", "statement", "review", "accepted"):
        key = "proposals" if kind == "accepted" else "figures"

        def without(entry: Mapping[str, Any], key: str = key) -> Mapping[str, Any] | None:
            named = entry.get(key)
            if not isinstance(named, list) or not set(ids).intersection(named):
                return entry
            left = [figure for figure in named if figure not in ids]
            return dict(entry) | {key: left} if left else None

        text = with_changed(text, kind, without)
    return text


def without_rows(text: str, gone: Collection[int]) -> str:
    """The text of a CSV without these rows, all else as it is, byte for byte. Rows that hold anything are counted; the
    heading is 0. Raises csv.Error."""
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


@dataclass(frozen=True)
class _Typed:
    """One transcript, or the additions of a source (`path` is then that of source.toml), as they stand now. `names`:
    what each row is called, by its number; `figures`, `answers`: the rows that gave them, by id."""

    path: Path
    names: Mapping[int, tuple[object, ...]]
    figures: Mapping[str, int]
    answers: Mapping[str, int]

    @property
    def rows(self) -> Mapping[str, int]:
        return {**self.figures, **self.answers}

    def alike(self, figure_id: str) -> dict[str, Any]:
        """The figures and answers of the row that gave a figure, and of all rows that are called the same: only their
        order tells their ids apart."""
        own = self.figures[figure_id]
        rows = {own} | {row for row, names in self.names.items() if names == self.names.get(own)}
        every = {"figures": self.figures, "answers": self.answers}
        return {name: tuple(one for one, row in ids.items() if row in rows) for name, ids in every.items()}


def _typed_in(folder: Path) -> Iterator[_Typed]:
    """Everything that was typed in a source's folder. A transcript that is no CSV of rows (a thread, say) is none: it
    is a document like any other."""
    reference = reference_data.load()
    readings: list[tuple[Path, DocumentReading | None]] = []
    try:
        source = read_source(folder, folder.parents[1], reference)
        for one in source.documents:
            file = folder / one.path
            if one.form == "transcript" and file.is_file() and sniff(data := file.read_bytes(), one.path):
                readings.append((file, read_document(data, without_people(one.path), one.form, source, reference)))
        readings.append((folder / SOURCE_FILE, read_additions(source, reference)))
    except SourceProblem as problem:
        raise NotErased(f"{problem} Mend that, then run this again.") from problem
    for path, reading in readings:
        if reading is not None:
            rows, _ = rows_of(reading.blocks, reference)
            yield _Typed(
                path,
                {row.n: row.names for row in rows},
                {one.figure_id: int(at[1]) for one in reading.figures if (at := ROW.match(one.locator or ""))},
                {one.outcome_id: int(at[1]) for one in reading.outcomes if (at := ROW.match(one.locator or ""))},
            )


def _folder(source_id: str, raws: Sequence[Path]) -> Path:
    """The folder of a source: `kent~101-21` is in `kent/101-21` of one of the raw folders."""
    group, _, name = source_id.partition("~")
    folder = Path(PUBLISHED if group == "published" else group) / name
    found = next((raw / folder for raw in raws if (raw / folder).is_dir()), None)
    if found is None:
        where = ", ".join(map(str, raws))
        raise NotErased(f"{folder}: is in none of the raw folders ({where}). Name its raw folder with --raw.")
    return found


def _is_of(entry: Mapping[str, Any], folder: Path, digests: Collection[str]) -> bool:
    """Whether a [[document]] is one of these: by its file, else by the digest that it gives."""
    file = folder / str(entry.get("path"))
    return (_digest(file) if file.is_file() else str(entry.get("sha256")).lower()) in digests


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _text(path: Path) -> str:
    """The text of a file with its line ends as they are."""
    return path.read_bytes().decode("utf-8").removeprefix(MARK)


def _bytes(path: Path, text: str) -> bytes:
    """The text as bytes, with the byte order mark where the file has one."""
    return f"{MARK if path.read_bytes().startswith(MARK.encode()) else ''}{text}".encode()


def from_raw(going: Going, warehouse: Path) -> Done:
    """Do what is to be done in the raw folder; what was read and drawn, and what killed builds left, goes too."""
    for path, data in going.writes:
        write_whole(path, data)
    for path in going.removes:
        if not path.is_dir():
            path.unlink(missing_ok=True)
            continue
        shutil.rmtree(path)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    _clear(warehouse.parent / ".cache")
    clear_left(warehouse.parent)
    names = ", ".join(str(path.relative_to(going.raw)) for path in (*going.removes, *(one for one, _ in going.writes)))
    return f"taken away or written anew in {going.raw}: {names or 'nothing of it was there any more'}", []


def from_pictures(going: Going, warehouse: Path) -> Done:
    """Take away what a server has drawn since of what it held."""
    _clear(warehouse.parent / ".cache" / "evidence")
    return "", []


def _clear(folder: Path) -> None:
    """Take a folder away in which others may be writing. Raises OSError where a file that was there stays."""
    there = [path for path in folder.rglob("*") if path.is_file()]
    shutil.rmtree(folder, ignore_errors=True)
    for path in there:
        if path.exists():
            raise OSError(f"{path} can't be taken away")


def from_releases(going: Going, warehouse: Path) -> Done:
    """Write each kept release anew without the rows."""
    folder = releases.folder_of(warehouse)
    for begun in [*folder.glob(".*-*"), *folder.glob("*/*.part")]:  # and never finished
        shutil.rmtree(begun) if begun.is_dir() else begun.unlink(missing_ok=True)
    changed = [release for release in releases.kept(folder) if _from_release(going, folder / release)]
    return f"kept releases written anew: {', '.join(changed)}" if changed else "", []


def _from_release(going: Going, release: Path) -> bool:
    views = sorted(VIEWS_AND_TABLES, key=lambda view: LAST.index(view) if view in LAST else -1)
    files = {view: file for view in views if (file := release / f"{view}.parquet").is_file()}
    changed = []
    with duckdb.connect() as con:
        for view, file in files.items():
            con.execute(f"create table {view} as from read_parquet({_quoted(file)})")
        mark(con, going.entry)
        # The row that stands for a dispute is made of both sides.
        con.execute(
            "insert into going select distinct replaced_by from all_figures where figure_id in "
            "(select mark from going) and replaced_by in (select figure_id from all_figures where is_disputed)"
        )
        # Findings about the same force and measure may tell its number.
        con.execute(
            "create table near as select f.figure_id from all_figures as f semi join (select force_id, measure_id from "
            "all_figures where figure_id in (select mark from going)) as g using (force_id, measure_id)"
        )
        for view in files:
            names = {str(name) for name, *_ in con.execute(f"describe {view}").fetchall()}
            count = _count(con, f"delete from {view} where {_goes(view, names)}")
            if "replaced_by" in names:
                gone = "replaced_by in (select mark from going)"
                count += _count(con, f"update {view} set replaced_by = null where {gone}")
            changed += [view] if count else []
        for view in changed:
            _write(con, view, files[view])
    return bool(changed)


def _goes(view: str, names: Collection[str]) -> str:
    """The condition by which a view's rows go."""
    parts = [f"{name} in (select mark from going)" for name in ("figure_id", "outcome_id") if name in names]
    parts += ["figure_id in (select figure_id from near)"] if view == "checks" else []
    if column := {"documents": "path", "checks": "document"}.get(view):
        parts.append(f"exists (from place where {in_place(view, column)})")
    if "source_id" in names:
        parts.append(f"exists (from place where {view}.source_id = place.source_id and place.document is null)")
    return " or ".join(parts) or "false"


def _write(con: duckdb.DuckDBPyConnection, view: str, file: Path) -> None:
    beside = file.with_suffix(".part")
    con.execute(f"copy (from {view}) to {_quoted(beside)} (format parquet, compression zstd)")
    os.replace(beside, file)


def _count(con: duckdb.DuckDBPyConnection, question: str, given: Mapping[str, object] | None = None) -> int:
    row = con.execute(question, given).fetchone()
    return int(row[0]) if row else 0


def from_audits(going: Going, warehouse: Path) -> Done:
    """Take it out of every audit: what tells of it in the result, whose draw may have gone before, and, of a draw that
    has one of its figures, the draw, the sheet and the readings as a whole. The result's counts stay: they tell no
    figure."""

    def tells_of_it(one: Mapping[str, Any]) -> bool:
        """What was read beside another figure of the same source may be of this one."""
        return one.get("figure") in going.ids or one.get("source") == going.entry.source_id

    changed: set[str] = set()
    folder_of_all = audits.folder_of(warehouse)
    for result in sorted(folder_of_all.glob(f"*/{audits.RESULT}")):
        before = result.read_text(encoding="utf-8")
        left = without_entries(before, "difference", tells_of_it)
        if left != before:
            write_whole(result, left.encode())
            changed.add(result.parent.name)
    for draw in sorted(folder_of_all.glob(f"*/{DRAW}")):
        figures: Sequence[Any] = tomllib.loads(draw.read_text(encoding="utf-8")).get("figure", [])
        if not going.ids.isdisjoint(str(one["id"]) for one in figures):
            for file in sorted(draw.parent.glob("*.csv")):
                if file.name != CODEBOOK:
                    file.unlink()
            draw.unlink()  # last: by the draw it is known what goes, should this break off
            changed.add(draw.parent.name)
    return f"taken out of audits: {', '.join(sorted(changed))}" if changed else "", []


def from_reports(going: Going, warehouse: Path) -> Done:
    """Take the reports of error about it out: their words may tell what stood there."""
    file = reports.path_of(warehouse)
    if not file.is_file():
        return "", []
    about = going.ids | ({going.entry.source_id} if going.entry.is_source else set())
    before = file.read_bytes().decode("utf-8")
    left = without_entries(before, "report", lambda one: one.get("about") in about)
    if left == before:
        return "", []
    write_whole(file, left.encode())
    return f"reports of error about it taken away: {before.count('[[report]]') - left.count('[[report]]')}", []


def search(going: Going, folders: Sequence[Path], but: Collection[str]) -> tuple[int, list[str], list[str]]:
    """Look into every file of these folders for its texts, its ids, which only the record may hold, and its documents,
    by their digests -> (how many were looked into, which hold something, which could not be looked into). Of a PDF, an
    Office file, an archive or a picture only the digest and the name are compared. `but`: names of folders in which
    builds are working now."""
    holding: list[str] = []
    unread: list[str] = []
    forms = {form for text in going.texts for form in _forms(text)}
    paths = {file.resolve(): file for folder in folders for file in folder.rglob("*") if file.is_file()}
    files = [file for file in sorted(paths.values()) if not set(file.parts).intersection(but)]
    for file in files:
        try:
            data = file.read_bytes()
            texts = [file.name, *_texts(file, data)]
            if (
                hashlib.sha256(data).hexdigest() in going.entry.documents
                or any(form in text for text in texts for form in forms)
                or any(not going.ids.isdisjoint(ID.findall(text)) for text in texts if file.name not in RECORDED)
            ):
                holding.append(str(file))
        except FileNotFoundError:
            continue  # another process took it away meanwhile
        except (OSError, duckdb.Error):
            unread.append(str(file))
    return len(files) - len(unread), holding, unread


def _texts(file: Path, data: bytes) -> Iterator[str]:
    """The words of a file; of Parquet and DuckDB those of their rows, as JSON. The record may hold ids: its rows are
    left out."""
    if file.suffix == ".parquet":
        with duckdb.connect() as con:
            yield _rows(con, f"read_parquet({_quoted(file)})")
    elif file.suffix == ".duckdb":
        with duckdb.connect(str(file), read_only=True) as con:
            for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
                if name not in RECORDED:
                    yield _rows(con, f'"{name}"')
    elif not data.startswith(COMPRESSED):
        yield data.decode("utf-8", "replace")


def _rows(con: duckdb.DuckDBPyConnection, table: str) -> str:
    return "\n".join(row for (row,) in con.execute(f"select to_json(t)::varchar from {table} as t").fetchall())


def _forms(text: str) -> set[str]:
    """A text as it is, as CSV doubles its quotation marks, and as TOML and JSON escape it."""
    escaped = {json.dumps(text, ensure_ascii=is_ascii)[1:-1] for is_ascii in (True, False)}
    return {text, text.replace('"', '""'), text.replace("\n", "\r\n"), *escaped}


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"
