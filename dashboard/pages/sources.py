"""Sources: every response and page that was read; one with its documents, all that was read in it, what was not.

Protects: a source stands with how it was read, for most were read in a copy and from their opening only; a transcript
is never called a document; the print stands beside every reading; what is no longer in force stays, with the rule.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard import pinned, warehouse, words
from dashboard.parts import evidence, letters, listing, results, statuses
from dashboard.parts.controls import Address, now, pick, put
from dashboard.parts.listing import Link, render
from dashboard.words import each
from ingest.sources import OWN_KINDS

MOST = 50  # sources before a reader asks for all
MOST_WHOLE = 1000  # figures on one page: beyond them they are had as data
OWN_DOCUMENT = "the publisher's own document, held here"


def head(at: Address) -> tuple[str, str, str] | None:
    row = source_of(at.one("id"))
    if row is None:
        return None
    whose = f" ({row.publisher})" if row.publisher and row.source_kind in OWN_KINDS else ""
    read = f"Date: {words.date_known(row)}. Read in it: {words.given(row.figures, row.outcomes)}."
    return f"{row.name}{whose}", f"{row.is_what} {read}", ""


def show_source() -> None:
    asked = st.query_params.get("id", "")
    source = source_of(asked)
    if source is None:
        ids = {mark: mark for (mark,) in warehouse.values("select source_id from sources order by source_id")}
        listing.missing("source", asked, ids, "/source", "/sources")
        return
    st.title(words.verbatim(source.name))
    st.markdown(words.verbatim(source.is_what))
    if mark := evidence.chosen():
        with st.container(border=True, key="evidence_source"):
            evidence.show(mark, can_close=True)
    _particulars(source)
    _figures(source)
    _answers(source)
    _documents(source)
    letters.show_report(letters.of_source(source), source.source_id)
    st.markdown(words.link("All sources", pinned.address("/sources")))


def source_of(source_id: str) -> Any | None:
    return next(iter(each(warehouse.query("sources_list", {"source_id": source_id}))), None)


def _particulars(row: Any) -> None:
    is_own, is_reply = row.source_kind in OWN_KINDS, row.source_kind == "force_response"
    dates = (("Asked", row.asked_on), ("Received", row.received_on), ("Answered", row.answered_on))
    known: list[tuple[str, listing.Cell]] = [
        ("Published by", row.compiler),
        ("Force or area", row.about_in_words or "none"),
        ("Kind", words.SAID["kinds"][row.source_kind]),
        ("Reference", row.reference or ("none is known" if is_own else "")),
        ("Law", row.law or ("none is named" if is_own else "")),
        ("One of a campaign", Link(row.campaign, f"/answers?campaign={row.campaign_id}") if row.campaign else ""),
        ("Published", words.day(row.published_on)),
        *((name, words.day(on) if on or is_reply else "") for name, on in dates),
        ("Brought here", words.day(row.fetched_on) if row.fetched_on else ""),
        ("How it was read", [words.heading(words.SAID["hands"][hand]) for hand in row.hands]),
        ("How much of it", words.SAID["read_parts"][row.read_part or "not_known"]),
        ("The original", Link(row.url, row.url, is_outside=True) if row.url else "no address is known"),
        ("Our note", words.sentence(row.note or "")),
        ("Licence", row.licence),
    ]
    listing.facts(known)


def _documents(row: Any) -> None:
    st.header("Documents")
    rows = warehouse.query("source_documents", {"source_id": row.source_id})
    typed = [words.TYPED if words.is_addition(path) else words.TRANSCRIBED for path in rows["path"]]
    titles = [OWN_DOCUMENT if d.form == "original" else title for d, title in zip(each(rows), typed, strict=True)]
    for title in (OWN_DOCUMENT, words.TRANSCRIBED, words.TYPED):
        facts: list[tuple[str, listing.Cell]] = []
        for d in [d for d, its_title in zip(each(rows), titles, strict=True) if its_title == title]:
            what = [d.media_type or "", words.counted(int(d.pages), "page") if d.pages > 0 else ""]
            what += [f"Read in it: {words.given(d.figures, d.outcomes)}", f"SHA-256 {d.sha256}"]
            facts.append((f"{'↳ ' if words.INSIDE in d.path else ''}{words.document(d.path)}", what))
        if facts:
            st.markdown(f"**{words.sentence(title)}**")
            listing.facts(facts)
    ((count,),) = warehouse.values("select count(*) from checks where source_id = $id", {"id": row.source_id})
    if count:
        findings = pinned.address(f"/checks?source={quote(row.source_id, safe='~')}")
        st.markdown(words.link(f"What was not understood, and all else that checks found in it ({count:,})", findings))


def _figures(row: Any) -> None:
    st.header("Figures")
    count = int(row.figures)
    if not count:
        st.markdown("No figure was read in this source.")
        return
    st.markdown(render("source_figures.md", row=row))
    figures = each(warehouse.query("source_figures", {"source_id": row.source_id, "most": MOST_WHOLE}))
    shown = listing.count("figures", len(figures))
    listing.table("Figures of this source", figures[:shown], FIGURES)
    if shown < len(figures):
        of = "all" if len(figures) == count else f"the first {len(figures):,} of"
        listing.ask_for_all("figures", f"Show {of} {count:,} figures")
    where = "&".join(f"force={quote(force)}" for force in row.about_ids)
    address_ = pinned.address(f"/data/all_figures.csv?kind={row.source_kind}&{where}".rstrip("&"))
    st.markdown(f"{words.link('Figures of these forces from all sources of this kind, as CSV', address_)}")


def _printed(figure: Any) -> listing.Cell:
    value, corrected = words.printed(None, figure.value_text, figure.symbol), statuses.correction(figure)
    return (
        listing.Struck(value) if statuses.is_struck(figure) or (corrected and corrected.is_of_value) else value,
        f"offence: “{figure.offence_as_published}”" if figure.offence_as_published else "",
        f"period: “{figure.period_as_published}”" if figure.period_as_published else "",
    )


def _read_as(figure: Any) -> listing.Cell:
    return (
        f"{words.interval(figure)} ({figure.unit}){f' {figure.symbol}' if figure.symbol else ''}",
        figure.offence_in_words,
        words.period(figure.period_id),
        f"part counted: {figure.scope}" if figure.scope else "",
        *words.part(figure.dimensions),
    )


def _figure_status(figure: Any) -> listing.Cell:
    corrected = statuses.correction(figure)
    mark = "" if figure.status == "rejected" else words.review_mark(figure.review)
    review = "not yet checked by a person" if figure.review == "unreviewed" else figure.review
    return (
        statuses.in_words(figure),
        evidence.without_ids(statuses.why(figure)),
        f"corrected by a person ({corrected.what}): {corrected.reason}" if corrected else "",
        words.sentence(words.with_days(figure.statement)) if figure.statement else "",
        f"{mark} {review}" if mark else "" if figure.status == "rejected" else review,
        Link("evidence", statuses.address(figure.source_id, figure.figure_id)),
        figure.locator,
    )


FIGURES: listing.Columns = {
    "Printed": _printed,
    "Read as": _read_as,
    "Of": lambda figure: (figure.force, figure.measure),
    "Standing": _figure_status,
}


def _answers(row: Any) -> None:
    st.header("Answers")
    lines: list[tuple[listing.Cell, ...]] = []
    for o in each(results.of(source=row.source_id)):
        period = words.period(o.period_id) if o.period_id else ""
        question = (o.question or ("" if o.asks else "the whole request"), o.asks or "", period)
        over, said = statuses.why_answer(o), results.in_words(o)
        link = Link("evidence", statuses.address(o.source_id, o.outcome_id))
        stands = (over or "current", o.stage.replace("_", " "), link, o.locator)
        given = listing.Struck(said) if over else said
        lines.append((o.force, question, given, results.sections_of_law(o), _words(o), stands))
    if lines:
        headings = ("Force", "Question", "Answer", "Sections", "In words", "Standing")
        listing.first("answers", headings, lines, "Answers of this source", "answer")
    else:
        st.markdown("No answer to a question of a request was read in this source.")


def _words(outcome: Any) -> listing.Cell:
    """The answer's own words where its document is here; else what our transcription says, and that it is ours."""
    if outcome.quote:
        return f"“{outcome.quote}”"
    text = outcome.answer_text or outcome.note
    if outcome.hand == "own_document":  # a table has no sentence: its numbers stand above
        return (text or "", f"stands in {outcome.locator}")
    return ("In our transcription:", text) if text else "not typed"


