"""One message of a force -> its outcomes and figures, with places and quotes. `replies` gives them their ids.

Protects: words that name no question bind all of them only where none is answered beside them, or where they say so;
of two numbers that one message gives for one thing none stands. What the letter says of all its figures ("Figures
relate to charges, not arrests"), or in a note on a number's own mark, leaves to a person what it may make something
else; a sentence whose every word is known, and a standing note of the force on its data, change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.answers.body import Part, Piece, Reading, Values, counted_units, counts_in, last_line_of_body, shown
from ingest.answers.outcomes import (
    binds_whole,
    find_outcome,
    gives_beside,
    is_cost,
    is_upheld,
    mark_explained,
    named_in,
    refuses,
)
from ingest.answers.part_numbers import (
    Asked,
    asked_for,
    asks_names,
    counts_others,
    may_name,
    read_marks,
    read_named,
    read_values,
    without_names,
)
from ingest.answers.questions import Answers, Context, doubts_of, read_answers
from ingest.answers.words import phrase, term
from ingest.model import UNKNOWN_PERIOD, Figure, Line, Message, Outcome, Problem, Question, box_of, locator_of
from ingest.phrases import letters
from ingest.phrases.periods import days, find_periods, read_period
from ingest.phrases.statuses import cost_arithmetic, find_exemptions, find_statuses, read_status


@dataclass
class Reply:
    """What one message of a force gives. `upheld`: the questions of which a review lets the earlier answer stand, with
    its words. `unbound`: words with numbers that stand under no question. `tables`: number of each of the message's
    tables -> the questions that it stands under."""

    context: Context
    message: Message
    outcomes: list[Outcome] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    upheld: list[tuple[str, Part]] = field(default_factory=list)
    unbound: list[Part] = field(default_factory=list)
    tables: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def tell(self, name: str, text: str, lines: Sequence[Line], **values: Any) -> None:
        """Add a problem about a text in these lines."""
        where = f": “{shown(text)}”" if text.strip() else ""
        self.problems.append(Problem.of(name, locator_of(lines), where=where, **values))

    def leave(self, question: Question, pieces: Sequence[Piece]) -> None:
        """Add the problem of an answer whose numbers, or whose words, are left to a person."""
        for piece in pieces[:1]:
            text = "\n\n".join(piece.text for piece in pieces)
            self.tell("answer-not-understood", text, piece.lines, question=question.label)


def make_figure(reading: Reading, question: Question, reply: Reply) -> Figure | None:
    """The figure of a reading; None where its quote does not hold the print of its value."""
    if not bears(reading):
        return None
    measure = reply.context.reference.measures[question.measure_id or ""]
    whole = None if reading.offence_label else question.offence_id or measure.whole_offence_id
    return Figure(
        figure_id="",
        force_id=reply.context.force_id,
        question=question.label,
        measure_id=measure.measure_id,
        unit=reading.unit or measure.units[0],
        offence_id=reading.offence_id or whole,
        scope=reading.scope,
        dimensions=(),
        period=reading.period or question.period or UNKNOWN_PERIOD,
        value=reading.value,
        locator=locator_of(reading.lines),
        method="text" if all(line.confidence is None for line in reading.lines) else "ocr",
        quote=reading.quote,
        page=reading.lines[0].page if reading.lines else None,
        bbox=box_of(reading.lines),
        message=reply.message.n,
        stage=reply.message.stage,
        offence_label=reading.offence_label,
        period_label=reading.period_label,
        chain=_chain(reading, question, measure.title),
    )


def bears(reading: Reading) -> bool:
    """Whether a reading's quote holds the print of its value."""
    return reading.value.text in " ".join(reading.quote.split())


def _chain(reading: Reading, question: Question, measure: str) -> tuple[str, ...]:
    steps = [f"answers question {question.label}: {measure}"]
    if reading.period_label:
        steps.append(f"the period is the one printed with it: {reading.period_label}")
    elif question.period:
        steps.append(f"the period is the one that was asked for: {question.period.period_id}")
    if reading.offence_label:
        steps.append(f"the offence is the one printed with it: {reading.offence_label}")
    if reading.scope:
        steps.append(f"counted in part: {reading.scope}")
    return (*steps, f"{reading.value.text!r} stands in {locator_of(reading.lines)}")


