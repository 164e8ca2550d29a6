"""What the commands share: options in one spelling; words for people, results on stdout, progress and problems on
stderr; how a command ends that can't go on; the warehouse opened for reading, raw folders and campaigns found or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import duckdb
import typer
from rich.console import Console

from ingest.model import Stop, refusal
from ingest.reference import Campaign, Reference

RAW, WAREHOUSE = Path("data/raw"), Path("data/warehouse.duckdb")
RAWS = [RAW]
Raws = Annotated[list[Path], typer.Option("--raw", help="A raw folder; may be repeated.")]
Warehouse = Annotated[Path, typer.Option(envvar="DISCLOSED_WAREHOUSE", help="The warehouse's file.")]
NoWarehouse = Annotated[Path | None, typer.Option("--warehouse", help="Taken as by every command, and not used.")]
CampaignName = Annotated[str | None, typer.Option("--campaign", help="The campaign whose questions it answers.")]

stdout = Console(highlight=False, soft_wrap=True)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)
Given = ParamSpec("Given")


def say(text: str) -> None:
    stdout.print(text, markup=False)


def fail(text: str, exit_code: int = 2) -> int:
    """Print what is wrong and what to do, and give back the exit code."""
    stderr.print(text, markup=False)
    return exit_code


def stopping(run: Callable[Given, int]) -> Callable[Given, int]:
    """The command, which prints why it stops, as where a file can't be read or written, and gives the exit code."""

    @wraps(run)
    def command(*given: Given.args, **named: Given.kwargs) -> int:
        try:
            return run(*given, **named)
        except Stop as stop:
            return fail(str(stop), stop.exit_code)
        except OSError as error:
            at = error.filename2 or error.filename or "A file"
            return fail(f"{at}: can't be read or written ({error.strerror or error}). Mend that and run this again.")

    return command


def need_warehouse(warehouse: Path) -> None:
    if not warehouse.is_file():
        raise Stop(refusal("no-warehouse", warehouse=warehouse))


@contextmanager
def opened(warehouse: Path, settings: dict[str, Any] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for reading with these settings, then closed. Stops also when it lacks what is asked."""
    need_warehouse(warehouse)
    try:
        with duckdb.connect(str(warehouse), read_only=True, config=settings or {}) as con:
            yield con
    except duckdb.Error as error:
        first_line = str(error).partition("\n")[0]
        raise Stop(refusal("warehouse-of-another-version", warehouse=warehouse, error=first_line)) from error


def need_raws(raws: Sequence[Path]) -> None:
    for raw in raws:
        if not raw.is_dir():
            raise Stop(refusal("no-raw-folder", folder=raw))


def campaign_named(name: str | None, reference: Reference) -> Campaign | None:
    """The campaign of this name; None where none is named."""
    if name is not None and name not in reference.campaigns:
        raise Stop(refusal("campaign-not-known", name=name, known=", ".join(sorted(reference.campaigns))))
    return reference.campaigns[name] if name is not None else None
