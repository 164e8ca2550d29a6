"""Answers: what each force answered to each question of a campaign, and below it the answers to other requests."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import (
    address,
    answer_choice,
    answer_grid,
    campaigns,
    extract,
    filters,
    frame,
    legend,
    list_block,
    other_answers,
    sections,
    warehouse,
    words,
)
from dashboard.charts import look

STYLE = Path(__file__).resolve().parent.parent / "answers.css"
NOTHING = filters.Filters()
ANY = "any"


def roles(palette: look.Palette) -> str:
    """The palette's roles as CSS properties."""
    names = ("paper", "ink", "quiet", "rule", "accent")
    return f"<style>:root {{ {' '.join(f'--{name}: {getattr(palette, name)};' for name in names)} }}</style>"


def choose_section() -> str | None:
    """The section that the address asks for, as a list of those that any answer names."""
    options = sections.used(warehouse.query("select law, exemptions, exemptions_basis from outcomes"))
    asked = st.query_params.get("section")
    if asked and asked not in (ANY, *options):
        st.warning(
            f"The address asks for section `{asked}`, which no answer here names, so it was left out. Named are {', '.join(f'`{o}`' for o in options)}."
        )
    found = address.one_of(
        "Only answers that name this section", "section", {ANY: "any section or none"} | options, is_list=True
    )
    return None if found == ANY else found


def show_campaign(campaign: object, chosen: filters.Filters, section: str | None) -> None:
    """One campaign: its grid, and the chosen tile beside it."""
    campaign_id, requests = campaign.campaign_id, int(campaign.requests)  # type: ignore[attr-defined]
    everything = answer_grid.rows_of(campaign_id, NOTHING)
    rows = answer_grid.rows_of(campaign_id, chosen)
    st.header(campaign.title)  # type: ignore[attr-defined]
    if not len(rows):
        st.markdown(
            "No question of this campaign fits these filters: take the filter for measure, offence, period or force away."
        )
        return
    if section:
        naming = {row.force_id for row in rows.itertuples() if sections.has(row, section)}
        left_out = rows["force_id"].nunique() - len(naming)
        rows = rows[rows["force_id"].isin(naming)].reset_index(drop=True)
        st.markdown(
            f"{words.counted(len(naming), 'force')} {'names' if len(naming) == 1 else 'name'} this section in an answer; {left_out} others are left out by that choice."
        )
        if not len(rows):
            return
    more = {"section": section} if section else {}
    here = chosen.but(campaign=campaign_id)
    tile, mark = st.query_params.get(answer_grid.TILE), frame.chosen_id()
    found = answer_choice.rows_of_tile(everything, tile, mark)
    if tile and not len(found):
        st.warning(
            f"The address asks for tile `{tile}`, which is not on this grid. A tile is a force's id, `~` and the question, such as `{rows['force_id'].iloc[0]}~{rows['question'].iloc[0]}`."
        )
    if len(found):
        left, right = st.columns([3, 2], gap="medium")
        with right, st.container(key=f"answer_panel_{campaign_id}"):
            answer_choice.show(campaign, everything, found, here, more)
    else:
        left = st.container()
    with left:
        given = rows[rows["state"] != "not_collected"]
        st.markdown("### Answers by force and question")
        legend.show(
            [*given["state"], "not_collected"],
            list(given[given["state"] == "value"]["hand"]),
            bool((given["review"] == "unreviewed").any()),
        )
        st.html(answer_grid.html(rows, here, tile or _tile_of(found), more))
        with st.container(key=f"finding_{campaign_id}"):
            st.markdown(answer_grid.finding(rows))
        st.markdown(answer_grid.coverage(everything, requests))
        st.caption(f"Threads on WhatDoTheyKnow. Disclosed, release {warehouse.current().release}.")
        data = extract.for_view("outcomes", here.only(("campaign", "force", "measure", "offence", "period", "hand")))
        link = here.address("/answers", **more, **({answer_grid.TILE: tile} if tile else {}))
        st.markdown(
            f"[Data as CSV]({data.address('/data/outcomes.csv')}) · [Link to this page]({frame.base_url()}{link})"
        )
        with st.expander("The grid as a list in words"):
            st.table(
                answer_grid.table_of(rows), border="horizontal", hide_index=True, alt="The grid of answers as a list"
            )
        with st.expander("Cite"):
            st.code(
                frame.citation(f"{campaign.title}: answers by force and question", link),
                language=None,
                wrap_lines=True,
            )  # type: ignore[attr-defined]


def _tile_of(found: object) -> str | None:
    rows = list(found.itertuples())  # type: ignore[attr-defined]
    return f"{rows[0].force_id}~{rows[0].question}" if rows else None


st.title("Answers")
st.html(roles(frame.here()))
st.html(STYLE)
chosen = filters.current()
st.markdown(
    "Each answer belongs to one force and one question: a force may answer one, refuse the next and neither confirm nor deny "
    "a third. Choose a tile to read its answer, the sections it names, how others answered the same, and what can be done now."
)
section = choose_section()
list_block.open_evidence(
    other_answers.rows_of(chosen.but(campaign=None))["outcome_id"],
    "answers",
    chosen,
    {"section": section} if section else {},
)
for campaign in campaigns.all_campaigns(chosen):
    show_campaign(campaign, chosen, section)
st.header("Answers to other requests")
if chosen["campaign"]:
    everything = other_answers.rows_of(chosen.but(campaign=None))
    st.markdown(
        f"The filter for a campaign leaves out {words.counted(len(everything), 'answer')} to other requests. "
        f"[Show them]({chosen.but(campaign=None).address('/answers', **({'section': section} if section else {}))})"
    )
else:
    other_answers.show(chosen, section)
