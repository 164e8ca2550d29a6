"""Reports: what was said to be wrong here and what was done, beside all that people corrected, withdrew or said;
changes: what is different between two releases, figure by figure and answer by answer, with what it was.

Protects: an open report is seen to be open; what people ruled is listed from the figures of this release themselves;
where only one release is kept the page says so and shows no change.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import streamlit as st

from dashboard import installation, pinned, warehouse, words
from dashboard.parts import listing, results, statuses
from dashboard.parts.controls import one_of
from dashboard.parts.listing import Link, Struck, render
from dashboard.words import each
from ingest.warehouse import difference, releases, reports
from ingest.warehouse.difference import Change
from ingest.warehouse.reports import Report

Cells = tuple[listing.Cell, ...]
HEADINGS = ("Force or area", "What", "It was", "It is", "Why")
KINDS = words.SAID["ruled"]
MOST = 25  # changes of one kind; the rest is one choice away
CHANGED = ("Force or area", "What", "It was", "It is", "Place")


def read() -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """The reports of this installation as they are now, the newest first, and what is wrong with the file."""
    return reports.read(reports.path_of(warehouse.warehouse_path()))


def show_reports() -> None:
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


def show_changes() -> None:
    known = warehouse.known_releases()
    if len(known) < 2:
        st.markdown(
            f"One release is kept here, {known[0]}, so there is nothing to set beside it. The next one's changes "
            "will be listed here."
        )
        return
    left, right = st.columns(2)
    new = one_of("To release", "to", {release: release for release in known}, right)
    old = one_of("From release", "from", {release: release for release in known if release != new}, left)
    try:
        figures, answers, gone = between(old, new, warehouse.newest().release)
    except (duckdb.Error, releases.UnknownRelease) as problem:
        st.markdown(f"One of these releases does not open: {words.verbatim(str(problem))}")
        return
    st.markdown(render("changed.md", old=old, new=new, figures=len(figures), answers=len(answers), gone=gone))
    _list("Figures", figures)
    _list("Answers", answers)


@st.cache_data(show_spinner=False, max_entries=8)
def between(old: str, new: str, newest: str) -> tuple[list[Change], list[Change], int]:
    """The changes of figures and of answers from one release to another, and how many ids were erased since."""
    path = warehouse.warehouse_path()
    with (
        releases.open_release(old, path) as before,
        releases.open_release(new, path) as after,
        releases.open_release(newest, path) as last,
    ):
        gone = difference.erased(before, last)
        return difference.figures(before, after), difference.answers(before, after), len(gone)


def _list(title: str, changes: Sequence[Change]) -> None:
    st.header(title)
    if not changes:
        st.markdown("None.")
    for kind, meaning in difference.KINDS.items():
        if lines := [line(change) for change in changes if change.kind == kind]:
            st.subheader(f"{words.heading(meaning)} ({len(lines):,})")
            listing.first(f"{title}-{kind}", CHANGED, lines, f"{title}, {kind}", "change", MOST)


def line(change: Change) -> tuple[listing.Cell, ...]:
    row = change.row
    is_figure = "value_text" in row
    named = (row["measure"], row["offence"]) if is_figure else (f"question {row['question'] or 'not numbered'}",)
    what = [str(part) for part in named if part]
    what += [words.period(row["period_id"])] if is_figure else []
    before, after = (_in_words(side, change) if side is not None else None for side in (change.before, change.after))
    is_over = change.kind in ("revised", "withdrawn", "reclassified", "standing")
    place: list[listing.Part] = [Link("its source", f"/source?id={row['source_id']}"), str(row["locator"])]
    return (row["force"], what, Struck(before) if before and is_over else before, after, place)


def _in_words(row: difference.Row, change: Change) -> str:
    if "value_text" not in row:
        exemptions = f" ({', '.join(row['exemptions'])})" if row["exemptions"] else ""
        return f"{row['status'].replace('_', ' ')}{exemptions}"
    number = difference.number(row)
    before, after = change.before or {}, change.after or {}
    is_new = row is change.after and after.get("correction") and after.get("correction") != before.get("correction")
    printed = row["value_text"] or "nothing printed" if difference.is_as_printed(row) else ""
    parts = [number if is_new else str(printed) or f"{number} (printed “{row['value_text']}”)"]
    for name in [name for name in change.columns if name in difference.MEANING]:
        value, what = row[name], name.removesuffix("_id")
        if name == "dimensions":
            parts.append(f"part: {'; '.join(words.part(value)) or 'the whole'}")
        elif name == "period_id":
            parts.append(f"period: {words.period(value)}")
        else:
            parts.append(f"{what.replace('_', ' ')}: {row.get(what, value) or 'none'}")
    parts += [words.with_days(row["correction"]).replace("Corrected", "corrected", 1)] if is_new else []
    parts += [words.SAID["figure_statuses"][row["status"]]] if "status" in change.columns else []
    return ", ".join(parts)
