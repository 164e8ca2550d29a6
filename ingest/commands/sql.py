"""SQL on the warehouse, read-only: one query's rows as a table, CSV or JSON, or a small shell.

Exit 1: DuckDB refused the query, with its reason. 2: no warehouse.
"""

from __future__ import annotations

import json
import re
import sys
from code import InteractiveConsole
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count
from math import isfinite
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.commands.common import WAREHOUSE, Warehouse, fail, opened, say, stdout, stopping
from ingest.extracts import sums
from ingest.model import Stop

ROWS_ON_A_SCREEN = 200
ROWS_AT_A_TIME = 5_000
WIDTH_OF_A_FILE = 240  # how wide a table is, in characters, where there is no screen
NARROWEST_COLUMN, AROUND_A_COLUMN = 20, 3  # characters: a longer text is broken within a column, a shorter one never
INTERRUPTED = "Query interrupted"  # what DuckDB makes of Ctrl-C while a query runs: a RuntimeError with these words
NULL = "[dim]NULL[/dim]"
DOUBLE = '"'
QUOTED = re.compile('[",#\n\r]')
"""What makes a field of a CSV file stand in quotation marks, as DuckDB has it in extracts."""
NUMBERS = ("INTEGER", "BIGINT", "HUGEINT", "DOUBLE")
CLOSED = {"enable_external_access": False}  # no file but the warehouse is read, and none written
NO_DOWNLOADS = {"autoinstall_known_extensions": False, "allow_community_extensions": False}
PROMPT, CONTINUED = "disclosed> ", "      ...> "
HELP = """A statement ends with a semicolon and may go over several lines. Nothing is written to the warehouse.
.tables        the views and tables, and what a row of each is
.schema VIEW   its columns, and what each means
.quit          or Ctrl-D: ends. Ctrl-C drops what was typed, or stops a query"""
DESCRIBING = {
    ".tables": """
        select view_name as name, split_part(comment, '. ', 1) as "a row" from duckdb_views() where not internal
        union all
        select table_name, split_part(comment, '. ', 1) from duckdb_tables() where not internal
        order by name
    """,
    ".schema": """
        select column_name as "column", data_type as "type", coalesce(comment, '') as meaning
        from duckdb_columns(), (select count(*) from "{0}" where false)
        where table_name = '{0}' order by column_index
    """,
}
"""What the shell's own commands ask; a view is asked itself too, so that DuckDB names the nearest to an unknown one."""


@stopping
def sql(
    query: Annotated[str | None, typer.Argument(help="One query. Without it a shell, or what is piped in.")] = None,
    is_csv: Annotated[bool, typer.Option("--csv", help="All rows as CSV.")] = False,
    is_json: Annotated[bool, typer.Option("--json", help="All rows as JSON, a list of objects.")] = False,
    may_use_files: Annotated[bool, typer.Option("--files", help="Let queries read and write files here.")] = False,
    warehouse: Warehouse = WAREHOUSE,
) -> int:
    if is_csv and is_json:
        raise Stop("--csv and --json: choose one.")
    form = "csv" if is_csv else "json" if is_json else "table"
    settings: dict[str, Any] = NO_DOWNLOADS if may_use_files else {**NO_DOWNLOADS, **CLOSED}
    with opened(warehouse, settings) as con:
        if query is None and not sys.stdin.isatty():
            query = sys.stdin.read()
        if query is not None:
            return answer(con, query, form)
        say(f"{warehouse}, read-only. .tables lists what is in it, .help what can be typed, Ctrl-D ends.")
        with suppress(ImportError):
            import readline  # noqa: F401  the arrow keys bring back what was typed
        sys.ps1, sys.ps2 = PROMPT, CONTINUED
        with suppress(EOFError):
            Shell(con, form).interact(banner="", exitmsg="")
    return 0


def answer(con: duckdb.DuckDBPyConnection, query: str, form: str = "table") -> int:
    """Print a query's rows as `table`, `csv` or `json`, on stderr what its sums do. Gives the exit code."""
    try:
        if not duckdb.extract_statements(query):
            return fail("There is no query. Type one, as: select * from release", 1)
        WRITERS[form](con.execute(query))
        if said := sums.told(con, query):
            fail(said)
    except duckdb.Error as error:
        return fail(f"{error}{hint(error)}", 1)
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != INTERRUPTED:
            raise
        return fail("Stopped.", 130)
    return 0


def hint(error: duckdb.Error) -> str:
    """What to do about a refusal that is ours and not SQL's."""
    if isinstance(error, duckdb.PermissionException):
        return "\nQueries may read and write files of this machine with --files."
    if "read-only" in str(error):
        return "\nThe warehouse is made by python -m ingest build and changed by nothing else."
    return ""


