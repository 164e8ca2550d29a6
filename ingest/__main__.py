"""`python -m ingest`: responses in, warehouse out. Each command is a module of ingest/commands."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

RAW = Path("data/raw")

app = typer.Typer(
    help="What UK police forces answered, from documents to a warehouse in which every figure has its place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


Warehouse = Annotated[Path, typer.Option(envvar="DISCLOSED_WAREHOUSE", show_envvar=False, help="The warehouse's file.")]
WAREHOUSE = Path("data/warehouse.duckdb")
NoWarehouse = Annotated[Path | None, typer.Option("--warehouse", help="Taken as by every command, and not used.")]
Raw = Annotated[list[Path] | None, typer.Option("--raw", help="A raw folder; may be repeated. Else data/raw.")]


@app.command()
def build(
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read documents; without it as many as it is worth.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when an error stands among the checks.")] = False,
    raw: Raw = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Read every source and swap in a new warehouse."""
    from ingest.commands.build import build as run

    raise typer.Exit(run(raw or [RAW], warehouse, workers, strict))


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A document.")],
    force: Annotated[str | None, typer.Option(help="The force's slug, if the document does not tell.")] = None,
    campaign: Annotated[str | None, typer.Option(help="The campaign whose questions it answers.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", help="A folder for pictures of a PDF's pages, with what was found outlined."),
    ] = None,
    _warehouse: NoWarehouse = None,
) -> None:
    """What the program reads in one document, with the place of each thing."""
    from ingest.commands.show import show as run

    raise typer.Exit(run(file, force, campaign, json, picture))


@app.command()
def fetch(
    url: Annotated[str | None, typer.Argument(help="A WhatDoTheyKnow request, a disclosure-log page, a table.")] = None,
    campaign: Annotated[str | None, typer.Option(help="Every request that the campaign lists.")] = None,
    timeout: Annotated[float, typer.Option(min=0.05, help="Seconds to wait for a site's next bytes.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, help="Megabytes of one document; of one source ten times that.")] = 50,
    raw: Raw = None,
    _warehouse: NoWarehouse = None,
) -> None:
    """Bring requests with their attachments, or a disclosure-log page, into the raw folder."""
    from ingest.commands.fetch import fetch as run

    raise typer.Exit(run(url, campaign, raw or [RAW], timeout, limit))


@app.command()
def check(
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when an error stands.")] = False,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """The checks of the last build, and what still needs a person."""
    from ingest.commands.look_up import check as run

    raise typer.Exit(run(warehouse, strict))


@app.command()
def explain(
    figure_id: Annotated[str, typer.Argument(help="The figure's id.")], warehouse: Warehouse = WAREHOUSE
) -> None:
    """Where one figure comes from, and how it got its meaning."""
    from ingest.commands.look_up import explain as run

    raise typer.Exit(run(figure_id, warehouse))


@app.command()
def desk(
    by: Annotated[str | None, typer.Option("--by", help="Initials of who decides; else the page asks.")] = None,
    raw: Raw = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Open the dashboard on this machine with the page on which figures are reviewed, corrected and rejected."""
    from ingest.commands.desk import desk as run

    raise typer.Exit(run(by, raw or [RAW], warehouse))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A kept release, or a warehouse's file.")],
    new: Annotated[str, typer.Argument(help="The same, for what came after.")],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """What changed between two releases: added, revised, reclassified, withdrawn."""
    from ingest.commands.look_up import diff as run

    raise typer.Exit(run(old, new, warehouse))


@app.command()
def erase(
    erased_id: Annotated[str, typer.Argument(metavar="SOURCE|FIGURE_ID", help="What is to go.")],
    reason: Annotated[str, typer.Option(help="Why, in words that name nobody: it is shown in its place.")],
    raw: Raw = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Take a source, or a figure with its document, out of everything that is kept: personal data, court orders."""
    from ingest.commands.erase import erase as run

    raise typer.Exit(run(erased_id, reason, raw or [RAW], warehouse))


@app.command()
def audit(
    folder_of_draw: Annotated[
        Path | None, typer.Argument(metavar="[DRAW]", help="The folder of a draw that two people have read.")
    ] = None,
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="How many figures to draw.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Which draw: the same seed draws the same.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where draws go; else audit beside the warehouse: data/audit.")
    ] = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Draw figures for two people to read from the source, and tell how many were wrong."""
    from ingest.audit.judge import folder_of
    from ingest.commands.audit import audit as run

    raise typer.Exit(run(folder_of_draw, sample, seed, folder or folder_of(warehouse), warehouse))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    format: Annotated[str, typer.Option("--format", help="csv")] = "csv",
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """The public views and reference tables as files."""
    from ingest.commands.look_up import export as run

    raise typer.Exit(run(folder, format, warehouse))


@app.command()
def new(
    words: Annotated[list[str], typer.Argument(metavar="[FORCE [REFERENCE]] FILE…", help="What was received.")],
    campaign: Annotated[str | None, typer.Option(help="The campaign whose questions it answers.")] = None,
    mail: Annotated[bool, typer.Option("--mail", help="The files and folders are inboxes of many forces.")] = False,
    raw: Raw = None,
    _warehouse: NoWarehouse = None,
) -> None:
    """Make the folder of a source from its documents; with --mail one source for each force that wrote."""
    if mail:
        from ingest.commands.new_mail import new_mail

        raise typer.Exit(new_mail([Path(word) for word in words], campaign, (raw or [RAW])[0]))
    from ingest.commands.new import new as run

    raise typer.Exit(run(words, (raw or [RAW])[0], campaign))


campaigns = typer.Typer(help="Requests that many forces were sent.", no_args_is_help=True)
app.add_typer(campaigns, name="campaign")


@campaigns.command("new")
def campaign_new(
    request: Annotated[Path, typer.Argument(help="The request's text.")],
    out: Annotated[Path | None, typer.Option(help="Where the draft goes; else it is printed.")] = None,
    title: Annotated[str | None, typer.Option(help="What the request is about.")] = None,
    _warehouse: NoWarehouse = None,
) -> None:
    """Draft a campaign file from a request's text."""
    from ingest.commands.campaign_new import campaign_new as run

    raise typer.Exit(run(request, out, title))


@campaigns.callback()
def _campaigns() -> None:
    """Keeps `campaign new` a command of its own: of one command alone Typer would drop the name."""


def main() -> None:
    """Run the command. A slip in a reference file, as of a campaign's unfinished draft, is told in one line and exits
    2; so does a fault of the program, so that nobody takes it for "done, but"."""
    try:
        app(prog_name="python -m ingest")
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
