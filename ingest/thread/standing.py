"""A thread's replies -> which answer to each question is in force, and what became of the earlier ones.

Protects: nothing is deleted. A later answer replaces only the questions that it answers, an earlier figure stays with
the one that took its place, and a figure that the force takes back stays with the day and the words (forms D13 and
D14).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.ids import digest, ranked
from ingest.model import Figure, Line, Message, Outcome, Problem, Value
from ingest.phrases import letters
from ingest.phrases.numbers import read_value
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.outcomes import locator_of
from ingest.thread.parts import Part, shown
from ingest.thread.results import Reply, identity, stage_of, taken_back

WITHDRAWN = "withdrawn"
UPHELD = "the review lets the earlier answer stand"
TAKING_BACK = ("refused", "ncnd", "not_held", "not_applicable")
"""Answers after which an earlier figure is no longer the force's own."""


def with_ids(replies: Sequence[Reply], context: Context) -> None:
    """Give every outcome and figure its id: a digest of names, with its rank among those of the document that have the
    same. An id holds the question, the offence's, period's or scope's label and the stage, and no value. A figure of a
    table has its id already."""
    document = (context.source_id, context.document_path)
    outcomes = [(outcome.question, outcome.stage) for reply in replies for outcome in reply.outcomes]
    figures = [
        (figure.question, figure.offence_label, figure.period_label, figure.scope, figure.stage)
        for reply in replies
        for figure in reply.figures
        if not figure.figure_id
    ]
    outcome_ids = iter([digest("outcome", *document, *n, r) for n, r in zip(outcomes, ranked(outcomes), strict=True)])
    figure_ids = iter([digest(*document, *n, r) for n, r in zip(figures, ranked(figures), strict=True)])
    taken: Counter[str] = Counter()
    for reply in replies:
        reply.outcomes = [replace(outcome, outcome_id=next(outcome_ids)) for outcome in reply.outcomes]
        reply.figures = [
            _ranked(figure, taken) if figure.figure_id else replace(figure, figure_id=next(figure_ids))
            for figure in reply.figures
        ]


def _ranked(figure: Figure, taken: Counter[str]) -> Figure:
    """A table's figure: tables are read message by message, so that a later one of the same names needs its rank."""
    taken[figure.figure_id] += 1
    rank = taken[figure.figure_id]
    return figure if rank == 1 else replace(figure, figure_id=digest(figure.figure_id, rank))


def add_upheld(replies: Sequence[Reply]) -> None:
    """Give a review that lets an answer stand an outcome of its own: the same status at its own stage. A problem where
    there is no answer before it."""
    order = in_time(replies)
    for position, n in enumerate(order):
        for label, part in replies[n].upheld:
            earlier = [o for m in order[:position] for o in replies[m].outcomes if o.question == label]
            lines = tuple(line for piece in part.pieces[:1] for line in piece.lines)
            if not earlier:
                words = f"The review upholds an answer to question {label} that is not here"
                problem = Problem(
                    "warning", f"{words}: “{shown(part.text)}”.", locator_of(lines), rule="review-upholds"
                )
                replies[n].problems.append(problem)
                continue
            replies[n].outcomes.append(_upheld(earlier[-1], part, lines, replies[n].message))


def add_corrections(replies: Sequence[Reply], context: Context) -> None:
    """Take back the earlier figures that a later message calls wrong in a sentence that is not read ("the answer to
    question 3 should have been 9"): neither number is in force until a person has said which."""
    known = [question.label for question in context.questions if question.label]
    order = in_time(replies)
    for position, n in enumerate(order):
        given = {figure.question for m in order[:position] for figure in replies[m].figures}
        for part in replies[n].unbound:
            named = [label for mention in find_mentions(part.text) for label in resolve(mention, known)]
            named += _bare_labels(part.text, known)
            if letters.anywhere("answers", "correcting").search(part.text) is None:
                continue
            for label in dict.fromkeys(named):
                question = context.question(label)
                if label in given and question is not None:
                    replies[n].outcomes.append(taken_back(part, question, replies[n].message, context))


