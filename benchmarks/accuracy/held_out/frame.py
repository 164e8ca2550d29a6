"""What a held-out set is: wordings and tables written without sight of the readers, in place of the first set's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.accuracy import answers, generate, letters, other_tables, refusals, table_papers
from benchmarks.accuracy.answers import Answer, answered
from benchmarks.accuracy.model import TrueFigure, TrueOutcome
from benchmarks.accuracy.subject import Question

Wordings = Mapping[str, Callable[[Random, Question], Answer]]
WHOLE = "D1"
"""It refuses a request and not a question, so it is no entry of `refusals`."""
TAIL = "D6"
"""It stands behind answers of another form."""


@dataclass(frozen=True)
class HeldOut:
    """One set. `tail`, `by_force` and `two`: its own endings of letters, tables by force, and pairs of tables; None for
    the first set's, whose forms are then left out."""

    answers: Wordings
    refusals: Wordings
    tables: Mapping[str, Any]
    whole_refusal: Callable[..., Any]
    tail: Callable[..., Any] | None = None
    by_force: Callable[..., Any] | None = None
    two: Callable[..., Any] | None = None

    def forms(self) -> set[str]:
        own = {TAIL: self.tail, "B7": self.by_force, "F2": self.two}
        return {*self.answers, *self.refusals, *self.tables, WHOLE, *(form for form, made in own.items() if made)}

    def apply(self) -> None:
        """Put these in place of the first set's wordings for this process, and leave out the forms that have none
        here. What a letter may bring beside its form (the breakdown by offence, names of groups) stays the first set's,
        under its own form."""
        answers.FORMS.update(self.answers)
        refusals.FORMS.update(self.refusals)
        refusals.whole_refusal = self.whole_refusal
        letters.tail = self.tail or letters.tail
        table_papers.TABLES.update(self.tables)
        table_papers.by_force = self.by_force or table_papers.by_force
        other_tables.two = self.two or other_tables.two
        forms = self.forms()
        for form in set(generate.FORMATS) - forms:
            del generate.FORMATS[form]
        letters.PLAIN[:] = [form for form in letters.PLAIN if form in forms] or [*self.answers, *self.refusals]


def says(
    form: str,
    question: Question,
    wording: int,
    text: str | list[str],
    figures: list[TrueFigure],
    *,
    is_optional: bool = False,
    after_label: bool = False,
    below_question: bool = False,
) -> Answer:
    lines = [text] if isinstance(text, str) else list(text)
    outcome = answered(question, form, is_optional=is_optional)
    return Answer(form, wording, lines, figures, [outcome], after_label, below_question)


Cited = tuple[str | list[str], tuple[str, ...]]


def no_number(
    rng: Random,
    question: Question,
    form: str,
    status: tuple[str, ...],
    wordings: tuple[Cited, ...],
    may: tuple[str, ...] = (),
) -> Answer:
    wording = rng.randrange(len(wordings))
    text, cited = wordings[wording]
    lines = [text] if isinstance(text, str) else list(text)
    return Answer(form, wording, lines, [], [TrueOutcome(question.label, status, form, cited, may)])
