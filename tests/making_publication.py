"""A small warehouse to be published, and the settings under which it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

BASE, CONTACT = "https://example.org/disclosed", "editor@example.org"
PAYLOAD = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


def small_warehouse(ruled: Path, folder: Path) -> Path:
    """The warehouse of tests/making_rulings.py with markup in a title, something erased, and no force that nothing is
    said of; its raw folder stays beside the other."""
    warehouse = folder / "warehouse.duckdb"
    shutil.copyfile(ruled, warehouse)
    with duckdb.connect(str(warehouse)) as con:
        for table in ("populations", "campaign_requests", "forces"):
            con.execute(f"delete from {table} where force_id not in (select force_id from all_figures)")
        con.execute("update sources set title = title || $1 where source_id = 'published~first-round'", [PAYLOAD])
    return warehouse


def settings(warehouse: Path, base: str, contact: str) -> dict[str, str]:
    """The environment of `publish`."""
    return {
        "DISCLOSED_WAREHOUSE": str(warehouse),
        "DISCLOSED_RAW": str(warehouse.parent / "raw"),
        "DISCLOSED_BASE_URL": base,
        "DISCLOSED_CONTACT": contact,
    }
