"""How long extracts and aggregates of a large warehouse take and how much memory, beside Datasette on the same rows.

Run `.venv/bin/python -m benchmarks.extracts --datasette PYTHON`, where PYTHON, of another environment, has Datasette.
It makes two warehouses of the shipped figures, as they are and 119 times over in other years, serves each, and takes
the whole of `figures` as CSV and Parquet: seconds to the first byte and to the last, and the server's memory at its
most. Then ten filtered extracts and ten aggregates, each by us and by Datasette, one after the other in the same run.
Kept results stand in docs/benchmarks.md: quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import quote

import duckdb
import httpx

from dashboard import serve
from ingest.extracts.wanted import Wanted, as_texts, statement
from ingest.warehouse.build import SETTINGS, STORED_BY

ROOT = Path(__file__).resolve().parent.parent
COPIES = {"shipped": 1, "a million": 119}
YEARS_APART = 20  # of one copy from the next: no figure of one copy lies within one of another
FIRST_PORT = 8870
TURNS = 3
TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds: the least that is counted of a process
ROWS_AT_A_TIME = 20_000
START_SECONDS = 600
LOOK_AGAIN_SECONDS = 0.1
INDEXED = ("force_id", "measure_id", "offence_id", "period_id", "year", "about_children", "source_kind", "hand")
EXTRACTS = (
    "force=kent", "force=kent&force=essex", "measure=arrests", "offence=soa2003_s15a", "year=2013",
    "measure=offences_recorded&offence=ho_88a", "force=kent&measure=offences_recorded", "kind=force_response",
    "about_children=mixed&year=2014", "force=west-mercia&offence=ho_88a",
)  # fmt: skip
NEW_ID = "substr(md5(concat(figure_id, n)), 1, 12)"
COLUMNS = {
    "force": "force_id", "measure": "measure_id", "offence": "offence_id", "year": "year", "kind": "source_kind",
    "about_children": "about_children",
}  # fmt: skip
AGGREGATES = (
    "select force_id, sum(value) from figures group by 1 order by 1",
    "select measure_id, unit, count(*), sum(value) from figures group by 1, 2 order by 1, 2",
    "select year, avg(value) from figures where offence_id = 'ho_88a' group by 1 order by 1",
    "select region, offence_id, max(value) from figures where area_kind = 'force' group by 1, 2 order by 1, 2",
    "select source_kind, hand, count(*) from figures group by 1, 2 order by 1, 2",
    "select count(distinct period_id) from figures",
    "select force_id, year, sum(value) as n from figures where about_children = 'yes' "
    "group by 1, 2 order by n desc, 1, 2 limit 50",
    "select nation, count(*) from figures where value is null group by 1 order by 1",
    "select offence_id, sum(value) from figures where force_id = 'kent' group by 1 order by 1",
    "select f.force_id, sum(f.value) / max(p.population) from figures f join populations p "
    "on p.force_id = f.force_id and p.mid_year = f.year group by 1 order by 1",
)  # fmt: skip


def make(shipped: Path, path: Path, copies: int) -> int:
    """A warehouse with the shipped figures so many times, each copy in other years, stored as by a build; gives the
    number of its figures."""
    path.write_bytes(shipped.read_bytes())
    with duckdb.connect(str(path)) as con:
        for setting in SETTINGS:
            con.execute(setting)
        con.execute("create temp table grown as from all_figures")
        con.execute("create temp table shipped as from all_figures")
        for n in range(1, copies):
            year = f"(year + {n * YEARS_APART})"
            period = (
                f"case period_kind when 'financial_year' then concat({year}, '/', right(({year} + 1)::varchar, 2)) "
                f"when 'calendar_year' then {year}::varchar else period_id end"
            )
            con.execute(
                f"insert into periods select distinct {period}, period_kind, period_start, period_end, 365 "
                "from shipped where year is not null on conflict do nothing"
            )
            con.execute(
                f"insert into grown select * replace (substr(md5(concat(figure_id, {n})), 1, 12) as figure_id, "
                f"{period} as period_id, {period} as period, {year} as year) from shipped"
            )
        con.execute("delete from all_figures")
        con.execute("checkpoint")  # else their ids count as taken
        con.execute(f"insert into all_figures from grown order by {STORED_BY}")
        ((figures,),) = con.execute("select count(*) from figures").fetchall()
    return int(figures)


def make_classes(shipped: Path, path: Path, copies: int) -> int:
    """A warehouse with the official offence classes so many times, each copy under names of its own, with all that
    pages read of them: 134 times are a million figures, as of 1,600 classes. Gives the number of its figures."""
    path.write_bytes(shipped.read_bytes())
    more = {
        "offences": "title || ' ' || n as title",
        "subjects": "list_group + n as list_group",
        "coverage": f"{NEW_ID} as figure_id",
        "all_figures": f"{NEW_ID} as figure_id, offence || ' ' || n as offence",
    }
    with duckdb.connect(str(path)) as con:
        for setting in SETTINGS:
            con.execute(setting)
        for table, other in more.items():
            which = (
                "and source_kind = 'official' and measure_id = 'offences_recorded'" if table == "all_figures" else ""
            )
            con.execute(
                f"insert into {table} select of.* replace (offence_id || '_' || n as offence_id, {other}) "
                f"from {table} as of, range(1, {copies}) as copies(n) where starts_with(offence_id, 'ho_') {which} "
                f"{'order by ' + STORED_BY if which else ''}"
            )
        ((figures,),) = con.execute("select count(*) from figures").fetchall()
    return int(figures)


def as_sqlite(warehouse: Path, path: Path) -> None:
    """The same figures and populations for Datasette, with an index on each column that is asked for."""
    with duckdb.connect(str(warehouse), read_only=True) as con, sqlite3.connect(path) as out:
        for view in ("figures", "populations"):
            asked = statement(con, Wanted(view))
            kinds = {"DOUBLE": "real", "INTEGER": "integer", "BIGINT": "integer"}
            columns = ", ".join(f'"{name}" {kinds.get(kind, "text")}' for name, kind in asked.columns.items())
            out.execute(f"create table {view} ({columns})")
            rows = con.execute(as_texts(asked, besides=tuple(kinds)))
            marks = ", ".join("?" * len(asked.columns))
            while some := rows.fetchmany(ROWS_AT_A_TIME):
                texts = [
                    [value if isinstance(value, int | float | None) else str(value) for value in row] for row in some
                ]
                out.executemany(f"insert into {view} values ({marks})", texts)
        for name in INDEXED:
            out.execute(f"create index by_{name} on figures ({name})")
        out.execute("create index populations_by on populations (force_id, mid_year)")
        out.execute("analyze")


@contextmanager
def running(command: list[str], port: int, path: str, **env: str) -> Iterator[tuple[str, int]]:
    """A server: its address and the id of its process, when it answers `path`. It is ended."""
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | env
    )
    address, deadline = f"http://{serve.HOST}:{port}", time.monotonic() + START_SECONDS
    try:
        while True:
            try:
                if httpx.get(address + path, timeout=START_SECONDS).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"no server on port {port}: {' '.join(command)}")
            time.sleep(LOOK_AGAIN_SECONDS)
        yield address, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def megabytes(pid: int, what: str) -> int:
    """A process's memory now (VmRSS) or at its most (VmHWM)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition(f"{what}:")[2].split()[0]) // 1000


