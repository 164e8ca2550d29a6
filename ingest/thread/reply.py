"""One message of a force -> its outcomes and figures, with places and quotes. `standing` gives them their ids.

Protects: every figure has its place and its own words, and an id holds names only: the question, the period's, scope's
or offence's label, the stage and the rank among equals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import Figure, Line, Message, Outcome, Problem
from ingest.phrases.numbers import read_value
from ingest.phrases.statuses import find_statuses, read_status
from ingest.thread import goodwill, letters, list_rows, marked_notes, named, overall_counted, overall_period
from ingest.thread.another_question import another_in
from ingest.thread.answers import Answers, Part, gives_beside
from ingest.thread.candidates import counts_in
from ingest.thread.context import Context
from ingest.thread.figures import identity, make_figure, stage_of
from ingest.thread.labels import find_mentions, resolve
from ingest.thread.marks import read_marks, read_marks_beside
from ingest.thread.numbering import doubt_of
from ingest.thread.outcomes import Finding, binds_whole, find_outcome, is_cost, is_upheld, locator_of, refuses
from ingest.thread.questions import Question
from ingest.thread.values import NotRead, Values, is_merged, read_values, shown

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
SILENT = "neither a number nor a reason was understood"
MARKED_NUMBER = re.compile(r"[<>~]?\s*\d[\d,]*\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡#^]+|\(\d{1,2}\)|\[[a-z]{1,4}\])\.?")
LINES_OF_A_POINTER = 8  # a reply that only says where the answer is has few


@dataclass
class Reply:
    message: Message
    outcomes: list[Outcome] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    upheld: list[tuple[str, Part]] = field(default_factory=list)
    """Questions of which a review lets the earlier answer stand, with its words."""
    unbound: list[Part] = field(default_factory=list)
    """Words with numbers that stand under no question."""
    tables: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Number of each of the message's tables -> the questions that it stands under, () for none."""
    said: tuple[overall_period.Stated, ...] = ()
    """What the message says of the period of all its figures."""
    caveats: tuple[overall_counted.Caveat, ...] = ()
    """What it says of what they count."""


def where_of(table: int) -> str:
    """The place of a table by its number; one below zero is of a table in the text that was not read."""
    return f"line {-table}" if table < 0 else f"table {table}"


def is_answering(answers: Answers, context: Context) -> bool:
    """Whether a message that sounds like an acknowledgement answers all the same: a question under its label, with a
    number or with what became of it."""
    own = [part for part in answers.parts if part.how in ("own", "notice") and part.labels]
    return any(counts_in(part.text) or refuses(part, context.law) for part in own)


def read_reply(message: Message, answers: Answers, context: Context) -> Reply:
    """The outcomes and figures of one message."""
    reply = Reply(message, tables=answers.tables)
    parts = [part for part in answers.parts if part.how != "whole"]
    doubts = [doubt_of(part, parts, context) for part in parts]
    for part, doubt in zip(parts, doubts, strict=True):
        if doubt:
            at = locator_of(_lines(part)) or next((where_of(n) for n in part.tables), "")
            reply.problems.append(replace(_problem(doubt, part.text, _lines(part), "label-doubtful"), locator=at))
        if doubt and another_in(part, context):
            reply.tables = {n: labels for n, labels in reply.tables.items() if n not in part.tables}
    parts = [part for part, doubt in zip(parts, doubts, strict=True) if not doubt]
    whole = next((part for part in answers.parts if part.how == "whole"), None)
    if whole is not None and _is_explained_by(whole, parts, context):
        causes = list(dict.fromkeys(label for part in parts for label in part.labels))
        _refuse_all(whole, causes, reply, context)
        parts, whole = [], None
    answering = frozenset(id(part) for part in parts if part.pieces and not refuses(part, context.law))
    for part in parts:
        _read_part(part, parts, answering, reply, context)
    if whole is not None:
        _read_whole(whole, parts, reply, context)
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
            _problem(
                "An answer stands below the sign-off and is not read", paragraph.text, paragraph.lines, "below-sign-off"
            )
        )
    for paragraph in answers.beyond:
        words = "The page goes on with another request, which is not read"
        reply.problems.append(_problem(words, paragraph.text, paragraph.lines, "second-request"))
    caveat = "\n\n".join(paragraph.text for paragraph in answers.caveats) or None
    reply.outcomes = [replace(outcome, force_caveat=caveat) for outcome in reply.outcomes]
    return reply


