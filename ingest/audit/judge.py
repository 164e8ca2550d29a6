"""Drawn figures and two people's readings -> how far the two agree with each other, and each figure right, wrong in
meaning or in value, or not settled; and from such counts how many of all figures may be wrong.

Protects: the warehouse is wrong only where two people agree with each other against it. Where they differ the figure is
disputed, which is neither right nor wrong. What changed since the draw is not judged by what it says now. A share of a
sample is never said without its interval: none wrong of 77 is not "none are wrong".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ingest.audit.draw import MEANS, Drawn, DrawnFigure, Held, Place, Reading
from ingest.audit.readings import AtPlace, Reader

RIGHT, IN_MEANING, IN_VALUE, DISPUTED, NOT_REACHED, CHANGED = VERDICTS = (
    "right", "wrong_in_meaning", "wrong_in_value", "disputed", "not_reached", "changed",
)  # fmt: skip
NORMAL_95 = 1.959963984540054
"""The normal distribution's quantile at 97.5 %: 95 % lie within so many standard errors on both sides."""
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


@dataclass(frozen=True)
class Judged:
    """One drawn figure: its verdict; what the warehouse holds (None where it is gone); the columns in which it is wrong
    or in doubt; what each reader gave in its stead, None for nothing."""

    drawn: DrawnFigure
    verdict: str
    held: Held | None = None
    differs_in: tuple[str, ...] = ()
    read: tuple[Reading | None, Reading | None] = (None, None)


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
    """The share of wrong figures. `rate` leaves the disputed out of the wrong ones, `rate_if_disputed` counts them:
    they are right at the interval's low end and wrong at its high end."""

    rate: float
    rate_if_disputed: float
    interval: Interval


def agreement(one: Reader, other: Reader, places: Sequence[str]) -> Agreement:
    """How far two readers agree over the places that both reached. Cohen's kappa, which takes off what chance alone
    would bring, is given for columns of a closed list only: hardly any agreement on a value is by chance."""
    pairs: list[Pair] = []
    alone = 0
    for place in places:
        ours, theirs = one.by_place[place], other.by_place[place]
        if ours.is_reached and theirs.is_reached:
            found = paired(ours.readings, theirs.readings)
            pairs += found
            alone += len(ours.readings) + len(theirs.readings) - 2 * len(found)
    columns = [OfColumn("value", sum("value" not in differing(*pair) for pair in pairs), None)]
    for at, name in enumerate(MEANS):
        words = [(mine.meaning.parts[at], yours.meaning.parts[at]) for mine, yours in pairs]
        columns.append(OfColumn(name, sum(mine == yours for mine, yours in words), kappa(words)))
    return Agreement(len(pairs), alone, sum(not differing(*pair) for pair in pairs), tuple(columns) if pairs else ())


def paired(ours: Sequence[Reading], theirs: Sequence[Reading]) -> list[Pair]:
    """Which readings of one place are of the same number: those alike in most columns first, then in the readers' own
    order. Each is in one pair at most."""

    def unlike(pair: tuple[int, int]) -> tuple[int, bool, int, int]:
        columns = differing(ours[pair[0]], theirs[pair[1]])
        return len(columns), "value" in columns, *pair

    found: dict[int, int] = {}
    ways = [(mine, yours) for mine in range(len(ours)) for yours in range(len(theirs))]
    for mine, yours in sorted(ways, key=unlike):
        if mine not in found and yours not in found.values():
            found[mine] = yours
    return [(ours[mine], theirs[yours]) for mine, yours in found.items()]


def differing(one: Reading, other: Reading) -> tuple[str, ...]:
    """The columns in which two readings differ."""
    value = () if one.quantity.is_same_as(other.quantity) else ("value",)
    parts = zip(MEANS, one.meaning.parts, other.meaning.parts, strict=True)
    return (*value, *(name for name, mine, yours in parts if mine != yours))


def kappa(words: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of two readers' words for the same things; None where there are none, or where both gave one
    and the same word to all."""
    n = len(words)
    ours, theirs = (Counter(pair[side] for pair in words) for side in (0, 1))
    by_chance = sum(ours[word] * theirs[word] for word in ours) / n**2 if n else 1.0
    if by_chance == 1:
        return None
    return (sum(mine == yours for mine, yours in words) / n - by_chance) / (1 - by_chance)


def judge_all(
    drawn: Drawn, figures: Sequence[Held], one: Mapping[str, AtPlace], other: Mapping[str, AtPlace]
) -> list[Judged]:
    """Every drawn figure against what the warehouse holds (`figures`), by the two readers' places."""
    by_id = {held.figure_id: held for held in figures}
    at: dict[tuple[str, Place], list[Held]] = defaultdict(list)
    for held in figures:
        at[held.source_id, held.place].append(held)
    judged = []
    for figure in drawn.figures:
        now = by_id.get(figure.figure_id)
        if now is None or not now.is_in_force or now.digest != figure.digest:
            judged.append(Judged(figure, CHANGED, now))
            continue
        beside = [held for held in at[now.source_id, now.place] if held is not now]
        judged.append(judge(figure, now, one[figure.place], other[figure.place], beside))
    return judged


def judge(figure: DrawnFigure, held: Held, one: AtPlace, other: AtPlace, beside: Sequence[Held]) -> Judged:
    """`beside`: all else that the warehouse holds from the same place. What a reader read right of one of these is no
    reading of this figure."""
    if not (one.is_reached and other.is_reached):
        return Judged(figure, NOT_REACHED, held)
    mine, yours = (_nearest(held, place.readings, beside) for place in (one, other))
    # A number that is not there at all is one without its value.
    of_each = [differing(held, reading) if reading is not None else ("value",) for reading in (mine, yours)]
    columns = tuple(dict.fromkeys(name for names in of_each for name in names))
    if not columns:
        return Judged(figure, RIGHT, held)
    is_one_of_both = mine is yours if mine is None or yours is None else not differing(mine, yours)
    if not all(of_each) or not is_one_of_both:
        return Judged(figure, DISPUTED, held, columns, (mine, yours))
    return Judged(figure, IN_VALUE if "value" in columns else IN_MEANING, held, columns, (mine, yours))


def _nearest(wanted: Reading, readings: Sequence[Reading], others: Sequence[Reading]) -> Reading | None:
    """The reading that says most of what the figure says, its value before anything else among equals."""
    free = [one for one in readings if not differing(wanted, one) or all(differing(other, one) for other in others)]
    return min(free, key=lambda one: (len(differing(wanted, one)), "value" in differing(wanted, one)), default=None)


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
