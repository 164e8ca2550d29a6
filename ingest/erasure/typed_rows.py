"""A source's folder as it is now -> the rows of our transcripts and the entries typed as `[[addition]]`, with the ids
that each gave.

Protects: what goes is found where it stands now, not where it stood when the warehouse was built; rows go together
where they are called the same, as ids see it, for only their order tells their ids apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest import reference as reference_data
from ingest.additions import read_additions
from ingest.collect import read_document
from ingest.file_names import without_people
from ingest.model import DocumentReading
from ingest.readers import Unreadable
from ingest.readers.transcript import sniff
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source, SourceProblem, read_source
from ingest.transcript.rows import rows_of

ROW = re.compile(r"row (\d+)(?:, |$)")


@dataclass(frozen=True)
class Typed:
    """One transcript, or the additions of a source (`path` is then that of source.toml). `names`: what each row is
    called, by its number; `figures`, `answers`: the rows that gave them, by id."""

    path: Path
    names: Mapping[int, tuple[object, ...]]
    figures: Mapping[str, int]
    answers: Mapping[str, int]

    @property
    def is_additions(self) -> bool:
        return self.path.name == SOURCE_FILE

    def rows_of(self, ids: Collection[str]) -> tuple[int, ...]:
        """The rows that gave any of these."""
        gave = (*self.figures.items(), *self.answers.items())
        return tuple(sorted({row for one, row in gave if one in ids}))

    def alike(self, figure_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(figures, answers) of the row that gave a figure, and of all rows that are called the same."""
        called = self.names.get(self.figures[figure_id])
        rows = {row for row, names in self.names.items() if names == called} | {self.figures[figure_id]}
        figures, answers = ([one for one, row in gave.items() if row in rows] for gave in (self.figures, self.answers))
        return tuple(figures), tuple(answers)


def typed_in(folder: Path) -> list[Typed]:
    """Everything that was typed in a source's folder. A transcript that is no CSV of rows (a thread, say) is none: it
    is a document like any other. Raises SourceProblem and OSError."""
    reference = reference_data.load()
    source = read_source(folder, folder.parents[1], reference)
    return [_typed(path, reading, reference) for path, reading in _readings(source, folder, reference)]


def _readings(source: Source, folder: Path, reference: Reference) -> Iterator[tuple[Path, DocumentReading]]:
    for document in source.documents:
        file = folder / document.path
        if document.form != "transcript" or not file.is_file():
            continue
        data = file.read_bytes()
        if sniff(data, document.path):
            try:
                reading = read_document(data, without_people(document.path), document.form, source, reference)
            except Unreadable as error:
                raise SourceProblem(f"{source.folder}/{document.path}", str(error)) from error
            yield file, reading
    additions = read_additions(source, reference)
    if additions is not None:
        yield folder / SOURCE_FILE, additions


def _typed(path: Path, reading: DocumentReading, reference: Reference) -> Typed:
    rows, _ = rows_of(reading.blocks, reference)
    return Typed(
        path,
        {row.n: row.names for row in rows},
        {one.figure_id: row for one in reading.figures if (row := _row(one.locator))},
        {one.outcome_id: row for one in reading.outcomes if (row := _row(one.locator))},
    )


def _row(locator: str | None) -> int:
    """Of "row 12, Table 2" 12, and 0 of any other place: how a transcript names the place of a row."""
    found = ROW.match(locator or "")
    return int(found[1]) if found else 0
