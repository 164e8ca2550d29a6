"""A frame -> its rows; counts -> the interval that chance alone leaves: of a rate, of a change, beside a median."""

from __future__ import annotations

import math
from collections import namedtuple
from functools import cache
from typing import Any

import pandas as pd

Z = 1.96  # 95 per cent


def poisson(count: float) -> tuple[float, float]:
    """The 95 % interval of a count (Byar's approximation, as public health statistics use it)."""
    if count <= 0:
        return 0.0, 3.69  # the exact upper end for none seen
    above = count + 1
    low = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    return max(0.0, low), above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3


def rate(count: float, residents: float) -> tuple[float, float, float]:
    """Per 100,000 residents: the rate, and the ends of its interval."""
    low, high = poisson(count)
    return 100_000 * count / residents, 100_000 * low / residents, 100_000 * high / residents


def change(before: float, after: float) -> tuple[float, float, float]:
    """After as a multiple of before, with the ends of its 95 % interval; neither is zero."""
    wide = Z * math.sqrt(1 / before + 1 / after)
    ratio = after / before
    return ratio, ratio * math.exp(-wide), ratio * math.exp(wide)


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
