"""The warehouse's file -> frames for pages. Protects: pages never hold the file that a build replaces.

The file is copied to a private folder and opened read-only, once for each inode and time of change: the next page and
request read the new one, and one that has begun reads to its end what it began with (`held`). When a newer file will
not open, the last good copy goes on and says so. A pinned release is answered from a copy of it (pinned.py).
"""

import os
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd

from dashboard import pinned, words
from ingest.settle.queries import quoted
from ingest.warehouse import releases

ROOT = Path(__file__).resolve().parent.parent
SQL, DEFAULT_PATH = ROOT / "dashboard" / "queries", ROOT / "data" / "warehouse.duckdb"
COPIES = "disclosed-served-"  # how folders of copies begin, among the system's temporary ones
HOW_TO_BUILD, OLD = "`make warehouse`, or `.venv/bin/python -m ingest build`", "an earlier program built it"
ADDED_LAST = "reading_reason from force_years"  # the newest column or table: without it a warehouse is refused
MOST_MEMORY = "1GB"  # of a copy: what a large extract sorts beyond it goes through a file beside the copy
COPIES_KEPT = 2  # the one in use, and the one before it for pages that are still being drawn
PINNED_KEPT = 8  # of pinned releases: beyond them the first that was made goes, and is made again when asked for

VIEWS = ("refusals", "ocag_arrests", "force_years", "differences")
FILES = ("told_states", "beside", "own_counts", "questions_sent", "every_answer", "compare_choices", "longer", "ruled")
"""What each question would compute anew, and files of queries/: tables beside a copy, named `ready.refusals`."""
Asked = TypeVar("Asked", bound=Callable[..., Any])
FORGET: list[Callable[[], object]] = []  # what is called when something was erased: what empties each cache of answers


def forgotten(most: int) -> Callable[[Asked], Asked]:
    """A cache of so many answers of a function, emptied when something was erased."""

    def keep(make: Asked) -> Asked:
        kept: Any = lru_cache(maxsize=most)(make)
        FORGET.append(kept.cache_clear)
        return kept  # type: ignore[no-any-return]

    return keep


Stamp = tuple[str, int, int]  # path, inode, time of change in nanoseconds


class NoWarehouse(Exception):
    """There is no warehouse that opens; the message says which file was looked for and how one is made."""


@dataclass(frozen=True)
class Copy:
    """One private, read-only copy of a warehouse. `problem` says why a newer one is not shown, if there is one."""

    stamp: Stamp
    path: Path
    parent: duckdb.DuckDBPyConnection
    release: str
    version: str
    built_at: datetime
    erased: tuple[str, ...]
    problem: str | None = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """One to which a view that is ready is the table made of it: the same rows, and nothing computed anew."""
        return self.parent.cursor().execute(f"set search_path = 'ready.main,{self.path.stem}.main'")


while_running = ExitStack()
_lock = threading.Lock()
_copies: dict[Stamp, Copy] = {}
_refused: dict[Stamp, str] = {}
_pinned: dict[Stamp, Copy] = {}
_erased: tuple[str, ...] | None = None
_held: ContextVar[dict[str | None, Copy] | None] = ContextVar("held_copies", default=None)
"""The copies that the page's run or the request has read, by the release that was asked for; None for the newest."""


@cache
def folder() -> Path:
    """The folder of this process's copies, for as long as it runs; those of servers that were killed go."""
    releases.clear_killed(Path(tempfile.gettempdir()), f"{COPIES}*")
    made = Path(while_running.enter_context(tempfile.TemporaryDirectory(prefix=COPIES, ignore_cleanup_errors=True)))
    while_running.enter_context(releases.in_use(made))
    return made


def warehouse_path() -> Path:
    """Where the warehouse is: DISCLOSED_WAREHOUSE, else data/warehouse.duckdb."""
    return Path(os.environ.get("DISCLOSED_WAREHOUSE") or DEFAULT_PATH)


def pictures_folder() -> Path:
    """Where pictures of evidence are kept: beside the warehouse."""
    return warehouse_path().parent / ".cache" / "evidence"


@contextmanager
def held(release: str | None = None, forces: Sequence[str] = ()) -> Iterator[None]:
    """Within it each release is read from one copy, opened when first asked for; `release`, `forces`: the request's."""
    copies, pin, kept = _held.set({}), pinned.of_request.set(release or None), pinned.forces.set(())
    try:
        with suppress(NoWarehouse, releases.UnknownRelease):  # links keep the forces that are known
            pinned.forces.set(tuple(force for force in forces if (force,) in values("select force_id from forces")))
        yield
    finally:
        _held.reset(copies)
        pinned.of_request.reset(pin)
        pinned.forces.reset(kept)


def current() -> Copy:
    """The copy of the release that the address pins, else the newest. Raises NoWarehouse, UnknownRelease."""
    copy, release = newest(), pinned.asked()
    if release is None or release == copy.release:
        return copy
    return _as_held(release, lambda: _open_pinned(release, copy))


