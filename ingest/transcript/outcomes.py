"""Rows of a transcript -> the answers that were given, one for each question of each force.

Protects: a refusal, silence and a part that nobody read are three things. The arithmetic of a refusal on cost goes
with the refusal and is never a figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ingest.ids import digest, ranked
from ingest.model import Outcome, Problem
from ingest.reference import Question, Reference
from ingest.sources import OWN_KINDS, Source
from ingest.transcript.meaning import Meaning
from ingest.transcript.rows import FIGURE_STATUSES, Row

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
COST_FIELDS = {
    "refusal_records": ("cost_records", "records"),
    "refusal_minutes_each": ("cost_minutes_each", "minutes each"),
    "refusal_hours": ("cost_hours", "hours"),
}
WHOLE_REQUEST = "request_outcome"


def outcomes_of(
    rows: Sequence[Row], meanings: dict[int, Meaning], source: Source, reference: Reference, document_path: str
) -> tuple[list[Outcome], list[Problem]]:
    """The outcomes that the rows state, those that the force's own figures show (`answered`), and the questions of a
    request that was refused whole."""
    grounds = _grounds_of_refusal(rows)
    stated = [row for row in rows if row.n in meanings and _states_outcome(row, source, grounds)]
    grouped = _grouped(stated)
    ids = _ids([group[0] for group in grouped], source, document_path)
    outcomes: list[tuple[Row, Outcome]] = []
    for outcome_id, group in zip(ids, grouped, strict=True):
        outcomes.append((group[0], _outcome(outcome_id, group, meanings[group[0].n], source, reference)))
    outcomes = _whole_requests(outcomes, source, reference, document_path)
    costs = [row for row in rows if row.measure in COST_FIELDS]
    outcomes, problems = _with_costs(outcomes, costs, source)
    return [outcome for _, outcome in outcomes], problems


def _grounds_of_refusal(rows: Sequence[Row]) -> frozenset[str]:
    """The counts that a refusal of the whole gives as its ground; none where anything else on the page is answered."""
    grounds = frozenset(row.value_text for row in rows if row.measure in COST_FIELDS)
    given = [row for row in rows if row.measure not in COST_FIELDS and row.status in FIGURE_STATUSES]
    return grounds if all(row.value_text in grounds for row in given) else frozenset()


def _is_own(row: Row, source: Source) -> bool:
    return (row.kind or source.kind) in OWN_KINDS


def _states_outcome(row: Row, source: Source, grounds: Collection[str]) -> bool:
    """A row with a status states one. A figure shows one where the force itself gives it in answer to a request; who
    compiles figures of others answers nobody's question, nor does a count that is only a refusal's ground."""
    if row.measure in COST_FIELDS:
        return False
    if row.status in FIGURE_STATUSES:
        is_answer = source.law is not None and _is_own(row, source) and row.force in source.force_ids
        return is_answer and row.value_text not in grounds
    return True


def _grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows that answer one question: figures are one answer where force, question, measure and labels agree (two
    systems in one year are two figures and one answer); every other status stands for itself."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        key: tuple[object, ...] = (row.force, row.question, row.measure, row.offence_label, row.period_label, row.stage)
        if not row.may_give_figure:
            key = (row.n,)
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _ids(rows: Sequence[Row], source: Source, document_path: str) -> list[str]:
    names = [
        ("outcome", row.force, row.question, row.measure, row.offence_label, row.period_label, row.stage)
        for row in rows
    ]
    return [
        digest(source.source_id, document_path, *name, rank) for name, rank in zip(names, ranked(names), strict=True)
    ]


def _outcome(outcome_id: str, group: Sequence[Row], meaning: Meaning, source: Source, reference: Reference) -> Outcome:
    row = group[0]
    question = _question(row.question, source, reference)
    is_whole = row.measure == WHOLE_REQUEST
    return Outcome(
        outcome_id=outcome_id,
        force_id=row.force,
        question=row.question,
        asks=question.asks if question else row.offence_label or None,
        measure_id=None if is_whole else row.measure,
        period_id=meaning.period.period_id,
        status=_status(group),
        exemptions=tuple(dict.fromkeys(section for member in group for section in member.exemptions)),
        exemptions_basis=next((member.exemptions_basis for member in group if member.exemptions_basis), None),
        said_by="force" if _is_own(row, source) else "compiler",
        stage=row.stage,
        asked_on=source.asked,
        received_on=source.received,
        answered_on=source.answered,
        locator=row.locator,
        note=row.note,
        offence_id=meaning.offence_id,
    )


def _status(group: Sequence[Row]) -> str:
    statuses = {row.status for row in group}
    if statuses == {"value"}:
        return "answered"
    return "partly_answered" if statuses & {"value", "suppressed"} else group[0].status


def _question(label: str | None, source: Source, reference: Reference) -> Question | None:
    campaign = reference.campaigns.get(source.campaign_id or "")
    return next((q for q in campaign.questions if q.label == label), None) if campaign and label else None


def _whole_requests(
    outcomes: list[tuple[Row, Outcome]], source: Source, reference: Reference, document_path: str
) -> list[tuple[Row, Outcome]]:
    """A campaign's request that was refused whole is a refusal of each of its questions: one row for each that no row
    states by itself. What is answered in part stays one row, for which questions were answered is not known."""
    campaign = reference.campaigns.get(source.campaign_id or "")
    result: list[tuple[Row, Outcome]] = []
    for row, outcome in outcomes:
        if campaign is None or row.measure != WHOLE_REQUEST or outcome.status != "refused":
            result.append((row, outcome))
            continue
        single = [other for _, other in outcomes if other.force_id == outcome.force_id and other.question]
        said = {other.question for other in single}
        for question in campaign.questions:
            if question.label not in said:
                names = ("outcome", row.force, question.label, "whole request", row.stage)
                outcome_id = digest(source.source_id, document_path, *names)
                result.append((row, _of_question(outcome_id, outcome, question, single)))
    return result


def _of_question(outcome_id: str, whole: Outcome, question: Question, single: Sequence[Outcome]) -> Outcome:
    """The refusal of one question of a request refused whole. Where the refusal prints no section, it has that of the
    single refusals in the same source, as an inference."""
    exemptions, basis = whole.exemptions, whole.exemptions_basis
    if not exemptions:
        exemptions = tuple(dict.fromkeys(e for other in single if other.status == "refused" for e in other.exemptions))
        basis = "inferred" if exemptions else None
    return replace(
        whole,
        outcome_id=outcome_id,
        question=question.label,
        asks=question.asks,
        measure_id=question.measure_id,
        period_id=question.period_id or whole.period_id,
        offence_id=question.offence_id,
        exemptions=exemptions,
        exemptions_basis=basis,
    )


def _with_costs(
    outcomes: list[tuple[Row, Outcome]], costs: Sequence[Row], source: Source
) -> tuple[list[tuple[Row, Outcome]], list[Problem]]:
    """The arithmetic of a refusal, set beside the refusals of the same force on the same page: the printed numbers,
    with their bounds in the text."""
    problems: list[Problem] = []
    for cost in costs:
        column, words = COST_FIELDS[cost.measure]
        number = NUMBER.search(cost.value_text)
        where = [n for n, (row, outcome) in enumerate(outcomes) if _same_refusal(row, outcome, cost, source)]
        if number is None or not where:
            message = f"{cost.measure} {cost.value_text!r} has no number, or no refusal of {cost.force} on its page."
            problems.append(cost.problem(message, "cost-without-refusal", "warning"))
            continue
        amount = float(number.group().replace(",", ""))
        for n in where:
            row, outcome = outcomes[n]
            text = f"{outcome.text}, {cost.value_text} {words}" if outcome.text else f"Cost: {cost.value_text} {words}"
            outcomes[n] = (row, _with_cost(replace(outcome, text=text), column, amount))
    return outcomes, problems


def _with_cost(outcome: Outcome, column: str, amount: float) -> Outcome:
    if column == "cost_records":
        return replace(outcome, cost_records=amount)
    if column == "cost_minutes_each":
        return replace(outcome, cost_minutes_each=amount)
    return replace(outcome, cost_hours=amount)


def _same_refusal(row: Row, outcome: Outcome, cost: Row, source: Source) -> bool:
    is_same_page = (row.url or source.url) == (cost.url or source.url)
    return outcome.status == "refused" and outcome.force_id == cost.force and is_same_page
