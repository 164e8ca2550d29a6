"""One source -> what was read in it: figures and answers as typed beside what they were read as, checks, history.

Protects: the print stands beside every reading, our transcription's words are never shown as the publisher's, and what
is no longer in force stays, with the rule that decided.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import evidence, frame, listing, states, warehouse, words
from dashboard.listing import Link


def figures(row: Any) -> pd.DataFrame:
    """All figures of the source: what was typed from the print beside what it was read as."""
    st.header("Figures")
    rows = warehouse.query(warehouse.sql("source_figures"), {"source_id": row.source_id})
    if not len(rows):
        st.markdown("No figure was read in this source.")
        return rows
    current = int((rows["status"] == "current").sum())
    settled = sum(1 for reason in rows["reading_reason"] if reason)
    st.markdown(
        f"{words.counted(len(rows), 'figure')}, {current:,} in force. "
        + (f"For {settled:,} a person settled the meaning, and says why. " if settled else "")
        + "At the left what is printed, at the right what we read it as."
    )
    listing.show(
        ("Printed", "Read as", "Of", "Why read so", "Standing"),
        [(_printed(f), _read_as(f), _of(f), f.reading_reason or _by_rule(f), _standing(f)) for f in rows.itertuples()],
        "Figures of this source",
    )
    return rows


def outcomes(row: Any) -> pd.DataFrame:
    """All answers of the source, with sections and place."""
    st.header("Answers")
    rows = warehouse.query(warehouse.sql("source_outcomes"), {"source_id": row.source_id})
    if not len(rows):
        st.markdown("No answer to a question of a request was read in this source.")
        return rows
    listing.show(
        ("Force", "Question", "Answer", "Sections", "Its words", "Standing"),
        [
            (o.force, (o.question or "the whole request", o.asks or ""), _answer(o), _sections(o), _words(o), _stage(o))
            for o in rows.itertuples()
        ],
        "Answers of this source",
    )
    return rows


def checks(row: Any) -> None:
    """What the checks found in this source."""
    st.header("Checks")
    rows = warehouse.query(
        "select severity, message, figure_id, locator from checks where source_id = $source_id "
        "order by severity, message",
        {"source_id": row.source_id},
    )
    if not len(rows):
        st.markdown("None has found anything.")
        return
    listing.show(
        ("Severity", "What it found", "Where"),
        [
            (c.severity, words.sentence(c.message), (_evidence(row, c.figure_id), c.locator or ""))
            for c in rows.itertuples()
        ],
        "Checks of this source",
    )


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
                list(dict.fromkeys(t for t in read["statement"] if t)) or "none",
            ),
            ("The same figures elsewhere", _elsewhere(others)),
        ]
    )


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
        with st.container(border=True):
            evidence.show(str(chosen), on_close=_close_evidence)


def _close_evidence() -> None:
    st.query_params.pop(frame.CHOSEN, None)


def _evidence(row: Any, mark: str | None) -> listing.Part:
    return Link("evidence", f"/source?id={row.source_id}&{frame.CHOSEN}={mark}") if mark else ""


def _printed(figure: Any) -> listing.Cell:
    value = f"“{figure.value_text}”"
    return (
        listing.Struck(value) if figure.status == "withdrawn" else value,
        f"offence: “{figure.offence_as_published}”" if figure.offence_as_published else "",
        f"period: “{figure.period_as_published}”" if figure.period_as_published else "",
    )


def _read_as(figure: Any) -> listing.Cell:
    parts = [f"{name}: {label}" for name, label in (figure.dimensions or {}).items()]
    return (
        f"{interval(figure)} ({figure.unit}){f' {figure.symbol}' if figure.symbol else ''}",
        figure.offence or "no single offence",
        words.period(figure.period_id),
        f"part counted: {figure.scope}" if figure.scope else "",
        *parts,
    )


def interval(figure: Any) -> str:
    """The number; else the bounds that the print leaves; else that no number is known."""
    if figure.value == figure.value:
        return words.number(figure.value)
    low, high = figure.value_low == figure.value_low, figure.value_high == figure.value_high
    if low and high:
        return f"{words.number(figure.value_low)} to {words.number(figure.value_high)}"
    if low or high:
        return f"{words.number(figure.value_low)} or more" if low else f"{words.number(figure.value_high)} or fewer"
    return "no number known"


def _of(figure: Any) -> listing.Cell:
    return (figure.force, figure.measure)


def _by_rule(figure: Any) -> listing.Cell:
    """The steps from label to meaning that no person had to settle."""
    return [words.sentence(step) for step in figure.chain or []] or "as printed"


def _standing(figure: Any) -> listing.Cell:
    return (
        states.FIGURE_STATUSES[figure.status],
        f"{states.REVIEW_MARK} not yet checked by a person" if figure.review == "unreviewed" else figure.review,
        Link("evidence", f"/source?id={figure.source_id}&{frame.CHOSEN}={figure.figure_id}"),
        figure.locator,
    )


def _answer(outcome: Any) -> str:
    return states.STATES[outcome.status].words if outcome.status in states.STATES else outcome.status


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
    return ("In our transcription:", text) if text else "not typed"


def _stage(outcome: Any) -> listing.Cell:
    return (
        "current" if outcome.is_current else "no longer current: a later stage answered",
        outcome.stage.replace("_", " "),
        Link("evidence", f"/source?id={outcome.source_id}&{frame.CHOSEN}={outcome.outcome_id}"),
        outcome.locator,
    )


def _with_status(read: pd.DataFrame, status: str) -> listing.Cell:
    """A line for each figure of a status: what, by which rule, and for what."""
    lines: list[listing.Part] = []
    for figure in read[read["status"] == status].itertuples():
        lines.append(Link(f"“{figure.value_text}”, {figure.force}, {words.period(figure.period_id)}", _address(figure)))
        lines.append(words.sentence(figure.rule) if figure.rule else "")
        if figure.replaced_by_source and not figure.replaced_by_is_disputed:
            lines.append(
                Link(f"The other source: {figure.replaced_by_title}", f"/source?id={figure.replaced_by_source}")
            )
    return lines or "none"


def _address(figure: Any) -> str:
    return f"/source?id={figure.source_id}&{frame.CHOSEN}={figure.figure_id}"


def _earlier(answers: pd.DataFrame) -> listing.Cell:
    lines = [
        f"Question {o.question or '(whole request)'}: {_answer(o)}, in the {o.stage.replace('_', ' ')}; "
        "a later stage answered."
        for o in answers[~answers["is_current"].astype(bool)].itertuples()
    ]
    return lines or "none"


def _reviewed(read: pd.DataFrame) -> listing.Cell:
    counts = read[read["review"] != "unreviewed"]["review"].value_counts()
    return [words.sentence(f"{n:,} {review}") for review, n in counts.items()] or "none"


def _elsewhere(others: pd.DataFrame) -> listing.Cell:
    lines: list[listing.Part] = []
    for other in others.itertuples():
        lines.append(
            Link(
                f"“{other.value_text}”, {other.force}, {other.period}: {other.source}", f"/source?id={other.source_id}"
            )
        )
        lines.append(words.sentence(f"{states.FIGURE_STATUSES[other.status]}; {other.rule}"))
    return lines or "none"
