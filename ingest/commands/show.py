"""`show`: what the program reads in one document, with the place of each thing, as tables for a person, as one JSON
object, or as pictures of a PDF's pages with every table, row, cell and figure outlined. It touches nothing.

A `source.toml` beside the file is taken into account; options go before it, and what neither says is sought in the
document. A document's own tables are shown as they were read, so that a mistake of the reader is seen at a glance.
Exit 0: read, problems included. 1: could not be read. 2: no such file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from PIL import ImageDraw
from rich.console import Console
from rich.table import Table as RichTable

from ingest import reference as reference_data
from ingest.answers.documents import read_document
from ingest.answers.maps import OPEN, draft, waiting_tables
from ingest.answers.proposals import figure_row, proposal_row
from ingest.commands.common import CampaignName, NoWarehouse, campaign_named, fail, say, stderr, stdout, stopping
from ingest.desk import printed_rows
from ingest.model import BBox, Cell, DocumentReading, Figure, Grid, Stop, Unreadable, row_of
from ingest.pdf.layout import around
from ingest.pdf.page import opened_by_pdfium
from ingest.reference import Reference
from ingest.settle.workers import alone
from ingest.sources import Source, SourceDocument, SourceProblem, read_source, written
from ingest.warehouse import difference

PDF = "application/pdf"
OF_MESSAGE = ("n", "kind", "on", "text_start", "text_end")
OF_CELL = ("table", "page", "bbox", "ref", "row", "column", "row_label", "column_label", "text")
KEYS_OF_OUTCOME = (
    "outcome_id", "question", "measure_id", "period_id", "status", "exemptions", "exemptions_basis", "text", "stage",
    "is_current", "message", "page", "locator", "quote",
)  # fmt: skip


def as_json(reading: DocumentReading, source: Source) -> dict[str, Any]:
    """The object of `show --json`: no key left out, unknown values null."""
    return {
        "document": row_of(reading, "path", "sha256", "media_type", "pages"),
        "source": {"source_id": source.source_id if source.folder else None, **known_of(reading, source)},
        "messages": [row_of(message, *OF_MESSAGE) for message in reading.messages],
        "tables": [row_of(table, "n", "page", "sheet", "bbox") for table in reading.blocks.tables],
        "cells": [row_of(cell, *OF_CELL) for cell in reading.blocks.cells],
        "outcomes": [row_of(outcome, *KEYS_OF_OUTCOME) for outcome in reading.outcomes],
        "figures": [figure_row(figure) for figure in reading.figures],
        "proposals": [proposal_row(proposal) for proposal in reading.proposals],
        "problems": [row_of(problem, "severity", "message", "page", "locator") for problem in reading.problems],
    }


def known_of(reading: DocumentReading, source: Source) -> dict[str, Any]:
    """What is known of a document's source: from options, else source.toml, else the document."""
    force_id = next(iter(source.force_ids), None) or force_of(reading)
    return {
        "force_id": force_id,
        "reference": source.reference or reading.reference,
        "received": source.received or reading.received,
        "law": source.law or (reading.law if force_id else None),
        "campaign": source.campaign_id or reading.campaign_id,
    }


def force_of(reading: DocumentReading) -> str | None:
    """The force of a reading: the one that it names, else that of its first outcome or figure."""
    forces = [reading.force_id, *(o.force_id for o in reading.outcomes), *(f.force_id for f in reading.figures)]
    return next((force for force in forces if force), None)


OUTLINES = {
    "table": ("blue", "#0b5fa5", 4),
    "row": ("violet", "#7b3fa0", 2),
    "cell": ("green", "#5c8f3a", 1),
    "empty cell": ("brown", "#8a6d00", 1),
    "figure": ("red", "#c2185b", 3),
}
"""What is outlined in a picture, each in its colour: its name, itself, and its line's width in pixels."""
PIXELS_PER_POINT = 110 / 72


