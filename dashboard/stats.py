"""A frame -> its rows; an interval beside a median, in words."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any

import pandas as pd


def beside_median(low: float, high: float, median: float) -> str:
    """Above, below, or not distinguishable from the median, by the interval alone; never a place."""
    if low > median:
        return "above the median"
    return "below the median" if high < median else "not distinguishable from the median"


_kind: Any = cache(lambda columns: namedtuple("Row", columns, rename=True))  # `itertuples` makes one for every call


def each(frame: pd.DataFrame) -> list[Any]:
    """The rows in order, with the columns as attributes. What a query returns is known by its SQL and not by types: a
    row is Any."""
    return list(map(_kind(tuple(frame.columns))._make, frame.to_numpy(object).tolist()))