def processor(pid: int) -> float:
    """The processor's seconds that a process has had: on a busy machine these, and not the clock's, can be compared."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * TICK


def taken(address: str) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last of an answer, and its bytes."""
    begins, size = time.perf_counter(), 0
    with httpx.stream("GET", address, timeout=START_SECONDS, headers={"Accept-Encoding": "identity"}) as answer:
        answer.raise_for_status()
        first = 0.0
        for part in answer.iter_raw():
            first = first or time.perf_counter() - begins
            size += len(part)
    return first, time.perf_counter() - begins, size


def seconds(ask: Callable[[], object]) -> float:
    """The median of a few turns."""
    spent = []
    for _ in range(TURNS):
        begins = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - begins)
    return median(spent)


def rounded(rows: Iterable[Sequence[object]]) -> list[str]:
    """Rows to be compared: both engines add in an order of their own, and put what is unknown first or last."""
    return sorted(repr([f"{value:.6g}" if isinstance(value, int | float) else value for value in row]) for row in rows)


def datasette_extract(asked: str) -> str:
    """The address of an extract at Datasette: a name that is given twice means either."""
    pairs: dict[str, list[str]] = {}
    for name, value in (part.split("=") for part in asked.split("&")):
        pairs.setdefault(COLUMNS[name], []).append(value)
    filters = "&".join(
        f"{name}={values[0]}" if len(values) == 1 else f"{name}__in={','.join(values)}"
        for name, values in pairs.items()
    )
    return f"/rows/figures.csv?{filters}&_stream=on"


