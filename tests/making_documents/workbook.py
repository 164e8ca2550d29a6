"""Workbooks as what stands in them, to be written as XLSX, ODS or XLS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A stored number, the format of its cell and what that format shows."""

    value: float
    code: str
    shown: str


Content = str | int | float | Number


@dataclass(frozen=True)
class Sheet:
    """`cells`: by address. `hidden_rows`: their numbers."""

    name: str
    cells: Mapping[str, Content]
    hidden_rows: Sequence[int] = ()


def block(at: str, rows: Sequence[Sequence[Content | None]]) -> dict[str, Content]:
    """The cells of rows that begin at an address, those that are None left blank."""
    found = re.fullmatch(r"([A-Z])(\d+)", at)
    assert found
    column, row = ord(found[1]), int(found[2])
    return {
        f"{chr(column + x)}{row + y}": value
        for y, values in enumerate(rows)
        for x, value in enumerate(values)
        if value is not None
    }
