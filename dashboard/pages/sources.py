"""Sources: every response and page that was read; one with its documents, all that was read in it, what was not. About:
how a document becomes a figure, how many were found wrong, who corrects errors.

Protects: a source stands with how it was read, for most were read in a copy and from their opening only; a transcript
is never called a document; the print stands beside every reading; what is no longer in force stays, with the rule. A
share of a sample stands with its interval, worked out from counts, and is said of that sample alone.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard import installation, pinned, warehouse, words
from dashboard.parts import chart as charts
from dashboard.parts import evidence, letters, listing, results, statuses
from dashboard.parts.controls import Address, choose, choose_forces, controls, my_forces, now
from dashboard.parts.listing import Link, render
from dashboard.words import each
from ingest.audit import Audit, Estimate, folder_of, read_audits
from ingest.sources import OWN_KINDS

MOST = 50  # sources before a reader asks for all
MOST_WHOLE = 1000  # figures on one page: beyond them they are had as data
DOCS = warehouse.ROOT / "docs" / "method.md"
SHIPPED = warehouse.ROOT / "data" / "audit"
ELSEWHERE = ("When a figure is wrong", "Where to read more")
"""What docs/method.md says and the page says otherwise: who corrects errors here, and where more stands."""
NOTHING_JUDGED = "none was judged"
SAMPLE = ("Sample", "Rows", "Wrong in meaning", "Wrong in value", "Not settled", "Wrong in all, 95\u202f% interval")


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
        listing.missing("source", "/sources")
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
    letters.show_report("source", asked, f"{source.name}, {source.compiler}", f"/source?id={asked}")
    st.markdown(words.link("All sources", pinned.address("/sources")))


def source_of(source_id: str) -> Any | None:
    return next(iter(each(warehouse.query("sources_list", {"source_id": source_id}))), None)


def _particulars(row: Any) -> None:
    is_own, is_reply = row.source_kind in OWN_KINDS, row.source_kind == "force_response"
    address = words.original(row.url, row.read_in)
    original = Link(address, address, is_outside=True) if address else None
    dates = (("Asked", row.asked_on), ("Received", row.received_on), ("Answered", row.answered_on))
    listing.facts([
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
        ("The original", original or words.copy_in(row.read_in) or row.url or "no address is known"),
        ("Our note", words.sentence(row.note or "")),
        ("Licence", row.licence),
    ])  # fmt: skip


def _documents(row: Any) -> None:
    st.header("Documents")
    rows = warehouse.query("source_documents", {"source_id": row.source_id})
    for kept_as, of in rows.groupby("kept_as", sort=False):
        st.markdown(f"**{kept_as}.**")
        listing.facts((f"{'↳ ' * (words.INSIDE in d.path)}{words.document(d.path)}", [
            d.media_type or "", words.counted(int(d.pages), "page") if d.pages > 0 else "",
            f"Read in it: {words.given(d.figures, d.outcomes)}", f"SHA-256 {d.sha256}",
        ]) for d in each(of))  # fmt: skip
    if count := int(row.findings):
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
    csv = charts.csv("all_figures", kind=row.source_kind, force=row.about_ids)
    st.markdown(words.link("Figures of these forces from all sources of this kind, as CSV", csv))


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
    review = "not yet checked by a person" if figure.review == "unreviewed" else figure.review
    return (
        statuses.in_words(figure),
        evidence.without_ids(statuses.why(figure)),
        f"corrected by a person ({corrected.what}): {corrected.reason}" if corrected else "",
        words.sentence(words.with_days(figure.statement)) if figure.statement else "",
        "" if figure.status == "rejected" else f"{words.review_mark(figure.review)} {review}".strip(),
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
        period = words.printed_period(o) if o.period_id else ""
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
    is_set = words.listed([*map(titles.__getitem__, kinds), *my_forces(at).values()])
    with controls("sources", is_set or "Kinds, forces"):
        left, right = st.columns(2)
        choose(left.multiselect, "Kinds", "kind", titles, kinds, placeholder="all kinds")
        choose_forces(at, "Only of these forces", right)
    rows = matching(at)
    st.markdown(summary(rows))
    lines = [[cell(row) for cell in COLUMNS.values()] for row in each(rows)]
    listing.first("sources", list(COLUMNS), lines, "Sources", "source", MOST)
    data = words.link("All sources as CSV", charts.csv("sources"))
    st.markdown(f"{data} · {words.link('How they were found and read', pinned.address('/method'))}")


def matching(at: Address) -> pd.DataFrame:
    asked = {name: list(at.all(name)) for name in ("force", "hand", "kind", "campaign")}
    return warehouse.query("sources_chosen", {"source_id": None, **asked})


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
    return listing.line("summary.md", sources=len(rows), copies=sum("second_hand" in held for held in hands), **counts)


def show_method() -> None:
    left, right = st.columns([3, 2], gap="large")
    left.markdown(render("about.md"))
    right.markdown(render("closer.md", editor=installation.contact(), base=installation.base_url()))
    st.header("How many figures a person has checked, and how many were wrong")
    _audits()
    st.header("The method in full")
    for heading, body in sections().items():
        st.expander(heading, expanded=heading in st.query_params.get_all(listing.SHOW)).markdown(body)


def sections() -> dict[str, str]:
    """The parts of docs/method.md by their headings, and last what this release has not."""
    parts = (part.partition("\n") for part in DOCS.read_text(encoding="utf-8").split("\n## ")[1:])
    method = {heading: body.strip() for heading, _, body in parts if heading not in ELSEWHERE}
    return method | {"What is not here": render("missing.md", **warehouse.query("method_missing").iloc[0])}


def _audits() -> None:
    all_audits, problems = audits_here()
    for problem in problems:
        st.warning(words.verbatim(f"An audit that is kept is not shown: {problem}"))
    st.markdown(f"{statuses.checked()}. Samples that were read again from their pages: {len(all_audits) or 'none'}.")
    if not all_audits:
        return
    listing.show(SAMPLE, [sample(audit) for audit in all_audits], "Samples that were read again")
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


def sample(audit: Audit) -> tuple[listing.Cell, ...]:
    tally, value, every = audit.tally, audit.error_rate_in_value, audit.error_rate
    wrong = f"{tally.wrong:,} of {tally.judged:,} were wrong: {between(every)}" if every else NOTHING_JUDGED
    weighed = f"{percent(every.rate)}\u202f% by the weight of each kind" if every and audit.strata else ""
    unsettled = {"disputed": tally.disputed, "not reached": tally.not_reached}
    return (
        words.sentence(title(audit)),
        words.number(tally.rows),
        words.number(tally.wrong_in_meaning),
        f"{tally.wrong_in_value:,} ({between(value)})" if value else NOTHING_JUDGED,
        [f"{count:,} {what}" for what, count in unsettled.items() if count] or "none",
        list(filter(None, (wrong, weighed))),
    )


def title(audit: Audit) -> str:
    return audit.when or f"draw {audit.seed} from release {audit.release}, read by {words.listed(audit.readers)}"


def between(estimate: Estimate) -> str:
    """An interval in percent: "9 to 23 %"."""
    return f"{percent(estimate.low)} to {percent(estimate.high)}\u202f%"


def percent(share: float) -> str:
    """A share in whole percent; what is more than nothing and less than one keeps a decimal place: 0.0018 -> "0.2"."""
    return f"{100 * share:.1f}" if 0 < share < 0.01 else f"{100 * share:.0f}"


DIFFERENCES: listing.Columns = {
    "Figure": lambda row: [row.force, Link("its source", f"/source?id={row.source}") if row.source else ""],
    "What was found": lambda row: words.sentence(words.SAID["verdicts"].get(row.verdict, row.verdict)),
    "The release held": lambda row: row.held,
    "The readers read": lambda row: row.read,
}
