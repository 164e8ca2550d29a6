"""Every check trips on its own case, and a good figure trips none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from ingest import reference as reference_data
from ingest.model import DOUBTS, Blocks, DocumentReading, Problem
from ingest.settle.order import Placed, settle
from ingest.settle.queries import HELD_BACK, Check, checks
from ingest.settle.rulings import UNSETTLED
from ingest.sources import Failure, Source
from tests.making import placed, settled, source, value

REFERENCE = reference_data.load()
GOOD = source(url="https://example.org/1")
OFFICIAL = source("published~official", "official", url="https://example.org/2", publisher="Home Office")
CHARITY = [source(f"published~{name}", "charity", url="x", publisher="NSPCC") for name in ("wales", "forces")]
SILENT = DocumentReading("transcript.csv", "0" * 64, "text/csv", "transcript", None, Blocks("text/csv"))


@dataclass(frozen=True)
class Case:
    """What a check must find something in: figures, sources, what was not understood, and what could not be read."""

    figures: Sequence[Placed] = ()
    source: Source = GOOD
    documents: Mapping[str, DocumentReading] | None = None
    problems: Sequence[Problem] = ()
    failures: Sequence[Failure] = ()


def found(case: Case) -> list[tuple[str, str]]:
    """Rule and message of every finding."""
    con = settled(
        case.figures,
        sources=[case.source],
        problems=[(one, case.source) for one in case.problems],
        failures=case.failures,
        documents=case.documents,
    )
    return con.execute("select rule, message from checks order by all").fetchall()


def rules(*figures: Placed) -> set[str]:
    return {rule for rule, _ in found(Case(figures))}


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


def case(*entries: Placed) -> Case:
    return Case(entries)


def of_source(**facts: object) -> Case:
    return Case(source=source(**facts))


def of_an_area(total: float, forces_counted: int, *cells: float | None, of: Source = GOOD) -> list[Placed]:
    """A total over four forces that are named, and the cells of the first of them in a source; None: held back."""
    forces = zip(("kent", "surrey", "sussex", "hampshire"), cells, strict=False)
    own = [
        good(force, of=of, force_id=force, value=value(0, 4, symbol="[c]") if cell is None else value(cell))
        for force, cell in forces
    ]
    return [*own, good("a", of=of, force_id="area:south-east", forces_counted=forces_counted, value=value(total))]


def of_two_sources(total: float, *cells: float | None) -> list[Placed]:
    """A charity's total for four forces, and what it gives for each of them in another source."""
    *own, whole = of_an_area(total, 4, *cells, of=CHARITY[1])
    return [*own, replace(whole, source=CHARITY[0])]


def over_years(total: float, *years: float) -> list[Placed]:
    """A charity's count over years from April 2019 on, and what it gives for each in another source."""
    end = 2019 + len(years)
    own = [
        good(f"y{n}", of=CHARITY[1], period=f"{2019 + n}/{20 + n}", value=value(year)) for n, year in enumerate(years)
    ]
    return [*own, good("a", of=CHARITY[0], period=f"2019-04-01..{end}-03-31", value=value(total))]


