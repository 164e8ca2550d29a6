"""About: how a document becomes a figure, how many were found wrong, who corrects errors.

Protects: a share of a sample stands with its interval, worked out from counts, and is said of that sample alone.
"""

import streamlit as st

from dashboard import installation, warehouse, words
from dashboard.parts import listing, statuses
from dashboard.parts.listing import Columns, Link, render
from ingest.audit import Audit, Estimate, Tally, folder_of, read_audits

DOCS = warehouse.ROOT / "docs" / "method.md"
SHIPPED = warehouse.ROOT / "data" / "audit"
ELSEWHERE = ("When a figure is wrong", "Where to read more")
"""What docs/method.md says and the page says otherwise: who corrects errors here, and where more stands."""
NOTHING_JUDGED = "none was judged"
SAMPLE = ("Sample", "Rows", "Wrong in meaning", "Wrong in value", "Not settled", "Wrong in all, 95\u202f% interval")


def show() -> None:
    left, right = st.columns([3, 2], gap="large")
    left.markdown(render("about.md"))
    right.markdown(render("closer.md", editor=installation.contact(), base=installation.base_url()))
    st.header("How many figures a person has checked, and how many were wrong")
    audits()
    st.header("The method in full")
    for heading, body in sections().items():
        with st.expander(heading, expanded=heading in st.query_params.get_all(listing.SHOW)):
            st.markdown(body)


def sections() -> dict[str, str]:
    """The parts of docs/method.md by their headings, and last what this release has not."""
    parts = (part.partition("\n") for part in DOCS.read_text(encoding="utf-8").split("\n## ")[1:])
    missing = render("missing.md", **warehouse.query("method_missing").iloc[0])
    method = {heading: body.strip() for heading, _, body in parts if heading not in ELSEWHERE}
    return method | {"What is not here": missing}


def audits() -> None:
    all_audits, problems = audits_here()
    for problem in problems:
        st.warning(words.verbatim(f"An audit that is kept is not shown: {problem}"))
    st.markdown(f"{statuses.checked()}. Samples that were read again from their pages: {len(all_audits) or 'none'}.")
    if not all_audits:
        return
    listing.show(SAMPLE, [row(audit) for audit in all_audits], "Samples that were read again")
    with st.expander("What a sample tells"):
        st.markdown(render("sample.md"))
    for audit in all_audits:
        heading = words.heading(title(audit))
        if audit.differences:
            with st.expander(f"{heading}: the {words.counted(len(audit.differences), 'difference')}"):
                st.markdown(render("agreement.md", audit=audit, share=percent(audit.alike / (audit.read or 1))))
                listing.table("Figures in which readers and release differ", audit.differences, DIFFERENCES)


def audits_here() -> tuple[list[Audit], list[str]]:
    """The audits that come with the project, those beside the warehouse, and what can't be read."""
    folders = dict.fromkeys(folder.resolve() for folder in (SHIPPED, folder_of(warehouse.warehouse_path())))
    lists = [read_audits(folder) for folder in folders]
    return [audit for audits, _ in lists for audit in audits], [problem for _, wrong in lists for problem in wrong]


def row(audit: Audit) -> tuple[listing.Cell, ...]:
    tally, value = audit.tally, audit.error_rate_in_value
    unsettled = {"disputed": tally.disputed, "not reached": tally.not_reached}
    return (
        words.sentence(title(audit)),
        words.number(tally.rows),
        words.number(tally.wrong_in_meaning),
        f"{tally.wrong_in_value:,} ({between(value)})" if value else NOTHING_JUDGED,
        [f"{count:,} {what}" for what, count in unsettled.items() if count] or "none",
        _wrong(tally, audit.error_rate, is_weighed=bool(audit.strata)),
    )


def title(audit: Audit) -> str:
    if audit.when is not None:
        return audit.when
    return f"draw {audit.seed} from release {audit.release}, read by {words.listed(audit.readers)}"


def _wrong(tally: Tally, estimate: Estimate | None, *, is_weighed: bool) -> listing.Cell:
    if estimate is None:
        return NOTHING_JUDGED
    said = f"{tally.wrong:,} of {tally.judged:,} were wrong: {between(estimate)}"
    return [said, *([f"{percent(estimate.rate)}\u202f% by the weight of each kind"] if is_weighed else [])]


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