def _read_part(part: Part, parts: Sequence[Part], answering: frozenset[int], reply: Reply, context: Context) -> None:
    """`answering`: the parts, by identity, that say of their question something else than a refusal."""
    if part.how == "unknown":
        if part.pieces and context.questions:
            words = f"Question {part.printed} is answered and is none of the request's"
            reply.problems.append(_problem(words, part.text, _lines(part), "label-not-asked"))
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
            _problem("A notice names no question that is known", part.text, _lines(part), "notice-unbound")
        )
    asked = [question for label in labels if (question := context.question(label))]
    if not answering - {id(part)} and _refuses_whole(part, context):
        _refuse_all(part, labels, reply, context)
        return
    _answer(part, asked, reply, context)


def _note_quarters(part: Part, parts: Sequence[Part], reply: Reply, context: Context) -> None:
    """A list of a year's quarters gives no figure of the year; where it is all that answers, there is an answer."""
    others = {label for other in parts if other is not part and other.pieces for label in other.labels}
    finding = find_outcome(part, context.law, False)
    for question in filter(None, (context.question(label) for label in part.labels)):
        why = NotRead("the numbers are of quarters, and which year's is not said beside them", part.text, _lines(part))
        reply.problems += _problems([why], question)
        if question.label not in others:
            reply.outcomes.append(_outcome(question, finding, reply.message, context))


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


def _refuses_whole(part: Part, context: Context) -> bool:
    """Whether one question's cost refuses the whole request (form D1), no other being answered beside it: the words say
    so, and the ground is cost."""
    if part.how == "rest" or not binds_whole(part.text):
        return False
    finding = find_outcome(part, context.law, False)
    of_cost = any(is_cost(section, context.law) for section in finding.exemptions)
    return finding.status == "refused" and of_cost


def _is_explained_by(whole: Part, parts: Sequence[Part], context: Context) -> bool:
    """Whether a refusal of the whole request on cost is only explained by what is said of single questions: "question
    1b alone would need 900 records to be read"."""
    if not parts or not _refuses_whole(whole, context):
        return False
    read = [(part, read_status(part.text)) for part in parts]
    return all(
        part.how == "own" and not part.tables and part.pieces and status is not None and status.is_reason
        for part, status in read
    )


def _refuse_all(part: Part, labels: Sequence[str], reply: Reply, context: Context) -> None:
    finding = find_outcome(part, context.law, False)
    cause = f"the whole request is refused; question {', '.join(labels)} caused it" if labels else None
    finding = replace(finding, note="; ".join(filter(None, (cause, finding.note))) or None)
    for question in context.questions or (Question(None, (), None, None, None, None),):
        reply.outcomes.append(_outcome(question, finding, reply.message, context))
    behind = gives_beside(part.text)
    if behind and counts_in(part.text[behind:]):
        words = "Numbers stand beside a refusal of the whole request and are not read"
        reply.problems.append(_problem(words, part.text[behind:].lstrip(" ,"), _lines(part), "numbers-unbound"))


def _read_whole(part: Part, parts: Sequence[Part], reply: Reply, context: Context) -> None:
    """Words that name no question. They are of the whole request where nothing is answered beside them; a request of
    one question is answered by them."""
    asked = list(context.questions)
    is_final = refuses(part, context.law)
    answered = {label for other in parts for label in other.labels}
    if len(asked) == 1 and not answered:
        _answer(part, asked, reply, context)
    elif answered and _refuses_but_gives(part, context):
        _refuse_but_given(part, answered, reply, context)
    elif not answered and is_final:
        finding = find_outcome(part, context.law, False)
        if finding.status not in WHOLE_STATUSES:
            return
        if not asked and finding.status not in GROUNDED and _length(part) > LINES_OF_A_POINTER:
            return  # "found at …" somewhere in a long text says nothing of a request that is not known
        known = [question.label for question in asked if question.label]
        if _upholds(part, known, reply):
            return
        if _is_given(part) and counts_in(part.text):
            words = "Numbers are given beside a refusal and stand under no question that is known"
            reply.problems.append(_problem(words, part.text, _lines(part), "numbers-unbound"))
        mentioned = [name for mention in find_mentions(part.text) for name in resolve(mention, known)]
        _refuse_all(part, list(dict.fromkeys(mentioned)), reply, context)
    elif answered and is_final and any(q.label not in answered for q in asked):
        left = ", ".join(q.label for q in asked if q.label and q.label not in answered)
        is_pointer = find_outcome(part, context.law, False).status == "referred"
        what = "Words that point to a document name" if is_pointer else "A refusal names"
        words = f"{what} no question, and these are not answered: {left}"
        reply.problems.append(_problem(words, part.text, _lines(part), "refusal-unbound"))
    elif not answered and counts_in(part.text):
        reply.unbound.append(part)
        words = "Numbers stand under no question that is known"
        reply.problems.append(_problem(words, part.text, _lines(part), "numbers-unbound"))


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
            reply.outcomes.append(_outcome(question, refused, reply.message, context))


