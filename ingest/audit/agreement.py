"""Two readers' readings -> how far they agree with each other, before anybody asks what the warehouse holds.

Protects: an error rate rests on readers who agree. What agrees is counted for every column. Cohen's kappa, which takes
off what chance alone would bring, is given for columns of a closed list only: a value has no list, so hardly any
agreement on it is by chance; and where both always gave the same one word, chance brings all of it and kappa says
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.audit.readings import Reader, Reading
from ingest.audit.said import MEANS

Pair = tuple[Reading, Reading]


@dataclass(frozen=True)
class OfColumn:
    """Agreement on one column: how many pairs are alike in it, and kappa where it says anything."""

    column: str
    alike: int
    kappa: float | None


@dataclass(frozen=True)
class Agreement:
    """`pairs` numbers were read by both, `alone` by one of them; `alike` of the pairs agree in every column."""

    pairs: int
    alone: int
    alike: int
    columns: tuple[OfColumn, ...] = ()

    @property
    def share(self) -> float | None:
        """Of all numbers that either read, those that both read alike; None where nobody read any."""
        return self.alike / (self.pairs + self.alone) if self.pairs + self.alone else None


def agreement(one: Reader, other: Reader, places: Sequence[str]) -> Agreement:
    """Over the places that both reached."""
    pairs: list[Pair] = []
    alone = 0
    for place in places:
        ours, theirs = one.by_place[place], other.by_place[place]
        if ours.is_reached and theirs.is_reached:
            found = paired(ours.readings, theirs.readings)
            pairs += found
            alone += len(ours.readings) + len(theirs.readings) - 2 * len(found)
    columns = [OfColumn("value", sum(_has_same_value(*pair) for pair in pairs), None)]
    for at, name in enumerate(MEANS):
        words = [(mine.meaning.parts[at], yours.meaning.parts[at]) for mine, yours in pairs]
        columns.append(OfColumn(name, sum(mine == yours for mine, yours in words), kappa(words)))
    return Agreement(len(pairs), alone, sum(not differing(*pair) for pair in pairs), tuple(columns) if pairs else ())


def paired(ours: Sequence[Reading], theirs: Sequence[Reading]) -> list[Pair]:
    """Which readings of one place are of the same number: those alike in most columns first, then in the readers' own
    order. Each is in one pair at most."""
    ways = sorted(
        (len(differing(mine, yours)), not _has_same_value(mine, yours), at, other)
        for at, mine in enumerate(ours)
        for other, yours in enumerate(theirs)
    )
    found: list[Pair] = []
    taken: set[int] = set()
    given: set[int] = set()
    for _, _, at, other in ways:
        if at not in taken and other not in given:
            taken.add(at)
            given.add(other)
            found.append((ours[at], theirs[other]))
    return found


def differing(one: Reading, other: Reading) -> tuple[str, ...]:
    """The columns in which two readings differ."""
    value = () if _has_same_value(one, other) else ("value",)
    parts = zip(MEANS, one.meaning.parts, other.meaning.parts, strict=True)
    return (*value, *(name for name, mine, yours in parts if mine != yours))


def kappa(words: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of two readers' words for the same things; None where there are none, or where both gave one
    and the same word to all."""
    n = len(words)
    if not n:
        return None
    ours, theirs = (Counter(pair[side] for pair in words) for side in (0, 1))
    by_chance = sum(ours[word] * theirs[word] for word in ours) / n**2
    if by_chance == 1:
        return None
    return (sum(mine == yours for mine, yours in words) / n - by_chance) / (1 - by_chance)


def _has_same_value(one: Reading, other: Reading) -> bool:
    return one.quantity.is_same_as(other.quantity)
