"""Figures in force, a number and a seed -> the figures that are drawn, by kind of source and hand.

Protects: the same release, number and seed draw the same figures on any machine, and nobody chooses. Within a stratum
figures stand in the order of a digest of release, seed and id, and the first are drawn: no generator of one library's
version has a say in it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.audit.held import Held

Stratum = tuple[str, str]
"""Kind of source, hand."""


@dataclass(frozen=True)
class Draw:
    """What was drawn from a release. `sizes`: how many figures each stratum has, drawn from or not."""

    release: str
    seed: int
    figures: tuple[Held, ...]
    sizes: Mapping[Stratum, int]


class TooMany(Exception):
    """More figures are asked for than there are, or none."""


def draw(figures: Sequence[Held], n: int, seed: int, release: str) -> Draw:
    """`n` of the figures, in the order of ids. TooMany where there are fewer."""
    if not 1 <= n <= len(figures):
        raise TooMany(
            f"--sample {n}: the release has {len(figures)} figures in force that are not disputed. Ask for 1 to "
            f"{len(figures)}."
            if figures
            else f"--sample {n}: the release has no figure in force to draw from."
        )
    strata: dict[Stratum, list[Held]] = defaultdict(list)
    for one in figures:
        strata[one.source_kind, one.hand].append(one)
    sizes = {stratum: len(strata[stratum]) for stratum in sorted(strata)}
    drawn = [
        one
        for stratum, count in shared_out(sizes, n).items()
        for one in sorted(strata[stratum], key=lambda figure: _order(figure.figure_id, seed, release))[:count]
    ]
    return Draw(release, seed, tuple(sorted(drawn, key=lambda one: one.figure_id)), sizes)


def shared_out(sizes: Mapping[Stratum, int], n: int) -> dict[Stratum, int]:
    """How many each stratum gives: in proportion to its size (largest remainders), and at least one where `n` allows,
    so that no kind of source goes unread. Equal remainders go to the larger stratum, then by name."""
    whole = sum(sizes.values())
    least = 1 if n >= len(sizes) else 0
    given = {stratum: max(least, n * size // whole) for stratum, size in sizes.items()}

    def behind(stratum: Stratum) -> tuple[float, int, Stratum]:
        return given[stratum] - n * sizes[stratum] / whole, -sizes[stratum], stratum

    while sum(given.values()) < n:
        given[min((one for one in sizes if given[one] < sizes[one]), key=behind)] += 1
    while sum(given.values()) > n:
        # The least ones were more than their share: the largest stratum gives way, for it feels it least.
        given[max((one for one in sizes if given[one] > least), key=lambda one: (given[one], one))] -= 1
    return given


def _order(figure_id: str, seed: int, release: str) -> str:
    return hashlib.sha256(f"{release} {seed} {figure_id}".encode()).hexdigest()
