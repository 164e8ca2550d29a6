"""Every check trips on its own case, and a good figure trips none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ingest import checks
from ingest import reference as reference_data
from ingest.checks.of_dates import working_days
from ingest.collect import Failure, SourceReading
from ingest.model import Blocks, DocumentReading, Problem
from ingest.order import Placed, settle
from ingest.place import Everything, LocatedProblem
from ingest.sources import Source
from tests.making import placed, source, value

REFERENCE = reference_data.load()
GOOD = source(url="https://example.org/1")


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


CASES = {
    "conflict": figures_of(*settle([good("a"), good("b", of=source("b~2", url="x"), value=value(9))])),
    "offence-before-in-force": figures_of(good(period="2009/10")),
    "offence-in-force-within-period": figures_of(good(period="2016-01-01..2018-12-31")),
    "impossible-bounds": figures_of(good(value=value(-3))),
    "share-above-100": figures_of(good(unit="percent", value=value(120))),
    "part-exceeds-whole": figures_of(good("a", value=value(9)), good("b", offence_id="ho_88a", value=value(5))),
    "same-place-twice": figures_of(good("a"), good("a", unit="people")),
    "unknown-scope": figures_of(good(scope="on Tuesdays")),
    "unknown-period": figures_of(good(period="unknown")),
    "period-after-publication": figures_of(good(of=source(url="x", published="2019-06"))),
    "personal-reading": figures_of(good(reading_reason="the page is about s15A")),
    "no-address": everything(of=source()),
    "answered-before-asked": everything(of=source(url="x", asked="2021-02", answered="2021-01-30")),
    "working-days": everything(of=source(url="x", force_ids=("kent",), asked="2021-01-06", answered="2021-02-05")),
    "may-be-part-year": figures_of(
        *(
            good(name, of=source(url="x", published="2020-05"), period=period, value=value(count))
            for name, period, count in (("a", "2018/19", 100), ("b", "2019/20", 40))
        )
    ),
    "far-from-own-years": figures_of(
        *(
            good(name, period=f"{2017 + n}/{18 + n}", value=value(count))
            for n, (name, count) in enumerate((("a", 50), ("b", 52), ("c", 400), ("d", 48), ("e", 51)))
        )
    ),
    "far-from-other-forces": figures_of(*of_many_forces(10)),
    "answered-before-received": everything(of=source(url="x", received="2021-02", answered="2021-01-30")),
    "not-understood": everything(problems=[Problem("warning", "line 3 was not understood")]),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_check_trips_on_its_case_and_no_other_does(rule: str) -> None:
    assert rules(CASES[rule]) == {rule}


def test_a_document_that_was_not_read_is_an_error() -> None:
    assert rules(everything(), [Failure("kent/1", "has no source.toml")]) == {"unread-document"}


def test_a_source_that_gives_nothing_is_a_warning() -> None:
    found = everything()
    empty = replace(found, readings=(SourceReading(GOOD, (document(),)),))
    assert rules(empty) == {"gives-nothing"}


def test_a_good_figure_trips_nothing() -> None:
    assert rules(figures_of(good())) == set()


def test_every_check_says_what_it_checks_in_one_sentence() -> None:
    for check in checks.CHECKS:
        words = " ".join((check.__doc__ or "").split())
        assert words.endswith(".") and ". " not in words, check.__name__


def test_a_finding_keeps_its_id_and_two_findings_have_two() -> None:
    once, again = (checks.run(CASES["conflict"], [], REFERENCE) for _ in range(2))
    assert [row.check_id for row in once] == [row.check_id for row in again]
    assert len({row.check_id for row in once}) == len(once)


def test_what_is_usual_is_far_from_nothing() -> None:
    assert rules(figures_of(*of_many_forces(2))) == set()
    small = figures_of(
        *(good(str(n), period=f"{2017 + n}/{18 + n}", value=value(count)) for n, count in enumerate((2, 1, 14, 3, 2)))
    )
    assert rules(small) == set()


def test_working_days_go_by_the_nations_bank_holidays_and_nothing_is_called_late() -> None:
    easter = (date(2021, 4, 1), date(2021, 4, 6))  # Thursday to Tuesday
    assert working_days(*easter, "England") == 1  # Good Friday and Easter Monday are free
    assert working_days(*easter, "Scotland") == 2  # Easter Monday is no bank holiday there
    assert working_days(date(2022, 5, 6), date(2022, 5, 10), "Jersey") == 1  # Liberation Day
    assert working_days(*easter, "Atlantis") is None
    (row,) = checks.run(CASES["working-days"], [], REFERENCE)
    assert row.finding.message == "22 working days lie between 2021-01-06 (asked) and 2021-02-05 (answered)."
