"""The words that a Plotly figure of ours draws: in its traces of text and in its annotations."""

from __future__ import annotations

from typing import Any


def words_of(figure: dict[str, Any]) -> list[str]:
    """Every label as it is written, markup of Plotly's inside."""
    traces = [text for trace in figure["data"] for text in trace.get("text", ())]
    return [*traces, *(one["text"] for one in figure["layout"]["annotations"])]