def identity(figure: Figure) -> tuple[object, ...]:
    """What makes two figures of a thread the same one, whatever their values."""
    period = figure.period.period_id
    counted = (figure.measure_id, figure.unit, figure.offence_id, figure.scope, figure.dimensions, period)
    return (figure.question, figure.force_id, *counted)


def outcome_from(question: Question, outcome: Outcome, reply: Reply) -> Outcome:
    """What a message's words or tables say, as what became of one question."""
    message, context = reply.message, reply.context
    answered_on = message.on.isoformat() if message.on else None
    if answered_on is None and message.stage == "response":
        answered_on = context.answered_on  # a review's own day is never the first answer's
    return replace(
        outcome,
        force_id=context.force_id,
        question=question.label,
        asks=question.asks,
        measure_id=question.measure_id,
        period_id=question.period.period_id if question.period else None,
        stage=message.stage,
        asked_on=context.asked_on,
        received_on=context.received_on,
        answered_on=answered_on,
        message=message.n,
        offence_id=question.offence_id,
    )


def lines_of(part: Part) -> tuple[Line, ...]:
    return part.pieces[0].lines if part.pieces else ()


UNLIKE_A_NUMBER = ("referred", "no_answer", "not_held", "not_applicable")
"""What became of a question beside which a number is left to a person."""
ALONE = re.compile(r"\s*\S*\d\S*\s*")  # "12¹": nobody knows where the number ends
GIVES_NOTHING = (*UNLIKE_A_NUMBER, "refused", "ncnd", "withdrawn")
SENTENCE_END = re.compile(r"[.?!](?=\s+[A-Z(\[])|\n\s*\n")


def answer(part: Part, asked: Sequence[Question], reply: Reply) -> None:
    """Add the outcomes and figures of a part for the questions that it answers."""
    if upholds(part, reply):
        return
    for question in asked:
        finding, values = _answer(part, question, len(asked) > 1, reply.context)
        figures = [make_figure(reading, question, reply) for reading in values.readings]
        reply.figures += [figure for figure in figures if figure is not None]
        reply.leave(question, values.unread)
        if _asks_names(question, reply.context) and finding.status in ("answered", "partly_answered", "not_read"):
            finding = replace(finding, quote=without_names(finding.quote or "") or None)  # names stand in the text only
        reply.outcomes.append(outcome_from(question, finding, reply))


def _answer(part: Part, question: Question, is_joint: bool, context: Context) -> tuple[Outcome, Values]:
    values = _values(part, question, is_joint, context)
    finding = find_outcome(part, context.law, bool(values.readings))
    left = Values((), tuple(part.pieces))
    is_own = part.how == "own" and not is_joint
    given = given_in(part) if is_own and finding.status in ("refused", "ncnd", "partly_answered") else None
    if given is not None:
        values = _values(given, question, is_joint, context)
        is_sure = letters.anywhere("answers", "given_in_part").search(given.text) is None
        is_clear = bool(values.readings) and not values.unread and is_sure
        finding = replace(find_outcome(part, context.law, True), status="partly_answered")
        return finding, values if is_clear else left
    counts = any(number.value.value != 0 for number in counts_in(part.text))
    if finding.status in UNLIKE_A_NUMBER and not values.readings and counts:
        return replace(finding, status="not_read"), values
    is_zero = bool(values.readings) and all(reading.value.value == 0 for reading in values.readings)
    if is_zero and any(cue.status == "not_held" for cue in find_statuses(part.text)):
        return find_outcome(part, context.law, False), left  # nothing that is not held is counted
    if finding.status in GIVES_NOTHING:
        is_left = values.unread and finding.status in ("no_answer", "not_held", "not_applicable")
        return finding, left if is_left or (finding.status == "withdrawn" and counts_in(part.text)) else Values()
    is_named = _asks_names(question, context)
    if (
        finding.status in ("answered", "not_read")
        and not values.readings
        and ((is_named and is_own) or not values.unread)
    ):
        if is_named and may_name(part.text):
            return finding, values
        return replace(finding, status="not_read"), left  # nobody here has read what its words say
    is_beside_exemption = finding.status == "not_read" and bool(find_exemptions(part.text, law=context.law))
    if is_beside_exemption or (finding.status == "partly_answered" and values.readings):
        return finding, left
    return finding, values


