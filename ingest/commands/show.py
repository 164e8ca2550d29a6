"""`show`: what the program reads in one document, with the place of each thing. It touches nothing.

A `source.toml` beside the file is taken into account; options go before it, and what neither says is sought in
the document. Exit 0: read, problems included. 1: could not be read. 2: no such file.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.table import Table as RichTable

from ingest import reference as reference_data
from ingest.collect import read_document
from ingest.commands.say import fail, say, stderr, stdout
from ingest.commands.show_json import as_json, force_found
from ingest.commands.show_picture import write_pictures
from ingest.model import DocumentReading
from ingest.readers import Unreadable
from ingest.reference import Reference
from ingest.sources import PUBLISHED, Source, SourceProblem, parse_source, read_source


def show(file: Path, force: str | None, campaign: str | None, is_json: bool, pictures: Path | None = None) -> int:
    """`pictures`: the folder for pictures of a PDF's pages with what was found outlined; None for none."""
    if file.is_dir():
        return fail(f"{file}: is a folder. Name a document in it.")
    if not file.exists():
        return fail(
            f"{file}: there is no such file. Name a document, for instance data/raw/west-mercia/50766/thread.txt."
        )
    reference = reference_data.load()
    try:
        source, form = _source(file, force, campaign, reference)
        data = file.read_bytes()
        reading = read_document(data, file.name, form, source, reference)
    except SourceProblem as problem:
        return fail(str(problem), 1)
    except Unreadable as error:
        return fail(f"{file}: {error}", 1)
    except OSError as error:
        return fail(f"{file}: could not be read ({error.strerror}). Mend that, or name another document.", 1)
    if is_json:
        print(json.dumps(as_json(reading, source), ensure_ascii=False, indent=1, default=str))
    else:
        _print(reading, source, file)
    return 0 if pictures is None else _draw(reading, data, pictures)


def _draw(reading: DocumentReading, data: bytes, folder: Path) -> int:
    try:
        stderr.print(write_pictures(reading, data, folder), markup=False)
    except OSError as error:
        return fail(f"{folder}: pictures can't be written there ({error.strerror}). Name another folder.", 1)
    return 0


def _source(file: Path, force: str | None, campaign: str | None, reference: Reference) -> tuple[Source, str]:
    folder = file.resolve().parent
    form = "original"
    if (folder / "source.toml").is_file():
        source = read_source(folder, folder.parent.parent, reference)
        form = next((document.form for document in source.documents if document.path == file.name), form)
    else:
        table = {"document": [{"path": file.name}], "kind": "force_response"}
        source = parse_source(table, Path(PUBLISHED) / "shown", reference)
        source = replace(source, source_id="shown", folder="")
    if force is not None:
        if force not in reference.forces:
            raise SourceProblem(
                "--force",
                f"{force!r} is not in ingest/reference/forces.csv. Known: {', '.join(sorted(reference.forces))}.",
            )
        source = replace(source, force_ids=(force,))
    if campaign is not None:
        if campaign not in reference.campaigns:
            raise SourceProblem(
                "--campaign", f"{campaign!r} is not known. Known: {', '.join(sorted(reference.campaigns))}."
            )
        source = replace(source, campaign_id=campaign)
    return source, form


def _print(reading: DocumentReading, source: Source, file: Path) -> None:
    force = ", ".join(source.force_ids) or force_found(reading) or "not known"
    say(f"{file.name}: {reading.media_type}, {reading.form}")
    say(
        f"force {force}; law {source.law or reading.law or 'not known'}; reference "
        f"{source.reference or reading.reference or 'not found'}; received "
        f"{source.received or reading.received or 'not found'}"
    )
    if reading.messages:
        say("messages: " + ", ".join(f"{m.n} {m.kind}" for m in reading.messages))
    if reading.outcomes:
        table = _table("Outcomes", "question", "outcome", "sections", "stage", "current", "place")
        for o in reading.outcomes:
            table.add_row(
                o.question or "whole request",
                o.status,
                " ".join(o.exemptions),
                o.stage,
                "yes" if o.is_current else "no",
                o.locator,
            )
        stdout.print(table)
    if reading.figures:
        table = _table("Figures", "id", "question", "measure", "offence", "period", "value", "printed", "place")
        for f in reading.figures:
            table.add_row(
                f.figure_id,
                f.question or "",
                f.measure_id,
                f.offence_id or "",
                f.period.period_id,
                _bounds(f.value),
                f.value.text,
                f.locator,
            )
        stdout.print(table)
    for problem in reading.problems:
        say(f"{problem.severity}: {problem.locator or file.name}: {problem.message}")
    if not (reading.outcomes or reading.figures):
        say("No outcome and no figure was understood in this document.")


def _table(title: str, *columns: str) -> RichTable:
    """A table whose ids stay whole in any width: they are copied from here."""
    table = RichTable(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, no_wrap=column == "id", overflow="fold")
    return table


def _bounds(value: Any) -> str:
    if value.value is not None:
        return f"{value.value:,.10g}"
    if value.low is None and value.high is None:
        return value.symbol or "unknown"
    return f"{value.low if value.low is not None else '…'} to {value.high if value.high is not None else '…'}"
