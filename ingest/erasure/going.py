"""The id of a source or a figure -> everything that goes with it, and what is to be done in its source's folder.

A figure goes with the document in which it stands, for its bytes would stay there; in our transcript, which is rows of
facts, and typed as `[[addition]]` it goes with its row. Where its document is the only one of its source, the source
goes. Protects: what goes, and what can't be done, is known as a whole before anything is touched.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from ingest.audit.draw import held
from ingest.commands.say import NoWarehouse, opened
from ingest.desk.decisions import digest_of
from ingest.erasure.record import DOCUMENT, ROWS, SOURCE, Erased
from ingest.model import DocumentReading
from ingest.privacy.file_names import without_people
from ingest.readers.opened import INSIDE
from ingest.readers.transcript import sniff
from ingest.settle.readings import read_document
from ingest.sources import PUBLISHED, SOURCE_FILE, SourceProblem, read_source
from ingest.sources.entries import ALL
from ingest.sources.text import NotChanged, with_changed, without_entries
from ingest.transcript.additions import read_additions
from ingest.transcript.rows import rows_of
from ingest.warehouse import releases

NEAREST = 5
SHORTEST_TRACE = 12  # code points: shorter texts stand elsewhere too
ROW = re.compile(r"row (\d+)(?:, |$)")
MARK = "\ufeff"  # the byte order mark with which some editors begin a file


class NotErased(Exception):
    """There is no such id, or something stands in the way, in words; what was to go is still there."""


@dataclass(frozen=True)
class Going:
    """What goes. `raw`: the raw folder that keeps the record; `writes`: files to be written anew, in this order;
    `removes`: files, or the source's folder, to be taken away. `texts`: those that stood there and nowhere else, to
    look for afterwards, `texts_not_sought`: how many others; `beside`: figures that were read at the same places;
    `same_documents`: other sources that have one of its documents."""

    entry: Erased
    raw: Path
    writes: tuple[tuple[Path, bytes], ...] = ()
    removes: tuple[Path, ...] = ()
    texts: tuple[str, ...] = ()
    texts_not_sought: int = 0
    beside: frozenset[str] = frozenset()
    same_documents: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Of figures and answers."""
        return frozenset((*self.entry.figures, *self.entry.answers))


def going(wanted: str | Erased, reason: str, raws: Sequence[Path], warehouse: Path) -> Going:
    """What goes with an id, or what is left to be done of an erasure that is recorded, wherever it broke off. Raises
    NotErased, NoWarehouse, OSError, duckdb.Error."""
    with ExitStack() as stack:
        try:
            con = stack.enter_context(opened(warehouse))
        except NoWarehouse:
            if isinstance(wanted, str):
                raise
            return _with_changes(Going(wanted, raws[0]), raws, {})
        cons = [con, *_kept(releases.folder_of(warehouse), stack)]
        entry = _with_ids(_found(wanted, reason, con, raws), cons) if isinstance(wanted, str) else wanted
        texts, sought = _texts(entry, cons)
        others = _offered_by_others(entry, warehouse)
        sought = {text for text in sought if text not in others}
        figures = held(con)
        places = {(one.source_id, one.place) for one in figures if one.figure_id in entry.figures}
        same = con.execute(
            "select distinct source_id from documents where list_contains(?, sha256) and source_id <> ? order by 1",
            [list(entry.documents), entry.source_id],
        ).fetchall()
        seen = con.execute("from all_figures where source_id = ? and not is_disputed", [entry.source_id])
        names = [column[0] for column in seen.description or []]
        rows = (dict(zip(names, row, strict=True)) for row in seen.fetchall())
        found = Going(
            entry,
            raws[0],
            texts=tuple(sorted(sought)),
            texts_not_sought=len(texts) - len(sought),
            beside=frozenset(one.figure_id for one in figures if (one.source_id, one.place) in places),
            same_documents=tuple(source_id for (source_id,) in same),
        )
        return _with_changes(found, raws, {str(row["figure_id"]): row for row in rows})


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