CASES: dict[str, dict[str, Case]] = {
    "problems_of_reading": {"not-understood": Case(problems=[Problem("warning", "line 3 was not understood")])},
    "unread_documents": {"unread-document": Case(failures=[Failure("kent/1", "has no source.toml")])},
    "source_without_anything": {"gives-nothing": Case(documents={GOOD.source_id: SILENT})},
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
    "forces_counted": {"forces-counted": case(*of_an_area(429, 4, 179, 63, 187))},
    "sum_of_forces": {"not-sum-of-forces": case(*of_two_sources(554, 333, 97, 67, 67))},
    "sum_of_years": {"not-sum-of-years": case(*over_years(3_234, 651, 685, 636))},
    "scope_unknown_to_measure": {"unknown-scope": case(good(scope="on Tuesdays"))},
    "unknown_period": {"unknown-period": case(good(period="unknown"))},
    "figure_after_publication": {"period-after-publication": case(good(of=source(url="x", published="2019-06")))},
    "doubted_by_compiler": {rule: case(good(doubt=rule, note="as our note says")) for rule in DOUBTS},
    "differs_from_official_class": {
        "differs-from-official-class": case(
            good("a", value=value(31)), placed("b", of=OFFICIAL, offence_id="ho_88a", value=value(30))
        ),
        "small-part-of-class": case(
            good("a", value=value(20)), placed("b", of=OFFICIAL, offence_id="ho_88a", value=value(200))
        ),
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
    "held_back_beside_others": {"held-back-beside-others": case(replace(good(), status="rejected", rule=HELD_BACK))},
    "reviewers_disagree": {
        "reviewers-disagree": case(
            replace(good(), status="rejected", rule=f"{UNSETTLED}AB says value 5; CD says right as it was read")
        )
    },
}
"""By the name of a check, a case for each rule that it names."""


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_every_check_trips_on_its_case_and_on_no_other(check: Check) -> None:
    assert check.name in CASES, f"{check.name} has no case that trips it: give it one in CASES"
    assert set(check.rules) <= set(CASES[check.name]), "a rule without a case that trips it"
    for rule, own in CASES[check.name].items():
        assert {one for one, _ in found(own)} == {rule}


def test_no_case_is_of_a_check_that_does_not_run() -> None:
    assert set(CASES) == {check.name for check in checks()}


def test_a_good_figure_trips_nothing() -> None:
    assert rules(good()) == set()


def test_every_check_says_what_it_checks_in_one_sentence() -> None:
    for check in checks():
        assert check.sentence.endswith(".") and ". " not in check.sentence, check.name


def test_a_finding_keeps_its_id_and_two_findings_have_two() -> None:
    figures = [*CASES["conflicts"]["conflict"].figures, good("c", period="unknown")]
    once, again = (settled(figures).execute("select check_id from checks order by all").fetchall() for _ in range(2))
    assert once == again and len(once) > 1


def test_a_conflict_is_said_with_values_and_place_and_no_id() -> None:
    sum_ = replace(value(248), text="59 + 50 + 67 + 72")
    figures = settle([good("a", value=value(245)), good("b", of=source("b~2", url="x"), value=sum_)])
    messages = [message for rule, message in found(Case(figures)) if rule == "conflict"]
    told = " ".join(messages)
    assert "248, printed as 59 + 50 + 67 + 72" in told and "Kent" in messages[0] and "conflicts with 24" in messages[0]
    assert not [entry for entry in figures if entry.figure.figure_id in told.split()]


def test_what_is_usual_is_far_from_nothing() -> None:
    assert rules(*of_many_forces(2)) == set()
    assert rules(*yearly(2, 1, 14, 3, 2)) == set()


def yearly(*counts: int, first: int = 2017, **changes: object) -> list[Placed]:
    return [
        good(str(n), period=f"{first + n}/{first + n - 1999}", value=value(count), **changes)
        for n, count in enumerate(counts)
    ]


def test_a_series_that_grows_is_not_off_itself_and_no_series_goes_across_april_2017() -> None:
    assert rules(*yearly(13, 63, 37, 52, 78, 71, 90, 103)) == {"off-its-own-series"}  # the first year, and no other
    assert rules(*yearly(37, 52, 78, 71, 90, 103)) == set()
    assert rules(*yearly(20, 22, 21, 23, 200, 210, 205, 198, first=2013, offence_id="ho_88a")) == set()

    def by_calendar(first: int) -> list[Placed]:
        counts = enumerate((20, 22, 21, 23, 90))
        return [good(str(n), period=str(first + n), value=value(count), offence_id="ho_88a") for n, count in counts]

    assert rules(*by_calendar(2012)) == {"off-its-own-series"}
    assert rules(*by_calendar(2013)) == set()  # 2017 goes across


def test_a_part_differs_where_it_is_more_than_its_class_and_never_where_it_is_less() -> None:
    """West Yorkshire's 144 of s15A within 347 of class 88A was said to differ, North Wales's 118 of 105 was not."""

    def differing(part: float, whole: float) -> list[object]:
        con = settled([good(value=value(part)), placed("b", of=OFFICIAL, offence_id="ho_88a", value=value(whole))])
        return con.execute("select differs from placed where len(differs) > 0").fetchall()

    assert differing(118, 105) == [(["differs-from-official-class"],)]
    assert differing(105, 105) == differing(144, 347) == []


def test_a_quarrel_is_one_finding_that_names_every_side() -> None:
    con = settled(settle([good("a", value=value(98)), good("b", of=source("b~2", url="x"), value=value(170))]))
    ((message,),) = con.execute("select message from checks where rule = 'conflict'").fetchall()
    assert "98 (" in message and ") conflicts with 170 (" in message and "98 to 170" not in message
    assert con.execute("select count(*), count(*) filter (len(differs) = 1) from placed").fetchone() == (3, 3)


def test_a_part_that_is_not_most_of_its_class_is_no_measure_of_it() -> None:
    whole = placed("b", of=OFFICIAL, offence_id="ho_88a", value=value(200))
    assert rules(good(value=value(20)), whole) == {"small-part-of-class"}
    assert rules(good(offence_id="soa2003_s15", value=value(20)), whole) == set()
    assert rules(good(value=value(20), scope="online flag"), whole) == set()


def test_an_areas_figure_is_held_against_its_sources_own_cells() -> None:
    assert rules(*of_an_area(429, 3, 179, 63, 187)) == set()
    assert rules(*of_an_area(525, 4, 224, 78, 205, 18)) == set()
    assert rules(*of_an_area(526, 4, 224, 78, 205, 18)) == {"forces-counted"}
    assert rules(*of_an_area(430, 4, 179, 63, 187)) == set()  # the source lists three, and the fourth made the rest
    assert rules(*of_an_area(429, 4, 179, 63, 187, None)) == set()  # or a reader would know what is held back


def test_an_areas_figure_is_held_against_what_its_compiler_gives_for_each_force_elsewhere() -> None:
    assert rules(*of_two_sources(564, 333, 97, 67, 67)) == set()
    assert rules(*of_two_sources(554, 333, 97, 67)) == set(), "one of the four is not here"
    assert "not-sum-of-forces" not in rules(*of_two_sources(554, 333, 97, 67, None)), "or is held back"


def test_a_figure_over_years_is_held_against_what_its_compiler_gives_for_each() -> None:
    assert rules(*over_years(1_972, 651, 685, 636)) == set()
    assert rules(*over_years(1_972, 651, 685, 636)[1:]) == set(), "one of the years is not here"


def test_working_days_go_by_the_nations_bank_holidays_and_nothing_is_called_late() -> None:
    def told(force: str, asked: str, answered: str) -> list[str]:
        case = of_source(url="x", force_ids=(force,), asked=asked, answered=answered)
        return [message.partition(" working")[0] for rule, message in found(case) if rule == "working-days"]

    easter = ("2021-04-01", "2021-04-06")  # Thursday to Tuesday
    assert told("kent", *easter) == ["1"]  # Good Friday and Easter Monday are free
    assert told("police-scotland", *easter) == ["2"]  # Easter Monday is no bank holiday there
    assert told("jersey", "2022-05-06", "2022-05-10") == ["1"]  # Liberation Day
    assert told("british-transport-police", *easter) == []
    ((_, message),) = found(CASES["working_days_to_answer"]["working-days"])
    assert message == "22 working days lie between 2021-01-06 (asked) and 2021-02-05 (answered)."
