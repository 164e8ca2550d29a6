"""Rows of a transcript -> the answers that were given, one for each question of each force.

Protects: a refusal, silence and a part that nobody read are three things. The arithmetic of a refusal on cost goes
with the refusal and is never a figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

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
Costs = Mapping[tuple[str, str | None], Sequence[Row]]
"""Force and page -> the rows that say what a refusal there reckons with."""


def outcomes_of(
    rows: Sequence[Row], meanings: dict[int, Meaning], source: Source, reference: Reference, document_path: str
) -> tuple[list[Outcome], list[Problem]]:
    """The outcomes that the rows state, those that the force's own figures show (`answered`), and the questions of a
    request that was refused whole."""
    costs: dict[tuple[str, str | None], list[Row]] = {}
    problems: list[Problem] = []
    refusals = {_page(row, source) for row in rows if row["status"] == "refused" and row.n in meanings}
    for row in (row for row in rows if row["measure"] in COST_FIELDS):
        if NUMBER.search(row["value_as_published"]) and _page(row, source) in refusals:
            costs.setdefault(_page(row, source), []).append(row)
        else:
            message = f"{row['measure']} {row['value_as_published']!r} has no number, or no refusal of {row['force']}"
            problems.append(row.problem(f"{message} on its page.", "cost-without-refusal", "warning"))
    grounds = _grounds_of_refusal(rows)
    groups = _grouped([row for row in rows if row.n in meanings and _states_outcome(row, source, grounds)])
    names = [("outcome", *_answer(group[0])) for group in groups]
    outcomes: list[Outcome] = []
    for group, name, rank in zip(groups, names, ranked(names), strict=True):
        outcome_id = digest(source.source_id, document_path, *name, rank)
        outcomes.append(_outcome(outcome_id, group, meanings[group[0].n], source, reference, costs))
    parted: list[Outcome] = []
    for group, outcome in zip(groups, outcomes, strict=True):
        campaign = reference.campaigns.get(source.campaign_id or "")
        if campaign is not None and group[0]["measure"] == WHOLE_REQUEST and outcome.status == "refused":
            single = [other for other in outcomes if other.force_id == outcome.force_id and other.question]
            ids = (source.source_id, document_path)
            parted += _of_each_question(outcome, campaign.questions, single, ids)
        else:
            parted.append(outcome)
    return parted, problems


def _page(row: Row, source: Source) -> tuple[str, str | None]:
    return row["force"], row["url"] or source.url


def _answer(row: Row) -> tuple[object, ...]:
    labels = (row["offence_as_published"], row["period_as_published"])
    return (row["force"], row.given("question"), row["measure"], *labels, row.stage)


def _grounds_of_refusal(rows: Sequence[Row]) -> frozenset[str]:
    """The counts that a refusal of the whole gives as its ground; none where anything else on the page is answered."""
    grounds = frozenset(row["value_as_published"] for row in rows if row["measure"] in COST_FIELDS)
    given = [row for row in rows if row["measure"] not in COST_FIELDS and row["status"] in FIGURE_STATUSES]
    return grounds if all(row["value_as_published"] in grounds for row in given) else frozenset()


def _is_own(row: Row, source: Source) -> bool:
    return (row["kind"] or source.kind) in OWN_KINDS


def _states_outcome(row: Row, source: Source, grounds: Collection[str]) -> bool:
    """A row with a status states one. A figure shows one where the force itself gives it in answer to a request; who
    compiles figures of others answers nobody's question, nor does a count that is only a refusal's ground."""
    if row["measure"] in COST_FIELDS:
        return False
    is_answer = source.law is not None and _is_own(row, source) and row["force"] in source.force_ids
    return row["status"] not in FIGURE_STATUSES or (is_answer and row["value_as_published"] not in grounds)


def _grouped(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that answer one question: figures are one answer where force, question, measure and labels agree (two
    systems in one year are two figures and one answer); every other status stands for itself."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(_answer(row) if row.may_give_figure else (row.n,), []).append(row)
    return list(groups.values())


def _outcome(
    outcome_id: str, group: Sequence[Row], meaning: Meaning, source: Source, reference: Reference, costs: Costs
) -> Outcome:
    row, label = group[0], group[0].given("question")
    campaign = reference.campaigns.get(source.campaign_id or "")
    question = next((one for one in campaign.questions if one.label == label), None) if campaign and label else None
    statuses = {member["status"] for member in group}
    status = "partly_answered" if statuses & set(FIGURE_STATUSES) else row["status"]
    outcome = Outcome(
        outcome_id=outcome_id,
        force_id=row["force"],
        question=label,
        asks=question.asks if question else row.given("offence_as_published"),
        measure_id=None if row["measure"] == WHOLE_REQUEST else row["measure"],
        period_id=meaning.period.period_id,
        status="answered" if statuses == {"value"} else status,
        exemptions=tuple(dict.fromkeys(section for member in group for section in member.exemptions)),
        exemptions_basis=next((basis for member in group if (basis := member.given("exemptions_basis"))), None),
        said_by="force" if _is_own(row, source) else "compiler",
        stage=row.stage,
        asked_on=source.asked,
        received_on=source.received,
        answered_on=source.answered,
        locator=row.locator,
        note=row.given("note"),
        offence_id=meaning.offence_id,
    )
    return _with_costs(outcome, costs.get(_page(row, source), ())) if outcome.status == "refused" else outcome


def _with_costs(outcome: Outcome, costs: Sequence[Row]) -> Outcome:
    """A refusal with the arithmetic that stands beside it on its page: the printed numbers, with their bounds in the
    text."""
    numbers: dict[str, Any] = {}
    said = []
    for cost in costs:
        column, words = COST_FIELDS[cost["measure"]]
        number = NUMBER.search(cost["value_as_published"])
        numbers[column] = float(number[0].replace(",", "")) if number else None
        said.append(f"{cost['value_as_published']} {words}")
    return replace(outcome, text=f"Cost: {', '.join(said)}" if said else outcome.text, **numbers)


def _of_each_question(
    whole: Outcome, questions: Sequence[Question], single: Sequence[Outcome], ids: tuple[str, str]
) -> Iterator[Outcome]:
    """A campaign's request that was refused whole is a refusal of each of its questions that no row states by itself.
    Where the refusal prints no section, it has those of the single refusals in the same source, as an inference."""
    exemptions, basis = whole.exemptions, whole.exemptions_basis
    if not exemptions:
        exemptions = tuple(
            dict.fromkeys(one for other in single if other.status == "refused" for one in other.exemptions)
        )
        basis = "inferred" if exemptions else None
    for question in questions:
        if question.label not in {other.question for other in single}:
            yield replace(
                whole,
                outcome_id=digest(*ids, "outcome", whole.force_id, question.label, "whole request", whole.stage),
                question=question.label,
                asks=question.asks,
                measure_id=question.measure_id,
                period_id=question.period_id or whole.period_id,
                offence_id=question.offence_id,
                exemptions=exemptions,
                exemptions_basis=basis,
            )
