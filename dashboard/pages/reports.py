"""Reports: what was said to be wrong here and what was done, beside all that people corrected, withdrew or said.

Protects: an open report is seen to be open; what people ruled is listed from the figures of this release themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st

from dashboard import installation, pinned, warehouse, words
from dashboard.parts import listing, results, statuses
from dashboard.parts.listing import Link, Struck, render
from dashboard.words import each
from ingest.warehouse import reports
from ingest.warehouse.reports import Report

Cells = tuple[listing.Cell, ...]
HEADINGS = ("Force or area", "What", "It was", "It is", "Why")
KINDS = words.SAID["ruled"]


def read() -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """The reports of this installation as they are now, the newest first, and what is wrong with the file."""
    return reports.read(reports.path_of(warehouse.warehouse_path()))


def show() -> None:
    _reports(*read())
    st.header("What was corrected, withdrawn, set aside or said")
    st.markdown(f"What samples found wrong was mended in our transcripts: see [About]({pinned.address('/method')}).")
    made = rulings()
    for kind, title in KINDS.items():
        st.subheader(title)
        listing.first(kind, HEADINGS, made[kind], title, "line")
    st.header("Erased")
    gone: list[Cells] = [(mark, words.day(on), reason) for mark, on, reason in warehouse.all_erased()]
    if gone:
        st.markdown(render("erased.md"))
    listing.first("erased", ("Id", "Erased on", "Reason"), gone, "What was erased", "id")
    st.markdown(
        f"[What changed between two releases]({pinned.address('/changes')}) · "
        f"[What the checks found]({pinned.address('/checks')}) · [About]({pinned.address('/method')})"
    )


def _reports(given: Sequence[Report], problems: Sequence[str]) -> None:
    for problem in problems:
        st.warning(words.verbatim(problem))
    st.markdown(render("reports.md", editor=installation.contact()))
    if not given:
        st.markdown("None can be read." if problems else "None has come in.")
        return
    st.markdown(f"{words.counted(len(given), 'report')}, {sum(report.is_open for report in given):,} of them open.")
    known = {row.id: row for row in each(warehouse.query("reports_known"))}

    def done(report: Report) -> listing.Cell:
        if report.is_open:
            return "open: nothing was done yet"
        return words.sentence(report.done), words.day(report.done_on)

    listing.first(
        "reports",
        ("Came in", "About", "What was said", "What was done"),
        [(words.day(r.on), about(r.about, known.get(r.about)), r.said, done(r)) for r in given],
        "Reports of error",
        "report",
    )


def about(asked: str, row: Any | None) -> listing.Cell:
    """What a report is about, as a link to its page; an id that this release has not is given as it is."""
    if row is None:
        return (asked, "not in this release: its place is gone, or it was never here")
    return Link(row.words, row.page)


def rulings() -> dict[str, list[Cells]]:
    """Every one by its kind of KINDS, figures before answers, with cells as HEADINGS."""
    by_kind: dict[str, list[Cells]] = {kind: [] for kind in KINDS}
    figures = warehouse.query("ruled", {"force": None})
    figures, given = figures[~figures["is_disputed"]], results.of()
    ruled = given[(given["status"] == "withdrawn") | given["ruling"].notna()]
    for row, of in [*((row, _of_figure) for row in each(figures)), *((row, _of_answer) for row in each(ruled))]:
        for kind, *cells in of(row):
            by_kind[kind].append((Link(row.force, f"/force?id={row.force_id}"), *cells))
    return by_kind


def _of_figure(row: Any) -> Iterator[tuple[Any, ...]]:
    counted = f"{row.measure}{f': {words.offence(row.offence)}' if row.offence else ''}"
    evidence = Link("evidence", f"/source?id={row.source_id}&figure={row.figure_id}")
    what, printed = (f"{counted}, {words.period(row.period_id)} ({row.unit})", evidence), words.quoted(row)
    if row.status in ("withdrawn", "rejected"):
        yield row.status, what, Struck(printed), "not in force", statuses.why(row)
    if (corrected := statuses.correction(row)) is not None:
        was = Struck(printed) if corrected.is_of_value else printed
        now = words.interval(row) if corrected.is_of_value else f"another reading of {corrected.what}"
        yield "corrected", what, was, now, words.sentence(corrected.reason)
    if row.statement:
        yield "stated", what, printed, "unchanged", words.with_days(row.statement)


def _of_answer(row: Any) -> Iterator[tuple[Any, ...]]:
    ruled, status = statuses.ruling_on_answer(row), row.status.replace("_", " ")
    asked = f"question {row.question}" if row.question else row.asks or "the request as a whole"
    what = (f"Answer to {asked}", Link("evidence", f"/source?id={row.source_id}&figure={row.outcome_id}"))
    status = words.SAID["states"].get(row.status, status)
    if ruled is not None and ruled[0] == "Corrected":
        yield "corrected", what, "read otherwise", status, ruled[1]
    elif ruled is not None:
        yield "rejected", what, Struck(status), "not in force", ruled[1]
    elif row.status == "withdrawn":
        yield "withdrawn", what, None, Struck("withdrawn"), row.note
