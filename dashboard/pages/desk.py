"""The desk: what needs a person, one by one, beside its place in the document; decisions go into source.toml."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import pictures, states, warehouse, words
from dashboard.desk import form, queue, writing
from dashboard.parts import evidence
from dashboard.parts.controls import one_of


def controls() -> list[Any]:
    """Who decides, and what is in the queue."""
    first, second, third, fourth = st.columns([1, 2, 3, 2], vertical_alignment="bottom")
    first.text_input("Your initials", form.initials(), key=form.BY, max_chars=4)
    with second:
        kinds = {"all": "everything", "proposal": "numbers to take", "figure": "figures", "problem": "problems"}
        what = one_of("In the queue", "what", kinds)
    _, rows = warehouse.rows("select source_id, title from sources order by source_id")
    titles = {str(source_id): f"{title or source_id} ({source_id})" for source_id, title in rows}
    with third:
        source = one_of("Source", "source", {"any": "any source"} | titles)
    again = fourth.checkbox("Reviewed ones too", key="desk_again")
    return queue.waiting(pictures.raw_folders(), what, None if source == "any" else source, again)


def build() -> None:
    with st.spinner("Building"):
        is_built, said = writing.build()
    st.session_state[form.SAID if is_built else form.TROUBLE] = (
        f"Built. {said.splitlines()[0] if said else ''}" if is_built else f"Not built: {said}"
    )


def problem(item: Any) -> None:
    """A finding that names no figure: what it says, and the place where to look."""
    st.markdown(words.verbatim(words.sentence(item.message or "")))
    if item.document and item.locator:
        evidence.place(item, item.mark, "The place in the document")
    else:
        st.markdown(words.verbatim(item.document) if item.document else "It names no place in a document.")
    source = words.link("All of this source", f"/source?id={item.source_id}")
    st.markdown(f"{source}. A fault of the reader is mended there, with its document as a case.")


def show() -> None:
    """The page."""
    st.title("Desk")
    items = controls()
    for kind, tell in ((form.SAID, st.success), (form.TROUBLE, st.error)):
        if text := st.session_state.pop(kind, None):
            tell(words.verbatim(text))
    if items:
        one_by_one(items)
    else:
        st.markdown("Nothing waits here.")
    if st.session_state.get(form.DECIDED):
        st.button("Undo the last decision", key="desk_undo", on_click=form.undo, shortcut="U")
    st.button("Build with these decisions", key="desk_build", on_click=build)
    st.caption(
        "Decisions are written into source.toml and nowhere else; git shows them as a small difference to go through."
    )


def one_by_one(items: list[Any]) -> None:
    """What the address names, else the first that waits, with its place and its form."""
    marks, asked = [item.mark for item in items], st.query_params.get(form.ITEM)
    at = marks.index(asked) if asked in marks else 0
    item = items[at]
    before, next_mark = marks[max(at - 1, 0)], marks[min(at + 1, len(marks) - 1)]
    why = states.WORDS["ranks"][str(item.rank)]
    st.markdown(f"{at + 1:,} of {words.counted(len(items), 'thing')} that wait. This one: {why}.")
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True, key="desk_evidence"):
        if item.what == "figure":
            evidence.show(item.mark)
        elif item.what == "proposal":
            evidence.place(item, item.mark, "The number in the document")
        else:
            problem(item)
    with right:
        if item.what == "proposal":
            form.of_proposal(item, next_mark)
            beside = queue.together(item, items)
            later = next((other.mark for other in items[at:] if other not in beside), next_mark)
            form.of_numbers(beside, item.mark, later)
            form.of_map(item, later)
        elif item.what == "problem":
            form.of_map(item, next_mark)
            form.of_problem(item, next_mark)
        else:
            row = next(figure for figure in writing.rows_of(item.source_id) if figure["figure_id"] == item.mark)
            form.of_figure(row, next_mark)
        first, second = st.columns(2)
        first.button("Back", key="desk_back", on_click=form.go_to, args=(before,), shortcut="P", width="stretch")
        second.button("Next", key="desk_next", on_click=form.go_to, args=(next_mark,), shortcut="N", width="stretch")
