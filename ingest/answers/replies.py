"""A force's messages -> what they answer of a campaign's questions: outcomes and figures.

Stages: the questions and which words answer which (`questions`, by `body`), what became of each (`reply`, by
`outcomes`), the numbers that they give (`part_numbers`, held against the known `words` and the letter's remarks) and
which answer stands in the end.

Protects: a figure that the document does not bear is worse than a missing one; what is not understood is a problem or a
proposal, never a guess. "1a. 77" below "Stolen dogs" is no answer to the campaign's question 1a; a number is one
force's of a joint reply only under a heading that is that force's name; reading costs what a document is worth. Nothing
is deleted: a later answer replaces only the questions that it answers, and an earlier figure stays with the one that
took its place, or with the day and the words by which the force took it back (forms D13 and D14).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ingest.answers.body import counts_in
from ingest.answers.meaning import force_named
from ingest.answers.outcomes import find_outcome, named_in, outcome_at
from ingest.answers.questions import Context, says_nothing_of
from ingest.answers.reply import Reply, identity, lines_of, outcome_from, read_reply
from ingest.model import DocumentReading, Figure, Line, Message, Outcome, Problem, Table, digest, locator_of, ranked
from ingest.phrases import letters
from ingest.phrases.labels import read_label
from ingest.phrases.numbers import read_value
from ingest.privacy import is_common, people_named
from ingest.reference import Campaign, Reference
from ingest.thread import OF_FORCE

LONGEST_TITLE = 8  # words
ENDS = " :.-–—*#\t"


def on_subject(
    messages: Sequence[Message], campaign: Campaign, reference: Reference
) -> tuple[tuple[Message, ...], list[Problem]]:
    """The force's messages without what stands below titles of other subjects ("Stolen dogs" above "1a. 77"), each up
    to the next title, and a problem for each."""
    problems: list[Problem] = []
    narrowed: list[Message] = []
    for message in messages:
        lines = message.lines
        titles = [n for n in range(len(lines)) if _is_title(lines, n)] if message.kind in OF_FORCE else []
        on_subject = list(lines[: titles[0]] if titles else lines)
        for start, end in pairwise([*titles, len(lines)]) if titles else ():
            title = lines[start].text.strip()
            is_group = any(is_common(word) for word in title.split())  # "Stolen Innocence Watch"
            is_other = letters.anywhere("subjects", "others").search(title) is not None and not is_group
            if is_other and says_nothing_of(title, campaign, reference):
                problems.append(Problem.of("another-subject", locator_of(lines[start:end]), title=title))
            else:
                on_subject += lines[start:end]
        narrowed.append(replace(message, lines=tuple(on_subject)))
    return tuple(narrowed), problems


def _is_title(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a few words without a number or an end, above the label of an answer."""
    text = lines[n].text.strip()
    if not text or len(text.split()) > LONGEST_TITLE or re.search(r"\d|[.:;?!,]$", text) or read_label(text):
        return False
    is_apart = n == 0 or not lines[n - 1].text.strip()
    below = next((line.text for line in lines[n + 1 :] if line.text.strip()), "")
    return is_apart and read_label(below) is not None


