"""A frame -> its rows one by one, with its columns as attributes."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any

import pandas as pd

_kind: Any = cache(lambda columns: namedtuple("Row", columns, rename=True))  # `itertuples` makes one for every call


def each(frame: pd.DataFrame) -> list[Any]:
    """The rows in order. What a query returns is known by its SQL and not by types: a row is Any."""
    return list(map(_kind(tuple(frame.columns))._make, zip(*(column for _, column in frame.items()), strict=True)))
