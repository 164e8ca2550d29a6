"""`erased.toml` of a raw folder <-> what was erased there, when and why.

Protects: what was erased does not come back with the next build, whichever way its document returns. The record holds
ids and digests, and nothing that was erased can be read from them. A record that can't be read stops the build, for
without it what was erased would be published again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ingest.model import DocumentReading, Stop
from ingest.sources import Failure, SourceReading
from ingest.sources.entries import DAY, TEXT, TEXTS_OR_NONE, is_tables, one_of, wrong_keys
from ingest.sources.files import write_whole
from ingest.sources.text import written

FILE = "erased.toml"
KIND = "erased"
SOURCE, DOCUMENT, ROWS = WHAT = ("source", "document", "rows")
NEEDED = ("id", "on", "reason", "what", "source")
SHAPES = {
    **dict.fromkeys(("id", "reason", "source"), TEXT),
    "on": DAY,
    "what": one_of(WHAT),
    **dict.fromkeys(("figures", "answers", "documents"), TEXTS_OR_NONE),
}
HEAD = (
    "# What was erased, when and why. Written by `python -m ingest erase`; see docs/erase.md. An entry that is\n"
    "# dropped lets its source be read again."
)
STOPS = "Mend it: without it, what was erased would be shown again, so nothing is built."


class RecordProblem(Stop):
    """The record of what was erased can't be read: which file, what was found, and what would do."""


@dataclass(frozen=True)
class Erased:
    """One erasure, by the keys of its entry. `id`: of the source or the figure that was named; `what` goes: the whole
    source, a document, or typed rows of `source`; `figures`, `answers`: the ids of all that goes with it; `documents`:
    the SHA-256 of each document that goes. By these an erasure that broke off can be finished, though nothing of it is
    in the warehouse any more."""

    id: str
    on: date
    reason: str
    what: str
    source: str
    figures: Sequence[str] = ()
    answers: Sequence[str] = ()
    documents: Sequence[str] = ()

    @property
    def is_source(self) -> bool:
        return self.what == SOURCE

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id whose address says that it was erased."""
        whole = (self.source,) if self.is_source else ()
        return tuple(dict.fromkeys((self.id, *whole, *self.figures, *self.answers)))


def of_id(erased_id: str, erased: Sequence[Erased]) -> Erased | None:
    """The erasure of an id: the one that names it, else the last one with which it went; None for neither."""
    named = [entry for entry in erased if entry.id == erased_id]
    return next(iter([*named, *(entry for entry in reversed(erased) if erased_id in entry.ids)]), None)


def add(raw: Path, erased: Erased) -> None:
    """Write one more entry. Raises OSError."""
    file = raw / FILE
    before = file.read_text(encoding="utf-8") if file.is_file() else HEAD
    write_whole(file, f"{before.rstrip()}\n\n{written({KIND: [vars(erased)]})}".encode())


def read(raws: Sequence[Path]) -> list[Erased]:
    """What was erased in these raw folders, in order. Raises RecordProblem."""
    return [entry for raw in raws for entry in _of(raw / FILE)]


def _of(file: Path) -> list[Erased]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise RecordProblem(f"{file}: can't be read ({error}). {STOPS}") from error
    entries = table.pop(KIND, [])
    if table or not is_tables(entries):
        raise RecordProblem(f"{file}: holds something else than [[{KIND}]]. {STOPS}")
    for n, entry in enumerate(entries, 1):
        if wrong := wrong_keys(entry, tuple(SHAPES), NEEDED, SHAPES):
            raise RecordProblem(f"{file}, entry {n}: {wrong} {STOPS}")
    return [Erased(**entry) for entry in entries]


def without_erased(
    readings: Sequence[SourceReading], erased: Sequence[Erased]
) -> tuple[list[SourceReading], list[Failure]]:
    """The readings without what was erased, and a failure for each source or document that has come back."""
    sources = {entry.source: entry for entry in erased if entry.is_source}
    digests = {digest: entry for entry in erased for digest in entry.documents}
    ids = {erased_id for entry in erased for erased_id in entry.ids}
    left: list[SourceReading] = []
    failures: list[Failure] = []
    for reading in readings:
        folder = reading.source.folder
        if (entry := sources.get(reading.source.source_id)) is not None:
            failures.append(Failure(folder, _is_back(entry)))
            continue
        back = [document for document in reading.documents if document.sha256 in digests]
        failures += [Failure(folder, _is_back(digests[back[0].sha256]))] if back else []
        documents = tuple(_without(document, ids) for document in reading.documents if document not in back)
        left.append(replace(reading, documents=documents) if erased else reading)
    return left, failures


def _without(document: DocumentReading, ids: set[str]) -> DocumentReading:
    return replace(
        document,
        figures=tuple(figure for figure in document.figures if figure.figure_id not in ids),
        outcomes=tuple(outcome for outcome in document.outcomes if outcome.outcome_id not in ids),
        proposals=tuple(proposal for proposal in document.proposals if proposal.proposal_id not in ids),
    )


def _is_back(erased: Erased) -> str:
    return (
        f"holds what was erased on {erased.on} ({erased.reason}), so it was left out. Take it away, or drop its entry "
        f"from {FILE} if it may be shown again."
    )


def rows_of(erased: Sequence[Erased]) -> list[dict[str, object]]:
    """The warehouse's rows: one for each id whose address says that it was erased; of an id that was erased twice, the
    later."""
    by_id = {erased_id: entry for entry in erased for erased_id in entry.ids}
    return [{"erased_id": key, "erased_on": entry.on, "reason": entry.reason} for key, entry in sorted(by_id.items())]
