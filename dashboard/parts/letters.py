"""What a reader can write: a letter that asks for what an answer left open, and "Something wrong here?".

Protects: only the requester can ask for a review; nothing is called late; no last day is worked out from a day that is
not known. A report says of which figure, release and place it speaks, and to whom it goes, or that there is nobody.
"""

from typing import Any, NamedTuple

import numpy as np
import streamlit as st
from holidays import country_holidays

from dashboard import installation, warehouse, words
from dashboard.parts import results
from dashboard.parts.listing import render

USUAL_LAW = "FOIA 2000"
PERIOD = "in each of the last three complete financial years (1 April to 31 March)"
STEPS = {"answered": "ask for later years", "not_read": "read its answer first"}
REVIEWED = ("internal_review", "commissioner", "tribunal")
BY_ANYBODY = "Anybody can send this."


class Steps(NamedTuple):
    """What can be done, in Markdown; a letter to copy, and who can send it."""

    said: str
    letter: str
    sender: str


def law_of(name: str | None) -> dict[str, str]:
    """The line of laws.csv for a law; of one that is not known here the words that fit any, which stand last."""
    return next(row for row in words.table("letters/laws") if row["law"] in (name, ""))


def limit(law: str | None, source_id: str) -> str:
    """In how many working days a review can be asked for: what the answer prints, else what the law's code says."""
    printed = next((row for row in words.table("letters/printed_limits") if row["source_id"] == source_id), None)
    return render("limit.md", printed=printed, days=law_of(law)["review_days"])


def after_answer(row: Any) -> Steps:
    """For an answer that is here: a row of queries/answers.sql."""
    question, law = words.sentence(results.asked(row)), law_of(row.law)
    is_unread, is_reviewed = row.status == "not_read", row.stage in REVIEWED
    read_first = {line["told"]: line["text"] for line in words.table("letters/read_first")}
    first = read_first.get(getattr(row, "told", None) or "", read_first[""]) if is_unread else ""
    within = limit(row.law, row.source_id)
    said = render("after_answer.md", row=row, law=law, limit=within, first=first, is_reviewed=is_reviewed)
    if is_reviewed or is_unread or row.is_old:
        items = _items(row.campaign_id, row.question) if isinstance(row.campaign_id, str) else question
        return Steps(said, new_request(row.force, row.law, items), BY_ANYBODY)
    asked = {"question": question, "points": points(row), "law": row.law or USUAL_LAW, "review": law["review"]}
    sender = "Only the person who made the request can send this."
    return Steps(said, render("internal_review.txt", row=row, **asked), sender)


def without_answer(force: str, law: str | None, campaign_id: str | None = None) -> Steps:
    """For a force without a reply here to a campaign; without an id, to the one that asked most forces."""
    return Steps(render("without_answer.md"), new_request(force, law, _items(campaign_id)), BY_ANYBODY)


def _items(campaign_id: str | None, question: object = None) -> str:
    """What a campaign asks, each question or this one a line, for the years now past."""
    ours = {(row["campaign_id"], row["question"]): row["text"] for row in words.table("letters/requested")}
    asked = warehouse.values("letter_items", {"campaign": campaign_id})
    wanted = [item for item in asked if item[1] == question] or asked
    return "\n".join(f"{label}. {ours.get((mark, label), asks)}, {PERIOD}." for mark, label, asks in wanted)


def due(law: str | None, received: str | None) -> str:
    """The 20th working day after a request was received; "" where that day or the law's free days are not known."""
    if not (parts := law_of(law)["free"].split()) or not words.ISO_DAY.fullmatch(received or ""):
        return ""
    years = [(year := int(str(received)[:4])), year + 1]
    free = [day for part in parts for day in country_holidays("GB", subdiv=part, years=years)]
    return words.day(np.busday_offset(received, 20, "backward", holidays=free).item())


def next_step(answer: Any | None) -> str:
    """What `after_answer` (of a row of queries/answers.sql) or `without_answer` says, in a few words."""
    if answer is not None and answer.status in STEPS:
        return STEPS[answer.status]
    return "make a new request" if answer is None or answer.stage in REVIEWED or answer.is_old else "ask for a review"


def new_request(force: str, law: str | None, question: str) -> str:
    return render("new_request.txt", force=force, law=law or USUAL_LAW, question=question)


def points(row: Any) -> list[str]:
    """What a review should settle, from points.csv: those whose status, law and section fit this answer."""
    of_law = [line for line in words.table("letters/points") if line["law"] in ("", row.law)]
    fits = [line for line in of_law if not line["section"] or line["section"] in row.sections]
    return [line["text"] for line in fits if line["status"] == row.status]


def show_steps(steps: Steps, name: str = "What can be asked, and the letter", is_open: bool = False) -> None:
    with st.expander(name, expanded=is_open):
        st.markdown(f"{steps.said}\n\n{words.verbatim(steps.sender)}")
        st.code(steps.letter, language=None, wrap_lines=True)


def message(what: str, id_: str, named: str, page: str, place: str = "") -> tuple[str, str]:
    """Subject and text of a message about an error in one thing. `page`: where all is said of it; `place`: where."""
    release = warehouse.current().release
    where = installation.address_of(f"{page}&release={release}")
    body = render("report.txt", named=named, id=f"{what} {id_}", place=place, page=where, release=release)
    return f"Disclosed: {named} ({what} {id_})", body


def show_report(what: str, id_: str, named: str, page: str, place: str = "") -> None:
    """The folded message with the way to send it."""
    with st.expander("Something wrong here?", icon=":material/flag:", key=f"something_wrong_{id_}"):
        subject, body = message(what, id_, named, page, place)
        editor = installation.contact() or ""
        mail_to = installation.mail_to(editor, subject, body)
        st.markdown(render("wrong.md", editor=editor, is_mail=bool(mail_to)))
        if mail_to:  # a link of our own: Streamlit's open a new tab, which a mail program leaves empty
            st.html(f'<a class="write" href="{words.as_html(mail_to)}" target="_self">Write the message</a>')
        st.code(f"{subject}\n\n{body}", language=None, wrap_lines=True)
