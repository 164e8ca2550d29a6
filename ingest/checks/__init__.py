"""Everything that was read -> what a person should look at. One check is one function with one sentence (its
docstring).

Adding a check is adding a function to CHECKS. `severity`: error (must not be so), warning (a person should
look), note (worth knowing). `origin`: whose matter it is: the source's own print, our reader, or our reference
data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.checks.finding import Finding
from ingest.checks.of_dates import answered_before_asked, answered_before_received, working_days_to_answer
from ingest.checks.of_figures import (
    conflicts,
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
from ingest.checks.of_reading import problems_of_reading
from ingest.checks.of_series import far_from_other_forces, far_from_own_years, may_be_of_a_part_year
from ingest.checks.of_sources import (
    personal_readings,
    source_without_address,
    source_without_anything,
    unread_documents,
)
from ingest.collect import Failure
from ingest.ids import digest
from ingest.place import Everything
from ingest.reference import Reference

Check = Callable[[Everything, Sequence[Failure], Reference], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    problems_of_reading,
    unread_documents,
    source_without_anything,
    source_without_address,
    answered_before_asked,
    answered_before_received,
    working_days_to_answer,
    personal_readings,
    conflicts,
    reviewers_disagree,
    offence_before_in_force,
    impossible_bounds,
    part_exceeds_whole,
    same_place_twice,
    scope_unknown_to_measure,
    unknown_period,
    figure_after_publication,
    may_be_of_a_part_year,
    far_from_own_years,
    far_from_other_forces,
    held_back_beside_others,
)


@dataclass(frozen=True)
class CheckRow:
    check_id: str
    finding: Finding


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
