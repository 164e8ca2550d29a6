"""A quantity that answers a question -> a figure, with its place, its own words and the steps to its meaning.

Protects: every figure's print stands in its quote, and an id holds names only: the question, the offence's, period's or
scope's label, the stage and the rank among equals.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import UNKNOWN_PERIOD, BBox, Figure, Line, Message
from ingest.thread.context import Context
from ingest.thread.outcomes import locator_of
from ingest.thread.questions import Question
from ingest.thread.readings import Reading


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
