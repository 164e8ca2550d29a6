"""Ten aggregates over the warehouse beside the same rows as plain Parquet, both by DuckDB.

    python -m benchmarks.parquet [--copies 1 119] [--folder FOLDER]

119 copies of the shipped figures in other years are a million, 1,190 ten million (1.3 GB of disk for the warehouse, and
more while it is made). The Parquet file has the rows of the view `figures`, written by DuckDB's defaults; a warehouse
that stands in the folder already is taken as it is. Seconds are medians of three, by turns. Memory is of the process
that asks, with DuckDB's part of it limited to 1.5 GB; a warehouse is made in another one, which may take what there is.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb

from benchmarks.extracts import AGGREGATES, make, seconds
from dashboard import warehouse

MEMORY = "1500MB"


def main() -> None:
    """Print a table, a row for each size."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.parquet", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 119])
    parser.add_argument("--folder", type=Path, help="where the files are kept; else they go")
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}\n")
    print("| figures | warehouse, MB | Parquet, MB | ten aggregates, s | on Parquet, s | ratio | worst | memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as temporary:
        for copies in asked.copies:
            folder = asked.folder or Path(temporary)
            file, rows = folder / f"{copies}.duckdb", folder / f"{copies}.parquet"
            if not file.exists():
                with ProcessPoolExecutor(1, get_context("spawn")) as made:
                    made.submit(make, warehouse.warehouse_path(), file, copies).result()
            with duckdb.connect(str(file), read_only=True) as con, duckdb.connect() as plain:
                for one in (con, plain):
                    one.execute(f"set memory_limit = '{MEMORY}'")
                con.execute(f"copy (from figures) to '{rows}'")
                plain.execute(f"create view figures as from '{rows}'")
                plain.register("populations", con.execute("from populations").df())
                pairs = [
                    (
                        seconds(lambda sql=sql: con.execute(sql).fetchall()),
                        seconds(lambda sql=sql: plain.execute(sql).fetchall()),
                    )
                    for sql in AGGREGATES
                ]
                ((figures,),) = con.execute("select count(*) from figures").fetchall()
            ours, theirs = (sum(spent) for spent in zip(*pairs, strict=True))
            worst = max(one / other for one, other in pairs)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"| {figures:,} | {file.stat().st_size / 1e6:,.0f} | {rows.stat().st_size / 1e6:,.0f} | {ours:.2f} "
                f"| {theirs:.2f} | {ours / theirs:.2f} | {worst:.2f} | {memory:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
