"""A quantity or a finding -> a figure, an outcome or a problem, with its place, its own words and the steps to its
meaning.

Protects: every figure's print stands in its quote, and an id holds names only: the question, the offence's, period's or
scope's label, the stage and the rank among equals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import UNKNOWN_PERIOD, BBox, Figure, Line, Message, Outcome, Problem
from ingest.thread.caveats import Remark
from ingest.thread.context import Context
from ingest.thread.outcomes import Finding
from ingest.thread.parts import Part, Piece, Reading, shown
from ingest.thread.places import locator_of
from ingest.thread.questions import Question


@dataclass
class Reply:
    """What one message of a force gives. `upheld`: the questions of which a review lets the earlier answer stand, with
    its words. `unbound`: words with numbers that stand under no question. `tables`: number of each of the message's
    tables -> the questions that it stands under. `remarks`: what the message says of all its figures."""

    message: Message
    outcomes: list[Outcome] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    upheld: list[tuple[str, Part]] = field(default_factory=list)
    unbound: list[Part] = field(default_factory=list)
    tables: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def tell(self, words: str, text: str, lines: Sequence[Line], rule: str, severity: str = "warning") -> None:
        """Add a problem about a text in these lines."""
        where = f": “{shown(text)}”" if text.strip() else ""
        self.problems.append(Problem(severity, f"{words}{where}.", locator_of(lines), rule=rule))

    def leave(self, question: Question, pieces: Sequence[Piece]) -> None:
        """Add the problem of an answer whose numbers, or whose words, are left to a person."""
        name = f"Question {question.label}" if question.label else "The question"
        for piece in pieces[:1]:
            text = "\n\n".join(one.text for one in pieces)
            self.tell(f"{name}: its answer is left to a person", text, piece.lines, "answer-not-understood")


def make_figure(reading: Reading, question: Question, message: Message, context: Context) -> Figure | None:
    """None where the quote does not hold the print of the value: the last look before it becomes a figure."""
    if not bears(reading):
        return None
    measure = context.reference.measures[question.measure_id or ""]
    whole = None if reading.offence_label else question.offence_id or measure.whole_offence_id
    return Figure(
        figure_id="",
        force_id=context.force_id,
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
        bbox=_box_of(reading.lines),
        message=message.n,
        stage=stage_of(message),
        offence_label=reading.offence_label,
        period_label=reading.period_label,
        chain=_chain(reading, question, measure.title),
    )


def bears(reading: Reading) -> bool:
    """Whether a reading's quote holds the print of its value."""
    return reading.value.text in " ".join(reading.quote.split())


def _box_of(lines: Sequence[Line]) -> BBox | None:
    """The box around the lines of the first one's page. None where the document has no boxes."""
    boxes = [line.bbox for line in lines if line.bbox is not None and line.page == lines[0].page]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


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
    period = figure.period.period_id
    counted = (figure.measure_id, figure.unit, figure.offence_id, figure.scope, figure.dimensions, period)
    return (figure.question, figure.force_id, *counted)


def outcome_from(question: Question, finding: Finding, message: Message, context: Context) -> Outcome:
    answered_on = message.on.isoformat() if message.on else None
    if answered_on is None and stage_of(message) == "response":
        answered_on = context.answered_on  # a review's own day is never the first answer's
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
        answered_on=answered_on,
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


def outcome_of(question: Question, status: str, locator: str, message: Message, context: Context) -> Outcome:
    """An outcome that something else than words tells: a table that answers."""
    finding = Finding(status, (), None, "", "", ())
    return replace(outcome_from(question, finding, message, context), text=None, locator=locator)


def lines_of(part: Part) -> tuple[Line, ...]:
    return part.pieces[0].lines if part.pieces else ()
