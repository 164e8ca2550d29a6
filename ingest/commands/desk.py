"""`desk`: the dashboard on this machine alone, with the page on which a person settles what needs one. Exit codes are
the dashboard's."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.commands.common import RAWS, WAREHOUSE, Raws, Warehouse, need_raws, need_warehouse, stopping

ROOT = Path(__file__).resolve().parents[2]


@stopping
def desk(
    by: Annotated[str | None, typer.Option(help="Initials of who decides; else the page asks.")] = None,
    raws: Raws = RAWS,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    need_raws(raws)
    need_warehouse(warehouse)
    settings = {
        "DISCLOSED_DESK": "1",
        "DISCLOSED_DESK_TOKEN": secrets.token_urlsafe(24),
        "DISCLOSED_WAREHOUSE": str(warehouse.resolve()),
        "DISCLOSED_RAW": os.pathsep.join(str(raw.resolve()) for raw in raws),
        **({"DISCLOSED_REVIEWER": by} if by else {}),
    }
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    server = subprocess.Popen([sys.executable, "-m", "dashboard.serve"], cwd=ROOT, env=os.environ | settings)
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()  # in a terminal it has heard the same; elsewhere it has not
        server.wait()
        return 0
