"""Answers: what each force answered to each question of a campaign, and below it the answers to other requests."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    address,
    campaign_answers,
    campaigns,
    filters,
    frame,
    list_block,
    other_answers,
    sections,
    warehouse,
    words,
)

ANY = "any"


def choose_section() -> str | None:
    """The section that the address asks for, as a list of those that any answer names."""
    options = sections.used(warehouse.query("select law, exemptions, exemptions_basis from outcomes"))
    asked = st.query_params.get("section")
    if asked and asked not in (ANY, *options):
        st.warning(
            f"The address asks for section `{asked}`, which no answer here names, so it was left out. "
            f"Named are {', '.join(f'`{one}`' for one in options)}."
        )
    offered = {ANY: "any section or none"} | options
    found = address.one_of("Only answers that name this section", "section", offered, is_list=True)
    return None if found == ANY else found


st.title("Answers")
campaign_answers.style(frame.here())
chosen = filters.current()
st.markdown(
    "Each answer belongs to one force and one question: a force may answer one, refuse the next and neither confirm "
    "nor deny a third. Choose a tile to read its answer, the sections it names, how others answered the same, and what "
    "can be done now."
)
section = choose_section()
more = {"section": section} if section else {}
elsewhere = other_answers.rows_of(chosen)
list_block.open_evidence(elsewhere["outcome_id"], "answers", chosen, more)
for campaign in campaigns.all_campaigns(chosen):
    campaign_answers.show(campaign, chosen, section)
st.header("Answers to other requests")
if chosen["campaign"]:
    without = chosen.but(campaign=None)
    st.markdown(
        f"The filter for a campaign leaves out {words.counted(len(elsewhere), 'answer')} to other requests. "
        f"[Show them]({without.address('/answers', **more)})"
    )
else:
    other_answers.show(chosen, section)
