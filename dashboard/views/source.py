"""One source: who, when, what was asked, its documents, all that was read in it, its checks and its history."""

from __future__ import annotations

import streamlit as st

from dashboard import pinned, something_wrong, source_documents, source_figures, source_list, source_page, source_rows

asked_for = st.query_params.get("id")
source = source_page.one(asked_for)

if source is None:
    source_page.say_missing(asked_for)
else:
    st.title(source_list.name(source))
    evidence_place = st.container()
    source_page.particulars(source)
    source_page.asked(source)
    source_documents.show(source)
    read = source_figures.show(source)
    answers = source_rows.outcomes(source)
    source_rows.checks(source)
    source_rows.history(source, read, answers)
    with evidence_place:
        source_rows.open_evidence(source, read, answers)
    something_wrong.show(something_wrong.of_source(source), source.source_id)
    st.markdown(f"[All sources]({pinned.address('/sources')})")