def without_rows(text: str, is_gone: Callable[[int, Sequence[str]], bool]) -> str:
    """The text of a CSV without those rows of which this is so, all else as it is, byte for byte. `is_gone` gets the
    number of a row among those that hold anything (the heading is 0) and its cells. Raises csv.Error."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    left: list[str] = []
    n, at = -1, 0
    for cells in reader:
        is_blank = not any(cell.strip() for cell in cells)
        n += not is_blank
        left += [] if not is_blank and is_gone(n, cells) else lines[at : reader.line_num]
        at = reader.line_num
    return "".join(left)


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
    if form == "transcript":
        typed = list(_typed_in(folder))
        for one in typed:
            if erased_id in one.rows:
                figures, answers = one.alike(erased_id)
                return replace(entry, what=ROWS, figures=figures, answers=answers)
        if Path(path).name in {one.path.name for one in typed}:
            raise NotErased(_changed(path))
    outer = path.partition(INSIDE)[0]
    read = con.execute("select path, sha256 from documents where source_id = ?", [source_id]).fetchall()
    digests = {name: digest for name, digest in read if name == outer or name.startswith(f"{outer}{INSIDE}")}
    if digests.get(outer) not in {_digest(file) for file in _files(folder)}:
        raise NotErased(_changed(outer))
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
        figures = con.execute("select distinct mark from going semi join all_figures on figure_id = mark order by 1")
        more = tuple(mark for (mark,) in figures.fetchall() if mark not in entry.figures)
        answers = con.execute("select distinct mark from going semi join outcomes on outcome_id = mark order by 1")
        also = tuple(mark for (mark,) in answers.fetchall() if mark not in entry.answers)
        entry = replace(entry, figures=(*entry.figures, *more), answers=(*entry.answers, *also))
    return entry


def _offered_by_others(entry: Erased, warehouse: Path) -> str:
    """The words of what waits for a person of other sources."""
    others = (row for row in waiting.read(warehouse) if row["source_id"] != entry.source_id)
    return "\n".join(words for row in others for words in (row["quote"], row["label"]) if words)


def _texts(entry: Erased, cons: Sequence[duckdb.DuckDBPyConnection]) -> tuple[set[str], set[str]]:
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


def _with_changes(found: Going, raws: Sequence[Path], seen: Mapping[str, Any]) -> Going:
    """The same with what is to be done in the raw folder. `seen`: the source's figures as the warehouse has them."""
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
    try:
        text = _without_rulings(_text(toml), ids, seen)
        if entry.what == DOCUMENT:
            removes = tuple(file for file in _files(folder) if _digest(file) in entry.documents)
            text = without_entries(text, "document", lambda one: _is_of(one, folder, entry.documents))
        for typed in _typed_in(folder) if entry.what == ROWS else ():
            gone = {row for one, row in typed.rows.items() if one in ids}
            numbers = count(1)
            if typed.path == toml:
                text = without_entries(text, "addition", lambda _, n=numbers, gone=gone: next(n) in gone)  # type: ignore[misc]
            else:
                files.append((typed.path, without_rows(_text(typed.path), lambda n, _, gone=gone: n in gone)))  # type: ignore[misc]
    except (NotChanged, csv.Error) as problem:
        raise NotErased(f"{folder}: {SOURCE_FILE} or a transcript {problem}, then run this again.") from problem
    writes = [(path, _bytes(path, new)) for path, new in [(toml, text), *files]]
    return replace(found, writes=tuple(one for one in writes if one[0].read_bytes() != one[1]), removes=removes)


def _without_rulings(text: str, ids: Collection[str], seen: Mapping[str, Any]) -> str:
    """A source.toml without the rulings of these figures and answers, and their ids in no other. What people ruled of
    the others stays in force: a review that held is given the digest of the rows that are left."""

    def digest(figures: Sequence[str]) -> str | None:
        return digest_of([seen[one] for one in figures]) if all(one in seen for one in figures) else None

    def without(entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
        figures = entry.get("figures")
        named = list(seen) if figures == ALL else figures
        if not isinstance(named, list) or not set(ids).intersection(named):
            return entry
        left = [figure for figure in named if figure not in ids]
        if not left and figures != ALL:
            return None
        kept = dict(entry) if figures == ALL else dict(entry) | {"figures": left}
        if "digest" in entry and digest(named) == entry["digest"]:
            kept["digest"] = digest(left)
        return kept

    text = without_entries(text, "correction", lambda entry: entry.get("figure", entry.get("outcome")) in ids)
    for kind in ("withdrawal", "statement", "review"):
        text = with_changed(text, kind, without)
    return text


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

    def alike(self, figure_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(figures, answers) of the row that gave a figure, and of all rows that are called the same: only their
        order tells their ids apart."""
        own = self.figures[figure_id]
        rows = {own} | {row for row, names in self.names.items() if names == self.names.get(own)}
        figures = tuple(one for one, row in self.figures.items() if row in rows)
        return figures, tuple(one for one, row in self.answers.items() if row in rows)


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


def _changed(document: str) -> str:
    return (
        f"{document}: was changed or is gone since the warehouse was built. Build, then run this again, or erase the "
        "whole source."
    )
