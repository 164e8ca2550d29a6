"""What people have ruled in `source.toml`, applied to what the program read: corrections, rejections, withdrawals,
statements and reviews; so that of all readings every figure has its source, its rulings and its standing.

A ruling follows the figure that was seen: `expect` guards a correction and a digest a review, so that either lapses
when the document gives something else one day, a check says so, and the figure stands as read. Nothing is ever deleted.
Protects: where two people see one figure differently neither is followed, and it is not in force until one gives way.
What is compared is the figure that each would have, with all their corrections; a ruling on what an earlier one made of
it is no disagreement. People are told apart by their initials, so two with the same are taken for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.answers.proposals import figure_row
from ingest.model import (
    SOURCE_PRINTS,
    DocumentReading,
    Figure,
    Outcome,
    Problem,
    Row,
    Value,
    digest,
    fields_of,
    period_of_id,
    row_of,
)
from ingest.reference import Reference
from ingest.settle import order
from ingest.settle.order import Placed
from ingest.sources import ALL, OF_FIGURE, OF_OUTCOME, SOURCE_FILE, Source, SourceReading

CORRECTABLE = ("value", "value_low", "value_high", "offence", "period", "measure", "scope")
WHY_NO_VALUE = ("[c]", "[x]", "[z]", "[e]", "[low]")  # a value that a person rules leaves none of these standing
UNSETTLED = "Not in force until it is settled: "  # how the rule of a figure begins about which people disagree
VALUES = ("value", "value_low", "value_high")
SEEN = (
    "figure_id", "force_id", "value_low", "value_high", "symbol", "unit", "offence_id", "period_id", "measure_id",
    "scope",
)  # fmt: skip
"""What a review is of, besides breakdowns."""

Accepted = tuple[str, str]  # an id, and who accepted it as it was read


def apply(
    placed: Sequence[Placed], source: Source, proposals: Collection[str] = ()
) -> tuple[list[Placed], list[Problem]]:
    """One source's figures with its rulings, and a problem for each ruling that lapsed or names nothing. `proposals`:
    ids that are no figures; `answers/proposals` follows what is ruled of them."""
    by_id = {entry.figure.figure_id: entry for entry in placed}
    problems = []
    for entry in placed:  # two places of a document must not share an id
        if by_id[entry.figure.figure_id] is not entry:
            held = {"figure": entry.figure.figure_id, "folder": source.folder}
            problems.append(Problem.of("same-place-twice", entry.figure.locator, **held))
    as_read = {figure_id: entry.figure for figure_id, entry in by_id.items()}
    unsettled: dict[str, str] = {}
    if source.corrections:  # who only accepts disagrees with nobody
        fields_by_id = {figure_id: as_found(figure_row(figure)) for figure_id, figure in as_read.items()}
        unsettled = _disagreements("figure", fields_by_id, source, OF_FIGURE, _accepted(as_read, source))
    for figure_id, said in unsettled.items():
        by_id[figure_id] = replace(by_id[figure_id], status="rejected", rule=f"{UNSETTLED}{said}")
    for ruling in source.corrections:
        is_of_proposal = ruling.get("figure") in proposals and ruling.get("figure") not in by_id
        if ruling.get("figure") not in unsettled and not is_of_proposal:
            _correct(ruling, by_id, problems, source)
    for ruling in source.withdrawals:
        for figure_id in _named(ruling, by_id, "withdrawal", problems, source):
            entry = by_id[figure_id]
            words = f"Withdrawn {ruling['on']}: {ruling['reason']}"
            words += f" ({ruling['url']})" if ruling.get("url") else ""
            by_id[figure_id] = replace(entry, status="withdrawn", rule=words)
    for ruling in source.statements:
        words = f"{ruling['by']}, {ruling['on']}: {ruling['text']}"
        for figure_id in _named(ruling, by_id, "statement", problems, source):
            before = by_id[figure_id].statement
            by_id[figure_id] = replace(by_id[figure_id], statement=f"{before} {words}" if before else words)
    for ruling in source.reviews:
        _review(ruling, by_id, problems, source, unsettled)
    return list(by_id.values()), problems


def apply_to_outcomes(outcomes: Sequence[Outcome], source: Source) -> tuple[list[Outcome], list[Problem]]:
    """One source's outcomes with the corrections that name them: a status or sections that a person settled."""
    by_id = {outcome.outcome_id: outcome for outcome in outcomes}
    problems: list[Problem] = []
    fields_by_id = {outcome_id: _outcome_as_found(outcome) for outcome_id, outcome in by_id.items()}
    unsettled = _disagreements("outcome", fields_by_id, source, OF_OUTCOME, ())
    for outcome_id, said in unsettled.items():
        told = {"folder": source.folder, "answer": outcome_id, "said": said}
        problems.append(Problem.of("reviewers-disagree", SOURCE_FILE, **told))
        by_id[outcome_id] = replace(by_id[outcome_id], is_current=False, ruling=f"{UNSETTLED}{said}")
    for ruling in source.corrections:
        outcome_id = str(ruling.get("outcome"))
        if "outcome" in ruling and outcome_id not in unsettled:
            outcome = by_id.get(outcome_id)
            as_it_is = _outcome_as_found(outcome) if outcome else None
            if _holds("outcome", ruling, as_it_is, source, problems) and outcome:
                by_id[outcome_id] = _corrected_outcome(outcome, ruling)
    return list(by_id.values()), problems