def show_sources() -> None:
    at = now("/sources")
    kinds = [kind for kind in at.all("kind") if kind in words.SAID["kinds"]]
    titles = {kind: words.heading(title) for kind, title in words.SAID["kinds"].items()}
    pick(st.multiselect, "Kinds", titles, kinds, lambda chosen: put(kind=chosen), placeholder="all kinds")
    rows = matching(at)
    st.markdown(summary(rows))
    lines = [[cell(row) for cell in COLUMNS.values()] for row in each(rows)]
    listing.first("sources", list(COLUMNS), lines, "Sources", "source", MOST)
    data = words.link("All sources as CSV", pinned.address("/data/sources.csv"))
    st.markdown(f"{data} · {words.link('How they were found and read', pinned.address('/method'))}")


def matching(at: Address) -> pd.DataFrame:
    rows = warehouse.query("sources_list", {"source_id": None})
    columns = {"force": "about_ids", "hand": "hands", "kind": "source_kind", "campaign": "campaign_id"}
    for name, column in columns.items():
        if wanted := at.all(name):
            rows = rows[rows[column].explode().isin(wanted).groupby(level=0).any()]
    return rows


COLUMNS: dict[str, Callable[[Any], listing.Cell]] = {
    "Source": lambda row: (
        Link(row.name, f"/source?id={row.source_id}"),
        f"reference {row.reference}" if row.reference else "",
    ),
    "Published by": lambda row: row.compiler,
    "Date": words.date_known,
    "Force or area": lambda row: row.about_in_words,
    "Kind": lambda row: words.SAID["kinds"][row.source_kind],
    "How it was read": lambda row: (
        words.listed([words.SAID["hands"][hand] for hand in row.hands]),
        words.SAID["read_parts"][row.read_part or "not_known"],
    ),
    "Read in it": lambda row: words.given(row.figures, row.outcomes),
}


def summary(rows: pd.DataFrame) -> str:
    hands, part = rows["hands"], rows["read_part"]
    counts = {name: int(rows[name].sum()) for name in ("figures", "outcomes", "ranges")}
    counts |= {name: int((part == name).sum()) for name in ("opening", "part", "whole")}
    return render("summary.md", sources=len(rows), copies=sum("second_hand" in held for held in hands), **counts)
