"""The release: a digest over the public rows in order, the same for the same input on any machine.

Two identical builds differ in bytes, so the digest is of rows: every public view and reference table, every
column but the release itself, sorted, without the time and the version of the build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import duckdb

from ingest.ids import ALPHABET, ID_LENGTH
from ingest.settle.tables import column_kinds

PUBLIC = (
    "all_figures", "outcomes", "coverage", "checks", "sources", "documents", "forces", "areas", "offences", "measures",
    "periods", "populations", "exemptions", "symbols", "campaigns", "campaign_requests", "questions", "erased",
    "subjects", "search_words",
)  # fmt: skip
ROWS_AT_A_TIME = 5000


def release_digest(
    con: duckdb.DuckDBPyConnection,
    standing_in: Mapping[str, str],
) -> str:
    """12 characters for the rows of PUBLIC in the connection's current database. `standing_in`: for a table whose rows
    wait elsewhere, where."""
    parts = hashlib.sha256()
    for table in PUBLIC:
        columns = sorted(set(column_kinds(con, table)) - {"release"})
        row = ", ".join(f'"{name}"' for name in columns)
        rows = con.execute(
            "select "
            f"to_json(struct_pack({', '.join(f'{c} := {c}' for c in columns)}))::varchar from "
            f"(select {row} from {standing_in.get(table, table)})"
        )
        digests: list[str] = []
        while some := rows.fetchmany(ROWS_AT_A_TIME):  # Python has the processor's own instructions for SHA-256
            digests += [hashlib.sha256(text.encode()).hexdigest() for (text,) in some]
        parts.update(table.encode() + b"\0" + "".join(sorted(digests)).encode())
    number = int.from_bytes(parts.digest()[:8], "big")
    letters = []
    for _ in range(ID_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)