def _answer(part: Part, asked: Sequence[Question], reply: Reply, context: Context) -> None:
    """Outcomes and figures of a part for the questions it answers."""
    if _upholds(part, [question.label for question in context.questions if question.label], reply):
        return
    for question in asked:
        values = _values(part, question, asked, context)
        finding = find_outcome(part, context.law, bool(values.readings))
        given = _given(part, question, asked, finding.status, context)
        if given is not None:
            values = given
            finding = replace(find_outcome(part, context.law, True), status="partly_answered")
        elif _is_not_held(part, values):
            values = Values(not_read=(NotRead("it says both zero and not held", part.text, _lines(part)),))
            finding = find_outcome(part, context.law, False)
        elif finding.status in ("refused", "ncnd", "not_held", "referred", "no_answer", "withdrawn", "not_applicable"):
            values = Values(not_read=_taken_back(part, finding.status) or _not_taken(part, finding.status, values))
        elif finding.status == "answered" and not values.readings and not values.not_read:
            values = Values(not_read=_silent(part, question, context))
        if finding.status == "partly_answered" and values.readings and given is None and not _is_given(part):
            values = Values(not_read=(NotRead("a refusal holds a number", part.text, _lines(part)),))
        if "offence" in question.dimensions:
            values = replace(values, not_read=(*values.not_read, *list_rows.without_number(part, values)))
        figures = [make_figure(reading, question, reply.message, context) for reading in values.readings]
        borne = [figure for figure in figures if figure is not None]
        reply.figures += borne
        reply.problems += _problems(values.not_read, question)
        finding = _without_names(finding, question, context)
        reply.outcomes.append(_outcome(question, finding, reply.message, context))


def _given(part: Part, question: Question, asked: Sequence[Question], status: str, context: Context) -> Values | None:
    """What a refusal of one question gives all the same (form D4): its figure where that is sure, else a problem that
    quotes it. None where it gives nothing."""
    own = goodwill.given_in(part, context.law) if part.how == "own" and len(asked) == 1 else None
    if own is None or status not in ("refused", "ncnd", "partly_answered"):
        return None
    values = _values(own, question, asked, context)
    if values.readings and not values.not_read and goodwill.is_sure(own.text):
        return values
    return Values(not_read=(NotRead("a number is given beside the refusal", own.text, _lines(own)),))


def _is_not_held(part: Part, values: Values) -> bool:
    """Whether a zero stands beside words that nothing is held, which is no count of anything."""
    is_zero = bool(values.readings) and all(reading.value.value == 0 for reading in values.readings)
    return is_zero and any(cue.status == "not_held" for cue in find_statuses(part.text))


def _taken_back(part: Part, status: str) -> tuple[NotRead, ...]:
    """A withdrawal that prints a number: the one taken back, or the one in its place."""
    if status != "withdrawn" or not counts_in(part.text):
        return ()
    return (NotRead("which number is withdrawn and which stands in its place is not read", part.text, _lines(part)),)


def _not_taken(part: Part, status: str, values: Values) -> tuple[NotRead, ...]:
    """Numbers of the answer beside words that nothing is held or that it is elsewhere."""
    if status not in ("not_held", "no_answer", "referred", "not_applicable"):
        return ()
    if not values.readings:
        return () if status == "referred" else values.not_read
    printed = ", ".join(reading.value.text for reading in values.readings)
    return (NotRead(f"{printed} stands beside words that make it {status.replace('_', ' ')}", part.text, _lines(part)),)


def _silent(part: Part, question: Question, context: Context) -> tuple[NotRead, ...]:
    """Words under a question that asks for a number, without one and without a word on why."""
    measure = context.reference.measures.get(question.measure_id or "")
    if measure is None or named.asks_names(measure):
        return ()
    if part.tables:
        marked = [piece for piece in part.pieces if MARKED_NUMBER.fullmatch(piece.text.strip())]
        why = "a number with a mark stands above a table and is not read"
        return tuple(NotRead(why, piece.text, piece.lines) for piece in marked)
    return (NotRead(SILENT, part.text, _lines(part)),)


def _upholds(part: Part, known: Sequence[str], reply: Reply) -> bool:
    """Whether a review only lets the earlier answer stand: `standing` gives it to the questions that the words name;
    where they name none a note says why the earlier answers are in force."""
    if reply.message.kind != "review_response" or not is_upheld(part.text) or counts_in(part.text):
        return False
    mentioned = [name for mention in find_mentions(part.text) for name in resolve(mention, known)]
    labels = part.labels or list(dict.fromkeys(mentioned))
    reply.upheld += [(label, part) for label in labels]
    if not labels:
        words = "The review lets the earlier answer stand"
        reply.problems.append(replace(_problem(words, part.text, _lines(part), "review-upholds"), severity="note"))
    return True


