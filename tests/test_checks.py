"""Every check trips on its own case, and a good figure trips none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from ingest import checks
from ingest import reference as reference_data
from ingest.checks.of_dates import working_days
from ingest.collect import Failure, SourceReading
from ingest.hidden import WHY
from ingest.model import DOUBTS, Blocks, DocumentReading, Problem
from ingest.order import Placed, settle
from ingest.place import Everything, LocatedProblem
from ingest.reviewers import UNSETTLED
from ingest.sources import Source
from tests.making import placed, source, value

REFERENCE = reference_data.load()
GOOD = source(url="https://example.org/1")
OFFICIAL = source("published~official", "official", url="https://example.org/2", publisher="Home Office")


def document(path: str = "transcript.csv", figures: Sequence[Placed] = ()) -> DocumentReading:
    blocks = Blocks("text/csv")
    return DocumentReading(
        path, "0" * 64, "text/csv", "transcript", None, blocks, figures=tuple(e.figure for e in figures)
    )


def everything(figures: Sequence[Placed] = (), of: Source = GOOD, problems: Sequence[Problem] = ()) -> Everything:
    reading = SourceReading(of, (document(figures=[*figures, placed("another", of=of)]),))
    located = tuple(LocatedProblem(of, f"{of.folder}/transcript.csv", "transcript", problem) for problem in problems)
    return Everything((reading,), tuple(figures), (), located)


def rules(found: Everything, failures: Sequence[Failure] = ()) -> set[str]:
    return {row.finding.rule for row in checks.run(found, failures, REFERENCE)}


def figures_of(*entries: Placed) -> Everything:
    return everything(entries)


def good(name: str = "a", **changes: object) -> Placed:
    return placed(name, of=changes.pop("of", GOOD), **changes)  # type: ignore[arg-type]


def of_many_forces(times: float) -> list[Placed]:
    """One figure for each of ten forces, in proportion to its residents but for the last one's."""
    residents = {row.force_id: row.population for row in REFERENCE.populations if row.mid_year == 2019}
    forces = sorted(residents)[:10]
    rates = [1e-4] * 9 + [times * 1e-4]
    return [
        good(force, force_id=force, value=value(round(residents[force] * rate)))
        for force, rate in zip(forces, rates, strict=True)
    ]


@dataclass(frozen=True)
class Case:
    """What a check must find something in: everything that was read, and what could not be read."""

    everything: Everything
    failures: Sequence[Failure] = ()


def case(*entries: Placed) -> Case:
    return Case(figures_of(*entries))


def of_source(**facts: object) -> Case:
    return Case(everything(of=source(**facts)))


CASES: dict[str, dict[str, Case]] = {
    "problems_of_reading": {
        "not-understood": Case(everything(problems=[Problem("warning", "line 3 was not understood")]))
    },
    "unread_documents": {"unread-document": Case(everything(), [Failure("kent/1", "has no source.toml")])},
    "source_without_anything": {
        "gives-nothing": Case(replace(everything(), readings=(SourceReading(GOOD, (document(),)),)))
    },
    "source_without_address": {"no-address": of_source()},
    "answered_before_asked": {"answered-before-asked": of_source(url="x", asked="2021-02", answered="2021-01-30")},
    "answered_before_received": {
        "answered-before-received": of_source(url="x", received="2021-02", answered="2021-01-30")
    },
    "working_days_to_answer": {
        "working-days": of_source(url="x", force_ids=("kent",), asked="2021-01-06", answered="2021-02-05")
    },
    "personal_readings": {"personal-reading": case(good(reading_reason="the page is about s15A"))},
    "conflicts": {"conflict": case(*settle([good("a"), good("b", of=source("b~2", url="x"), value=value(9))]))},
    "offence_before_in_force": {
        "offence-before-in-force": case(good(period="2009/10")),
        "offence-in-force-within-period": case(good(period="2016-01-01..2018-12-31")),
    },
    "impossible_bounds": {
        "impossible-bounds": case(good(value=value(-3))),
        "share-above-100": case(good(unit="percent", value=value(120))),
    },
    "part_exceeds_whole": {
        "part-exceeds-whole": case(good("a", value=value(9)), good("b", offence_id="ho_88a", value=value(5)))
    },
    "same_place_twice": {"same-place-twice": case(good("a"), good("a", unit="people"))},
    "scope_unknown_to_measure": {"unknown-scope": case(good(scope="on Tuesdays"))},
    "unknown_period": {"unknown-period": case(good(period="unknown"))},
    "figure_after_publication": {"period-after-publication": case(good(of=source(url="x", published="2019-06")))},
    "doubted_by_compiler": {rule: case(good(doubt=rule, note="as our note says")) for rule in DOUBTS},
    "differs_from_official_class": {
        "differs-from-official-class": case(
            good("a", value=value(90)), placed("b", of=OFFICIAL, offence_id="ho_88a", value=value(30))
        )
    },
    "off_its_own_series": {
        "off-its-own-series": case(
            *(
                good(name, period=f"{2017 + n}/{18 + n}", value=value(count))
                for n, (name, count) in enumerate((("a", 50), ("b", 52), ("c", 400), ("d", 48), ("e", 51)))
            )
        )
    },
    "far_from_other_forces": {"far-from-other-forces": case(*of_many_forces(10))},
    "held_back_beside_others": {"held-back-beside-others": case(replace(good(), status="rejected", rule=WHY))},
    "reviewers_disagree": {
        "reviewers-disagree": case(
            replace(good(), status="rejected", rule=f"{UNSETTLED}AB says value 5; CD says right as it was read")
        )
    },
}
"""By the name of a check's function, a case for each rule that it names."""


