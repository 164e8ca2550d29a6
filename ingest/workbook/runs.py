"""Runs of hidden rows or columns -> places among the visible ones, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]
"""First and last of each run, in order, no two of them touching."""


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Runs in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def run_at(at: int, spans: Spans) -> tuple[int, int] | None:
    """The run in which a place lies."""
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return spans[index] if index >= 0 and at <= spans[index][1] else None


@dataclass(frozen=True)
class Hidden:
    """Runs that are hidden. `hidden_before[n]`: how many places the first n runs hide."""

    spans: Spans
    hidden_before: tuple[int, ...]

    def upto(self, at: int) -> int:
        """How many places up to this one are hidden, it included."""
        index = bisect_right(self.spans, at, key=lambda span: span[0])
        if not index:
            return 0
        return self.hidden_before[index - 1] + min(at, self.spans[index - 1][1]) - self.spans[index - 1][0] + 1

    def seen(self, at: int, span: int) -> tuple[int, int]:
        """The first visible place of a run among the visible ones, and how many of its places are visible."""
        before = self.upto(at - 1)
        return at - before, span - (self.upto(at + span - 1) - before)

    def stored(self, seen: int) -> int:
        """The place in the file of a place among the visible ones."""
        index = bisect_right(range(len(self.spans)), seen, key=lambda n: self.spans[n][0] - self.hidden_before[n])
        return seen + self.hidden_before[index]


def hidden(spans: Iterable[tuple[int, int]]) -> Hidden:
    """The runs, with what they hide counted."""
    runs = joined(spans)
    before = [0]
    for first, last in runs:
        before.append(before[-1] + last - first + 1)
    return Hidden(runs, tuple(before))
