"""What a reader can write, ready to be sent: a letter that asks for what an answer left open, and "Something wrong
here?", the message to whoever corrects errors. Laws, limits and sentences are data in dashboard/letters/.

Protects: only the requester can ask for a review; nothing is ever called late, for what stops the clock is not known
here; and no last day is computed, for the day of the answer is seldom printed. A report says of which figure, in which
release and at which place it speaks, asks for no private person's name, and goes to somebody: a copy without an editor
says so, and how its owner mends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import installation, pinned, warehouse, words
from dashboard.parts import print_line, results, statuses

TEXTS = Path(words.__file__).parent / "letters"
USUAL_LAW = "FOIA 2000"
PERIOD = "in each of the last three complete financial years (1 April to 31 March)"
ANY_LAW = {"review": "a review", "review_days": "", "commissioner": "the commissioner of the law it was asked under"}
UNREAD = ("not_read",)
COMMISSIONER_STAGES = ("internal_review", "commissioner", "tribunal")
LONGEST_QUOTE = 300  # characters: some programs cut an address that opens a message after two thousand


@dataclass(frozen=True)
class Steps:
    """`said` are sentences, each one thing that can be done; `letter` is a text to copy, `sender` who can send it."""

    said: tuple[str, ...]
    letter: str
    sender: str


def law_of(name: str | None) -> dict[str, str]:
    """The line of laws.csv for a law; of one that is not known here the words that fit any."""
    return next((row for row in words.table("letters/laws") if row["law"] == name), ANY_LAW)


def limit(law: str | None, source_id: str) -> str:
    """In how many working days a review can be asked for: what the answer prints, else what the law's code says."""
    printed = next((row for row in words.table("letters/printed_limits") if row["source_id"] == source_id), None)
    days = law_of(law)["review_days"]
    if printed:
        return f"within {printed['working_days']} working days of the answer, the limit that this answer prints"
    if days:
        return f"within {days} working days of the answer, unless the answer prints another limit"
    return "within the limit that the answer prints"


def after_answer(row: Any) -> Steps:
    """For an answer that is here: a row of queries/answers.sql."""
    question, law = words.sentence(results.asked(row)), law_of(row.law)
    is_unread, is_reviewed = row.status in UNREAD, row.stage in COMMISSIONER_STAGES
    said = []
    if is_unread:
        first = {line["told"]: line["text"] for line in words.table("letters/read_first")}
        said.append(first.get(getattr(row, "told", None) or "", first[""]))
    if is_reviewed:
        said.append(
            f"This is the outcome of {'a review' if row.stage == 'internal_review' else 'the ' + row.stage}. "
            f"The requester can complain to {law['commissioner']} about a review's outcome; nobody else can for them."
        )
    else:
        on = f"it was answered on {words.day(row.answered_on)}"
        said.append(
            f"The requester can ask {row.force} for {law['review']}, {limit(row.law, row.source_id)} "
            f"({on if row.answered_on else 'the day of the answer is not known here'}). Only the requester can ask."
        )
    said.append("Anybody can make a new request of their own, for the same or for less.")
    if is_reviewed or is_unread:
        return Steps(tuple(said), new_request(row.force, row.law, question), "Anybody can send this.")
    return Steps(tuple(said), review_letter(row, question), "Only the person who made the request can send this.")


def without_answer(force: str, law: str | None, campaign_id: str | None = None) -> Steps:
    """For a force without a reply here to a campaign; without an id, to the one that asked most forces. Each item asks
    again, and says by itself what is counted and in which period."""
    said = (
        "See on WhatDoTheyKnow whether the force has a thread of this request; what stands there can be added here.",
        "Anybody can make a request of their own.",
    )
    ours = {(row["campaign_id"], row["question"]): row["text"] for row in words.table("letters/requested")}
    wanted = warehouse.values("letter_items", {"campaign": campaign_id})
    items = "\n".join(f"{label}. {ours.get((mark, label), text)}, {PERIOD}." for mark, label, text in wanted)
    return Steps(said, new_request(force, law, items), "Anybody can send this.")


def review_letter(row: Any, question: str) -> str:
    """The text of a request for a review, with a point for each thing that this answer leaves open."""
    return _filled(
        "internal_review", force=row.force, reference=row.reference or "[its reference]", law=row.law or USUAL_LAW,
        review=law_of(row.law)["review"], question=question, points="\n".join(f"- {p}" for p in points(row)),
    )  # fmt: skip


def new_request(force: str, law: str | None, question: str) -> str:
    """The text of a new request that anybody can make."""
    return _filled("new_request", force=force, law=law or USUAL_LAW, question=question)


def points(row: Any) -> list[str]:
    """What a review should settle, from points.csv: those whose status, law and section fit this answer."""
    named = {results.base(section) for section in row.exemptions or []}
    return [
        point["text"]
        for point in words.table("letters/points")
        if point["status"] == row.status
        and point["law"] in ("", row.law)
        and (not point["section"] or point["section"] in named)
    ]


