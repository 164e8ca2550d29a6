"""Truth and reading of one paper -> what is right, wrong, missed, and missed in silence.

A figure is right when its identity (measure, unit, offence, scope, breakdowns, period) and its bounds are a true
figure's; anything else that was read is wrong. What is true and no figure is proposed where a proposal has its bounds,
each for one of them; else it is missed, and missed in silence when the document has no problem at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.accuracy.model import Paper, TrueFigure, TrueOutcome
from benchmarks.accuracy.reading import Reading
from ingest.model import Figure, Outcome

WITH_FILES = ("eml-attached", "eml-tnef", "eml-uu", "msg", "letter+sheet")


@dataclass
class Count:
    """`right` counts what was read and is true; `found` the required truths among them; `proposed` those of the others
    whose number is offered to a person."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    silent: int = 0
    proposed: int = 0

    @property
    def precision(self) -> float | None:
        read = self.right + self.wrong
        return self.right / read if read else None

    @property
    def recall(self) -> float | None:
        all_true = self.found + self.proposed + self.missed
        return self.found / all_true if all_true else None

    def add(self, other: Count) -> None:
        for name in ("right", "wrong", "found", "missed", "silent", "proposed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Score:
    """Of one paper: counts by form, and the misreadings in words."""

    figures: dict[str, Count] = field(default_factory=dict)
    outcomes: dict[str, Count] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    differences: dict[str, int] = field(default_factory=dict)
    is_reference_right: bool | None = None


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


class Key(NamedTuple):
    """What makes a figure the one that it is, and its bounds."""

    force: str
    measure: str
    unit: str
    offence: str | None
    scope: str | None
    period: str
    dimensions: tuple[str, ...]
    value: float | None
    low: float | None
    high: float | None
    is_current: bool


def true_keys(figure: TrueFigure, force: str) -> list[Key]:
    """Every reading of the figure that is right, the first being the usual one."""
    return [
        Key(
            figure.force or force, figure.measure, figure.unit, offence, figure.scope, period,
            tuple(sorted(_plain(label) for label in labels)), figure.value, low, figure.high,
            figure.status == "current",
        )
        for offence in (figure.offence, *figure.also_offences)
        for period in (figure.period, *figure.also_periods)
        for labels in (figure.dimensions, *figure.also_dimensions)
        for low in (figure.low, *figure.also_lows)
    ]  # fmt: skip


def read_key(figure: Figure) -> Key:
    value = figure.value
    return Key(
        figure.force_id, figure.measure_id, figure.unit, figure.offence_id, figure.scope, figure.period.period_id,
        tuple(sorted(_plain(label) for _, label in figure.dimensions)), value.value, value.low, value.high,
        figure.status == "current",
    )  # fmt: skip


def _in_words(key: Key, question: str | None) -> str:
    number = key.value if key.value is not None else f"[{key.low}, {key.high}]"
    parts = [f"{question or '-'}: {number} {key.measure} {key.period} {key.offence or 'no offence'}"]
    parts += [str(part) for part in (key.scope, key.dimensions, None if key.is_current else "not in force") if part]
    return ", ".join([*parts, key.unit, key.force])


def differs_in(key: Key, truths: Iterable[Key]) -> str:
    """What is otherwise than in the nearest true figure: one with the same value, else one of the same place."""
    near = [truth for truth in truths if (truth.value, truth.low, truth.high) == (key.value, key.low, key.high)]
    near = near or [truth for truth in truths if truth[:7] == key[:7]]
    if not near:
        return "no true figure has this value"
    differing = min(
        ([name for name, a, b in zip(Key._fields, key, truth, strict=True) if a != b] for truth in near), key=len
    )
    return " and ".join(differing)


def score(paper: Paper, reading: Reading) -> Score:
    result = Score()
    _score_figures(paper, reading, result)
    _score_outcomes(paper, reading, result)
    if not reading.problems and not reading.failures:
        for counts in (result.figures, result.outcomes):
            for count in counts.values():
                count.silent = count.missed
    result.leaked = [name for name in sorted(paper.people) if _is_leaked(name, reading.words)]
    if reading.references:
        result.is_reference_right = set(reading.references) == {paper.reference}
    return result


def _is_leaked(name: str, words: str) -> bool:
    return name in words or re.search(rf"\b{re.escape(name.split()[-1])}\b", words) is not None


def _score_figures(paper: Paper, reading: Reading, result: Score) -> None:
    truths = {key: figure for figure in reversed(paper.figures) for key in true_keys(figure, paper.force)}
    forms = {figure.question: figure.form for figure in paper.figures}
    forms |= {outcome.question: outcome.form for outcome in paper.outcomes if outcome.question not in forms}
    seen = set()
    for figure in reading.figures:
        key = read_key(figure)
        truth = truths.get(key)
        form = truth.form if truth else forms.get(figure.question, paper.form)
        count = result.figures.setdefault(form, Count())
        if truth is None:
            count.wrong += 1
            difference = differs_in(key, truths)
            result.differences[difference] = result.differences.get(difference, 0) + 1
            result.wrong.append(
                f"figure {_in_words(key, figure.question)}; differs in {difference}; "
                f"printed {figure.value.text!r} at {figure.locator}"
            )
        elif key not in seen:
            count.right += 1
        seen.add(key)
    offered = Counter((one.value.low, one.value.high) for one in reading.proposals)
    for truth in dict.fromkeys(paper.figures):
        count = result.figures.setdefault(truth.form, Count())
        if truth.is_optional:
            continue
        keys = true_keys(truth, paper.force)
        if any(key in seen for key in keys):
            count.found += 1
            continue
        bounds = next((key[8:10] for key in keys if offered[key[8:10]]), None)
        if bounds is not None:
            offered[bounds] -= 1
            count.proposed += 1
        else:
            count.missed += 1
            result.missed.append(f"figure {_in_words(keys[0], truth.question)}")


def _fits(outcome: Outcome, truth: TrueOutcome) -> bool:
    read = set(outcome.exemptions)
    return (
        outcome.question == truth.question
        and outcome.status in truth.statuses
        and outcome.stage == truth.stage
        and outcome.is_current == truth.is_current
        and all(any(_same_section(one, wanted) for one in read) for wanted in truth.exemptions)
        and all(any(_same_section(one, known) for known in (*truth.exemptions, *truth.may_cite)) for one in read)
    )


def _same_section(read: str, wanted: str) -> bool:
    """A deeper paragraph of the same section is the same: `s31(1)(a)` is read for `s31(1)`."""
    return read == wanted or read.startswith(wanted + "(")


def _score_outcomes(paper: Paper, reading: Reading, result: Score) -> None:
    forms = {outcome.question: outcome.form for outcome in paper.outcomes}
    found: set[int] = set()
    for outcome in reading.outcomes:
        if outcome.status == "not_read" and any(t.question == outcome.question for t in paper.outcomes):
            continue  # it says that there is an answer which was not read: missed, and not wrong
        if outcome.status == "referred" and not outcome.is_current and paper.format in WITH_FILES:
            continue  # the letter did point to the file, whose answer is in force now
        if outcome.measure_id == "other_information" and paper.has_ncnd_tail and outcome.status == "ncnd":
            continue
        fitting = [n for n, truth in enumerate(paper.outcomes) if _fits(outcome, truth)]
        count = result.outcomes.setdefault(forms.get(outcome.question, paper.form), Count())
        if fitting:
            count.right += 1
            found.update(fitting)
        else:
            count.wrong += 1
            cited = " ".join(outcome.exemptions)
            wanted = [
                f"{t.statuses[0]} {' '.join(t.exemptions)}" for t in paper.outcomes if t.question == outcome.question
            ]
            result.wrong.append(
                f"outcome {outcome.question}: {outcome.status} {cited} ({outcome.stage}, "
                f"{'current' if outcome.is_current else 'not current'}) at {outcome.locator}; true: {wanted}"
            )
    for n, truth in enumerate(paper.outcomes):
        if truth.is_optional:
            continue
        count = result.outcomes.setdefault(truth.form, Count())
        if n in found:
            count.found += 1
        else:
            count.missed += 1
            result.missed.append(f"outcome {truth.question}: {truth.statuses[0]} {' '.join(truth.exemptions)}")
