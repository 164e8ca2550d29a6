"""An id that is not known -> the nearest known ones, for a page that says what was asked for and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

import streamlit as st

from dashboard import pinned, words

MOST = 5


def nearest(asked: str, known: Mapping[str, str], most: int = MOST) -> list[str]:
    """The ids most like what was asked for, by id or by title, the likest first."""

    def likeness(known_id: str) -> float:
        texts = (known_id, known[known_id])
        return max(SequenceMatcher(None, asked.lower(), text.lower()).ratio() for text in texts)

    return sorted(known, key=lambda known_id: (-likeness(known_id), known_id))[:most]


def say(asked: str, known: Mapping[str, str], thing: str) -> None:
    """The page for an unknown id: "offence" or "measure" is the thing."""
    st.title(f"No {thing} of that id")
    found = [f"[{known[i]}]({pinned.address(f'/{thing}?id={i}')}) (`{i}`)" for i in nearest(asked, known)]
    st.markdown(
        f"The address asks for the {thing} `{asked}`, which is not known here. Nearest are {words.listed(found)}."
    )


def offer(known: Mapping[str, str], thing: str) -> None:
    """The page without an id: every known one, linked."""
    st.title(f"{thing.capitalize()}s")
    st.markdown(f"Choose one of {words.counted(len(known), thing)}:")
    st.markdown(
        "\n".join(f"- [{title}]({pinned.address(f'/{thing}?id={known_id}')})" for known_id, title in known.items())
    )
