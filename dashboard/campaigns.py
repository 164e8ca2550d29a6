"""One campaign -> how many were asked, what is known of their answers by question, and a grid of forces.

Protects: N is what the campaign's own threads say, and a thread that is not here says nothing of the force it asked.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, apart, campaign_answers, extract, figures, frame, states, warehouse, words
from dashboard.charts import bars as bars_chart
from dashboard.charts import tiles as tiles_chart
from dashboard.filters import Filters


def all_campaigns(chosen: Filters) -> list[Any]:
    """The campaigns that the filters leave: campaign_id, title, law, requests, here (forces), whole (known as one)."""
    rows = warehouse.query(warehouse.sql("campaigns"))
    return [row for row in rows.itertuples() if not chosen["campaign"] or row.campaign_id in chosen["campaign"]]


def show(campaign: Any, chosen: Filters) -> None:
    """The campaign's own section."""
    st.header(campaign.title)
    st.markdown(
        f"By the numbers of its threads this request ({campaign.law}) went out {campaign.requests} times. What is "
        f"here of the answers of {words.counted(campaign.here, 'force')} is in the table; of the other "
        f"{campaign.requests - campaign.here} threads nothing is here, which says nothing about the forces asked."
    )
    questions = warehouse.query(warehouse.sql("campaign_questions"), {"campaign": campaign.campaign_id})
    if not len(questions):
        st.markdown("Its questions are not known here.")
        return
    st.table(table_of(questions, campaign.requests), border="horizontal", hide_index=True, alt="Answers by question")
    if campaign.whole:
        st.markdown(
            f"Of {words.counted(campaign.whole, 'request')} only the outcome of the whole is known here, not which "
            "questions were answered: these count as answered in a part that is not here."
        )
    _grid(campaign, questions, chosen)
    st.markdown(
        f"`.venv/bin/python -m ingest fetch --campaign {campaign.campaign_id}` brings the missing threads with their "
        "attachments, as far as the site gives them; run it again and it goes on where it stopped, then build again. "
        "`docs/fetch.md` says how, and `docs/add-a-source.md` how to add a thread by hand."
    )


def table_of(questions: pd.DataFrame, requests: int) -> pd.DataFrame:
    """One line a question: what it asks and how many forces' answers of each sort are here, of how many asked."""
    return pd.DataFrame(
        {
            "Question": [f"{row.question}: {row.asks}" for row in questions.itertuples()],
            "A number or a range": list(questions["number_given"]),
            "In part": list(questions["partly_answered"]),
            "Refused": list(questions["refused"]),
            "Neither confirmed nor denied": list(questions["ncnd"]),
            "In a document or part not here": list(questions["elsewhere"]),
            "Not understood, or of another period or part": list(questions["not_taken"]),
            "Other": list(questions["other"]),
            "No answer to it here": [requests - row.forces for row in questions.itertuples()],
        }
    )


def _grid(campaign: Any, questions: pd.DataFrame, chosen: Filters) -> None:
    asks = dict(zip(questions["question"], questions["asks"], strict=True))
    offered = {label: f"{label}: {text}" for label, text in asks.items()}
    question = address.one_of("Question on the grid", f"question_{campaign.campaign_id}", offered, is_list=True)
    rows = rows_of(campaign.campaign_id, question)
    drawn = rows[~rows["state"].isin(list(states.SILENT))]
    where = campaign_answers.where_from(campaign.campaign_id)
    frame.show(
        frame.Block(
            key=f"campaign_{campaign.campaign_id}",
            title=f"Question {question}, {asks[question]}: answers by force",
            level=3,
            table=pd.DataFrame(
                {
                    "Force": list(drawn["short_name"]),
                    "Answer": [row.label or states.STATES[row.state].words for row in drawn.itertuples()],
                    "Sections": [", ".join(row.exemptions or []) or "–" for row in drawn.itertuples()],
                }
            ),
            figure=tiles_chart.tiles(rows, palette=frame.here(), chosen=frame.chosen_id()),
            alt=f"Grid of forces by their answer to question {question}. {coverage(rows, campaign.requests)}",
            coverage=coverage(rows, campaign.requests),
            notes=apart.among(_figures_of(rows)),
            states=list(rows["state"]),
            hands=list(rows["hand"]),
            reviews=list(rows["review"]),
            ids={
                row.mark_id: f"{row.short_name}: {row.label or states.STATES[row.state].words}"
                for row in drawn.itertuples()
                if row.mark_id
            },
            source=f"{where} Disclosed, release {warehouse.current().release}.",
            data=("outcomes", extract.for_view("outcomes", Filters({"campaign": (campaign.campaign_id,)}))),
            path="answers",
            filters=chosen.but(campaign=campaign.campaign_id),
            is_narrow=True,
        )
    )


def _figures_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures behind the grid's numbers, with all that they count."""
    every = figures.chosen(Filters())
    return every[every["figure_id"].isin(list(rows["figure_id"].dropna()))]


def rows_of(campaign_id: str, question: str) -> pd.DataFrame:
    """One row a territorial force: state, label and what a tile needs."""
    rows = warehouse.query(warehouse.sql("campaign_forces"), {"campaign": campaign_id, "question": question})
    rows["population"] = float("nan")
    silent = {True: "not_collected", False: "not_known"}
    rows["state"] = [row.state or silent[bool(row.is_asked)] for row in rows.itertuples()]
    return bars_chart.drawn(rows)


def coverage(rows: pd.DataFrame, requests: int) -> str:
    """ "5 of 42: 1 gave a number; 3 answered in part; 1 refused; …", each state counted; the rest says nothing."""
    counts = rows["state"].value_counts()
    here = [state for state in states.used(counts.index) if state.state_id not in states.SILENT]
    parts = [f"{int(counts[state.state_id])} {state.phrase}" for state in here]
    number = sum(int(counts[state.state_id]) for state in here)
    rest = f"of the other {requests - number} no answer to it is here, which says nothing about whether they replied"
    return words.sentence(f"{number} of {words.counted(requests, 'force')} asked: {'; '.join([*parts, rest])}")