def found_by(check: checks.Check, one: Case) -> set[str]:
    return {finding.rule for finding in check(one.everything, one.failures, REFERENCE)}


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_every_check_trips_on_its_case_and_on_no_other(check: checks.Check) -> None:
    assert check.__name__ in CASES, f"{check.__name__} has no case that trips it: give it one in CASES"
    own = CASES[check.__name__]
    assert {rule: found_by(check, one) for rule, one in own.items()} == {rule: {rule} for rule in own}
    others = {rule: one for name, cases in CASES.items() if name != check.__name__ for rule, one in cases.items()}
    assert {rule: found for rule, one in others.items() if (found := found_by(check, one))} == {}


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_every_rule_that_a_check_names_has_a_case(check: checks.Check) -> None:
    assert set(checks.CHECKS[check]) <= set(CASES.get(check.__name__, ())), "a rule without a case that trips it"


def test_no_case_is_of_a_check_that_does_not_run() -> None:
    assert set(CASES) == {check.__name__ for check in checks.CHECKS}


def test_a_good_figure_trips_nothing() -> None:
    assert rules(figures_of(good())) == set()


def test_every_check_says_what_it_checks_in_one_sentence() -> None:
    for check in checks.CHECKS:
        words = " ".join((check.__doc__ or "").split())
        assert words.endswith(".") and ". " not in words, check.__name__


def test_a_finding_keeps_its_id_and_two_findings_have_two() -> None:
    once, again = (checks.run(CASES["conflicts"]["conflict"].everything, [], REFERENCE) for _ in range(2))
    assert [row.check_id for row in once] == [row.check_id for row in again]
    assert len({row.check_id for row in once}) == len(once)


def test_a_conflict_is_said_with_values_and_place_and_no_id() -> None:
    sum_ = replace(value(248), text="59 + 50 + 67 + 72")
    found = figures_of(*settle([good("a", value=value(245)), good("b", of=source("b~2", url="x"), value=sum_)]))
    (message, *_) = [row.finding.message for row in checks.run(found, [], REFERENCE) if row.finding.rule == "conflict"]
    told = " ".join(row.finding.message for row in checks.run(found, [], REFERENCE) if row.finding.rule == "conflict")
    assert "248, printed as 59 + 50 + 67 + 72" in told and "Kent" in message and "conflicts with 24" in message
    assert not [entry for entry in found.figures if entry.figure.figure_id in told.split()]


def test_what_is_usual_is_far_from_nothing() -> None:
    assert rules(figures_of(*of_many_forces(2))) == set()
    small = figures_of(
        *(good(str(n), period=f"{2017 + n}/{18 + n}", value=value(count)) for n, count in enumerate((2, 1, 14, 3, 2)))
    )
    assert rules(small) == set()


def yearly(*counts: int, first: int = 2017) -> Everything:
    return figures_of(
        *(good(str(n), period=f"{first + n}/{first + n - 1999}", value=value(count)) for n, count in enumerate(counts))
    )


def test_a_series_that_grows_is_not_off_itself_and_no_series_goes_across_april_2017() -> None:
    assert rules(yearly(13, 63, 37, 52, 78, 71, 90, 103)) == {"off-its-own-series"}  # the first year, and no other
    assert rules(yearly(37, 52, 78, 71, 90, 103)) == set()
    of_class = [
        good(str(n), offence_id="ho_88a", period=f"{2013 + n}/{14 + n}", value=value(c))
        for n, c in enumerate((20, 22, 21, 23, 200, 210, 205, 198))
    ]
    assert rules(figures_of(*of_class)) == set()


def test_what_differs_the_same_way_in_most_years_is_said_once() -> None:
    parts = [good(f"a{n}", period=f"{2018 + n}/{19 + n}", value=value(90)) for n in range(4)]
    wholes = [
        placed(f"b{n}", of=OFFICIAL, offence_id="ho_88a", period=f"{2018 + n}/{19 + n}", value=value(30 if n else 89))
        for n in range(4)
    ]
    found = [row for row in checks.run(figures_of(*parts, *wholes), [], REFERENCE) if row.finding.says == "differs"]
    assert len(found) == 1 and "So in 3 of 4 years." in found[0].finding.message
    differs = checks.said_of_figures(found).differs
    assert set(differs) == {entry.figure.figure_id for entry in parts[1:]}


def test_a_part_that_is_not_most_of_its_class_is_no_measure_of_it() -> None:
    whole = placed("b", of=OFFICIAL, offence_id="ho_88a", value=value(200))
    assert rules(figures_of(good(value=value(20)), whole)) == {"differs-from-official-class"}
    assert rules(figures_of(good(offence_id="soa2003_s15", value=value(20)), whole)) == set()
    assert rules(figures_of(good(value=value(20), scope="online flag"), whole)) == set()


def test_working_days_go_by_the_nations_bank_holidays_and_nothing_is_called_late() -> None:
    easter = (date(2021, 4, 1), date(2021, 4, 6))  # Thursday to Tuesday
    assert working_days(*easter, "England") == 1  # Good Friday and Easter Monday are free
    assert working_days(*easter, "Scotland") == 2  # Easter Monday is no bank holiday there
    assert working_days(date(2022, 5, 6), date(2022, 5, 10), "Jersey") == 1  # Liberation Day
    assert working_days(*easter, "Atlantis") is None
    (row,) = checks.run(CASES["working_days_to_answer"]["working-days"].everything, [], REFERENCE)
    assert row.finding.message == "22 working days lie between 2021-01-06 (asked) and 2021-02-05 (answered)."