def _values(part: Part, question: Question, is_joint: bool, context: Context) -> Values:
    """What an answer gives. A number beside a table may be of all its times, or of a part of it."""
    asked = asked_for(question, context)
    if asked is None or part.tables:
        return Values((), tuple(piece for piece in part.pieces if counts_in(piece.text) or ALONE.fullmatch(piece.text)))
    if asks_names(asked.measure):
        return read_named(part.pieces)
    if not counts_in(part.text) and (marked := read_marks(part.pieces, asked)):
        return Values(marked)
    values = read_values(part.pieces, asked)
    if is_joint and any(reading.value.value != 0 for reading in values.readings):
        return Values((), tuple(part.pieces))  # one number answers several questions
    return values


def _asks_names(question: Question, context: Context) -> bool:
    measure = context.reference.measures.get(question.measure_id or "")
    return measure is not None and asks_names(measure)


def given_in(part: Part) -> Part | None:
    """The part from the words on by which it gives a number beside its refusal, in their sentence or the paragraph
    below them; None where it gives none."""
    for n, piece in enumerate(part.pieces):
        for match in letters.anywhere("answers", "given_in_spite").finditer(piece.text):
            rest = piece.text[match.end() :].lstrip(" ,:;-–—")
            end = SENTENCE_END.search(rest)
            if counts_in(rest[: end.start()] if end else rest):
                at = piece.text.rindex(rest)
                given = Piece(rest, piece.lines[piece.text[:at].count("\n") :])
                return replace(part, pieces=[given, *part.pieces[n + 1 :]], tables=[])
            if not end and len(part.pieces) == n + 2 and counts_in(part.pieces[-1].text):
                return replace(part, pieces=[part.pieces[-1]], tables=[])
    return None


def upholds(part: Part, reply: Reply) -> bool:
    """Whether a review only lets the earlier answer stand: `add_upheld` gives it to the questions that the words name;
    where they name none a note says why the earlier answers are in force."""
    if reply.message.kind != "review_response" or not is_upheld(part.text) or counts_in(part.text):
        return False
    labels = part.labels or named_in(part.text, reply.context.labels)
    reply.upheld += [(label, part) for label in labels]
    if not labels:
        reply.tell("review-upholds-all", part.text, lines_of(part))
    return True


def without_legend(part: Part) -> Part:
    """A part without the lines that say what the marks of its table mean, or what its total includes: "x not
    applicable", "Total includes arrests where the offence was not recorded" are no answers."""
    lines = [line for piece in part.pieces for line in piece.text.split("\n")]
    marks = {line: mark for line in lines if (mark := mark_explained(line))}
    is_legend = len(set(marks.values())) == len(marks) and (len(marks) > 1 or bool(part.tables))  # bullets are one mark
    explained = {line for line in marks if is_legend or "=" in line}
    dropped = {line for line in lines if line in explained or phrase.only_of_total.fullmatch(line)}
    if not dropped:
        return part
    pieces = []
    for piece in part.pieces:
        left = [line for line in piece.text.split("\n") if line not in dropped]
        pieces += [replace(piece, text="\n".join(left))] if left else []
    return replace(part, pieces=pieces) if pieces or part.tables else part


MOST_ANSWERS = 3_000
"""The labelled answers of one message: no request has as many questions."""


def read_reply(message: Message, context: Context) -> Reply:
    """The outcomes and figures of one message."""
    answers = read_answers(message, context)
    reply = Reply(context, message, tables=answers.tables)
    if len(answers.parts) > MOST_ANSWERS:
        reply.tell("too-many-answers", "", message.lines[:1], count=len(answers.parts))
        answers.parts = []
    parts = _of_their_questions(answers, reply)
    whole = next((part for part in answers.parts if part.how == "whole"), None)
    refusal = _refusal_of_all(parts, whole, context)
    if refusal is not None:
        refuse_all(*refusal, reply)
        parts, whole = [], None
    for part in parts:
        _read_part(part, parts, reply)
    if whole is not None:
        read_whole(whole, parts, reply, answers.restated)
    remarks = remarks_in(message, answers.parts)
    asked = {question.label: asked_for(question, context) for question in context.questions}
    reply.figures, doubtful = in_doubt(reply.figures, remarks, asked)
    reply.problems += doubtful
    _drop_contradictions(reply)
    for paragraph, name in answers.left:
        reply.tell(name, paragraph.text, paragraph.lines, length=len(paragraph.text))
    if caveat := "\n\n".join(paragraph.text for paragraph in answers.caveats):
        reply.outcomes = [replace(outcome, force_caveat=caveat) for outcome in reply.outcomes]
    return reply


