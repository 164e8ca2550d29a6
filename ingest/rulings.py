"""What people have ruled in `source.toml`, applied to what the program read: corrections, rejections,
withdrawals, statements and reviews.

A correction is guarded by `expect`: if the document gives something else one day, the ruling lapses and a check
says so, and the figure stands as read. Nothing is ever deleted: a rejected or withdrawn figure stays, with its
reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.ids import digest
from ingest.model import Figure, Outcome, Problem, Value
from ingest.order import Placed
from ingest.period_ids import period_of_id
from ingest.sources import Source

CORRECTABLE = ("value", "value_low", "value_high", "offence", "period", "measure", "scope")


def review_digest(figures: Sequence[Figure]) -> str:
    """A digest of rows as a reviewer saw them: it changes when a value, an offence or a period does."""
    rows = sorted(
        f"{figure.figure_id}|{figure.value.low}|{figure.value.high}|{figure.offence_id}|{figure.period.period_id}|{figure.measure_id}"
        for figure in figures
    )
    return digest("review", *rows)


def apply(placed: Sequence[Placed], source: Source) -> tuple[list[Placed], list[Problem]]:
    """One source's figures with its rulings, and a problem for each ruling that lapsed or names nothing."""
    by_id = {entry.figure.figure_id: entry for entry in placed}
    problems: list[Problem] = []
    for ruling in source.corrections:
        _correct(ruling, by_id, problems, source)
    for ruling in source.withdrawals:
        for figure_id in _named(ruling, by_id, "withdrawal", problems, source):
            entry = by_id[figure_id]
            words = f"Withdrawn {ruling.get('on', 'on a day not given')}: {ruling.get('reason', 'no reason given')}"
            by_id[figure_id] = replace(entry, status="withdrawn", rule=words)
    for ruling in source.statements:
        words = f"{ruling.get('by', 'The force')}, {ruling.get('on', 'undated')}: {ruling.get('text', '')}"
        for figure_id in _named(ruling, by_id, "statement", problems, source):
            by_id[figure_id] = replace(by_id[figure_id], statement=words)
    for ruling in source.reviews:
        _review(ruling, by_id, problems, source)
    return list(by_id.values()), problems


def apply_to_outcomes(outcomes: Sequence[Outcome], source: Source) -> tuple[list[Outcome], list[Problem]]:
    """One source's outcomes with the corrections that name them: a status or sections that a person settled."""
    by_id = {outcome.outcome_id: outcome for outcome in outcomes}
    problems: list[Problem] = []
    for ruling in source.corrections:
        outcome_id = ruling.get("outcome")
        if outcome_id is None:
            continue
        outcome = by_id.get(outcome_id)
        if outcome is None:
            problems.append(
                _lapsed(f"a correction names outcome {outcome_id}, which this source does not give", source)
            )
            continue
        found = {"status": outcome.status, "exemptions": list(outcome.exemptions)}
        differing = _differing(ruling, found)
        if differing:
            problems.append(
                _lapsed(f"the correction of outcome {outcome_id} expects something else ({differing})", source)
            )
            continue
        by_id[outcome_id] = replace(
            outcome,
            status=ruling.get("status", outcome.status),
            exemptions=tuple(ruling.get("exemptions", outcome.exemptions)),
            note=" ".join(part for part in (outcome.note, f"Corrected: {_reason(ruling)}") if part),
        )
    return list(by_id.values()), problems


def _differing(ruling: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    expected = ruling.get("expect", {})
    return ", ".join(
        f"{key} is {found.get(key)!r}, not {value!r}" for key, value in expected.items() if found.get(key) != value
    )


def _reason(ruling: Mapping[str, Any]) -> str:
    return f"{ruling.get('reason', 'no reason given')} ({ruling.get('by', 'unsigned')}, {ruling.get('on', 'undated')})"


def _named(
    ruling: Mapping[str, Any], by_id: Mapping[str, Placed], what: str, problems: list[Problem], source: Source
) -> list[str]:
    named = ruling.get("figures", "all")
    if named == "all":
        return list(by_id)
    missing = [figure_id for figure_id in named if figure_id not in by_id]
    if missing:
        problems.append(_lapsed(f"a {what} names {', '.join(missing)}, which this source does not give", source))
    return [figure_id for figure_id in named if figure_id in by_id]


def _lapsed(words: str, source: Source) -> Problem:
    message = (
        f"{source.folder}/source.toml: {words}. It has no effect now: look at the figure again, then mend the entry "
        "or drop it."
    )
    return Problem("warning", message, locator="source.toml", rule="ruling-lapsed", origin="source")


def _correct(ruling: Mapping[str, Any], by_id: dict[str, Placed], problems: list[Problem], source: Source) -> None:
    figure_id = ruling.get("figure")
    if figure_id is None:
        return  # an outcome's: apply_to_outcomes
    entry = by_id.get(figure_id)
    if entry is None:
        problems.append(_lapsed(f"a correction names {figure_id}, which this source does not give", source))
        return
    differing = _differing(ruling, _as_found(entry.figure))
    if differing:
        problems.append(_lapsed(f"the correction of {figure_id} expects something else ({differing})", source))
        return
    reason = _reason(ruling)
    if ruling.get("reject"):
        by_id[figure_id] = replace(entry, status="rejected", rule=f"Rejected: {reason}")
        return
    by_id[figure_id] = replace(entry, figure=_corrected(entry.figure, ruling, reason))


def _as_found(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value.value,
        "value_low": figure.value.low,
        "value_high": figure.value.high,
        "value_text": figure.value.text,
        "offence": figure.offence_id,
        "period": figure.period.period_id,
        "measure": figure.measure_id,
        "scope": figure.scope,
    }


def _corrected(figure: Figure, ruling: Mapping[str, Any], reason: str) -> Figure:
    value = figure.value
    if "value" in ruling:
        value = Value(float(ruling["value"]), float(ruling["value"]), float(ruling["value"]), value.symbol, value.text)
    elif "value_low" in ruling or "value_high" in ruling:
        value = Value(None, ruling.get("value_low"), ruling.get("value_high"), value.symbol, value.text)
    period = period_of_id(str(ruling["period"])) if "period" in ruling else figure.period
    changed = ", ".join(key for key in CORRECTABLE if key in ruling)
    return replace(
        figure,
        value=value,
        period=period,
        offence_id=ruling.get("offence", figure.offence_id),
        measure_id=ruling.get("measure", figure.measure_id),
        scope=ruling.get("scope", figure.scope),
        review="corrected",
        chain=(*figure.chain, f"corrected by a person ({changed}): {reason}"),
    )


def _review(ruling: Mapping[str, Any], by_id: dict[str, Placed], problems: list[Problem], source: Source) -> None:
    named = _named(ruling, by_id, "review", problems, source)
    seen = review_digest([by_id[figure_id].figure for figure_id in named])
    if ruling.get("digest") not in (None, seen):
        problems.append(
            _lapsed(f"the review of {ruling.get('on', 'an unknown day')} saw other rows (digest now {seen})", source)
        )
        return
    for figure_id in named:
        entry = by_id[figure_id]
        if entry.figure.review == "unreviewed":
            by_id[figure_id] = replace(entry, figure=replace(entry.figure, review="reviewed"))
