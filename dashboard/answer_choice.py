"""One tile of the grid -> its answer: the words, the sections, how others answered the same, what can be done now.

Protects: our words are never shown as the force's; an earlier answer stays visible as superseded; where no reply is
here the page says so and no more.
"""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    answer_grid,
    evidence,
    next_steps,
    pinned,
    sections,
    something_wrong,
    standing,
    states,
    warehouse,
    words,
)
from dashboard.filters import Filters

STAGES = {
    "response": "the first answer",
    "internal_review": "on internal review",
    "commissioner": "before the commissioner",
    "tribunal": "before the tribunal",
}
SAID_BY = {"force": "the force", "requester": "the requester", "compiler": "whoever compiled it"}
MOST_QUOTED = 2000  # characters of an answer's words; what is cut is said


def rows_of_tile(rows: pd.DataFrame, tile: str | None, mark: str | None = None) -> pd.DataFrame:
    """The rows of the grid that an address names: by tile, or by the id of an answer or figure; none if unknown."""
    if tile:
        force, _, question = tile.partition("~")
        found = rows[rows["force_id"] == force]
        return found[found["question"] == question] if question else found
    if mark:
        return rows[(rows["outcome_id"] == mark) | (rows["figure_id"] == mark)].head(1)
    return rows.iloc[0:0]


def show(campaign: Any, rows: pd.DataFrame, found: pd.DataFrame, here: Filters, more: dict[str, str]) -> None:
    """The panel. `found` as `rows_of_tile` gives it and not empty."""
    row = next(found.itertuples())
    st.html(f'<p class="close">{answer_grid.link("Close", here.address("/answers", **more))}</p>')
    if row.state == "not_collected":
        _no_reply(campaign, row)
        return
    is_thread = bool(row.is_whole_thread)
    st.markdown(f"### {row.short_name}{'' if is_thread else f', question {row.question}'}")
    question = "the request as a whole" if is_thread else _question(campaign, row.question)
    st.markdown(f"{words.sentence(question)} **{words.sentence(answer_grid.in_words(row))}**")
    given = warehouse.query(
        warehouse.sql("answers_of_question"),
        {"campaign": campaign.campaign_id, "force": row.force_id, "question": row.question},
    )
    current = given[given["outcome_id"] == row.outcome_id]
    for answer in current.itertuples():
        _words(answer)
        _sections(answer)
    if row.figure_id:
        with st.expander(f"Where the number {states.unmarked(row.label)} is from"):
            evidence.show(str(row.figure_id))
    for earlier in given[~given["is_current"].astype(bool)].itertuples():
        _earlier(earlier)
    if not is_thread:
        _others(rows, row, here, more)
    for answer in current.itertuples():
        _steps(next_steps.after_answer(answer, question))
        links = [
            f"[All of this source]({pinned.address(f'/source?id={answer.source_id}')})",
            f"[All of {row.short_name}]({pinned.address(f'/force?id={row.force_id}')})",
        ]
        if answer.source_url:
            links.append(f"[The original page]({answer.source_url})")
        st.markdown(" · ".join(links))
        st.caption(f"Answer `{answer.outcome_id}`, release {warehouse.current().release}.")
        something_wrong.show(something_wrong.of_answer(answer), answer.outcome_id)


def _question(campaign: Any, label: str) -> str:
    found = warehouse.query(
        "select asks from questions where campaign_id = $campaign and question = $question",
        {"campaign": campaign.campaign_id, "question": label},
    )
    return str(found["asks"].iloc[0]) if len(found) else f"question {label}"


def _no_reply(campaign: Any, row: Any) -> None:
    st.markdown(f"### {row.short_name}")
    st.markdown(answer_grid.NO_REPLY)
    if row.is_asked:
        st.markdown("That it was asked is known from its thread.")
    questions = warehouse.query(
        "select question, asks from questions where campaign_id = $campaign order by question",
        {"campaign": campaign.campaign_id},
    )
    asked = "\n".join(f"{one.question}. {words.sentence(one.asks)}" for one in questions.itertuples())
    law = campaign.law if row.force_kind == "territorial" and row.force_id not in _scottish() else None
    _steps(next_steps.without_answer(row.force, law or _law_of(row.force_id), asked))
    st.markdown(f"[All of {row.short_name}]({pinned.address(f'/force?id={row.force_id}')})")


