"""Words that are of the whole request and name no question: a refusal on cost, a pointer, figures out of goodwill.

Protects: they bind every question only where none is answered beside them, or where they say so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.phrases import letters
from ingest.phrases.costs import cost_arithmetic
from ingest.phrases.statuses import read_status
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.one_answer import answer, is_given, upholds, without_legend
from ingest.thread.outcomes import binds_whole, find_outcome, is_cost, refuses
from ingest.thread.parts import Part
from ingest.thread.questions import Question
from ingest.thread.sayings import gives_beside
from ingest.thread.told import Reply, lines_of, outcome_from, problem_of

WHOLE_STATUSES = (
    "refused",
    "ncnd",
    "not_held",
    "referred",
    "partly_answered",
    "no_answer",
    "withdrawn",
    "not_applicable",
)
GROUNDED = ("refused", "ncnd", "not_held", "partly_answered")
EXPLAINING = ("own", "notice")
LINES_OF_A_POINTER = 8  # a reply that only says where the answer is has few


def refuses_whole(part: Part, context: Context) -> bool:
    """Whether one question's cost refuses the whole request (form D1), no other being answered beside it: the words say
    so, and the ground is cost."""
    is_in_full = part.how == "whole" and letters.anywhere("answers", "in_full").search(part.text) is not None
    if part.how == "rest" or not (binds_whole(part.text) or is_in_full):
        return False
    finding = find_outcome(part, context.law, False)
    of_cost = any(is_cost(section, context.law) for section in finding.exemptions)
    return finding.status == "refused" and of_cost


def with_reasons(whole: Part, parts: Sequence[Part], context: Context) -> Part:
    """A refusal of the whole request that prints no section, with the words on single questions that do."""
    finding = find_outcome(whole, context.law, False)
    if finding.status != "refused" or finding.exemptions_basis == "printed" or not binds_whole(whole.text):
        return whole
    pieces = [piece for part in parts for piece in part.pieces]
    return Part(whole.labels, whole.how, whole.printed, whole.question, [*whole.pieces, *pieces])


def with_ground(part: Part, whole: Part, parts: Sequence[Part], context: Context) -> Part | None:
    """A question's words that refuse the whole request and print no section, with the words above all answers that do:
    "Section 12(1)" above "Question 1a needs 900 records to be read. All questions are therefore refused". None where
    that is not so, or another question is answered."""
    others_explain = all(other is part or _explains(other) for other in parts)
    if not others_explain or not binds_whole(part.text) or find_outcome(part, context.law, False).status != "refused":
        return None
    if find_outcome(part, context.law, False).exemptions_basis == "printed":
        return None
    joined = Part(part.labels, part.how, part.printed, part.question, [*part.pieces, *whole.pieces], part.tables)
    return joined if refuses_whole(joined, context) and find_outcome(whole, context.law, False).exemptions else None


def is_explained_by(whole: Part, parts: Sequence[Part], context: Context) -> bool:
    """Whether a refusal of the whole request on cost is only explained by what is said of single questions: "question
    1b alone would need 900 records to be read"."""
    if not parts or not refuses_whole(whole, context):
        return False
    return all(part.how in EXPLAINING and not part.tables and part.pieces and _explains(part) for part in parts)


def _explains(part: Part) -> bool:
    """Whether words say why there is no number, or reckon what it would cost."""
    status, cost = read_status(part.text), cost_arithmetic(part.text)
    reckons = bool(cost.minutes_each or cost.hours)
    if status is None or (status.status == "refused" and part.how == "notice"):
        return reckons
    return status.is_reason


