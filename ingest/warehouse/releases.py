"""Releases: what of a warehouse is public (its views, and the reference tables that name things), the digest of these
rows that is a release's name, and the public rows of each build that was served, kept as Parquet, opened again, and
taken away. And the moment in which a warehouse takes the place of the old one, for one process at a time.

Protects: what a reader saw and cited can be looked up after the next build. A release is kept once, whole or not at
all, never rewritten. Its name is the same for the same input on any machine: two identical builds differ in bytes, so
the digest is of rows, sorted, every column but the release itself, without the time and the version of the build. A
build that began before something was erased does not bring it back: builds run beside each other, and one swaps at a
time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from ingest.model import Stop, in_letters
from ingest.settle.queries import column_kinds, quoted

BEGINNING_SECONDS = 60  # a process takes less from making its folder to holding it


@contextmanager
def alone(warehouse: Path) -> Iterator[None]:
    """Within it no other process swaps this warehouse or writes what was erased. Waits for its turn. Raises OSError."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    # A file beside the warehouse, which stays: a lock on a file that is replaced would be two locks.
    with (warehouse.parent / f".{warehouse.name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Within it `is_in_use` is true of the folder, however the process ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def clear_killed(folder: Path, pattern: str) -> None:
    """Take away the folders in it that killed processes left: nobody holds them, and they are not just begun."""
    for left in folder.glob(pattern):
        with suppress(OSError):  # it is another user's, or gone
            if left.stat().st_mtime < time.time() - BEGINNING_SECONDS and not is_in_use(left):
                shutil.rmtree(left)


def is_in_use(folder: Path) -> bool:
    """Whether a process that runs holds the folder. Raises OSError for one that is gone."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


VIEWS = (
    "force_years", "figures", "all_figures", "arrests", "offence_breakdown", "ocag_arrests", "ocag_figures",
    "area_figures", "outcomes", "refusals", "differences", "coverage", "checks", "release",
)  # fmt: skip
REFERENCE_TABLES = (
    "forces", "areas", "offences", "measures", "periods", "populations", "exemptions", "symbols", "campaigns",
    "campaign_requests", "questions", "sources", "documents", "erased", "subjects", "search_words",
)  # fmt: skip
VIEWS_AND_TABLES = (*VIEWS, *REFERENCE_TABLES)
DIGESTED = (
    "all_figures", "outcomes", "coverage", "checks", "sources", "documents", "forces", "areas", "offences", "measures",
    "periods", "populations", "exemptions", "symbols", "campaigns", "campaign_requests", "questions", "erased",
    "subjects", "search_words",
)  # fmt: skip
ROWS_AT_A_TIME = 5000
STORAGE_VERSION = "v1.2.0"  # DuckDB 1.2 and later open it; the default of 2.0 can't be read by 1.x
FOLDER = "releases"
BEGUN = ".begun-"
NAME = re.compile(r"[0-9a-z]{12}(?![0-9A-Za-z])")
LACKS = "Not in this release, which was built before this was added: nothing is said by its being empty."
"""The comment on a column that a kept release does not have."""
CITED = "cited.txt"
"""In the folder of releases: the names of those that are never pruned, one a line, with why behind it."""


class UnknownRelease(Stop):
    """No release of this name is kept; the message names those that are."""


def release_digest(con: duckdb.DuckDBPyConnection, stand_ins: Mapping[str, str]) -> str:
    """12 characters for the rows of DIGESTED in the database. `stand_ins`: where a table's rows are if not there."""
    parts = hashlib.sha256()
    for table in DIGESTED:
        columns = sorted(set(column_kinds(con, table)) - {"release"})
        row = ", ".join(f'"{name}"' for name in columns)
        rows = con.execute(
            "select "
            f"to_json(struct_pack({', '.join(f'{c} := {c}' for c in columns)}))::varchar from "
            f"(select {row} from {stand_ins.get(table, table)})"
        )
        digests: list[str] = []
        while some := rows.fetchmany(ROWS_AT_A_TIME):  # Python has the processor's own instructions for SHA-256
            digests += [hashlib.sha256(text.encode()).hexdigest() for (text,) in some]
        parts.update(table.encode() + b"\0" + "".join(sorted(digests)).encode())
    return in_letters(parts.digest())


def folder_of(warehouse: Path) -> Path:
    """Where the releases of a warehouse are kept: `data/releases` beside `data/warehouse.duckdb`."""
    return warehouse.parent / FOLDER


def keep(con: duckdb.DuckDBPyConnection, release: str, folder: Path, views: Sequence[str] = VIEWS_AND_TABLES) -> bool:
    """Keep a release's public rows under `folder/<release>`, if they are not there yet. `views`: those that it has.
    False where the folder can't be written to: serving goes on without."""
    if (folder / release).is_dir():
        return True
    beside = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_killed(folder, f"{BEGUN}*")
        beside = Path(tempfile.mkdtemp(prefix=BEGUN, dir=folder))
        with in_use(beside):
            rows = beside / release  # one folder deeper than what is whole, so that nobody reads it with that
            rows.mkdir()
            for view in views:
                target = quoted(str(rows / f"{view}.parquet"))
                con.execute(f"copy (from {view}) to {target} (format parquet, compression zstd)")
            os.replace(rows, folder / release)
    except (OSError, duckdb.Error):
        return (folder / release).is_dir()  # another process kept it meanwhile
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
    return True


def remove(release: str, folder: Path) -> None:
    """Take a kept release away: at once for who reads, and whole. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix=BEGUN, dir=folder) as going:
        os.replace(folder / release, Path(going) / release)


def cited(folder: Path) -> dict[str, str]:
    """The releases that somebody has said are cited, and why they stay. Raises Stop for a line that names none."""
    file = folder / CITED
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines() if file.is_file() else []
    named = {line: NAME.match(line.strip()) for line in lines if line.strip()}
    if strange := next((line for line, name in named.items() if name is None), None):
        raise Stop(f"{file}: {strange!r} names no release. Begin the line with the 12 letters and digits of one.")
    return {name[0]: line.strip()[name.end() :].strip(" \t:,;-") or "cited" for line, name in named.items() if name}


def cite(release: str, why: str, folder: Path) -> None:
    """Note that a release is never to be pruned. Raises OSError."""
    with (folder / CITED).open("a+", encoding="utf-8", errors="replace") as file:
        file.seek(0)
        if release not in (before := file.read()):
            begins = "" if before.endswith("\n") or not before else "\n"  # a person's last line may have no end
            file.write(f"{begins}{release} {why}\n")


def release_names(folder: Path) -> list[str]:
    """The releases that are kept, the latest build last."""
    if not folder.is_dir():
        return []
    folders = [path for path in folder.iterdir() if NAME.fullmatch(path.name) and (path / "release.parquet").is_file()]
    built = built_at([path.name for path in folders], folder)
    return sorted(built, key=lambda name: (built[name], name))


def built_at(names: Sequence[str], folder: Path) -> dict[str, str]:
    """When each kept release was built, in UTC, as text that sorts; "" where that can't be read."""
    built = dict.fromkeys(names, "")
    with duckdb.connect() as con:  # one for all: to make it takes longer than to read ten dates
        for name in names:
            with suppress(duckdb.Error):
                date = "select max(built_at)::varchar from read_parquet(?)"
                built[name] = con.execute(date, [str(folder / name / "release.parquet")]).fetchall()[0][0] or ""
    return built


def rows_of(name: str, folder: Path) -> Path:
    """The folder in which a release's rows are kept. Raises UnknownRelease."""
    rows = folder / name
    if not NAME.fullmatch(name) or not (rows / "release.parquet").is_file():
        raise UnknownRelease(
            f"{name}: no release of this name is kept. Kept are: {', '.join(release_names(folder)) or 'none'}."
        )
    return rows


def open_kept(name: str, folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the views that a kept release in `folder` has. Raises UnknownRelease."""
    rows = rows_of(name, folder)
    con = duckdb.connect()
    for view in VIEWS_AND_TABLES:
        if (file := rows / f"{view}.parquet").is_file():
            con.execute(f"create view {view} as from read_parquet({quoted(str(file))})")
    return con


def write_copy(name: str, folder: Path, like: duckdb.DuckDBPyConnection, path: Path) -> None:
    """The rows of a kept release as a database at `path`, its views as tables with the comments of `like`, the newest
    warehouse. A column that only later releases have is null there and its comment LACKS, such a view empty. Raises
    duckdb.Error, UnknownRelease."""
    kinds = {"tables()": "table_name, null", "views()": "view_name, null", "columns()": "table_name, column_name"}
    asked = (f"select {names}, comment from duckdb_{kind} where comment > ''" for kind, names in kinds.items())
    said = {(of, column): words for of, column, words in like.execute(" union all ".join(asked)).fetchall()}
    with open_kept(name, folder) as con:
        there = {view for (view,) in con.execute("select view_name from duckdb_views() where not internal").fetchall()}
        con.execute(f"attach {quoted(str(path))} as written (storage_version '{STORAGE_VERSION}')")
        con.begin()  # the disk is waited for once
        for view in VIEWS_AND_TABLES:
            has = {name for name, *_ in con.execute(f"describe {view}").fetchall()} if view in there else set()
            wanted = like.execute(f"describe {view}").fetchall()
            columns = [f'"{name}"' if name in has else f'null::{kind} as "{name}"' for name, kind, *_ in wanted]
            rows = f"from {view}" if view in there else "where false"
            con.execute(f"create table written.{view} as select {', '.join(columns)} {rows}")
            told = {column: LACKS for column, *_ in wanted if column not in has}
            told = {column: words for (of, column), words in said.items() if of == view} | told
            for column, words in told.items():
                what = f'column written."{view}"."{column}"' if column else f'table written."{view}"'
                con.execute(f"comment on {what} is {quoted(words)}")
        con.commit()


def lacking(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """The views with their columns that a copy of a kept release lacks, and later releases have."""
    with con.cursor() as cursor:
        asked = cursor.execute("select table_name, column_name from duckdb_columns() where comment = ?", [LACKS])
        return set(asked.fetchall())


def open_release(name: str, warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the views of a release: that of the warehouse, one that is kept, or another warehouse's file.
    Raises UnknownRelease, and duckdb.Error for a file that is no warehouse."""
    if (path := Path(name)).is_file():
        return duckdb.connect(str(path), read_only=True)
    folder = folder_of(warehouse)
    with suppress(UnknownRelease):
        return open_kept(name, folder)
    if warehouse.is_file():
        con = duckdb.connect(str(warehouse), read_only=True)
        if con.execute("select release from release").fetchall() == [(name,)]:
            return con
        con.close()
    return open_kept(name, folder)  # raises, and says which are kept