def newest() -> Copy:
    """The copy of the warehouse as it is now, or the last good one. Raises NoWarehouse."""
    return _as_held(None, _newest)


def _as_held(release: str | None, find: Callable[[], Copy]) -> Copy:
    now = _held.get()
    if now is not None and release not in now:
        now[release] = find()
    return find() if now is None else now[release]


def _newest() -> Copy:
    path = warehouse_path()
    with _lock:
        try:
            stamp = (str(path), (status := path.stat()).st_ino, status.st_mtime_ns)
            problem = None if stamp in _copies else _refused.get(stamp) or _open(path, stamp)
        except OSError as error:
            problem = f"there is no warehouse at {path.name} ({error.strerror})"
        if problem is None:
            return _copies[stamp]
        if not (good := [copy for copy in _copies.values() if copy.stamp[0] == str(path)]):
            raise NoWarehouse(problem)
        return replace(good[-1], problem=problem)


def known_releases() -> tuple[str, ...]:
    """The releases that an address may pin: those that are kept and the newest, the latest build first."""
    kept, now = releases.folder_of(warehouse_path()), newest().release
    changed_at = kept.stat().st_mtime_ns if kept.is_dir() else 0
    return (now, *(release for release in reversed(_release_names(kept, changed_at)) if release != now))


_release_names = lru_cache(maxsize=1)(lambda folder, changed_at: tuple(releases.release_names(folder)))


def of_releases(name: str, **params: Any) -> list[Any]:
    """The rows of a query over every kept release (`{folder}`); none where nothing is kept in this form."""
    kept = releases.folder_of(warehouse_path())
    if not known_releases() or not kept.is_dir():
        return []
    return _of_releases(name, str(kept), kept.stat().st_mtime_ns, tuple(sorted(params.items())))


@forgotten(64)
def _of_releases(name: str, folder: str, changed_at: int, params: tuple[tuple[str, Any], ...]) -> list[Any]:
    try:
        with newest().parent.cursor() as con:
            cursor = con.execute(sql(name).replace("{folder}", folder.replace("'", "''")), dict(params))
            columns = words.row_of(tuple(column[0] for column in cursor.description or []))
            return [columns(*row) for row in cursor.fetchall()]
    except duckdb.Error:
        return []


def _open(path: Path, stamp: Stamp) -> str | None:
    """Why the file does not open; None once its copy is there."""
    try:
        copy = _opened(_copies, COPIES_KEPT, stamp, lambda private: shutil.copyfile(path, private))
    except (OSError, duckdb.Error) as error:
        is_old = isinstance(error, duckdb.BinderException | duckdb.CatalogException)
        return _refused.setdefault(stamp, f"{path.name} does not open: {OLD if is_old else error}")
    _forget_erased(copy)
    releases.keep(copy.parent.cursor(), copy.release, releases.folder_of(path))
    return None


def _open_pinned(release: str, like: Copy) -> Copy:
    kept = releases.folder_of(warehouse_path())
    status = releases.rows_of(release, kept).stat()
    stamp = (str(kept / release), status.st_ino, status.st_mtime_ns)

    def write(private: Path) -> None:
        with like.parent.cursor() as cursor:
            releases.write_copy(release, kept, cursor, private)

    with _lock:
        try:
            return _pinned.get(stamp) or _opened(_pinned, PINNED_KEPT, stamp, write)
        except duckdb.Error as error:
            raise NoWarehouse(f"the release {release} that is kept does not open: {error}") from error


def _opened(copies: dict[Stamp, Copy], most: int, stamp: Stamp, write: Callable[[Path], object]) -> Copy:
    """The copy whose file is written so, with ready tables; the `most` latest stay. Raises OSError, duckdb.Error."""
    private = folder() / f"{stamp[1]}-{stamp[2]}.duckdb"
    try:
        write(private)
        parent = duckdb.connect(str(private), read_only=True)
        parent.execute("set memory_limit = '400MB'")  # more makes no table ready sooner
        parent.execute(f"select {ADDED_LAST} limit 0")
        ready = quoted(f"{private}.ready")  # a file: in memory a million would be a gigabyte
        parent.execute(f"attach if not exists {ready} as ready (read_write)")
        for name in (*VIEWS, *FILES):
            rows = sql(name) if name in FILES else f"from {name}"
            parent.execute(f"create table if not exists ready.{name} as {rows}")
        parent.execute("checkpoint ready")
        parent.execute(f"set memory_limit = '{MOST_MEMORY}'")
        asked = "select release, version, built_at, (select list(erased_id order by 1) from erased) from release"
        if (row := parent.execute(asked).fetchone()) is None:
            raise duckdb.Error("its table release is empty")
    except (OSError, duckdb.Error):
        _drop(private)
        raise
    release, version, built_at, gone = row
    copies[stamp] = Copy(stamp, private, parent, release, version, built_at, tuple(gone or ()))
    while len(copies) > most:
        _drop(copies.pop(next(iter(copies))).path)  # not closed: a page may read it, and it goes with its last cursor
    return copies[stamp]


