"""Changes: what is different between two releases, figure by figure and answer by answer, with what it was.

Protects: where only one release is kept the page says so and shows no change.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import streamlit as st

from dashboard import warehouse, words
from dashboard.parts import listing
from dashboard.parts.controls import one_of
from dashboard.parts.listing import Link, Struck, render
from ingest.warehouse import difference, releases
from ingest.warehouse.difference import KINDS, Change

MOST = 25  # of one kind; the rest is one choice away
HEADINGS = ("Force or area", "What", "It was", "It is", "Place")


def show() -> None:
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
    for kind, meaning in KINDS.items():
        if lines := [line(change) for change in changes if change.kind == kind]:
            st.subheader(f"{words.heading(meaning)} ({len(lines):,})")
            listing.first(f"{title}-{kind}", HEADINGS, lines, f"{title}, {kind}", "change", MOST)


def line(change: Change) -> tuple[listing.Cell, ...]:
    """A change in a list, below HEADINGS."""
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
