"""docs/method.md -> the definitions on the Method page, so that page and docs say the same in the same words."""

from __future__ import annotations

from functools import cache

from dashboard import warehouse

DOCS = warehouse.ROOT / "docs" / "method.md"
DEFINITIONS = (
    "What the words mean",
    "From a document to a figure",
    "Bounds, suppression and estimates",
    "Several sources for one figure",
    "Figures within figures",
    "Periods, offences, rates",
)
AUDITS = "How wrong it can be"
CAUTIONS = ("What this is not", "Limits")


@cache
def _sections() -> dict[str, str]:
    parts = DOCS.read_text(encoding="utf-8").split("\n## ")[1:]
    return {title.strip(): body.strip() for title, _, body in (part.partition("\n") for part in parts)}


def section(title: str) -> str:
    """The words under one heading of docs/method.md. Raises KeyError when it has no such heading."""
    return _sections()[title]