def _outcome_as_found(outcome: Outcome) -> dict[str, Any]:
    ids = row_of(outcome, "status", offence="offence_id", period="period_id", measure="measure_id")
    return {**ids, "exemptions": list(outcome.exemptions)}


def _corrected_outcome(outcome: Outcome, ruling: Mapping[str, Any]) -> Outcome:
    is_rejected = bool(ruling.get("reject"))
    words = f"{'Rejected' if is_rejected else 'Corrected'}: {_reason(ruling)}"
    sections = tuple(ruling.get("exemptions", outcome.exemptions))
    ruled = replace(
        outcome,
        status=ruling.get("status", outcome.status),
        exemptions=sections,
        exemptions_basis=outcome.exemptions_basis if sections else None,
        offence_id=ruling.get("offence", outcome.offence_id),
        period_id=ruling.get("period", outcome.period_id),
        measure_id=ruling.get("measure", outcome.measure_id),
        is_current=outcome.is_current and not is_rejected,
    )
    return replace(ruled, ruling=f"{outcome.ruling} {words}" if outcome.ruling else words)


def _reason(ruling: Mapping[str, Any]) -> str:
    return f"{ruling.get('reason', 'no reason given')} ({ruling.get('by', 'unsigned')}, {ruling.get('on', 'undated')})"


def _named(
    ruling: Mapping[str, Any], by_id: Mapping[str, Placed], what: str, problems: list[Problem], source: Source
) -> list[str]:
    named = ruling["figures"]
    if named == ALL:
        return list(by_id)
    missing = [figure_id for figure_id in named if figure_id not in by_id]
    if missing:
        problems.append(_lapsed(f"a {what} names {', '.join(missing)}, which this source does not give", source))
    return [figure_id for figure_id in named if figure_id in by_id]


def _lapsed(words: str, source: Source) -> Problem:
    return Problem.of("ruling-lapsed", SOURCE_FILE, folder=source.folder, words=words)


def _holds(
    what: str, ruling: Mapping[str, Any], fields: Mapping[str, Any] | None, source: Source, problems: list[Problem]
) -> bool:
    """Whether a correction of a figure or outcome (`what`) names one that is here and that is as it expects; a problem
    where not. `fields`: its values, None where it is not here."""
    unmet = "" if fields is None else differing(ruling, fields)
    if fields is None:
        problems.append(_lapsed(f"a correction names {what} {ruling[what]}, which this source does not give", source))
    elif unmet:
        problems.append(_lapsed(f"the correction of {what} {ruling[what]} expects something else ({unmet})", source))
    return fields is not None and not unmet


def _correct(ruling: Mapping[str, Any], by_id: dict[str, Placed], problems: list[Problem], source: Source) -> None:
    entry = by_id.get(ruling.get("figure", ""))
    fields, reason = as_found(figure_row(entry.figure)) if entry else None, _reason(ruling)
    changes = {key: ruling[key] for key in CORRECTABLE if key in ruling}
    # An earlier correction, by another person, has made of it what this one would, so it is not as this one expects.
    is_so = bool(fields and changes and differing(ruling, fields)) and changes.items() <= (fields or {}).items()
    if entry and entry.figure.review == "corrected" and is_so:
        chain = (*entry.figure.chain, f"another person found the same: {reason}")
        by_id[ruling["figure"]] = replace(entry, figure=replace(entry.figure, chain=chain))
    elif "figure" in ruling and _holds("figure", ruling, fields, source, problems) and entry:
        value = _ruled_value(entry.figure.value, ruling)
        if ruling.get("reject"):
            by_id[ruling["figure"]] = replace(entry, status="rejected", rule=f"Rejected: {reason}")
        elif value.low is not None and value.high is not None and value.low > value.high:
            words = f"the correction of {ruling['figure']} gives bounds of {value.low:g} to {value.high:g}. Write both"
            problems.append(_lapsed(words, source))
        else:
            by_id[ruling["figure"]] = replace(entry, figure=_corrected(entry.figure, ruling, value, reason))


