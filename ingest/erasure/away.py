"""What goes -> taken out of the raw folder, caches, kept releases, audits and reports; and what of it is still found.

A step gives (what was done, in words, and what could not be, each in words); it raises OSError and duckdb.Error.
Protects: every step can be done again, so that an erasure that breaks off is finished by the next run. A kept release
keeps its name, though its rows are no longer those of which the name is a digest: the record says why.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from ingest.audit import result as audits
from ingest.audit.draw import CODEBOOK, DRAW
from ingest.erasure.going import Going, in_place, mark, without_rows
from ingest.erasure.record import FILE as RECORD
from ingest.fetch.source_file import write_whole
from ingest.sources.text import NotChanged, without_entries
from ingest.warehouse import releases, reports
from ingest.warehouse.build import clear_left
from ingest.warehouse.releases import VIEWS_AND_TABLES

LAST = ("documents", "outcomes", "all_figures")
"""Views of a release that are written behind the others: by these it is told what goes from the others."""
COMPRESSED = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")  # how such files begin
ID = re.compile(r"(?<![0-9a-z])[0-9a-z]{12}(?![0-9a-z])")
RECORDED = ("erased", "erased.parquet", RECORD)  # what holds the record


Done = tuple[str, list[str]]


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
    """Take it out of every audit: the draw, the sheet, the readings, and differences in the result. Which line of a
    place is about which figure is not told there, so a place goes whole. Counts stay: they tell no figure."""
    changed: list[str] = []
    problems: list[str] = []
    for draw in sorted(audits.folder_of(warehouse).glob(f"*/{DRAW}")):
        try:
            changed += [draw.parent.name] if _from_audit(going, draw) else []
        except (NotChanged, csv.Error, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            problems.append(f"{draw.parent}: {problem}. Take out what names an erased figure by hand.")
    return f"taken out of audits: {', '.join(changed)}" if changed else "", problems


def _from_audit(going: Going, draw: Path) -> bool:
    text = draw.read_text(encoding="utf-8")
    figures: Sequence[Any] = tomllib.loads(text).get("figure", [])
    places = {str(one["place"]) for one in figures if one["id"] in going.ids | going.beside}
    new: dict[Path, bytes] = {}
    for path in sorted(draw.parent.glob("*.csv")):
        if path.name != CODEBOOK and places:
            new[path] = _without_places(path.read_bytes().decode("utf-8"), places).encode()
    if (result := draw.parent / audits.RESULT).is_file():
        told = result.read_text(encoding="utf-8")
        new[result] = without_entries(told, "difference", lambda one: one.get("figure") in going.ids).encode()
    text = without_entries(text, "figure", lambda one: one["place"] in places)
    # Last: by the draw it is known which places go, should this break off.
    new[draw] = without_entries(text, "place", lambda one: one["id"] in places).encode()
    changed = [path for path, data in new.items() if path.read_bytes() != data]
    for path in changed:
        write_whole(path, new[path])
    return bool(changed)


def _without_places(text: str, places: Collection[str]) -> str:
    """A sheet or a reading without the lines of these places, wherever its column of places stands."""
    column: list[int] = []

    def is_gone(n: int, cells: Sequence[str]) -> bool:
        if n == 0:
            column.extend(at for at, name in enumerate(cells) if name.strip("\ufeff ").casefold() == "place")
        return n > 0 and any(len(cells) > at and cells[at].strip().upper() in places for at in column)

    return without_rows(text, is_gone)


def from_reports(going: Going, warehouse: Path) -> Done:
    """Take the reports of error about it out: their words may tell what stood there."""
    file = reports.path_of(warehouse)
    if not file.is_file():
        return "", []
    about = going.ids | ({going.entry.source_id} if going.entry.is_source else set())
    try:
        before = file.read_bytes().decode("utf-8")
        left = without_entries(before, "report", lambda one: one.get("about") in about)
    except (NotChanged, UnicodeDecodeError) as problem:
        return "", [f"{file} {problem}: take out the reports about what was erased."]
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
