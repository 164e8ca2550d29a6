"""Reports: what was said to be wrong here and what was done, beside all that people corrected, withdrew or said.

Protects: an open report is seen to be open, the newest first, and a slip in the list of reports is told beside those
that can be read. What people ruled is listed from the figures of this release themselves, so nothing that a person
changed can be left off; where nothing was reported or ruled the page says "none".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import installation, pinned, states, warehouse, words
from dashboard.parts import listing, standing
from dashboard.parts.listing import Link, Struck
from dashboard.rows import each
from ingest import reports
from ingest.reports import Report

PATH = "/reports"
HEADINGS = ("Force or area", "What", "It was", "It is", "Why")
KINDS = {
    "corrected": "Corrected",
    "withdrawn": "Withdrawn",
    "rejected": "Set aside",
    "stated": "Spoken of by the force, or by whoever compiled it",
}


@dataclass(frozen=True)
class Found:
    """What the file holds: the reports, the newest first, and what is wrong with it."""

    reports: tuple[Report, ...]
    problems: tuple[str, ...]


def read() -> Found:
    """The reports of this installation as they are now."""
    return Found(*reports.read(reports.path_of(warehouse.warehouse_path())))


def show() -> None:
    """The page: reports, then what people ruled, then what was erased."""
    st.title("Reports of error, and what was done")
    _reports(read())
    st.header("What was corrected, withdrawn, set aside or said")
    _rulings()
    _erased()
    st.markdown(
        f"[What changed between two releases]({pinned.address('/changes')}) · "
        f"[What the checks found]({pinned.address('/checks')}) · [About]({pinned.address('/method')})"
    )


def _reports(found: Found) -> None:
    for problem in found.problems:
        st.warning(words.verbatim(problem))
    st.markdown(_how_to_report())
    if not found.reports:
        st.markdown("None can be read." if found.problems else "None has come in.")
        return
    is_open = sum(one.is_open for one in found.reports)
    st.markdown(f"{words.counted(len(found.reports), 'report')}, {is_open:,} of them open.")
    known = {row.id: row for row in each(warehouse.query(warehouse.sql("reports_known")))}
    listing.first(
        "reports",
        ("Came in", "About", "What was said", "What was done"),
        [(words.day(one.on), about(one.about, known.get(one.about)), one.said, _done(one)) for one in found.reports],
        "Reports of error",
        "report",
    )


def _how_to_report() -> str:
    editor = installation.contact()
    if editor is None:
        return (
            "This copy has no editor, so nobody receives reports. Whoever runs it can name one, keep the list of "
            "reports and correct errors; the project's folder says how."
        )
    return (
        f"Errors are corrected by {words.verbatim(editor.text)}. “Something wrong here?” stands beside every figure, "
        "answer, source and force with a message ready to send."
    )


def about(asked: str, row: Any | None) -> listing.Cell:
    """What a report is about, as a link to its page; an id that this release has not is given as it is."""
    if row is None:
        return (asked, "not in this release: its place is gone, or it was never here")
    if row.what == "force":
        return Link(row.words, f"/force?id={asked}")
    if row.what == "source":
        return Link(row.words, f"/source?id={asked}")
    page = f"/force?id={row.force_id}" if row.is_disputed else f"/source?id={row.source_id}"
    return Link(row.words, f"{page}&figure={asked}")


def _done(report: Report) -> listing.Cell:
    if report.is_open:
        return "open: nothing was done yet"
    return (words.sentence(report.done), words.day(report.done_on))


def _rulings() -> None:
    made = rulings()
    for kind, title in KINDS.items():
        of_kind = [one.cells for one in made if one.kind == kind]
        st.subheader(title)
        if of_kind:
            listing.first(kind, HEADINGS, of_kind, title, "line")
        else:
            st.markdown("None.")
    st.subheader("Lapsed")
    without_effect = lapsed()
    if without_effect:
        st.markdown("A person ruled these, and the document gives something else now: they have no effect.")
        listing.first("lapsed", ("Source", "What lapsed"), without_effect, "Rulings that lapsed", "ruling")
    else:
        st.markdown("None.")


def _erased() -> None:
    """The ids of what was erased, as of now and whatever release the page shows: its rows are in none."""
    st.header("Erased")
    rows = erased()
    if not rows:
        st.markdown("None.")
        return
    st.markdown(
        "Personal data and what a court ordered away is taken out of every release, its document and pictures too. Of "
        "each source, figure and answer that went, the id is left, with the day and the reason."
    )
    listing.first("erased", ("Id", "Erased on", "Reason"), rows, "What was erased", "id")


def erased() -> list[tuple[listing.Cell, ...]]:
    """Id, day and reason of everything that was erased, the latest first."""
    return [(mark, words.day(on), reason) for mark, on, reason in warehouse.all_erased()]


@dataclass(frozen=True)
class Ruling:
    """One line: `kind` of KINDS, `cells` as HEADINGS."""

    kind: str
    cells: tuple[listing.Cell, ...]


def rulings() -> list[Ruling]:
    """Every one, figures before answers."""
    found: list[Ruling] = []
    for row in each(warehouse.query(warehouse.sql("reports_figures"))):
        found += _of_figure(row)
    for row in each(warehouse.query(warehouse.sql("reports_answers"))):
        found += _of_answer(row)
    return found


def lapsed() -> list[tuple[listing.Cell, ...]]:
    """Rulings without effect now, for the document gives something else: source and message."""
    rows = warehouse.query(
        "select c.source_id, s.title as source, c.message from checks as c left join sources as s using (source_id) "
        "where c.rule = 'ruling-lapsed' order by c.source_id, c.message"
    )
    return [(Link(row.source or row.source_id, f"/source?id={row.source_id}"), row.message) for row in each(rows)]


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
