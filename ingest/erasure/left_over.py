"""After an erasure: what of it is still found in the folder of the warehouse, in files and in the rows of databases.

A text is sought as UTF-8 bytes in every file, and in every column of text of Parquet and DuckDB files, whose bytes are
compressed. It proves what it looked for and no more: texts that were read, and the documents by their digests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ingest.erasure.target import Target

DATABASES = (".parquet", ".duckdb")
PICTURES = (".png",)


def found(target: Target, folders: list[Path]) -> list[str]:
    """The files that still hold a text or a document of what was erased, each once."""
    traces = [text.encode() for text in target.traces]
    return [str(file) for file in _files(folders) if _holds(file, target, traces)]


def _files(folders: list[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _holds(file: Path, target: Target, traces: list[bytes]) -> bool:
    if file.suffix in DATABASES:
        return _in_rows(file, target)
    data = file.read_bytes()
    return hashlib.sha256(data).hexdigest() in target.digests or any(trace in data for trace in traces)


def _in_rows(file: Path, target: Target) -> bool:
    with duckdb.connect() as con:
        if file.suffix == ".parquet":
            tables = [f"read_parquet({_quoted(file)})"]
        else:
            con.execute(f"attach {_quoted(file)} as looked_at (read_only)")
            tables = [
                f'looked_at."{name}"'
                for (name,) in con.execute(
                    "select table_name from duckdb_tables() where database_name = 'looked_at'"
                ).fetchall()
            ]
        return any(_in_table(con, table, target) for table in tables)


def _in_table(con: duckdb.DuckDBPyConnection, table: str, target: Target) -> bool:
    texts = [f'"{name}"::varchar' for name, kind, *_ in con.execute(f"describe from {table}").fetchall()
             if "VARCHAR" in kind]  # fmt: skip
    if not texts or not target.traces:
        return False
    row = f"concat_ws(chr(10), {', '.join(texts)})"
    question = f"select count(*) from {table}, (select unnest($traces) as trace) where contains({row}, trace)"
    answer = con.execute(question, {"traces": list(target.traces)}).fetchone()
    return bool(answer and answer[0])


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"
