"""How long a table of official statistics of its real size takes, and how much memory: 13 sheets, 300,000 rows.

Run `.venv/bin/python -m benchmarks.official`. It makes the workbook from a seed, builds a warehouse from it in a
process of its own, compares every figure with the truth that was written beside the workbook, and exits with 1 where
one differs or where the process took a gibibyte. Kept results stand in docs/benchmarks.md.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from ingest import reference as reference_data
from tests.making_documents.long_table import Plan, write_table

ROOT = Path(__file__).resolve().parent.parent
YEARS = range(2012, 2025)
OTHER_CODES = 124  # with ten of the subject, 44 forces and four quarters: some 23,000 rows a year
MOST_BYTES = 1 << 30
SOURCE = 'title = "Recorded crime"\nkind = "official"\npublisher = "Home Office"\n[[document]]\npath = "{name}"\n'
FIRST_MONTHS = {1: "-04-01", 2: "-07-01", 3: "-10-01", 4: "-01-01"}
LAST_DAYS = {1: "-06-30", 2: "-09-30", 3: "-12-31", 4: "-03-31"}


def build(folder: Path) -> tuple[float, int]:
    """Processor seconds and the most bytes of memory of one `ingest build`: a shared machine's own seconds differ by
    more than what is measured."""
    words = ["-m", "ingest", "build", "--raw", str(folder / "raw"), "--warehouse", str(folder / "warehouse.duckdb")]
    process = subprocess.Popen([sys.executable, *words], cwd=folder / "program", stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def truth(file: Path) -> set[tuple[str | None, str, str, float]]:
    """Force, class, period and number of each figure that the workbook bears."""
    reference = reference_data.load()
    found = set()
    for line in csv.DictReader(file.open(encoding="utf-8")):
        first, last, year = int(line["first_quarter"]), int(line["last_quarter"]), int(line["year"][:4])
        span = f"{year + (first == 4)}{FIRST_MONTHS[first]}..{year + (last == 4)}{LAST_DAYS[last]}"
        period = line["year"] if (first, last) == (1, 4) else span
        force = reference.force_by_name(line["force"])
        found.add((force, f"ho_{line['code'].lower()}", period, float(line["number"])))
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "raw" / "_published" / "recorded-crime"
        table = write_table(source, Plan(YEARS, OTHER_CODES, last_quarters=3))
        (source / "source.toml").write_text(SOURCE.format(name=table.name))
        expected = truth(source / "truth.csv")
        (source / "truth.csv").unlink()
        shutil.copytree(ROOT / "ingest", folder / "program" / "ingest")  # whoever edits it meanwhile changes nothing
        cold, most = build(folder)
        with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as con:
            found = set(con.sql("select force_id, offence_id, period_id, value from figures").fetchall())
            said = con.sql("select message from checks where rule = 'outside-the-subject'").fetchall()
        warm, _ = build(folder)
        print(f"{len(YEARS)} sheets, {table.stat().st_size / 1e6:.1f} MB: {said[0][0]}")
        print(f"figures {len(found):,}, wrong {len(found - expected):,}, missing {len(expected - found):,}")
        memory = f"at most {most / (1 << 20):,.0f} MiB"
        print(f"processor: cold {cold:.1f} s, {memory}; warm {warm:.1f} s, ratio {warm / cold:.2f}")
    return 0 if found == expected and most < MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
