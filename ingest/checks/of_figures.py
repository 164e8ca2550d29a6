"""Checks of figures: conflicts, impossible periods and bounds, parts that exceed their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.checks.finding import DIFFERS, DOUBT, Finding, of_figure
from ingest.collect import Failure
from ingest.model import DOUBTS
from ingest.order import Placed
from ingest.place import Everything
from ingest.reference import Reference
from ingest.reviewers import UNSETTLED
from ingest.within import by_what_is_counted, by_words, containing

DAY = len("2020-06-29")
NEAR = 31  # days: a page of a period's last month may speak of the whole of it


def conflicts(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """Sources that print different values for one figure are named with the rule that decided, or that none did."""
    by_id = {entry.figure.figure_id: entry for entry in everything.figures}
    for entry in everything.figures:
        if entry.status == "conflicting":
            figure, other = entry.figure, by_id.get(entry.replaced_by or "")
            message = (
                f"{reference.place_name(figure.force_id)}, {figure.period.period_id}: {_given(entry)} conflicts with "
                f"{_given(other) if other else 'another figure'}. {entry.rule}."
            )
            also = (entry.replaced_by,) if entry.replaced_by else ()
            yield of_figure(entry, "warning", "conflict", message, says=DIFFERS, also=also)


def reviewers_disagree(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """Two people who reviewed one figure say different things of it: it is not in force until one of them gives way."""
    for entry in everything.figures:
        if entry.status == "rejected" and (entry.rule or "").startswith(UNSETTLED):
            said = (entry.rule or "").removeprefix(UNSETTLED)
            message = f"{said}. Settle it, and drop the other's entry from {entry.source.folder}/source.toml."
            yield of_figure(entry, "error", "reviewers-disagree", message)


def offence_before_in_force(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """An offence can't have been committed before the law that makes it one was in force."""
    for entry in _current(everything):
        offence = reference.offences.get(entry.figure.offence_id or "")
        period = entry.figure.period
        if offence is None or offence.in_force_from is None or period.end is None or period.start is None:
            continue
        if period.end < offence.in_force_from and entry.figure.value.high != 0:
            message = (
                f"{offence.title} came into force on {offence.in_force_from}, after the period {period.period_id}."
            )
            yield of_figure(entry, "error", "offence-before-in-force", message)
        elif period.start < offence.in_force_from and (offence.in_force_from - period.start).days > 31:
            message = (
                f"{offence.title} came into force on {offence.in_force_from}, within the period "
                f"{period.period_id}: a part of it."
            )
            yield of_figure(entry, "note", "offence-in-force-within-period", message)


def impossible_bounds(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A count is not negative, its lower bound is not above its upper one, and a share is at most 100 per cent."""
    for entry in _current(everything):
        value = entry.figure.value
        if (value.low is not None and value.low < 0) or (
            value.low is not None and value.high is not None and value.low > value.high
        ):
            message = f"{value.text} was read as {value.low} to {value.high}."
            yield of_figure(entry, "error", "impossible-bounds", message, "reader")
        if entry.figure.unit == "percent" and value.high is not None and value.high > 100:
            message = f"{value.text} per cent is more than the whole."
            yield of_figure(entry, "warning", "share-above-100", message, says=DOUBT)


def part_exceeds_whole(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A figure that is counted inside another of the same source and unit can't be larger than it."""
    by_source: dict[str, list[Placed]] = defaultdict(list)
    for entry in _current(everything):
        by_source[entry.source.source_id].append(entry)
    for entries in by_source.values():
        counted = by_what_is_counted(entries)
        for part in entries:
            for whole in containing(part, counted, reference):
                low, high = part.figure.value.low, whole.figure.value.high
                if low is not None and high is not None and low > high:
                    message = (
                        f"{part.figure.value.text} is part of {whole.figure.value.text} "
                        f"({whole.figure.figure_id}) and larger than it."
                    )
                    says = DOUBT if by_words(whole, part, reference) else None
                    also = (whole.figure.figure_id,)
                    yield of_figure(part, "warning", "part-exceeds-whole", message, says=says, also=also)


def same_place_twice(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """Two places of a document must not share an id."""
    seen: dict[str, Placed] = {}
    for entry in everything.figures:
        other = seen.setdefault(entry.figure.figure_id, entry)
        if other is not entry:
            yield of_figure(
                entry, "error", "same-place-twice", f"{entry.figure.figure_id} stands at two places.", "reader"
            )


def scope_unknown_to_measure(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A scope is one of its measure's list, so that two words never stand for one thing."""
    for entry in everything.figures:
        scope = entry.figure.scope
        allowed = reference.measures[entry.figure.measure_id].scopes
        if scope is not None and scope not in allowed:
            message = (
                f"Scope {scope!r} is not among those of {entry.figure.measure_id}: {', '.join(allowed) or 'none'}."
            )
            yield of_figure(entry, "warning", "unknown-scope", message, "reference")


def unknown_period(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A figure whose period can't be told is listed and never stands on a time axis."""
    for entry in everything.figures:
        if entry.figure.period.period_id == "unknown" and entry.status == "current":
            printed = entry.figure.period_label or "nothing"
            yield of_figure(entry, "note", "unknown-period", f"The period can't be told from the print ({printed}).")


def figure_after_publication(
    everything: Everything, failures: Sequence[Failure], reference: Reference
) -> Iterator[Finding]:
    """A period that ends after the page was published is a part year, or a misprint."""
    for entry in _current(everything):
        published = entry.figure.published or entry.source.published
        end = entry.figure.period.end
        if published and end and end.isoformat()[: len(published)] > published:
            message = f"The period ends {end}, but the page is of {published}."
            is_far = len(published) == DAY and end - date.fromisoformat(published) > timedelta(days=NEAR)
            says = DOUBT if is_far else None
            yield of_figure(entry, "warning", "period-after-publication", message, says=says)


def doubted_by_compiler(everything: Everything, failures: Sequence[Failure], reference: Reference) -> Iterator[Finding]:
    """A figure that our transcript notes to be misprinted, not believed, or not the sum of its own printed parts is
    doubted, with the words of the note."""
    for entry in everything.figures:
        if entry.figure.doubt is not None and not entry.is_disputed:
            words = entry.figure.note or "no reason is given"
            message = f"{entry.figure.value.text}: {DOUBTS[entry.figure.doubt]} ({words})."
            yield of_figure(entry, "warning", entry.figure.doubt, message, says=DOUBT)


def _given(entry: Placed) -> str:
    """Its value, with the print where that is another ("248, printed as 59 + 50 + 67 + 72"), and who counted it."""
    value = entry.figure.value
    said, who = value.text, f" ({entry.compiler})" if entry.compiler else ""
    if entry.is_disputed and value.low is not None and value.high is not None:
        said = f"{value.low:,.10g} to {value.high:,.10g}"
    elif value.value is not None and value.text.replace(",", "") != f"{value.value:.10g}":
        said = f"{value.value:,.10g}, printed as {value.text}"
    return f"{said}{who}"


def _current(everything: Everything) -> Iterator[Placed]:
    return (entry for entry in everything.figures if entry.status == "current")