def _ruled_value(value: Value, ruling: Mapping[str, Any]) -> Value:
    """The value that a person rules; a bound that the ruling does not name stays as it was read."""
    if not any(key in ruling for key in VALUES):
        return value
    read = {"value_low": value.low, "value_high": value.high}
    ends = (ruling.get(key, ruling.get("value", end)) for key, end in read.items())
    low, high = (None if end is None else float(end) for end in ends)
    symbol = None if value.symbol in WHY_NO_VALUE else value.symbol
    return Value(low if low == high else None, low, high, symbol, value.text)


def _corrected(figure: Figure, ruling: Mapping[str, Any], value: Value, reason: str) -> Figure:
    period = period_of_id(str(ruling["period"])) if "period" in ruling else figure.period
    changed, text = ", ".join(key for key in CORRECTABLE if key in ruling), figure.value.text.strip()
    printed = f"{SOURCE_PRINTS}{f'“{text}”' if text else 'nothing'}. " if value != figure.value else ""
    said = f"Corrected by a person ({changed}): {printed}{reason}"
    return replace(
        figure,
        value=value,
        period=period,
        offence_id=ruling.get("offence", figure.offence_id),
        measure_id=ruling.get("measure", figure.measure_id),
        scope=ruling.get("scope", figure.scope),
        review="corrected",
        correction=f"{figure.correction} {said}" if figure.correction else said,
        chain=(*figure.chain, f"corrected by a person ({changed}): {reason}"),
    )


def _review(
    ruling: Mapping[str, Any], by_id: dict[str, Placed], problems: list[Problem], source: Source,
    unsettled: Collection[str],
) -> None:  # fmt: skip
    named = _named(ruling, by_id, "review", problems, source)
    seen = review_digest([by_id[figure_id].figure for figure_id in named])
    if ruling.get("digest") != seen:
        what = "saw other rows" if "digest" in ruling else "has no digest of the rows that it saw"
        problems.append(
            _lapsed(f"the review of {ruling.get('on', 'an unknown day')} {what} (digest now {seen})", source)
        )
        return
    for figure_id in named:
        entry = by_id[figure_id]
        if entry.figure.review == "unreviewed" and figure_id not in unsettled:
            by_id[figure_id] = replace(entry, figure=replace(entry.figure, review="reviewed"))


def _disagreements(
    what: str, read: Mapping[str, Mapping[str, Any]], source: Source, keys: Sequence[str], accepted: Iterable[Accepted]
) -> dict[str, str]:
    """For each figure or answer (`what`) about which people disagree, who says what. `read`: what a correction may
    expect of each; `keys`: what it may change; `accepted`: who accepted which as it was read."""
    said: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)  # what each person changes of each
    for name, by in accepted:
        said[name][by] = {}
    for ruling in source.corrections:
        name, by = str(ruling.get(what)), _person(ruling)
        if name in read and not differing(ruling, read[name]):
            changes = {key: ruling[key] for key in keys if key in ruling}
            before = said[name].get(by, {})
            said[name][by] = changes if "reject" in {**before, **changes} else before | changes
    return {
        name: "; ".join(f"{by} says {_in_words(changes)}" for by, changes in by_person.items())
        for name, by_person in said.items()
        if any(_meant(read[name], a) != _meant(read[name], b) for a, b in pairwise(by_person.values()))
    }


def _in_words(changes: Mapping[str, Any]) -> str:
    if "reject" in changes:
        return "it is none"
    return ", ".join(f"{key} {value}" for key, value in changes.items()) or "it is right as it was read"


