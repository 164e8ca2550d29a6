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
from ingest.commands.say import fail, say, stdout
from ingest.model import DocumentReading
from ingest.readers import Unreadable
from ingest.reference import Reference
from ingest.sources import PUBLISHED, Source, SourceProblem, parse_source, read_source


def show(file: Path, force: str | None, campaign: str | None, is_json: bool) -> int:
    if file.is_dir():
        return fail(f"{file}: is a folder. Name a document in it.")
    if not file.exists():
        return fail(
            f"{file}: there is no such file. Name a document, for instance data/raw/west-mercia/50766/thread.txt."
        )
    reference = reference_data.load()
    try:
        source, form = _source(file, force, campaign, reference)
        reading = read_document(file.read_bytes(), file.name, form, source, reference)
    except SourceProblem as problem:
        return fail(str(problem), 1)
    except Unreadable as error:
        return fail(f"{file}: {error}", 1)
    except OSError as error:
        return fail(f"{file}: could not be read ({error.strerror}). Mend that, or name another document.", 1)
    if is_json:
        print(json.dumps(as_json(reading, source, reference), ensure_ascii=False, indent=1, default=str))
    else:
        _print(reading, source, file)
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


def as_json(reading: DocumentReading, source: Source, reference: Reference) -> dict[str, Any]:
    """The object of `show --json`: no key left out, unknown values null."""
    force_id = next(iter(source.force_ids), None) or _force_found(reading)
    return {
        "document": {
            "path": reading.path,
            "sha256": reading.sha256,
            "media_type": reading.media_type,
            "pages": reading.pages,
        },
        "source": {
            "source_id": source.source_id if source.folder else None,
            "force_id": force_id,
            "reference": source.reference or reading.reference,
            "received": source.received or reading.received,
            "law": source.law or reading.law or (_law(force_id, reference) if force_id else None),
            "campaign": source.campaign_id or reading.campaign_id,
        },
        "messages": [
            {
                "n": m.n,
                "kind": m.kind,
                "on": m.on.isoformat() if m.on else None,
                "text_start": m.text_start,
                "text_end": m.text_end,
            }
            for m in reading.messages
        ],
        "tables": [{"n": t.n, "page": t.page, "sheet": t.sheet, "bbox": t.bbox} for t in reading.blocks.tables],
        "cells": [
            {
                name: getattr(c, name)
                for name in ("table", "page", "bbox", "ref", "row", "column", "row_label", "column_label", "text")
            }
            for c in reading.blocks.cells
        ],
        "outcomes": [
            {
                **{name: getattr(o, name) for name in ("outcome_id", "question", "measure_id", "period_id", "status")},
                "exemptions": list(o.exemptions),
                **{
                    name: getattr(o, name)
                    for name in (
                        "exemptions_basis",
                        "text",
                        "stage",
                        "is_current",
                        "message",
                        "page",
                        "locator",
                        "quote",
                    )
                },
            }
            for o in reading.outcomes
        ],
        "figures": [
            {
                **{
                    name: getattr(f, name)
                    for name in ("figure_id", "question", "force_id", "measure_id", "unit", "offence_id", "scope")
                },
                "dimensions": dict(f.dimensions),
                "period_id": f.period.period_id,
                "value": f.value.value,
                "value_low": f.value.low,
                "value_high": f.value.high,
                "symbol": f.value.symbol,
                "value_text": f.value.text,
                **{name: getattr(f, name) for name in ("page", "bbox", "locator", "quote", "method")},
            }
            for f in reading.figures
        ],
        "problems": [
            {"severity": p.severity, "message": p.message, "page": p.page, "locator": p.locator}
            for p in reading.problems
        ],
    }


LAWS = {"Scotland": "FOISA 2002", "Jersey": "FOI (Jersey) Law 2011"}


def _law(force_id: str, reference: Reference) -> str | None:
    """The information law of the force's nation; for Guernsey, which has none, nothing."""
    force = reference.forces.get(force_id)
    if force is None or force.nation == "Guernsey":
        return None
    return LAWS.get(force.nation or "", "FOIA 2000")


def _force_found(reading: DocumentReading) -> str | None:
    if reading.force_id:
        return reading.force_id
    forces = [outcome.force_id for outcome in reading.outcomes] + [figure.force_id for figure in reading.figures]
    return forces[0] if forces else None


def _print(reading: DocumentReading, source: Source, file: Path) -> None:
    force = ", ".join(source.force_ids) or _force_found(reading) or "not known"
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