def write_pictures(reading: DocumentReading, data: bytes, folder: Path) -> str:
    """Write `page-<n>.png` for each page on which something was found, and say in a sentence what was written.
    Raises OSError where the folder can't be written to."""
    if reading.media_type != PDF:
        return f"No pictures: they exist for PDF only, and this is {reading.media_type}."
    figures = ((figure.page, "figure", figure.bbox) for figure in reading.figures if figure.page and figure.bbox)
    found = sorted({*_outlined_cells(reading), *figures})
    if not found:
        return "No pictures: no table was found in this document, and no figure with a place on a page."
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with opened_by_pdfium(data) as document:
        for number, on_page in groupby(found, key=lambda outline: outline[0]):
            picture = document[number - 1].render(scale=PIXELS_PER_POINT).to_pil().convert("RGB")
            pen = ImageDraw.Draw(picture)
            for _, kind, (x0, top, x1, bottom) in on_page:
                _, colour, width = OUTLINES[kind]
                box = [place * PIXELS_PER_POINT for place in (x0, top, max(x0, x1), max(top, bottom))]
                pen.rectangle((box[0] - width, box[1] - width, box[2] + width, box[3] + width), None, colour, width)
            picture.save(folder / f"page-{number}.png")
            written.append(f"page-{number}.png")
    colours = ", ".join(f"{kind} {name}" for kind, (name, *_) in OUTLINES.items())
    return f"Pictures in {folder}: {', '.join(written)}. Outlined are: {colours}."


def _outlined_cells(reading: DocumentReading) -> Iterator[tuple[int, str, BBox]]:
    for grid in reading.blocks.grids:
        placed = [(cell.page, cell, cell.bbox) for cell in grid.cells if cell.page and cell.bbox]
        rows = [((page, cell.row), box) for page, cell, box in placed if cell.row_span == 1]
        for page in {page for page, *_ in placed}:
            yield page, "table", around(box for on, _, box in placed if on == page)
        for page, row in {at for at, _ in rows}:
            yield page, "row", around(box for at, box in rows if at == (page, row))
        for page, cell, box in placed:
            if cell.column > 1:
                yield page, "cell" if cell.text else "empty cell", box


WIDTH_IN_A_FILE = 160  # columns, where the output goes into a file and no terminal tells how wide it is
OF_OUTCOME = ("question", "outcome", "sections", "stage", "current", "place")
OF_FIGURE = ("id", "question", "counts", "period", "value", "printed", "place")
OF_PROPOSAL = ("place", "value", "label", "read as", "in doubt")
YES = ("no", "yes")
MOST_ROWS = 60  # of one table: the rest is counted, --json has all


def print_reading(reading: DocumentReading, source: Source, name: str) -> None:
    pages = f", {reading.pages} pages" if reading.pages else ""
    say(f"{name}: {reading.media_type}{pages}, {reading.form}")
    known = known_of(reading, source) | {"force_id": ", ".join(source.force_ids) or force_of(reading)}
    say("; ".join(f"{key.removesuffix('_id')} {value or 'not known'}" for key, value in known.items()))
    if reading.messages:
        say("messages: " + ", ".join(f"{m.n} {m.kind}{f' of {m.on}' if m.on else ''}" for m in reading.messages))
    out = stdout if stdout.is_terminal else Console(highlight=False, width=WIDTH_IN_A_FILE)
    for table in reading.blocks.tables:
        _print_cells(table, [cell for cell in reading.blocks.cells if cell.table == table.n], out)
    outcomes = (
        (o.question or "whole request", o.status, " ".join(o.exemptions), o.stage, YES[o.is_current], o.locator)
        for o in reading.outcomes
    )
    _print_table(out, "Outcomes", OF_OUTCOME, outcomes)
    _print_table(out, "Figures", OF_FIGURE, map(_figure_row, reading.figures))
    waiting = [proposal for proposal in reading.proposals if proposal.state == "open"]
    read_as = ("; ".join(filter(None, (p.measure_id, p.offence_id, p.period_id))) or "not known" for p in waiting)
    rows = (
        (p.locator, p.value.text, p.label, read, ", ".join(p.doubts)) for p, read in zip(waiting, read_as, strict=True)
    )
    _print_table(out, "Numbers to take or to reject at the desk", OF_PROPOSAL, rows)
    # The lines by which a person says what a table means, for each that has numbers and gives no figure.
    drafts = [
        draft(reading, table, known_of(reading, source)["force_id"], reference_data.load())
        for table in waiting_tables(reading)
    ]
    if drafts:
        say("Tables that are not understood. In source.toml these lines, with each … filled in, make figures of one:")
    for entry in drafts:
        say("\n" + written({"table": [{**entry, "reason": OPEN, "by": OPEN, "on": date.today()}]}).rstrip())
    for problem in reading.problems:
        say(f"{problem.severity}: {problem.locator or name}: {problem.message}")
    if not (reading.outcomes or reading.figures or reading.proposals):
        say("No outcome and no figure was understood in this document.")


