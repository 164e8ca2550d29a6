"""A frame -> its rows one by one, with its columns as attributes."""

from __future__ import annotations

from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> list[Any]:
    """The rows in order. What a query returns is known by its SQL and not by types: a row is Any."""
    return list(frame.itertuples(index=False))
