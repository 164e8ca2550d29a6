"""How long `python -m ingest new --mail` takes for forty-five inboxes with three hundred messages, and whether each
message lies where it belongs.

Run `.venv/bin/python -m benchmarks.inboxes`. The inboxes are those of the tests (`tests/making_inboxes.py`), with their
truth. Kept results stand in docs/benchmarks.md.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest import reference as reference_data
from ingest.intake import MBOX, messages_of
from tests import making_inboxes

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3


def seconds(inboxes: Path, raw: Path) -> float:
    words = ["new", "--mail", str(inboxes), "--campaign", "online-grooming-2019-20", "--raw", str(raw)]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ingest", *words], cwd=ROOT, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    reference = reference_data.load()
    for seed in (1, 2, 3):
        made = making_inboxes.make(reference, seed)
        with tempfile.TemporaryDirectory() as folder:
            making_inboxes.write(made, Path(folder) / "inboxes")
            first = [seconds(Path(folder) / "inboxes", Path(folder) / f"raw-{n}") for n in range(RUNS)]
            again = seconds(Path(folder) / "inboxes", Path(folder) / "raw-0")
            placed = {
                message.envelope.message_id: toml.parent.parent.name
                for toml in (Path(folder) / "raw-0").glob("[!_]*/*/source.toml")
                for message in messages_of(toml.parent / MBOX)
            }
            truth = {name: force for name, force in made.truth.items() if force is not None}
            wrong = sum(1 for name, force in placed.items() if made.truth[name] != force)
            median = statistics.median(first)
            print(
                f"seed {seed}: {len(made.boxes)} inboxes, {made.count()} messages; median {median:.2f} s, "
                f"again {again:.2f} s; misplaced {wrong}, to be placed and not {len(truth.keys() - placed.keys())}, "
                f"left for a person {len(made.truth) - len(placed)}"
            )


if __name__ == "__main__":
    main()
