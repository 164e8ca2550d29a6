"""A figure, an answer, a force or a source -> "Something wrong here?": a ready message to whoever corrects errors.

Protects: a report says of which figure, in which release and at which place it speaks, asks for no private person's
name, and goes to somebody: a copy without an editor says so, and how its owner mends it. The text is
dashboard/letters/report.txt.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard import installation, pinned, states, warehouse, words
from dashboard.parts import answers, controls, print_line, statuses

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


def of_figure(row: Any) -> Message:
    """About one figure: a row of `queries/evidence_figure.sql`."""
    parts = (row.force, row.measure, row.offence, row.scope, *words.part(row.dimensions), words.period(row.period_id))
    stands = states.STATES["conflicting"].words if row.is_disputed else statuses.correction_in_brief(row)
    shown = (print_line.bounds(row), states.FIGURE_STATUSES[row.status], stands)
    return _message("figure", row.figure_id, parts, shown, evidence_page(row), None if row.is_disputed else row)


def of_answer(row: Any) -> Message:
    """About one answer: a row of `queries/answers.sql`."""
    asked = f"question {row.question}" if row.question else "the request as a whole"
    shown = (states.of_answer(row.status, row.told), answers.sections(row))
    page = f"/source?id={row.source_id}&figure={row.outcome_id}"
    return _message("answer", row.outcome_id, (row.force, asked, row.asks), shown, page, row)


def of_force(force_id: str, name: str, figures: int, given: int) -> Message:
    """About what is here, or is missing, of a force or area."""
    shown = words.counted(figures, "figure"), words.counted(given, "answer")
    return _message("force or area", force_id, (name,), shown, f"/force?id={force_id}")


def of_source(row: Any) -> Message:
    """About a source as a whole: a row of `queries/sources_list.sql`."""
    about = words.source_name(row), words.publisher(row), row.reference, row.url
    return _message("source", row.source_id, about, (), f"/source?id={row.source_id}")


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


def _message(what: str, id_: str, about: Iterable[str | None], shown: Iterable[str], usual: str,
             row: Any | None = None) -> Message:  # fmt: skip
    """`about`: its words; `shown`: what is said of it here; `usual`: the page that is named where no address of the
    reader's is known; `row`: where it was read."""
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
    facts += [("Page", page(f"{usual}&release={release}")), ("Release", release)]
    lines = "\n".join(f"{name}: {value}" for name, value in facts if value)
    body = TEXT.read_text(encoding="utf-8").format_map({"particulars": lines})
    return Message(f"Disclosed: {named} ({what} {id_})", body)
