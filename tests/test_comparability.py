"""The key of a figure: two are alike exactly where they may be compared, and the pages' own gate says the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from dashboard import comparable
from ingest import comparability
from ingest import reference as reference_data
from ingest.collect import SourceReading
from ingest.model import Value
from ingest.order import Placed
from ingest.period_ids import period_of_id
from ingest.place import Everything
from ingest.warehouse.build import build
from tests.making import figure, placed, source, value

REFERENCE = reference_data.load()
CHANGES: dict[str, dict[str, Any]] = {
    "measure": {"measure_id": "arrests"},
    "unit": {"unit": "cases"},
    "offence": {"offence_id": "ho_88a"},
    "scope": {"scope": "online flag"},
    "attempts in": {"scope": "attempts included"},
    "attempts alone": {"scope": "attempts only"},
    "breakdown": {"dimensions": (("sex", "male"),)},
    "kind of period": {"period": "2019"},
    "length of period": {"period": "2019-04-01..2019-09-30"},
}


def test_a_key_is_read_as_it_stands() -> None:
    said = comparability.key(figure(scope="attempts included"), "force")
    assert said == "offences_recorded | offences | soa2003_s15a | attempts included | financial year | force"
    assert comparability.key(figure(offence_id=None, period="2019"), "force") == (
        "offences_recorded | offences | no one offence | whole | calendar year | force"
    )


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_may_not_be_compared_has_another_key(change: str) -> None:
    assert comparability.key(figure(), "force") != comparability.key(figure(**CHANGES[change]), "force")


def test_another_year_of_the_same_sort_has_the_same_key_and_leap_days_make_no_difference() -> None:
    keys = {comparability.key(figure(period=year), "force") for year in ("2017/18", "2018/19", "2019/20")}
    assert len(keys) == 1
    halves = ("2019-01-01..2019-06-30", "2020-01-01..2020-06-30")
    assert {comparability.length_of(period_of_id(half)) for half in halves} == {"6 months"}
    assert comparability.length_of(period_of_id("2019-01-01..2019-02-09")) == "40 days"


def test_sums_over_other_numbers_of_forces_have_other_keys_and_one_that_does_not_say_has_none() -> None:
    four, five, unsaid = (
        comparability.key(figure(force_id="area:south-east", forces_counted=n), "region") for n in (4, 5, None)
    )
    assert four is not None and four.endswith("region of 4 forces") and four != five
    assert unsaid is None
    assert comparability.key(figure(), "unit") is not None  # no sum over forces


def test_a_figure_of_an_unknown_period_is_compared_with_nothing() -> None:
    assert comparability.key(figure(period="unknown"), "force") is None


def test_every_scope_has_words_and_no_other_has() -> None:
    from dashboard.apart import _scope_words

    used = {scope for measure in REFERENCE.measures.values() for scope in measure.scopes}
    assert used == set(_scope_words())
    assert all(set(words) == {"one", "many", "not_one", "not_many"} for words in _scope_words().values())


def test_every_pair_that_must_not_be_compared_says_why_and_gives_its_reason_from_both_sides() -> None:
    pairs = [(m, o, why) for m in REFERENCE.measures.values() for o, why in m.not_comparable_with.items()]
    assert len(pairs) > 60
    for measure, _, why in pairs:
        assert why.endswith(".") and len(why) > 40, measure.measure_id
        assert why not in (measure.definition, measure.title)


def test_the_key_says_the_same_as_the_gate_of_the_pages(built_warehouse: Path) -> None:
    con = duckdb.connect(str(built_warehouse), read_only=True)
    cursor = con.execute(
        "select comparable_key, measure_id, measure, unit, offence_id, offence, scope, dimensions, period_id, "
        "period_kind, period_start, period_end, area_kind from figures "
        "where area_kind = 'force' and comparable_key is not null order by hash(figure_id) limit 120"
    )
    names = [column[0] for column in cursor.description or []]
    rows = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    con.close()
    kinds = [(row.comparable_key, comparable.kind_of(row)) for row in rows]
    whole = [(key, kind) for key, kind in kinds if kind is not None]
    assert len(whole) > 100
    for (key_a, a), (key_b, b) in combinations(whole, 2):
        assert (key_a == key_b) is (comparable.differences(a, b) == []), (key_a, key_b)


# ── totals ──


def totals(figures: list[Placed], folder: Path, measure: str = "offences_recorded", period: str = "2019/20") -> Any:
    path = folder / "warehouse.duckdb"
    readings = tuple(SourceReading(own, ()) for own in {one.source.source_id: one.source for one in figures}.values())
    build(Everything(readings, tuple(figures), (), ()), [], REFERENCE, path)
    with duckdb.connect(str(path), read_only=True) as con:
        offence = figures[0].figure.offence_id
        return con.execute(
            "select unit, low, high, forces_counted, not_added from totals(?, ?, ?)", [measure, offence, period]
        ).fetchall()


def test_a_total_adds_no_figure_with_attempts_to_one_without_and_says_that_it_is_left_out(tmp_path: Path) -> None:
    figures = [
        placed("a", value=value(5)),
        placed("b", force_id="essex", value=value(7), scope="attempts included"),
        placed("c", force_id="durham", value=value(9), dimensions=(("sex", "male"),)),
        placed("d", force_id="kent", value=value(3), scope="attempts only"),
    ]
    assert totals(figures, tmp_path) == [("offences", 5.0, 5.0, 1, 2)]


def test_a_total_keeps_units_apart_and_adds_no_calendar_year_to_a_financial_one(tmp_path: Path) -> None:
    figures = [
        placed("a", value=value(5)),
        placed("b", force_id="essex", value=value(7), unit="cases"),
        placed("c", force_id="durham", value=value(9), period="2019"),
    ]
    assert sorted(totals(figures, tmp_path)) == [("cases", 7.0, 7.0, 1, 0), ("offences", 5.0, 5.0, 1, 0)]


@pytest.mark.parametrize(
    "change",
    [
        {"period": "unknown"},
        {"measure_id": "share_ocag_percent", "unit": "percent"},
        {"measure_id": "arrests_online_cso_team", "unit": "arrests per month"},
    ],
)
def test_a_total_adds_no_shares_no_rates_and_nothing_of_an_unknown_period(
    change: dict[str, Any], tmp_path: Path
) -> None:
    figures = [placed("a", value=value(5), **change), placed("b", force_id="essex", value=value(7), **change)]
    found = totals(figures, tmp_path, change.get("measure_id", "offences_recorded"), change.get("period", "2019/20"))
    assert found == [(None, None, None, 0, 2)]


# ── shares ──


def test_a_whole_that_is_held_back_is_printed_beside_its_part_and_named_in_the_note(tmp_path: Path) -> None:
    own = source("kent~1", "force_response", force_ids=("kent",))
    common: dict[str, Any] = {"unit": "arrests", "offence_id": "group:online_child_sexual_offences", "of": own}
    figures = [
        placed("part", measure_id="arrests_ocag", value=value(7), **common),
        placed("whole", measure_id="arrests_online_cso", value=Value(None, 0.0, 29.0, "[c]", "<30"), **common),
    ]
    path = tmp_path / "warehouse.duckdb"
    build(Everything((SourceReading(own, ()),), tuple(figures), (), ()), [], REFERENCE, path)
    with duckdb.connect(str(path), read_only=True) as con:
        found = con.execute(
            "select all_arrests, all_arrests_low, all_arrests_high, all_arrests_text, share_low, share_high, "
            "share_note from ocag_arrests"
        ).fetchall()
    note = "If all 7 are among the <30, which the answer does not say."
    assert found == [(None, 0.0, 29.0, "<30", pytest.approx(7 / 29), None, note)]


def test_a_scope_that_the_reference_does_not_know_is_told_as_it_stands() -> None:
    from dashboard.apart import ways

    kind = comparable.Kind("arrests", "Arrests", "arrests", None, None, None, "2019/20", "financial_year", 366)
    row = SimpleNamespace(unit="arrests", scope="on Tuesdays", dimensions={}, period_id="2019/20")
    assert [way.one for way in ways(kind, row)] == ["counts a part only: on Tuesdays"]
    assert [
        way.one for way in ways(replace(kind, scope="on Tuesdays"), SimpleNamespace(**vars(row) | {"scope": None}))
    ] == ["counts the whole"]
