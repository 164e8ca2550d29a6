"""A printed phrase -> a quantity. (Interface first; forms follow.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.model import Value


@dataclass(frozen=True)
class Found:
    """A quantity in a sentence: `start` and `end` are code points of the text, half open, and hold the number and its
    bound ("more than 150", "53 per cent"). `kind`: count | percent | share ("almost half") | unclear (digits that
    could be a year, a label or a count: a reader that meets one makes it a problem). `unit_word`: the countable
    word after it, as printed in lower case ("arrests"), or None."""

    value: Value
    start: int
    end: int
    unit_word: str | None
    kind: str


def read_value(text: str, *, unit: str | None = None, prints_zeros: bool = False) -> Value | None:
    raise NotImplementedError


def read_mark(text: str, legend: Mapping[str, str]) -> Value | None:
    """A mark ("*", "-", "" under the name `blank`) by the source's own legend; None where the legend lacks it."""
    raise NotImplementedError


def find_values(text: str, *, prints_zeros: bool = False) -> list[Found]:
    raise NotImplementedError
