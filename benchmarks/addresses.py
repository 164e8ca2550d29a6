"""How long the addresses take that others link to and show: a figure's story, a chart's frame, a chart as a picture.

    python -m benchmarks.addresses [--times 40] [--seed N] [--copies 1]

Of each as many different ones as `--times` are asked for, drawn from a seed that is printed, each twice: the first time
it is made, the second time it may be kept. Beside them the server's own `/_stcore/health`: what an answer costs that
says nothing. `--copies 119` asks a warehouse of a million figures (benchmarks/extracts.py).
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

import duckdb
import httpx

from benchmarks.extracts import make, processor
from dashboard import serve, warehouse
from tests.in_browser import started

FORCES = "select distinct force_id from force_years where offence_id = 'ho_88a' and force_id is not null order by 1"


def asked_of(client: httpx.Client, paths: Sequence[str], pid: int) -> str:
    """Three cells: the median and the 95th of a hundred, in seconds, and the processor's milliseconds for each."""
    spent, before = [], processor(pid)
    for path in paths:
        start = time.perf_counter()
        client.get(path).raise_for_status()
        spent.append(time.perf_counter() - start)
    used = (processor(pid) - before) / len(paths)
    return f"{median(spent):.3f} | {quantiles(spent, n=20)[-1]:.3f} | {used * 1000:.0f}"


def drawn(file: Path, times: int, seed: int) -> dict[str, list[str]]:
    """So many addresses of each kind."""
    rng = random.Random(seed)
    with duckdb.connect(str(file), read_only=True) as con:
        figures = [one for (one,) in con.execute("select figure_id from figures order by 1").fetchall()]
        asked = [f"?force={quote(force)}&offence=ho_88a" for (force,) in con.execute(FORCES).fetchall()]
    charts = rng.sample(asked, min(times, len(asked)))
    return {
        "that says nothing": ["/_stcore/health"] * times,
        "/figure": [f"/figure/{quote(one)}" for one in rng.sample(figures, min(times, len(figures)))],
        "/embed": [f"/embed/time{one}" for one in charts],
        "/chart, SVG": [f"/chart/time.svg{one}" for one in charts],
        "/chart, PNG": [f"/chart/time.png{one}" for one in charts],
    }


def main() -> None:
    """Print a table, a row for each kind."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.addresses", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "warehouse.duckdb"
        figures = make(warehouse.warehouse_path(), file, asked.copies)
        print(f"seed {asked.seed}, {figures:,} figures, load {os.getloadavg()[0]:.1f}\n")
        print("| address | first, s | p95, s | processor, ms | again, s | p95, s | processor, ms |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        server, address = started(Path(folder) / "log", serve.command(0), DISCLOSED_WAREHOUSE=str(file))
        try:
            httpx.get(f"{address}/_stcore/health", timeout=120)  # a connection made while the server starts is slower
            with httpx.Client(base_url=address, timeout=120) as client:
                for kind, paths in drawn(file, asked.times, asked.seed).items():
                    client.get(paths[0])  # what each kind needs once
                    first, again = (asked_of(client, paths[1:], server.pid) for _ in range(2))
                    print(f"| {kind} | {first} | {again} |", flush=True)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
