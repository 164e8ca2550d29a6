"""What `python -m ingest build` costs, cold and warm, and beside another checkout of the project.

    python -m benchmarks.build [--beside CHECKOUT] [--runs N] [--only shipped letters pages]

Builds what is shipped (beside another checkout, what that one ships), 2,000 letters, and a PDF of 500 pages. Printed
are medians of whole processes, those that they make included: seconds of the processor, which tell more than the clock
where others use the machine too, and memory at its most. Checkouts take turns within one run: quote the ratios. Kept
results stand in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.reading import LETTERS, PAGES, ROOT, SEED, pdf_letter, put, text_letter

RUNS = 3
Cost = tuple[float, float]
"""Seconds of the processor, and MB."""


def cost(checkout: Path, raw: Path, folder: Path) -> Cost:
    """What one build costs."""
    warehouse = folder / "warehouse.duckdb"
    words = [sys.executable, "-m", "ingest", "build", "--raw", str(raw), "--warehouse", str(warehouse)]
    quiet = subprocess.DEVNULL
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as make has it
    started = subprocess.Popen(words, cwd=checkout, stdout=quiet, stderr=quiet, env=kept)
    _, status, used = os.wait4(started.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{checkout}: the build failed: {' '.join(words)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def made(folder: Path, shipped: Path, only: Sequence[str]) -> Mapping[str, Path]:
    """The raw folders that are built, by name."""
    rng = random.Random(SEED)
    raws = {"shipped": shipped, "letters": folder / "letters", "pages": folder / "pages"}
    for n in range(LETTERS if "letters" in only else 0):
        put(folder / "letters", n, "letter.txt", text_letter(rng, f"{n}/20"))
    if "pages" in only:
        put(folder / "pages", 1, "letter.pdf", pdf_letter(rng, PAGES))
    return {name: raw for name, raw in raws.items() if name in only}


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--beside", type=Path, help="another checkout, which the same interpreter can run")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", nargs="*", default=["shipped", "letters", "pages"])
    asked = parser.parse_args(words)
    checkouts = [ROOT, *([asked.beside] if asked.beside else [])]
    with tempfile.TemporaryDirectory() as place:
        for name, raw in made(Path(place), checkouts[-1] / "data" / "raw", asked.only).items():
            costs: dict[tuple[Path, str], list[Cost]] = {}
            for _ in range(asked.runs):
                for checkout in checkouts:
                    with tempfile.TemporaryDirectory() as folder:
                        for kind in ("cold", "warm"):
                            costs.setdefault((checkout, kind), []).append(cost(checkout, raw, Path(folder)))
            for kind in ("cold", "warm"):
                told = [_median(costs[checkout, kind]) for checkout in checkouts]
                shown = "; beside ".join(f"{seconds:.1f} s, {memory:.0f} MB" for seconds, memory in told)
                ratio = f"; ratio {told[0][0] / told[1][0]:.2f}, {told[0][1] / told[1][1]:.2f}" if told[1:] else ""
                print(f"{name}, {kind}: {shown}{ratio}", flush=True)


def _median(costs: Sequence[Cost]) -> Cost:
    seconds, memory = zip(*costs, strict=True)
    return statistics.median(seconds), statistics.median(memory)


if __name__ == "__main__":
    main()
