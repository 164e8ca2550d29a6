"""The warehouse -> what people ruled and said in this release: corrected, withdrawn, set aside, stated, lapsed.

Protects: the list is made from the figures themselves, so nothing that was changed by a person can be left off it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard import listing, standing, states, warehouse, words
from dashboard.listing import Link, Struck

HEADINGS = ("Force or area", "What", "It was", "It is", "Why")
KINDS = {
    "corrected": "Corrected",
    "withdrawn": "Withdrawn",
    "rejected": "Set aside",
    "stated": "Spoken of by the force, or by whoever compiled it",
}


@dataclass(frozen=True)
class Ruling:
    """One line: `kind` of KINDS, `cells` as HEADINGS."""

    kind: str
    cells: tuple[listing.Cell, ...]


def all_of_release() -> list[Ruling]:
    """Every one, figures before answers."""
    found: list[Ruling] = []
    for row in warehouse.query(warehouse.sql("reports_figures")).itertuples():
        found += _of_figure(row)
    for row in warehouse.query(warehouse.sql("reports_answers")).itertuples():
        found += _of_answer(row)
    return found


def lapsed() -> list[tuple[listing.Cell, ...]]:
    """Rulings without effect now, for the document gives something else: source and message."""
    rows = warehouse.query(
        "select c.source_id, s.title as source, c.message from checks as c left join sources as s using (source_id) "
        "where c.rule = 'ruling-lapsed' order by c.source_id, c.message"
    )
    return [
        (Link(row.source or row.source_id, f"/source?id={row.source_id}"), row.message) for row in rows.itertuples()
    ]


def _of_figure(row: Any) -> list[Ruling]:
    at = f"/source?id={row.source_id}&figure={row.figure_id}"
    force = Link(row.force, f"/force?id={row.force_id}")
    counted = f"{row.measure}{f': {words.inside(row.offence)}' if row.offence else ''}"
    what = (f"{counted}, {words.period(row.period_id)} ({row.unit})", Link("evidence", at))
    printed = words.quoted(row)
    found = []
    if row.status in ("withdrawn", "rejected"):
        found.append(Ruling(row.status, (force, what, Struck(printed), "not in force", standing.why(row))))
    if (corrected := standing.correction(row)) is not None:
        was = Struck(printed) if corrected.is_of_value else printed
        now = words.interval(row) if corrected.is_of_value else f"another reading of {words.listed(corrected.in_words)}"
        found.append(Ruling("corrected", (force, what, was, now, corrected.why)))
    if row.statement:
        found.append(Ruling("stated", (force, what, printed, "unchanged", words.with_days(row.statement))))
    return found


def _of_answer(row: Any) -> list[Ruling]:
    ruled = standing.ruling_on_answer(row)
    if ruled is None and row.status != "withdrawn":
        return []
    at = f"/source?id={row.source_id}&figure={row.outcome_id}"
    asked = f"question {row.question}" if row.question else row.asks or "the request as a whole"
    what = (f"Answer to {asked}", Link("evidence", at))
    state = states.STATES.get(row.status)
    status = state.words if state else row.status.replace("_", " ")
    force = Link(row.force, f"/force?id={row.force_id}")
    if ruled is None:
        return [Ruling("withdrawn", (force, what, None, Struck("withdrawn"), row.note))]
    if ruled[0] != "Corrected":
        return [Ruling("rejected", (force, what, Struck(status), "not in force", ruled[1]))]
    return [Ruling("corrected", (force, what, "read otherwise", status, ruled[1]))]
