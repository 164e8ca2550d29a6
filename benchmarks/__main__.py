"""Everything that is measured, at sizes that end within the hour -> build/bench: `make bench`.

    python -m benchmarks [--only NAME …] [--seed N] [--others PYTHON]

Each benchmark runs in a process of its own, one after the other, and its words are printed as they come. Each has a
file of its own in build/bench: what was run, when, on which machine with which versions and load, and each table of it
by its headings. `--others` names a Python, of another environment, with camelot-py and datasette, for what is set
beside them. Nothing is judged by its time here: docs/benchmarks.md says what was seen and what it is good for.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bench"
LIBRARIES = ("duckdb", "streamlit", "pandas", "pyarrow", "plotly", "pdfplumber", "pypdfium2")
ALL = {
    "tables": "tables {camelot}",
    "build": "build --only shipped letters --runs 3",
    "reading": "reading --only documents again --runs 3",
    "official": "official",
    "inboxes": "inboxes",
    "parquet": "parquet",
    "extracts": "extracts {datasette}",
    "addresses": "addresses --seed {seed}",
    "addresses-of-a-million": "addresses --copies 119 --seed {seed}",
    "pages": "pages --times 3 --out build/bench/pages.md",
    "visitors": "visitors --visitors 25 50 100 --seed {seed}",
    "visitors-of-two": "visitors --visitors 100 150 --processes 2 --alone --seed {seed}",
    "faults": "faults --times 5 --seed {seed}",
    "fuzz": "fuzz --inputs 100 --seed {seed}",
}
"""Name of each benchmark, and the words with which it is run."""


def tables(printed: str) -> Iterator[list[dict[str, str]]]:
    """The Markdown tables in what was printed, each row by its headings."""
    rows: list[list[str]] = []
    for line in [*printed.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
        elif rows:
            yield [dict(zip(rows[0], row, strict=False)) for row in rows[1:] if set("".join(row)) - set("-: ")]
            rows = []


def run(name: str, words: list[str]) -> int:
    """Run one and keep what it printed; its exit code."""
    print(f"\n## python -m benchmarks.{' '.join(words)}\n", flush=True)
    start, load, used = time.perf_counter(), os.getloadavg()[0], sum(os.times()[2:4])
    command = [sys.executable, "-m", f"benchmarks.{words[0]}", *words[1:]]
    lines = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    printed = "".join(lines)
    told = {
        "command": f"python -m benchmarks.{' '.join(words)}",
        "began": datetime.now(UTC).isoformat(timespec="seconds"),
        "exit_code": process.returncode,
        "seconds": round(time.perf_counter() - start, 1),
        "processor_seconds": round(sum(os.times()[2:4]) - used, 1),
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
        "machine": {"processors": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "versions": {library: version(library) for library in LIBRARIES},
        "tables": list(tables(printed)),
        "printed": printed,
    }
    (OUT / f"{name}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return process.returncode


def main() -> int:
    """Run them: 0, or 1 where one ended otherwise."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=ALL, default=list(ALL))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--others", metavar="PYTHON")
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    OUT.mkdir(parents=True, exist_ok=True)
    others = {name: f"--{name} {asked.others}" if asked.others else "" for name in ("camelot", "datasette")}
    codes = [run(name, ALL[name].format(seed=asked.seed, **others).split()) for name in asked.only]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
