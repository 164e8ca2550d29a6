"""A view and what an address asks of it -> the file that answers, which a command would write the same.

Protects: no extract holds more than was asked for in silence: what is unknown is refused with what is known. One copy
gives the whole file before its first byte is sent (docs/scale.md).
"""

import gzip
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from uuid import uuid4

from dashboard import pinned, warehouse, words
from ingest.extracts import files, metadata
from ingest.extracts.wanted import FILTERS, WIDE, CantFilter, Wanted, as_texts, filter_columns, like, statement
from ingest.phrases.periods import as_one_year, read_period
from ingest.warehouse import releases
from ingest.warehouse.dictionary import relations
from ingest.warehouse.releases import VIEWS_AND_TABLES

IN_WORDS = {
    "hand": words.SAID["hands"],
    "kind": words.SAID["kinds"],
    "area_kind": words.SAID["area_kinds"],
    "about_children": {"yes": "about children alone"} | words.ABOUT_CHILDREN,
    "period_kind": {kind: kind.replace("_", " ") for kind in ("financial_year", "calendar_year", "other", "unknown")},
}
OPTIONS = words.SAID["options"]  # what an address may ask besides filters, and what its value is
MOST_VALUES, LONGEST_VALUE = 100, 200  # of an address, and letters of one: what is meant by it is looked for
ALIKE = 0.8  # a name that is asked for after an unknown one
_writing = threading.Lock()


class NoSuchView(Exception):
    """The name is of no public view or table."""


def known(name: str) -> dict[str, str]:
    """Id to label for one filter, in the order in which a list shows them."""
    if name in IN_WORDS:
        return IN_WORDS[name]
    if name == "release":
        return {release: release for release in warehouse.known_releases()}
    frame = warehouse.query(f"choices_{name}")
    labels = map(words.period, frame["id"]) if name == "period" else frame["label"]
    return dict(zip(frame["id"], labels, strict=True))


def label(name: str, value: str) -> str:
    return known(name).get(value, value)


def columns(view: str) -> dict[str, str]:
    return {column.name: column.kind for column in relations()[view].columns}


def filters_of(view: str) -> list[str]:
    """The filters that a view has a column for in the release that is shown; `release` pins every view."""
    lacking = lacking_in(view)
    return list(filter_columns(view, {name: kind for name, kind in columns(view).items() if name not in lacking}))


def lacking_in(view: str) -> set[str]:
    """The columns of a view that the release that is shown does not have: a kept one of an earlier program."""
    lost = releases.lacking(warehouse.current().parent) if pinned.asked() else ()
    return {column for of, column in lost if of == view}


def _must_be_there(view: str, names: Sequence[str] = ()) -> None:
    """Raise CantFilter for a view or a column that the release that is shown lacks: empty, it would mislead."""
    lacking = lacking_in(view)
    lost = [f"the column “{name}” of {view}" for name in names if name in lacking]
    if whole := [view] * (lacking == {*columns(view)}) + lost:
        copy = warehouse.current()
        raise CantFilter(
            f"Release {copy.release} of {words.day(copy.built_at.date())} does not have {whole[0]}, which was added "
            f"later. The newest, {warehouse.newest().release}, has it: leave “{pinned.NAME}” out, or do without."
        )


def ask(view: str, pairs: Sequence[tuple[str, str]]) -> Wanted:
    """The extract for an address. Raises NoSuchView or CantFilter."""
    if view not in VIEWS_AND_TABLES:
        there = f"There are: {', '.join(VIEWS_AND_TABLES)}."
        raise NoSuchView(f"There is no view or table “{view}”.{like(view, VIEWS_AND_TABLES)} {there}")
    if len(pairs) > MOST_VALUES:
        raise CantFilter(f"The address has {len(pairs)} values; at most {MOST_VALUES} are taken. Take the whole view.")
    _must_be_there(view)
    possible = filters_of(view)
    filters: dict[str, list[str]] = {}
    options: dict[str, str] = {}
    for name, value in dict.fromkeys(pairs):  # a value given twice counts once
        if name in OPTIONS:
            if name in options and name != "columns":
                raise CantFilter(f"“{name}” is given twice. Give one: {OPTIONS[name]}.")
            options[name] = f"{options[name]},{value}" if name in options else value
            continue
        if name not in possible:
            _must_be_there(view, [filter_columns(view, columns(view)).get(name, "")])
            why = "has no column for" if name in FILTERS else "knows no"
            meant = like(name, {**dict.fromkeys(possible), **OPTIONS})
            raise CantFilter(
                f"{view} {why} filter “{name}”.{meant} It can be filtered by: {', '.join(possible)}; "
                f"and takes {', '.join(option for option in OPTIONS if option != 'wide' or view == WIDE)}."
            )
        must_be_known(name, value)
        filters.setdefault(name, []).append(value)
    if options.get("wide", "1") + options.get("bom", "1") != "11" or options.get("orient", "columns") != "columns":
        raise CantFilter(f"An option's value is not known. Known are: {'; '.join(map(': '.join, OPTIONS.items()))}.")
    limit = options.get("limit", "0")
    if not (limit.isascii() and limit.isdigit() and len(limit) < 10):
        raise CantFilter(f"limit={limit} is no number of rows. Write one from 0 to 999999999.")
    named = tuple(dict.fromkeys(options["columns"].split(","))) if "columns" in options else ()
    _must_be_there(view, named)
    most = int(limit) if "limit" in options else None
    return Wanted(view, filters, named, most, "wide" in options, "bom" in options, "orient" in options)