def _of_their_questions(answers: Answers, reply: Reply) -> list[Part]:
    """The parts that name a question, without those that may answer another than their label says."""
    parts = [part for part in answers.parts if part.how != "whole"]
    sure: list[Part] = []
    for part, doubt in zip(parts, doubts_of(parts, reply.context), strict=True):
        if doubt is None:
            sure.append(part)
            continue
        name, values = doubt
        reply.tell(name, part.text, lines_of(part) or reply.message.lines[:1], printed=part.printed, **values)
        reply.tables = {n: labels for n, labels in reply.tables.items() if n not in part.tables}
    return sure


def _refusal_of_all(parts: Sequence[Part], whole: Part | None, context: Context) -> tuple[Part, list[str]] | None:
    """The words that refuse the whole request on cost, with the questions that caused it, where all that is said of
    single questions only explains it: "question 1b alone would need 900 records to be read". A refusal that prints no
    section goes with the words that do."""
    if whole is None:
        return None
    for part in (whole, *parts):
        others = [other for other in parts if other is not part]
        if (part is whole and not others) or not _binds_all(part) or not all(_explains(other) for other in others):
            continue
        is_printed = find_outcome(part, context.law, False).exemptions_basis == "printed"
        beside = [] if is_printed else [whole] if part is not whole else others
        pieces = [*part.pieces, *(piece for other in beside for piece in other.pieces)]
        joined = replace(part, pieces=sorted(pieces, key=lambda piece: piece.lines[0].number))
        if (part is whole or not is_printed) and _is_refused_on_cost(joined, context):
            return joined, part.labels or list(dict.fromkeys(label for other in parts for label in other.labels))
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


def refuse_all(part: Part, labels: Sequence[str], reply: Reply, only: Collection[str] = ()) -> None:
    """Add what became of every question, or of `only` these."""
    finding = find_outcome(part, reply.context.law, False)
    cause = f"the whole request is refused; question {', '.join(labels)} caused it" if labels else None
    finding = replace(finding, note="; ".join(filter(None, (cause, finding.note))) or None)
    for question in reply.context.questions:
        if not only or question.label in only:
            reply.outcomes.append(outcome_from(question, finding, reply))


def _read_part(part: Part, parts: Sequence[Part], reply: Reply) -> None:
    others = [other for other in parts if other is not part]
    if part.how == "unknown":
        if part.pieces and reply.context.questions:
            reply.tell("label-not-asked", part.text, lines_of(part), printed=part.printed)
        return
    part = without_legend(part)
    if part.tables and not part.pieces:
        return  # a person's map reads it
    labels = part.labels
    if part.how == "rest":
        answered = {label for other in parts for label in other.labels}
        labels = [label for label in reply.context.labels if label not in answered]
    if not labels:
        reply.tell("notice-unbound", part.text, lines_of(part))
    if (
        _binds_all(part)
        and _is_refused_on_cost(part, reply.context)
        and all(not other.pieces or refuses(other, reply.context.law) for other in others)
    ):
        refuse_all(part, labels, reply)
        return
    answer(part, [question for label in labels if (question := reply.context.question(label))], reply)


