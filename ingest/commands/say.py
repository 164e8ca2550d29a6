"""Words for people: results on stdout, progress and problems on stderr; and a warehouse opened for reading, or in words
why it can't be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console

stdout = Console(highlight=False, soft_wrap=True)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    stdout.print(text, markup=False)


def fail(text: str, exit_code: int = 2) -> int:
    """Print what is wrong and what to do, and give back the exit code."""
    stderr.print(text, markup=False)
    return exit_code


class NoWarehouse(Exception):
    """There is none, the file is something else, or it was built by another version: what it is, and what to do."""


@contextmanager
def opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for reading and closed afterwards. Raises NoWarehouse, also when it lacks what is asked."""
    if not warehouse.is_file():
        raise NoWarehouse(f"{warehouse}: there is no warehouse yet. Build one: python -m ingest build")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            yield con
    except duckdb.Error as error:
        first_line = str(error).partition("\n")[0]
        raise NoWarehouse(
            f"{warehouse}: is no warehouse that this version can read ({first_line}). Build it anew: "
            "python -m ingest build, or name another with --warehouse."
        ) from error
