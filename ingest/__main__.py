"""`python -m ingest`: responses in, warehouse out. Each command is a function of ingest/commands, whose parameters are
its arguments and options, and whose result is its exit code; only the module that is asked for is imported.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from typing import Any

import typer

COMMANDS = {
    "build": ("build", "Read every source and swap in a new warehouse."),
    "show": ("show", "What the program reads in one document, with the place of each thing."),
    "fetch": ("fetch", "Bring requests with their attachments, or a disclosure-log page, into the raw folder."),
    "check": ("look_up", "The checks of the last build, and what still needs a person."),
    "explain": ("look_up", "Where one figure comes from, and how it got its meaning."),
    "desk": ("pages", "Open the dashboard on this machine with the page for review, correction and rejection."),
    "diff": ("look_up", "What changed between two releases: added, revised, reclassified, withdrawn."),
    "prune": ("look_up", "The releases that are kept, and why; with --keep, those that nothing keeps go."),
    "erase": ("build", "Take a source, or a figure with its document, out of everything: for court orders."),
    "audit": ("audit", "Draw figures for two people to read from the source, and tell how many were wrong."),
    "sql": ("sql", "One query's rows as a table, CSV or JSON, or a shell; read-only."),
    "publish": ("pages", "A release as static files for any web server."),
    "export": ("look_up", "The public views and reference tables as files."),
    "new": ("new", "Make a source of its documents; with --mail one source for each force that wrote."),
}
CAMPAIGN = "campaign"


def app_for(words: Sequence[str]) -> typer.Typer:
    """The application with the command that these words ask for, or with every one."""
    app = typer.Typer(
        help="What UK police forces answered, from documents to a warehouse in which every figure has its place.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    asked = next((word for word in words if word in (*COMMANDS, CAMPAIGN)), None)
    for name, (module, says) in COMMANDS.items():
        if asked in (None, name):
            app.command(name, help=says)(_ending(module, name))
    if asked in (None, CAMPAIGN):
        campaigns = typer.Typer(help="Requests that many forces were sent.", no_args_is_help=True)
        campaigns.command("new", help="Draft a campaign file from a request's text.")(_ending("new", "campaign_new"))
        campaigns.callback()(_group)
        app.add_typer(campaigns, name=CAMPAIGN)
    app.callback()(_group)
    return app


def _ending(module: str, function: str) -> Callable[..., None]:
    run = getattr(import_module(f"ingest.commands.{module}"), function)

    @wraps(run)
    def command(*given: Any, **named: Any) -> None:
        raise typer.Exit(run(*given, **named))

    return command


def _group() -> None:
    """Keeps the name of a command that is the only one: Typer would drop it."""


def main() -> None:
    """Run the command. A slip in a reference file, as of a campaign's unfinished draft, is told in one line and exits
    2; so does a fault of the program, so that nobody takes it for "done, but"."""
    # a query that begins with a comment is no option
    words = [
        f"\n{word}" if word.startswith("-- ") or (word[:2] == "--" and "\n" in word) else word for word in sys.argv[1:]
    ]
    try:
        app_for(words)(words, prog_name="python -m ingest")
    except Exception as error:
        from ingest.reference import ReferenceProblem

        if isinstance(error, ReferenceProblem):
            print(error, file=sys.stderr)
            raise SystemExit(2) from None
        traceback.print_exc()
        print(
            "That is a fault of the program. Nothing was changed. Please report it with the lines above.",
            file=sys.stderr,
        )
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
