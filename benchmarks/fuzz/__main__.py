"""`python -m benchmarks.fuzz`: damage the cases, read each input the whole way, report what went wrong."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

from benchmarks.fuzz import report
from benchmarks.fuzz.cases import TARGETS, Target, target_of
from benchmarks.fuzz.inputs import make
from benchmarks.fuzz.reading import FAULTS, Result, try_one
from benchmarks.fuzz.running import run


def options(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, help="else a new one, which is printed; the same gives the same inputs")
    parser.add_argument("--inputs", type=int, default=10_000, help="for each reader")
    parser.add_argument(
        "--first", type=int, default=0, help="the number of the first input, to go on behind another run"
    )
    parser.add_argument("--readers", help=f"only these, parted by commas: {','.join(one.name for one in TARGETS)}")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="write every input that went wrong there, with what it did")
    parser.add_argument("--json", type=Path, help="write the counts there; added to by each reader as it ends")
    parser.add_argument(
        "--one", type=int, help="read this one input here, with nobody watching (needs --seed, --readers)"
    )
    return parser.parse_args(words)


def fuzz(target: Target, seed: int, first: int, inputs: int, workers: int, kept: Path | None) -> list[Result]:
    """The results of one reader; its faults are kept as they come."""
    numbers = range(first, first + (inputs if target.most is None else min(inputs, target.most)))
    begun, seen = time.monotonic(), 0

    def on_result(result: Result) -> None:
        nonlocal seen
        seen += 1
        if result.state in FAULTS and kept is not None:
            report.keep(kept, target.name, seed, result)
        if seen % 500 == 0:
            print(f"{target.name}: {seen} of {len(numbers)}, {time.monotonic() - begun:.0f} s", file=sys.stderr)

    return run(target, seed, numbers, workers, on_result)


def main(words: list[str] | None = None) -> int:
    asked = options(words)
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    targets = [target_of(name) for name in asked.readers.split(",")] if asked.readers else list(TARGETS)
    if asked.one is not None:
        print(try_one(make(seed, targets[0].name, asked.one), asked.one))
        return 0
    rows, faults = [], []
    for target in targets:
        results = fuzz(target, seed, asked.first, asked.inputs, asked.workers, asked.keep)
        rows.append(report.row(target.name, results))
        faults.append(report.faults(target.name, results))
        if asked.json:
            told = {"seed": seed, "first": asked.first, "readers": rows, "faults": [one for one in faults if one]}
            asked.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"Seed {seed}, inputs from number {asked.first}\n\n{report.table(rows)}\n")
    print("\n".join(one for one in faults if one) or "Nothing went wrong.")
    return 1 if any(faults) else 0


if __name__ == "__main__":
    sys.exit(main())
