"""What several people ruled of one figure as it was read -> whether they disagree, in words.

Two people may review a source on their own copies; brought together, both entries stand in one `source.toml`. Protects:
where they see the same figure differently neither is followed, and it is not in force until one of them gives way.
A ruling on what an earlier ruling made of a figure is no disagreement: it was made by somebody who saw that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.model import Figure
from ingest.ruling_entries import ALL, OF_FIGURE
from ingest.seen import as_found, differing, review_digest
from ingest.sources import Source

UNSETTLED = "Not in force until it is settled: "
"""How the rule of a figure begins of which people say different things."""
RIGHT = "right as it was read"


def disagreements(as_read: Mapping[str, Figure], source: Source) -> dict[str, str]:
    """For each figure of which people say different things, who says what."""
    said: dict[str, dict[str, tuple[str, str]]] = {}
    for figure_id, by, verdict, words in [*_corrected(as_read, source), *_accepted(as_read, source)]:
        said.setdefault(figure_id, {}).setdefault(verdict, (by, words))
    return {
        figure_id: "; ".join(f"{by} says {words}" for by, words in verdicts.values())
        for figure_id, verdicts in said.items()
        if len({by for by, _ in verdicts.values()}) > 1
    }


Verdict = tuple[str, str, str, str]
"""figure_id, who, what they make of it (equal for those who agree), the same in words"""


def _corrected(as_read: Mapping[str, Figure], source: Source) -> Iterator[Verdict]:
    for ruling in source.corrections:
        figure = as_read.get(str(ruling.get("figure")))
        if figure is None or "expect" not in ruling or differing(ruling, as_found(figure)):
            continue
        changes = {key: ruling[key] for key in OF_FIGURE if key in ruling}
        words = "it is none" if "reject" in changes else ", ".join(f"{k} {v}" for k, v in changes.items())
        yield figure.figure_id, str(ruling["by"]), repr(sorted(_plain(changes).items())), words


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: float(value) if isinstance(value, int) else value for key, value in changes.items()}


def _accepted(as_read: Mapping[str, Figure], source: Source) -> Iterator[Verdict]:
    for ruling in source.reviews:
        named = list(as_read) if ruling["figures"] == ALL else [one for one in ruling["figures"] if one in as_read]
        if ruling.get("digest") == review_digest([as_read[one] for one in named]):
            yield from ((one, str(ruling["by"]), RIGHT, RIGHT) for one in named)
