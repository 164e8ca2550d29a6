"""A quantity or a finding -> a figure, an outcome or a problem of the reply, with its place, its own words and the
steps to its meaning.

Protects: every figure's print stands in its quote, and an id holds names only: the question, the offence's, period's or
scope's label, the stage and the rank among equals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import UNKNOWN_PERIOD, BBox, Figure, Line, Message, Outcome, Problem
from ingest.thread.context import Context
from ingest.thread.notes import Caveat, Stated
from ingest.thread.outcomes import Finding, find_outcome, locator_of
from ingest.thread.parts import NotRead, Part, Reading, shown
from ingest.thread.questions import Question


def make_figure(reading: Reading, question: Question, message: Message, context: Context) -> Figure | None:
    measure = context.reference.measures[question.measure_id or ""]
    period = reading.period or question.period or UNKNOWN_PERIOD
    offence_id = (
        reading.offence_id or question.offence_id or (None if reading.offence_label else measure.whole_offence_id)
    )
    if not bears(reading):
        return None
    return Figure(
        figure_id="",
        force_id=context.force_id,
        question=question.label,
        measure_id=measure.measure_id,
        unit=reading.unit or measure.units[0],
        offence_id=offence_id,
        scope=reading.scope,
        dimensions=(),
        period=period,
        value=reading.value,
        locator=locator_of(reading.lines),
        method="text" if all(line.confidence is None for line in reading.lines) else "ocr",
        quote=reading.quote,
        page=reading.lines[0].page if reading.lines else None,
        bbox=box_of(reading.lines),
        message=message.n,
        stage=stage_of(message),
        offence_label=reading.offence_label,
        period_label=reading.period_label,
        chain=_chain(reading, question, measure.title),
    )


def box_of(lines: Sequence[Line]) -> BBox | None:
    """The box around lines, those of the first one's page. None where the document has no boxes."""
    boxes = [line.bbox for line in lines if line.bbox is not None and line.page == lines[0].page]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def bears(reading: Reading) -> bool:
    """Whether the quote holds the print of the value: the last look before it becomes a figure."""
    return reading.value.text in " ".join(reading.quote.split())


def _chain(reading: Reading, question: Question, measure: str) -> tuple[str, ...]:
    steps = [f"answers question {question.label}: {measure}" if question.label else f"answers the question: {measure}"]
    if reading.period_label:
        steps.append(f"the period is the one printed with it: {reading.period_label}")
    elif question.period:
        steps.append(f"the period is the one that was asked for: {question.period.period_id}")
    if reading.offence_label:
        steps.append(f"the offence is the one printed with it: {reading.offence_label}")
    if reading.scope:
        steps.append(f"counted in part: {reading.scope}")
    return (*steps, f"{reading.value.text!r} stands in {locator_of(reading.lines)}")


def stage_of(message: Message) -> str:
    return "internal_review" if message.kind == "review_response" else "response"


def identity(figure: Figure) -> tuple[object, ...]:
    """What makes two figures of a thread the same one, whatever their values."""
    return (
        figure.question,
        figure.force_id,
        figure.measure_id,
        figure.unit,
        figure.offence_id,
        figure.scope,
        figure.dimensions,
        figure.period.period_id,
    )


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
    said: tuple[Stated, ...] = ()
    """What the message says of the period of all its figures."""
    caveats: tuple[Caveat, ...] = ()
    """What it says of what they count."""


def where_of(table: int) -> str:
    """The place of a table by its number; one below zero is of a table in the text that was not read."""
    return f"line {-table}" if table < 0 else f"table {table}"


def outcome_from(question: Question, finding: Finding, message: Message, context: Context) -> Outcome:
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
    return outcome_from(question, finding, message, context)


def outcome_of(question: Question, status: str, locator: str, message: Message, context: Context) -> Outcome:
    """An outcome that is told by something else than words: a table that answers."""
    finding = Finding(status, (), None, "", "", ())
    return replace(outcome_from(question, finding, message, context), text=None, locator=locator)


def _answered_on(message: Message, context: Context) -> str | None:
    """The day printed with the answer, else the source's; a review's own day is never the first answer's."""
    if message.on:
        return message.on.isoformat()
    return context.answered_on if stage_of(message) == "response" else None


def problems_of(not_read: Sequence[NotRead], question: Question) -> list[Problem]:
    name = f"Question {question.label}" if question.label else "The question"
    return [problem_of(f"{name}: {one.why}", one.text, one.lines, "answer-not-understood") for one in not_read]


def problem_of(words: str, text: str, lines: Sequence[Line], rule: str) -> Problem:
    where = f": “{shown(text)}”" if text.strip() else ""
    return Problem("warning", f"{words}{where}.", locator_of(lines), rule=rule)


def lines_of(part: Part) -> tuple[Line, ...]:
    return tuple(line for piece in part.pieces[:1] for line in piece.lines)
