"""A figure, an answer, a force or a source -> "Something wrong here?": a ready message to whoever corrects errors.

Protects: a report says of which figure, in which release and at which place it speaks, asks for no private person's
name, and goes to somebody: a copy without an editor says so, and how its owner mends it. The text is
dashboard/letters/report.txt.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard import installation, pinned, states, warehouse, words
from dashboard.parts import controls, print_line, statuses

TEXT = Path(__file__).resolve().parent.parent / "letters" / "report.txt"
TITLE = "Something wrong here?"
LONGEST_QUOTE = 300  # characters: some programs cut an address that opens a message after two thousand
NO_EDITOR = (
    "This copy has no editor who corrects errors, so the message goes nowhere by itself. Whoever runs it can mend the "
    "error: `CONTRIBUTING.md` in the project's folder says how, under “Report a wrong figure”. Send the text to them, "
    "or keep it for them."
)


@dataclass(frozen=True)
class Message:
    subject: str
    body: str


def of_figure(row: Any, sides: Sequence[Any] = ()) -> Message:
    """About one figure. `row` is a row of `queries/evidence_figure.sql`; `sides` are the rows that a disputed one
    stands for, each of which is named with its place."""
    parts = (row.force, row.measure, row.offence or "", row.scope or "", *words.part(row.dimensions))
    period, stands = words.period(row.period_id), states.FIGURE_STATUSES[row.status]
    stands += f", {states.STATES['conflicting'].words}" if row.is_disputed else ""
    stands += f"; {brief}" if (brief := statuses.correction_in_brief(row)) else ""
    facts = [
        ("Figure", f"{', '.join(part for part in parts if part)}, {period} ({row.unit})"),
        ("Shown as", f"{print_line.bounds(row)}; {stands}"),
        ("Printed", None if sides else row.value_text),
        ("Figure's id", row.figure_id),
    ]
    for side in sides:
        brief = statuses.correction_in_brief(side)
        gives = f"{statuses.shown(side)} ({brief})" if brief else words.quoted(side)
        who = f"{side.compiled_by or side.source} (figure {side.figure_id})"
        facts += [("One source gives", f"{gives}: {who}"), *_place(side)]
    facts += [] if sides else _place(row)
    about = f"{row.force}, {words.inside(row.measure)}, {period} (figure {row.figure_id})"
    return _message(about, facts, evidence_page(row))


def of_answer(row: Any) -> Message:
    """About one answer. `row` is a row of `queries/answers.sql`."""
    asked = f"question {row.question}" if row.question else "the request as a whole"
    sections = f"; sections: {', '.join(row.exemptions)}" if row.exemptions else ""
    facts = [
        ("Answer", f"{row.force}, {asked}{f': {row.asks}' if row.asks else ''}"),
        ("Shown as", f"{states.of_answer(row.status, row.told)}{sections}"),
        ("Answer's id", row.outcome_id),
        *_place(row),
    ]
    page = f"/source?id={row.source_id}&figure={row.outcome_id}"
    return _message(f"{row.force}, {asked} (answer {row.outcome_id})", facts, page)


def of_force(force_id: str, name: str, figures: int, answers: int) -> Message:
    """About what is here, or is missing, of a force or area."""
    shown = f"{words.counted(figures, 'figure')}, {words.counted(answers, 'answer')}"
    about = f"{name} ({force_id})"
    return _message(about, [("Force or area", about), ("Shown", shown)], f"/force?id={force_id}")


def of_source(row: Any) -> Message:
    """About a source as a whole. `row` is a row of `queries/sources_list.sql`."""
    title = row.title or row.source_id
    facts = [
        ("Source", f"{title}, {row.publisher or 'publisher not known'}"),
        ("Source's id", row.source_id),
        ("Reference", row.reference),
        ("Its address", row.url),
    ]
    return _message(f"{title} (source {row.source_id})", facts, f"/source?id={row.source_id}")


def page(usual: str) -> str:
    """The address of the page on which the reader is, its release pinned; `usual` where no address is known."""
    shown = urlsplit(st.context.url or "")
    if not shown.netloc:
        return installation.address_of(usual)
    beneath = urlsplit(installation.base_url()).path  # a copy that is served below an address has its path in both
    at = controls.now(shown.path.removeprefix(beneath) or "/").but(release=warehouse.current().release)
    return installation.address_of(at.link)


def evidence_page(row: Any) -> str:
    """The page at which a figure's evidence opens: its source's, or its force's where sources dispute it."""
    page = f"/force?id={row.force_id}" if row.is_disputed else f"/source?id={row.source_id}"
    return f"{page}&figure={row.figure_id}"


def show(message: Message, key: str) -> None:
    """The folded message with the way to send it; `key` is different for each on a page."""
    with st.expander(TITLE, icon=":material/flag:", key=f"something_wrong_{key}"):
        editor = installation.contact()
        if editor is None:
            st.markdown(NO_EDITOR)
        else:
            st.markdown(
                "Say what is wrong, and which document says so. Please name no private person. What is reported, and "
                f"what was done, is listed [on the page of reports]({pinned.address('/reports')})."
            )
            if editor.mail:
                # A link of our own: Streamlit's open a new tab, which a mail program leaves empty.
                mail_to = html.escape(editor.mail_to(message.subject, message.body), quote=True)
                st.html(f'<a class="write" href="{mail_to}" target="_self">Write the message</a>')
                st.markdown(f"It goes to {words.verbatim(editor.mail)}. Where no program opens, copy the text:")
            elif editor.address:
                st.markdown(f"Copy the text and [report it here]({editor.address}).")
            else:
                st.markdown(f"Copy the text and send it to {words.verbatim(editor.text)}.")
        st.code(f"{message.subject}\n\n{message.body}", language=None, wrap_lines=True)


def _place(row: Any) -> list[tuple[str, str | None]]:
    quote = row.quote or ""
    return [
        ("Source", f"{row.source_id}{f', reference {row.reference}' if row.reference else ''}"),
        ("Its address", row.source_url),
        ("Document", row.document),
        ("Place", row.locator),
        ("Its words", f"“{quote[:LONGEST_QUOTE]}{'…' if len(quote) > LONGEST_QUOTE else ''}”" if quote else None),
    ]


def _message(about: str, facts: Iterable[tuple[str, str | None]], usual: str) -> Message:
    """`usual`: the page that is named where no address of the reader's is known."""
    release = warehouse.current().release
    every = [*facts, ("Page", page(f"{usual}&release={release}")), ("Release", release)]
    lines = "\n".join(f"{name}: {value}" for name, value in every if value)
    return Message(f"Disclosed: {about}", TEXT.read_text(encoding="utf-8").format_map({"particulars": lines}))
