"""The checks of this release -> their findings, rule by rule, narrowed by the address.

Protects: every finding is here with its place; what a choice leaves out is counted; a choice that is not known is told
and never taken for "all".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import address, choices, first_rows, frame, listing, method_checks, pinned, warehouse, words
from dashboard.filters import Filters
from dashboard.listing import Link

MOST = 12  # findings of one rule; the rest is one choice away
NAMES = ("severity", "rule", "origin", "source")
ALL = "all"
SEVERITIES = {"error": "errors: must not be so", "warning": "warnings: a person should look", "note": "notes"}
ORIGINS = {
    "source": "the source's own print",
    "reader": "our reading of it",
    "reference": "our lists of forces, offences and measures",
}
COLUMNS = {"severity": "severity", "rule": "rule", "origin": "origin", "source": "source_id"}


def show(chosen: Filters) -> None:
    """The choices, the count, and a section for each rule that found something."""
    rows = warehouse.query(warehouse.sql("checks_findings"))
    picked = _choose(rows)
    found = narrowed(rows, picked, chosen["force"])
    st.markdown(_counted(found, len(rows), picked, chosen))
    sentences = rules_in_words(set(rows["rule"]))
    for rule, of_rule in found.groupby("rule", sort=False):
        _rule(str(rule), of_rule, sentences[str(rule)])
    _silent(rows)


def narrowed(rows: pd.DataFrame, picked: Mapping[str, str], forces: tuple[str, ...]) -> pd.DataFrame:
    """The findings that the choices leave: of one severity, rule, origin or source, and about one of the forces."""
    for name, value in picked.items():
        if value != ALL:
            rows = rows[rows[COLUMNS[name]] == value]
    if forces:
        rows = rows[[bool(set(forces).intersection(about or ())) for about in rows["about"]]]
    return rows


def rules_in_words(rules: set[str]) -> dict[str, str]:
    """For each rule that found something the sentence of its check."""
    return {
        rule: method_checks.sentence_of(check)
        for check, named in method_checks.by_check(rules)
        for rule in sorted(named)
    }


def name_of(rule: str) -> str:
    """ "far-from-own-years" -> "Far from own years"."""
    return words.sentence(rule.replace("-", " ")).rstrip(".")


def _choose(rows: pd.DataFrame) -> dict[str, str]:
    """What the address asks for, by lists; a value that no finding has is told and stays chosen by nobody."""
    sources = rows.dropna(subset=["source_id"]).drop_duplicates("source_id")
    options: dict[str, dict[str, str]] = {
        "severity": {one: text for one, text in SEVERITIES.items() if one in set(rows["severity"])},
        "rule": {rule: name_of(rule) for rule in sorted(set(rows["rule"]))},
        "origin": {one: text for one, text in ORIGINS.items() if one in set(rows["origin"])},
        "source": {
            row.source_id: f"{row.source or row.source_id} ({row.source_id})"
            for row in sources.sort_values("source_id").itertuples()
        },
    }
    titles = {"severity": "Severity", "rule": "Rule", "origin": "In whose matter", "source": "Source"}
    columns = st.columns(4)
    picked = {}
    for column, name in zip(columns, NAMES, strict=True):
        with column:
            picked[name] = address.one_of(titles[name], name, {ALL: "all"} | options[name], is_list=True)
        asked = st.query_params.get(name, ALL)
        if asked not in (ALL, *options[name]):
            st.warning(f"No check of this release found anything with the {titles[name].lower()} “{asked}”.")
            picked[name] = asked
    return picked


def _counted(found: pd.DataFrame, total: int, picked: Mapping[str, str], chosen: Filters) -> str:
    by = found["severity"].value_counts()
    parts = [words.counted(int(by[one]), one) for one in SEVERITIES if one in by]
    is_narrowed = chosen["force"] or any(value != ALL for value in picked.values())
    told = words.listed(parts) if parts else "Nothing"
    left_out = (
        f" {words.counted(total - len(found), 'finding')} more are left out by the choices." if is_narrowed else ""
    )
    more = {name: value for name, value in picked.items() if value != ALL}
    link = f"{frame.base_url()}{chosen.only(['force']).address('/checks', **more)}"
    return (
        f"{told} found.{left_out} [Link to these]({link}) · "
        f"[All findings as CSV]({pinned.address('/data/checks.csv')}) · "
        f"[What each check is, and what was done]({pinned.address('/method')})"
    )


def _rule(rule: str, rows: pd.DataFrame, sentence: str) -> None:
    st.header(name_of(rule), anchor=rule)
    st.markdown(words.verbatim(sentence))
    done = method_checks.done().get(rule)
    if done:
        st.markdown(f"**What was done, in the sources that come with the project.** {words.verbatim(done)}")
    else:
        st.markdown("**What was done.** Nothing is noted; it waits for a person.")
    shown = rows.head(first_rows.count(rule, len(rows), MOST))
    listing.show(
        ("Severity", "What it found", "About", "Where"),
        [_line(row) for row in shown.itertuples()],
        f"Findings of the rule {rule}",
    )
    if len(shown) < len(rows):
        first_rows.ask_for_all(rule, f"Show all {words.counted(len(rows), 'finding')}")


def _line(row: Any) -> tuple[listing.Cell, ...]:
    return f"{row.severity}; {ORIGINS[row.origin]}", words.sentence(row.message), _about(row), _where(row)


def _about(row: Any) -> listing.Cell:
    forces = list(row.about or ())
    if len(forces) == 1:
        return Link(choices.label("force", forces[0]), f"/force?{urlencode({'id': forces[0]})}")
    return f"{words.counted(len(forces), 'force or area', 'forces and areas')}" if forces else "no one force"


def _where(row: Any) -> listing.Cell:
    """The evidence of the figure, the source, and the place in it."""
    lines: list[listing.Part] = []
    if row.figure_id and row.source_id:
        at = {"id": row.source_id, frame.CHOSEN: row.figure_id}
        lines.append(Link("the figure's evidence", f"/source?{urlencode(at, safe='~')}"))
    if row.source_id:
        lines.append(Link(row.source or row.source_id, f"/source?{urlencode({'id': row.source_id}, safe='~')}"))
    return [*lines, row.locator or row.document or ""]


def _silent(rows: pd.DataFrame) -> None:
    """The checks that found nothing in this release, so that silence is seen to be one."""
    silent = [check for check, rules in method_checks.by_check(set(rows["rule"])) if not rules]
    if silent:
        with st.expander(f"{words.counted(len(silent), 'check')} ran and found nothing"):
            st.markdown("\n".join(f"- {words.verbatim(method_checks.sentence_of(check))}" for check in silent))