def _forget_erased(copy: Copy) -> None:
    """Where something was erased since, drop all other copies, answers and pictures; who reads one reads to its end."""
    global _erased
    if _erased is not None and copy.erased != _erased:
        for held in (_copies, _pinned):
            for stamp in [stamp for stamp in held if stamp != copy.stamp]:
                _drop(held.pop(stamp).path)
        for forget in FORGET:
            forget()
        shutil.rmtree(pictures_folder(), ignore_errors=True)
    _erased = copy.erased


def file_of(copy: Copy) -> Path:
    """The file of a copy, as long as that is kept."""
    if files_of(copy):
        return copy.path
    raise NoWarehouse("the warehouse was built anew while this was asked for. Ask again")


def files_of(copy: Copy) -> Path | None:
    """The folder for files that are made of a copy, which goes with it; None when it has gone."""
    files = copy.path.with_suffix(".files")
    with _lock:
        if is_kept := copy.stamp in (*_copies, *_pinned):
            files.mkdir(exist_ok=True)
    return files if is_kept else None


def _drop(copy: Path) -> None:
    _answer.cache_clear()  # each holds the copy that gave it
    for file in copy.parent.glob(f"{copy.name}*"):
        file.unlink()
    shutil.rmtree(copy.with_suffix(".files"), ignore_errors=True)


def copy_named(name: str) -> Path | None:
    """The file of a copy that is still kept, by its name; None for any other."""
    with _lock:
        return next((copy.path for copy in (*_copies.values(), *_pinned.values()) if copy.path.name == name), None)


def all_erased() -> list[tuple[str, date, str]]:
    """Every id that was erased, when and why, the latest first. Of every release alike."""
    with newest().parent.cursor() as cursor:
        return cursor.execute("select erased_id, erased_on, reason from erased order by erased_on desc, 1").fetchall()


def erased(marks: Iterable[str]) -> str | None:
    """What to say of the first of these ids that was erased; None when none was."""
    said = "{} was erased on {}, with its document, its words and its pictures: {}"
    asked = set(marks)
    found = (one for one in (all_erased() if asked else ()) if one[0] in asked)
    return next((said.format(mark, words.day(on), reason) for mark, on, reason in found), None)


def rows(asked: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Rows by column as Python values, uncached: what pictures and the desk ask. `asked` as in `query`."""
    with current().cursor() as cursor:
        cursor.execute(sql(asked), dict(params or {}))
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def query(asked: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """The answer to a file of queries/ or to SQL as a frame of the caller's own, remembered; missing texts are None."""
    return pd.DataFrame(_answer(current(), sql(asked), _as_key(params), True), copy=False)  # written to, it is copied


def values(asked: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows of the answer as Python values, remembered as `query` does."""
    return list(_answer(current(), sql(asked), _as_key(params), False))


def _as_key(params: Mapping[str, Any] | None) -> tuple[tuple[str, Any], ...]:
    return tuple((name, tuple(of) if isinstance(of, list) else of) for name, of in (params or {}).items())


@lru_cache(maxsize=1024)
def _answer(copy: Copy, sql: str, params: tuple[tuple[str, Any], ...], is_frame: bool) -> Any:
    with copy.cursor() as cursor:
        cursor.execute(sql, {name: list(of) if isinstance(of, tuple) else of for name, of in params})
        rows, named = cursor.fetchall(), cursor.description or []
    if not is_frame:
        return rows
    index, cells = pd.RangeIndex(len(rows)), zip(*rows, strict=True) if rows else repeat(())
    columns = {name: _column(str(kind), of, index) for (name, kind, *_), of in zip(named, cells, strict=False)}
    return pd.DataFrame(columns, copy=True)  # columns of a kind in one piece: of 80 apart a row would be kept in 100 kB


def _column(kind: str, cells: Sequence[Any], index: pd.Index) -> pd.Series:
    """The one place where DuckDB's way of saying "nothing" becomes None (texts, days, lists) or NaN (numbers)."""
    is_whole, made = kind.endswith(("INTEGER", "INT")) and kind != "HUGEINT", object
    if is_whole or kind in ("DOUBLE", "HUGEINT") or kind.startswith("DECIMAL"):
        made = np.int64 if is_whole and None not in cells else np.float64
    elif kind == "BOOLEAN" and None not in cells:
        made = np.bool
    return pd.Series(np.fromiter(cells, made, len(cells)), index, made, copy=False)


NAMED = re.compile(r"\{(?!folder\})(\w+)(?::(\w+))?\}")


@cache
def sql(name: str, of: str = "") -> str:
    """SQL as it is, or that of a file, with those it names: `{wholes}` is a subquery, `{print:f}` columns `of` f."""
    if " " in name:
        return name
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8").replace("{f}", of)
    return NAMED.sub(lambda match: sql(match[1], match[2]) if match[2] else f"({sql(match[1])})", text)