def _print_cells(table: Grid, cells: Iterable[Cell], out: Console) -> None:
    where = f", page {table.page}" if table.page else f", sheet {table.sheet}" if table.sheet else ""
    columns, rows = printed_rows(cells)
    shown = ((str(n), *row) for n, row in enumerate(rows[:MOST_ROWS], 1))
    _print_table(out, f"Table {table.n}{where}", ("row", *columns), shown)
    if len(rows) > MOST_ROWS:
        say(f"… and {len(rows) - MOST_ROWS} more rows of table {table.n}; --json gives all")


def _print_table(out: Console, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table whose ids stay whole in any width, for they are copied from here; nothing where it has no row."""
    table = RichTable(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, no_wrap=head == "id", overflow="fold")
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        out.print(table)


def _figure_row(figure: Figure) -> Sequence[str]:
    split = [f"{name}: {label}" for name, label in figure.dimensions]
    counts = "; ".join(filter(None, (figure.measure_id, figure.offence_id, figure.scope, *split)))
    number = difference.number(figure_row(figure)) or figure.value.symbol or "unknown"
    number += f" ({figure.status})" if figure.status != "current" else ""
    period = figure.period.period_id
    return figure.figure_id, figure.question or "", counts, period, number, figure.value.text, figure.locator


@stopping
def show(
    file: Annotated[Path, typer.Argument(help="A document.")],
    force: Annotated[str | None, typer.Option(help="The force's slug, if the document does not tell.")] = None,
    campaign: CampaignName = None,
    is_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of tables.")] = False,
    pictures: Annotated[Path | None, typer.Option("--picture", help="A folder for its pages, outlined.")] = None,
    _warehouse: NoWarehouse = None,
) -> int:
    if file.is_dir():
        raise Stop(f"{file}: is a folder. Name a document in it.")
    if not file.exists():
        raise Stop(f"{file}: there is no such file. Name a document, as data/raw/west-mercia/50766/thread.txt.")
    reference = reference_data.load()
    try:
        source, form = _source(file, force, campaign, reference)
        data = file.read_bytes()
        reading = alone(partial(read_document, data, file.name, form, source, reference), file.name, len(data))
    except SourceProblem as problem:
        return fail(str(problem), 1)
    except Unreadable as error:
        return fail(f"{file}: {error}", 1)
    except OSError as error:
        return fail(f"{file}: could not be read ({error.strerror}). Mend that, or name another document.", 1)
    if is_json:
        print(json.dumps(as_json(reading, source), ensure_ascii=False, indent=1, default=str))
    else:
        print_reading(reading, source, file.name)
    if pictures is not None:
        try:
            stderr.print(write_pictures(reading, data, pictures), markup=False)
        except OSError as error:
            raise Stop(f"{pictures}: can't be written to ({error.strerror}). Name another folder.", 1) from error
    return 0


def _source(file: Path, force: str | None, campaign: str | None, reference: Reference) -> tuple[Source, str]:
    folder = file.resolve().parent
    form = "original"
    if (folder / "source.toml").is_file():
        source = read_source(folder, reference)
        form = next((document.form for document in source.documents if document.path == file.name), form)
    else:
        source = Source("shown", "", documents=(SourceDocument(file.name),))
    if force is not None:
        if force not in reference.forces:
            raise SourceProblem(
                "--force",
                f"{force!r} is not in ingest/reference/forces.csv. Known: {', '.join(sorted(reference.forces))}.",
            )
        source = replace(source, force_ids=(force,))
    if campaign_named(campaign, reference) is not None:
        source = replace(source, campaign_id=campaign)
    return source, form
