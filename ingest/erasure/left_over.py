"""After an erasure: what of it is still found in the folder of the warehouse and in the raw folders.

Sought are the texts that were read there and nowhere else, as they are and as CSV, TOML and JSON write them; the ids of
its figures and answers, which only the record may hold; and its documents, by their digests. Protects: what was not
sought is told with what was. Files whose bytes are compressed are looked into where they are Parquet or DuckDB, by
their rows; of a PDF, an Office file, an archive or a picture only the digest and the name are compared.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ingest.erasure.record import FILE as RECORD

DATABASES = (".parquet", ".duckdb")
COMPRESSED = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")  # how such files begin
MARK = re.compile(rb"(?<![0-9a-z])[0-9a-z]{12}(?![0-9a-z])")
RECORDED = ("erased", "erased.parquet")  # the table and the kept view that hold the record


@dataclass(frozen=True)
class Sought:
    """What is looked for: texts, ids and digests of documents."""

    texts: Collection[str]
    ids: Collection[str]
    digests: Collection[str]

    @property
    def forms(self) -> list[bytes]:
        """The bytes by which a text may be written."""
        return sorted({form.encode() for text in self.texts for form in forms_of(text)})


@dataclass
class Searched:
    """How many files were looked into, which of them hold something, and which could not be looked into."""

    files: int = 0
    holding: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def forms_of(text: str) -> set[str]:
    """A text as it is, as CSV doubles its quotation marks, and as TOML and JSON escape it."""
    escaped = {json.dumps(text, ensure_ascii=is_ascii)[1:-1] for is_ascii in (True, False)}
    return {text, text.replace('"', '""'), text.replace("\n", "\r\n"), *escaped}


def search(sought: Sought, folders: Sequence[Path], but: Collection[str] = ()) -> Searched:
    """Look into every file of these folders. `but`: names of folders in which builds are working now."""
    result = Searched()
    forms = sought.forms
    with duckdb.connect() as con:  # one for all: to open one takes longer than to look into most files
        for file in _files(folders, but):
            try:
                holds = _in_rows(con, file, sought) if file.suffix in DATABASES else _in_bytes(file, sought, forms)
            except FileNotFoundError:
                continue  # another process took it away meanwhile
            except (OSError, duckdb.Error):
                result.unread.append(str(file))
                continue
            result.files += 1
            result.holding += [str(file)] if holds else []
    return result


def _files(folders: Sequence[Path], but: Collection[str]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            is_apart = any(part in but for part in file.relative_to(folder).parts)
            if not is_apart and file.is_file() and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _in_bytes(file: Path, sought: Sought, forms: Sequence[bytes]) -> bool:
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() in sought.digests:
        return True
    if file.name != RECORD and _has_ids(file.name.encode(), sought):
        return True
    if data.startswith(COMPRESSED):
        return False
    return any(form in data for form in forms) or (file.name != RECORD and _has_ids(data, sought))


def _has_ids(data: bytes, sought: Sought) -> bool:
    return bool(sought.ids) and not {mark.decode() for mark in MARK.findall(data)}.isdisjoint(sought.ids)


def _in_rows(con: duckdb.DuckDBPyConnection, file: Path, sought: Sought) -> bool:
    if file.suffix == ".parquet":
        return _in_table(con, f"read_parquet({_quoted(file)})", file.name not in RECORDED, sought)
    con.execute(f"attach {_quoted(file)} as looked_at (read_only)")
    try:
        names = con.execute("select table_name from duckdb_tables() where database_name = 'looked_at'").fetchall()
        return any(_in_table(con, f'looked_at."{name}"', name not in RECORDED, sought) for (name,) in names)
    finally:
        con.execute("detach looked_at")


def _in_table(con: duckdb.DuckDBPyConnection, table: str, may_hold_no_id: bool, sought: Sought) -> bool:
    kinds = [(str(name), str(kind)) for name, kind, *_ in con.execute(f"describe from {table}").fetchall()]
    # Lists and maps as JSON: how DuckDB itself prints them it does not say of quotation marks.
    texts = [f'"{name}"' if kind == "VARCHAR" else f'to_json("{name}")::varchar' for name, kind in kinds
             if "VARCHAR" in kind]  # fmt: skip
    if not texts:
        return False
    rows = f"(select concat_ws(chr(10), {', '.join(texts)}) as words from {table}) as r"
    forms = sorted({form for text in sought.texts for form in forms_of(text)})
    if forms and _any(
        con, f"from {rows}, (select unnest($sought) as form) as s where contains(r.words, s.form)", forms
    ):
        return True
    marks = f"select unnest(regexp_extract_all(r.words, '[0-9a-z]+')) as mark from {rows}"
    return (
        may_hold_no_id
        and bool(sought.ids)
        and _any(con, f"from ({marks}) semi join (select unnest($sought) as mark) using (mark)", sorted(sought.ids))
    )


def _any(con: duckdb.DuckDBPyConnection, rows: str, sought: list[str]) -> bool:
    answer = con.execute(f"select count(*) {rows}", {"sought": sought}).fetchone()
    return bool(answer and answer[0])


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"