def parted(message: Message, force_ids: Sequence[str], reference: Reference) -> list[tuple[str, Message]]:
    """The message as it stands under each force's heading, with the force's id; "" for what stands under none. One
    piece where the message has no heading of every force."""
    named = {n: force_named(line.text.strip(ENDS), reference) for n, line in enumerate(message.lines)}
    headings = {n: force for n, force in named.items() if force and force in force_ids}
    if set(headings.values()) != set(force_ids):
        return [("", message)]
    starts = sorted(headings)
    pieces = [("", message.lines[: starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(message.lines)], strict=True):
        pieces.append((headings[start], message.lines[start + 1 : end]))
    answering = [piece for piece in pieces if any(line.text.strip() or line.table is not None for line in piece[1])]
    return [(force, replace(message, lines=lines)) for force, lines in answering]


def answered(
    reading: DocumentReading, answering: Sequence[Message], context: Context, force_ids: tuple[str, ...]
) -> DocumentReading:
    """A document's reading with what the force's answers, one for each force of a joint reply, say of a campaign."""
    pieces = [(context.force_id, message) for message in answering]
    if len(force_ids) > 1:
        pieces = [piece for message in answering for piece in parted(message, force_ids, context.reference)]
    replies = [read_reply(message, replace(context, force_id=force)) for force, message in pieces]
    for reply in replies:
        note_unread(reply, reading.blocks.tables)
        if len(force_ids) > 1:
            shared(reply, force_ids)
    are_dated = all(reply.message.on for reply in replies)  # a mail's newest part stands first
    by_time = sorted(replies, key=lambda reply: reply.message.on or date.min) if are_dated else replies
    add_upheld(by_time)
    add_corrections(by_time, context)
    with_ids(replies, context)
    outcomes, figures = settle(replies, by_time)
    figures = with_zeros(figures)
    problems = [problem for reply in replies for problem in reply.problems]
    problems += [*people_named(outcomes, figures), *_unanswered(replies, context)]
    if reading.force_id is None and len(force_ids) < 2 and (outcomes or figures):
        problems.append(Problem.of("force-not-found"))
    return replace(reading, outcomes=outcomes, figures=figures, problems=tuple(problems))


def note_unread(reply: Reply, tables: Sequence[Table]) -> None:
    """Add an outcome, not read, for each question that only a table answers."""
    for n, labels in reply.tables.items():
        answered = {outcome.question for outcome in reply.outcomes}
        for question in (question for label in labels if (question := reply.context.question(label))):
            if question.label not in answered:
                table = next((table for table in tables if table.n == n), Table(n))
                where = f"page {table.page}, table {n}" if table.page else f"table {n}"
                unread = replace(outcome_at((), "not_read"), locator=where, page=table.page, lines=table.lines)
                reply.outcomes.append(outcome_from(question, unread, reply))


def _unanswered(replies: Sequence[Reply], context: Context) -> list[Problem]:
    """One warning for the questions that no message answers, where others are answered."""
    answered = {outcome.question for reply in replies for outcome in reply.outcomes}
    missing = [label for label in context.labels if label not in answered]
    if not replies or not missing:
        return []
    where, named = locator_of(replies[-1].message.lines), questions_named(missing)
    return [Problem.of("question-without-answer", where, questions=named, here="this document")]


def questions_named(labels: Sequence[str]) -> str:
    return f"question {labels[0]}" if len(labels) == 1 else f"questions {', '.join(labels)}"


SENTENCES = re.compile(r"(?<=[.?!])\s+")
WITHDRAWN = "withdrawn"
UPHELD = "the review lets the earlier answer stand"
TAKING_BACK = ("refused", "ncnd", "not_held", "not_applicable")
"""Answers after which an earlier figure is no longer the force's own."""


def with_ids(replies: Sequence[Reply], context: Context) -> None:
    """Give every outcome and figure its id: a digest of names, with its rank among those of the document that have the
    same. An id holds the question, the offence's, period's or scope's label and the stage, and no value."""
    document = (context.source_id, context.document_path)
    outcomes = [(outcome.question, outcome.stage) for reply in replies for outcome in reply.outcomes]
    figures = [
        (figure.question, figure.offence_label, figure.period_label, figure.scope, figure.stage)
        for reply in replies
        for figure in reply.figures
    ]
    outcome_ids = iter([digest("outcome", *document, *n, r) for n, r in zip(outcomes, ranked(outcomes), strict=True)])
    figure_ids = iter([digest(*document, *n, r) for n, r in zip(figures, ranked(figures), strict=True)])
    for reply in replies:
        reply.outcomes = [replace(outcome, outcome_id=next(outcome_ids)) for outcome in reply.outcomes]
        reply.figures = [replace(figure, figure_id=next(figure_ids)) for figure in reply.figures]


def shared(reply: Reply, force_ids: Sequence[str]) -> None:
    """Give every force the outcomes that stand under no force's heading, and no force the numbers there."""
    unbound = [figure for figure in reply.figures if not figure.force_id]
    reply.figures = [figure for figure in reply.figures if figure.force_id]
    for figure in unbound:
        said = {"number": figure.value.text, "forces": len(force_ids)}
        reply.problems.append(Problem.of("joint-number", figure.locator, figure.page, **said))
    outcomes: list[Outcome] = []
    for outcome in reply.outcomes:
        forces = (outcome.force_id,) if outcome.force_id else force_ids
        outcomes += [replace(outcome, force_id=force) for force in forces]
    reply.outcomes = outcomes


def add_upheld(by_time: Sequence[Reply]) -> None:
    """Give a review that lets an answer stand an outcome of its own: the same status at its own stage. A problem where
    there is no answer before it."""
    for n, reply in enumerate(by_time):
        for label, part in reply.upheld:
            earlier = [answer for before in by_time[:n] for answer in before.outcomes if answer.question == label]
            lines = lines_of(part)
            if not earlier:
                reply.tell("review-upholds", part.text, lines, label=label)
                continue
            upheld = replace(
                earlier[-1],
                stage=reply.message.stage,
                message=reply.message.n,
                answered_on=reply.message.on.isoformat() if reply.message.on else None,
                text=part.text,
                quote=part.pieces[0].text,
                locator=locator_of(lines),
                note=UPHELD,
                force_caveat=None,
            )
            reply.outcomes.append(upheld)


def add_corrections(by_time: Sequence[Reply], context: Context) -> None:
    """Take back the earlier figures that a later message calls wrong in a sentence that is not read ("the answer to
    question 3 should have been 9"): neither number is in force until a person has said which."""
    correcting = letters.anywhere("answers", "correcting")
    for n, reply in enumerate(by_time):
        given = {figure.question for before in by_time[:n] for figure in before.figures}
        for part in (part for part in reply.unbound if correcting.search(part.text)):
            named = set(named_in(part.text, context.labels))
            wording = " ".join(sentence for sentence in SENTENCES.split(part.text) if correcting.search(sentence))
            parts = (name for name in context.labels if name[-1:].isalpha())
            named |= {name for name in parts if re.search(rf"(?<![\w.]){name}(?!\w)", wording)}
            finding = find_outcome(part, context.law, False)
            withdrawn = replace(finding, status="withdrawn", exemptions=(), exemptions_basis=None)
            for question in (question for question in context.questions if question.label in named & given):
                reply.outcomes.append(outcome_from(question, withdrawn, reply))


def settle(replies: Sequence[Reply], by_time: Sequence[Reply]) -> tuple[tuple[Outcome, ...], tuple[Figure, ...]]:
    """All outcomes and figures in the order of the document, each with its standing."""
    latest = {_asked(outcome): reply for reply in by_time for outcome in reply.outcomes}
    later = {id(reply): by_time[n:] for n, reply in enumerate(by_time, 1)}
    outcomes = [
        outcome if reply is latest[_asked(outcome)] else replace(outcome, is_current=False)
        for reply in replies
        for outcome in reply.outcomes
    ]
    figures = [_superseded_by_later(figure, later[id(reply)]) for reply in replies for figure in reply.figures]
    return tuple(outcomes), tuple(figures)


def with_zeros(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """ "<5" is 1 to 4 where the same source prints its zeros: then a zero would stand as one."""
    prints_zeros = any(figure.value.value == 0 for figure in figures)
    return tuple(
        replace(figure, value=read_value(value.text, unit=figure.unit, prints_zeros=True) or value)
        if prints_zeros and value.value is None and value.low == 0 and value.high is not None
        else figure
        for figure in figures
        for value in (figure.value,)
    )


def _asked(one: Outcome | Figure) -> tuple[str | None, str | None]:
    return one.question, one.force_id


def _superseded_by_later(figure: Figure, later: Sequence[Reply]) -> Figure:
    for reply in later:
        answers = [outcome for outcome in reply.outcomes if _asked(outcome) == _asked(figure)]
        withdrawn = next((outcome for outcome in answers if outcome.status == WITHDRAWN), None)
        if withdrawn is not None:
            day = reply.message.on.isoformat() if reply.message.on else "on a day not printed"
            words = " ".join((withdrawn.quote or "").split())
            rule = f"Withdrawn {day} by the force, {withdrawn.locator}: {words}"
            return replace(figure, status=WITHDRAWN, rule=rule)
    for reply in later:
        answers = [outcome for outcome in reply.outcomes if _asked(outcome) == _asked(figure)]
        if answers and all(outcome.status in TAKING_BACK for outcome in answers):
            words = f"the same thread's later answer, {answers[0].locator}, gives no figure ({answers[0].status})"
            return replace(figure, status="superseded", rule=words)
        is_read = any(other.question == figure.question for other in reply.figures)
        is_counted = any(figure.question in labels for labels in reply.tables.values())
        is_counted = is_counted or any(counts_in(outcome.text or "") for outcome in answers)
        is_upheld = bool(answers) and answers[0].note == UPHELD
        if answers and is_counted and not is_read and not is_upheld:
            words = f"the same thread answers again at {answers[0].locator}, with numbers that were not read"
            return replace(figure, status="superseded", rule=words)
    for other in (other for reply in reversed(later) for other in reply.figures):
        if identity(other) == identity(figure):
            rule = f"the same thread answers again in message {other.message}"
            return replace(figure, status="superseded", replaced_by=other.figure_id, rule=rule)
    return figure
