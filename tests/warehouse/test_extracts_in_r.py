"""The CSV as R reads it by the line that /data/ gives: numbers are numbers, is_part is logical, an empty cell
is NA and never 0.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from dashboard.routes.index import SAID
from ingest.extracts import files
from ingest.extracts.wanted import Wanted

PRINTED = (
    "cat(nrow(rows), sum(rows$value, na.rm = TRUE), sum(is.na(rows$value)), "
    "is.numeric(rows$year), is.numeric(rows$value), "
    "sum(rows$is_part))"
)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_csv_as_the_warehouse_has_it(built_warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "force_years.csv"
    with duckdb.connect(str(built_warehouse), read_only=True) as con:
        files.write(con, Wanted("force_years"), "csv", path)
        (count, total, unknown, parts) = con.execute(
            "select count(*), sum(value), count(*) filter (value is null), count(*) filter (is_part) from force_years"
        ).fetchall()[0]
    line = SAID["tools"]["R"].format(at=path, base="")
    done = subprocess.run(["Rscript", "-e", f"rows <- {line}; {PRINTED}"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(count), f"{total:.0f}", str(unknown), "TRUE", "TRUE", str(parts)]
