"""`show`: what the program reads in one document, with the place of each thing. It touches nothing.

A `source.toml` beside the file is taken into account; options go before it, and what neither says is sought in
the document. Exit 0: read, problems included. 1: could not be read. 2: no such file.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ingest import reference as reference_data
from ingest.collect import read_document
from ingest.commands.say import fail, stderr
from ingest.commands.show_json import as_json
from ingest.commands.show_picture import write_pictures
from ingest.commands.show_words import print_reading
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
        print_reading(reading, source, file.name)
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
