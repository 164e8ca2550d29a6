"""What a person ruled of proposals in source.toml -> figures, reviewed, and proposals that wait no longer.

An `[[accepted]]` entry takes proposals as they stand; a `[[correction]]` of the same id gives what a proposal lacks
(measure, period, offence), or rejects it. Protects: nothing becomes a figure whose reading is not what the person saw:
the entry's digest is that of the readings, and where one has changed all of them are proposals again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.answers.figures import figure_of
from ingest.answers.rows import proposal_row
from ingest.ids import digest
from ingest.model import DocumentReading, Figure, Problem, Proposal
from ingest.reference import Reference
from ingest.sources import SOURCE_FILE, Source

SEEN = (
    "proposal_id", "force_id", "measure_id", "unit", "offence_id", "scope", "dimensions", "period_id", "value",
    "value_low", "value_high", "value_text",
)  # fmt: skip


def take(readings: Sequence[DocumentReading], source: Source, reference: Reference) -> tuple[DocumentReading, ...]:
    """The readings of one source's documents with what people took and rejected."""
    by_id = {one.proposal_id: one for reading in readings for one in reading.proposals}
    given = {str(one["figure"]): one for one in source.corrections if one.get("figure") in by_id}
    taken: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    rejected: set[str] = set()
    for name, entry in given.items():
        if entry.get("reject"):
            is_as_seen = entry.get("expect", {}).get("value_text") == by_id[name].value.text
            rejected |= {name} if is_as_seen else set()
            problems += [] if is_as_seen else [_lapsed(entry, source)]
    for entry in source.accepted:
        ids = [str(one) for one in entry["proposals"]]
        seen = [by_id[one] for one in ids if one in by_id]
        if len(seen) == len(ids) and entry["digest"] == digest_of(seen) and not rejected & set(ids):
            taken |= dict.fromkeys(ids, entry)
        else:
            rejected -= set(ids)  # who disagree leave it open
            problems.append(_lapsed(entry, source))
    return tuple(
        _with(reading, taken, rejected, given, reference, problems if n == 0 else [])
        for n, reading in enumerate(readings)
    )


def digest_of(proposals: Iterable[Proposal]) -> str:
    """A digest of proposals as a person saw them."""
    return rows_digest(proposal_row(one) for one in proposals)


def rows_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """The same of proposals as the desk has them, by column."""
    return digest("accepted", *sorted(map(_seen, rows)))


def _seen(row: Mapping[str, Any]) -> str:
    return json.dumps({name: row[name] for name in SEEN}, sort_keys=True, ensure_ascii=False)


def _with(
    reading: DocumentReading,
    taken: Mapping[str, Mapping[str, Any]],
    rejected: set[str],
    given: Mapping[str, Mapping[str, Any]],
    reference: Reference,
    problems: Sequence[Problem],
) -> DocumentReading:
    figures: list[Figure] = []
    proposals: list[Proposal] = []
    for one in reading.proposals:
        if one.proposal_id in rejected:
            proposals.append(replace(one, state="rejected"))
        elif one.proposal_id in taken and (figure := figure_of(one, given.get(one.proposal_id, {}), reference)):
            entry = taken[one.proposal_id]
            chain = (*figure.chain, "its reading was taken by a person at the desk")
            note = f"Taken from the document by {entry['by']}, {entry['on']}."
            figures.append(replace(figure, review="reviewed", note=note, chain=chain))
            proposals.append(replace(one, state="accepted"))
        else:
            proposals.append(one)
    return replace(
        reading,
        figures=(*reading.figures, *figures),
        proposals=tuple(proposals),
        problems=(*reading.problems, *problems),
    )


def _lapsed(entry: Mapping[str, Any], source: Source) -> Problem:
    words = (
        f"{source.folder}/{SOURCE_FILE}: what {entry['by']} decided of proposals on {entry['on']} has no effect: they "
        "are read otherwise now, are not here, or another entry says the opposite. Look at them at the desk, and drop "
        "the entry."
    )
    return Problem("warning", words, locator=SOURCE_FILE, rule="ruling-lapsed", origin="source")
