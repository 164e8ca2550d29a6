"""About: how a document becomes a figure, how many were found wrong, who corrects errors.

Protects: every number is counted in this release; a share of a sample stands with its interval, worked out from counts,
and is said of that sample alone. What docs/method.md says stands behind expanders in its own words.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.parts import listing, statuses
from dashboard.parts.listing import Columns, Link
from ingest.audit import Audit, Estimate, Tally, folder_of, read_audits

DOCS = warehouse.ROOT / "docs" / "method.md"
SHIPPED = warehouse.ROOT / "data" / "audit"
TEXTS = Path(__file__).resolve().parent.parent / "letters"
ELSEWHERE = ("When a figure is wrong", "Where to read more")
"""What docs/method.md says and the page says otherwise: who corrects errors here, and where more stands."""
CLOSER = {
    "/sources": "Sources: every answer and page, one by one",
    "/checks": "What the checks found",
    "/changes": "What changed between releases",
    "/reports": "Reports of error, and corrections",
    "/download": "Data, and how to cite",
}
NOTHING_JUDGED = "none was judged"
RESERVATIONS = (
    "An interval is for the share that was wrong of all rows from which the sample is. It takes the rows as drawn by "
    "chance and each for itself; rows of one page often share a fault, and then the truth is less certain. How rows "
    "were chosen before there were draws is not recorded; what those samples found wrong was mended, with its "
    "siblings, and the rest was not checked one by one, so no sample tells the rate of what is left. In a draw each "
    "kind of source weighs what it is of the release; what two readers dispute counts as right at the interval's low "
    "end and as wrong at its high end."
)
SAMPLE = ("Sample", "Rows", "Wrong in meaning", "Wrong in value", "Not settled", "Wrong in all, 95\u202f% interval")


def show() -> None:
    """The page."""
    st.title("About")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown((TEXTS / "about.md").read_text(encoding="utf-8"))
    with right:
        closer = [f"- [{what}]({pinned.address(path)})" for path, what in CLOSER.items()]
        st.markdown("\n".join(["**Look closer**\n", *closer]))
    st.header("How many figures a second person has checked, and how many were wrong")
    audits()
    st.header("The method in full")
    for heading, body in sections().items():
        with st.expander(heading):
            st.markdown(body)


def sections() -> dict[str, str]:
    """The headings of docs/method.md that stand on the page, in their order, each with its words; last what this
    release has not."""
    parts = (part.partition("\n") for part in DOCS.read_text(encoding="utf-8").split("\n## ")[1:])
    missing = (TEXTS / "missing.md").read_text(encoding="utf-8").format(**warehouse.query("method_missing").iloc[0])
    method = {heading: body.strip() for heading, _, body in parts if heading not in ELSEWHERE}
    return method | {"What is not here": missing}


def audits() -> None:
    """Every sample that is kept with its interval, and figure by figure where it has them."""
    all_audits, problems = audits_here()
    for problem in problems:
        st.warning(words.verbatim(f"An audit that is kept is not shown: {problem}"))
    st.markdown(f"{statuses.checked()}. Samples that were read again from their pages: {len(all_audits) or 'none'}.")
    if not all_audits:
        return
    listing.show(SAMPLE, [row(audit) for audit in all_audits], "Samples that were read again")
    with st.expander("What a sample tells"):
        st.markdown(RESERVATIONS)
    for audit in all_audits:
        heading = words.heading(title(audit))
        if audit.differences:
            with st.expander(f"{heading}: the {words.counted(len(audit.differences), 'difference')}"):
                st.markdown(agreement_in_words(audit))
                listing.table("Figures in which readers and release differ", audit.differences, DIFFERENCES)


def audits_here() -> tuple[list[Audit], list[str]]:
    """The audits that come with the project, then those beside the warehouse that is shown, where that is another
    folder; and what can't be read."""
    folders = dict.fromkeys(folder.resolve() for folder in (SHIPPED, folder_of(warehouse.warehouse_path())))
    lists = [read_audits(folder) for folder in folders]
    return [audit for audits, _ in lists for audit in audits], [problem for _, wrong in lists for problem in wrong]


def row(audit: Audit) -> tuple[listing.Cell, ...]:
    """One sample: its counts, and how many of all may be wrong."""
    tally, value = audit.tally, audit.error_rate_in_value
    return (
        words.sentence(title(audit)),
        words.number(tally.rows),
        words.number(tally.wrong_in_meaning),
        f"{tally.wrong_in_value:,} ({between(value)})" if value else NOTHING_JUDGED,
        _unsettled(tally),
        _wrong(tally, audit.error_rate, is_weighed=bool(audit.strata)),
    )


def title(audit: Audit) -> str:
    """What a sample is called: in words, or by its draw."""
    if audit.when is not None:
        return audit.when
    return f"draw {audit.seed} from release {audit.release}, read by {words.listed(audit.readers)}"


def agreement_in_words(audit: Audit) -> str:
    """How far the two readers agreed with each other, before the release was asked."""
    if not audit.read:
        return "How far the readers agreed is not known."
    return (
        f"The two readers read {audit.alike:,} of {words.counted(audit.read, 'number')} alike "
        f"({percent(audit.alike / audit.read)}\u202f%), before either was held against the release."
    )


def _wrong(tally: Tally, estimate: Estimate | None, *, is_weighed: bool) -> listing.Cell:
    if estimate is None:
        return NOTHING_JUDGED
    said = f"{tally.wrong:,} of {tally.judged:,} were wrong: {between(estimate)}"
    return [said, *([f"{percent(estimate.rate)}\u202f% by the weight of each kind"] if is_weighed else [])]


def _unsettled(tally: Tally) -> listing.Cell:
    parts = ((tally.disputed, "disputed"), (tally.not_reached, "not reached"), (tally.changed, "changed since"))
    return [f"{count:,} {what}" for count, what in parts if count] or "none"


def between(estimate: Estimate) -> str:
    """An interval in percent: "9 to 23 %"."""
    return f"{percent(estimate.low)} to {percent(estimate.high)}\u202f%"


def percent(share: float) -> str:
    """A share in whole percent; what is more than nothing and less than one keeps a decimal place: 0.0018 -> "0.2"."""
    return f"{100 * share:.1f}" if 0 < share < 0.01 else f"{100 * share:.0f}"


DIFFERENCES: Columns = {
    "Figure": lambda row: [row.force, Link("its source", f"/source?id={row.source}") if row.source else ""],
    "What was found": lambda row: words.sentence(words.SAID["verdicts"].get(row.verdict, row.verdict)),
    "The release held": lambda row: row.held,
    "The readers read": lambda row: row.read,
}
