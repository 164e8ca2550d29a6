"""What the checks found, rule by rule, the gravest first; all of it, or of the reader's forces, or of one `source`.

Protects: every finding is here with its place; what a choice leaves out is counted; no unknown source is "all".
"""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import warehouse, words
from dashboard.parts import evidence, listing, results, statuses
from dashboard.parts.controls import choose_forces, force_names, my_forces, now
from dashboard.parts.listing import Link, render
from dashboard.words import each
from ingest.settle.queries import Check, checks

PATH = "/checks"
MOST = 12  # findings of one rule; the rest is one choice away
SEVERITIES = ("error", "warning", "note")
HEADINGS = ("How grave", "What it found", "What was done", "About", "Where")
SECOND_SENTENCE = re.compile(r"(?<=\)\. )[a-z]")  # where a message of two sentences begins its second


def show() -> None:
    at, rows = now(PATH), warehouse.query("checks_findings")
    with st.container(key="controls"):
        choose_forces(at, "Only what is about these forces")
    forces, source = my_forces(at), at.one("source")
    findings = narrowed(rows, source, forces)
    by, left_out = findings["severity"].value_counts(), len(rows) - len(findings)
    found = [words.counted(int(by[severity]), severity) for severity in SEVERITIES if severity in by]
    named = each(warehouse.query("sources_list", {"source_id": source}) if source else rows[:0])
    titles, every_one = [row.name for row in named], at.but(source=None, force=None).link
    given = {"left_out": left_out, "every": every_one, "forces": list(forces.values())}
    st.markdown(render("findings.md", found=found, source=source, titles=titles, **given))
    every = by_check(set(rows["rule"]))
    sentences = {rule: check.sentence for check, rules in every for rule in sorted(rules)}
    for rule, of_rule in findings.groupby("rule", sort=False):
        name, key = words.heading(str(rule).replace("-", " ")), str(rule)
        st.header(f"{name} ({len(of_rule):,})", anchor=key)
        with st.expander("What is checked, how often of official figures, and what was done"):
            st.markdown(words.verbatim(f"{sentences[key]} {of_rule['of_official'].iloc[0]}"))
            st.markdown(words.verbatim(words.SAID["done"].get(key, "Nothing was done yet; it waits for a person.")))
        listing.first(key, HEADINGS, [_line(row) for row in each(of_rule)], f"Findings: {name}", "finding", MOST)
    silent = [check.sentence for check, rules in every if not rules]
    with st.expander(f"{words.counted(len(silent), 'check')} ran and found nothing"):
        st.markdown("\n".join(f"- {words.verbatim(sentence)}" for sentence in silent))


def by_check(rules: set[str]) -> list[tuple[Check, set[str]]]:
    """Each check with its own of these rules; the check that names none, of readers' problems, has all the others."""
    named = {rule for check in checks() for rule in check.rules}
    return [(check, rules.intersection(check.rules) if check.rules else rules - named) for check in checks()]


def narrowed(rows: pd.DataFrame, source: str, forces: Collection[str]) -> pd.DataFrame:
    if source:
        rows = rows[rows["source_id"] == source]
    if forces:
        rows = rows[rows["about"].explode().isin(list(forces)).groupby(level=0).any()]
    return rows


def _line(row: Any) -> tuple[listing.Cell, ...]:
    message = evidence.SPAN.sub(lambda match: words.period(match[0]), words.with_days(row.message))
    message = SECOND_SENTENCE.sub(lambda match: match[0].upper(), message)
    how = f"{row.severity}; {words.SAID['origins'][row.origin]}"
    return how, words.sentence(message), words.sentence(row.done), _about(row), _where(row)


def _about(row: Any) -> listing.Cell:
    forces = list(row.about or ())
    if len(forces) == 1:
        name = row.force or force_names().get(forces[0], forces[0])
        # of a figure what its number counts: "Offences recorded: sexual grooming (class 88A), 2019/20 (offences)"
        counted = f"{results.counted_of(row)}, {words.printed_period(row)} ({row.unit})" if row.figure_id else ""
        return [Link(name, f"/force?{urlencode({'id': forces[0]})}"), counted]
    return words.counted(len(forces), "force or area", "forces and areas") if forces else "no one force"


def _where(row: Any) -> listing.Cell:
    lines: list[listing.Part] = []
    if row.figure_id and row.source_id:
        lines.append(Link("the figure's evidence", statuses.address(row.source_id, row.figure_id)))
    if row.source_id:
        lines.append(Link(row.source or "the source", f"/source?{urlencode({'id': row.source_id}, safe='~')}"))
    return [*lines, row.locator or row.document or ""]
