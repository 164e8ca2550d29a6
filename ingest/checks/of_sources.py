"""Checks of sources: what could not be read, what gave nothing, what was read with a person's help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.checks.finding import Finding
from ingest.collect import Failure
from ingest.place import Everything
from ingest.reference import Reference


def unread_documents(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A source or document that could not be read is named with the reason."""
    for failure in failures:
        yield Finding(
            "error", "unread-document", "source", f"{failure.place}: {failure.message}", document=failure.place
        )


def source_without_anything(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A source whose documents were read but gave neither an outcome nor a figure is a reader's miss until a
    person says else.
    """
    for reading in everything.readings:
        if reading.documents and not any(document.outcomes or document.figures for document in reading.documents):
            message = "Nothing was understood in this source. Look at it with `python -m ingest show`."
            yield Finding(
                "warning", "gives-nothing", "reader", message, reading.source.source_id, document=reading.source.folder
            )


def source_without_address(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A source without an address can't be looked up by a reader."""
    for reading in everything.readings:
        if reading.source.url is None:
            message = "No address is known for this source."
            yield Finding(
                "note", "no-address", "source", message, reading.source.source_id, document=reading.source.folder
            )


def personal_readings(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """Rows whose meaning a person settled are counted, source by source."""
    counts = Counter(
        entry.source.source_id for entry in everything.figures if entry.figure.reading_reason and not entry.is_disputed
    )
    for source_id, count in sorted(counts.items()):
        message = (
            f"{count} {'figure rests' if count == 1 else 'figures rest'} on a person's reading "
            "of the print; each says why."
        )
        yield Finding("note", "personal-reading", "source", message, source_id)