def _values(part: Part, question: Question, asked: Sequence[Question], context: Context) -> Values:
    measure = context.reference.measures.get(question.measure_id or "")
    if not counts_in(part.text) and (measure is None or not named.asks_names(measure)):
        marked = read_marks(part.pieces, question, measure, context) if measure and not question.unclear else ()
        if marked:
            return Values(marked)
        return read_values(part.pieces, question, measure, context.force_id, context.reference) if measure else Values()
    if question.unclear or measure is None:
        why = question.unclear or "what it counts is not known"
        return Values(not_read=(NotRead(f"the question is not understood: {why}", part.text, _lines(part)),))
    if named.asks_names(measure):
        return named.read_named(part.pieces, measure)
    values = read_values(part.pieces, question, measure, context.force_id, context.reference)
    beside = read_marks_beside(part.pieces, question, measure, context) if values.readings else ()
    told = {reading.lines for reading in beside}
    not_read = tuple(one for one in values.not_read if one.lines not in told)
    values = Values((*values.readings, *beside), not_read)
    if len(asked) > 1 and any(reading.value.value != 0 for reading in values.readings):
        why = "one number answers several questions"
        return Values(not_read=(NotRead(why, part.text, _lines(part)),))
    return values


def _is_given(part: Part) -> bool:
    """Whether a refusal gives its number all the same: out of goodwill, or bare on a line before the refusal begins."""
    first = part.pieces[0].text.split("\n", 1)[0]
    if is_merged(part.text):
        return True
    return letters.anywhere("answers", "goodwill").search(part.text) is not None or read_value(first) is not None


def _without_names(finding: Finding, question: Question, context: Context) -> Finding:
    """Names that answer a question stand in the outcome's text only."""
    measure = context.reference.measures.get(question.measure_id or "")
    if measure is None or not named.asks_names(measure) or finding.status not in ("answered", "partly_answered"):
        return finding
    quote = named.without_names(finding.quote)
    return replace(finding, quote=quote)


def _outcome(question: Question, finding: Finding, message: Message, context: Context) -> Outcome:
    return Outcome(
        outcome_id="",
        force_id=context.force_id,
        question=question.label,
        asks=question.asks,
        measure_id=question.measure_id,
        period_id=question.period.period_id if question.period else None,
        status=finding.status,
        exemptions=finding.exemptions,
        exemptions_basis=finding.exemptions_basis,
        text=finding.text,
        stage=stage_of(message),
        asked_on=context.asked_on,
        received_on=context.received_on,
        answered_on=_answered_on(message, context),
        cost_records=finding.cost_records,
        cost_minutes_each=finding.cost_minutes_each,
        cost_hours=finding.cost_hours,
        message=message.n,
        page=finding.lines[0].page if finding.lines else None,
        locator=locator_of(finding.lines),
        quote=finding.quote or None,
        note=finding.note,
        offence_id=question.offence_id,
    )


def taken_back(part: Part, question: Question, message: Message, context: Context) -> Outcome:
    """The outcome of a question whose earlier answer a message calls wrong, in words that give no answer to read."""
    finding = replace(find_outcome(part, context.law, False), status="withdrawn", exemptions=(), exemptions_basis=None)
    return _outcome(question, finding, message, context)


def outcome_of(question: Question, status: str, locator: str, message: Message, context: Context) -> Outcome:
    """An outcome that is told by something else than words: a table that answers."""
    finding = Finding(status, (), None, "", "", ())
    return replace(_outcome(question, finding, message, context), text=None, locator=locator)


def _answered_on(message: Message, context: Context) -> str | None:
    """The day printed with the answer, else the source's; a review's own day is never the first answer's."""
    if message.on:
        return message.on.isoformat()
    return context.answered_on if stage_of(message) == "response" else None


def _problems(not_read: Sequence[NotRead], question: Question) -> list[Problem]:
    name = f"Question {question.label}" if question.label else "The question"
    return [_problem(f"{name}: {one.why}", one.text, one.lines, "answer-not-understood") for one in not_read]


def _problem(words: str, text: str, lines: Sequence[Line], rule: str) -> Problem:
    where = f": “{shown(text)}”" if text.strip() else ""
    return Problem("warning", f"{words}{where}.", locator_of(lines), rule=rule)


def _length(part: Part) -> int:
    return sum(len(piece.lines) for piece in part.pieces)


def _lines(part: Part) -> tuple[Line, ...]:
    return tuple(line for piece in part.pieces[:1] for line in piece.lines)