def refuse_all(part: Part, labels: Sequence[str], reply: Reply, context: Context, only: Collection[str] = ()) -> None:
    """What became of every question, or of `only` these."""
    finding = find_outcome(part, context.law, False)
    cause = f"the whole request is refused; question {', '.join(labels)} caused it" if labels else None
    finding = replace(finding, note="; ".join(filter(None, (cause, finding.note))) or None)
    for question in context.questions or (Question(None, (), None, None, None, None),):
        if only and question.label not in only:
            continue
        reply.outcomes.append(outcome_from(question, finding, reply.message, context))
    behind = gives_beside(part.text)
    if behind and counts_in(part.text[behind:]):
        words = "Numbers stand beside a refusal of the whole request and are not read"
        reply.problems.append(problem_of(words, part.text[behind:].lstrip(" ,"), lines_of(part), "numbers-unbound"))


def read_whole(
    part: Part, parts: Sequence[Part], reply: Reply, context: Context, restated: Collection[str] = ()
) -> None:
    """Words that name no question. They are of the whole request where nothing is answered beside them, or of the
    questions that are `restated` above them where these are some of it only; a request of one question is answered by
    them."""
    part = without_legend(part)
    asked = list(context.questions)
    is_final = refuses(part, context.law)
    answered = {label for other in parts for label in other.labels}
    if len(asked) == 1 and not answered:
        answer(part, asked, reply, context)
    elif answered and _refuses_but_gives(part, context):
        _refuse_but_given(part, answered, reply, context)
    elif not answered and is_final:
        finding = find_outcome(part, context.law, False)
        if finding.status not in WHOLE_STATUSES:
            return
        if not asked and finding.status not in GROUNDED and _length(part) > LINES_OF_A_POINTER:
            return  # "found at …" somewhere in a long text says nothing of a request that is not known
        known = [question.label for question in asked if question.label]
        if upholds(part, known, reply):
            return
        if is_given(part) and counts_in(part.text):
            words = "Numbers are given beside a refusal and stand under no question that is known"
            reply.problems.append(problem_of(words, part.text, lines_of(part), "numbers-unbound"))
        mentioned = [name for mention in find_mentions(part.text) for name in resolve(mention, known)]
        only = () if binds_whole(part.text) or mentioned else [name for name in known if name in restated]
        refuse_all(part, list(dict.fromkeys(mentioned)), reply, context, only)
    elif answered and is_final and any(q.label not in answered for q in asked):
        left = ", ".join(q.label for q in asked if q.label and q.label not in answered)
        is_pointer = find_outcome(part, context.law, False).status == "referred"
        what = "Words that point to a document name" if is_pointer else "A refusal names"
        words = f"{what} no question, and these are not answered: {left}"
        reply.problems.append(problem_of(words, part.text, lines_of(part), "refusal-unbound"))
    elif not answered and counts_in(part.text):
        reply.unbound.append(part)
        words = "Numbers stand under no question that is known"
        reply.problems.append(problem_of(words, part.text, lines_of(part), "numbers-unbound"))


def _refuses_but_gives(part: Part, context: Context) -> bool:
    """Whether words beside answers refuse the whole request on cost and give the answers out of goodwill."""
    finding = find_outcome(part, context.law, True)
    is_whole = binds_whole(part.text)
    of_cost = any(is_cost(section, context.law) for section in finding.exemptions)
    return finding.status == "partly_answered" and is_whole and of_cost and gives_beside(part.text) is not None


def _refuse_but_given(part: Part, answered: set[str], reply: Reply, context: Context) -> None:
    """A refusal of the whole request beside figures out of goodwill (form D4): the questions answered are partly
    answered and the exemption stays, the others are refused."""
    finding = find_outcome(part, context.law, False)
    for n, outcome in enumerate(reply.outcomes):
        if outcome.status == "answered" and outcome.question in answered:
            note = "; ".join(filter(None, (outcome.note, "given beside a refusal of the whole request", finding.note)))
            reply.outcomes[n] = replace(
                outcome,
                status="partly_answered",
                exemptions=finding.exemptions,
                exemptions_basis=finding.exemptions_basis,
                note=note,
            )
    for question in context.questions:
        if question.label not in answered:
            refused = replace(finding, status="refused")
            reply.outcomes.append(outcome_from(question, refused, reply.message, context))


def _length(part: Part) -> int:
    return sum(len(piece.lines) for piece in part.pieces)
