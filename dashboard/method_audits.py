"""The audits that are kept -> the Method page's account of how wrong figures can be.

Protects: a share of a sample never stands without its interval, and every interval is worked out from counts. What was
found in a sample is said of that sample, and not of the release that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import listing, states, warehouse, words
from dashboard.listing import Link
from ingest.audit.interval import Estimate, Interval
from ingest.audit.kept import Audit, Difference, Stratum, Tally, folder_of, kept

SHIPPED = warehouse.ROOT / "data" / "audit"
VERDICTS = {
    "wrong_in_meaning": "wrong in a label or in meaning",
    "wrong_in_value": "wrong in value",
    "disputed": "disputed: the two readers differ",
    "changed": "gone or changed since the draw, not judged",
}
NOTHING_JUDGED = "none was judged"


def audits() -> None:
    """Every kept audit with its interval; by kind of source, and figure by figure, where an audit has them."""
    found, problems = all_kept()
    for problem in problems:
        st.warning(f"An audit that is kept is not shown: {problem}")
    st.markdown(_opening(found))
    if not found:
        return
    listing.show(
        (
            "Sample",
            "Rows",
            "Right",
            "Wrong in a label or in meaning",
            "Wrong in value or status",
            "Not settled",
            "Wrong in all, with the 95\u202f% interval",
        ),
        [row(audit) for audit in found],
        "Audits that are kept",
    )
    st.markdown(_reservations(found))
    for audit in found:
        if audit.strata:
            with st.expander(f"{_heading(audit)}: by kind of source"):
                st.markdown(agreement_in_words(audit))
                _by_kind(audit.strata)
        if audit.differences:
            with st.expander(f"{_heading(audit)}: the {words.counted(len(audit.differences), 'difference')}"):
                _differences(audit.differences)


def all_kept() -> tuple[list[Audit], list[str]]:
    """The audits that come with the project, then those beside the warehouse that is shown, where that is another
    folder; and what can't be read."""
    folders: list[Path] = list(dict.fromkeys(one.resolve() for one in (SHIPPED, folder_of(warehouse.warehouse_path()))))
    read = [kept(folder) for folder in folders]
    return [audit for audits, _ in read for audit in audits], [problem for _, wrong in read for problem in wrong]


def row(audit: Audit) -> tuple[listing.Cell, ...]:
    """One audit: its counts, and how many of all may be wrong."""
    tally = audit.tally
    return (
        words.sentence(title(audit)),
        words.number(tally.rows),
        words.number(tally.right),
        words.number(tally.wrong_in_meaning),
        _of_judged(tally.wrong_in_value, audit.error_rate_in_value),
        _unsettled(tally),
        _wrong(tally, audit.error_rate, is_weighed=bool(audit.strata)),
    )


def title(audit: Audit) -> str:
    """What a sample is called: in words, or by its draw."""
    if audit.when is not None:
        return audit.when
    return f"draw {audit.seed} from release {audit.release}, read by {words.listed(audit.readers)}"


def _heading(audit: Audit) -> str:
    return words.sentence(title(audit)).removesuffix(".")


def _opening(found: Sequence[Audit]) -> str:
    release = warehouse.current().release
    drawn = sum(audit.release == release for audit in found)
    reviewed = int(warehouse.query("select count(*) as n from figures where review <> 'unreviewed'")["n"].iloc[0])
    marked = words.counted(reviewed, "figure") if reviewed else "none is yet"
    kept_here = "No sample is kept."
    if found:
        of_release = "None of them was" if not drawn else f"{drawn:,} of them {'was' if drawn == 1 else 'were'}"
        kept_here = (
            f"{words.counted(len(found), 'sample')} {'is' if len(found) == 1 else 'are'} kept. {of_release} drawn from "
            "this release."
        )
    return f"{kept_here} Figures that a second person has checked apart from samples are marked as reviewed: {marked}."


def _reservations(found: Sequence[Audit]) -> str:
    """What an interval takes for granted."""
    said = [
        "An interval is for the share that was wrong of all rows from which the sample is. It takes the rows as drawn "
        "by chance and each for itself; rows of one page often share a fault, and then the truth is less certain."
    ]
    if any(audit.when is not None for audit in found):
        said.append(
            "How rows were chosen before there were draws is not recorded. What those samples found wrong was mended, "
            "with its siblings; the rest was not checked one by one, so no sample tells the rate of what is left."
        )
    if any(audit.strata for audit in found):
        said.append(
            "In a draw each kind of source weighs what it is of the release; what two readers dispute counts as right "
            "at the interval's low end and as wrong at its high end."
        )
    return " ".join(said)


def agreement_in_words(audit: Audit) -> str:
    """How far the two readers agreed with each other, before the release was asked."""
    agreed = audit.agreement
    if agreed is None or agreed.share is None:
        return "How far the readers agreed is not known."
    kappas = [f"{column.column} {column.kappa:.2f}" for column in agreed.columns if column.kappa is not None]
    return (
        f"The two readers read {agreed.alike:,} of {words.counted(agreed.pairs + agreed.alone, 'number')} alike "
        f"({percent(agreed.share)}\u202f%), before either was held against the release. Cohen's kappa, which takes off "
        f"chance: {words.listed(kappas) or 'says nothing here, where each column has one word'}."
    )


def _by_kind(strata: Sequence[Stratum]) -> None:
    listing.show(
        (
            "Kind of source",
            "Hand",
            "Figures in the release",
            "Judged",
            "Not settled",
            "Wrong, with the 95\u202f% interval",
        ),
        [
            (
                states.KINDS.get(one.kind, one.kind),
                words.sentence(states.HANDS[one.hand].words if one.hand in states.HANDS else one.hand),
                words.number(one.figures),
                words.number(one.tally.judged),
                _unsettled(one.tally),
                _wrong(one.tally, one.error_rate, is_weighed=False),
            )
            for one in strata
        ],
        "What an audit found by kind of source",
    )


def _differences(differences: Sequence[Difference]) -> None:
    listing.show(
        ("Figure", "What was found", "The release held", "The readers read"),
        [
            (
                [one.force, Link(one.figure_id, f"/source?id={one.source_id}") if one.source_id else one.figure_id],
                words.sentence(VERDICTS.get(one.verdict, one.verdict)),
                one.held,
                one.read,
            )
            for one in differences
        ],
        "Figures in which readers and release differ",
    )


def _wrong(tally: Tally, found: Estimate | None, *, is_weighed: bool) -> listing.Cell:
    if found is None:
        return NOTHING_JUDGED
    lines = [f"{tally.wrong:,} of {tally.judged:,} were wrong: {between(found.interval)}"]
    if is_weighed:
        lines.append(f"{percent(found.rate)}\u202f% by the weight of each kind")
    return lines


def _of_judged(count: int, found: Estimate | None) -> str:
    return f"{count:,} ({between(found.interval)})" if found else NOTHING_JUDGED


def _unsettled(tally: Tally) -> listing.Cell:
    parts = ((tally.disputed, "disputed"), (tally.not_reached, "not reached"), (tally.changed, "changed since"))
    return [f"{count:,} {what}" for count, what in parts if count] or "none"


def between(interval: Interval) -> str:
    """An interval in percent: "9 to 23 %"."""
    return f"{percent(interval.low)} to {percent(interval.high)}\u202f%"


def percent(share: float) -> str:
    """A share in whole percent; what is more than nothing and less than one keeps a decimal place: 0.0018 -> "0.2"."""
    return f"{100 * share:.1f}" if 0 < share < 0.01 else f"{100 * share:.0f}"
