"""One message of a force -> its outcomes and figures, with places and quotes. `standing` gives them their ids.

Protects: every figure has its place and its own words, and an id holds names only: the question, the period's, scope's
or offence's label, the stage and the rank among equals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Figure, Message, Problem
from ingest.thread import marked_notes, overall_counted, overall_period
from ingest.thread.another_question import another_in
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.endless import MOST_ANSWERS
from ingest.thread.figures import identity
from ingest.thread.numbering import doubts_of
from ingest.thread.one_answer import answer
from ingest.thread.outcomes import find_outcome, locator_of, refuses
from ingest.thread.parts import Answers, Part
from ingest.thread.readings import NotRead
from ingest.thread.told import Reply, lines_of, outcome_from, problem_of, problems_of, where_of
from ingest.thread.whole_request import (
    is_explained_by,
    read_whole,
    refuse_all,
    refuses_whole,
    with_ground,
    with_reasons,
)


def is_answering(answers: Answers, context: Context) -> bool:
    """Whether a message that sounds like an acknowledgement answers all the same: a question under its label, with a
    number or with what became of it."""
    own = [part for part in answers.parts if part.how in ("own", "notice") and part.labels]
    return any(counts_in(part.text) or refuses(part, context.law) for part in own)


def read_reply(message: Message, answers: Answers, context: Context) -> Reply:
    """The outcomes and figures of one message."""
    answers, too_many = _not_too_many(answers, message)
    reply = Reply(message, tables=answers.tables)
    reply.problems += too_many
    parts = [part for part in answers.parts if part.how != "whole"]
    doubts = doubts_of(parts, context)
    for part, doubt in zip(parts, doubts, strict=True):
        if doubt:
            at = locator_of(lines_of(part)) or next((where_of(n) for n in part.tables), "")
            reply.problems.append(replace(problem_of(doubt, part.text, lines_of(part), "label-doubtful"), locator=at))
        if doubt and another_in(part, context):
            reply.tables = {n: labels for n, labels in reply.tables.items() if n not in part.tables}
    parts = [part for part, doubt in zip(parts, doubts, strict=True) if not doubt]
    whole = next((part for part in answers.parts if part.how == "whole"), None)
    if whole is not None and is_explained_by(told := with_reasons(whole, parts, context), parts, context):
        causes = list(dict.fromkeys(label for part in parts for label in part.labels))
        refuse_all(told, causes, reply, context)
        parts, whole = [], None
    if whole is not None:
        grounded = [(part, joined) for part in parts if (joined := with_ground(part, whole, parts, context))]
        if len(grounded) == 1:
            refuse_all(grounded[0][1], grounded[0][0].labels, reply, context)
            parts, whole = [], None
    answering = frozenset(id(part) for part in parts if part.pieces and not refuses(part, context.law))
    for part in parts:
        _read_part(part, parts, answering, reply, context)
    if whole is not None:
        read_whole(whole, parts, reply, context, answers.restated)
    reply.said = overall_period.stated(message.lines, (part for part in answers.parts if part.how != "whole"))
    reply.figures, doubtful = overall_period.in_doubt(reply.figures, reply.said)
    reply.problems += doubtful
    reply.caveats = overall_counted.caveats(message.lines, answers.parts)
    reply.figures, doubtful = overall_counted.in_doubt(
        reply.figures, reply.caveats, context.questions, context.reference
    )
    reply.problems += doubtful
    reply.figures, marked = marked_notes.in_doubt(reply.figures, message.lines)
    reply.problems += marked
    _drop_contradictions(reply)
    for paragraph in answers.below:
        reply.problems.append(
            problem_of(
                "An answer stands below the sign-off and is not read", paragraph.text, paragraph.lines, "below-sign-off"
            )
        )
    for paragraph in answers.beyond:
        words = "The page goes on with another request, which is not read"
        reply.problems.append(problem_of(words, paragraph.text, paragraph.lines, "second-request"))
    for paragraph in answers.repeated:
        words = "A number that was answered already labels this again, as a footnote, and it is not read"
        reply.problems.append(problem_of(words, paragraph.text, paragraph.lines, "label-repeated"))
    for paragraph in answers.too_long:
        words = f"A paragraph of {len(paragraph.text):,} characters is longer than any answer, and is not read"
        reply.problems.append(problem_of(words, paragraph.text, paragraph.lines, "paragraph-too-long"))
    caveat = "\n\n".join(paragraph.text for paragraph in answers.caveats) or None
    reply.outcomes = [replace(outcome, force_caveat=caveat) for outcome in reply.outcomes]
    return reply


def _not_too_many(answers: Answers, message: Message) -> tuple[Answers, list[Problem]]:
    """The answers of a message, none of one that has more than any request has questions, and why."""
    if len(answers.parts) <= MOST_ANSWERS:
        return answers, []
    words = f"{len(answers.parts):,} labelled answers stand here, more than a request has questions, and none is read"
    return replace(answers, parts=()), [problem_of(words, "", message.lines[:1], "too-many-answers")]


def _read_part(part: Part, parts: Sequence[Part], answering: frozenset[int], reply: Reply, context: Context) -> None:
    """`answering`: the parts, by identity, that say of their question something else than a refusal."""
    if part.how == "unknown":
        if part.pieces and context.questions:
            words = f"Question {part.printed} is answered and is none of the request's"
            reply.problems.append(problem_of(words, part.text, lines_of(part), "label-not-asked"))
        return
    if part.how == "quarter":
        _note_quarters(part, parts, reply, context)
        return
    if part.tables and not part.pieces:
        return  # `tabled` reads it
    labels = part.labels
    if part.how == "rest":
        answered = {label for other in parts for label in other.labels}
        labels = [q.label for q in context.questions if q.label and q.label not in answered]
    if not labels:
        reply.problems.append(
            problem_of("A notice names no question that is known", part.text, lines_of(part), "notice-unbound")
        )
    asked = [question for label in labels if (question := context.question(label))]
    if not answering - {id(part)} and refuses_whole(part, context):
        refuse_all(part, labels, reply, context)
        return
    answer(part, asked, reply, context)


def _note_quarters(part: Part, parts: Sequence[Part], reply: Reply, context: Context) -> None:
    """A list of a year's quarters gives no figure of the year; where it is all that answers, there is an answer."""
    others = {label for other in parts if other is not part and other.pieces for label in other.labels}
    finding = find_outcome(part, context.law, False)
    for question in filter(None, (context.question(label) for label in part.labels)):
        why = NotRead(
            "the numbers are of quarters, and which year's is not said beside them", part.text, lines_of(part)
        )
        reply.problems += problems_of([why], question)
        if question.label not in others:
            reply.outcomes.append(outcome_from(question, finding, reply.message, context))


def _drop_contradictions(reply: Reply) -> None:
    """One message gives one number for one thing: said twice it stands once, and of two that differ none does."""
    first: dict[tuple[object, ...], Figure] = {}
    differing: dict[tuple[object, ...], list[Figure]] = {}
    for figure in reply.figures:
        same = first.setdefault(identity(figure), figure)
        if same.value.text != figure.value.text and _bounds(same) != _bounds(figure):
            differing.setdefault(identity(figure), [same]).append(figure)
    for figures in differing.values():
        printed = " and ".join(dict.fromkeys(figure.value.text for figure in figures))
        words = f"Question {figures[0].question}: this message gives {printed} for the same thing"
        reply.problems.append(Problem("warning", f"{words}.", figures[0].locator, rule="contradiction"))
    reply.figures = [figure for key, figure in first.items() if key not in differing]


def _bounds(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.value.value, figure.value.low, figure.value.high
