"""What one message tells, as it is gathered: its outcomes, figures and problems, and how each is given its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import Figure, Line, Message, Outcome, Problem
from ingest.thread import overall_counted, overall_period
from ingest.thread.context import Context
from ingest.thread.figures import stage_of
from ingest.thread.outcomes import Finding, find_outcome, locator_of
from ingest.thread.parts import Part
from ingest.thread.questions import Question
from ingest.thread.readings import NotRead, shown


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