def read_whole(part: Part, parts: Sequence[Part], reply: Reply, restated: Collection[str]) -> None:
    """Words that name no question. They are of the whole request where nothing is answered beside them, or of the
    questions that are `restated` above them where these are some of it only; a request of one question is answered by
    them."""
    part = without_legend(part)
    asked = list(reply.context.questions)
    known = reply.context.labels
    answered = {label for other in parts for label in other.labels}
    is_final = refuses(part, reply.context.law)
    if len(asked) == 1 and not answered:
        answer(part, asked, reply)
    elif answered and _refuses_but_gives(part, reply.context):
        _refuse_but_given(part, answered, reply)
    elif not answered and is_final:
        if not upholds(part, reply):
            named = named_in(part.text, known)
            only = () if binds_whole(part.text) or named else [name for name in known if name in restated]
            refuse_all(part, named, reply, only)
    elif is_final and any(name not in answered for name in known):
        left = ", ".join(name for name in known if name not in answered)
        reply.tell("refusal-unbound", part.text, lines_of(part), left=left)
    elif not answered and counts_in(part.text):
        reply.unbound.append(part)
        reply.tell("numbers-unbound", part.text, lines_of(part))


def _refuses_but_gives(part: Part, context: Context) -> bool:
    """Whether words beside answers refuse the whole request on cost and give the answers out of goodwill."""
    if gives_beside(part.text) is None or not binds_whole(part.text):
        return False
    finding = find_outcome(part, context.law, True)
    of_cost = any(is_cost(section, context.law) for section in finding.exemptions)
    return finding.status == "partly_answered" and of_cost


def _refuse_but_given(part: Part, answered: set[str], reply: Reply) -> None:
    """A refusal of the whole request beside figures out of goodwill (form D4): the questions answered are partly
    answered and the exemption stays, the others are refused."""
    finding = replace(find_outcome(part, reply.context.law, False), status="refused")
    for n, outcome in enumerate(reply.outcomes):
        if outcome.status == "answered" and outcome.question in answered:
            note = "; ".join(filter(None, (outcome.note, "given beside a refusal of the whole request", finding.note)))
            sections, basis = finding.exemptions, finding.exemptions_basis
            reply.outcomes[n] = replace(
                outcome, status="partly_answered", exemptions=sections, exemptions_basis=basis, note=note
            )
    for question in reply.context.questions:
        if question.label not in answered:
            reply.outcomes.append(outcome_from(question, finding, reply))


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
        given = {"question": figures[0].question, "printed": printed}
        reply.problems.append(Problem.of("contradiction", figures[0].locator, **given))


SUBJECT = re.compile(
    rf"\W*(?:{letters.pattern('all_figures', 'leads')}[\s:,]+)*{letters.pattern('all_figures', 'figures')}(?!\w)",
    re.IGNORECASE,
)
MOST_LINES = 4  # of a sentence that is wrapped
ENDS = re.compile(r"[.?!](?=\s|$)")
SHORTEST_PERIOD_DAYS = 27  # a day or a week is a date of the letter, not what its figures cover
MARK = r"(?:\*{1,3}|†|‡|#|\[[a-z\d]\]|\([a-z\d]\)|[¹²³⁴⁵⁶⁷⁸⁹])"
NOTE = re.compile(rf"\s*(?P<mark>{MARK})\s*(?P<note>\w.*)$", re.IGNORECASE)
Owners = Mapping[int, tuple[tuple[str, ...], bool]]
"""Number of a line -> the questions whose answer it stands in, and whether in the answer's first words."""


@dataclass(frozen=True)
class Remark:
    """A sentence on the figures, and the questions of which it is, () for all. `mark`: of a note, the one before it.
    `is_of_time`: it says of what time they are, and may say nothing of what they count."""

    text: str
    lines: tuple[Line, ...]
    labels: tuple[str, ...] = ()
    mark: str | None = None
    is_of_time: bool = False


def remarks_in(message: Message, parts: Iterable[Part]) -> tuple[Remark, ...]:
    """Every sentence of a message that speaks of its figures, above its sign-off, and every note after a mark."""
    owners = _owners([part for part in parts if part.how != "whole" and part.pieces])
    printed = [line for line in message.lines if line.text.strip()]
    last_line = last_line_of_body(message)
    remarks: list[Remark] = []
    for n, line in enumerate(printed):
        labels, is_first = owners.get(line.number, ((), False))
        is_note = letters.at_start("overall_period", "notes").match(line.text) is not None
        begins = n == 0 or printed[n - 1].number < line.number - 1 or printed[n - 1].text.rstrip()[-1] in ".?!:;"
        ends = [end.end() for end in ENDS.finditer(line.text)]
        for start in [0, *ends] if begins else ends:
            if line.number <= last_line and SUBJECT.match(line.text, start):
                lines = _sentence(printed[n : n + MOST_LINES], start)
                text = " ".join([line.text[start:].strip(), *(below.text.strip() for below in lines[1:])])
                text = ENDS.split(text, maxsplit=1)[0]
                of_all = term.every.search(text) is not None and not is_first
                remarks.append(Remark(text, tuple(lines), () if of_all else labels))
        if line.number not in owners or is_note:
            following = [below for below in printed[n + 1 : n + 2] if below.number == line.number + 1]
            remarks += _of_time(line, following, owners)
        note = NOTE.match(line.text)
        if note and not any(remark.mark == note["mark"] for remark in remarks):
            remarks.append(Remark(note["note"], (line,), mark=note["mark"]))
    return tuple(remarks)


