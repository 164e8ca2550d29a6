"""How long `python -m ingest build` takes: cold (no cache), warm (nothing changed), and with two workers.

Run `.venv/bin/python benchmarks/build.py`. It prints medians of whole processes and their ratios within this
one run, for machines are noisy: quote the ratios. Kept results stand in benchmarks/results.md.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def seconds(warehouse: Path, *words: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "ingest", "build", "--warehouse", str(warehouse), *words],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse.duckdb"
        times: dict[str, list[float]] = {"cold": [], "cold, 2 workers": [], "warm": []}
        seconds(warehouse)  # not counted: fills the system's file cache
        for _ in range(RUNS):
            shutil.rmtree(Path(folder) / ".cache")
            times["cold"].append(seconds(warehouse))
            shutil.rmtree(Path(folder) / ".cache")
            times["cold, 2 workers"].append(seconds(warehouse, "--workers", "2"))
            times["warm"].append(seconds(warehouse))
    cold = statistics.median(times["cold"])
    for name, values in times.items():
        median = statistics.median(values)
        print(
            f"{name:16} median {median:5.2f} s  (min {min(values):.2f}, max {max(values):.2f})  ratio "
            f"to cold {median / cold:.2f}"
        )


if __name__ == "__main__":
    main()