def _filled(name: str, **values: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8").format_map(values)


def show_steps(steps: Steps, name: str = "A letter to copy") -> None:
    """What can be done now, and the letter behind an expander."""
    st.markdown("\n".join(f"- {words.verbatim(text)}" for text in steps.said))
    with st.expander(name):
        st.markdown(words.verbatim(steps.sender))
        st.code(steps.letter, language=None, wrap_lines=True)


@dataclass(frozen=True)
class Report:
    """A message about an error, to be sent."""

    subject: str
    body: str


def of_figure(row: Any) -> Report:
    """About one figure: a row of `queries/evidence_figure.sql`."""
    parts = (row.force, row.measure, row.offence, row.scope, *words.part(row.dimensions), words.period(row.period_id))
    stands = words.SAID["states"]["conflicting"] if row.is_disputed else statuses.correction_in_brief(row)
    shown = (print_line.bounds(row), words.SAID["figure_statuses"][row.status], stands)
    return _report("figure", row.figure_id, parts, shown, evidence_page(row), None if row.is_disputed else row)


def of_answer(row: Any) -> Report:
    """About one answer: a row of `queries/answers.sql`."""
    asked = f"question {row.question}" if row.question else "the request as a whole"
    shown = (results.in_words(row),)
    page = f"/source?id={row.source_id}&figure={row.outcome_id}"
    return _report("answer", row.outcome_id, (row.force, asked, row.asks), shown, page, row)


def of_force(force_id: str, name: str, figures: int, given: int) -> Report:
    """About what is here, or is missing, of a force or area."""
    shown = words.counted(figures, "figure"), words.counted(given, "answer")
    return _report("force or area", force_id, (name,), shown, f"/force?id={force_id}")


def of_source(row: Any) -> Report:
    """About a source as a whole: a row of `queries/sources_list.sql`."""
    about = words.source_name(row), words.publisher(row), row.reference, row.url
    return _report("source", row.source_id, about, (), f"/source?id={row.source_id}")


def evidence_page(row: Any) -> str:
    """The page at which a figure's evidence opens: its source's, or its force's where sources dispute it."""
    page = f"/force?id={row.force_id}" if row.is_disputed else f"/source?id={row.source_id}"
    return f"{page}&figure={row.figure_id}"


def show_report(report: Report, key: str) -> None:
    """The folded message with the way to send it; `key` is different for each on a page."""
    with st.expander("Something wrong here?", icon=":material/flag:", key=f"something_wrong_{key}"):
        editor = installation.contact()
        if editor is None:
            st.markdown((TEXTS / "no_editor.md").read_text(encoding="utf-8"))
        else:
            st.markdown(
                "Say what is wrong, and which document says so. Please name no private person. What is reported, and "
                f"what was done, is listed [on the page of reports]({pinned.address('/reports')})."
            )
            if editor.mail:
                # A link of our own: Streamlit's open a new tab, which a mail program leaves empty.
                mail_to = words.as_html(editor.mail_to(report.subject, report.body))
                st.html(f'<a class="write" href="{mail_to}" target="_self">Write the message</a>')
                st.markdown(f"It goes to {words.verbatim(editor.mail)}. Where no program opens, copy the text:")
            elif editor.address:
                st.markdown(f"Copy the text and [report it here]({editor.address}).")
            else:
                st.markdown(f"Copy the text and send it to {words.verbatim(editor.text)}.")
        st.code(f"{report.subject}\n\n{report.body}", language=None, wrap_lines=True)


def _report(what: str, id_: str, about: Iterable[str | None], shown: Iterable[str], page: str,
            row: Any | None = None) -> Report:  # fmt: skip
    """`about`: its words; `shown`: what is said of it here; `page`: where it stands; `row`: where it was read."""
    release, named = warehouse.current().release, ", ".join(part for part in about if part)
    facts = [("About", named), ("Its id", f"{what} {id_}"), ("Shown as", "; ".join(part for part in shown if part))]
    if row is not None:
        quote = row.quote or ""
        facts += [
            ("Source", f"{row.source_id}{f', reference {row.reference}' if row.reference else ''}"),
            ("Its address", row.source_url),
            ("Place", f"{row.document}, {row.locator}"),
            ("Its words", f"“{quote[:LONGEST_QUOTE]}{'…' * (len(quote) > LONGEST_QUOTE)}”" if quote else ""),
        ]
    facts += [("Page", installation.address_of(f"{page}&release={release}")), ("Release", release)]
    lines = "\n".join(f"{name}: {value}" for name, value in facts if value)
    return Report(f"Disclosed: {named} ({what} {id_})", _filled("report", particulars=lines))
