"""Checks of the reading itself: what a reader did not understand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.checks.finding import Finding
from ingest.collect import Failure
from ingest.place import Everything
from ingest.reference import Reference


def problems_of_reading(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """What was not understood is listed with its place, and gives no figure."""
    for located in everything.problems:
        problem = located.problem
        yield Finding(
            problem.severity,
            problem.rule,
            problem.origin,
            problem.message,
            located.source.source_id,
            None,
            located.document,
            problem.page,
            problem.locator,
        )
