"""What a check finds: the row of `checks` without its id."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.order import Placed

DOUBT, DIFFERS = "doubt", "differs"


@dataclass(frozen=True)
class Finding:
    severity: str  # error | warning | note
    rule: str
    origin: str  # source | reader | reference
    message: str
    source_id: str | None = None
    figure_id: str | None = None
    document: str | None = None
    page: int | None = None
    locator: str | None = None
    says: str | None = (
        None  # doubt: it can't be right by its own print or its compiler's word; differs: another counts otherwise
    )
    also: tuple[str, ...] = ()  # other figures of which it says the same


def of_figure(
    entry: Placed,
    severity: str,
    rule: str,
    message: str,
    origin: str = "source",
    *,
    says: str | None = None,
    also: tuple[str, ...] = (),
) -> Finding:
    """A finding about one figure, at its place."""
    figure = entry.figure
    return Finding(
        severity,
        rule,
        origin,
        message,
        entry.source.source_id,
        figure.figure_id,
        entry.document,
        figure.page,
        figure.locator,
        says,
        also,
    )
