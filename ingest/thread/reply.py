"""One message of a force -> its outcomes and figures, with places and quotes. `standing` gives them their ids.

Protects: words that name no question bind all of them only where none is answered beside them, or where they say so;
of two numbers that one message gives for one thing none stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.model import Figure, Message, Problem
from ingest.phrases import letters
from ingest.phrases.exemptions import cost_arithmetic
from ingest.phrases.statuses import read_status
from ingest.thread.caveats import in_doubt, remarks_in
from ingest.thread.context import Context
from ingest.thread.entries import MOST_ANSWERS
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.numbers import Asked, asked_for
from ingest.thread.one_answer import answer, upholds, without_legend
from ingest.thread.outcomes import binds_whole, find_outcome, gives_beside, is_cost, refuses
from ingest.thread.parts import Answers, Part, counts_in
from ingest.thread.questions import Question
from ingest.thread.restated import doubts_of
from ingest.thread.results import Reply, identity, lines_of, outcome_from

GROUNDED = ("refused", "ncnd", "not_held", "partly_answered")
LINES_OF_A_POINTER = 8  # a reply that only says where the answer is has few


def read_reply(message: Message, answers: Answers, context: Context) -> Reply:
    """The outcomes and figures of one message."""
    reply = Reply(message, tables=answers.tables)
    if len(answers.parts) > MOST_ANSWERS:
        words = f"{len(answers.parts):,} labelled answers stand here, more than a request has questions; none is read"
        reply.tell(words, "", message.lines[:1], "too-many-answers")
        answers = replace(answers, parts=())
    parts = _of_their_questions(answers, reply, context)
    whole = next((part for part in answers.parts if part.how == "whole"), None)
    refusal = _refusal_of_all(parts, whole, context)
    if refusal is not None:
        refuse_all(*refusal, reply, context)
        parts, whole = [], None
    answering = [part for part in parts if part.pieces and not refuses(part, context.law)]
    for part in parts:
        _read_part(part, parts, [one for one in answering if one is not part], reply, context)
    if whole is not None:
        read_whole(whole, parts, reply, context, answers.restated)
    reply.remarks = remarks_in(message, answers.parts)
    reply.figures, doubtful = in_doubt(reply.figures, reply.remarks, lambda figure: asked_of(figure, context))
    reply.problems += doubtful
    _drop_contradictions(reply)
    for paragraph, words, rule in answers.left:
        reply.tell(words, paragraph.text, paragraph.lines, rule)
    caveat = "\n\n".join(paragraph.text for paragraph in answers.caveats) or None
    reply.outcomes = [replace(outcome, force_caveat=caveat) for outcome in reply.outcomes]
    return reply


def asked_of(figure: Figure, context: Context) -> Asked | None:
    """What was asked for by the question that a figure answers."""
    question = context.question(figure.question)
    return asked_for(question, context) if question is not None else None


def is_answering(answers: Answers, context: Context) -> bool:
    """Whether a message that sounds like an acknowledgement answers all the same: a question under its label, with a
    number or with what became of it."""
    own = [part for part in answers.parts if part.how in ("own", "notice") and part.labels]
    return any(counts_in(part.text) or refuses(part, context.law) for part in own)


def _of_their_questions(answers: Answers, reply: Reply, context: Context) -> list[Part]:
    """The parts that name a question, without those that may answer another than their label says."""
    parts = [part for part in answers.parts if part.how != "whole"]
    kept: list[Part] = []
    for part, doubt in zip(parts, doubts_of(parts, context), strict=True):
        if doubt is None:
            kept.append(part)
            continue
        reply.tell(doubt, part.text, lines_of(part) or reply.message.lines[:1], "label-doubtful")
        reply.tables = {n: labels for n, labels in reply.tables.items() if n not in part.tables}
    return kept


def _refusal_of_all(parts: Sequence[Part], whole: Part | None, context: Context) -> tuple[Part, list[str]] | None:
    """The words that refuse the whole request on cost, with the questions that caused it, where all that is said of
    single questions only explains it: "question 1b alone would need 900 records to be read". A refusal that prints no
    section goes with the words that do."""
    if whole is None:
        return None
    for part in (whole, *parts):
        others = [one for one in parts if one is not part]
        if (part is whole and not others) or not _binds_all(part) or not all(_explains(one) for one in others):
            continue
        is_printed = find_outcome(part, context.law, False).exemptions_basis == "printed"
        beside = [] if is_printed else [whole] if part is not whole else others
        pieces = [*part.pieces, *(piece for one in beside for piece in one.pieces)]
        joined = replace(part, pieces=pieces)
        if (part is whole or not is_printed) and _is_refused_on_cost(joined, context):
            return joined, part.labels or list(dict.fromkeys(label for one in parts for label in one.labels))
    return None


def _binds_all(part: Part) -> bool:
    is_in_full = part.how == "whole" and letters.anywhere("answers", "in_full").search(part.text) is not None
    return part.how != "rest" and (is_in_full or binds_whole(part.text))


def _is_refused_on_cost(part: Part, context: Context) -> bool:
    finding = find_outcome(part, context.law, False)
    return finding.status == "refused" and any(is_cost(section, context.law) for section in finding.exemptions)


def _explains(part: Part) -> bool:
    """Whether words on a question say why there is no number, or reckon what it would cost."""
    if part.how not in ("own", "notice") or part.tables or not part.pieces:
        return False
    status, cost = read_status(part.text), cost_arithmetic(part.text)
    if status is None or (status.status == "refused" and part.how == "notice"):
        return bool(cost.minutes_each or cost.hours)
    return status.is_reason


def refuse_all(part: Part, labels: Sequence[str], reply: Reply, context: Context, only: Collection[str] = ()) -> None:
    """Add what became of every question, or of `only` these."""
    finding = find_outcome(part, context.law, False)
    cause = f"the whole request is refused; question {', '.join(labels)} caused it" if labels else None
    finding = replace(finding, note="; ".join(filter(None, (cause, finding.note))) or None)
    for question in context.questions or (Question(None, (), None, None, None, None),):
        if not only or question.label in only:
            reply.outcomes.append(outcome_from(question, finding, reply.message, context))
    behind = gives_beside(part.text)
    if behind and counts_in(part.text[behind:]):
        words = "Numbers stand beside a refusal of the whole request and are not read"
        reply.tell(words, part.text[behind:].lstrip(" ,"), lines_of(part), "numbers-unbound")


def _read_part(part: Part, parts: Sequence[Part], answering: Sequence[Part], reply: Reply, context: Context) -> None:
    """`answering`: the other parts that say of their question something else than a refusal."""
    if part.how == "unknown":
        if part.pieces and context.questions:
            words = f"Question {part.printed} is answered and is none of the request's"
            reply.tell(words, part.text, lines_of(part), "label-not-asked")
        return
    if part.tables and not part.pieces:
        return  # `tabled` reads it
    labels = part.labels
    if part.how == "rest":
        answered = {label for other in parts for label in other.labels}
        labels = [question.label for question in context.questions if question.label and question.label not in answered]
    if not labels:
        reply.tell("A notice names no question that is known", part.text, lines_of(part), "notice-unbound")
    if not answering and _binds_all(part) and _is_refused_on_cost(part, context):
        refuse_all(part, labels, reply, context)
        return
    answer(part, [question for label in labels if (question := context.question(label))], reply, context)


def read_whole(part: Part, parts: Sequence[Part], reply: Reply, context: Context, restated: Collection[str]) -> None:
    """Words that name no question. They are of the whole request where nothing is answered beside them, or of the
    questions that are `restated` above them where these are some of it only; a request of one question is answered by
    them."""
    part = without_legend(part)
    asked = list(context.questions)
    known = [question.label for question in asked if question.label]
    answered = {label for other in parts for label in other.labels}
    is_final = refuses(part, context.law)
    if len(asked) == 1 and not answered:
        answer(part, asked, reply, context)
    elif answered and _refuses_but_gives(part, context):
        _refuse_but_given(part, answered, reply, context)
    elif not answered and is_final:
        length = sum(len(piece.lines) for piece in part.pieces)
        if not asked and length > LINES_OF_A_POINTER and find_outcome(part, context.law, False).status not in GROUNDED:
            return  # "found at …" somewhere in a long text says nothing of a request that is not known
        if not upholds(part, known, reply):
            mentioned = [name for mention in find_mentions(part.text) for name in resolve(mention, known)]
            only = () if binds_whole(part.text) or mentioned else [name for name in known if name in restated]
            refuse_all(part, list(dict.fromkeys(mentioned)), reply, context, only)
    elif is_final and any(name not in answered for name in known):
        left = ", ".join(name for name in known if name not in answered)
        words = f"Words that refuse or point elsewhere name no question, and these are not answered: {left}"
        reply.tell(words, part.text, lines_of(part), "refusal-unbound")
    elif not answered and counts_in(part.text):
        reply.unbound.append(part)
        words = "Numbers stand under no question that is known"
        reply.tell(words, part.text, lines_of(part), "numbers-unbound")


def _refuses_but_gives(part: Part, context: Context) -> bool:
    """Whether words beside answers refuse the whole request on cost and give the answers out of goodwill."""
    finding = find_outcome(part, context.law, True)
    of_cost = any(is_cost(section, context.law) for section in finding.exemptions)
    is_given = binds_whole(part.text) and gives_beside(part.text) is not None
    return finding.status == "partly_answered" and of_cost and is_given


def _refuse_but_given(part: Part, answered: set[str], reply: Reply, context: Context) -> None:
    """A refusal of the whole request beside figures out of goodwill (form D4): the questions answered are partly
    answered and the exemption stays, the others are refused."""
    finding = replace(find_outcome(part, context.law, False), status="refused")
    for n, outcome in enumerate(reply.outcomes):
        if outcome.status == "answered" and outcome.question in answered:
            note = "; ".join(filter(None, (outcome.note, "given beside a refusal of the whole request", finding.note)))
            sections, basis = finding.exemptions, finding.exemptions_basis
            reply.outcomes[n] = replace(
                outcome, status="partly_answered", exemptions=sections, exemptions_basis=basis, note=note
            )
    for question in context.questions:
        if question.label not in answered:
            reply.outcomes.append(outcome_from(question, finding, reply.message, context))


def _drop_contradictions(reply: Reply) -> None:
    """One message gives one number for one thing: said twice it stands once, and of two that differ none does."""
    same: dict[tuple[object, ...], list[Figure]] = {}
    for figure in reply.figures:
        same.setdefault(identity(figure), []).append(figure)
    reply.figures = []
    for figures in same.values():
        bounds = {(figure.value.value, figure.value.low, figure.value.high) for figure in figures}
        if len(bounds) == 1 or len({figure.value.text for figure in figures}) == 1:
            reply.figures.append(figures[0])
            continue
        printed = " and ".join(dict.fromkeys(figure.value.text for figure in figures))
        words = f"Question {figures[0].question}: this message gives {printed} for the same thing."
        reply.problems.append(Problem("warning", words, figures[0].locator, rule="contradiction"))
