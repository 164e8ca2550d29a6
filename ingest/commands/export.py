"""`export`: the public views and reference tables as files.

Exit 2: no warehouse, an unknown format, a view that a workbook can't hold, a folder that can't be written to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ingest.commands.common import WAREHOUSE, Warehouse, opened, say, stopping
from ingest.extracts import files, whole
from ingest.extracts.sqlite import write_sqlite
from ingest.extracts.wanted import CantFilter
from ingest.model import Stop

SQLITE = "sqlite"
FORMATS = (*files.KINDS, SQLITE)


@stopping
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    file_format: Annotated[str, typer.Option("--format", help=", ".join(FORMATS))] = "csv",
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    if file_format not in FORMATS:
        raise Stop(f"--format {file_format} will not do. Write one of {', '.join(FORMATS)}.")
    try:
        with opened(warehouse) as con:
            if file_format == SQLITE:
                folder.mkdir(parents=True, exist_ok=True)
                write_sqlite(con, folder / "disclosed.sqlite")
                say(f"{folder / 'disclosed.sqlite'}: every view and table, and what their columns mean")
            else:
                whole.write(con, folder, file_format, say)
    except CantFilter as problem:
        raise Stop(str(problem)) from problem
    except OSError as error:
        raise Stop(f"{folder}: could not be written to ({error}). Name a folder that can be.") from error
    return 0
