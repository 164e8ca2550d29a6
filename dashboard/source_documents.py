"""One source -> its documents, those inside others, and what a build could not read of each.

Protects: a transcript is never called a document; what was not understood stands beside the document that it is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import document_names, listing, marked_place, pictures, warehouse, words
from dashboard.threads import is_thread

OWN = "the publisher's own document, held here"
TO_LOOK_AT = ("person-named", "question-without-answer")  # of what was understood
MOST_PROBLEMS = 6  # of one document; the rest stands under Checks
INNER = "↳ "


def show(row: Any) -> None:
    """Each document of the source with what is not understood in it, or that we hold none."""
    st.header("Documents")
    rows = warehouse.query(warehouse.sql("source_documents"), {"source_id": row.source_id})
    problems = warehouse.query(
        warehouse.sql("source_problems"), {"source_id": row.source_id, "folder": f"{row.folder}/"}
    )
    for form in ("original", "transcript"):
        of_form = rows[rows["form"] == form]
        if len(of_form):
            for title, own in _titled(of_form, form):
                st.markdown(f"**{words.sentence(title)}**")
                listing.facts([(_name(d.path), _about(d, problems)) for d in own])
            if form == "original":
                _pages(row)
    unread = problems[~problems["document"].isin(set(rows["path"]))]
    if len(unread):
        st.markdown("**Not read**")
        listing.facts([(document_names.in_words(p.document), words.sentence(p.message)) for p in unread.itertuples()])
    if "original" not in set(rows["form"]):
        _how_to_bring(row)


def _titled(documents: pd.DataFrame, form: str) -> Iterator[tuple[str, list[Any]]]:
    """What documents of one form are called, with those of the name; what a person typed is called by its own."""
    if form == "original":
        yield OWN, list(documents.itertuples())
        return
    for title in (words.TRANSCRIBED, words.TYPED):
        if own := [one for one in documents.itertuples() if words.typed_from(str(one.path)) == title]:
            yield title, own


def _pages(row: Any) -> None:
    """The pages on which figures stand, each with all of them marked, or why it can't be shown; drawn when opened."""
    pages = warehouse.query(warehouse.sql("source_pages"), {"source_id": row.source_id})
    here = {document: pictures.is_here(mark) is None for document, mark in _first_marks(pages)}
    shown = [page for page in pages.itertuples() if here[page.document]]
    if not shown:
        return
    pages_shown = st.expander(f"Marked pages ({len(shown)})", on_change="rerun")
    if not pages_shown.open:
        return
    with pages_shown:
        for page in shown:
            count = words.counted(int(page.figures), "figure")
            st.markdown(f"{document_names.in_words(page.document)}, page {int(page.page)}: {count}")
            missing = pictures.page_problem_of(page.figure_id)
            if missing is None:
                words_of_it = f"Page {int(page.page)}, with {count} marked; the other words of the page are covered."
                marked_place.picture(f"/evidence/{page.figure_id}/page.png", words_of_it)
            else:
                st.markdown(words.sentence(missing))


def _first_marks(pages: pd.DataFrame) -> list[tuple[str, str]]:
    """Each document with one of its figures: a document is looked for once, however many pages it has."""
    firsts = pages.drop_duplicates("document")
    return list(zip(firsts["document"], firsts["figure_id"], strict=True))


def _name(path: str) -> str:
    return f"{INNER if document_names.INSIDE in path else ''}{document_names.in_words(path)}"


def _about(document: Any, problems: pd.DataFrame) -> listing.Cell:
    found = [
        words.counted(int(document.figures), "figure") if document.figures else "",
        words.counted(int(document.outcomes), "answer") if document.outcomes else "",
    ]
    return [
        document.media_type or "",
        words.counted(int(document.pages), "page") if document.pages == document.pages and document.pages else "",
        f"Read in it: {' and '.join(part for part in found if part) or 'no figure and no answer'}",
        *problems_of(document.path, problems),
        f"SHA-256 {document.sha256}",
    ]


def problems_of(path: str, problems: pd.DataFrame) -> list[str]:
    """What was not read or not understood in one document, and what its source has wrong, each with its place."""
    rows = problems[problems["document"] == path]
    lines = [
        f"{_kind(p)}{f', {p.locator}' if p.locator else ''}: {words.sentence(p.message)}" for p in rows.itertuples()
    ]
    more = len(lines) - MOST_PROBLEMS
    return [*lines[:MOST_PROBLEMS], *([f"and {more:,} more, under Checks"] if more > 0 else [])]


def _kind(problem: Any) -> str:
    if problem.origin == "source":
        return "The document's own"
    return "To note" if problem.severity == "note" or problem.rule in TO_LOOK_AT else "Not understood"


def _how_to_bring(row: Any) -> None:
    """For a thread that only a transcript stands for: where the original is and how it gets here."""
    if not is_thread(row.url):
        return
    st.markdown(f"The original is a thread at {row.url}. This command brings it, with its attachments:")
    st.code(f".venv/bin/python -m ingest fetch {row.url}", language="bash", wrap_lines=True)
    st.markdown(
        "Then build again. Where the site refuses programs, save the page in a browser as `thread.html` in "
        f"`data/raw/{row.folder}/` and give its `source.toml` an entry for it in place of the transcript's:"
    )
    st.code('[[document]]\npath = "thread.html"\nform = "original"', language="toml")