def write_table(rows: duckdb.DuckDBPyConnection) -> None:
    """The first ROWS_ON_A_SCREEN rows for a person, NULL as NULL; says so when there are more. Where the screen is too
    narrow for the columns, or for what stands in them, each row is a block with a line for each of them."""
    first = rows.fetchmany(ROWS_ON_A_SCREEN + 1)
    columns = [(str(name), str(kind)) for name, kind, *_ in rows.description or []]
    screen = stdout if stdout.is_terminal else Console(width=WIDTH_OF_A_FILE, highlight=False)
    cells = [[NULL if value is None else escape(as_text(value)) for value in row] for row in first[:ROWS_ON_A_SCREEN]]
    longest = (
        max([len(name), *(4 if cell == NULL else len(cell) for cell in column)])
        for (name, _), *column in zip(columns, *cells, strict=True)
    )
    if sum(min(wide, NARROWEST_COLUMN) + AROUND_A_COLUMN for wide in longest) > screen.width:
        for row in cells:
            block = Table("column", "value", show_header=False)
            for (name, _), cell in zip(columns, row, strict=True):
                block.add_row(name, cell)
            screen.print(block, soft_wrap=False)
    else:
        table = Table(header_style="bold")
        for name, kind in columns:
            table.add_column(escape(name), justify="right" if kind in NUMBERS else "left", overflow="fold")
        for row in cells:
            table.add_row(*row)
        screen.print(table, soft_wrap=False)
    if len(first) > ROWS_ON_A_SCREEN:
        say(f"The first {ROWS_ON_A_SCREEN} rows; there are more. All of them: --csv or --json.")
    else:
        say(f"{len(first)} row{'' if len(first) == 1 else 's'}")


def write_csv(rows: duckdb.DuckDBPyConnection) -> None:
    """All rows in the dialect of every extract: RFC 4180 with LF, lists as `a; b`, maps as JSON, NULL empty."""
    sys.stdout.write(",".join(_field(name) for name, *_ in rows.description or []) + "\n")
    while batch := rows.fetchmany(ROWS_AT_A_TIME):
        sys.stdout.writelines(",".join(map(_field, row)) + "\n" for row in batch)


def _field(value: Any) -> str:
    """A value between two commas: nothing for NULL, an empty list and an empty map, `""` for an empty text."""
    if value is None or value == [] or value == {}:
        return ""
    text = as_text(value)
    return f'"{text.replace(DOUBLE, DOUBLE * 2)}"' if not text or QUOTED.search(text) else text


def write_json(rows: duckdb.DuckDBPyConnection) -> None:
    """All rows as objects. Of columns of one name the second is `name_1`, as DuckDB calls it in a query within."""
    names: list[str] = []
    for name, *_ in rows.description or []:
        numbered = chain([name], (f"{name}_{n}" for n in count(1)))
        names.append(next(one for one in numbered if one not in names))
    start = "["
    while batch := rows.fetchmany(ROWS_AT_A_TIME):
        for row in batch:
            cells = as_json(dict(zip(names, row, strict=True)))
            sys.stdout.write(f"{start}\n{json.dumps(cells, ensure_ascii=False)}")
            start = ","
    sys.stdout.write("[]\n" if start == "[" else "\n]\n")


def as_json(value: Any) -> Any:
    """A number as a number; what is none (NULL, 1/0, 0/0) as null, for JSON knows no infinity; what else JSON knows no
    form of as text; in lists and maps too."""
    match value:
        case float() | Decimal():
            return float(value) if isfinite(value) else None
        case list() | tuple():
            return [as_json(item) for item in value]
        case dict():
            return {as_text(key): as_json(item) for key, item in value.items()}
        case None | int() | str():
            return value
        case _:
            return as_text(value)


WRITERS = {"table": write_table, "csv": write_csv, "json": write_json}


class Shell(InteractiveConsole):
    """What is typed, statement by statement, until Ctrl-D or .quit."""

    def __init__(self, con: duckdb.DuckDBPyConnection, form: str) -> None:
        super().__init__()
        self.con, self.form = con, form

    def runsource(self, source: str, filename: str = "", symbol: str = "") -> bool:
        """Whether a statement goes on in another line; else it is answered."""
        text = source.strip()
        command, _, about = text.partition(" ")
        if command in (".quit", ".exit"):
            raise EOFError
        if command in DESCRIBING and (about or "{0}" not in DESCRIBING[command]):
            answer(self.con, DESCRIBING[command].format(re.sub(r"\W", "", about)), self.form)
        elif text.startswith("."):
            say(HELP)
        elif text and not text.endswith(";"):
            return True
        elif text:
            answer(self.con, text, self.form)
        return False


def as_text(value: Any) -> str:
    """A value as an extract has it: whole numbers whole, lists parted by "; ", maps as JSON, ISO 8601 dates."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case list() | tuple():
            return "; ".join(as_text(item) for item in value if item is not None)
        case dict():
            return json.dumps(as_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)
