"""Everything that was read -> what a person should look at. One check is one function with one sentence (its
docstring).

Adding a check is adding a function and its rules to CHECKS. `severity`: error (must not be so), warning (a person
should look), note (worth knowing). `origin`: whose matter it is: the source's own print, our reader, or our reference
data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.checks.finding import DIFFERS, DOUBT, Finding
from ingest.checks.of_dates import answered_before_asked, answered_before_received, working_days_to_answer
from ingest.checks.of_figures import (
    conflicts,
    doubted_by_compiler,
    figure_after_publication,
    impossible_bounds,
    offence_before_in_force,
    part_exceeds_whole,
    reviewers_disagree,
    same_place_twice,
    scope_unknown_to_measure,
    unknown_period,
)
from ingest.checks.of_hidden import held_back_beside_others
from ingest.checks.of_official import differs_from_official_class
from ingest.checks.of_reading import problems_of_reading
from ingest.checks.of_series import far_from_other_forces, off_its_own_series
from ingest.checks.of_sources import (
    personal_readings,
    source_without_address,
    source_without_anything,
    unread_documents,
)
from ingest.collect import Failure
from ingest.ids import digest
from ingest.model import DOUBTS
from ingest.place import Everything
from ingest.reference import Reference

Check = Callable[[Everything, Sequence[Failure], Reference], Iterator[Finding]]

CHECKS: dict[Check, tuple[str, ...]] = {
    problems_of_reading: (),
    unread_documents: ("unread-document",),
    source_without_anything: ("gives-nothing",),
    source_without_address: ("no-address",),
    answered_before_asked: ("answered-before-asked",),
    answered_before_received: ("answered-before-received",),
    working_days_to_answer: ("working-days",),
    personal_readings: ("personal-reading",),
    conflicts: ("conflict",),
    reviewers_disagree: ("reviewers-disagree",),
    offence_before_in_force: ("offence-before-in-force", "offence-in-force-within-period"),
    impossible_bounds: ("impossible-bounds", "share-above-100"),
    part_exceeds_whole: ("part-exceeds-whole",),
    same_place_twice: ("same-place-twice",),
    scope_unknown_to_measure: ("unknown-scope",),
    unknown_period: ("unknown-period",),
    figure_after_publication: ("period-after-publication",),
    doubted_by_compiler: tuple(DOUBTS),
    differs_from_official_class: ("differs-from-official-class",),
    off_its_own_series: ("off-its-own-series",),
    far_from_other_forces: ("far-from-other-forces",),
    held_back_beside_others: ("held-back-beside-others",),
}
"""Each check with the rules under which it finds; what readers did not understand goes by any other name."""


@dataclass(frozen=True)
class CheckRow:
    check_id: str
    finding: Finding


@dataclass(frozen=True)
class Said:
    """By figure: the rules by which it can't be right, and those by which another source counts otherwise."""

    doubts: dict[str, list[str]]
    differs: dict[str, list[str]]


def said_of_figures(found: Sequence[CheckRow]) -> Said:
    """What all findings together say of each figure, each rule once and in the order of names."""
    rules: dict[str, dict[str, set[str]]] = {DOUBT: defaultdict(set), DIFFERS: defaultdict(set)}
    for row in found:
        finding = row.finding
        if finding.says is not None:
            for figure_id in (finding.figure_id, *finding.also):
                if figure_id is not None:
                    rules[finding.says][figure_id].add(finding.rule)
    doubts, differs = ({name: sorted(of) for name, of in rules[said].items()} for said in (DOUBT, DIFFERS))
    return Said(doubts, differs)


def run(everything: Everything, failures: Sequence[Failure], reference: Reference) -> list[CheckRow]:
    """All findings of all checks, each with an id that stays while the finding stays."""
    rows: dict[str, CheckRow] = {}
    for check in CHECKS:
        for finding in check(everything, failures, reference):
            check_id = digest(
                "check",
                finding.rule,
                finding.source_id,
                finding.figure_id,
                finding.document,
                finding.locator,
                finding.message,
            )
            rows[check_id] = CheckRow(check_id, finding)
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(
        rows.values(),
        key=lambda row: (order[row.finding.severity], row.finding.rule, row.finding.source_id or "", row.check_id),
    )