def whole(address: str, pid: int, figures: int) -> None:
    """Take the whole as CSV and Parquet, twice each: the first time the file is written, then it is kept."""
    for kind in ("csv", "parquet"):
        for turn in ("written", "kept"):
            Path(f"/proc/{pid}/clear_refs").write_text("5")  # the most begins anew
            before = megabytes(pid, "VmRSS")
            first, last, size = taken(f"{address}/data/figures.{kind}")
            print(
                f"| {figures:,} as {kind}, {turn} | {first:.2f} s | {last:.2f} s | {size / 1e6:,.0f} MB | "
                f"{before} MB, at most {megabytes(pid, 'VmHWM')} MB |",
                flush=True,
            )


def beside(address: str, pid: int, warehouse: Path, python: str, rows: Path, port: int) -> None:
    """Extracts and aggregates, each by us and by Datasette."""
    command = [
        python, "-m", "datasette", "serve", "-i", str(rows), "-h", serve.HOST, "-p", str(port),
        "--setting", "sql_time_limit_ms", "120000",
    ]  # fmt: skip
    with (
        running(command, port, "/-/versions.json") as (other, other_pid),
        duckdb.connect(str(warehouse), read_only=True) as con,
        sqlite3.connect(rows) as lite,
    ):
        spent: dict[str, list[tuple[float, float]]] = {"extracts": [], "extracts, processor": [], "aggregates": []}
        for asked in EXTRACTS:
            ours, theirs = f"{address}/data/figures.csv?{asked}", other + datasette_extract(asked)
            counts = [len(httpx.get(at, timeout=START_SECONDS).text) for at in (ours, theirs)]
            before = processor(pid), processor(other_pid)
            pair = seconds(lambda at=ours: taken(at)), seconds(lambda at=theirs: taken(at))
            used = [max(processor(one) - had, TICK) / TURNS for one, had in zip((pid, other_pid), before, strict=True)]
            spent["extracts"].append(pair)
            spent["extracts, processor"].append((used[0], used[1]))
            print(
                f"| {asked} | {counts[0] / 1e6:.2f} MB | {pair[0]:.3f} s | {pair[1]:.3f} s | {pair[1] / pair[0]:.1f} | "
                f"processor {used[0]:.3f} s, {used[1]:.3f} s, {used[1] / used[0]:.1f} |",
                flush=True,
            )
        for sql in AGGREGATES:
            theirs = f"{other}/rows.json?sql={quote(sql)}&_shape=arrays"
            answer = json.loads(httpx.get(theirs, timeout=START_SECONDS).text)
            mine = con.execute(sql).fetchall()
            same = answer["truncated"] or rounded(answer["rows"]) == rounded(mine)
            alone = seconds(lambda sql=sql: lite.execute(sql).fetchall())
            pair = seconds(lambda sql=sql: con.execute(sql).fetchall()), seconds(lambda at=theirs: taken(at))
            spent["aggregates"].append(pair)
            print(
                f"| {sql[:60]} | {'same rows' if same else 'OTHER ROWS'} | {pair[0]:.4f} s | {pair[1]:.4f} s | "
                f"{pair[1] / pair[0]:.1f} | SQLite alone {alone:.4f} s, {alone / pair[0]:.1f} |",
                flush=True,
            )
        for name, pairs in spent.items():
            ratios = sorted(theirs / ours for ours, theirs in pairs)
            total = sum(theirs for _, theirs in pairs) / sum(ours for ours, _ in pairs)
            print(f"| ten {name} | | all {total:.1f} times, median {median(ratios):.1f}, least {ratios[0]:.1f} |")


def main() -> None:
    """Make, serve, measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--warehouse", type=Path, default=ROOT / "data" / "warehouse.duckdb")
    parser.add_argument("--datasette", help="a Python that has Datasette")
    parser.add_argument("--folder", type=Path, help="where the files are kept; else they go")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for n, (name, copies) in enumerate(COPIES.items()):
            folder = (asked.folder or Path(temporary)) / name.replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            warehouse, rows, port = folder / "warehouse.duckdb", folder / "rows.db", FIRST_PORT + 2 * n
            if not warehouse.exists():
                make(asked.warehouse, warehouse, copies)
            with duckdb.connect(str(warehouse), read_only=True) as con:
                ((figures,),) = con.execute("select count(*) from figures").fetchall()
            print(f"\n{name}: {figures:,} figures, DuckDB {duckdb.__version__}", flush=True)
            with running(serve.command(port), port, "/health", DISCLOSED_WAREHOUSE=str(warehouse)) as (address, pid):
                whole(address, pid, figures)
                if asked.datasette:
                    if not rows.exists():
                        as_sqlite(warehouse, rows)
                    beside(address, pid, warehouse, asked.datasette, rows, port + 1)


if __name__ == "__main__":
    main()
