"""Checks of counts that are held back. No message says which count it is for the sake of which something is held back
here, nor what it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.checks.finding import Finding, of_figure
from ingest.collect import Failure
from ingest.hidden import HELD_BACK_HERE, WHY
from ingest.place import Everything
from ingest.reference import Reference


def held_back_beside_others(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A figure that, beside those of other sources, would let a count be worked out which a force holds back is itself
    held back here, and not in force."""
    for entry in everything.figures:
        if entry.status == "rejected" and (entry.rule or "").startswith(HELD_BACK_HERE):
            yield of_figure(entry, "warning", "held-back-beside-others", WHY)