def _of_time(line: Line, following: Sequence[Line], owners: Owners) -> list[Remark]:
    """A line, with the one that it may go on in, that says what period the figures are of, or is a period alone."""
    for lines in ((line,), (line, *(below for below in following if below.number not in owners))):
        text = " ".join(line.text.strip() for line in lines)
        period = read_period(text.strip(" :")) if len(lines) == 1 else None
        is_alone = period is not None and period.start is not None
        if is_alone or letters.anywhere("overall_period", "counted").search(text):
            if any((days(mention.period) or 0) > SHORTEST_PERIOD_DAYS for mention in find_periods(text)):
                return [Remark(text, lines, is_of_time=True)]
            if letters.anywhere("overall_period", "calendar_years").search(text):
                return [Remark(text, lines, is_of_time=True)]
    return []


def in_doubt(
    figures: Sequence[Figure], remarks: Sequence[Remark], asked_for_each: Mapping[str | None, Asked | None]
) -> tuple[list[Figure], list[Problem]]:
    """The figures without those that a remark may make something else, and a problem for each of these."""
    sure: list[Figure] = []
    problems: list[Problem] = []
    for figure in figures:
        asked = asked_for_each.get(figure.question)
        remark = next((remark for remark in remarks if asked is None or _changes(remark, figure, asked)), None)
        if remark is None:
            sure.append(figure)
            continue
        said = {"question": figure.question, "printed": figure.value.text, "remark": shown(remark.text)}
        where = locator_of(remark.lines)
        problems.append(Problem.of("caveat-doubtful", figure.locator, figure.page, where=where, **said))
    return sure, problems


def _changes(remark: Remark, figure: Figure, asked: Asked) -> bool:
    if (remark.labels and figure.question not in remark.labels) or remark.mark not in (None, _mark_of(figure)):
        return False
    text, named = remark.text, find_periods(remark.text)
    periods = {mention.period.period_id for mention in named if (days(mention.period) or 0) > SHORTEST_PERIOD_DAYS}
    is_of_other_time = bool(periods) and figure.period.period_id not in periods
    if figure.period_label is None and (is_of_other_time or asked.names_other_years(text)):
        return True
    if remark.is_of_time or letters.anywhere("caveats", "words").search(text):
        return False
    is_unsettled = remark.mark is not None and any(mention.period.start is None for mention in named)
    is_of_others = bool(counted_units(text) - {figure.unit}) or counts_others(text)
    return is_unsettled or is_of_others or asked.is_strange(text, [(mention.start, mention.end) for mention in named])


def _mark_of(figure: Figure) -> str | None:
    """The mark right after the number in the figure's own words."""
    match = re.search(rf"(?<!\w){re.escape(figure.value.text)}\s?({MARK})(?!\w)", figure.quote or "", re.IGNORECASE)
    return match[1] if match else None


def _owners(answered: Sequence[Part]) -> Owners:
    """The owners of each line; a paragraph of its own below the last answer is of all questions."""
    return {
        line.number: (() if part is answered[-1] and n else tuple(part.labels), n == 0)
        for part in answered
        for n, piece in enumerate(part.pieces)
        for line in piece.lines
    }


def _sentence(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines, one below the other, of a sentence that starts on the first of them."""
    rows = [lines[0]]
    for line in lines[1:]:
        if line.number != rows[-1].number + 1 or ENDS.search(rows[-1].text, start if len(rows) == 1 else 0):
            break
        rows.append(line)
    return rows
