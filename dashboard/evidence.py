"""One figure or answer -> the panel that says where it is from and how it got its meaning.

Protects: our words are never shown as the publisher's, and a transcript is never called a document: for one the panel
shows what we typed and says so; for a document that is here it shows the quote and its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    choices,
    history,
    installation,
    licences,
    marked_place,
    pinned,
    print_line,
    refusals,
    same_figure,
    something_wrong,
    standing,
    states,
    warehouse,
    words,
)
from ingest.sources import OWN_KINDS


def show(mark: str, on_close: Callable[..., None] | None = None, close_args: tuple[Any, ...] = ()) -> None:
    """The panel for a figure_id or an outcome_id."""
    if on_close is not None:
        st.button(
            "Close", key="evidence_close", on_click=on_close, args=close_args, type="tertiary", icon=":material/close:"
        )
    figures = warehouse.query(warehouse.sql("evidence_figure"), {"figure_id": mark})
    if len(figures):
        _figure(next(figures.itertuples()))
        return
    outcomes = warehouse.query(warehouse.sql("evidence_outcome"), {"outcome_id": mark})
    if len(outcomes):
        _outcome(next(outcomes.itertuples()))
        return
    gone = refusals.erased([mark])
    st.markdown(words.verbatim(gone) if gone else f"There is no figure and no answer `{mark}` in this release.")


def _figure(row: Any) -> None:
    same = warehouse.query(warehouse.sql("evidence_same_figure"), {"figure_id": row.figure_id})
    _heading(row)
    what = [row.measure, row.offence or "", row.scope or "", *words.part(row.dimensions), words.period(row.period_id)]
    st.markdown(f"{', '.join(part for part in what if part)} ({row.unit}).")
    _standing(row, same)
    if row.is_disputed:
        same_figure.show(row, same)
    else:
        _place(row)
    _meaning(row)
    if not row.is_disputed:
        same_figure.show(row, same)
    _checks(row)
    history.show(row.figure_id, something_wrong.evidence_page(row))
    _line_to_print(row, same)
    _ends(row, f"Figure `{row.figure_id}`")
    something_wrong.show(something_wrong.of_figure(row, same_figure.sides(row, same)), row.figure_id)


def _heading(row: Any) -> None:
    """The force and its value, struck through where it is not in force."""
    value = words.verbatim(_value(row))
    st.markdown(f"#### {row.force}: {f'~~{value}~~' if standing.is_struck(row) else value}")


def _standing(row: Any, same: pd.DataFrame) -> None:
    """Why it is not in force and what is; or what a person corrected, with the print struck through."""
    if standing.is_struck(row):
        told = words.verbatim(standing.why(row))
        label = "No longer in force" if row.status == "withdrawn" else standing.in_words(row)
        st.markdown(f"**{label}.** {told} {same_figure.said_to_stand(row, same)}")
    if (corrected := standing.correction(row)) is not None:
        was = f"The source prints ~~{words.verbatim(words.quoted(row))}~~. " if corrected.is_of_value else ""
        changed = words.verbatim(words.listed(corrected.in_words))
        st.markdown(f"**Corrected by a person** ({changed}). {was}{words.verbatim(corrected.why)}")


def _value(row: Any) -> str:
    if row.is_disputed:
        return f"{words.number(row.value_low)} to {words.number(row.value_high)}, sources disagree"
    if standing.correction(row) is not None and row.value != row.value:
        return print_line.bounds(row)
    return standing.shown(row)


def _place(row: Any) -> None:
    """Where it was read: the quote of a document that is here, or our typed row of one that is not."""
    if row.form == "transcript":
        _typed(row)
        return
    whose = "force" if row.source_kind in OWN_KINDS else "source"
    marked_place.show(row, row.figure_id, f"The {whose}'s own words")


def _typed(row: Any) -> None:
    st.markdown(f"**{words.typed_from(row.document)}**")
    lines = [("Value", row.value_text), ("Offence", row.offence_as_published), ("Period", row.period_as_published)]
    typed = [f"{name}, as printed: {text}" for name, text in lines if text]
    if row.quote:
        typed.append(f"In our transcription: {row.quote}")
    st.code("\n".join(typed), language=None, wrap_lines=True)
    if row.note:
        st.markdown(f"Our note: {words.verbatim(words.sentence(row.note))}")
    how = "Typed" if words.is_addition(row.document) else "Transcribed"
    read = f", read in {row.read_in}" if row.read_in else ""
    when = f", published {words.day(row.published_on)}" if row.published_on else ""
    st.markdown(f"Compiled by {row.compiled_by or row.source}{read}{when}. {how} in `{row.document}`, {row.locator}.")
    if row.licence:
        st.caption(licences.in_words(row.licence, row.hand))


def _meaning(row: Any) -> None:
    steps = list(row.chain or [])
    if row.reading_reason:
        steps.append(f"A person settled the meaning: {row.reading_reason}")
    if steps:
        st.markdown("**From label to meaning**")
        st.markdown("\n".join(f"1. {words.verbatim(words.sentence(words.with_days(step)))}" for step in steps))
    if row.within:
        inside = words.listed([_name_of(part) for part in row.within])
        whose = "as the source says" if row.within_by == "source" else "by our reading, which the source does not state"
        st.markdown(f"**Counted inside** {inside}, {whose}: never add it to those.")
    if row.statement and not row.is_disputed:  # a dispute names each side with what is said of it
        whose = "force" if row.source_kind in OWN_KINDS else "source or the force"
        st.markdown(
            f"**What the {whose} says of it.** {words.verbatim(words.sentence(words.with_days(row.statement)))}"
        )


def _name_of(part: str) -> str:
    """The words for the id of a measure, offence or period that contains a figure."""
    for name in ("measure", "offence"):
        if part in choices.known(name):
            return f"“{words.inside(choices.label(name, part))}”"
    return words.period(part)


def _checks(row: Any) -> None:
    """What the checks say of the figure, of its document and of its source as a whole; of no other document."""
    found = warehouse.query(
        warehouse.sql("evidence_checks"),
        {"figure_id": row.figure_id, "source_id": row.source_id, "document": row.document},
    )
    if len(found):
        st.markdown("**Checks**")
        st.markdown("\n".join(_check(one) for one in found.itertuples()))
    else:
        st.markdown("**Checks.** None has found anything.")


def _check(one: Any) -> str:
    rule = f"[all findings of this rule]({pinned.address(f'/checks?rule={one.rule}')})"
    return f"- {one.severity}: {words.verbatim(words.sentence(one.message))} {rule}"


def _line_to_print(row: Any, same: pd.DataFrame) -> None:
    """A line that can be copied as it stands, with its doubts."""
    sides = same_figure.sides(row, same)
    address = installation.address_of(something_wrong.figure_path(row)) if installation.base_url() else ""
    line = print_line.of_figure(row, sides, warehouse.current().release, address)
    with st.expander("A line to print", key=f"print_line_{row.figure_id}"):
        st.code(line, language=None, wrap_lines=True)


def _ends(row: Any, what: str) -> None:
    review = getattr(row, "review", None)
    is_own = row.hand == "own_document"
    is_force = is_own and getattr(row, "source_kind", None) in OWN_KINDS
    hand = "the force's own document, held here" if is_force else states.HANDS[row.hand].words
    part = {
        "whole": f"the whole {'document' if is_own else 'page'} was read",
        "opening": "only its opening was read",
        "part": "a part of it was read",
    }
    read = part.get(row.read_part or "", "how much of it was read is not known")
    st.markdown(words.sentence(f"{hand}; {read}"))
    if review and not (review == "unreviewed" and row.status == "rejected"):  # whoever set it aside has looked at it
        mark = states.review_mark(review)
        st.markdown(f"{mark + ' ' if mark else ''}{words.sentence(states.REVIEWS[review])}")
    if not getattr(row, "is_disputed", False):  # a dispute has named each source with its links
        links = [f"[All of this source]({pinned.address(f'/source?id={row.source_id}')})"]
        if row.source_url:
            links.append(f"[The original page]({row.source_url})")
        st.markdown(" · ".join(links))
    st.caption(f"{what}, release {warehouse.current().release}.")


def _outcome(row: Any) -> None:
    state = states.of_answer(row.status, row.told)
    said = words.verbatim(state.words if state else row.status)
    is_over = bool(standing.why_answer(row))
    st.markdown(f"#### {row.force}: {f'~~{said}~~' if is_over else said}")
    if is_over:
        st.markdown(f"**{words.verbatim(standing.why_answer(row))}**")
    asked = (
        f"Question {row.question}: {row.asks}" if row.question and row.asks else row.asks or "The request as a whole"
    )
    st.markdown(words.sentence(asked))
    if row.exemptions:
        basis = (
            "as printed" if row.exemptions_basis == "printed" else "no section is printed; the wording points to them"
        )
        st.markdown(f"Sections of the {row.law or 'information law'}: {', '.join(row.exemptions)} ({basis}).")
    if row.form == "transcript":
        st.markdown(f"**{words.typed_from(row.document)}**")
        if row.answer_text:
            st.markdown(f"In our words: {words.sentence(row.answer_text)}")
        st.markdown(f"Transcribed in `{row.document}`, {row.locator}.")
    else:
        marked_place.show(row, row.outcome_id, "The answer's own words")
    if row.note:
        st.markdown(f"Our note: {words.verbatim(words.sentence(words.with_days(row.note)))}")
    if row.ruling and not is_over:
        st.markdown(f"**Corrected by a person.** {words.verbatim(words.sentence(words.with_days(row.ruling)))}")
    st.markdown(f"Given in the force's {row.stage.replace('_', ' ')}.")
    _ends(row, f"Answer `{row.outcome_id}`")
    something_wrong.show(something_wrong.of_answer(row), row.outcome_id)
