"""One source -> the answers that were read in it, its checks and its history.

Protects: our transcription's words are never shown as the publisher's, and what is no longer in force stays, with the
rule that decided.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard import (
    document_names,
    evidence,
    first_rows,
    frame,
    listing,
    pinned,
    source_figures,
    standing,
    states,
    warehouse,
    words,
)
from dashboard.listing import Link


def outcomes(row: Any) -> pd.DataFrame:
    """All answers of the source, with sections and place."""
    st.header("Answers")
    rows = warehouse.query(warehouse.sql("source_outcomes"), {"source_id": row.source_id})
    if not len(rows):
        st.markdown("No answer to a question of a request was read in this source.")
        return rows
    first_rows.show(
        "answers",
        ("Force", "Question", "Answer", "Sections", "Its words", "Standing"),
        [
            (o.force, (o.question or "the whole request", o.asks or ""), _given(o), _sections(o), _words(o), _stage(o))
            for o in rows.itertuples()
        ],
        "Answers of this source",
        "answer",
    )
    return rows


def checks(row: Any) -> None:
    """What the checks found in this source."""
    st.header("Checks")
    rows = warehouse.query(
        "select severity, rule, message, figure_id, document, locator from checks where source_id = $source_id "
        "order by list_position(['error', 'warning', 'note'], severity), message",
        {"source_id": row.source_id},
    )
    if not len(rows):
        st.markdown("None has found anything.")
        return
    first_rows.show(
        "checks",
        ("Severity", "What it found", "Where"),
        [(c.severity, _found(c), (_evidence(row, c.figure_id), *_where(c))) for c in rows.itertuples()],
        "Checks of this source",
        "check",
    )
    findings = pinned.address(f"/checks?source={quote(row.source_id, safe='~')}")
    st.markdown(f"[These among all findings]({findings})")


def _found(check: Any) -> listing.Cell:
    rule = check.rule.replace("-", " ")
    return (words.sentence(check.message), Link(f"all findings of the rule “{rule}”", f"/checks?rule={check.rule}"))


def history(row: Any, read: pd.DataFrame, answers: pd.DataFrame) -> None:
    """What is no longer in force here, what was corrected or said of it, and what it stands above elsewhere."""
    st.header("History")
    others = warehouse.query(warehouse.sql("source_others"), {"source_id": row.source_id})
    listing.facts(
        [
            *((name, _with_status(read, status)) for status, name in _HISTORY),
            ("Answers no longer current", _earlier(answers)),
            ("Corrected or checked by a person", _reviewed(read)),
            (
                "What the publisher says of its figures",
                list(dict.fromkeys(words.with_days(t) for t in read["statement"] if t)) or "none",
            ),
            ("The same figures elsewhere", _elsewhere(others)),
        ]
    )


MOST_IN_HISTORY = 10  # of one kind: a table that a later one repeats would fill the page a second time
_HISTORY = (
    ("superseded", "Superseded"),
    ("conflicting", "In conflict with another source"),
    ("repeated", "Repeating the figure in force"),
    ("withdrawn", "Withdrawn"),
    ("rejected", "Set aside"),
)


def open_evidence(row: Any, read: pd.DataFrame, answers: pd.DataFrame) -> None:
    """The evidence panel for the figure or answer that the address names, if it is of this source."""
    chosen = frame.chosen_id()
    if chosen in {*read["figure_id"], *answers["outcome_id"]}:
        with st.container(border=True, key="evidence_source"):
            evidence.show(str(chosen), on_close=_close_evidence)


def _close_evidence() -> None:
    st.query_params.pop(frame.CHOSEN, None)


def _where(check: Any) -> tuple[str, ...]:
    """The place, and the document where it came inside another."""
    is_inside = document_names.INSIDE in (check.document or "")
    return (check.locator or "", document_names.in_words(check.document) if is_inside else "")


def _evidence(row: Any, mark: str | None) -> listing.Part:
    return Link("evidence", f"/source?id={row.source_id}&{frame.CHOSEN}={mark}") if mark else ""


def _answer(outcome: Any) -> str:
    state = states.of_answer(outcome.status, outcome.told)
    return state.words if state else outcome.status


def _given(outcome: Any) -> listing.Cell:
    """The answer's status, struck through where it holds no longer."""
    return listing.Struck(_answer(outcome)) if standing.why_answer(outcome) else _answer(outcome)


def _sections(outcome: Any) -> listing.Cell:
    if not outcome.exemptions:
        return None
    basis = "as printed" if outcome.exemptions_basis == "printed" else "not printed; the wording points to them"
    return (f"{', '.join(outcome.exemptions)} of {outcome.law or 'the information law'}", basis)


def _words(outcome: Any) -> listing.Cell:
    """The answer's own words where its document is here; else what our transcription says, and that it is ours."""
    if outcome.quote:
        return f"“{outcome.quote}”"
    text = outcome.answer_text or outcome.note
    if outcome.hand == "own_document":  # a table has no sentence: its numbers stand above
        return (text or "", f"stands in {outcome.locator}")
    return ("In our transcription:", text) if text else "not typed"


def _stage(outcome: Any) -> listing.Cell:
    return (
        standing.why_answer(outcome) or "current",
        outcome.stage.replace("_", " "),
        Link("evidence", f"/source?id={outcome.source_id}&{frame.CHOSEN}={outcome.outcome_id}"),
        outcome.locator,
    )


def _with_status(read: pd.DataFrame, status: str) -> listing.Cell:
    """A line for each figure of a status: what, by which rule, and for what."""
    lines: list[listing.Part] = []
    of_status = read[read["status"] == status]
    for figure in of_status.head(MOST_IN_HISTORY).itertuples():
        lines.append(
            Link(
                f"{words.quoted(figure)}, {figure.force}, {words.period(figure.period_id)}",
                source_figures.address(figure),
                is_struck=standing.is_struck(figure),
            )
        )
        lines.append(standing.why(figure))
        is_elsewhere = figure.replaced_by_source not in (None, figure.source_id)
        if is_elsewhere and not figure.replaced_by_is_disputed:
            lines.append(
                Link(f"The other source: {figure.replaced_by_title}", f"/source?id={figure.replaced_by_source}")
            )
    if len(of_status) > MOST_IN_HISTORY:
        lines.append(f"and {len(of_status) - MOST_IN_HISTORY:,} more, marked as such under Figures")
    return lines or "none"


def _earlier(answers: pd.DataFrame) -> listing.Cell:
    lines = [
        f"Question {o.question or '(whole request)'}: {_answer(o)}, in the {o.stage.replace('_', ' ')}. "
        f"{standing.why_answer(o)}"
        for o in answers[~answers["is_current"].astype(bool)].itertuples()
    ]
    return lines or "none"


def _reviewed(read: pd.DataFrame) -> listing.Cell:
    counts = read[read["review"] != "unreviewed"]["review"].value_counts()
    return [words.sentence(f"{n:,} {review}") for review, n in counts.items()] or "none"


def _elsewhere(others: pd.DataFrame) -> listing.Cell:
    lines: list[listing.Part] = []
    for other in others.head(MOST_IN_HISTORY).itertuples():
        lines.append(
            Link(
                f"{words.quoted(other)}, {other.force}, {other.period}: {other.source}",
                f"/source?id={other.source_id}",
                is_struck=standing.is_struck(other),
            )
        )
        lines.append(words.sentence(f"{states.FIGURE_STATUSES[other.status]}; {words.with_days(other.rule or '')}"))
    if len(others) > MOST_IN_HISTORY:
        lines.append(f"and {len(others) - MOST_IN_HISTORY:,} more")
    return lines or "none"
