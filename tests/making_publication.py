"""A small warehouse to be published, and the settings under which it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

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
        con.execute("insert into erased values ('e7ased0000id', '2026-05-01', 'It named a person.')")
        con.execute("update sources set title = title || $1 where source_id = 'published~first-round'", [PAYLOAD])
    return warehouse


def publish(ruled: Path, folder: Path) -> Path:
    """The small warehouse published, as it would be on the web: the folder, with the warehouse beside it."""
    from dashboard.publish.folder import write

    warehouse = small_warehouse(ruled, folder)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings(warehouse, BASE, CONTACT).items():
            patch.setenv(name, value)
        patch.setenv("DISCLOSED_RAW", str(ruled.parent / "raw"))  # so that places in documents are shown
        assert write(folder / "public", is_draft=False) == []
    return folder / "public"


def settings(warehouse: Path, base: str, contact: str) -> dict[str, str]:
    """The environment of `publish`."""
    return {
        "DISCLOSED_WAREHOUSE": str(warehouse),
        "DISCLOSED_RAW": str(warehouse.parent / "raw"),
        "DISCLOSED_BASE_URL": base,
        "DISCLOSED_CONTACT": contact,
    }
