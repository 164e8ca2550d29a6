"""`desk`: the dashboard on this machine alone, with the page on which a person settles what needs one; `publish`: the
release as a folder of static files. The pages are the dashboard's, which nothing in `ingest/` imports, so each runs as
a process of its own and gives back its exit code (dashboard/serve.py, dashboard/publish/folder.py)."""

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
        "DISCLOSED_RAW": os.pathsep.join(str(raw.resolve()) for raw in raws),
        **({"DISCLOSED_REVIEWER": by} if by else {}),
    }
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    server = _started(["dashboard.serve"], warehouse, settings)
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()  # in a terminal it has heard the same; elsewhere it has not
        server.wait()
        return 0


@stopping
def publish(
    folder: Annotated[Path, typer.Argument(help="A new folder, an empty one, or one that publish wrote before.")],
    is_draft: Annotated[bool, typer.Option("--draft", help="A copy to look at, without the two settings.")] = False,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    need_warehouse(warehouse)
    words = ["dashboard.publish.folder", str(folder.resolve()), *(["--draft"] if is_draft else [])]
    return _started(words, warehouse, {}).wait()


def _started(words: list[str], warehouse: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    settings = {"DISCLOSED_WAREHOUSE": str(warehouse.resolve()), **settings}
    return subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=os.environ | settings)
