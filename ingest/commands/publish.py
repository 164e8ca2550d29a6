"""`publish`: the release as a folder of static files. The pages are the dashboard's, which nothing here imports, so it
runs as a process of its own, as `desk` does. Exit codes are its own: see dashboard/publish/__main__.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.commands.common import WAREHOUSE, Warehouse, need_warehouse, stopping

ROOT = Path(__file__).resolve().parents[2]


@stopping
def publish(
    folder: Annotated[Path, typer.Argument(help="A new folder, an empty one, or one that publish wrote before.")],
    is_draft: Annotated[bool, typer.Option("--draft", help="A copy to look at, without the two settings.")] = False,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    need_warehouse(warehouse)
    settings = {"DISCLOSED_WAREHOUSE": str(warehouse.resolve())}
    words = [sys.executable, "-m", "dashboard.publish", str(folder.resolve()), *(["--draft"] if is_draft else [])]
    return subprocess.run(words, cwd=ROOT, env=os.environ | settings).returncode
