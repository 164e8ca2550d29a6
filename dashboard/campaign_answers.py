"""One campaign -> its block on the page of answers: the grid and the chosen tile beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    answer_choice,
    answer_grid,
    extract,
    frame,
    legend,
    said_of,
    sections,
    warehouse,
    words,
)
from dashboard.charts import look
from dashboard.filters import Filters
from dashboard.threads import is_thread

STYLE = Path(__file__).resolve().parent / "answers.css"
USED = ("campaign", "force", "measure", "offence", "period", "hand")


def style(palette: look.Palette) -> None:
    """The grid's forms, with the palette's roles as CSS properties."""
    names = ("paper", "ink", "quiet", "rule", "accent")
    st.html(f"<style>:root {{ {' '.join(f'--{name}: {getattr(palette, name)};' for name in names)} }}</style>")
    st.html(STYLE)


def show(campaign: Any, chosen: Filters, section: str | None) -> None:
    """The campaign's section: its grid under the filters, and the tile that the address names."""
    st.header(campaign.title)
    everything = answer_grid.rows_of(campaign.campaign_id, Filters())
    rows = answer_grid.rows_of(campaign.campaign_id, chosen)
    if not len(rows):
        st.markdown("No question of this campaign fits these filters: take measure, offence, period or force away.")
        return
    if section:
        rows = _naming(rows, section)
        if not len(rows):
            return
    more = {"section": section} if section else {}
    here = chosen.but(campaign=campaign.campaign_id)
    tile = st.query_params.get(answer_grid.TILE)
    found = answer_choice.rows_of_tile(everything, tile, frame.chosen_id())
    if tile and not len(found):
        one = next(everything.itertuples())
        st.warning(
            f"The address asks for tile `{tile}`, which is not on this grid. A tile is a force's id, `~` and the "
            f"question, such as `{one.force_id}~{one.question}`."
        )
    if not len(found):
        _grid(campaign, rows, everything, here, more, None)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        one = next(found.itertuples())
        _grid(campaign, rows, everything, here, more, tile or f"{one.force_id}~{one.question}")
    with right, st.container(key=f"answer_panel_{campaign.campaign_id}"):
        answer_choice.show(campaign, everything, found, here, more)


def _naming(rows: pd.DataFrame, section: str) -> pd.DataFrame:
    """The rows of forces that name the section in an answer, and how many are left out."""
    naming = {row.force_id for row in rows.itertuples() if sections.has(row, section)}
    left_out = rows["force_id"].nunique() - len(naming)
    st.markdown(
        f"{words.counted(len(naming), 'force')} {'names' if len(naming) == 1 else 'name'} this section in an answer; "
        f"{left_out} others are left out by that choice."
    )
    return rows[rows["force_id"].isin(naming)].reset_index(drop=True)


def _grid(
    campaign: Any, rows: pd.DataFrame, everything: pd.DataFrame, here: Filters, more: dict[str, str], tile: str | None
) -> None:
    given = rows[rows["state"] != "not_collected"]
    st.markdown("### Answers by force and question")
    hands = list(given[given["state"] == "value"]["hand"])
    legend.show(list(given["state"]), hands, list(given["review"]))
    st.html(answer_grid.html(rows, here, tile, more))
    with st.container(key=f"finding_{campaign.campaign_id}"):
        st.markdown(answer_grid.finding(rows))
    st.markdown(answer_grid.coverage(everything, int(campaign.requests)))
    shown = [row.figure_id for row in given.itertuples() if row.figure_id]
    for text in said_of.under(shown):
        st.markdown(text)
    st.caption(f"{where_from(campaign.campaign_id)} Disclosed, release {warehouse.current().release}.")
    data = extract.for_view("outcomes", here.only(USED))
    link = here.address("/answers", **more, **({answer_grid.TILE: tile} if tile else {}))
    st.markdown(f"[Data as CSV]({data.address('/data/outcomes.csv')}) · [Link to this page]({frame.base_url()}{link})")
    with st.expander("The grid as a list in words"):
        st.table(answer_grid.table_of(rows), border="horizontal", hide_index=True, alt="The grid of answers as a list")
    with st.expander("Cite"):
        title = f"{campaign.title}: answers by force and question"
        st.code(frame.citation(title, link), language=None, wrap_lines=True)


def where_from(campaign_id: str) -> str:
    """Where a campaign's answers stand, in a sentence: the threads of one site, or each source's own place."""
    found = warehouse.query(
        "select distinct source_url from outcomes where campaign_id = $campaign", {"campaign": campaign_id}
    )
    are_threads = len(found) and all(is_thread(url) for url in found["source_url"])
    return "Threads on WhatDoTheyKnow." if are_threads else "Forces' answers, each with its own source."
