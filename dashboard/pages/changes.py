"""Changes: what is different between two releases, figure by figure and answer by answer, with links to the sources.

Protects: a figure that was revised or withdrawn is seen with what it was; where only one release is kept the page says
so and shows no change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import streamlit as st

from dashboard import pinned, states, warehouse, words
from dashboard.parts import choice, listing
from dashboard.parts.listing import Link, Struck
from ingest.warehouse import difference, releases
from ingest.warehouse.difference import KINDS, Change

PATH = "/changes"
MOST = 25  # of one kind; the rest is one choice away
HEADINGS = ("Force or area", "What", "It was", "It is", "Place")


def show() -> None:
    """The page."""
    st.title("What changed between two releases")
    known = warehouse.known_releases()
    if len(known) < 2:
        st.markdown(
            f"One release is kept here, {known[0]}, so there is nothing to set beside it. The next one's changes "
            "will be listed here."
        )
        return
    newest_first = {one: one for one in known}
    left, right = st.columns(2)
    with right:
        new = choice.one_of("To release", "to", newest_first)
    with left:
        others = {one: one for one in newest_first if one != new}
        old = choice.one_of("From release", "from", others)
    try:
        figures, answers, gone = _changes(old, new, warehouse.newest().release)
    except (duckdb.Error, releases.UnknownRelease) as problem:
        st.markdown(f"One of these releases does not open: {words.verbatim(str(problem))}")
        return
    st.markdown(
        f"From {old} to {new}: {words.counted(len(figures), 'change')} of figures and "
        f"{words.counted(len(answers), 'change')} of answers. A figure keeps its address from release to release, so "
        "one that was corrected is seen beside what it was."
    )
    if gone:
        st.markdown(
            f"{words.counted(gone, 'id')} of sources, figures and answers {'was' if gone == 1 else 'were'} erased "
            f"since {old}, and {'stands' if gone == 1 else 'stand'} in neither release any more: "
            f"[which, on what day and why]({pinned.address('/reports')})."
        )
    _list("Figures", figures)
    _list("Answers", answers)


@st.cache_data(show_spinner=False, max_entries=8)
def _changes(old: str, new: str, newest: str) -> tuple[list[Change], list[Change], int]:
    """Changes of figures and of answers, and how many ids were erased from the old release to the newest."""
    path = warehouse.warehouse_path()
    with (
        releases.open_release(old, path) as one,
        releases.open_release(new, path) as other,
        releases.open_release(newest, path) as last,
    ):
        return difference.figures(one, other), difference.answers(one, other), len(difference.erased(one, last))


def _list(title: str, changes: Sequence[Change]) -> None:
    st.header(title)
    if not changes:
        st.markdown("None.")
    for kind, meaning in KINDS.items():
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            st.subheader(f"{words.sentence(meaning).rstrip('.')} ({len(of_kind):,})")
            name = f"{title}, {kind}"
            listing.first(f"{title}-{kind}", HEADINGS, [_line(one) for one in of_kind], name, "change", MOST)


def _line(change: Change) -> tuple[listing.Cell, ...]:
    row = change.row
    is_figure = "value_text" in row
    named = (row["measure"], row["offence"]) if is_figure else (f"question {row['question'] or 'not numbered'}",)
    what = [str(one) for one in named if one]
    what += [words.period(row["period_id"])] if is_figure else []
    before, after = (_said(side, change) if side is not None else None for side in (change.before, change.after))
    is_over = change.kind in ("revised", "withdrawn", "reclassified", "standing")
    place: list[listing.Part] = [Link("its source", f"/source?id={row['source_id']}"), str(row["locator"])]
    return (row["force"], what, Struck(before) if before and is_over else before, after, place)


def _said(row: difference.Row, change: Change) -> str:
    """What one side prints, and what else of it differs."""
    if "value_text" not in row:
        exemptions = f" ({', '.join(row['exemptions'])})" if row["exemptions"] else ""
        return f"{row['status'].replace('_', ' ')}{exemptions}"
    is_new = row is change.after and _is_corrected(change)
    told = [difference.number(row) if is_new else _number(row)]
    told += [_meaning(row, name) for name in change.columns if name in difference.MEANING]
    told += [words.with_days(row["correction"]).replace("Corrected", "corrected", 1)] if is_new else []
    told += [states.FIGURE_STATUSES[row["status"]]] if "status" in change.columns else []
    return ", ".join(told)


def _number(row: difference.Row) -> str:
    """The print; where that is not the number, the number with the print behind it."""
    if difference.is_as_printed(row):
        return str(row["value_text"]) or "nothing printed"
    return f"{difference.number(row)} (printed “{row['value_text']}”)"


def _is_corrected(change: Change) -> bool:
    """Whether a person corrected the figure between the two releases."""
    before: Any = change.before or {}
    after: Any = change.after or {}
    return bool(after.get("correction")) and after.get("correction") != before.get("correction")


def _meaning(row: difference.Row, name: str) -> str:
    """One of the things that say what a figure counts, in the words of the other pages."""
    value = row[name]
    if name == "dimensions":
        return f"part: {'; '.join(words.part(value)) or 'the whole'}"
    if name == "period_id":
        return f"period: {words.period(value)}"
    in_words = row.get(name.removesuffix("_id"), value)
    return f"{words.dimension(name.removesuffix('_id'))}: {in_words or 'none'}"
