"""The queries of the docs give the answers that stand there, on every DuckDB that the warehouse is made for.

`python -m tests.warehouse.test_queries` writes the answers anew, from data/warehouse.duckdb: read what changed before
you keep it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.extracts import sums

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (ROOT / "docs" / "queries.md", ROOT / "docs" / "start-analyst.md")
QUERY = re.compile(r"```sql\n(.*?)```\n(\n(?:\|[^\n]*\n)+)?", re.DOTALL)
VERSIONS = ("1.2.2", "1.3.2", "1.4.0", "1.4.1", "1.5.5")
SHELLS = ("1.4.4", "1.5.6")
"""Of DuckDB's own shell, the first and the newest that the package index has."""
KEPT = ROOT / "data" / ".cache" / "duckdb"
RUN = """
import json, sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
def answer(sql):
    rows = con.execute(sql)
    return [[name for name, *_ in rows.description], *[list(row) for row in rows.fetchall()]]
print(json.dumps([answer(sql) for sql in json.load(sys.stdin)], default=str))
"""
BY_NAME = "select low from totals(measure := 'offences_recorded', offence := 'ho_88a', period := '2024/25')"


def in_document() -> list[tuple[str, str]]:
    """Each query with the table that stands below it."""
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    return [(sql, (table or "").strip()) for sql, table in QUERY.findall(text)]


def table_of(answer: list[list[Any]]) -> str:
    head, *rows = answer
    lines = [head, ["---"] * len(head), *([cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if value is None:
        return "NULL"
    return f"{value:.10g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def answers(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for sql, _ in in_document():
        rows = con.execute(sql)
        head = [name for name, *_ in rows.description or []]
        yield table_of([head, *map(list, rows.fetchall())])


def test_each_query_gives_the_answer_that_stands_below_it(built_warehouse: Path) -> None:
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        found = list(answers(con))
    assert len(found) == len(in_document()) > 12
    assert found == [table for _, table in in_document()]


def of_version(version: str, package: str = "duckdb") -> Path:
    """The folder with a DuckDB, or a shell of it, of another version; installed when it is first asked for."""
    folder = KEPT / version if package == "duckdb" else KEPT / f"{package}-{version}"
    if not folder.is_dir():
        words = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), f"{package}=={version}"]
        if subprocess.run([sys.executable, *words], capture_output=True).returncode:
            pytest.skip(f"{package} {version} can't be installed here: no package index is reached")
    return folder


@pytest.mark.parametrize("version", VERSIONS)
def test_each_query_gives_the_same_on_other_versions(version: str, built_warehouse: Path) -> None:
    (slip,) = sums.probes("select 1 from force_years where force_id = 'Kent'", {"force_years": {"force_id"}})
    queries = [*(sql for sql, _ in in_document()), slip["sql"]]
    if version >= "1.4":
        queries.append(BY_NAME)
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(built_warehouse)],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(of_version(version))},
    )
    assert done.returncode == 0, done.stderr
    found = [table_of(answer) for answer in json.loads(done.stdout)]
    assert found[: len(in_document())] == [table for _, table in in_document()]
    assert "| 2 | `force_id` 'Kent', which no row of `force_years` has (nearest: 'kent') |" in found[len(in_document())]


def one_after_the_other(text: str) -> Iterator[Any]:
    """The JSON values that a text is made of."""
    while text := text.lstrip():
        value, end = json.JSONDecoder().raw_decode(text)
        yield value
        text = text[end:]


def unlisted(value: Any) -> Any:
    """The shell of 1.4 prints a list as text in brackets."""
    return value[1:-1].split(", ") if isinstance(value, str) and value.startswith("[") else value


@pytest.mark.parametrize("version", SHELLS)
def test_each_query_gives_the_same_in_duckdbs_own_shell(version: str, built_warehouse: Path) -> None:
    folder = of_version(version, "duckdb-cli")
    programs = (path for path in folder.rglob("duckdb") if path.is_file())
    shell = max(programs, key=lambda path: path.stat().st_size)  # beside it stands a script of a few lines
    shell.chmod(0o755)
    words = [str(shell), "-readonly", "-json", "-init", os.devnull, str(built_warehouse)]
    queries = [*(sql for sql, _ in in_document()), BY_NAME]
    done = subprocess.run(words, input=";\n".join(queries) + ";", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = [
        table_of([list(rows[0]), *([unlisted(value) for value in row.values()] for row in rows)])
        for rows in one_after_the_other(done.stdout)
    ]
    assert found[: len(in_document())] == [table for _, table in in_document()]
    assert len(found) == len(queries)


@pytest.mark.parametrize(
    "call",
    [
        "totals('arrests_online', null, '2019/20')",
        "totals('arrests_online_cso', 'soa2003_s99', '2019/20')",
        "totals('arrests_online_cso', null, '2019/21')",
        "panel('offences_recorded', 'crimes', 'ho_88a', 'financial_year', 2017, 2019)",
        "panel('offences_recorded', 'offences', 'ho_88a', 'year', 2017, 2019)",
    ],
)
def test_an_id_that_does_not_exist_is_an_error_that_says_so(call: str, built_warehouse: Path) -> None:
    with (
        duckdb.connect(str(built_warehouse), read_only=True) as con,
        pytest.raises(duckdb.Error, match=r"No |year_kind"),
    ):
        con.execute(f"from {call}").fetchall()


@pytest.mark.parametrize(
    ("kind", "years", "said"),
    [
        ("financial_year", "2024, 2026", "for the financial year that begins in 202[56]"),
        ("calendar_year", "2017, 2019", "for the calendar year that begins in 2019"),
    ],
)
def test_a_panel_over_a_year_of_which_nobody_has_a_number_is_an_error_that_names_it(
    kind: str, years: str, said: str, built_warehouse: Path
) -> None:
    with (
        duckdb.connect(str(built_warehouse), read_only=True) as con,
        pytest.raises(duckdb.Error, match=f"No force has a number of offences_recorded for ho_88a in offences {said}"),
    ):
        con.execute(f"select year from panel('offences_recorded', 'offences', 'ho_88a', '{kind}', {years})").fetchall()


def write() -> None:
    """The documents with the answers of the warehouse that is here."""
    with duckdb.connect(str(ROOT / "data" / "warehouse.duckdb"), read_only=True) as con:
        found = answers(con)
        for document in DOCUMENTS:
            text = document.read_text(encoding="utf-8")
            text = QUERY.sub(lambda m: f"```sql\n{m[1]}```\n\n{next(found)}\n", text)
            document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
