"""The options that several commands take, in one spelling."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RAW, WAREHOUSE = Path("data/raw"), Path("data/warehouse.duckdb")
RAWS = [RAW]
Raws = Annotated[list[Path], typer.Option("--raw", help="A raw folder; may be repeated.")]
Warehouse = Annotated[Path, typer.Option(envvar="DISCLOSED_WAREHOUSE", show_envvar=False, help="The warehouse's file.")]
NoWarehouse = Annotated[Path | None, typer.Option("--warehouse", help="Taken as by every command, and not used.")]
CampaignName = Annotated[str | None, typer.Option("--campaign", help="The campaign whose questions it answers.")]