def _meant(fields: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a person would have it be: an exact value is both of its bounds, equal bounds are a value."""
    if "reject" in changes:
        return {"reject": True}
    meant = {**fields, **changes}
    if "exemptions" in meant:
        meant["exemptions"] = sorted(meant["exemptions"])  # in whatever order they are written
    if "value" in changes:
        meant |= dict.fromkeys(VALUES, float(changes["value"]))
    elif "value_low" in changes or "value_high" in changes:
        low, high = meant["value_low"], meant["value_high"]
        meant["value"] = low if low == high else None
    return meant


def _accepted(as_read: Mapping[str, Figure], source: Source) -> Iterator[Accepted]:
    """Each figure that somebody accepted as it was read, and who: as a figure, or before as a proposal."""
    yield from ((name, _person(entry)) for entry in source.accepted for name in entry["proposals"] if name in as_read)
    for ruling in source.reviews:
        named = list(as_read) if ruling["figures"] == ALL else [name for name in ruling["figures"] if name in as_read]
        if ruling.get("digest") == review_digest([as_read[name] for name in named]):
            yield from ((name, _person(ruling)) for name in named)


def _person(ruling: Mapping[str, Any]) -> str:
    return str(ruling.get("by", "unsigned")).strip().upper()


FOUND = {
    **{name: name for name in ("value", "value_low", "value_high", "value_text")},
    **{name: f"{name}_id" for name in ("offence", "period", "measure")},
    "scope": "scope",
}
"""What `expect` may name of a figure, each with the column of its row."""


def as_found(row: Row) -> dict[str, Any]:
    """What `expect` may name of a figure, by its row: as it was read, or of the warehouse."""
    return {name: row[column] for name, column in FOUND.items()}


def differing(ruling: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """What is not as a ruling expects it, in words; "" when all is."""
    expected = ruling.get("expect", {})
    return ", ".join(
        f"{key} is {fields.get(key)!r}, not {value!r}" for key, value in expected.items() if fields.get(key) != value
    )


def review_digest(figures: Sequence[Figure]) -> str:
    """A digest of figures as a reviewer saw them: it changes when a value does, or what says what it counts."""
    return rows_digest(map(figure_row, figures))


def rows_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """The same digest, of rows of the warehouse."""
    seen = ((*(row[name] for name in SEEN), tuple(dict(row["dimensions"] or {}).items())) for row in rows)
    return digest("review", *sorted("|".join(map(str, parts)) for parts in seen))


@dataclass(frozen=True)
class Everything:
    """All that the warehouse is made of."""

    readings: tuple[SourceReading, ...]
    figures: tuple[Placed, ...]
    outcomes: tuple[Row, ...] = ()
    problems: tuple[Row, ...] = ()


def place_all(readings: Sequence[SourceReading], reference: Reference) -> Everything:
    figures: list[Placed] = []
    outcomes: list[Row] = []
    problems: list[Row] = []
    for reading in readings:
        source = reading.source
        of_source: list[Placed] = []
        answers: list[tuple[Outcome, DocumentReading]] = []
        for document in reading.documents:
            # Whose they are is not known where a document names no force; its problem says so (force-not-found).
            of_source += [_placed(figure, source, document) for figure in document.figures if figure.force_id]
            answers += [(outcome, document) for outcome in document.outcomes if outcome.force_id]
            problems += [problem_row(problem, source, document.path) for problem in document.problems]
        proposed = {proposal.proposal_id for document in reading.documents for proposal in document.proposals}
        ruled, lapsed = apply(of_source, source, proposed)
        figures += ruled
        settled, lapsed_too = apply_to_outcomes([outcome for outcome, _ in answers], source)
        outcomes += [
            outcome_row(outcome, source, document, reference)
            for outcome, (_, document) in zip(settled, answers, strict=True)
        ]
        problems += [problem_row(problem, source, "source.toml") for problem in (*lapsed, *lapsed_too)]
    return Everything(tuple(readings), tuple(order.settle(figures)), tuple(outcomes), tuple(problems))


def _placed(figure: Figure, source: Source, document: DocumentReading) -> Placed:
    read_in = figure.read_in or source.read_in
    return Placed(
        figure=figure,
        source=source,
        document=f"{source.folder}/{document.path}",
        hand=_hand_of(read_in, document.form),
        kind=figure.kind or source.kind,
        compiler=figure.publisher or source.publisher,
        read_in=read_in,
        status=figure.status,
        replaced_by=figure.replaced_by,
        rule=figure.rule,
    )


def _hand_of(read_in: str | None, form: str) -> str:
    if read_in:
        return "second_hand"
    return "own_document" if form == "original" else "own_transcript"


def outcome_row(outcome: Outcome, source: Source, document: DocumentReading, reference: Reference) -> Row:
    """The row of `outcomes`; campaign, law and reference of the document stand where source.toml says none."""
    return {
        **fields_of(outcome),
        "answer_text": outcome.text,
        "campaign_id": source.campaign_id or document.campaign_id,
        "law": source.law or document.law,
        "reference": source.reference or document.reference,
        "document": f"{source.folder}/{document.path}",
        "source_id": source.source_id,
        "source_url": source.url,
        "force": reference.place_name(outcome.force_id),
        "asked_on": outcome.asked_on or source.asked,
        "received_on": outcome.received_on or source.received,
        "hand": _hand_of(source.read_in, document.form),
    }


def problem_row(problem: Problem, source: Source, path: str) -> Row:
    """The row of `problems`; `path` is of the document, in its source's folder."""
    return fields_of(problem) | {"source_id": source.source_id, "document": f"{source.folder}/{path}"}
