"""Every check trips on its own case, and a good figure trips none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest import checks
from ingest import reference as reference_data
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
