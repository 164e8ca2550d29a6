"""Figures and outcomes -> what is known of each force for each measure, offence and period that a source asks
or answers.

One row for each territorial force, and for any other force that a source names. The state is the first that
holds, in the order of STATES. Where nothing is here the row says so ("not collected" where the force is known
to have been asked, else "not known"): neither says anything about the force, and neither is a zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Outcome
from ingest.order import Placed
from ingest.period_ids import period_of_id
from ingest.reference import Campaign, Reference
from ingest.reference.records import Question
from ingest.sources import Source

STATES = (
    "value", "interval", "suppressed", "conflicting", "partly_answered", "refused", "ncnd", "not_held", "referred",
    "not_read", "not_applicable", "withdrawn", "no_answer", "not_asked", "not_collected", "not_known",
)  # fmt: skip

YEAR = "year"  # the breakdown of a question that asks for each year of its period
Subject = tuple[str, str | None, str]
"""measure, offence, period"""


@dataclass(frozen=True)
class Coverage:
    force_id: str
    measure_id: str
    offence_id: str | None
    period_id: str
    campaign_id: str | None
    question: str | None
    state: str
    figure_id: str | None = None
    outcome_id: str | None = None
    source_id: str | None = None


@dataclass(frozen=True)
class _Known:
    state: str
    figure_id: str | None = None
    outcome_id: str | None = None
    source_id: str | None = None


def cover(placed: Sequence[Placed], outcomes: Sequence[tuple[Outcome, Source]], reference: Reference) -> list[Coverage]:
    """All rows, in the order of subject and force."""
    known: dict[tuple[str, Subject], list[_Known]] = defaultdict(list)
    subjects: dict[Subject, tuple[str | None, str | None]] = {}
    for campaign in reference.campaigns.values():
        for question in campaign.questions:
            for subject in subjects_of_question(question):
                subjects.setdefault(subject, (campaign.campaign_id, question.label))
    for entry in placed:
        figure = entry.figure
        if figure.force_id in reference.forces and entry.status in ("current", "withdrawn"):
            subject = (figure.measure_id, figure.offence_id, figure.period.period_id)
            subjects.setdefault(subject, (None, None))
            known[figure.force_id, subject].append(_of_figure(entry))
    for outcome, source in outcomes:
        if outcome.force_id not in reference.forces or not outcome.is_current:
            continue
        for subject in _subjects_of(outcome, source, reference):
            subjects.setdefault(subject, (None, None))
            known[outcome.force_id, subject].append(
                _Known(_state_of(outcome), None, outcome.outcome_id, source.source_id)
            )
    return _rows(subjects, known, reference)


def subjects_of_question(question: Question) -> list[Subject]:
    """What a campaign's question asks for: one subject, or one for each year where it asks for several year by year."""
    if not question.measure_id or not question.period_id:
        return []
    periods = years_of(question.period_id) if YEAR in question.dimensions else (question.period_id,)
    return [(question.measure_id, question.offence_id, period_id) for period_id in periods]


def years_of(period_id: str) -> tuple[str, ...]:
    """The financial or calendar years that a period is made of; the period itself where it is made of neither."""
    period = period_of_id(period_id)
    if period.start is None or period.end is None:
        return (period_id,)
    first, last = period.start, period.end
    if (first.month, first.day, last.month, last.day) == (4, 1, 3, 31):
        return tuple(f"{year}/{(year + 1) % 100:02}" for year in range(first.year, last.year))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return tuple(str(year) for year in range(first.year, last.year + 1))
    return (period_id,)


def _of_figure(entry: Placed) -> _Known:
    figure = entry.figure
    is_part = figure.scope is not None or bool(figure.dimensions)
    if entry.status == "withdrawn":
        state = "withdrawn"
    elif is_part:
        state = "partly_answered"
    elif entry.is_disputed:
        state = "conflicting"
    elif figure.value.symbol == "[c]":
        state = "suppressed"
    else:
        state = "value" if figure.value.value is not None else "interval"
    return _Known(state, figure.figure_id, None, entry.source.source_id)


def _state_of(outcome: Outcome) -> str:
    """An answer that gave no figure is one that nobody has read into a figure; so is each question of a thread that is
    known only as answered in part, for which of them were answered is not known."""
    is_whole_thread = outcome.measure_id is None and outcome.status == "partly_answered"
    return "not_read" if outcome.status == "answered" or is_whole_thread else outcome.status


def _subjects_of(outcome: Outcome, source: Source, reference: Reference) -> list[Subject]:
    campaign = reference.campaigns.get(source.campaign_id or "")
    asked = {question.label: question for question in campaign.questions} if campaign else {}
    question = asked.get(outcome.question or "")
    if outcome.measure_id is not None:
        if question is not None and question.period_id == outcome.period_id:
            return subjects_of_question(question)
        return [(outcome.measure_id, outcome.offence_id, outcome.period_id or "unknown")]
    # The outcome of a whole request stands for each of its questions until one is known by itself.
    return [subject for one in asked.values() for subject in subjects_of_question(one)]


def _rows(
    subjects: dict[Subject, tuple[str | None, str | None]],
    known: dict[tuple[str, Subject], list[_Known]],
    reference: Reference,
) -> list[Coverage]:
    territorial = [force.force_id for force in reference.forces.values() if force.kind == "territorial"]
    asked = {campaign.campaign_id: _asked(campaign) for campaign in reference.campaigns.values()}
    named: dict[Subject, set[str]] = defaultdict(set)
    for force_id, subject in known:
        named[subject].add(force_id)
    rows = []
    for subject in sorted(subjects, key=str):
        campaign_id, question = subjects[subject]
        for force_id in sorted({*territorial, *named[subject]}):
            entries = known.get((force_id, subject), [])
            if entries:
                best = min(
                    entries,
                    key=lambda entry: (STATES.index(entry.state), entry.figure_id or "", entry.outcome_id or ""),
                )
                outcome_id = best.outcome_id or next((entry.outcome_id for entry in entries if entry.outcome_id), None)
                known_of = _Known(best.state, best.figure_id, outcome_id, best.source_id)
            else:
                is_asked = campaign_id is not None and force_id in asked[campaign_id]
                known_of = _Known("not_collected" if is_asked else "not_known")
            rows.append(
                Coverage(
                    force_id,
                    *subject,
                    campaign_id,
                    question,
                    known_of.state,
                    known_of.figure_id,
                    known_of.outcome_id,
                    known_of.source_id,
                )
            )
    return rows


def _asked(campaign: Campaign) -> frozenset[str]:
    return frozenset(request.force_id for request in campaign.asked if request.force_id)
