"""The text of a `source.toml` -> the same without what was ruled of figures and answers that go.

Protects: what people ruled of the others stays, and stays in force: a review that held is given the digest of the rows
that are left, one that had lapsed is not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ingest.desk.decisions import digest_of
from ingest.ruling_entries import ALL
from ingest.source_text import with_changed, without_entries

OF_FIGURES = ("withdrawal", "statement", "review")
Seen = Mapping[str, Mapping[str, Any]]
"""The figures of the source as the warehouse has them, by id: as they were when a review was last held against them."""


def without_rulings(text: str, ids: Collection[str], seen: Seen) -> str:
    """The text without the rulings of these figures and answers, and their ids in no other. Raises NotChanged."""
    text = without_entries(text, "correction", lambda entry: entry.get("figure", entry.get("outcome")) in ids)
    for kind in OF_FIGURES:
        text = with_changed(text, kind, lambda entry: _without_ids(entry, ids, seen))
    return text


def _without_ids(entry: Mapping[str, Any], ids: Collection[str], seen: Seen) -> Mapping[str, Any] | None:
    """A ruling without the figures that go, or None where it named no other. One of "all" stays one of all."""
    figures = entry.get("figures")
    named = list(seen) if figures == ALL else figures
    if not isinstance(named, list) or not set(ids).intersection(named):
        return entry
    left = [figure for figure in named if figure not in ids]
    if not left and figures != ALL:
        return None
    kept = dict(entry) if figures == ALL else dict(entry) | {"figures": left}
    if "digest" in entry and _digest(named, seen) == entry["digest"]:
        kept["digest"] = _digest(left, seen)
    return kept


def _digest(figures: Sequence[str], seen: Seen) -> str | None:
    """The digest of these rows; None where the warehouse has not all of them."""
    return digest_of([seen[one] for one in figures]) if all(one in seen for one in figures) else None
