"""A decision -> the source's `source.toml` on disk, and a new build. Nothing is written elsewhere.

Protects: the file is written beside and renamed, and only where it would still be read; what a person did not mean to
change stays as it is.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard import pictures, warehouse
from ingest import reference as reference_data
from ingest.desk import CantDecide, Row
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source, SourceProblem, parse_source
from ingest.sources.files import write_whole
from ingest.sources.text import NotChanged
from ingest.transcript import read_additions
from ingest.warehouse import swap

ROOT = warehouse.ROOT


def rows_of(source_id: str) -> list[Row]:
    """All figures of a source in the warehouse, without the rows that stand for a dispute."""
    names, rows = warehouse.rows(
        "select * from all_figures where source_id = $source_id and not is_disputed", {"source_id": source_id}
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def toml_of(source_id: str) -> Path:
    """The source.toml of a source. Raises CantDecide where its folder is not here."""
    _, rows = warehouse.rows("select folder from sources where source_id = $source_id", {"source_id": source_id})
    files = [raw.joinpath(rows[0][0], SOURCE_FILE) for raw in pictures.raw_folders()] if rows else []
    for toml in files:
        if toml.is_file():
            return toml
    where = ", ".join(str(raw) for raw in pictures.raw_folders())
    raise CantDecide(f"The source {source_id} is in none of the raw folders ({where}). Name its folder with --raw.")


def write(source_id: str, change: Callable[[str], str]) -> tuple[Path, str, str]:
    """The source's text as `change` makes it, written: the file, its text before and after. Raises CantDecide, and
    changes nothing then."""
    toml = toml_of(source_id)
    try:
        with swap.in_use(toml.parent):  # one decision after the other, from whatever window or process
            before = toml.read_bytes().decode("utf-8")
            after = change(before)
            reference = reference_data.load()
            source = parse_source(tomllib.loads(after.removeprefix("\ufeff")), toml.parent, reference)
            if wrong := _wrong_additions(source, reference):
                raise CantDecide(wrong)
            if toml.read_bytes() != before.encode("utf-8"):
                raise CantDecide(f"{source_id}, {SOURCE_FILE}: was changed by hand meanwhile. Look again, and decide.")
            mode = toml.stat().st_mode
            write_whole(toml, after.encode("utf-8"))
            toml.chmod(mode)
    except (NotChanged, SourceProblem, OSError, UnicodeDecodeError) as problem:
        raise CantDecide(f"{source_id}, {SOURCE_FILE}: {problem}") from problem
    return toml, before, after


def _wrong_additions(source: Source, reference: Reference) -> str:
    """What is wrong with the last figure that was typed into the source, in words; "" where it gives one."""
    typed = read_additions(source, reference)
    if typed is None:
        return ""
    last = f"addition {len(source.additions)}"
    errors = [problem for problem in typed.problems if problem.severity == "error"]
    said = [error.message for error in errors if last in (error.locator or "")]
    return " ".join(said) or ("" if len(typed.figures) >= len(source.additions) else NO_FIGURE)


NO_FIGURE = (
    "These words give no figure: write the value as it is printed, and the offence and the period by their words."
)


def build() -> tuple[bool, str]:
    """Build the warehouse anew: whether one was built, and what the build said."""
    raws: list[Any] = [word for raw in pictures.raw_folders() for word in ("--raw", str(raw))]
    words = [sys.executable, "-m", "ingest", "build", "--warehouse", str(warehouse.warehouse_path()), *raws]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode in (0, 1), f"{done.stdout}{done.stderr}".strip()