def nearest(name: str, value: str, most: int, least: float) -> dict[str, str]:
    """Id to label of what a filter knows and is most like a value, by its id or what people call it."""
    here = {id_: label_ for id_, label_ in known(name).items() if label_}
    called = warehouse.values("called", {"name": name})
    by_name = {words_: id_ for words_, id_ in called if id_ in here} | {id_.lower(): id_ for id_ in here}
    near = (by_name[one] for one in get_close_matches(value.lower(), by_name, 4 * most, least))
    return {id_: here[id_] for id_ in list(dict.fromkeys(near))[:most]}


def _meant(name: str, value: str) -> list[str]:
    """What a filter knows that is written another way: a year, what people call it, several in one value."""
    parts = value.replace(";", ",").split(",")
    if len(parts) > 1:
        each = [[part] if part in known(name) else _meant(name, part) for part in map(str.strip, parts)]
        return [f"{name}={(*one, '…')[0]}" for one in each]
    if name in ("period", "year") and (read := read_period(as_one_year(value))) and read.start:
        return [one for one in [read.period_id if name == "period" else str(read.start.year)] if one in known(name)]
    return list(nearest(name, value, 1, ALIKE))


def must_be_known(name: str, value: str) -> None:
    """Raise CantFilter, with what is meant and all known ones, for a value that a filter does not know."""
    if len(value) > LONGEST_VALUE:
        raise CantFilter(f"“{value[:40]}…” is no known {name}: nothing here is called by so many letters.")
    if value not in known(name):
        meant = f" Did you mean {'&'.join(one)}?" if (one := _meant(name, value)) else ""
        raise CantFilter(f"“{value}” is no known {name}.{meant} Known are: {', '.join(known(name))}.")


def counted(wanted: Wanted) -> metadata.Counts:
    with warehouse.current().cursor() as cursor:
        return metadata.counts(cursor, wanted)


def first_rows(wanted: Wanted, rows: int) -> tuple[list[str], list[tuple[str | None, ...]]]:
    """The names of an extract's columns and its first rows, each cell as CSV has it; None for an empty one."""
    with warehouse.current().cursor() as cursor:
        asked = statement(cursor, replace(wanted, limit=rows))
        return list(asked.columns), cursor.execute(f"select columns(*)::varchar from ({as_texts(asked)})").fetchall()


def said_of(wanted: Wanted) -> list[str]:
    """What a citation of it says besides: sources and licences."""
    with warehouse.current().cursor() as cursor:
        return metadata.said_of(cursor, wanted)


def values_of(view: str, name: str) -> list[str]:
    """The ids that a view has in the column of a filter, in the order in which a list shows them."""
    kinds = columns(view)
    column = filter_columns(view, kinds)[name]
    each = f'unnest("{column}")' if kinds[column].endswith("[]") else f'"{column}"'
    there = {str(value) for (value,) in warehouse.values(f"select distinct {each} from {view}")}
    return [id_ for id_ in known(name) if id_ in there]


def file(wanted: Wanted, kind: str) -> Path:
    """The file of an extract, for the caller to remove. Raises CantFilter."""
    for option, is_asked, only in (("bom", wanted.for_excel, "csv"), ("orient", wanted.by_column, "json")):
        if is_asked and kind != only:
            raise CantFilter(f"{option} is for {only}, and this is {kind}.")

    def write(path: Path) -> None:
        copy = warehouse.current()
        with copy.parent.cursor() if kind == "parquet" else copy.cursor() as cursor:  # its bytes tell tables from views
            files.write(cursor, wanted, kind, path)

    if wanted.is_whole:
        return kept(f"{wanted.view}{'.columns' * wanted.by_column}{'.excel' * wanted.for_excel}.{kind}", write)
    return _written(write)


def package() -> Path:
    """All views and tables as CSV with their metadata in one ZIP, for the caller to remove."""
    return kept("all.zip", lambda path: files.write_zip(path, release(), _all_beside(path)))


def data_package() -> Path:
    return kept("datapackage.json", lambda path: _all_beside(path)[0].with_name("datapackage.json").replace(path))


def _all_beside(path: Path) -> list[Path]:
    """All views as CSV and what is said of them, written into the folder of a file that is to be made of them."""
    with warehouse.current().cursor() as cursor:
        return files.write_all(cursor, path.parent, "csv")


def release() -> metadata.Release:
    copy = warehouse.current()
    return metadata.Release(copy.release, copy.built_at)


def compressed(path: Path) -> Path:
    """The file compressed with gzip in its place, for the caller to remove; of one that is kept, that is kept too."""

    def write(packed: Path) -> None:
        with path.open("rb") as plain, packed.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as target:
            shutil.copyfileobj(plain, target)

    try:
        at = path.stat()
        return kept(f"{at.st_ino}.gz", write) if at.st_nlink > 1 else _written(write)
    finally:
        path.unlink()


def database() -> Path:
    return _linked(warehouse.file_of(warehouse.current()))


def kept(name: str, write: Callable[[Path], object]) -> Path:
    """A file written once for a copy of the warehouse, for the caller to remove; of no older copy: erasure."""
    folder = warehouse.files_of(warehouse.current())
    if folder is None:
        return _written(write)
    place = folder / name
    try:
        if not place.exists():
            with _writing:
                if not place.exists():
                    _written(write).replace(place)
        return _linked(place)
    except FileNotFoundError:  # the folder went meanwhile
        return _written(write)


def _linked(place: Path) -> Path:
    """A second name of a file, where it stays to the end of what is being sent, whatever becomes of the first."""
    path = warehouse.folder() / uuid4().hex
    os.link(place, path)
    return path


def _written(write: Callable[[Path], object]) -> Path:
    """A file of its own; where it can't be written nothing of it, nor of what its writer had beside it, is left."""
    path = warehouse.folder() / uuid4().hex
    with tempfile.TemporaryDirectory(dir=warehouse.folder()) as folder:
        write(Path(folder) / path.name)
        Path(folder, path.name).replace(path)
    return path