def _scottish() -> set[str]:
    return set(warehouse.query("select force_id from forces where nation = 'Scotland'")["force_id"])


def _law_of(force_id: str) -> str | None:
    """The law that this force's answers here stand under, where they name one."""
    found = warehouse.query(
        "select law from outcomes where force_id = $force and law is not null group by law order by count(*) desc",
        {"force": force_id},
    )
    return str(found["law"].iloc[0]) if len(found) else None


def _words(row: Any) -> None:
    """The answer's own lines from a document that is here; else ours, and that they are ours."""
    if row.form == "transcript" or not row.quote:
        st.markdown("**What it says, in our words** (a transcript of ours; the force's page is not held here)")
        text = row.answer_text or row.note
        if not text:
            st.markdown("Its words are not here.")
    else:
        st.markdown("**The answer's own words**")
        text = row.quote
    if text:
        st.code(text[:MOST_QUOTED], language=None, wrap_lines=True)
        if len(text) > MOST_QUOTED:
            st.markdown(f"Cut after {MOST_QUOTED:,} characters; the rest is at the place named.")
    if row.answer_text and row.note and not _repeats(row.note, row.answer_text):
        st.markdown(f"Our note: {words.sentence(row.note)}")
    if row.force_caveat:
        in_whose = ", in our words" if row.form == "transcript" else ""
        st.markdown(f"The force's own caveat{in_whose}: {words.sentence(row.force_caveat)}")
    said = "" if row.said_by == "force" else f" Said by {SAID_BY.get(row.said_by, row.said_by)}, not by the force."
    hand = states.HANDS[row.hand].words if row.hand in states.HANDS else "how it was read is not known"
    st.markdown(words.sentence(f"`{row.document}`, {row.locator}; {STAGES.get(row.stage, row.stage)}; {hand}") + said)


def _repeats(note: str, answer: str) -> bool:
    """Whether a note only says the answer again."""
    bare = "".join(note.partition(":")[2].split())
    return bool(bare) and bare in "".join(answer.split())


def _sections(row: Any) -> None:
    if not row.exemptions:
        return
    basis = sections.BASES.get(row.exemptions_basis or "", "their basis is not known")
    st.markdown(f"**Sections of the {row.law or 'information law'}** ({basis})")
    st.markdown("\n".join(f"- {sections.described(row.law, section)}" for section in row.exemptions))


def _earlier(row: Any) -> None:
    state = states.of_answer(row.status, row.told)
    said = state.words if state else row.status
    over = standing.why_answer(row)
    what = "Superseded" if over.startswith("No longer") else "Not in force"
    st.markdown(
        f"**{what}: the earlier answer** ({STAGES.get(row.stage, row.stage)}) was: ~~{words.verbatim(said)}~~. {over}"
    )
    _sections(row)
    with st.expander("The words of the earlier answer"):
        _words(row)


def _others(rows: pd.DataFrame, row: Any, here: Filters, more: dict[str, str]) -> None:
    """The same question elsewhere, each with a link to its tile."""
    same = rows[
        (rows["question"] == row.question) & (rows["force_id"] != row.force_id) & (rows["state"] != "not_collected")
    ]
    st.markdown("**How other forces answered the same question**")
    if not len(same):
        st.markdown("No other force's answer to it is here.")
        return
    lines = [
        f"<li>{answer_grid.link(one.short_name, _address(one, here, more))}: {escape(answer_grid.in_words(one))}</li>"
        for one in same.itertuples()
    ]
    st.html(f'<ul class="same">{"".join(lines)}</ul>')


def _address(row: Any, here: Filters, more: dict[str, str]) -> str:
    return here.address("/answers", **more, **{answer_grid.TILE: f"{row.force_id}~{row.question}"})


def _steps(steps: next_steps.Steps) -> None:
    st.markdown("**What can be done now**")
    st.markdown("\n".join(f"- {text}" for text in steps.said))
    with st.expander("A letter to copy"):
        st.markdown(steps.sender)
        st.code(steps.letter, language=None, wrap_lines=True)
