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

from ingest.answers.part_outcomes import find_outcome
from ingest.answers.parts import counts_in
from ingest.answers.questions import Context
from ingest.answers.reply import Reply, identity, lines_of, outcome_from, stage_of
from ingest.ids import digest, ranked
from ingest.model import Figure, Outcome, Problem, Value
from ingest.phrases import letters
from ingest.phrases.labels import find_mentions, resolve
from ingest.phrases.numbers import read_value
from ingest.places import locator_of

SENTENCES = re.compile(r"(?<=[.?!])\s+")
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


def shared(reply: Reply, force_ids: Sequence[str]) -> None:
    """Give what stands under no force's heading to all of them: outcomes to each, and a number to none."""
    unbound = [figure for figure in reply.figures if not figure.force_id]
    reply.figures = [figure for figure in reply.figures if figure.force_id]
    for figure in unbound:
        words = (
            f"{figure.value.text} answers for {len(force_ids)} forces together and is not one's own. Add it as an "
            "[[addition]] of the area that they make up, or of the force that it is of."
        )
        reply.problems.append(Problem("warning", words, figure.locator, figure.page, rule="joint-number"))
    outcomes: list[Outcome] = []
    for outcome in reply.outcomes:
        forces = (outcome.force_id,) if outcome.force_id else force_ids
        outcomes += [replace(outcome, force_id=force) for force in forces]
    reply.outcomes = outcomes


def add_upheld(replies: Sequence[Reply]) -> None:
    """Give a review that lets an answer stand an outcome of its own: the same status at its own stage. A problem where
    there is no answer before it."""
    order = in_time(replies)
    for position, n in enumerate(order):
        reply = replies[n]
        for label, part in reply.upheld:
            earlier = [one for m in order[:position] for one in replies[m].outcomes if one.question == label]
            lines = lines_of(part)
            if not earlier:
                words = f"The review upholds an answer to question {label} that is not here"
                reply.tell(words, part.text, lines, "review-upholds")
                continue
            upheld = replace(
                earlier[-1],
                stage=stage_of(reply.message),
                message=reply.message.n,
                answered_on=reply.message.on.isoformat() if reply.message.on else None,
                text=part.text,
                quote=part.pieces[0].text,
                locator=locator_of(lines),
                note=UPHELD,
                force_caveat=None,
            )
            reply.outcomes.append(upheld)


def add_corrections(replies: Sequence[Reply], context: Context) -> None:
    """Take back the earlier figures that a later message calls wrong in a sentence that is not read ("the answer to
    question 3 should have been 9"): neither number is in force until a person has said which."""
    known = [question.label for question in context.questions if question.label]
    correcting = letters.anywhere("answers", "correcting")
    order = in_time(replies)
    for position, n in enumerate(order):
        given = {figure.question for m in order[:position] for figure in replies[m].figures}
        for part in (part for part in replies[n].unbound if correcting.search(part.text)):
            named = {label for mention in find_mentions(part.text) for label in resolve(mention, known)}
            said = " ".join(sentence for sentence in SENTENCES.split(part.text) if correcting.search(sentence))
            named |= {name for name in known if name[-1:].isalpha() and re.search(rf"(?<![\w.]){name}(?!\w)", said)}
            finding = find_outcome(part, context.law, False)
            withdrawn = replace(finding, status="withdrawn", exemptions=(), exemptions_basis=None)
            for question in (one for one in context.questions if one.label in named & given):
                replies[n].outcomes.append(outcome_from(question, withdrawn, replies[n].message, context))


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
    return [n for n in order if any(_of_same(other, outcome) for other in replies[n].outcomes)][-1]


def _of_same(one: Outcome, other: Outcome | Figure) -> bool:
    """Whether both are of one question and one force."""
    return (one.question, one.force_id) == (other.question, other.force_id)


def _standing(figure: Figure, n: int, replies: Sequence[Reply], order: Sequence[int]) -> Figure:
    later = [replies[m] for m in order[order.index(n) + 1 :]]
    for reply in later:
        own = [outcome for outcome in reply.outcomes if _of_same(outcome, figure)]
        withdrawn = next((outcome for outcome in own if outcome.status == WITHDRAWN), None)
        if withdrawn is not None:
            day = reply.message.on.isoformat() if reply.message.on else "on a day not printed"
            words = " ".join((withdrawn.quote or "").split())
            rule = f"Withdrawn {day} by the force, {withdrawn.locator}: {words}"
            return replace(figure, status=WITHDRAWN, rule=rule)
    for reply in later:
        own = [outcome for outcome in reply.outcomes if _of_same(outcome, figure)]
        if own and all(outcome.status in TAKING_BACK for outcome in own):
            words = f"the same thread's later answer, {own[0].locator}, gives no figure ({own[0].status})"
            return replace(figure, status="superseded", rule=words)
        is_read = any(other.question == figure.question for other in reply.figures)
        is_counted = any(figure.question in labels for labels in reply.tables.values())
        is_counted = is_counted or any(counts_in(outcome.text or "") for outcome in own)
        is_upheld = bool(own) and own[0].note == UPHELD
        if own and is_counted and not is_read and not is_upheld:
            words = f"the same thread answers again at {own[0].locator}, with numbers that were not read"
            return replace(figure, status="superseded", rule=words)
    for other in (other for reply in reversed(later) for other in reply.figures):
        if identity(other) == identity(figure):
            rule = f"the same thread answers again in message {other.message}"
            return replace(figure, status="superseded", replaced_by=other.figure_id, rule=rule)
    return figure
