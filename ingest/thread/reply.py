"""One message of a force -> its outcomes and figures, with places and quotes. `standing` gives them their ids.

Protects: every figure has its place and its own words, and an id holds names only: the question, the period's, scope's
or offence's label, the stage and the rank among equals. Words that name no question bind all of them only where none is
answered beside them, or where they say so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.model import Figure, Message, Problem
from ingest.phrases import letters
from ingest.phrases.costs import cost_arithmetic
from ingest.phrases.statuses import read_status
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.entries import MOST_ANSWERS
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.notes import caveats, count_in_doubt, mark_in_doubt, period_in_doubt, stated
from ingest.thread.one_answer import answer, is_given, upholds, without_legend
from ingest.thread.outcomes import binds_whole, find_outcome, gives_beside, is_cost, locator_of, refuses
from ingest.thread.parts import Answers, NotRead, Part
from ingest.thread.questions import Question
from ingest.thread.restated import another_in, doubts_of
from ingest.thread.results import Reply, identity, lines_of, outcome_from, problem_of, problems_of, where_of

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
    reply.said = stated(message.lines, (part for part in answers.parts if part.how != "whole"))
    reply.figures, doubtful = period_in_doubt(reply.figures, reply.said)
    reply.problems += doubtful
    reply.caveats = caveats(message.lines, answers.parts)
    reply.figures, doubtful = count_in_doubt(reply.figures, reply.caveats, context.questions, context.reference)
    reply.problems += doubtful
    reply.figures, marked = mark_in_doubt(reply.figures, message.lines)
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