def _bare_labels(text: str, known: Sequence[str]) -> list[str]:
    """Labels with a letter that a sentence which corrects names without a word: "the answer to 1c should be 9"."""
    sentences = re.split(r"(?<=[.?!])\s+", text)
    told = " ".join(one for one in sentences if letters.anywhere("answers", "correcting").search(one))
    return [name for name in known if name[-1:].isalpha() and re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", told)]


def _upheld(earlier: Outcome, part: Part, lines: tuple[Line, ...], message: Message) -> Outcome:
    return replace(
        earlier,
        stage=stage_of(message),
        message=message.n,
        answered_on=message.on.isoformat() if message.on else None,
        text=part.text,
        quote=part.pieces[0].text,
        locator=locator_of(lines),
        note=UPHELD,
        force_caveat=None,
    )


def settle(replies: Sequence[Reply]) -> tuple[tuple[Outcome, ...], tuple[Figure, ...]]:
    """All outcomes and figures in the order of the document, each with its standing."""
    order = in_time(replies)
    outcomes = tuple(
        replace(outcome, is_current=_latest(outcome, replies, order) == n)
        for n, reply in enumerate(replies)
        for outcome in reply.outcomes
    )
    figures = tuple(_standing(figure, n, replies, order) for n, reply in enumerate(replies) for figure in reply.figures)
    return outcomes, figures


def with_zeros(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """ "<5" is 1 to 4 where the same source prints its zeros: then a zero would stand as one."""
    if not any(figure.value.value == 0 for figure in figures):
        return tuple(figures)
    return tuple(replace(figure, value=_above_zero(figure)) for figure in figures)


def _above_zero(figure: Figure) -> Value:
    value = figure.value
    if value.value is not None or value.low != 0 or value.high is None:
        return value
    return read_value(value.text, unit=figure.unit, prints_zeros=True) or value


def in_time(replies: Sequence[Reply]) -> list[int]:
    """Indices of the replies, the oldest first: by their printed dates where all have one (a mail's newest part stands
    first), else as they stand."""
    dates = [reply.message.on for reply in replies]
    if any(on is None for on in dates):
        return list(range(len(replies)))
    return sorted(range(len(replies)), key=lambda n: (dates[n] or date.min, n))


def _latest(outcome: Outcome, replies: Sequence[Reply], order: Sequence[int]) -> int:
    answering = [n for n in order if any(_of_same(other, outcome) for other in replies[n].outcomes)]
    return answering[-1]


def _of_same(one: Outcome, other: Outcome | Figure) -> bool:
    """Whether both are of one question and one force."""
    return (one.question, one.force_id) == (other.question, other.force_id)


def _standing(figure: Figure, n: int, replies: Sequence[Reply], order: Sequence[int]) -> Figure:
    later = order[order.index(n) + 1 :]
    for m in later:
        for outcome in replies[m].outcomes:
            if outcome.status == WITHDRAWN and _of_same(outcome, figure):
                on = replies[m].message.on
                words = " ".join((outcome.quote or "").split())
                day = on.isoformat() if on else "on a day not printed"
                return replace(
                    figure, status=WITHDRAWN, rule=f"Withdrawn {day} by the force, {outcome.locator}: {words}"
                )
    for m in later:
        told = [outcome for outcome in replies[m].outcomes if _of_same(outcome, figure)]
        if told and all(outcome.status in TAKING_BACK for outcome in told):
            words = f"the same thread's later answer, {told[0].locator}, gives no figure ({told[0].status})"
            return replace(figure, status="superseded", rule=words)
    for m in later:
        told = [outcome for outcome in replies[m].outcomes if outcome.question == figure.question]
        is_read = any(other.question == figure.question for other in replies[m].figures) or replies[m].tables
        if told and not is_read and any(counts_in(outcome.text or "") for outcome in told) and told[0].note != UPHELD:
            words = f"the same thread answers again at {told[0].locator}, with numbers that were not read"
            return replace(figure, status="superseded", rule=words)
    for m in reversed(later):
        for other in replies[m].figures:
            if identity(other) == identity(figure):
                rule = f"the same thread answers again in message {other.message}"
                return replace(figure, status="superseded", replaced_by=other.figure_id, rule=rule)
    return figure
