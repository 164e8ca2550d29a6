"""How many visitors one process serves: how long each waits for a page while others read.

    python -m benchmarks.visitors [--visitors 10 25 50 …] [--seconds 40] [--processes 1] [--think 5]

A visitor opens a page, reads for five seconds (two to eight, so that they fall out of step), opens another, and so on
in one session, as a reader does who follows the menu; the pages and their order are drawn from a seed that is printed.
It speaks Streamlit's own protocol, so that no browser takes from the processors that are measured. A wait is from the
question to the last word of the page. Several processes stand side by side, and each takes its share of the visitors.
Beside them, by the same visitors: a plain Streamlit page of the same warehouse, a table and a chart by Plotly Express.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard import serve, warehouse
from tests.every_page import addresses
from tests.in_browser import started

VISITORS, SECONDS, THINK = (10, 25, 50, 100), 40, 5.0
MOST_SECONDS = 60
HEADS = (
    "", "visitors", "pages", "median, s", "p95, s", "longest, s", "turned away", "processors busy",
    "processor for a page, ms", "memory of one, MB", "open files of one",
)  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")
PLAIN = """import duckdb, plotly.express as px, streamlit as st

@st.cache_data
def figures():
    with duckdb.connect({file!r}, read_only=True) as con:
        return con.execute("select force, year, value from force_years where offence_id = 'ho_88a'").df()

st.title("Plain")
force = st.selectbox("Force", sorted(figures()["force"].unique()))
rows = figures()[figures()["force"] == force]
st.plotly_chart(px.line(rows, x="year", y="value"))
st.dataframe(rows)
"""


async def finished(connection: ClientConnection) -> None:
    """Read what a page sends, to its end."""
    while True:
        message = ForwardMsg()
        message.ParseFromString(await connection.recv())  # type: ignore[arg-type]
        if message.WhichOneof("type") == "script_finished":
            return


def question(path: str) -> bytes:
    """What a browser asks for a page at an address."""
    message, asked = BackMsg(), urlsplit(path)
    message.rerun_script.query_string = asked.query
    message.rerun_script.page_name = asked.path.strip("/")
    return message.SerializeToString()


async def visit(address: str, paths: Sequence[str], chance: random.Random, until: float, think: float) -> list[float]:
    """The seconds that one visitor waited for each page."""
    waits = []
    await asyncio.sleep(chance.uniform(0, think))  # they don't all come at once
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(stream, origin=address, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore
        while (start := time.perf_counter()) < until:
            await connection.send(question(chance.choice(paths)))
            await asyncio.wait_for(finished(connection), MOST_SECONDS)
            waits.append(time.perf_counter() - start)
            await asyncio.sleep(chance.uniform(0.4, 1.6) * think)
    return waits


async def all_visit(
    at: Sequence[str], paths: Sequence[str], visitors: int, seconds: float, think: float, seed: int
) -> tuple[list[float], int]:
    """Every wait of so many visitors at these servers, and how many visitors were turned away."""
    until = time.perf_counter() + seconds
    visits = [visit(at[n % len(at)], paths, random.Random(f"{seed} {n}"), until, think) for n in range(visitors)]
    found = await asyncio.gather(*visits, return_exceptions=True)
    waits = [wait for one in found if isinstance(one, list) for wait in one]
    return waits, sum(isinstance(one, BaseException) for one in found)


def used(process: int) -> tuple[float, float, int]:
    """Seconds of the processor that a process has had, the megabytes that it takes now, and its open files."""
    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{process}/status").read_text()
    seconds = (int(stat[11]) + int(stat[12])) / TICKS
    return seconds, int(status.partition("VmRSS:")[2].split()[0]) / 1024, len(os.listdir(f"/proc/{process}/fd"))


@contextmanager
def servers(processes: int, script: Path | None = None) -> Iterator[tuple[list[str], list[int]]]:
    """So many processes of the dashboard, or of another page; their addresses and numbers."""
    command = [str(script) if script and word == str(serve.ROOT / "app.py") else word for word in serve.command(0)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        there = [started(folder / f"{n}.log", command) for n in range(processes)]
        for process, _ in there:
            stack.callback(process.wait)
            stack.callback(process.terminate)
        yield [address for _, address in there], [process.pid for process, _ in there]


def line(
    name: str, at: Sequence[str], pids: Sequence[int], paths: Sequence[str], visitors: int, asked: argparse.Namespace
) -> str:
    """One row of the table."""
    before, start = [used(pid) for pid in pids], time.perf_counter()
    waits, away = asyncio.run(all_visit(at, paths, visitors, asked.seconds, asked.think, asked.seed))
    gone, after = time.perf_counter() - start, [used(pid) for pid in pids]
    spent = sum(now[0] - then[0] for now, then in zip(after, before, strict=True))
    p95 = quantiles(waits, n=20)[-1] if len(waits) > 1 else float("nan")
    return (
        f"| {name} | {visitors} | {len(waits)} | {median(waits):.2f} | {p95:.2f} | {max(waits):.2f} | {away} "
        f"| {spent / gone:.2f} | {spent / len(waits) * 1000:.0f} | {before[0][1]:.0f} to {after[0][1]:.0f} "
        f"| {before[0][2]} to {after[0][2]} |"
    )


def main() -> None:
    """Print a table, a row for each number of visitors."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.visitors", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visitors", type=int, nargs="+", default=VISITORS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--think", type=float, default=THINK)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="without the plain page")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    paths = list(addresses().values())
    print(f"seed {asked.seed}, load {os.getloadavg()[0]:.1f}\n")
    print(f"| {' | '.join(HEADS)} |\n| --- |{' ---: |' * (len(HEADS) - 1)}")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "plain.py"
        script.write_text(PLAIN.format(file=str(warehouse.warehouse_path())))
        with servers(asked.processes) as ours, servers(asked.processes, script) as plain:
            for there, all_paths in ((ours, paths), (plain, [""])):  # warm: each page was opened once
                for address in there[0]:
                    asyncio.run(warm(address, all_paths))
            for visitors in asked.visitors:
                print(line("Disclosed", *ours, paths, visitors, asked), flush=True)
                if not asked.alone:
                    print(line("plain Streamlit", *plain, [""], visitors, asked), flush=True)


async def warm(address: str, paths: Sequence[str]) -> None:
    """Open each page once."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(stream, origin=address, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore
        for path in paths:
            await connection.send(question(path))
            await finished(connection)


if __name__ == "__main__":
    main()
