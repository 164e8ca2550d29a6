"""Reports of error and what people ruled -> the page that lists both, the newest report first.

Protects: an open report is seen to be open, a slip in `reports.toml` is told beside the reports that can be read, and
where nothing was reported or ruled the page says "none".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import first_rows, installation, listing, rulings_made, warehouse, words
from dashboard.listing import Link
from ingest import reports
from ingest.reports import Report


@dataclass(frozen=True)
class Found:
    """What the file holds: the reports, the newest first, and what is wrong with it."""

    reports: tuple[Report, ...]
    problems: tuple[str, ...]


def read() -> Found:
    """The reports of this installation as they are now."""
    return Found(*reports.read(reports.path_of(warehouse.warehouse_path())))


def show() -> None:
    """Reports, then rulings."""
    st.header("Reports of error")
    _reports(read())
    st.header("What was corrected, withdrawn, set aside or said")
    st.markdown(
        "Made from the figures and answers of this release themselves, so no such ruling is left off. What was erased "
        "is in no release any more, and has a list of its own below."
    )
    _rulings()
    _erased()


def _reports(found: Found) -> None:
    for problem in found.problems:
        st.warning(words.verbatim(problem))
    st.markdown(_how_to_report())
    if not found.reports:
        st.markdown("None can be read." if found.problems else "None has come in.")
        return
    is_open = sum(one.is_open for one in found.reports)
    st.markdown(f"{words.counted(len(found.reports), 'report')}, {is_open:,} of them open.")
    known = {row.id: row for row in warehouse.query(warehouse.sql("reports_known")).itertuples()}
    first_rows.show(
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
            "This copy has no editor, so nobody receives reports; whoever runs it names one with `DISCLOSED_CONTACT`, "
            "keeps the list in `data/reports.toml` and corrects errors as `CONTRIBUTING.md` says."
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
    return (Link(row.words, f"{page}&figure={asked}"), f"{row.what} {asked}")


def _done(report: Report) -> listing.Cell:
    if report.is_open:
        return "open: nothing was done yet"
    return (words.sentence(report.done), words.day(report.done_on))


def _rulings() -> None:
    made = rulings_made.all_of_release()
    for kind, title in rulings_made.KINDS.items():
        of_kind = [one.cells for one in made if one.kind == kind]
        st.subheader(title)
        if of_kind:
            first_rows.show(kind, rulings_made.HEADINGS, of_kind, title, "line")
        else:
            st.markdown("None.")
    st.subheader("Lapsed")
    lapsed = rulings_made.lapsed()
    if lapsed:
        st.markdown("A person ruled these, and the document gives something else now: they have no effect.")
        first_rows.show("lapsed", ("Source", "What lapsed"), lapsed, "Rulings that lapsed", "ruling")
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
    first_rows.show("erased", ("Id", "Erased on", "Reason"), rows, "What was erased", "id")


def erased() -> list[tuple[listing.Cell, ...]]:
    """Id, day and reason of everything that was erased, the latest first."""
    return [(mark, words.day(on), reason) for mark, on, reason in warehouse.all_erased()]
