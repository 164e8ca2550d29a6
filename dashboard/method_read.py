"""The warehouse -> the Method page's account of what was read, by which hand, what state it is in, and what is missing.

Protects: every number is counted in this release and none is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import listing, pinned, source_list, states, warehouse, words

NOT_NOTED = "not noted"
READ = {"whole": "whole", "opening": "in their opening only", "part": "in part", NOT_NOTED: "to an unknown extent"}


def sources() -> None:
    """Sources by kind and by what part of them was read."""
    rows = warehouse.query(warehouse.sql("method_sources"))
    total, figures = int(rows["sources"].sum()), int(rows["figures"].sum())
    parts = rows.groupby(rows["read_part"].fillna(NOT_NOTED), sort=False)["sources"].sum()
    read = words.listed([f"{int(count):,} {READ[str(part)]}" for part, count in parts.items()])
    st.markdown(
        f"The {words.counted(total, 'source')} with {words.counted(figures, 'figure')}, in force or not, are answers "
        "to requests and public pages on which such figures were found. They are neither complete nor a sample. "
        f"Read were {read or 'none'}. An opening is roughly the first screens of text; of such pages attachments, "
        "later paragraphs and later changes were not read. What was read was typed as facts, not copied as text."
    )
    listing.show(
        ("Kind of source", "How much was read", "Sources", "Figures in them"),
        [
            (
                states.KINDS[row.source_kind],
                source_list.READ_PARTS.get(row.read_part or "", source_list.PART_NOT_NOTED),
                words.number(row.sources),
                words.number(row.figures),
            )
            for row in rows.itertuples()
        ],
        "Sources by kind and by how much of them was read",
    )


def hands() -> None:
    """The three hands with what came by each."""
    rows = warehouse.query(warehouse.sql("method_hands")).set_index("hand")
    listing.show(
        ("How it was read", "Figures", "Answers", "Sources"),
        [
            (
                words.sentence(hand.words),
                *(_count(rows, hand.hand_id, column) for column in ("figures", "outcomes", "sources")),
            )
            for hand in states.HANDS.values()
        ],
        "What came by which hand",
    )
    st.caption(
        "Figures and answers in force or not. A source that gives some by one hand and some by another is in both."
    )


def all_states() -> None:
    """Each state with its mark and how often it stands in `coverage`."""
    rows = warehouse.query("select state, count(*) as n from coverage group by state").set_index("state")
    st.markdown(
        "What is known of one force for one measure, offence and period that some source asks or answers, and how "
        "often each state stands in the table `coverage`."
    )
    listing.show(
        ("State", "Mark", "What it says", "How often"),
        [
            (
                state.state_id,
                state.glyph or "nothing is drawn",
                " ".join([state.explained or words.sentence(state.words), *_told_apart(state.state_id)]),
                _count(rows, state.state_id, "n"),
            )
            for state in states.STATES.values()
            if state.state_id not in states.OF_THE_PAGE  # of a page's filters, and never of the data
            and not state.part_of  # said with the state that it is told apart from
        ],
        "The states",
    )


def _told_apart(state_id: str) -> list[str]:
    """What is said in its stead where more is known of the answer."""
    return [f"Or: {words.sentence(part.words)}" for part in states.STATES.values() if part.part_of == state_id]


def missing() -> None:
    """What is not here, by kind of gap, and what this version can't read or show yet."""
    gaps: Mapping[str, Any] = warehouse.query(warehouse.sql("method_missing")).iloc[0].to_dict()
    count = {name: int(number) for name, number in gaps.items()}
    kinds = warehouse.query("select media_type, count(*) as n from documents group by all order by n desc, media_type")
    read = words.listed([f"{int(kind.n):,} of {kind.media_type or 'no known kind'}" for kind in kinds.itertuples()])
    st.markdown(
        f"- **Not read.** Of {words.counted(count['sources'], 'source')} {count['not_whole']:,} were not read whole. "
        f"{_answers(count['not_read'], 'in a part that is not held here')}, and "
        f"{_answers(count['referred'], 'in a document that is not here')}.\n"
        f"- **Not understood.** {_answers(count['not_understood'], 'held here and gave no figure that answers')}: "
        "the checks below say why, where the program knows.\n"
        f"- **Not collected.** Campaigns sent {words.counted(count['requests'], 'request')}; of {count['replies']:,} "
        "of them some answer is here. That says nothing about whether the others were answered. "
        f"[Each campaign is on the Overview]({pinned.address('/')}).\n"
        f"- **Forces without a figure.** {count['forces_without_figure']:,} of "
        f"{words.counted(count['forces'], 'territorial force')}.\n"
        f"- **Documents.** Of what was read ({read or 'nothing'}) {_originals(count['originals'])} the publisher's own "
        f"document; the rest is our transcription. {_scans(count['from_scans'])}\n"
        "- **Later versions** are to mark a figure's place in the picture of its page, and to bring a page for SQL and "
        "data in more formats. None of it is here yet."
    )


def release() -> None:
    """The release and its counts."""
    row = next(warehouse.query("select * from release").itertuples())
    listing.facts(
        [
            ("Release", row.release),
            ("Built", words.day(warehouse.current().built_at.date())),
            ("Program", row.version),
            ("Sources", words.number(row.sources)),
            ("Documents", words.number(row.documents)),
            ("Figures in force", words.number(row.figures)),
            (
                "of these, of single forces",
                f"{words.number(row.figures_of_forces)}, from {words.counted(row.forces_with_figures, 'force')}",
            ),
            ("Answers", words.number(row.outcomes)),
            ("Findings of checks", words.number(row.checks)),
        ]
    )


def _count(rows: pd.DataFrame, key: str, column: str) -> str:
    return words.number(rows[column].get(key, 0))


def _answers(count: int, where: str) -> str:
    return f"{words.counted(count, 'answer')} {'stands' if count == 1 else 'stand'} {where}"


def _originals(count: int) -> str:
    return "none is" if not count else f"{count:,} {'is' if count == 1 else 'are'}"


def _scans(figures: int) -> str:
    return f"{words.counted(figures, 'figure')} come from scans." if figures else "No figure comes from a scan."
