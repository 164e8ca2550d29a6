"""How many of a draw were wrong -> how many of all may be: Wilson's score interval, and strata by their weight.

Protects: a share of a sample is never said without its interval. None wrong of 77 is not "none are wrong", and what two
readers could not settle counts as right at the interval's low end and as wrong at its high end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

NORMAL_95 = 1.959963984540054
"""The normal distribution's quantile at 97.5 %: 95 % lie within so many standard errors on both sides."""


@dataclass(frozen=True)
class Interval:
    """Both ends of a share between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Counted:
    """What was found in one stratum: of `figures` in the release (None where it was no draw from one) `judged` were
    read by both, of which `wrong` were wrong and `disputed` not settled."""

    figures: int | None
    judged: int
    wrong: int
    disputed: int = 0


@dataclass(frozen=True)
class Estimate:
    """The share of wrong figures. `rate` leaves the disputed out of the wrong ones, `rate_if_disputed` counts them."""

    rate: float
    rate_if_disputed: float
    interval: Interval


def wilson(share: float, judged: float) -> Interval:
    """Wilson's 95 % score interval of a share found in `judged` trials (Wilson 1927). Brown, Cai and DasGupta (2001)
    advise it for small samples and rare faults, where the usual one gives 0 to 0. ValueError without a trial."""
    if judged <= 0 or not 0 <= share <= 1:
        raise ValueError(f"no interval of a share of {share:g} in {judged:g}: a share of at least one trial would do")
    squared = NORMAL_95**2 / judged
    middle = (share + squared / 2) / (1 + squared)
    half = NORMAL_95 / (1 + squared) * sqrt(share * (1 - share) / judged + squared / (4 * judged))
    # At the ends the formula is exact and its arithmetic is not: none wrong begins at 0, and all wrong ends at 1.
    return Interval(0.0 if share == 0 else max(0.0, middle - half), 1.0 if share == 1 else min(1.0, middle + half))


def estimate(strata: Sequence[Counted]) -> Estimate | None:
    """The share of wrong figures in all strata together, each weighing what it is of the release; None where nothing
    was judged.

    A stratum of three figures gives one to the draw, though it is less than one in a hundred of the release: unweighted
    it would count too much. Where the weights differ the interval is of as many figures as the draw is worth (Kish's
    effective size); where they do not, it is plain Wilson."""
    read = [stratum for stratum in strata if stratum.judged]
    if not read:
        return None
    weights = [(one.judged if one.figures is None else one.figures) / one.judged for one in read]
    whole = sum(weight * one.judged for weight, one in zip(weights, read, strict=True))
    worth = whole**2 / sum(weight**2 * one.judged for weight, one in zip(weights, read, strict=True))
    wrong = sum(weight * one.wrong for weight, one in zip(weights, read, strict=True)) / whole
    at_most = sum(weight * (one.wrong + one.disputed) for weight, one in zip(weights, read, strict=True)) / whole
    wrong, at_most = min(wrong, 1.0), min(at_most, 1.0)
    return Estimate(wrong, at_most, Interval(wilson(wrong, worth).low, wilson(at_most, worth).high))
