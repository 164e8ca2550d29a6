"""The warehouse -> the Method page's account of doubt: checks, conflicts, personal readings.

Protects: every number is counted in this release.
"""

from __future__ import annotations

import inspect
import tomllib
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import installation, listing, pinned, warehouse, words
from dashboard.listing import Link
from ingest.checks import CHECKS, Check, problems_of_reading

DONE = Path(__file__).resolve().parent / "checks_done.toml"
SEVERITIES = ("error", "warning", "note")


def checks() -> None:
    """Each check in its own sentence, with what it found in this release."""
    rows = warehouse.query(warehouse.sql("checks_counted"))
    by = {severity: int(rows.loc[rows["severity"] == severity, "n"].sum()) for severity in SEVERITIES}
    st.markdown(
        f"{words.counted(len(CHECKS), 'check')} ran over this release and found {words.counted(by['error'], 'error')} "
        f"(must not be so), {words.counted(by['warning'], 'warning')} (a person should look) and "
        f"{words.counted(by['note'], 'note')} (worth knowing). "
        f"[All findings, with filters]({pinned.address('/checks')}) · "
        f"[as CSV]({pinned.address('/data/checks.csv')}). What a check says of official series is mostly a false alarm "
        f"of its threshold: {words.number(rows['series'].max())} figures of such series are here."
    )
    listing.show(
        (
            "What is checked",
            "Found",
            "Of them of official series",
            "In whose matter",
            "What was done about it, in the sources that come with the project",
        ),
        [(sentence_of(check), *_found(rows[rows["rule"].isin(rules)])) for check, rules in by_check(set(rows["rule"]))],
        "Checks and what they found",
    )


def by_check(rules: set[str]) -> list[tuple[Check, set[str]]]:
    """The rules of findings that are each check's; what is no other's is a problem that a reader had."""
    named = {check: rules.intersection(own) for check, own in CHECKS.items()}
    rest = rules.difference(*(found for check, found in named.items() if check is not problems_of_reading))
    return [(check, rest if check is problems_of_reading else found) for check, found in named.items()]


def sentence_of(check: Check) -> str:
    """A check's sentence: its docstring, on one line."""
    return " ".join((inspect.getdoc(check) or "").split())


def conflicts() -> None:
    """Every conflict: what each place prints, and the rule that decided or that none did."""
    rows = warehouse.query(warehouse.sql("method_conflicts"))
    if not len(rows):
        st.markdown("No two sources disagree in this release.")
        return
    groups = [group for _, group in rows.groupby("replaced_by", sort=False)]
    undecided = sum(bool(group["is_disputed"].iloc[0]) for group in groups)
    st.markdown(
        f"{words.counted(len(groups), 'figure')} {'is' if len(groups) == 1 else 'are'} given differently by sources. "
        f"For {undecided:,} no rule decides: {'it stands' if undecided == 1 else 'they stand'} from the lowest to the "
        f"highest printed, without a value. For {len(groups) - undecided:,} a rule decided."
    )
    listing.show(
        ("Force or area", "What", "Period", "What sources print", "Rule"),
        [_conflict(group) for group in groups],
        "Figures for which sources disagree",
    )


def readings() -> None:
    """How many figures rest on a person's reading, by reason."""
    rows = warehouse.query(warehouse.sql("method_readings"))
    total = int(warehouse.query("select count(*) as n from all_figures where not is_disputed")["n"].iloc[0])
    st.markdown(
        f"For {int(rows['figures'].sum()):,} of {words.counted(total, 'figure')}, in force or not, the print alone "
        "does not settle what is counted, and a person did, with a reason that stands beside the figure."
    )
    with st.expander(f"The {words.counted(len(rows), 'reason')}"):
        listing.show(
            ("Reason", "Figures", "Sources"),
            [
                (
                    words.sentence(row.reason),
                    words.number(row.figures),
                    [Link(source_id, f"/source?id={source_id}") for source_id in row.source_ids],
                )
                for row in rows.itertuples()
            ],
            "Reasons of personal readings",
        )


def errors() -> str:
    """Who corrects errors, or that this copy has nobody who does and what to do then."""
    editor = installation.contact()
    who = (
        f"Write to {editor.text}, who corrects errors here, with the figure's id and the release: “Something wrong "
        "here?” beside each figure makes the message."
        if editor
        else "This copy has no editor who corrects errors. Whoever runs it can: a correction is an entry in the "
        "source's `source.toml`, with a reason, and `CONTRIBUTING.md` in the project's folder says how."
    )
    return (
        f"{who} A corrected figure keeps its id; a withdrawn one is struck through and never deleted. "
        f"[Reports that came in, and all that was corrected, withdrawn or said]({pinned.address('/reports')})."
    )


def _found(rows: pd.DataFrame) -> tuple[listing.Cell, ...]:
    lines = [
        Link(f"{words.counted(int(row.n), row.severity)} ({row.rule.replace('-', ' ')})", f"/checks?rule={row.rule}")
        for row in rows.itertuples()
    ]
    whose = list(dict.fromkeys(f"the {origin}'s" for origin in rows["origin"]))
    known = done()
    official = int(rows["official"].sum())
    return (
        lines or "nothing",
        words.number(official) if official else "–",
        whose,
        [known[rule] for rule in dict.fromkeys(rows["rule"]) if rule in known],
    )


def done() -> dict[str, str]:
    """What was done about the findings of each rule on the shipped sources, by rule."""
    return dict(tomllib.loads(DONE.read_text(encoding="utf-8"))["done"])


def _conflict(group: pd.DataFrame) -> tuple[listing.Cell, ...]:
    first = next(group.itertuples())
    printed: list[listing.Part] = [
        _side(row.value_text, row.compiled_by, row.read_in, row.published_on, row.source_id)
        for row in group.itertuples()
    ]
    if not first.is_disputed:
        in_force = _side(
            first.head_text, first.head_compiled_by, first.head_read_in, first.head_published_on, first.head_source_id
        )
        printed = ["in force:", in_force, "in conflict with it:", *printed]
    what = f"{first.measure}{f': {words.inside(first.offence)}' if first.offence else ''} ({first.unit})"
    return first.force, what, first.period, printed, words.sentence(first.rule)


def _side(text: str, compiled_by: str | None, read_in: str | None, published_on: str | None, source_id: str) -> Link:
    by = f"{compiled_by or 'compiler not known'}{f', read in {read_in}' if read_in else ''}"
    when = words.day(published_on) if published_on else "no date known"
    return Link(f"“{text}”: {by} ({when})", f"/source?id={source_id}")
